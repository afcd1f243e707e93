/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/documents/preview-keys.h"

static const struct
{
  guint key;
  GdkModifierType modifiers;
  const char *action;
} keys[] = {
  { GDK_KEY_plus, GDK_CONTROL_MASK, "preview.zoom-in" },
  { GDK_KEY_equal, GDK_CONTROL_MASK, "preview.zoom-in" },
  { GDK_KEY_KP_Add, GDK_CONTROL_MASK, "preview.zoom-in" },
  { GDK_KEY_minus, GDK_CONTROL_MASK, "preview.zoom-out" },
  { GDK_KEY_KP_Subtract, GDK_CONTROL_MASK, "preview.zoom-out" },
  { GDK_KEY_0, GDK_CONTROL_MASK, "preview.full-size" },
  { GDK_KEY_KP_0, GDK_CONTROL_MASK, "preview.full-size" },
  { GDK_KEY_r, GDK_CONTROL_MASK, "preview.rotate" },
  { GDK_KEY_f, GDK_CONTROL_MASK, "preview.search" },
  { GDK_KEY_g, GDK_CONTROL_MASK, "preview.next-match" },
  { GDK_KEY_g, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "preview.previous-match" },
  { GDK_KEY_F3, 0, "preview.next-match" },
  { GDK_KEY_F3, GDK_SHIFT_MASK, "preview.previous-match" },
  { GDK_KEY_Page_Down, GDK_CONTROL_MASK, "preview.next-page" },
  { GDK_KEY_Page_Up, GDK_CONTROL_MASK, "preview.previous-page" },
  { GDK_KEY_c, GDK_CONTROL_MASK, "preview.copy" },
  { GDK_KEY_a, GDK_CONTROL_MASK, "preview.select-page" },
  { GDK_KEY_p, GDK_CONTROL_MASK, "preview.print" },
  { GDK_KEY_s, GDK_CONTROL_MASK, "preview.save" },
};

void
ed_preview_keys_bind (GtkWidgetClass *class)
{
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (class,
                                         keys[i].key,
                                         keys[i].modifiers,
                                         keys[i].action,
                                         NULL);
}

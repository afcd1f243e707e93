/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/widgets/chip.h"

#include "client/closures.h"
#include "client/numbers.h"
#include "client/resources.h"
#include "client/widgets/template.h"

struct _EdChip
{
  GtkToggleButton parent_instance;
  char *title;
  guint count;
};

enum
{
  PROP_TITLE = 1,
  PROP_COUNT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (EdChip, ed_chip, GTK_TYPE_TOGGLE_BUTTON)

/* By hand: an expression that watches its own widget outlives the widget's weak references
 * (GTK 4.8). */
static void
update_visible (EdChip *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self),
                          self->count > 0
                              || gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self)));
}

/* What a reader says: the title, and as its description how many there are. */
static void
update_words (EdChip *self)
{
  g_autofree char *count = ed_number_text (self->count);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  self->title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  count,
                                  -1);
}

static void
ed_chip_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  EdChip *self = ED_CHIP (object);

  if (id == PROP_TITLE)
    g_value_set_string (value, self->title);
  else
    g_value_set_uint (value, self->count);
}

static void
ed_chip_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  EdChip *self = ED_CHIP (object);

  g_return_if_fail (id == PROP_TITLE);
  g_free (self->title);
  self->title = g_value_dup_string (value);
}

static void
ed_chip_finalize (GObject *object)
{
  g_free (ED_CHIP (object)->title);
  G_OBJECT_CLASS (ed_chip_parent_class)->finalize (object);
}

static void
ed_chip_dispose (GObject *object)
{
  ed_template_dispose (GTK_WIDGET (object), ED_TYPE_CHIP);
  G_OBJECT_CLASS (ed_chip_parent_class)->dispose (object);
}

static void
ed_chip_class_init (EdChipClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->dispose = ed_chip_dispose;
  object_class->finalize = ed_chip_finalize;
  object_class->get_property = ed_chip_get_property;
  object_class->set_property = ed_chip_set_property;
  properties[PROP_TITLE] =
      g_param_spec_string ("title",
                           NULL,
                           NULL,
                           NULL,
                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_COUNT] = g_param_spec_uint ("count",
                                              NULL,
                                              NULL,
                                              0,
                                              G_MAXUINT,
                                              0,
                                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_template_from_resource (widget_class, ED_UI "widgets/chip.ui");
  gtk_widget_class_bind_template_callback_full (widget_class,
                                                "format_number",
                                                G_CALLBACK (ed_closure_number));
}

static void
ed_chip_init (EdChip *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (self, "notify::active", G_CALLBACK (update_visible), NULL);
  g_signal_connect (self, "notify::count", G_CALLBACK (update_visible), NULL);
  g_signal_connect (self, "notify::count", G_CALLBACK (update_words), NULL);
  update_visible (self);
}

GtkWidget *
ed_chip_new (const char *title, EdChip *group)
{
  EdChip *self = g_object_new (ED_TYPE_CHIP, "title", title, NULL);

  update_words (self);
  if (group != NULL)
    gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (self), GTK_TOGGLE_BUTTON (group));
  else
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self), TRUE);
  return GTK_WIDGET (self);
}

void
ed_chip_set_count (EdChip *self, guint count)
{
  g_return_if_fail (ED_IS_CHIP (self));
  if (self->count == count)
    return;
  self->count = count;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COUNT]);
}

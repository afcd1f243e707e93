/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/coordinator/assign-row.h"

#include "client/closures.h"
#include "client/resources.h"
#include "client/widgets/callback.h"
#include "client/widgets/row-name.h"
#include "client/widgets/template.h"

struct _EdAssignRow
{
  GtkWidget parent_instance;
  GtkWidget *box;
  GtkWidget *check;
  EdAssignItem *item;
};

enum
{
  PROP_ITEM = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (EdAssignRow, ed_assign_row, GTK_TYPE_WIDGET)

/* --- what is shown ---------------------------------------------------------------------------- */

static gboolean
can_be_included (gpointer object, guint kind)
{
  return kind == ED_ASSIGN_GIVEN || kind == ED_ASSIGN_DOUBTFUL;
}

static const struct
{
  const char *icon, *tone;
} looks[] = {
  [ED_ASSIGN_GIVEN] = { "avatar-default-symbolic", "dim-label" },
  [ED_ASSIGN_DOUBTFUL] = { "ed-badge-warning-symbolic", "warning" },
  [ED_ASSIGN_REFUSED] = { "ed-badge-cross-symbolic", "error" },
  [ED_ASSIGN_DONE] = { "ed-badge-check-symbolic", "success" },
};

static char *
choose_icon (gpointer object, guint kind)
{
  return g_strdup (looks[MIN (kind, ED_ASSIGN_DONE)].icon);
}

static char **
choose_classes (gpointer object, guint kind)
{
  const char *classes[] = { looks[MIN (kind, ED_ASSIGN_DONE)].tone, NULL };

  return g_strdupv ((char **) classes);
}

static char **
choose_note_classes (gpointer object, guint kind)
{
  const char *classes[] = { "caption", looks[MIN (kind, ED_ASSIGN_DONE)].tone, NULL };

  return g_strdupv ((char **) classes);
}

static void
on_toggled (EdAssignRow *self)
{
  if (self->item != NULL)
    ed_assign_item_include (self->item,
                            gtk_check_button_get_active (GTK_CHECK_BUTTON (self->check)));
}

static void
describe (EdAssignRow *self)
{
  g_autofree char *title = NULL;
  g_autofree char *note = NULL;

  if (self->item == NULL)
    return;
  g_object_get (self->item, "title", &title, "note", &note, NULL);
  ed_row_name (GTK_WIDGET (self), title, note);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->check),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title,
                                  -1);
}

/* --- object ----------------------------------------------------------------------------------- */

static void
ed_assign_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_object (value, ED_ASSIGN_ROW (object)->item);
}

static void
ed_assign_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  EdAssignRow *self = ED_ASSIGN_ROW (object);

  if (!g_set_object (&self->item, g_value_get_object (value)))
    return;
  describe (self);
  g_object_notify_by_pspec (object, pspec);
}

static void
ed_assign_row_dispose (GObject *object)
{
  EdAssignRow *self = ED_ASSIGN_ROW (object);

  g_clear_object (&self->item);
  g_clear_pointer (&self->box, ed_template_part_unparent);
  ed_template_dispose (GTK_WIDGET (self), ED_TYPE_ASSIGN_ROW);
  G_OBJECT_CLASS (ed_assign_row_parent_class)->dispose (object);
}

static const EdCallback closures[] = {
  { "can_be_included", G_CALLBACK (can_be_included) },
  { "choose_icon", G_CALLBACK (choose_icon) },
  { "choose_classes", G_CALLBACK (choose_classes) },
  { "choose_note_classes", G_CALLBACK (choose_note_classes) },
  { "has_text", G_CALLBACK (ed_closure_has_text) },
};

static void
ed_assign_row_class_init (EdAssignRowClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  g_type_ensure (ED_TYPE_ASSIGN_ITEM);
  object_class->get_property = ed_assign_row_get_property;
  object_class->set_property = ed_assign_row_set_property;
  object_class->dispose = ed_assign_row_dispose;
  properties[PROP_ITEM] =
      g_param_spec_object ("item",
                           NULL,
                           NULL,
                           ED_TYPE_ASSIGN_ITEM,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, ED_UI "coordinator/assign-row.ui");
  gtk_widget_class_bind_template_child (widget_class, EdAssignRow, box);
  gtk_widget_class_bind_template_child (widget_class, EdAssignRow, check);
  gtk_widget_class_bind_template_callback (widget_class, on_toggled);
  ed_callbacks_bind (widget_class, closures, G_N_ELEMENTS (closures));
}

static void
ed_assign_row_init (EdAssignRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

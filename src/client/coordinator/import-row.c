/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/coordinator/import-row.h"

#include "client/closures.h"
#include "client/resources.h"
#include "client/widgets/callback.h"
#include "client/widgets/follow.h"
#include "client/widgets/row-name.h"
#include "client/widgets/template.h"

#include <glib/gi18n.h>

struct _EdImportRow
{
  GtkWidget parent_instance;
  GtkWidget *box;
  GtkWidget *check;
  EdImportItem *item;
  gboolean private;
};

enum
{
  PROP_ITEM = 1,
  PROP_PRIVATE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (EdImportRow, ed_import_row, GTK_TYPE_WIDGET)

/* --- what is shown ---------------------------------------------------------------------------- */

static gboolean
can_be_included (gpointer object, guint kind)
{
  return kind == ED_IMPORT_CASE || kind == ED_IMPORT_NOTED;
}

static char *
choose_icon (gpointer object, guint kind)
{
  static const char *const icons[ED_N_IMPORT_KINDS] = {
    [ED_IMPORT_CASE] = "ed-badge-check-symbolic",
    [ED_IMPORT_NOTED] = "ed-badge-warning-symbolic",
    [ED_IMPORT_REFUSED] = "ed-badge-cross-symbolic",
    [ED_IMPORT_HELD] = "ed-closed-symbolic",
  };

  return g_strdup (icons[MIN (kind, ED_IMPORT_HELD)]);
}

/* NOTED: warning, REFUSED: error … */
static const char *
choose_tone (guint kind)
{
  static const char *const tones[ED_N_IMPORT_KINDS] = {
    [ED_IMPORT_CASE] = "success",
    [ED_IMPORT_NOTED] = "warning",
    [ED_IMPORT_REFUSED] = "error",
    [ED_IMPORT_HELD] = "dim-label",
  };

  return tones[MIN (kind, ED_IMPORT_HELD)];
}

static char **
choose_classes (gpointer object, guint kind)
{
  const char *classes[] = { choose_tone (kind), NULL };

  return g_strdupv ((char **) classes);
}

static char **
choose_note_classes (gpointer object, guint kind)
{
  const char *classes[] = { "caption", choose_tone (kind), NULL };

  return g_strdupv ((char **) classes);
}

static char *
format_line (gpointer object, EdImportItem *item)
{
  return item != NULL ? g_strdup_printf ("%u", ed_import_item_line (item)) : g_strdup ("");
}

static char *
explain_line (gpointer object, EdImportItem *item)
{
  g_autofree char *line = format_line (object, item);

  /* Translators: %s is the number of a line of a file */
  return g_strdup_printf (_ ("Line %s of the file"), line);
}

static char *
choose_title (gpointer object, EdImportItem *item, gboolean hidden)
{
  return item != NULL ? ed_import_item_title (item, hidden) : g_strdup ("");
}

/* NOTE is the item's own, which says everything. */
static char *
choose_note (gpointer object, const char *note, EdImportItem *item, gboolean hidden)
{
  return hidden && item != NULL ? ed_import_item_note (item, TRUE) : g_strdup (note);
}

static void
on_toggled (EdImportRow *self)
{
  if (self->item != NULL)
    ed_import_item_include (self->item,
                            gtk_check_button_get_active (GTK_CHECK_BUTTON (self->check)));
}

static void
describe (EdImportRow *self)
{
  g_autofree char *title = NULL;
  g_autofree char *note = NULL;

  if (self->item == NULL)
    return;
  title = ed_import_item_title (self->item, self->private);
  note = ed_import_item_note (self->item, self->private);
  ed_row_name (GTK_WIDGET (self), title, note);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->check),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title,
                                  -1);
}

/* --- object ----------------------------------------------------------------------------------- */

static void
ed_import_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  EdImportRow *self = ED_IMPORT_ROW (object);

  if (id == PROP_PRIVATE)
    g_value_set_boolean (value, self->private);
  else
    g_value_set_object (value, self->item);
}

static void
ed_import_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  EdImportRow *self = ED_IMPORT_ROW (object);

  if (id == PROP_PRIVATE)
    self->private = g_value_get_boolean (value);
  else if (!g_set_object (&self->item, g_value_get_object (value)))
    return;
  describe (self);
  g_object_notify_by_pspec (object, pspec);
}

static void
ed_import_row_dispose (GObject *object)
{
  EdImportRow *self = ED_IMPORT_ROW (object);

  g_clear_object (&self->item);
  g_clear_pointer (&self->box, ed_template_part_unparent);
  ed_template_dispose (GTK_WIDGET (self), ED_TYPE_IMPORT_ROW);
  G_OBJECT_CLASS (ed_import_row_parent_class)->dispose (object);
}

static const EdCallback closures[] = {
  { "can_be_included", G_CALLBACK (can_be_included) },
  { "choose_icon", G_CALLBACK (choose_icon) },
  { "choose_note", G_CALLBACK (choose_note) },
  { "choose_title", G_CALLBACK (choose_title) },
  { "choose_classes", G_CALLBACK (choose_classes) },
  { "choose_note_classes", G_CALLBACK (choose_note_classes) },
  { "format_line", G_CALLBACK (format_line) },
  { "explain_line", G_CALLBACK (explain_line) },
  { "has_text", G_CALLBACK (ed_closure_has_text) },
};

static void
ed_import_row_class_init (EdImportRowClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  g_type_ensure (ED_TYPE_IMPORT_ITEM);
  object_class->get_property = ed_import_row_get_property;
  object_class->set_property = ed_import_row_set_property;
  object_class->dispose = ed_import_row_dispose;
  properties[PROP_ITEM] =
      g_param_spec_object ("item",
                           NULL,
                           NULL,
                           ED_TYPE_IMPORT_ITEM,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_PRIVATE] =
      g_param_spec_boolean ("private",
                            NULL,
                            NULL,
                            FALSE,
                            G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, ED_UI "coordinator/import-row.ui");
  gtk_widget_class_bind_template_child (widget_class, EdImportRow, box);
  gtk_widget_class_bind_template_child (widget_class, EdImportRow, check);
  gtk_widget_class_bind_template_callback (widget_class, on_toggled);
  ed_callbacks_bind (widget_class, closures, G_N_ELEMENTS (closures));
}

static void
ed_import_row_init (EdImportRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  ed_follow_window (GTK_WIDGET (self), "private");
}

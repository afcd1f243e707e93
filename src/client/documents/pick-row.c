/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/documents/pick-row.h"

#include "client/coordinator/input-row.h"
#include "client/resources.h"
#include "client/widgets/wrap.h"

#include <glib/gi18n.h>

struct _EdPickRow
{
  AdwPreferencesRow parent_instance;
  EdWrap *picks; /* toggle buttons */
  GtkLabel *note;
  const EdField *field;
  gint64 value;
  gboolean is_writing; /* the change is the row's own */
};

static gint64
find_value (GtkWidget *pick)
{
  return GPOINTER_TO_INT (g_object_get_data (G_OBJECT (pick), "value"));
}

static GtkWidget *
get_first (EdPickRow *self)
{
  return gtk_widget_get_first_child (GTK_WIDGET (self->picks));
}

static void
show_value (EdPickRow *self, gint64 value)
{
  self->value = value;
  self->is_writing = TRUE;
  for (GtkWidget *pick = get_first (self); pick != NULL; pick = gtk_widget_get_next_sibling (pick))
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (pick), find_value (pick) == value);
  self->is_writing = FALSE;
}

static gboolean
ed_pick_row_read (EdInputRow *row, gpointer record, const EdZone *zone)
{
  EdPickRow *self = ED_PICK_ROW (row);

  ed_field_set_number (self->field, record, self->value);
  return TRUE;
}

static void
ed_pick_row_write (EdInputRow *row, gconstpointer record, const EdZone *zone)
{
  EdPickRow *self = ED_PICK_ROW (row);

  show_value (self, ed_field_get_number (self->field, record));
}

static void
ed_pick_row_input_row_init (EdInputRowInterface *iface)
{
  iface->read = ed_pick_row_read;
  iface->write = ed_pick_row_write;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (EdPickRow,
                               ed_pick_row,
                               ADW_TYPE_PREFERENCES_ROW,
                               G_IMPLEMENT_INTERFACE (ED_TYPE_INPUT_ROW,
                                                      ed_pick_row_input_row_init))

static void
on_toggled (EdPickRow *self, GtkToggleButton *pick)
{
  if (self->is_writing)
    return;
  show_value (self,
              gtk_toggle_button_get_active (pick) ? find_value (GTK_WIDGET (pick)) : ED_ABSENT);
  ed_input_row_edited (ED_INPUT_ROW (self));
}

static gboolean
ed_pick_row_grab_focus (GtkWidget *widget)
{
  EdPickRow *self = ED_PICK_ROW (widget);
  GtkWidget *chosen = get_first (self);

  for (GtkWidget *pick = chosen; pick != NULL; pick = gtk_widget_get_next_sibling (pick))
    if (find_value (pick) == self->value)
      chosen = pick;
  return chosen != NULL && gtk_widget_grab_focus (chosen);
}

/* Tab goes to the answer, or the first one, and from there to the next row. */
static gboolean
ed_pick_row_focus (GtkWidget *widget, GtkDirectionType direction)
{
  if (direction != GTK_DIR_TAB_FORWARD && direction != GTK_DIR_TAB_BACKWARD)
    return GTK_WIDGET_CLASS (ed_pick_row_parent_class)->focus (widget, direction);
  return gtk_widget_get_focus_child (widget) == NULL && gtk_widget_grab_focus (widget);
}

static void
ed_pick_row_class_init (EdPickRowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  g_type_ensure (ED_TYPE_WRAP);
  widget_class->grab_focus = ed_pick_row_grab_focus;
  widget_class->focus = ed_pick_row_focus;
  gtk_widget_class_set_template_from_resource (widget_class, ED_UI "documents/pick-row.ui");
  gtk_widget_class_bind_template_child (widget_class, EdPickRow, picks);
  gtk_widget_class_bind_template_child (widget_class, EdPickRow, note);
}

static void
ed_pick_row_init (EdPickRow *self)
{
  self->value = ED_ABSENT;
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
ed_pick_row_new (const EdField *field)
{
  EdPickRow *self = g_object_new (ED_TYPE_PICK_ROW, "title", _ (field->label), NULL);

  self->field = field;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->picks),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (field->label),
                                  -1);
  return GTK_WIDGET (self);
}

void
ed_pick_row_add (EdPickRow *self, gint64 value, const char *word)
{
  GtkWidget *pick;

  g_return_if_fail (ED_IS_PICK_ROW (self) && value >= 0 && value <= G_MAXINT);
  pick = gtk_toggle_button_new_with_label (word);
  g_object_set_data (G_OBJECT (pick), "value", GINT_TO_POINTER ((int) value));
  gtk_widget_add_css_class (pick, "pick");
  if (g_ascii_isdigit (*word))
    gtk_widget_add_css_class (pick, "scale-point");
  g_signal_connect_object (pick, "toggled", G_CALLBACK (on_toggled), self, G_CONNECT_SWAPPED);
  ed_wrap_append (self->picks, pick);
}

void
ed_pick_row_set_note (EdPickRow *self, const char *note)
{
  g_return_if_fail (ED_IS_PICK_ROW (self));
  gtk_label_set_label (self->note, note);
  gtk_widget_set_visible (GTK_WIDGET (self->note), TRUE);
}

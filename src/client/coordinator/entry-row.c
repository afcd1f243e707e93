/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/coordinator/entry-row.h"

#include "client/coordinator/suggestions.h"
#include "client/coordinator/typed.h"
#include "client/resources.h"
#include "client/widgets/entry-title.h"

#include <glib/gi18n.h>

struct _EdEntryRow
{
  AdwEntryRow parent_instance;
  GtkWidget *steps;
  GtkWidget *down;
  GtkWidget *up;
  EdSuggestions *suggestions; /* or NULL */
  const EdField *field;
};

static void
show_number (EdEntryRow *self, gint64 value)
{
  g_autofree char *text =
      value == ED_ABSENT ? g_strdup ("") : g_strdup_printf ("%" G_GINT64_FORMAT, value);

  gtk_editable_set_text (GTK_EDITABLE (self), text);
  gtk_editable_set_position (GTK_EDITABLE (self), -1);
}

static gboolean
ed_entry_row_read (EdInputRow *row, gpointer record, const EdZone *zone)
{
  EdEntryRow *self = ED_ENTRY_ROW (row);
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self));
  g_autofree char *text = NULL;
  gboolean is_readable = TRUE;
  gint64 value;

  if (self->field->kind == ED_FIELD_INTEGER)
    {
      is_readable = ed_typed_integer (typed, &value);
      ed_field_set_number (self->field, record, value);
      return is_readable;
    }
  text = ed_typed_text (typed, (self->field->flags & ED_FIELD_REQUIRED) != 0);
  ed_field_set_text (self->field, record, text);
  return TRUE;
}

static void
ed_entry_row_write (EdInputRow *row, gconstpointer record, const EdZone *zone)
{
  EdEntryRow *self = ED_ENTRY_ROW (row);
  const char *text;

  if (self->field->kind == ED_FIELD_INTEGER)
    {
      show_number (self, ed_field_get_number (self->field, record));
      return;
    }
  text = ed_field_get_text (self->field, record);
  gtk_editable_set_text (GTK_EDITABLE (self), text == NULL ? "" : text);
}

static void
ed_entry_row_input_row_init (EdInputRowInterface *iface)
{
  iface->read = ed_entry_row_read;
  iface->write = ed_entry_row_write;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (EdEntryRow,
                               ed_entry_row,
                               ADW_TYPE_ENTRY_ROW,
                               G_IMPLEMENT_INTERFACE (ED_TYPE_INPUT_ROW,
                                                      ed_entry_row_input_row_init))

/* From nothing, counting begins at the least value. */
static void
step (EdEntryRow *self, int by)
{
  gint64 value;

  if (!ed_typed_integer (gtk_editable_get_text (GTK_EDITABLE (self)), &value))
    return;
  value = value == ED_ABSENT ? self->field->minimum : value + by;
  show_number (self, CLAMP (value, self->field->minimum, self->field->maximum));
}

static void
on_down (EdEntryRow *self)
{
  step (self, -1);
}

static void
on_up (EdEntryRow *self)
{
  step (self, 1);
}

static void
take_suggestion (EdEntryRow *self, const char *word)
{
  gtk_editable_set_text (GTK_EDITABLE (self), word);
  gtk_editable_set_position (GTK_EDITABLE (self), -1);
  ed_suggestions_close (self->suggestions);
}

static gboolean
take_selected (EdEntryRow *self)
{
  g_autofree char *word = ed_suggestions_selected (self->suggestions);

  if (word != NULL)
    take_suggestion (self, word);
  return word != NULL;
}

static gboolean
on_suggestion_key (EdEntryRow *self, guint keyval)
{
  switch (keyval)
    {
    case GDK_KEY_Down:
      return ed_suggestions_move (self->suggestions, 1);
    case GDK_KEY_Up:
      return ed_suggestions_move (self->suggestions, -1);
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      return take_selected (self);
    case GDK_KEY_Tab:
      take_selected (self);
      return GDK_EVENT_PROPAGATE;
    case GDK_KEY_Escape:
      ed_suggestions_close (self->suggestions);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static gboolean
on_key_pressed (EdEntryRow *self, guint keyval, guint keycode, GdkModifierType state)
{
  if (self->suggestions != NULL && gtk_widget_get_visible (GTK_WIDGET (self->suggestions)))
    return on_suggestion_key (self, keyval);
  if (self->field->kind != ED_FIELD_INTEGER || (keyval != GDK_KEY_Up && keyval != GDK_KEY_Down))
    return GDK_EVENT_PROPAGATE;
  step (self, keyval == GDK_KEY_Up ? 1 : -1);
  return GDK_EVENT_STOP;
}

static void
on_changed (EdEntryRow *self)
{
  GtkEditable *text = gtk_editable_get_delegate (GTK_EDITABLE (self));

  if (self->suggestions != NULL && gtk_widget_has_focus (GTK_WIDGET (text)))
    ed_suggestions_offer (self->suggestions, gtk_editable_get_text (GTK_EDITABLE (self)));
  ed_input_row_edited (ED_INPUT_ROW (self));
}

static void
on_activated (EdEntryRow *self)
{
  ed_input_row_done (ED_INPUT_ROW (self));
}

static void
on_left (EdEntryRow *self)
{
  if (self->suggestions != NULL)
    ed_suggestions_close (self->suggestions);
}

static void
ed_entry_row_dispose (GObject *object)
{
  EdEntryRow *self = ED_ENTRY_ROW (object);

  if (self->suggestions != NULL)
    gtk_widget_unparent (GTK_WIDGET (g_steal_pointer (&self->suggestions)));
  G_OBJECT_CLASS (ed_entry_row_parent_class)->dispose (object);
}

static void
ed_entry_row_class_init (EdEntryRowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = ed_entry_row_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, ED_UI "coordinator/entry-row.ui");
  gtk_widget_class_bind_template_child (widget_class, EdEntryRow, steps);
  gtk_widget_class_bind_template_child (widget_class, EdEntryRow, down);
  gtk_widget_class_bind_template_child (widget_class, EdEntryRow, up);
  gtk_widget_class_bind_template_callback (widget_class, on_down);
  gtk_widget_class_bind_template_callback (widget_class, on_up);
  gtk_widget_class_bind_template_callback (widget_class, on_key_pressed);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_left);
}

static void
ed_entry_row_init (EdEntryRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  ed_entry_title_wrap (ADW_ENTRY_ROW (self));
}

static void
name_button (GtkWidget *button, const char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static GtkInputPurpose
find_purpose (const EdField *field)
{
  if (field->kind == ED_FIELD_INTEGER)
    return GTK_INPUT_PURPOSE_DIGITS;
  if (g_str_equal (field->name, "email"))
    return GTK_INPUT_PURPOSE_EMAIL;
  return g_str_equal (field->name, "phone") ? GTK_INPUT_PURPOSE_PHONE : GTK_INPUT_PURPOSE_FREE_FORM;
}

GtkWidget *
ed_entry_row_new (const EdField *field)
{
  const char *title = _ (field->label);
  EdEntryRow *self =
      g_object_new (ED_TYPE_ENTRY_ROW, "title", title, "input-purpose", find_purpose (field), NULL);
  GtkEditable *text = gtk_editable_get_delegate (GTK_EDITABLE (self));
  g_autofree char *less = NULL;
  g_autofree char *more = NULL;

  self->field = field;
  gtk_accessible_update_property (GTK_ACCESSIBLE (text),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title,
                                  GTK_ACCESSIBLE_PROPERTY_REQUIRED,
                                  (field->flags & ED_FIELD_REQUIRED) != 0,
                                  -1);
  gtk_widget_set_visible (self->steps, field->kind == ED_FIELD_INTEGER);
  /* Translators: %s is the label of a field that holds a number, like "Age" */
  less = g_strdup_printf (_ ("Less: %s"), title);
  name_button (self->down, less);
  /* Translators: %s is the label of a field that holds a number, like "Age" */
  more = g_strdup_printf (_ ("More: %s"), title);
  name_button (self->up, more);
  return GTK_WIDGET (self);
}

void
ed_entry_row_set_suggestions (EdEntryRow *self, const char *const *words)
{
  g_return_if_fail (ED_IS_ENTRY_ROW (self));
  if (self->suggestions == NULL)
    {
      self->suggestions = ED_SUGGESTIONS (ed_suggestions_new ());
      gtk_widget_set_parent (GTK_WIDGET (self->suggestions), GTK_WIDGET (self));
      g_signal_connect_object (self->suggestions,
                               "taken",
                               G_CALLBACK (take_suggestion),
                               self,
                               G_CONNECT_SWAPPED);
    }
  ed_suggestions_set_words (self->suggestions, words);
}

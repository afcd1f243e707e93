/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/coordinator/choice-row.h"

#include "client/resources.h"
#include "client/widgets/row-fold.h"

#include <glib/gi18n.h>

struct _EdChoiceRow
{
  AdwComboRow parent_instance;
  const EdField *field;
  char **words; /* as shown: the first says that nothing is chosen */
};

static gboolean
ed_choice_row_read (EdInputRow *row, gpointer record, const EdZone *zone)
{
  EdChoiceRow *self = ED_CHOICE_ROW (row);
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self));
  gboolean is_chosen = selected != GTK_INVALID_LIST_POSITION && selected > 0;

  ed_field_set_number (self->field, record, is_chosen ? (gint64) selected - 1 : ED_ABSENT);
  return TRUE;
}

static void
ed_choice_row_write (EdInputRow *row, gconstpointer record, const EdZone *zone)
{
  EdChoiceRow *self = ED_CHOICE_ROW (row);
  gint64 value = ed_field_get_number (self->field, record);

  adw_combo_row_set_selected (ADW_COMBO_ROW (self), value == ED_ABSENT ? 0 : (guint) value + 1);
}

static void
ed_choice_row_input_row_init (EdInputRowInterface *iface)
{
  iface->read = ed_choice_row_read;
  iface->write = ed_choice_row_write;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (EdChoiceRow,
                               ed_choice_row,
                               ADW_TYPE_COMBO_ROW,
                               G_IMPLEMENT_INTERFACE (ED_TYPE_INPUT_ROW,
                                                      ed_choice_row_input_row_init))

guint
ed_choice_find_letter (const char *const *words, guint from, gunichar letter)
{
  guint n = g_strv_length ((char **) words);

  for (guint i = 1; i <= n; i++)
    {
      const char *word = words[(from + i) % n];

      if (g_unichar_tolower (g_utf8_get_char (word)) == g_unichar_tolower (letter))
        return (from + i) % n;
    }
  return from;
}

static gboolean
on_key_pressed (EdChoiceRow *self, guint keyval, guint keycode, GdkModifierType state)
{
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self));
  gunichar letter = gdk_keyval_to_unicode (keyval);
  guint found;

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  if (keyval == GDK_KEY_Delete || keyval == GDK_KEY_BackSpace)
    found = 0;
  else if (g_unichar_isalnum (letter))
    found = ed_choice_find_letter ((const char *const *) self->words, selected, letter);
  else
    return GDK_EVENT_PROPAGATE;
  adw_combo_row_set_selected (ADW_COMBO_ROW (self), found);
  return GDK_EVENT_STOP;
}

static void
ed_choice_row_finalize (GObject *object)
{
  g_strfreev (ED_CHOICE_ROW (object)->words);
  G_OBJECT_CLASS (ed_choice_row_parent_class)->finalize (object);
}

static void
ed_choice_row_class_init (EdChoiceRowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = ed_choice_row_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, ED_UI "coordinator/choice-row.ui");
  gtk_widget_class_bind_template_callback (widget_class, on_key_pressed);
  gtk_widget_class_bind_template_callback (widget_class, ed_input_row_edited);
}

static void
ed_choice_row_init (EdChoiceRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  ed_row_fold (ADW_ACTION_ROW (self));
}

static char **
list_words (const EdField *field)
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();

  g_strv_builder_add (words,
                      (field->flags & ED_FIELD_REQUIRED) != 0 ? _ ("Choose…") : _ ("Unknown"));
  for (const EdChoice *choice = field->choices; choice->word != NULL; choice++)
    g_strv_builder_add (words, _ (choice->label));
  return g_strv_builder_end (words);
}

GtkWidget *
ed_choice_row_new (const EdField *field)
{
  EdChoiceRow *self = g_object_new (ED_TYPE_CHOICE_ROW, "title", _ (field->label), NULL);
  g_autoptr (GtkStringList) model = NULL;

  self->field = field;
  self->words = list_words (field);
  model = gtk_string_list_new ((const char *const *) self->words);
  adw_combo_row_set_model (ADW_COMBO_ROW (self), G_LIST_MODEL (model));
  return GTK_WIDGET (self);
}

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/coordinator/import-columns.h"

#include "client/coordinator/import-texts.h"
#include "client/resources.h"
#include "client/widgets/entry-title.h"
#include "client/widgets/follow.h"
#include "client/widgets/row-fold.h"
#include "client/widgets/template.h"

#include <glib/gi18n.h>
#include <string.h>

#define SEPARATORS ",;\t"

/* Characters of what stands in a column, as an example. */
#define EXAMPLE 40

struct _EdImportColumns
{
  GtkWidget parent_instance;
  GtkWidget *scroller;
  AdwComboRow *dates, *separator, *charset;
  GtkBox *place;
  GPtrArray *rows;   /* AdwComboRow of each column, borrowed */
  GPtrArray *fields; /* EdField, as they can be chosen; the first is NULL */
  GListModel *labels;
  EdCaseImport *import;
  char *titles; /* those that there are rows for */
  gboolean is_showing;
  gboolean private;
};

enum
{
  PROP_PRIVATE = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (EdImportColumns, ed_import_columns, GTK_TYPE_WIDGET)

/* --- choosing --------------------------------------------------------------------------------- */

static void
on_dates (EdImportColumns *self)
{
  if (!self->is_showing && self->import != NULL)
    ed_case_import_choose_dates (self->import, adw_combo_row_get_selected (self->dates));
}

static void
on_separator (EdImportColumns *self)
{
  if (!self->is_showing && self->import != NULL)
    ed_case_import_choose_separator (self->import,
                                     SEPARATORS[adw_combo_row_get_selected (self->separator)]);
}

static void
on_charset (EdImportColumns *self)
{
  if (!self->is_showing && self->import != NULL)
    ed_case_import_choose_charset (self->import, adw_combo_row_get_selected (self->charset));
}

static void
on_field (EdImportColumns *self, GParamSpec *pspec, AdwComboRow *row)
{
  guint column, selected = adw_combo_row_get_selected (row);

  if (!self->is_showing && g_ptr_array_find (self->rows, row, &column)
      && selected < self->fields->len)
    ed_case_import_choose_field (self->import, column, self->fields->pdata[selected]);
}

/* --- what is shown ---------------------------------------------------------------------------- */

/* The first two things that stand in COLUMN. */
static char *
find_example (const EdCsvTable *table, guint column)
{
  GString *example = g_string_new (NULL);
  guint n = 0;

  for (guint row = 0; row < ed_csv_table_rows (table) && n < 2; row++)
    {
      g_autofree char *cell = g_strstrip (g_strdup (ed_csv_table_cell (table, row, column)));
      g_autofree char *start = NULL;

      if (*cell == '\0')
        continue;
      g_strdelimit (cell, "\r\n\t", ' ');
      start = g_utf8_substring (cell, 0, MIN (g_utf8_strlen (cell, -1), EXAMPLE));
      g_string_append_printf (example,
                              "%s%s%s",
                              n++ > 0 ? ", " : "",
                              start,
                              strlen (start) < strlen (cell) ? "…" : "");
    }
  return g_string_free (example, FALSE);
}

/* What stands in a column may be a name, whatever its title says. */
static void
show_example (EdImportColumns *self, AdwActionRow *row)
{
  const char *example = g_object_get_data (G_OBJECT (row), "example");

  adw_action_row_set_subtitle (row, self->private && *example != '\0' ? "••••••" : example);
}

static void
add_row (EdImportColumns *self, AdwPreferencesGroup *group, const EdCsvTable *table, guint column)
{
  AdwComboRow *row = ADW_COMBO_ROW (adw_combo_row_new ());
  g_autofree char *example = find_example (table, column);
  g_autofree char *title = g_strstrip (g_strdup (ed_csv_table_title (table, column)));

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                 *title != '\0' ? title : _ ("Without a title"));
  g_object_set_data_full (G_OBJECT (row), "example", g_steal_pointer (&example), g_free);
  show_example (self, ADW_ACTION_ROW (row));
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 2);
  adw_combo_row_set_model (row, self->labels);
  adw_preferences_group_add (group, GTK_WIDGET (row));
  g_ptr_array_add (self->rows, row);
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (on_field), self, G_CONNECT_SWAPPED);
}

static char *
join_titles (const EdCsvTable *table)
{
  GString *titles = g_string_new (NULL);

  for (guint i = 0; i < ed_csv_table_columns (table); i++)
    g_string_append_printf (titles, "%s\n", ed_csv_table_title (table, i));
  return g_string_free (titles, FALSE);
}

static void
rebuild (EdImportColumns *self, const EdCsvTable *table)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  GtkWidget *before;

  while ((before = gtk_widget_get_first_child (GTK_WIDGET (self->place))) != NULL)
    gtk_box_remove (self->place, before);
  g_ptr_array_set_size (self->rows, 0);
  adw_preferences_group_set_title (group, _ ("What the columns hold"));
  ed_group_titles_wrap (GTK_WIDGET (group));
  adw_preferences_group_set_description (group,
                                         _ ("What is chosen is remembered for the next file."));
  for (guint i = 0; i < ed_csv_table_columns (table); i++)
    add_row (self, group, table, i);
  gtk_box_append (self->place, GTK_WIDGET (group));
}

static void
show (EdImportColumns *self)
{
  const EdImportReading *reading = ed_case_import_reading (self->import);
  g_autofree char *titles = NULL;
  guint state;

  g_object_get (self->import, "state", &state, NULL);
  if (reading == NULL || state != ED_IMPORT_ROWS)
    return;
  self->is_showing = TRUE;
  titles = join_titles (reading->table);
  if (g_strcmp0 (titles, self->titles) != 0)
    {
      rebuild (self, reading->table);
      g_free (self->titles);
      self->titles = g_steal_pointer (&titles);
    }
  adw_combo_row_set_selected (self->dates, reading->dates);
  adw_combo_row_set_selected (self->charset, reading->charset);
  adw_combo_row_set_selected (self->separator,
                              (guint) (strchr (SEPARATORS, reading->separator) - SEPARATORS));
  for (guint i = 0; i < self->rows->len; i++)
    {
      guint place = 0;

      g_ptr_array_find (self->fields, reading->fields[i], &place);
      adw_combo_row_set_selected (self->rows->pdata[i], place);
    }
  self->is_showing = FALSE;
}

/* --- object ----------------------------------------------------------------------------------- */

static void
ed_import_columns_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_boolean (value, ED_IMPORT_COLUMNS (object)->private);
}

static void
ed_import_columns_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  EdImportColumns *self = ED_IMPORT_COLUMNS (object);

  self->private = g_value_get_boolean (value);
  for (guint i = 0; i < self->rows->len; i++)
    show_example (self, self->rows->pdata[i]);
}

static void
ed_import_columns_dispose (GObject *object)
{
  EdImportColumns *self = ED_IMPORT_COLUMNS (object);

  self->is_showing = TRUE;
  g_clear_object (&self->import);
  g_clear_pointer (&self->scroller, ed_template_part_unparent);
  ed_template_dispose (GTK_WIDGET (self), ED_TYPE_IMPORT_COLUMNS);
  G_OBJECT_CLASS (ed_import_columns_parent_class)->dispose (object);
}

static void
ed_import_columns_finalize (GObject *object)
{
  EdImportColumns *self = ED_IMPORT_COLUMNS (object);

  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->fields);
  g_object_unref (self->labels);
  g_free (self->titles);
  G_OBJECT_CLASS (ed_import_columns_parent_class)->finalize (object);
}

static void
ed_import_columns_class_init (EdImportColumnsClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->get_property = ed_import_columns_get_property;
  G_OBJECT_CLASS (class)->set_property = ed_import_columns_set_property;
  G_OBJECT_CLASS (class)->dispose = ed_import_columns_dispose;
  G_OBJECT_CLASS (class)->finalize = ed_import_columns_finalize;
  properties[PROP_PRIVATE] = g_param_spec_boolean ("private",
                                                   NULL,
                                                   NULL,
                                                   FALSE,
                                                   G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (class), N_PROPS, properties);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, ED_UI "coordinator/import-columns.ui");
  gtk_widget_class_bind_template_child (widget_class, EdImportColumns, scroller);
  gtk_widget_class_bind_template_child (widget_class, EdImportColumns, dates);
  gtk_widget_class_bind_template_child (widget_class, EdImportColumns, separator);
  gtk_widget_class_bind_template_child (widget_class, EdImportColumns, charset);
  gtk_widget_class_bind_template_child (widget_class, EdImportColumns, place);
  gtk_widget_class_bind_template_callback (widget_class, on_dates);
  gtk_widget_class_bind_template_callback (widget_class, on_separator);
  gtk_widget_class_bind_template_callback (widget_class, on_charset);
}

static void
set_words (AdwComboRow *row, const char *(*say) (guint), guint n)
{
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);

  for (guint i = 0; i < n; i++)
    gtk_string_list_append (words, say (i));
  adw_combo_row_set_model (row, G_LIST_MODEL (words));
}

static const char *
say_dates (guint i)
{
  return ed_import_dates_text (i);
}

static const char *
say_charset (guint i)
{
  return ed_import_charset_text (i);
}

static void
ed_import_columns_init (EdImportColumns *self)
{
  GtkStringList *labels = gtk_string_list_new (NULL);

  self->is_showing = TRUE;
  self->rows = g_ptr_array_new ();
  self->fields = g_ptr_array_new ();
  self->labels = G_LIST_MODEL (labels);
  gtk_string_list_append (labels, C_ ("column of a file", "Not imported"));
  g_ptr_array_add (self->fields, NULL);
  for (guint i = 0; i < ed_case_intake_type.n_fields; i++)
    if (ed_case_intake_type.fields[i].label != NULL)
      {
        gtk_string_list_append (labels, _ (ed_case_intake_type.fields[i].label));
        g_ptr_array_add (self->fields, (gpointer) &ed_case_intake_type.fields[i]);
      }
  gtk_widget_init_template (GTK_WIDGET (self));
  ed_rows_fit (GTK_WIDGET (self));
  set_words (self->dates, say_dates, ED_N_DATE_STYLES);
  set_words (self->charset, say_charset, ED_N_CHARSETS);
  self->is_showing = FALSE;
  ed_follow_window (GTK_WIDGET (self), "private");
}

void
ed_import_columns_set_import (EdImportColumns *self, EdCaseImport *import)
{
  g_return_if_fail (ED_IS_IMPORT_COLUMNS (self) && self->import == NULL);
  self->import = g_object_ref (import);
  g_signal_connect_object (import, "notify::state", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  show (self);
}

AdwComboRow *
ed_import_columns_row (EdImportColumns *self, guint column)
{
  g_return_val_if_fail (column < self->rows->len, NULL);
  return self->rows->pdata[column];
}

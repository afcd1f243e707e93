/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "forms/intake-table.h"

#include <string.h>

#include "domain/likeness.h"
#include "forms/intake-words.h"
#include "forms/spreadsheet.h"

/* Rows between two looks at the cancellable. */
#define STEP 64

/* Stands for the case's id and the command's while the rules are asked. */
#define NOBODY "00000000-0000-4000-8000-000000000000"

/* --- columns ---------------------------------------------------------------------------------- */

void
ed_intake_table_match (const EdCsvTable *table, const EdField **fields)
{
  guint64 taken = 0;

  for (guint i = 0; i < ed_csv_table_columns (table); i++)
    {
      const EdField *field = ed_intake_words_find_field (ed_csv_table_title (table, i));
      guint64 bit =
          field != NULL ? G_GUINT64_CONSTANT (1) << (field - ed_case_intake_type.fields) : 0;

      fields[i] = (taken & bit) == 0 ? field : NULL;
      taken |= bit;
    }
}

EdDateGuess
ed_intake_table_guess_dates (const EdCsvTable *table, guint column)
{
  guint n = ed_csv_table_rows (table);
  g_autofree const char **texts = g_new (const char *, n);

  for (guint i = 0; i < n; i++)
    texts[i] = ed_csv_table_cell (table, i, column);
  return ed_date_style_guess (texts, n);
}

/* --- cells ------------------------------------------------------------------------------------ */

/* CELL as a person would have typed it: without the guard of its writer and outer space, its lines
 * ended as ours are. */
static char *
clean (const char *cell)
{
  g_autofree char *stripped = g_strstrip (g_strdup (ed_csv_unguarded (cell)));
  GString *text = g_string_new (stripped);

  g_string_replace (text, "\r\n", "\n", 0);
  g_string_replace (text, "\r", "\n", 0);
  return g_string_free (text, FALSE);
}

static gboolean
read_number (const char *text, gint64 *number)
{
  return g_ascii_string_to_signed (text, 10, -G_MAXINT64, G_MAXINT64, number, NULL);
}

/* Reads TEXT, which says something, into FIELD; FALSE when it is nothing of the kind. */
static gboolean
read_text (const char *text, const EdField *field, EdCase *intake, const EdIntakePlan *plan)
{
  gint64 number = ED_ABSENT;

  switch (field->kind)
    {
    case ED_FIELD_TEXT:
      ed_field_set_text (field, intake, text);
      return TRUE;
    case ED_FIELD_INTEGER:
      if (!read_number (text, &number))
        return FALSE;
      break;
    case ED_FIELD_INSTANT:
      number = ed_moment_read (text, plan->dates, plan->zone);
      break;
    default:
      number = ed_intake_words_find_choice (field, text);
    }
  ed_field_set_number (field, intake, number);
  return number != ED_ABSENT;
}

/* Names may be called "none", as far as is known. */
static gboolean
says_nothing (const char *text, const EdField *field)
{
  return (field->flags & ED_FIELD_REQUIRED) != 0 ? *text == '\0'
                                                 : ed_intake_words_say_nothing (text);
}

static void
read_cells (const EdCsvTable *table, guint row, const EdIntakePlan *plan, EdIntakeRow *read)
{
  guint n = MIN (ed_csv_table_cells (table, row), ed_csv_table_columns (table));

  for (guint i = 0; i < n; i++)
    {
      const EdField *field = plan->fields[i];
      g_autofree char *text = NULL;

      if (field == NULL)
        continue;
      text = clean (ed_csv_table_cell (table, row, i));
      if (!says_nothing (text, field) && !read_text (text, field, read->intake, plan))
        read->unreadable |= G_GUINT64_CONSTANT (1) << (field - ed_case_intake_type.fields);
    }
}

/* --- rows ------------------------------------------------------------------------------------- */

/* Whether it could be recorded, by the rule that will record it. */
static void
ask_rules (EdIntakeRow *row, const EdIntakePlan *plan)
{
  g_autoptr (EdCommand) command =
      ed_command_new (ED_COMMAND_CASE_CREATE, NOBODY, NOBODY, NULL, plan->now);
  g_autoptr (EdCase) made = NULL;
  const EdCircumstances circumstances = {
    .roles = ED_ROLE_COORDINATOR,
    .at = plan->now,
    .received_at = plan->now,
    .number = ED_ABSENT,
    .zone = plan->zone,
  };

  for (guint i = 0; i < ed_case_intake_type.n_fields; i++)
    ed_field_copy (&ed_case_intake_type.fields[i], command->args, row->intake);
  ed_case_apply (&made, command, &circumstances, &row->refusal);
}

gboolean
ed_intake_row_is_refused (const EdIntakeRow *row)
{
  return row->is_open || row->has_more || row->unreadable != 0
         || row->refusal.code != ED_REFUSAL_NONE;
}

/* LIKENESSES: of the rows before that are not refused, to their number and one. */
static void
find_like (EdIntakeRow *row, guint number, GHashTable *likenesses, const EdIntakePlan *plan)
{
  char *likeness = ed_case_likeness (row->intake, plan->now, plan->zone);
  guint before = GPOINTER_TO_UINT (g_hash_table_lookup (likenesses, likeness));

  if (before > 0)
    row->like = before - 1;
  if (before > 0)
    g_free (likeness);
  else
    g_hash_table_insert (likenesses, likeness, GUINT_TO_POINTER (number + 1));
}

static EdIntakeRow
read_row (const EdCsvTable *table, guint number, const EdIntakePlan *plan)
{
  EdIntakeRow row = {
    .intake = ed_record_new (&ed_case_intake_type),
    .is_open = ed_csv_table_is_open (table, number),
    .has_more = ed_csv_table_cells (table, number) > ed_csv_table_columns (table),
    .like = ED_ABSENT,
  };

  read_cells (table, number, plan, &row);
  ask_rules (&row, plan);
  return row;
}

static void
clear_row (gpointer row)
{
  ed_record_free (&ed_case_intake_type, ((EdIntakeRow *) row)->intake);
}

GArray *
ed_intake_table_read (const EdCsvTable *table, const EdIntakePlan *plan, GCancellable *cancellable)
{
  guint n = ed_csv_table_rows (table);
  g_autoptr (GHashTable) likenesses = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GArray) rows = g_array_sized_new (FALSE, FALSE, sizeof (EdIntakeRow), n);

  g_array_set_clear_func (rows, clear_row);
  for (guint i = 0; i < n; i++)
    {
      EdIntakeRow row = read_row (table, i, plan);

      if (!ed_intake_row_is_refused (&row))
        find_like (&row, i, likenesses, plan);
      g_array_append_val (rows, row);
      if (i % STEP == 0 && g_cancellable_is_cancelled (cancellable))
        return NULL;
    }
  return g_steal_pointer (&rows);
}

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/coordinator/import-texts.h"

#include "client/coordinator/intake-texts.h"
#include "client/dates.h"
#include "client/numbers.h"
#include "client/sentences.h"
#include "wire/take-back.h"

#include <glib/gi18n.h>

/* So many cases are named for each reason. */
#define NAMED 40
/* Of what stands in a cell, so many characters are quoted. */
#define QUOTED 60

/* --- a row ------------------------------------------------------------------------------------ */

/* In place of a name, in privacy mode. */
#define DOTS "••••••"

static void
append_part (GString *title, const char *part)
{
  if (part == NULL)
    return;
  if (title->len > 0)
    g_string_append (title, " · ");
  g_string_append (title, part);
}

char *
ed_import_title_text (const EdCase *intake, gboolean hidden)
{
  GString *title = g_string_new (NULL);

  append_part (title, intake->company_name);
  append_part (title, hidden && intake->client_alias != NULL ? DOTS : intake->client_alias);
  if (intake->type != ED_ABSENT)
    append_part (title, _ (ed_case_type_choices[intake->type].label));
  append_part (title, intake->city);
  if (title->len == 0)
    g_string_append (title, _ ("Nothing can be read"));
  return g_string_free (title, FALSE);
}

const char *
ed_import_dates_text (EdDateStyle style)
{
  switch (style)
    {
    case ED_DATES_HUNGARIAN:
      return _ ("Hungarian: 2020. 03. 18.");
    case ED_DATES_GERMAN:
      return _ ("German: 18.03.2020");
    case ED_DATES_BRITISH:
      return _ ("British: 18/03/2020");
    case ED_DATES_ISO:
    default:
      return _ ("ISO: 2020-03-18");
    }
}

static const char *
find_date_example (EdDateStyle style)
{
  static const char *const examples[ED_N_DATE_STYLES] = {
    [ED_DATES_ISO] = "2020-03-18 19:44",
    [ED_DATES_HUNGARIAN] = "2020. 03. 18. 19:44",
    [ED_DATES_GERMAN] = "18.03.2020 19:44",
    [ED_DATES_BRITISH] = "18/03/2020 19:44",
  };

  return examples[style];
}

/* "Male, Female, Other" */
static char *
list_choices (const EdField *field)
{
  GString *list = g_string_new (NULL);

  if (field->kind == ED_FIELD_BOOLEAN)
    g_string_append_printf (list, "%s, %s", _ ("Yes"), _ ("No"));
  for (guint i = 0; field->kind == ED_FIELD_CHOICE && field->choices[i].word != NULL; i++)
    g_string_append_printf (list, "%s%s", i > 0 ? ", " : "", _ (field->choices[i].label));
  return g_string_free (list, FALSE);
}

static char *
explain_unreadable (const EdField *field, const EdCase *intake, EdDateStyle dates)
{
  g_autofree char *choices = list_choices (field);

  if (*choices != '\0')
    /* Translators: the label of a field, and what it can be: "Male, Female, Other" */
    return g_strdup_printf (_ ("“%1$s” is one of these: %2$s."), _ (field->label), choices);
  if (field->kind == ED_FIELD_INSTANT)
    /* Translators: the label of a field, and a date in the manner chosen for the file */
    return g_strdup_printf (_ ("“%1$s” is a date like %2$s, with or without a time."),
                            _ (field->label),
                            find_date_example (dates));
  return ed_intake_trouble_text (field, intake, FALSE);
}

/* What stands there, shortened, in one line. */
static char *
quote_cell (const EdImportReading *reading, guint row, const EdField *field)
{
  int column = ed_import_reading_find_column (reading, field);
  g_autofree char *cell =
      g_strstrip (g_strdup (ed_csv_table_cell (reading->table, row, (guint) MAX (column, 0))));
  g_autofree char *start = NULL;

  if (column < 0 || *cell == '\0')
    return NULL;
  g_strdelimit (cell, "\r\n\t", ' ');
  start = g_utf8_substring (cell, 0, MIN (g_utf8_strlen (cell, -1), QUOTED));
  return g_strconcat (start, g_utf8_strlen (cell, -1) > QUOTED ? "…" : "", NULL);
}

static void
append_line (GString *lines, char *line)
{
  g_string_append_printf (lines, "%s%s", lines->len > 0 ? "\n" : "", line);
  g_free (line);
}

static void
append_field (GString *lines,
              const EdImportReading *reading,
              guint row,
              const EdField *field,
              gboolean hidden,
              char *sentence)
{
  g_autofree char *quoted = quote_cell (reading, row, field);
  g_autofree char *said = sentence;

  if (quoted == NULL)
    append_line (lines, g_steal_pointer (&said));
  else
    /* Translators: what is wrong with a field, and what stands there in the file */
    append_line (lines,
                 g_strdup_printf (_ ("%1$s There is “%2$s”."), said, hidden ? DOTS : quoted));
}

static void
append_shape (GString *lines, const EdImportReading *reading, guint row)
{
  const EdIntakeRow *read = &g_array_index (reading->rows, EdIntakeRow, row);
  guint cells = ed_csv_table_cells (reading->table, row);

  if (read->is_open)
    append_line (lines,
                 g_strdup (_ ("A quotation mark in this row is not closed: all that follows was "
                              "read as a part of it.")));
  if (read->has_more)
    append_line (lines,
                 ed_number_in (_ ("This row has %s cells, which is more than there are columns: a "
                                  "quotation mark may be missing, or a separator too many."),
                               cells));
}

char *
ed_import_refused_text (const EdImportReading *reading,
                        guint row,
                        const EdRefusal *refusal,
                        gboolean hidden)
{
  const EdIntakeRow *read = &g_array_index (reading->rows, EdIntakeRow, row);
  GString *lines = g_string_new (NULL);

  append_shape (lines, reading, row);
  for (guint i = 0; i < ed_case_intake_type.n_fields; i++)
    {
      const EdField *field = &ed_case_intake_type.fields[i];
      gboolean is_unreadable = (read->unreadable >> i & 1) != 0;

      if (is_unreadable)
        append_field (lines,
                      reading,
                      row,
                      field,
                      hidden,
                      explain_unreadable (field, read->intake, reading->dates));
      else if (!ed_field_is_valid (field, read->intake))
        append_field (lines,
                      reading,
                      row,
                      field,
                      hidden,
                      ed_intake_trouble_text (field, read->intake, TRUE));
    }
  if (lines->len == 0 && read->refusal.code != ED_REFUSAL_NONE)
    {
      const EdField *field = read->refusal.field != NULL
                                 ? ed_record_type_find (&ed_case_intake_type, read->refusal.field)
                                 : NULL;

      append_line (lines,
                   field != NULL ? ed_intake_refused_text (field)
                                 : ed_refusal_sentence (read->refusal.code, read->refusal.field));
    }
  if (refusal->code != ED_REFUSAL_NONE)
    append_line (lines,
                 ed_deed_refusal_sentence (ED_COMMAND_CASE_CREATE, refusal->code, refusal->field));
  return g_string_free (lines, FALSE);
}

char *
ed_import_held_text (gint64 number)
{
  g_autofree char *text = NULL;

  if (number == ED_ABSENT)
    return g_strdup (_ ("Already imported; it gets its number when it has been sent."));
  text = g_strdup_printf ("%" G_GINT64_FORMAT, number);
  /* Translators: %s is the number of a case */
  return g_strdup_printf (_ ("Already imported: case %s."), text);
}

char *
ed_import_alike_text (guint alike, gint64 number, guint line)
{
  GString *lines = g_string_new (NULL);
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, number);
  g_autofree char *where = g_strdup_printf ("%u", line);

  if (alike > 0 && number != ED_ABSENT)
    /* Translators: %s is the number of a case */
    append_line (
        lines,
        g_strdup_printf (_ ("Possibly case %s once more: the same client, company and day."),
                         text));
  else if (alike > 0)
    append_line (lines,
                 g_strdup (_ ("Possibly a case once more that waits to be sent: the same client, "
                              "company and day.")));
  if (line > 0)
    /* Translators: %s is the number of a line */
    append_line (lines,
                 g_strdup_printf (_ ("The same client, company and day as in line %s."), where));
  return g_string_free (lines, FALSE);
}

/* --- a file ----------------------------------------------------------------------------------- */

static void
append_missing (GString *lines, const EdImportReading *reading)
{
  for (guint i = 0; i < ed_case_intake_type.n_fields; i++)
    {
      const EdField *field = &ed_case_intake_type.fields[i];

      if ((field->flags & ED_FIELD_REQUIRED) != 0
          && ed_import_reading_find_column (reading, field) < 0)
        /* Translators: the label of a field */
        append_line (lines,
                     g_strdup_printf (_ ("No column holds “%s”: choose it under “Columns”."),
                                      _ (field->label)));
    }
}

char *
ed_import_notice_text (const EdImportReading *reading)
{
  g_autoptr (GString) lines = g_string_new (NULL);
  g_autoptr (EdZone) utc = ed_zone_new_utc ();
  gint64 moment;
  g_autofree char *date = NULL;

  append_missing (lines, reading);
  if (reading->example != NULL)
    {
      moment = ed_moment_read (reading->example, reading->dates, utc);
      date = ed_date_text (ed_zone_date (utc, moment));
      /* Translators: a date as the file has it, and as it was understood */
      append_line (lines,
                   g_strdup_printf (_ ("“%1$s” is read as %2$s. If that is wrong, choose another "
                                       "manner of dates under “Columns”."),
                                    reading->example,
                                    date));
    }
  return lines->len > 0 ? g_string_free (g_steal_pointer (&lines), FALSE) : NULL;
}

static char *
explain_limit (const GError *error)
{
  switch ((EdCsvError) error->code)
    {
    case ED_CSV_ERROR_TOO_LARGE:
      return ed_number_in (_ ("The file is larger than %s MiB. Save it in parts."),
                           ED_CSV_BYTES_MAX / (1024 * 1024));
    case ED_CSV_ERROR_TOO_MANY_ROWS:
      return ed_number_in (_ ("The file has more than %s rows. Save it in parts."),
                           ED_CSV_ROWS_MAX);
    case ED_CSV_ERROR_TOO_MANY_COLUMNS:
      return ed_number_in (_ ("The file has more than %s columns, or another separator."),
                           ED_CSV_COLUMNS_MAX);
    case ED_CSV_ERROR_EMPTY:
      return g_strdup (_ ("The file needs a row of titles, and a row for each case below it."));
    case ED_CSV_ERROR_NOT_TEXT:
    default:
      return g_strdup (_ ("This is no text, or in other characters. Save the table as CSV in your "
                          "spreadsheet program."));
    }
}

char *
ed_import_error_text (const GError *error)
{
  return error->domain == ED_CSV_ERROR ? explain_limit (error) : ed_error_sentence (error);
}

const char *
ed_import_charset_text (EdCharset charset)
{
  switch (charset)
    {
    case ED_CHARSET_UTF16_LE:
      return _ ("Unicode (UTF-16)");
    case ED_CHARSET_UTF16_BE:
      return _ ("Unicode (UTF-16, big-endian)");
    case ED_CHARSET_WINDOWS_1250:
      return _ ("Central European (Windows-1250)");
    case ED_CHARSET_WINDOWS_1252:
      return _ ("Western European (Windows-1252)");
    case ED_CHARSET_UTF8:
    default:
      return _ ("Unicode (UTF-8)");
    }
}

/* --- what stays of it ------------------------------------------------------------------------- */

/* "312, 315, –": the numbers of those that stay for WHY; NULL: none does. */
static char *
list_kept (const GPtrArray *kept, EdTakeBackVerdict why)
{
  g_autoptr (GString) list = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; i < kept->len; i++)
    {
      const EdTakeBackKept *stays = kept->pdata[i];

      if (stays->why != (gint64) why || n++ >= NAMED)
        continue;
      if (list->len > 0)
        g_string_append (list, ", ");
      if (stays->number != ED_ABSENT)
        g_string_append_printf (list, "%" G_GINT64_FORMAT, stays->number);
      else
        g_string_append (list, "–");
    }
  if (n > NAMED)
    g_string_append (list, ", …");
  return n > 0 ? g_string_free (g_steal_pointer (&list), FALSE) : NULL;
}

char *
ed_import_kept_text (const GPtrArray *kept)
{
  static const char *const reasons[] = {
    [ED_TAKE_BACK_ASSIGNED] = N_ ("Assigned to an expert since"),
    [ED_TAKE_BACK_CHANGED] = N_ ("Changed since"),
    [ED_TAKE_BACK_FOREIGN] = N_ ("Recorded by somebody else"),
    [ED_TAKE_BACK_UNKNOWN] = N_ ("Not on the server yet; take them back once they are"),
  };
  GString *lines = g_string_new (NULL);

  append_line (lines,
               ed_number_in (ngettext ("%s case stays.", "%s cases stay.", kept->len), kept->len));
  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    {
      g_autofree char *list = reasons[i] != NULL ? list_kept (kept, (EdTakeBackVerdict) i) : NULL;

      if (list != NULL)
        /* Translators: why cases stay, and their numbers: "Changed since: 312, 315." */
        append_line (lines, g_strdup_printf (_ ("%1$s: %2$s."), _ (reasons[i]), list));
    }
  return g_string_free (lines, FALSE);
}

char *
ed_import_half_text (const GPtrArray *kept, guint done, guint total, const char *trouble)
{
  guint gone = done - kept->len, open = total - done;
  GString *lines = g_string_new (NULL);

  append_line (
      lines,
      ed_number_in (
          ngettext ("%s case has been taken back.", "%s cases have been taken back.", gone),
          gone));
  append_line (lines,
               ed_number_in (ngettext ("The server has not answered yet for %s case.",
                                       "The server has not answered yet for %s cases.",
                                       open),
                             open));
  append_line (lines, g_strdup (trouble));
  if (kept->len > 0)
    append_line (lines, ed_import_kept_text (kept));
  return g_string_free (lines, FALSE);
}

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/release-table.h"

#include <string.h>

#include "domain/days.h"
#include "domain/report-release.h"
#include "server/query.h"

/* Before a hash in place of a name; no folded name begins so. */
#define MARK " "

/* What stands for COMPANY. Free with g_free(). */
static char *
make_hash (const guint8 *key, const char *company)
{
  guint8 mac[ED_SECRET_BYTES];

  ed_secrets_mac (key, company, strlen (company), mac, sizeof mac);
  return ed_secrets_to_text (mac, sizeof mac);
}

/* COMPANY: its name, or MARK and its hash. *WORD is NULL where nothing is. */
static gboolean
find (EdDb *db, const char *company, gint64 year, char **word, GError **error)
{
  g_autoptr (EdStatement) row =
      ed_query (db,
                error,
                "SELECT length FROM report_release WHERE company = $1 AND year = $2",
                "ti",
                company,
                year);
  GError *local = NULL;

  *word = NULL;
  if (row == NULL)
    return FALSE;
  if (ed_statement_step (row, &local))
    *word = g_strdup (ed_statement_text (row, 0));
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

/* What is there already stays. */
static gboolean
put (EdDb *db, const char *company, gint64 year, const char *word, GError **error)
{
  return ed_query_run (db,
                       error,
                       "INSERT INTO report_release (company, year, length) VALUES ($1, $2, $3)"
                       " ON CONFLICT (company, year) DO NOTHING",
                       "tit",
                       company,
                       year,
                       word);
}

gboolean
ed_releases_take (EdDb *db,
                  const guint8 *key,
                  const char *company,
                  gint64 year,
                  const char *word,
                  char **taken,
                  GError **error)
{
  g_autofree char *hash = make_hash (key, company);
  g_autofree char *marked = g_strconcat (MARK, hash, NULL);

  return find (db, marked, year, taken, error)
         && (*taken != NULL
             || (put (db, company, year, word, error) && find (db, company, year, taken, error)));
}

static char *
describe_hash (const char *hash, gint64 year, const char *word)
{
  return g_strdup_printf ("%s %" G_GINT64_FORMAT " %s", hash, year, word);
}

char *
ed_releases_describe (const guint8 *key, const char *company, gint64 year, const char *word)
{
  g_autofree char *hash = make_hash (key, company);

  return describe_hash (hash, year, word);
}

/* --- each of them ------------------------------------------------------------------------------
 */

/* REPORT may be NULL. */
static gboolean
put_given (EdDb *db,
           const char *hash,
           const char *first_day,
           const char *figures,
           const char *report,
           GError **error)
{
  return ed_query_run (db,
                       error,
                       "INSERT INTO report_given (company, first_day, figures, report)"
                       " VALUES ($1, $2, $3, $4) ON CONFLICT (company, first_day)"
                       " DO UPDATE SET report = COALESCE(report_given.report, excluded.report)"
                       " WHERE report_given.figures = excluded.figures",
                       "tttt",
                       hash,
                       first_day,
                       figures,
                       report);
}

static char *
describe_given (const char *hash, const char *first_day, const char *figures)
{
  return g_strjoin (" ", hash, first_day, figures, NULL);
}

gboolean
ed_releases_keep (EdDb *db,
                  const guint8 *key,
                  const EdGivenReport *given,
                  char **kept,
                  char **text,
                  GError **error)
{
  g_autofree char *hash = make_hash (key, given->company);
  g_autofree char *figures = make_hash (key, given->figures);
  g_autoptr (EdStatement) row = NULL;

  *kept = *text = NULL;
  if (!put_given (db, hash, given->first_day, figures, given->report, error))
    return FALSE;
  row = ed_query (db,
                  error,
                  "SELECT report, figures FROM report_given WHERE company = $1 AND first_day = $2",
                  "tt",
                  hash,
                  given->first_day);
  if (row == NULL || !ed_statement_step (row, error))
    return FALSE;
  *kept = g_strdup (ed_statement_text (row, 0));
  *text = describe_given (hash, given->first_day, ed_statement_text (row, 1));
  return TRUE;
}

static gboolean
list_given (EdDb *db, GStrvBuilder *texts, GError **error)
{
  g_autoptr (EdStatement) row = ed_query (db,
                                          error,
                                          "SELECT company, first_day, figures FROM report_given"
                                          " ORDER BY company, first_day",
                                          "");
  GError *local = NULL;

  if (row == NULL)
    return FALSE;
  while (ed_statement_step (row, &local))
    {
      g_autofree char *text = describe_given (ed_statement_text (row, 0),
                                              ed_statement_text (row, 1),
                                              ed_statement_text (row, 2));

      g_strv_builder_add (texts, text);
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

/* Whether PARTS are those of a text of one, whole. */
static gboolean
is_given (char **parts)
{
  return ed_date_from_text (parts[1]) != ED_ABSENT && strlen (parts[2]) == strlen (parts[0]);
}

/* --- beside the database -----------------------------------------------------------------------
 */

char **
ed_releases_list (EdDb *db, const guint8 *key, GError **error)
{
  g_autoptr (GStrvBuilder) texts = g_strv_builder_new ();
  g_autoptr (EdStatement) row = ed_query (db,
                                          error,
                                          "SELECT company, year, length FROM report_release"
                                          " ORDER BY company, year",
                                          "");
  GError *local = NULL;

  if (row == NULL)
    return NULL;
  while (ed_statement_step (row, &local))
    {
      const char *company = ed_statement_text (row, 0);
      gint64 year = ed_statement_int (row, 1);
      const char *word = ed_statement_text (row, 2);
      g_autofree char *text = g_str_has_prefix (company, MARK)
                                  ? describe_hash (company + strlen (MARK), year, word)
                                  : ed_releases_describe (key, company, year, word);

      g_strv_builder_add (texts, text);
    }
  if (local == NULL)
    return list_given (db, texts, error) ? g_strv_builder_end (texts) : NULL;
  g_propagate_error (error, local);
  return NULL;
}

/* A line may have been broken off in its writing: what is left of it is none. */
gboolean
ed_releases_learn (EdDb *db, const char *text, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (text, " ", -1);
  g_autofree char *marked = NULL;
  gint64 year;

  if (g_strv_length (parts) != 3)
    return TRUE;
  if (is_given (parts))
    return put_given (db, parts[0], parts[1], parts[2], NULL, error);
  if (!g_ascii_string_to_signed (parts[1], 10, 1900, 2999, &year, NULL)
      || ed_choice_find (ed_report_length_choices, parts[2]) == ED_ABSENT)
    return TRUE;
  marked = g_strconcat (MARK, parts[0], NULL);
  return put (db, marked, year, parts[2], error);
}

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/audit-table.h"

#include <string.h>

#include "domain/days.h"
#include "server/query.h"
#include "wire/record-json.h"

gboolean
ed_audit_add (EdDb *db,
              gint64 now,
              const char *account,
              const char *device,
              const char *what,
              const char *target,
              const char *code,
              GError **error)
{
  g_autofree char *at = ed_instant_to_text (now);

  return ed_query_run (db,
                       error,
                       "INSERT INTO audit (at, account, device, what, target, code)"
                       " VALUES ($1, $2, $3, $4, $5, $6)",
                       "tttttt",
                       at,
                       account,
                       device,
                       what,
                       target,
                       code);
}

gboolean
ed_audit_ends_with (EdDb *db, const char *what, gboolean *ends, GError **error)
{
  g_autoptr (EdStatement) row =
      ed_query (db, error, "SELECT what FROM audit ORDER BY id DESC LIMIT 1", "");
  GError *local = NULL;

  if (row == NULL)
    return FALSE;
  *ends = ed_statement_step (row, &local) && g_strcmp0 (ed_statement_text (row, 0), what) == 0;
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

EdStatement *
ed_audit_read_unsealed (EdDb *db, gint64 limit, GError **error)
{
  return ed_query (db,
                   error,
                   "SELECT id, at, account, device, what, target, code FROM audit"
                   " WHERE seal IS NULL ORDER BY id LIMIT $1",
                   "i",
                   limit);
}

EdStatement *
ed_audit_read_sealed (EdDb *db, gint64 seal, GError **error)
{
  return ed_query (db,
                   error,
                   "SELECT id, at, account, device, what, target, code FROM audit"
                   " WHERE seal = $1 ORDER BY id",
                   "i",
                   seal);
}

gboolean
ed_audit_set_seal (EdDb *db, gint64 id, gint64 seal, GError **error)
{
  return ed_query_run (db, error, "UPDATE audit SET seal = $1 WHERE id = $2", "ii", seal, id);
}

gboolean
ed_audit_count_unsealed (EdDb *db, gint64 *n, gint64 *since, GError **error)
{
  g_autoptr (EdStatement) statement =
      ed_query (db, error, "SELECT COUNT(*), MIN(at) FROM audit WHERE seal IS NULL", "");
  const char *at;

  if (statement == NULL || !ed_statement_step (statement, error))
    return FALSE;
  at = ed_statement_text (statement, 1);
  *n = ed_statement_int (statement, 0);
  *since = at != NULL ? ed_json_read_instant (at) : ED_ABSENT;
  return TRUE;
}

gboolean
ed_audit_remove_sealed (EdDb *db, gint64 seal, GError **error)
{
  return ed_query_run (db, error, "DELETE FROM audit WHERE seal <= $1", "i", seal);
}

gboolean
ed_audit_count_before (EdDb *db, gint64 before, gint64 *n, gint64 *oldest, GError **error)
{
  g_autofree char *text = ed_instant_to_text (before);
  g_autoptr (EdStatement) statement = ed_query (db,
                                                error,
                                                "SELECT COUNT(CASE WHEN at < $1 THEN 1 END),"
                                                " MIN(CASE WHEN at >= $1 THEN at END) FROM audit"
                                                " WHERE seal IS NOT NULL",
                                                "t",
                                                text);

  if (statement == NULL || !ed_statement_step (statement, error))
    return FALSE;
  *n = ed_statement_int (statement, 0);
  *oldest = ed_statement_is_null (statement, 1)
                ? ED_ABSENT
                : ed_instant_from_text (ed_statement_text (statement, 1));
  return TRUE;
}

gboolean
ed_audit_has (EdDb *db, const char *what, const char *code, gboolean *has, GError **error)
{
  g_autoptr (EdStatement) statement =
      ed_query (db,
                error,
                "SELECT COUNT(*) FROM audit WHERE what = $1 AND code = $2",
                "tt",
                what,
                code);

  if (statement == NULL || !ed_statement_step (statement, error))
    return FALSE;
  *has = ed_statement_int (statement, 0) > 0;
  return TRUE;
}

gint64
ed_audit_find_beyond (EdDb *db, gint64 seal, GError **error)
{
  g_autoptr (EdStatement) statement =
      ed_query (db,
                error,
                "SELECT id FROM audit WHERE seal > $1 ORDER BY seal, id LIMIT 1",
                "i",
                seal);
  GError *local = NULL;

  if (statement == NULL)
    return -1;
  if (ed_statement_step (statement, &local))
    return ed_statement_int (statement, 0);
  if (local == NULL)
    return 0;
  g_propagate_error (error, local);
  return -1;
}

/* --- searching -------------------------------------------------------------------------------- */

/* A statement that grows: its text out of few literals, its values in order. */
typedef struct
{
  GString *sql;
  GPtrArray *texts; /* char *; NULL: a number stands at the same place of NUMBERS */
  GArray *numbers;  /* gint64 */
} Growing;

static void
add_value (Growing *growing, const char *text, gint64 number)
{
  g_ptr_array_add (growing->texts, g_strdup (text));
  g_array_append_val (growing->numbers, number);
}

/* Adds LITERAL, each question mark in it as the parameter of the next value. */
static void
add_clause (Growing *growing, const char *literal, guint first)
{
  for (; *literal != '\0'; literal++)
    {
      if (*literal == '?')
        g_string_append_printf (growing->sql, "$%u", first++);
      else
        g_string_append_c (growing->sql, *literal);
    }
}

static void
add_text_clause (Growing *growing, const char *literal, const char *text)
{
  guint first = growing->texts->len + 1;

  if (text == NULL)
    return;
  for (const char *at = literal; (at = strchr (at, '?')) != NULL; at++)
    add_value (growing, text, 0);
  add_clause (growing, literal, first);
}

static void
add_instant_clause (Growing *growing, const char *literal, gint64 instant)
{
  g_autofree char *text = instant != ED_ABSENT ? ed_instant_to_text (instant) : NULL;

  add_text_clause (growing, literal, text);
}

static void
add_number_clause (Growing *growing, const char *literal, gint64 number)
{
  guint first = growing->texts->len + 1;

  if (number == ED_ABSENT)
    return;
  for (const char *at = literal; (at = strchr (at, '?')) != NULL; at++)
    add_value (growing, NULL, number);
  add_clause (growing, literal, first);
}

/* Words as ranges: "case.*" is all that begins so. */
static void
add_actions (Growing *growing, char **actions)
{
  for (char **action = actions; action != NULL && *action != NULL; action++)
    {
      gsize length = strlen (*action);
      gboolean is_prefix = length > 0 && (*action)[length - 1] == '*';
      g_autofree char *from = g_strndup (*action, is_prefix ? length - 1 : length);
      g_autofree char *to = g_strconcat (from, is_prefix ? "\x7f" : "\x01", NULL);
      guint first = growing->texts->len + 1;

      add_value (growing, from, 0);
      add_value (growing, to, 0);
      add_clause (growing, action == actions ? " AND (" : " OR ", 0);
      add_clause (growing, "(audit.what >= ? AND audit.what < ?)", first);
      if (action[1] == NULL)
        g_string_append_c (growing->sql, ')');
    }
}

/* What was done to a case was done to its documents too. */
static void
grow (Growing *growing, const EdAuditInquiry *inquiry, gint64 limit)
{
  g_string_append (growing->sql,
                   "SELECT audit.id, audit.at, audit.account, audit.device, audit.what,"
                   " audit.target, audit.code, device.name"
                   " FROM audit LEFT JOIN device ON device.id = audit.device WHERE 1 = 1");
  add_text_clause (growing, " AND audit.account = ?", inquiry->account);
  add_text_clause (growing,
                   " AND (audit.target = ? OR audit.target IN"
                   " (SELECT file FROM view_file WHERE type = 'case' AND id = ?))",
                   inquiry->target);
  add_number_clause (growing,
                     " AND (audit.target IN (SELECT case_id FROM case_number WHERE number = ?)"
                     " OR audit.target IN (SELECT view_file.file FROM view_file"
                     " JOIN case_number ON case_number.case_id = view_file.id"
                     " WHERE view_file.type = 'case' AND case_number.number = ?))",
                     inquiry->number);
  add_instant_clause (growing, " AND audit.at >= ?", inquiry->from);
  add_instant_clause (growing, " AND audit.at < ?", inquiry->to);
  add_number_clause (growing, " AND audit.id < ?", inquiry->before);
  add_actions (growing, inquiry->actions);
  add_number_clause (growing, " ORDER BY audit.id DESC LIMIT ?", limit);
}

static EdStatement *
prepare (EdDb *db, const Growing *growing, GError **error)
{
  EdStatement *statement = ed_query (db, error, growing->sql->str, "");

  for (guint i = 0; statement != NULL && i < growing->texts->len; i++)
    {
      if (growing->texts->pdata[i] != NULL)
        ed_statement_bind_text (statement, (int) i + 1, growing->texts->pdata[i]);
      else
        ed_statement_bind_int (statement, (int) i + 1, g_array_index (growing->numbers, gint64, i));
    }
  return statement;
}

static EdAuditEntry *
read_entry (EdStatement *statement)
{
  EdAuditEntry *entry = ed_record_new (&ed_audit_entry_type);

  entry->id = ed_statement_int (statement, ED_AUDIT_ID);
  entry->at = ed_json_read_instant (ed_statement_text (statement, ED_AUDIT_AT));
  entry->account = g_strdup (ed_statement_text (statement, ED_AUDIT_ACCOUNT));
  entry->device = g_strdup (ed_statement_text (statement, ED_AUDIT_DEVICE));
  entry->what = g_strdup (ed_statement_text (statement, ED_AUDIT_WHAT));
  entry->target = g_strdup (ed_statement_text (statement, ED_AUDIT_TARGET));
  entry->code = g_strdup (ed_statement_text (statement, ED_AUDIT_CODE));
  entry->device_name = g_strdup (ed_statement_text (statement, ED_AUDIT_N_COLUMNS));
  return entry;
}

/* The number of the case that an entry is about, or whose document it is. */
static gboolean
add_number (EdDb *db, EdAuditEntry *entry, GError **error)
{
  g_autoptr (EdStatement) statement = NULL;
  GError *local = NULL;

  if (entry->target == NULL)
    return TRUE;
  statement = ed_query (db,
                        error,
                        "SELECT number FROM case_number WHERE case_id = $1 OR case_id IN"
                        " (SELECT id FROM view_file WHERE type = 'case' AND file = $2) LIMIT 1",
                        "tt",
                        entry->target,
                        entry->target);
  if (statement == NULL)
    return FALSE;
  if (ed_statement_step (statement, &local))
    entry->number = ed_statement_int (statement, 0);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

static void
free_entry (gpointer entry)
{
  ed_record_free (&ed_audit_entry_type, entry);
}

static GPtrArray *
read_entries (EdDb *db, EdStatement *statement, GError **error)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (free_entry);
  GError *local = NULL;

  while (ed_statement_step (statement, &local))
    g_ptr_array_add (entries, read_entry (statement));
  for (guint i = 0; local == NULL && i < entries->len; i++)
    add_number (db, entries->pdata[i], &local);
  if (local == NULL)
    return g_steal_pointer (&entries);
  g_propagate_error (error, local);
  return NULL;
}

GPtrArray *
ed_audit_search (EdDb *db, const EdAuditInquiry *inquiry, gint64 limit, GError **error)
{
  Growing growing = { g_string_new (NULL),
                      g_ptr_array_new_with_free_func (g_free),
                      g_array_new (FALSE, FALSE, sizeof (gint64)) };
  g_autoptr (EdStatement) statement = NULL;

  grow (&growing, inquiry, limit);
  statement = prepare (db, &growing, error);
  g_string_free (growing.sql, TRUE);
  g_ptr_array_unref (growing.texts);
  g_array_unref (growing.numbers);
  return statement != NULL ? read_entries (db, statement, error) : NULL;
}

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The outbox as it is read: what was done, to what, and what became of it. */

#include "store/outbox.h"

#include "domain/fee-statement.h"
#include "domain/request.h"
#include "wire/push.h"

#include <string.h>

static gboolean
propagate (GError **error, GError *local)
{
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

static char *
join_parts (const EdCase *case_)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();

  if (case_->company_name != NULL)
    g_ptr_array_add (parts, case_->company_name);
  if (case_->client_alias != NULL)
    g_ptr_array_add (parts, case_->client_alias);
  g_ptr_array_add (parts, NULL);
  return parts->len > 1 ? g_strjoinv (" - ", (char **) parts->pdata) : NULL;
}

/* Number and title of the case as it is shown; of a refused new one from what was entered. */
static void
describe_case (EdOutboxEntry *entry, const EdCase *case_)
{
  if (case_ != NULL)
    {
      entry->case_number = case_->number != ED_ABSENT ? case_->number : entry->case_number;
      entry->case_title_parts = join_parts (case_);
    }
  else if (entry->command->type == ED_COMMAND_CASE_CREATE)
    entry->case_title_parts = join_parts (entry->command->args);
}

/* The name of the account or company, as it is shown; of a refused new one as it was entered; NULL
 * where neither is known. */
static char *
name_record (const EdCommand *command, const EdTarget *target, gconstpointer record)
{
  const EdRecordType *args = ed_command_form (command->type)->args;
  const EdRecordType *type = record != NULL ? target->record : args;
  const EdField *field = ed_record_type_find (type, "name");

  if (field == NULL)
    return NULL;
  return g_strdup (ed_field_get_text (field, record != NULL ? record : command->args));
}

/* By its month: "2020-03"; NULL where it is not held. */
static char *
name_statement (const EdFeeStatement *statement)
{
  char *month = statement != NULL ? ed_date_to_text (statement->month) : NULL;

  if (month != NULL)
    month[strlen ("2020-03")] = '\0';
  return month;
}

/* By its subject; of a refused new one as it was entered; NULL where neither is known. */
static char *
name_request (const EdCommand *command, const EdRequest *request)
{
  return g_strdup (request != NULL ? request->subject : ((const EdArgs *) command->args)->subject);
}

static gboolean
describe_target (EdStore *store, EdJudge **judge, EdOutboxEntry *entry, GError **error)
{
  EdTargetKind kind = ed_command_form (entry->command->type)->target_kind;
  gpointer record;
  gboolean judged;

  if (!ed_overlay_load (store, kind, entry->command->target_id, &record, NULL, error))
    return FALSE;
  if (kind == ED_TARGET_CASE)
    describe_case (entry, record);
  else if (kind == ED_TARGET_ACCOUNT || kind == ED_TARGET_COMPANY)
    entry->case_title_parts = name_record (entry->command, ed_target (kind), record);
  else if (kind == ED_TARGET_STATEMENT)
    entry->case_title_parts = name_statement (record);
  else if (kind == ED_TARGET_REQUEST)
    entry->case_title_parts = name_request (entry->command, record);
  entry->is_held = record != NULL;
  judged = ed_outbox_find_redo (store, judge, entry, record, error);
  ed_record_free (ed_target (kind)->record, record);
  return judged;
}

static gint64
get_number (EdStatement *row, int column)
{
  return ed_statement_is_null (row, column) ? ED_ABSENT : ed_statement_int (row, column);
}

#define ENTRY                                                                \
  "outbox.command, state, code, field, may_be_refused, number, answered_at," \
  " file.name, file.sent, file.length"                                       \
  " FROM outbox LEFT JOIN (SELECT command AS bearer, min (name) AS name,"    \
  "  sum (sent) AS sent, sum (length) AS length FROM file GROUP BY command)" \
  " AS file ON file.bearer = outbox.id"

/* A row of ENTRY. */
static EdOutboxEntry *
read_entry (EdStatement *row, GError **error)
{
  g_autoptr (GError) local = NULL;
  EdOutboxEntry *entry = g_new0 (EdOutboxEntry, 1);
  const char *code = ed_statement_text (row, 2);

  entry->command = ed_command_from_json (ed_statement_text (row, 0), &local);
  entry->state = (EdOutboxState) ed_statement_int (row, 1);
  entry->code = code != NULL ? ed_refusal_find (code) : ED_REFUSAL_NONE;
  entry->field = g_strdup (ed_statement_text (row, 3));
  entry->may_be_refused = ed_statement_int (row, 4) != 0 && entry->state <= ED_OUTBOX_SENT;
  entry->case_number = get_number (row, 5);
  entry->answered_at = get_number (row, 6);
  entry->file_name = g_strdup (ed_statement_text (row, 7));
  entry->file_sent = get_number (row, 8);
  entry->file_size = get_number (row, 9);
  if (entry->command != NULL)
    {
      entry->has_words =
          entry->state == ED_OUTBOX_REFUSED && ed_outbox_has_words (entry->command->type);
      return entry;
    }
  g_set_error (error,
               ED_DB_ERROR,
               ED_DB_ERROR_FAILED,
               "a stored command cannot be read: %s",
               local->message);
  ed_outbox_entry_free (entry);
  return NULL;
}

gboolean
ed_outbox_visit (EdStore *store,
                 const char *target,
                 EdOutboxVisit function,
                 gpointer data,
                 GError **error)
{
  g_autoptr (EdStatement) select = NULL;
  GError *local = NULL;
  gint64 covered;

  if (!ed_facts_get_number (store, ED_FACT_COVERED, &covered, error))
    return FALSE;
  select = ed_db_query (store->db,
                        error,
                        "SELECT " ENTRY " WHERE outbox.target = $1 AND NOT seen"
                        " AND (state IN ($2, $3) OR seq IS NULL OR seq > $4) ORDER BY position",
                        "tiii",
                        target,
                        (gint64) ED_OUTBOX_REFUSED,
                        (gint64) ED_OUTBOX_KEPT,
                        covered);
  if (select == NULL)
    return FALSE;
  while (local == NULL && ed_statement_step (select, &local))
    {
      EdOutboxEntry *entry = read_entry (select, &local);

      if (entry != NULL)
        function (entry, data);
      g_clear_pointer (&entry, ed_outbox_entry_free);
    }
  return propagate (error, local);
}

static gboolean
list_outbox (EdStore *store, GPtrArray *entries, GError **error)
{
  g_autoptr (EdStatement) select =
      ed_db_query (store->db,
                   error,
                   "SELECT " ENTRY " WHERE NOT seen AND (state <> $1 OR answered_at >= $2)"
                   " ORDER BY position",
                   "ii",
                   (gint64) ED_OUTBOX_ACCEPTED,
                   ed_clock_now (store->clock) - ED_OUTBOX_KEPT_MS);
  g_autoptr (EdJudge) judge = NULL;
  GError *local = NULL;

  if (select == NULL)
    return FALSE;
  while (local == NULL && ed_statement_step (select, &local))
    {
      EdOutboxEntry *entry = read_entry (select, &local);

      if (entry != NULL)
        g_ptr_array_add (entries, entry);
      if (entry != NULL)
        describe_target (store, &judge, entry, &local);
    }
  return propagate (error, local);
}

GPtrArray *
ed_store_list_outbox (EdStore *store, GError **error)
{
  g_autoptr (GPtrArray) entries =
      g_ptr_array_new_with_free_func ((GDestroyNotify) ed_outbox_entry_free);

  if (!ed_store_begin (store, FALSE, error)
      || !ed_store_end (store, list_outbox (store, entries, error), error))
    return NULL;
  return g_steal_pointer (&entries);
}

gboolean
ed_store_find_answered (EdStore *store, gint64 *seq, GError **error)
{
  g_autoptr (EdStatement) select =
      ed_db_query (store->db,
                   error,
                   "SELECT max (0, max (seq)) FROM outbox WHERE state NOT IN ($1, $2)",
                   "ii",
                   (gint64) ED_OUTBOX_WAITING,
                   (gint64) ED_OUTBOX_SENT);

  if (select == NULL || !ed_statement_step (select, error))
    return FALSE;
  *seq = ed_statement_int (select, 0);
  return TRUE;
}

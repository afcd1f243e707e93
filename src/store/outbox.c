/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The outbox: what the user did, from the moment they did it until a backup of the server holds it.
 * Sending it is in outbox-push.c. */

#include "store/outbox.h"

#include "domain/fee-statement.h"
#include "store/draft.h"
#include "store/drafts.h"
#include "store/file.h"
#include "store/overlay.h"
#include "wire/push.h"

#include <string.h>

#define KEPT_MS (G_GINT64_CONSTANT (14) * 24 * 60 * 60 * 1000)
/* The greatest envelope that the server takes (PROTOCOL 9.1), and room for its number. */
#define GREATEST_COMMAND (256 * 1024 - 64)

static gboolean
propagate (GError **error, GError *local)
{
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

gboolean
ed_outbox_count (EdStore *store, gint64 *waiting, gint64 *refused, GError **error)
{
  g_autoptr (EdStatement) select =
      ed_db_query (store->db,
                   error,
                   "SELECT count(*) FILTER (WHERE state IN ($1, $2)),"
                   " count(*) FILTER (WHERE state IN ($3, $4) AND NOT seen) FROM outbox",
                   "iiii",
                   (gint64) ED_OUTBOX_WAITING,
                   (gint64) ED_OUTBOX_SENT,
                   (gint64) ED_OUTBOX_REFUSED,
                   (gint64) ED_OUTBOX_KEPT);

  if (select == NULL || !ed_statement_step (select, error))
    return FALSE;
  *waiting = ed_statement_int (select, 0);
  *refused = ed_statement_int (select, 1);
  return TRUE;
}

gboolean
ed_outbox_count_pending (EdStore *store, const char *target, guint *n, GError **error)
{
  g_autoptr (EdStatement) select =
      ed_db_query (store->db,
                   error,
                   "SELECT count(*) FROM outbox WHERE target = $1 AND state IN ($2, $3)",
                   "tii",
                   target,
                   (gint64) ED_OUTBOX_WAITING,
                   (gint64) ED_OUTBOX_SENT);

  if (select == NULL || !ed_statement_step (select, error))
    return FALSE;
  *n = (guint) ed_statement_int (select, 0);
  return TRUE;
}

gboolean
ed_outbox_find_kind (EdStore *store,
                     const char *target,
                     EdTargetKind *kind,
                     gboolean *found,
                     GError **error)
{
  g_autoptr (EdStatement) select =
      ed_db_query (store->db,
                   error,
                   "SELECT target_kind FROM outbox WHERE target = $1"
                   " UNION ALL SELECT kind FROM overlay WHERE id = $1 LIMIT 1",
                   "t",
                   target);
  GError *local = NULL;

  if (select == NULL)
    return FALSE;
  *found = ed_statement_step (select, &local);
  if (*found)
    *kind = (EdTargetKind) ed_statement_int (select, 0);
  return propagate (error, local);
}

gboolean
ed_outbox_list_targets (EdStore *store, GPtrArray *targets, GError **error)
{
  g_autoptr (EdStatement) select = NULL;
  GError *local = NULL;
  gint64 covered;

  if (!ed_facts_get_number (store, ED_FACT_COVERED, &covered, error))
    return FALSE;
  select = ed_db_query (store->db,
                        error,
                        "SELECT DISTINCT target FROM outbox WHERE state IN ($2, $3, $4)"
                        " AND (seq IS NULL OR seq > $1) ORDER BY target",
                        "iiii",
                        covered,
                        (gint64) ED_OUTBOX_WAITING,
                        (gint64) ED_OUTBOX_SENT,
                        (gint64) ED_OUTBOX_ACCEPTED);
  if (select == NULL)
    return FALSE;
  while (ed_statement_step (select, &local))
    g_ptr_array_add (targets, g_strdup (ed_statement_text (select, 0)));
  return propagate (error, local);
}

/* Not of one that had been accepted before a restore: the replica just has it already. */
static gboolean
mark_doubtful (EdStore *store, gint64 position, gboolean doubtful, GError **error)
{
  return ed_statement_run (
      ed_db_query (store->db,
                   error,
                   "UPDATE outbox SET may_be_refused = $2"
                   " WHERE position = $1 AND may_be_refused <> $2 AND was IS NULL",
                   "ii",
                   position,
                   (gint64) doubtful),
      error);
}

gboolean
ed_outbox_replay (EdStore *store,
                  const char *target,
                  EdOutboxFunc function,
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
                        "SELECT position, command, number FROM outbox"
                        " WHERE target = $2 AND state IN ($3, $4, $5)"
                        " AND (seq IS NULL OR seq > $1) ORDER BY position",
                        "itiii",
                        covered,
                        target,
                        (gint64) ED_OUTBOX_WAITING,
                        (gint64) ED_OUTBOX_SENT,
                        (gint64) ED_OUTBOX_ACCEPTED);
  if (select == NULL)
    return FALSE;
  while (local == NULL && ed_statement_step (select, &local))
    {
      g_autoptr (EdCommand) command = ed_command_from_json (ed_statement_text (select, 1), &local);
      gint64 number = ed_statement_is_null (select, 2) ? ED_ABSENT : ed_statement_int (select, 2);
      gboolean applies = FALSE;

      if (command != NULL && function (command, number, &applies, data, &local))
        mark_doubtful (store, ed_statement_int (select, 0), !applies, &local);
    }
  return propagate (error, local);
}

gboolean
ed_outbox_orphan (EdStore *store, const char *target, GError **error)
{
  return ed_statement_run (ed_db_query (store->db,
                                        error,
                                        "DELETE FROM outbox WHERE target = $1 AND state = $2",
                                        "ti",
                                        target,
                                        (gint64) ED_OUTBOX_ACCEPTED),
                           error)
         && ed_statement_run (ed_db_query (store->db,
                                           error,
                                           "UPDATE outbox SET orphaned_at = $2"
                                           " WHERE target = $1 AND orphaned_at IS NULL",
                                           "ti",
                                           target,
                                           ed_clock_now (store->clock)),
                              error)
         && ed_file_orphan (store, target, error);
}

gboolean
ed_outbox_prune (EdStore *store, GError **error)
{
  gint64 covered, durable;
  gint64 limit = ed_clock_now (store->clock) - KEPT_MS;

  return ed_facts_get_number (store, ED_FACT_COVERED, &covered, error)
         && ed_facts_get_number (store, ED_FACT_DURABLE, &durable, error)
         && ed_statement_run (ed_db_query (store->db,
                                           error,
                                           "DELETE FROM outbox WHERE (state = $1 OR seen)"
                                           " AND seq <= $2 AND answered_at < $3",
                                           "iii",
                                           (gint64) ED_OUTBOX_ACCEPTED,
                                           MIN (covered, durable),
                                           limit),
                              error)
         && ed_statement_run (ed_db_query (store->db,
                                           error,
                                           "DELETE FROM outbox WHERE orphaned_at < $1",
                                           "i",
                                           limit),
                              error)
         && ed_file_prune (store, error);
}

/* --- what the user does ----------------------------------------------------------------------- */

static gboolean
insert_command (EdStore *store, const EdCommand *command, const char *text, GError **error)
{
  return ed_statement_run (
      ed_db_query (store->db,
                   error,
                   "INSERT INTO outbox (id, target, target_kind, command, state)"
                   " VALUES ($1, $2, $3, $4, $5)",
                   "ttiti",
                   command->id,
                   command->target_id,
                   (gint64) ed_command_form (command->type)->target_kind,
                   text,
                   (gint64) ED_OUTBOX_WAITING),
      error);
}

/* FALSE without ERROR: refused. */
static gboolean
apply (EdStore *store,
       EdTargetKind kind,
       const EdCommand *command,
       gpointer *record,
       EdRefusal *refusal,
       GError **error)
{
  g_autoptr (EdJudge) judge = ed_judge_new (store, error);

  return judge != NULL && ed_overlay_load (store, kind, command->target_id, record, NULL, error)
         && ed_judge_apply (judge, record, command, ED_ABSENT, refusal, error);
}

/* An attach is now the one that its file waits with. FALSE without ERROR: there is no such file. */
static gboolean
link_file (EdStore *store, const EdCommand *command, EdRefusal *refusal, GError **error)
{
  const EdArgs *args = command->args;
  GError *local = NULL;

  if (command->type != ED_COMMAND_DOCUMENT_ATTACH
      || ed_file_link (store, args->upload, command->id, &local))
    return TRUE;
  if (local == NULL)
    refusal->code = ED_REFUSAL_UPLOAD_UNKNOWN;
  propagate (error, local);
  return FALSE;
}

gboolean
ed_outbox_enqueue (EdStore *store, const EdCommand *command, EdRefusal *refusal, GError **error)
{
  g_autofree char *text = ed_command_to_json (command, 0);
  EdTargetKind kind = ed_command_form (command->type)->target_kind;
  gpointer record = NULL;
  gboolean done;

  if (strlen (text) > GREATEST_COMMAND)
    {
      refusal->code = ED_REFUSAL_TOO_LARGE;
      return FALSE;
    }
  done = apply (store, kind, command, &record, refusal, error)
         && link_file (store, command, refusal, error)
         && insert_command (store, command, text, error)
         && (!ed_command_changes_case (command->type)
             || ed_overlay_put (store, kind, command->target_id, record, error));
  ed_record_free (ed_target (kind)->record, record);
  return done;
}

gboolean
ed_store_enqueue (EdStore *store, const EdCommand *command, EdRefusal *refusal, GError **error)
{
  refusal->code = ED_REFUSAL_NONE;
  refusal->field = NULL;
  return ed_store_begin (store, TRUE, error)
         && ed_store_end (store, ed_outbox_enqueue (store, command, refusal, error), error);
}

gboolean
ed_outbox_find (EdStore *store,
                const char *command_id,
                EdOutboxState state,
                char **target,
                gint64 *seq,
                GError **error)
{
  g_autoptr (EdStatement) select =
      ed_db_query (store->db,
                   error,
                   "SELECT target, seq FROM outbox WHERE id = $1 AND state = $2",
                   "ti",
                   command_id,
                   (gint64) state);
  GError *local = NULL;

  *target = NULL;
  if (select == NULL)
    return FALSE;
  if (ed_statement_step (select, &local))
    {
      *target = g_strdup (ed_statement_text (select, 0));
      if (seq != NULL)
        *seq = ed_statement_int (select, 1);
    }
  return propagate (error, local);
}

/* The words of a message that is taken back are a draft again. */
static gboolean
keep_words (EdStore *store, const char *command_id, const char *target, GError **error)
{
  g_autoptr (EdStatement) select =
      ed_db_query (store->db, error, "SELECT command FROM outbox WHERE id = $1", "t", command_id);
  g_autoptr (EdCommand) command = NULL;
  const EdArgs *args;

  if (select == NULL || !ed_statement_step (select, error))
    return FALSE;
  command = ed_command_from_json (ed_statement_text (select, 0), error);
  if (command == NULL || command->type != ED_COMMAND_MESSAGE_SEND)
    return command != NULL;
  args = command->args;
  return ed_draft_add (store, ED_DRAFT_MESSAGE, target, args->text, error);
}

static gboolean
undo (EdStore *store, const char *command_id, GError **error)
{
  g_autofree char *target = NULL;
  g_autoptr (EdJudge) judge = NULL;

  if (!ed_outbox_find (store, command_id, ED_OUTBOX_WAITING, &target, NULL, error) || target == NULL
      || !keep_words (store, command_id, target, error)
      || !ed_file_give_up (store, command_id, error)
      || !ed_statement_run (ed_db_query (store->db,
                                         error,
                                         "DELETE FROM outbox WHERE id = $1 AND was IS NULL",
                                         "t",
                                         command_id),
                            error)
      || ed_db_changes (store->db) == 0)
    return FALSE;
  judge = ed_judge_new (store, error);
  return judge != NULL && ed_overlay_recompute (store, judge, target, error);
}

gboolean
ed_store_undo (EdStore *store, const char *command_id, GError **error)
{
  return ed_store_begin (store, TRUE, error)
         && ed_store_end (store, undo (store, command_id, error), error);
}

/* A refused command's number stays used; a kept one is pushed again after a restore. */
static gboolean
discard (EdStore *store, const char *command_id, GError **error)
{
  g_autofree char *refused = NULL;

  return ed_outbox_find (store, command_id, ED_OUTBOX_REFUSED, &refused, NULL, error)
         && (refused == NULL || ed_file_give_up (store, command_id, error))
         && ed_statement_run (
             ed_db_query (store->db,
                          error,
                          "DELETE FROM outbox WHERE id = $1 AND state = $2 AND seq IS NULL",
                          "ti",
                          command_id,
                          (gint64) ED_OUTBOX_REFUSED),
             error)
         && ed_statement_run (ed_db_query (store->db,
                                           error,
                                           "UPDATE outbox SET seen = 1,"
                                           " command = CASE state WHEN $2 THEN '' ELSE command END"
                                           " WHERE id = $1 AND state IN ($2, $3)",
                                           "tii",
                                           command_id,
                                           (gint64) ED_OUTBOX_REFUSED,
                                           (gint64) ED_OUTBOX_KEPT),
                              error);
}

gboolean
ed_store_discard (EdStore *store, const char *command_id, GError **error)
{
  return ed_store_begin (store, TRUE, error)
         && ed_store_end (store, discard (store, command_id, error), error);
}

/* --- listing ---------------------------------------------------------------------------------- */

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

/* As it is shown; of a refused new one as it was entered; NULL where neither is known. */
static char *
name_account (const EdCommand *command, const EdAccount *account)
{
  if (account == NULL && command->type == ED_COMMAND_ACCOUNT_CREATE)
    account = command->args;
  return account != NULL ? g_strdup (account->name) : NULL;
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

static gboolean
describe_target (EdStore *store, EdOutboxEntry *entry, GError **error)
{
  EdTargetKind kind = ed_command_form (entry->command->type)->target_kind;
  gpointer record;

  if (!ed_overlay_load (store, kind, entry->command->target_id, &record, NULL, error))
    return FALSE;
  if (kind == ED_TARGET_CASE)
    describe_case (entry, record);
  else if (kind == ED_TARGET_ACCOUNT)
    entry->case_title_parts = name_account (entry->command, record);
  else if (kind == ED_TARGET_STATEMENT)
    entry->case_title_parts = name_statement (record);
  ed_record_free (ed_target (kind)->record, record);
  return TRUE;
}

static gint64
get_number (EdStatement *row, int column)
{
  return ed_statement_is_null (row, column) ? ED_ABSENT : ed_statement_int (row, column);
}

#define ENTRY                                                                \
  "outbox.command, state, code, field, may_be_refused, number, answered_at," \
  " file.name, file.sent, file.length"                                       \
  " FROM outbox LEFT JOIN file ON file.command = outbox.id"

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
    return entry;
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
                   ed_clock_now (store->clock) - KEPT_MS);
  GError *local = NULL;

  if (select == NULL)
    return FALSE;
  while (local == NULL && ed_statement_step (select, &local))
    {
      EdOutboxEntry *entry = read_entry (select, &local);

      if (entry != NULL)
        g_ptr_array_add (entries, entry);
      if (entry != NULL)
        describe_target (store, entry, &local);
    }
  return propagate (error, local);
}

gboolean
ed_store_count_outbox (EdStore *store, gint64 *waiting, gint64 *refused, GError **error)
{
  return ed_store_begin (store, FALSE, error)
         && ed_store_end (store, ed_outbox_count (store, waiting, refused, error), error);
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

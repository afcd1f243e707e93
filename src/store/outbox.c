/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The outbox: what the user did, from the moment they did it until a backup of the server holds it.
 * Sending it is in outbox-push.c. */

#include "store/outbox.h"

#include "base/plant.h"
#include "store/draft.h"
#include "store/drafts.h"
#include "store/file.h"
#include "store/late.h"
#include "store/overlay.h"
#include "store/wipe.h"
#include "wire/push.h"
#include "wire/record-json.h"

#include <string.h>

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
  gint64 late;

  if (select == NULL || !ed_statement_step (select, error))
    return FALSE;
  *waiting = ed_statement_int (select, 0);
  *refused = ed_statement_int (select, 1);
  if (!ed_late_count_own (store, &late, error))
    return FALSE;
  *refused += late;
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
ed_outbox_makes (EdStore *store, const char *target, gboolean *makes, GError **error)
{
  g_autoptr (EdStatement) select =
      ed_db_query (store->db,
                   error,
                   "SELECT 1 FROM outbox WHERE target = $1 AND state IN ($2, $3)"
                   " AND was IS NOT NULL"
                   " AND json_extract (command, '$.type') IN ($4, $5, $6, $7)",
                   "tiitttt",
                   target,
                   (gint64) ED_OUTBOX_WAITING,
                   (gint64) ED_OUTBOX_SENT,
                   ed_command_form (ED_COMMAND_CASE_CREATE)->word,
                   ed_command_form (ED_COMMAND_REQUEST_CREATE)->word,
                   ed_command_form (ED_COMMAND_COMPANY_CREATE)->word,
                   ed_command_form (ED_COMMAND_ACCOUNT_CREATE)->word);
  GError *local = NULL;

  if (select == NULL)
    return FALSE;
  *makes = ed_statement_step (select, &local);
  return propagate (error, local);
}

gboolean
ed_outbox_orphan (EdStore *store, const char *target, gint64 now, GError **error)
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
                                           now),
                              error)
         && ed_file_orphan (store, target, error);
}

gboolean
ed_outbox_adopt (EdStore *store, GError **error)
{
  return ed_statement_run (ed_db_query (store->db,
                                        error,
                                        "UPDATE outbox SET orphaned_at = NULL"
                                        " WHERE orphaned_at IS NOT NULL"
                                        " AND target IN (SELECT id FROM document_key)",
                                        ""),
                           error);
}

/* No byte stays of what has just been deleted: it may be about what is held here no more. */
static gboolean
wipe_deleted (EdStore *store, GError **error)
{
  return ed_db_changes (store->db) == 0 || ed_wipe_add (store, ED_WIPE_FILE, "outbox", error);
}

/* Whole days at a time: each time the file is written anew. */
static gint64
find_oldest_kept (EdStore *store)
{
  const gint64 day_ms = 86400000;

  return (ed_clock_now (store->clock) - ED_OUTBOX_KEPT_MS) / day_ms * day_ms;
}

gboolean
ed_outbox_prune (EdStore *store, gint64 now, GError **error)
{
  gint64 kept = ED_PLANT (orphans_pruned_at_once) ? -1 : ED_OUTBOX_KEPT_MS;
  gint64 covered, durable, before = find_oldest_kept (store);
  g_autoptr (GPtrArray) targets = NULL; /* whose files may have been late work's alone */

  if (!ed_facts_get_number (store, ED_FACT_COVERED, &covered, error)
      || !ed_facts_get_number (store, ED_FACT_DURABLE, &durable, error))
    return FALSE;
  targets = ed_file_list_kept (store, MIN (covered, durable), before, error);
  return targets != NULL
         && ed_statement_run (ed_db_query (store->db,
                                           error,
                                           "DELETE FROM outbox WHERE (state = $1 OR seen)"
                                           " AND seq <= $2 AND answered_at < $3",
                                           "iii",
                                           (gint64) ED_OUTBOX_ACCEPTED,
                                           MIN (covered, durable),
                                           before),
                              error)
         && wipe_deleted (store, error) && ed_file_remove_unshown_of (store, targets, error)
         && (now == ED_ABSENT
             || (ed_statement_run (ed_db_query (store->db,
                                                error,
                                                "DELETE FROM outbox WHERE orphaned_at < $1",
                                                "i",
                                                now - kept),
                                   error)
                 && wipe_deleted (store, error)))
         && ed_file_prune (store, error);
}

/* --- what the user does ----------------------------------------------------------------------- */

gboolean
ed_outbox_insert (EdStore *store, const EdCommand *command, const char *text, GError **error)
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

/* The draft of a response that waits for the request and assignment of COMMAND, or NULL: what was
 * written in an earlier assignment is sent beside it. */
static gboolean
find_draft (EdStore *store, const EdCommand *command, char **id, GError **error)
{
  g_autoptr (EdStatement) select =
      ed_db_query (store->db,
                   error,
                   "SELECT id FROM outbox WHERE target = $1 AND state = $2 AND was IS NULL"
                   " AND command ->> 'type' = $3"
                   " AND command ->> '$.target.assignment' = $4",
                   "titt",
                   command->target_id,
                   (gint64) ED_OUTBOX_WAITING,
                   ed_command_form (ED_COMMAND_RESPONSE_DRAFT)->word,
                   command->assignment_id);
  GError *local = NULL;

  *id = NULL;
  if (select == NULL)
    return FALSE;
  if (ed_statement_step (select, &local))
    *id = g_strdup (ed_statement_text (select, 0));
  return propagate (error, local);
}

/* COMMAND, a draft, comes in place of the one that waits: only what was written last is sent. Its
 * files are COMMAND's now; those that COMMAND does not name are wiped. */
static gboolean
replace_draft (EdStore *store, const EdCommand *command, GError **error)
{
  const EdArgs *args = command->args;
  g_autofree char *former = NULL;

  return find_draft (store, command, &former, error)
         && ed_file_claim (store, (const char *const *) args->documents, command->id, former, error)
         && (former == NULL
             || (ed_file_give_up (store, former, error)
                 && ed_statement_run (ed_db_query (store->db,
                                                   error,
                                                   "DELETE FROM outbox WHERE id = $1",
                                                   "t",
                                                   former),
                                      error)));
}

/* A document whose bytes are not here cannot be sent. */
static gboolean
keep_held_documents (EdStore *store, EdArgs *args, GError **error)
{
  g_autoptr (GStrvBuilder) held = g_strv_builder_new ();
  guint n = 0;

  for (char **id = args->documents; id != NULL && *id != NULL; id++)
    {
      g_auto (EdFileRow) row = { 0 };

      if (!ed_file_find (store, *id, &row, error))
        return FALSE;
      if (row.file == NULL || row.held < row.file->length)
        continue;
      g_strv_builder_add (held, *id);
      n++;
    }
  g_clear_pointer (&args->documents, g_strfreev);
  if (n > 0)
    args->documents = g_strv_builder_end (held);
  return TRUE;
}

gboolean
ed_outbox_keep_response (EdStore *store, const char *target, GError **error)
{
  GError *local = NULL;
  g_autofree char *body = ed_store_load_draft (store, ED_DRAFT_RESPONSE, target, NULL, &local);
  g_autoptr (EdCommand) command = NULL;
  g_autofree char *text = NULL;

  if (body == NULL)
    return propagate (error, local);
  command = ed_command_from_json (body, NULL);
  if (command == NULL || command->type != ED_COMMAND_RESPONSE_DRAFT)
    return TRUE;
  if (!keep_held_documents (store, command->args, error))
    return FALSE;
  text = ed_command_to_json (command, 0);
  return replace_draft (store, command, error) && ed_outbox_insert (store, command, text, error);
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

/* An attach is now the one that its file waits with, and so is a command that names documents.
 * FALSE without ERROR: there is no such file. */
static gboolean
link_files (EdStore *store, const EdCommand *command, EdRefusal *refusal, GError **error)
{
  const EdArgs *args = command->args;
  GError *local = NULL;

  if (command->type == ED_COMMAND_RESPONSE_DRAFT)
    return replace_draft (store, command, error);
  if (ed_command_form (command->type)->target_kind == ED_TARGET_REQUEST)
    return ed_file_claim (store, (const char *const *) args->documents, command->id, NULL, error);
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
         && link_files (store, command, refusal, error)
         && ed_outbox_insert (store, command, text, error)
         && (!ed_command_changes_case (command->type)
             || ed_overlay_put (store, kind, command->target_id, record, error));
  ed_record_free (ed_target (kind)->record, record);
  return done;
}

gboolean
ed_store_enqueue (EdStore *store, const EdCommand *command, EdRefusal *refusal, GError **error)
{
  return ed_store_enqueue_written (store, command, NULL, refusal, error);
}

/* FALSE: an error; what is refused leaves nothing. */
static gboolean
enqueue_one (EdStore *store, const EdCommand *command, EdRefusal *refusal, GError **error)
{
  GError *local = NULL;

  *refusal = (EdRefusal){ ED_REFUSAL_NONE, NULL };
  if (!ed_db_savepoint (store->db, error))
    return FALSE;
  if (ed_outbox_enqueue (store, command, refusal, &local))
    return ed_db_release (store->db, error);
  ed_db_rollback_savepoint (store->db);
  return propagate (error, local);
}

gboolean
ed_store_enqueue_all (EdStore *store,
                      const EdCommand *const *commands,
                      guint n,
                      EdRefusal *refusals,
                      GError **error)
{
  gboolean done = TRUE;

  if (!ed_store_begin (store, TRUE, error))
    return FALSE;
  for (guint i = 0; i < n && done; i++)
    done = enqueue_one (store, commands[i], &refusals[i], error);
  return ed_store_end (store, done, error);
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
                   "SELECT target, seq FROM outbox WHERE id = $1 AND state = $2"
                   " AND NOT seen",
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

gboolean
ed_outbox_undo (EdStore *store, const char *command_id, GError **error)
{
  g_autofree char *target = NULL;
  g_autoptr (EdJudge) judge = NULL;
  gboolean was_redone;

  if (!ed_outbox_find (store,
                       command_id,
                       ED_PLANT (sent_is_undone) ? ED_OUTBOX_SENT : ED_OUTBOX_WAITING,
                       &target,
                       NULL,
                       error)
      || target == NULL || !ed_outbox_undo_redo (store, command_id, &was_redone, error)
      || (!was_redone && !ed_outbox_keep_words (store, command_id, target, error))
      || !ed_file_give_up (store, command_id, error)
      || !ed_outbox_wipe_orphan (store, command_id, error)
      || !ed_statement_run (ed_db_query (store->db,
                                         error,
                                         "DELETE FROM outbox WHERE id = $1 AND was IS NULL",
                                         "t",
                                         command_id),
                            error)
      || ed_db_changes (store->db) == 0)
    return FALSE;
  if (ED_PLANT (undo_leaves_overlay))
    return TRUE;
  judge = ed_judge_new (store, error);
  return judge != NULL && ed_overlay_recompute (store, judge, target, error);
}

gboolean
ed_store_undo (EdStore *store, const char *command_id, GError **error)
{
  return ed_store_begin (store, TRUE, error)
         && ed_store_end (store, ed_outbox_undo (store, command_id, error), error);
}

/* A refused command's number stays used; a kept one is pushed again after a restore. */
gboolean
ed_outbox_discard (EdStore *store, const char *command_id, GError **error)
{
  g_autofree char *refused = NULL;

  return ed_outbox_find (store, command_id, ED_OUTBOX_REFUSED, &refused, NULL, error)
         && (refused == NULL
             || (ed_file_give_up (store, command_id, error)
                 && ed_outbox_wipe_orphan (store, command_id, error)))
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
         && ed_store_end (store, ed_outbox_discard (store, command_id, error), error);
}

gboolean
ed_store_count_outbox (EdStore *store, gint64 *waiting, gint64 *refused, GError **error)
{
  return ed_store_begin (store, FALSE, error)
         && ed_store_end (store, ed_outbox_count (store, waiting, refused, error), error);
}

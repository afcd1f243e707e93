/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Commands that are taken back or done once more. What was written for one becomes a draft again.
 * What was refused is done once more where the rules have come to allow it: an edit from what has
 * become of its fields, anything else as it was. */

#include "store/outbox.h"

#include "domain/redo.h"
#include "store/draft-file.h"
#include "store/draft.h"
#include "store/drafts.h"
#include "store/file.h"
#include "store/wipe.h"
#include "wire/record-json.h"

gboolean
ed_outbox_find_redo (EdStore *store,
                     EdJudge **judge,
                     EdOutboxEntry *entry,
                     gconstpointer record,
                     GError **error)
{
  const EdTarget *target = ed_target (ed_command_form (entry->command->type)->target_kind);
  g_autoptr (EdCommand) again = NULL;
  g_autofree char *id = NULL;
  gpointer trial;
  EdRefusal refusal = { 0 };
  GError *local = NULL;

  if (entry->state != ED_OUTBOX_REFUSED || !ed_refusal_may_pass (entry->code))
    return TRUE;
  id = g_uuid_string_random ();
  again = ed_command_redo (entry->command, record, id);
  if (again == NULL)
    return TRUE;
  if (*judge == NULL)
    *judge = ed_judge_new (store, error);
  if (*judge == NULL)
    return FALSE;
  trial = record != NULL ? ed_record_copy (target->record, record) : NULL;
  if (ed_judge_apply (*judge, &trial, again, ED_ABSENT, &refusal, &local))
    entry->redo = g_steal_pointer (&again);
  if (trial != NULL)
    ed_record_free (target->record, trial);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

/* Drafts that are the text alone. */
static const struct
{
  EdCommandType type;
  const char *draft;
} kinds[] = {
  { ED_COMMAND_MESSAGE_SEND, ED_DRAFT_MESSAGE },
  { ED_COMMAND_INTERNAL_SEND, ED_DRAFT_INTERNAL },
  { ED_COMMAND_RESPONSE_ADJUST, ED_DRAFT_ADJUSTMENT },
};

gboolean
ed_outbox_has_words (EdCommandType type)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (kinds[i].type == type)
      return TRUE;
  return type == ED_COMMAND_RESPONSE_SEND || type == ED_COMMAND_REQUEST_CREATE
         || type == ED_COMMAND_REQUEST_ASK_AGAIN;
}

static void
add_words (GString *text, const char *words)
{
  if (words != NULL)
    g_string_append_printf (text, "%s%s", text->len > 0 ? "\n\n" : "", words);
}

/* The words of TAKEN behind those of FORMER, which is being written and stays all else that it is;
 * TAKEN alone where FORMER, or NULL, says nothing. */
static char *
join_questions (const EdRecordType *type, EdArgs *former, const EdArgs *taken)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (former == NULL || (former->subject == NULL && former->question == NULL))
    return ed_record_to_json (type, taken, NULL);
  add_words (text, former->question);
  if (g_strcmp0 (former->subject, taken->subject) != 0)
    add_words (text, taken->subject);
  if (g_strcmp0 (former->question, taken->question) != 0)
    add_words (text, taken->question);
  g_free (former->question);
  former->question = g_strdup (text->str);
  return ed_record_to_json (type, former, NULL);
}

/* With its documents: of nothing yet, or of the request. */
static gboolean
keep_question (EdStore *store, const EdCommand *command, GError **error)
{
  const EdRecordType *type = ed_command_form (command->type)->args;
  gboolean is_new = command->type == ED_COMMAND_REQUEST_CREATE;
  const char *kind = is_new ? ED_DRAFT_REQUEST : ED_DRAFT_AGAIN;
  const char *object = is_new ? "" : command->target_id;
  GError *local = NULL;
  g_autofree char *body = ed_store_load_draft (store, kind, object, NULL, &local);
  g_autofree char *args = NULL;
  EdArgs *former = NULL;

  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  if (body != NULL)
    former = ed_record_from_json (type, body, -1, ED_WIRE_LENIENT, NULL);
  args = join_questions (type, former, command->args);
  ed_record_free (type, former);
  return ed_store_save_draft (store, kind, object, args, error)
         && ed_draft_files_take_back (store, command->id, kind, object, error);
}

gboolean
ed_outbox_keep_words (EdStore *store, const char *command_id, const char *target, GError **error)
{
  g_autoptr (EdStatement) select =
      ed_db_query (store->db, error, "SELECT command FROM outbox WHERE id = $1", "t", command_id);
  g_autoptr (EdCommand) command = NULL;

  if (select == NULL || !ed_statement_step (select, error))
    return FALSE;
  command = ed_command_from_json (ed_statement_text (select, 0), error);
  if (command == NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (command->type == kinds[i].type)
      return ed_draft_add (store,
                           kinds[i].draft,
                           target,
                           ((const EdArgs *) command->args)->text,
                           error);
  if (command->type == ED_COMMAND_RESPONSE_SEND)
    return ed_draft_keep_response (store, command, error);
  if (command->type != ED_COMMAND_REQUEST_CREATE && command->type != ED_COMMAND_REQUEST_ASK_AGAIN)
    return TRUE;
  return keep_question (store, command, error);
}

static gboolean
take_up (EdStore *store, const char *command_id, GError **error)
{
  g_autofree char *refused = NULL;

  return ed_outbox_find (store, command_id, ED_OUTBOX_REFUSED, &refused, NULL, error)
         && refused != NULL && ed_outbox_keep_words (store, command_id, refused, error)
         && ed_outbox_discard (store, command_id, error);
}

gboolean
ed_store_take_up (EdStore *store, const char *command_id, GError **error)
{
  return ed_store_begin (store, TRUE, error)
         && ed_store_end (store, take_up (store, command_id, error), error);
}

/* The refused COMMAND_ID is not listed while AGAIN waits, and is kept whole for as long. */
static gboolean
put_aside (EdStore *store, const char *command_id, const char *again, GError **error)
{
  return ed_statement_run (ed_db_query (store->db,
                                        error,
                                        "UPDATE outbox SET seen = 1, redone_by = $2"
                                        " WHERE id = $1 AND state = $3",
                                        "tti",
                                        command_id,
                                        again,
                                        (gint64) ED_OUTBOX_REFUSED),
                           error);
}

gboolean
ed_outbox_undo_redo (EdStore *store, const char *again, gboolean *was_redone, GError **error)
{
  g_autoptr (EdStatement) select =
      ed_db_query (store->db,
                   error,
                   "SELECT id FROM outbox WHERE redone_by = $1 AND command <> ''",
                   "t",
                   again);
  g_autofree char *refused = NULL;
  GError *local = NULL;

  *was_redone = FALSE;
  if (select == NULL)
    return FALSE;
  if (ed_statement_step (select, &local))
    refused = g_strdup (ed_statement_text (select, 0));
  ed_statement_done (g_steal_pointer (&select));
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  *was_redone = refused != NULL;
  return refused == NULL
         || (ed_file_pass_on (store, again, refused, error)
             && ed_statement_run (ed_db_query (store->db,
                                               error,
                                               "UPDATE outbox SET seen = 0, redone_by = NULL"
                                               " WHERE id = $1",
                                               "t",
                                               refused),
                                  error));
}

/* What SELECT (taken) finds is to leave every byte of the file. */
static gboolean
wipe_found (EdStore *store, EdStatement *taken, GError **error)
{
  g_autoptr (EdStatement) select = taken;
  GError *local = NULL;
  gboolean any;

  if (select == NULL)
    return FALSE;
  any = ed_statement_step (select, &local);
  if (local == NULL)
    return !any || ed_wipe_add (store, ED_WIPE_FILE, "outbox", error);
  g_propagate_error (error, local);
  return FALSE;
}

gboolean
ed_outbox_wipe_orphan (EdStore *store, const char *command_id, GError **error)
{
  return wipe_found (store,
                     ed_db_query (store->db,
                                  error,
                                  "SELECT 1 FROM outbox WHERE id = $1 AND orphaned_at IS NOT NULL",
                                  "t",
                                  command_id),
                     error);
}

gboolean
ed_outbox_end_redo (EdStore *store, gint64 position, GError **error)
{
  return wipe_found (store,
                     ed_db_query (store->db,
                                  error,
                                  "SELECT 1 FROM outbox WHERE orphaned_at IS NOT NULL"
                                  " AND redone_by = (SELECT id FROM outbox WHERE position = $1)",
                                  "i",
                                  position),
                     error)
         && ed_statement_run (
             ed_db_query (store->db,
                          error,
                          "DELETE FROM outbox WHERE seq IS NULL"
                          " AND redone_by = (SELECT id FROM outbox WHERE position = $1)",
                          "i",
                          position),
             error)
         && ed_statement_run (
             ed_db_query (store->db,
                          error,
                          "UPDATE outbox SET command = '', redone_by = NULL"
                          " WHERE redone_by = (SELECT id FROM outbox WHERE position = $1)",
                          "i",
                          position),
             error);
}

static gboolean
redo (EdStore *store,
      const char *command_id,
      const EdCommand *again,
      EdRefusal *refusal,
      GError **error)
{
  g_autofree char *refused = NULL;

  return ed_outbox_find (store, command_id, ED_OUTBOX_REFUSED, &refused, NULL, error)
         && refused != NULL && ed_outbox_enqueue (store, again, refusal, error)
         && put_aside (store, command_id, again->id, error);
}

gboolean
ed_store_redo (EdStore *store,
               const char *command_id,
               const EdCommand *again,
               EdRefusal *refusal,
               GError **error)
{
  *refusal = (EdRefusal){ ED_REFUSAL_NONE, NULL };
  return ed_store_begin (store, TRUE, error)
         && ed_store_end (store, redo (store, command_id, again, refusal, error), error);
}

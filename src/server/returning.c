/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/returning.h"

#include <string.h>

#include "base/duration.h"
#include "domain/case.h"
#include "server/answer.h"
#include "server/api-state.h"
#include "server/audit-table.h"
#include "server/case-store.h"
#include "server/document-table.h"
#include "server/held-table.h"
#include "server/late-work.h"

#define WAIT_MS (72 * ED_HOUR_MS)
#define WINDOW_MS (30 * 24 * ED_HOUR_MS)
#define OLD_AT_ONCE 20

static gint64
find_done_at (const EdSender *sender, const EdEnvelope *envelope)
{
  return envelope->command->done_at + sender->clock_offset;
}

gboolean
ed_returning_is_open (gint64 restored_at, gint64 now)
{
  return restored_at != ED_ABSENT && now - restored_at < WINDOW_MS;
}

gboolean
ed_returning_is (const EdBatch *batch, const EdSender *sender, const EdEnvelope *envelope)
{
  gint64 restored_at = batch->api->organisation->restored_at;

  return envelope->was_applied && envelope->was_rev != ED_ABSENT && envelope->invalid == NULL
         && ed_returning_is_open (restored_at, batch->now)
         && find_done_at (sender, envelope) <= restored_at;
}

static EdTargetKind
find_kind (const EdEnvelope *envelope)
{
  return ed_command_form (envelope->command->type)->target_kind;
}

static gint64
find_rev (EdBatch *batch, EdTargetKind kind, const char *target, GError **error)
{
  return ed_documents_rev (batch->db, ed_target (kind)->word, target, error);
}

/* That the account was suspended was noted outside of the database, too. */
static gboolean
is_done_already (const EdEnvelope *envelope, const EdResult *result)
{
  return envelope->command->type == ED_COMMAND_ACCOUNT_SUSPEND
         && result->status == ED_RESULT_REJECTED && result->code == ED_REFUSAL_WRONG_STATE;
}

/* Judges it as of when it was done. */
static gboolean
judge_as_of_then (EdBatch *batch,
                  const EdSender *sender,
                  EdEnvelope *envelope,
                  EdResult *result,
                  gint64 *at,
                  GError **error)
{
  gint64 now = batch->now;
  gboolean judged;

  batch->now = MIN (now, MAX (find_done_at (sender, envelope), 0));
  judged = ed_judge (batch, sender, envelope, result, at, error);
  batch->now = now;
  if (judged && is_done_already (envelope, result))
    {
      result->status = ED_RESULT_APPLIED;
      result->rev = envelope->was_rev;
      g_clear_pointer (&result->field, g_free);
    }
  return judged;
}

static gboolean
hold (EdBatch *batch, const EdSender *sender, const EdEnvelope *envelope, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  EdHeldCommand held = {
    .account = sender->account->id,
    .id = envelope->id,
    .device = (char *) sender->device,
    .target = envelope->command->target_id,
    .was_rev = envelope->was_rev,
    .clock_offset = sender->clock_offset,
  };

  g_string_append_printf (text,
                          "{\"seq\":%" G_GINT64_FORMAT
                          ",\"was\":{\"status\":\"applied\",\"rev\":%" G_GINT64_FORMAT,
                          envelope->seq,
                          envelope->was_rev);
  if (envelope->was_number != ED_ABSENT)
    g_string_append_printf (text, ",\"number\":%" G_GINT64_FORMAT, envelope->was_number);
  g_string_append (text, "},");
  g_string_append (text, envelope->body + 1);
  held.envelope = text->str;
  return ed_held_add (batch->db, &held, batch->now, error);
}

/* Whether the sender may have done something of the kind. Of what, only the commands before it can
 * tell, which are not back yet. */
static gboolean
may_wait (const EdSender *sender, EdTargetKind kind)
{
  guint roles = ed_account_roles (sender->account);

  return (roles & (ED_ROLE_COORDINATOR | ED_ROLE_EXPERT)) != 0
         || (kind != ED_TARGET_CASE && (roles & ED_ROLE_ADMINISTRATOR) != 0);
}

/* Of accounts that people sign in makes revisions, too, which nobody hands back: what can be done
 * is done. *DONE: it could. */
static gboolean
try_on_account (EdBatch *batch,
                const EdSender *sender,
                EdEnvelope *envelope,
                EdResult *result,
                gint64 *at,
                gboolean *done,
                GError **error)
{
  *done = FALSE;
  if (find_kind (envelope) != ED_TARGET_ACCOUNT)
    return TRUE;
  if (!judge_as_of_then (batch, sender, envelope, result, at, error))
    return FALSE;
  *done = result->status != ED_RESULT_REJECTED;
  if (!*done)
    g_clear_pointer (&result->field, g_free);
  result->code = *done ? result->code : ED_REFUSAL_NONE;
  return TRUE;
}

gboolean
ed_returning_judge (EdBatch *batch,
                    const EdSender *sender,
                    EdEnvelope *envelope,
                    EdResult *result,
                    gint64 *at,
                    GError **error)
{
  gint64 waited = batch->now - batch->api->organisation->restored_at;
  gint64 rev = find_rev (batch, find_kind (envelope), envelope->command->target_id, error);
  gboolean erased, done;

  if (rev < 0 || !ed_judge_is_erased (batch, envelope->command, &erased, error))
    return FALSE;
  /* It waits for nothing. */
  if (erased)
    return judge_as_of_then (batch, sender, envelope, result, at, error);
  if (rev >= envelope->was_rev - 1 || waited >= WAIT_MS || !may_wait (sender, find_kind (envelope)))
    return judge_as_of_then (batch, sender, envelope, result, at, error);
  if (!try_on_account (batch, sender, envelope, result, at, &done, error) || done)
    return done;
  /* Those that may bring files. */
  if (envelope->command->type == ED_COMMAND_DOCUMENT_ATTACH
      || find_kind (envelope) == ED_TARGET_REQUEST)
    {
      g_set_error_literal (error,
                           ED_JUDGE_ERROR,
                           ED_JUDGE_ERROR_NOT_YET,
                           "what the file belongs to is not back yet");
      return FALSE;
    }
  *at = MIN (find_done_at (sender, envelope), batch->now);
  result->status = ED_RESULT_APPLIED;
  result->rev = envelope->was_rev;
  result->number = envelope->was_number;
  return hold (batch, sender, envelope, error);
}

/* --- those that waited ------------------------------------------------------------------------ */

static EdEnvelope *
read_envelope (EdBatch *batch, const EdHeldCommand *held, GError **error)
{
  g_autoptr (JsonNode) node = ed_json_parse_object (held->envelope, -1, error);

  return node != NULL ? ed_envelope_read (node, batch->api->organisation->content_key) : NULL;
}

/* A person looks at it; a file came with none of these. */
static gboolean
keep_as_late_work (EdBatch *batch,
                   const EdSender *sender,
                   const EdEnvelope *envelope,
                   gint64 at,
                   GError **error)
{
  const EdLatePlace place = { envelope->was_number, ED_ABSENT };

  return ed_late_work_keep_anyhow (batch, sender, envelope, &place, at, error);
}

/* It was answered as applied, and the log says so: it says this, too. CODE may be NULL. */
static gboolean
end_as_kept (EdBatch *batch,
             const EdHeldCommand *held,
             const EdEnvelope *envelope,
             const char *code,
             GError **error)
{
  return ed_audit_add (batch->db,
                       batch->now,
                       held->account,
                       NULL,
                       ed_command_form (envelope->command->type)->word,
                       held->target,
                       "kept",
                       error)
         && ed_held_end (batch->db, held, "kept", code, 0, error);
}

static gboolean
judge_held (EdBatch *batch,
            const EdHeldCommand *held,
            const EdSender *sender,
            EdEnvelope *envelope,
            EdResult *result,
            GError **error)
{
  gint64 at;

  if (!judge_as_of_then (batch, sender, envelope, result, &at, error))
    return FALSE;
  if (result->status == ED_RESULT_APPLIED)
    return ed_held_end (batch->db, held, "applied", NULL, result->rev, error);
  if (result->status == ED_RESULT_REJECTED
      && !keep_as_late_work (batch, sender, envelope, at, error))
    return FALSE;
  return end_as_kept (batch,
                      held,
                      envelope,
                      result->status == ED_RESULT_REJECTED ? ed_refusal_word (result->code) : NULL,
                      error);
}

/* The server fails on it: it waits for nobody any more, and a person looks at it. */
static gboolean
give_up (EdBatch *batch,
         const EdHeldCommand *held,
         const EdSender *sender,
         const EdEnvelope *envelope,
         GError **error)
{
  return keep_as_late_work (batch, sender, envelope, batch->now, error)
         && end_as_kept (batch, held, envelope, "internal_error", error);
}

/* What cannot be read, of a damaged database, is in nobody's way: `check` names it. FAILURE is
 * taken. */
static gboolean
set_aside (EdBatch *batch, const EdHeldCommand *held, GError *failure, GError **error)
{
  ed_error_complete (&failure);
  if (ed_error_is_lasting (failure))
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  g_warning ("command %s, handed back, cannot be read and was set aside: %s",
             held->id,
             failure->message);
  g_error_free (failure);
  return ed_held_set_aside (batch->db, held, error);
}

static gboolean
take_up (EdBatch *batch, const EdHeldCommand *held, GError **error)
{
  GError *local = NULL;
  g_autoptr (EdEnvelope) envelope = read_envelope (batch, held, &local);
  g_autoptr (EdAccount) account =
      envelope != NULL ? ed_case_store_load_account (batch, held->account, NULL, &local) : NULL;
  EdSender sender = { account, held->device, held->clock_offset };
  EdResult *result;
  gboolean done;

  if (account == NULL)
    return set_aside (batch, held, local, error);
  if (!ed_db_savepoint (batch->db, error))
    return FALSE;
  result = g_new0 (EdResult, 1);
  result->id = g_strdup (held->id);
  done = judge_held (batch, held, &sender, envelope, result, &local)
         && ed_db_release (batch->db, &local);
  ed_result_free (result);
  if (done)
    return TRUE;
  ed_db_rollback_savepoint (batch->db);
  ed_error_complete (&local);
  if (ed_error_is_lasting (local))
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  g_warning ("command %s, handed back, failed: %s", held->id, local->message);
  g_error_free (local);
  return give_up (batch, held, &sender, envelope, error);
}

gboolean
ed_returning_take_up (EdBatch *batch, EdTargetKind kind, const char *target, GError **error)
{
  gint64 restored_at = batch->api->organisation->restored_at;

  if (!ed_returning_is_open (restored_at, batch->now))
    return TRUE;
  for (;;)
    {
      GError *local = NULL;
      gint64 rev = find_rev (batch, kind, target, &local);
      g_autoptr (EdHeldCommand) held =
          local == NULL ? ed_held_find_next (batch->db, target, rev, &local) : NULL;

      if (held != NULL && take_up (batch, held, &local))
        continue;
      if (local == NULL)
        return held == NULL;
      g_propagate_error (error, local);
      return FALSE;
    }
}

gboolean
ed_returning_take_up_old (EdBatch *batch, GError **error)
{
  for (guint i = 0; i < OLD_AT_ONCE; i++)
    {
      GError *local = NULL;
      g_autoptr (EdHeldCommand) held = ed_held_find_old (batch->db, batch->now - WAIT_MS, &local);

      if (held != NULL && take_up (batch, held, &local))
        continue;
      if (local == NULL)
        return held == NULL;
      g_propagate_error (error, local);
      return FALSE;
    }
  return TRUE;
}

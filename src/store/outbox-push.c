/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The outbox on its way to the server: numbers, answers, and what goes wrong with them
 * (PROTOCOL 3.4, 3.5, 8). Numbers rise without gaps in the order of sending. */

#include "store/erase.h"
#include "store/outbox.h"

#include "base/plant.h"
#include "store/file.h"
#include "store/overlay.h"
#include "wire/push.h"

#include <string.h>

/* What a new device has instead of the numbers of the former one: it is in the replica. */
#define SEQ_COVERED (-1)
#define FACT_RESTORED "restored" /* the server has gone back, and sync/ is not done with it */

static gboolean
propagate (GError **error, GError *local)
{
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

/* Number of the next command. */
static gboolean
get_next_seq (EdStore *store, gint64 *seq, GError **error)
{
  if (!ed_facts_get_number (store, ED_FACT_NEXT_SEQ, seq, error))
    return FALSE;
  *seq = MAX (*seq, 1);
  return TRUE;
}

/* --- taking a batch --------------------------------------------------------------------------- */

typedef struct
{
  GPtrArray *envelopes;
  gsize bytes_left;
  guint left;
} Batch;

/* The stored envelope with its number and former answer. */
static char *
make_envelope (const char *text, gint64 seq, const char *was, GError **error)
{
  g_autoptr (EdCommand) command = ed_command_from_json (text, error);
  g_autofree char *envelope = NULL;

  if (command == NULL)
    return NULL;
  envelope = ed_command_to_json (command, seq);
  if (was == NULL)
    return g_steal_pointer (&envelope);
  envelope[strlen (envelope) - 1] = '\0';
  return g_strconcat (envelope, ",\"was\":", was, "}", NULL);
}

/* FALSE: the batch is full. Takes ENVELOPE. The first always fits. */
static gboolean
add_envelope (Batch *batch, char *envelope)
{
  gsize length = strlen (envelope) + 1;

  if (batch->left == 0 || (batch->envelopes->len > 0 && length > batch->bytes_left))
    {
      g_free (envelope);
      return FALSE;
    }
  batch->left--;
  batch->bytes_left -= MIN (length, batch->bytes_left);
  g_ptr_array_add (batch->envelopes, envelope);
  return TRUE;
}

static gboolean
take_sent (EdStore *store, Batch *batch, gboolean *full, GError **error)
{
  g_autoptr (EdStatement) select =
      ed_db_query (store->db,
                   error,
                   "SELECT command, seq, was FROM outbox WHERE state = $1 ORDER BY seq LIMIT $2",
                   "ii",
                   (gint64) ED_OUTBOX_SENT,
                   (gint64) batch->left);
  GError *local = NULL;

  if (select == NULL)
    return FALSE;
  if (ED_PLANT (unanswered_not_sent_again))
    return TRUE;
  while (local == NULL && !*full && ed_statement_step (select, &local))
    {
      char *envelope = make_envelope (ed_statement_text (select, 0),
                                      ed_statement_int (select, 1),
                                      ed_statement_text (select, 2),
                                      &local);

      *full = envelope != NULL && !add_envelope (batch, envelope);
    }
  return propagate (error, local);
}

static gboolean
mark_sent (EdStore *store, gint64 position, gint64 seq, GError **error)
{
  return ed_statement_run (
             ed_db_query (store->db,
                          error,
                          "UPDATE outbox SET state = $2, seq = $3 WHERE position = $1",
                          "iii",
                          position,
                          (gint64) ED_OUTBOX_SENT,
                          seq),
             error)
         && ed_outbox_end_redo (store, position, error);
}

/* A command waits for its own file, for its time to be undone, and for every earlier one on the
 * same target; those on others overtake it. A time in the future holds nothing back: the clock was
 * wrong. */
static gboolean
take_waiting (EdStore *store, Batch *batch, GError **error)
{
  gint64 now = ed_clock_now (store->clock);
  g_autofree char *until = ed_instant_to_text (now);
  g_autofree char *after = ed_instant_to_text (now - store->hold);
  g_autoptr (EdStatement) select = ed_db_query (
      store->db,
      error,
      "SELECT position, command, was FROM outbox WHERE state = $1 AND NOT EXISTS"
      " (SELECT 1 FROM file JOIN outbox AS earlier ON earlier.id = file.command"
      "  WHERE file.target = outbox.target AND file.sent < file.length"
      "  AND earlier.state = $1 AND earlier.position <= outbox.position)"
      " AND NOT EXISTS (SELECT 1 FROM outbox AS earlier"
      "  WHERE earlier.target = outbox.target AND earlier.state = $1"
      "  AND earlier.position <= outbox.position"
      "  AND earlier.command ->> 'done_at' > $3 AND earlier.command ->> 'done_at' <= $4)"
      " ORDER BY position LIMIT $2",
      "iitt",
      (gint64) ED_OUTBOX_WAITING,
      (gint64) batch->left,
      after,
      until);
  GError *local = NULL;
  gboolean full = FALSE;
  gint64 seq = 0;

  if (select == NULL || !get_next_seq (store, &seq, error))
    return FALSE;
  while (local == NULL && !full && ed_statement_step (select, &local))
    {
      char *envelope =
          make_envelope (ed_statement_text (select, 1), seq, ed_statement_text (select, 2), &local);

      full = envelope != NULL && !add_envelope (batch, envelope);
      if (envelope != NULL && !full)
        mark_sent (store, ed_statement_int (select, 0), seq++, &local);
    }
  if (local == NULL)
    ed_facts_set_number (store, ED_FACT_NEXT_SEQ, seq, &local);
  return propagate (error, local);
}

void
ed_store_hold (EdStore *store, gint64 ms)
{
  store->hold = ms;
}

GPtrArray *
ed_store_take_batch (EdStore *store, guint max, gsize max_bytes, GError **error)
{
  g_autoptr (GPtrArray) envelopes = g_ptr_array_new_with_free_func (g_free);
  Batch batch = { .envelopes = envelopes, .bytes_left = max_bytes, .left = max };
  gboolean full = FALSE;

  if (!ed_store_begin (store, TRUE, error)
      || !ed_store_end (store,
                        take_sent (store, &batch, &full, error)
                            && (full || take_waiting (store, &batch, error)),
                        error))
    return NULL;
  return g_steal_pointer (&envelopes);
}

/* --- answers ---------------------------------------------------------------------------------- */

static EdOutboxState
get_state (EdResultStatus status)
{
  switch (status)
    {
    case ED_RESULT_APPLIED:
      return ED_OUTBOX_ACCEPTED;
    case ED_RESULT_KEPT:
      return ED_OUTBOX_KEPT;
    case ED_RESULT_REJECTED:
    default:
      return ED_OUTBOX_REFUSED;
    }
}

static gboolean
settle_result (EdStore *store, const EdResult *result, GError **error)
{
  gboolean refused = result->status == ED_RESULT_REJECTED;
  EdStatement *update =
      ed_db_query (store->db,
                   error,
                   "UPDATE outbox SET state = $3, answered_at = $4, code = $5, field = $6,"
                   " may_be_refused = 0, was = NULL, rev = $7, number = $8"
                   " WHERE id = $1 AND state = $2",
                   "tiiitti",
                   result->id,
                   (gint64) ED_OUTBOX_SENT,
                   (gint64) get_state (result->status),
                   ed_clock_now (store->clock),
                   refused ? ed_refusal_word (result->code) : NULL,
                   refused ? result->field : NULL,
                   result->rev);

  if (update == NULL)
    return FALSE;
  if (result->number != ED_ABSENT)
    ed_statement_bind_int (update, 8, result->number);
  else
    ed_statement_bind_null (update, 8);
  return ed_statement_run (update, error);
}

/* After a restore the numbers given anew may stay behind EXPECTED: commands that are not held any
 * more, refused ones among them, have used up some. The last that was answered takes the last of
 * these: it is missed when the server goes back once more. */
static gboolean
skip_used_numbers (EdStore *store, gint64 expected, GError **error)
{
  g_autofree char *restored = NULL;
  gint64 next;

  return ed_facts_get_text (store, FACT_RESTORED, &restored, error)
         && (restored == NULL
             || (get_next_seq (store, &next, error)
                 && ed_facts_set_number (store, ED_FACT_NEXT_SEQ, MAX (next, expected), error)
                 && ed_statement_run (
                     ed_db_query (store->db,
                                  error,
                                  "UPDATE outbox SET seq = $1 WHERE seq BETWEEN 1 AND $1"
                                  " AND seq = (SELECT max (seq) FROM outbox) AND NOT EXISTS"
                                  " (SELECT 1 FROM outbox WHERE state = $2)",
                                  "ii",
                                  expected - 1,
                                  (gint64) ED_OUTBOX_SENT),
                     error)));
}

static gboolean
settle (EdStore *store, const EdPushAnswer *answer, GError **error)
{
  g_autoptr (EdJudge) judge = ed_judge_new (store, error);

  if (judge == NULL)
    return FALSE;
  for (guint i = 0; i < answer->results->len; i++)
    {
      const EdResult *result = answer->results->pdata[i];
      g_autofree char *target = NULL;
      gboolean erased = FALSE;

      if (!ed_outbox_find (store, result->id, ED_OUTBOX_SENT, &target, NULL, error)
          || !ed_erase_awaits (store, result->id, &erased, error))
        return FALSE;
      erased |= result->status == ED_RESULT_REJECTED && result->code == ED_REFUSAL_ERASED;
      if (result->status == ED_RESULT_REJECTED && ED_PLANT (refused_stays_sent))
        continue;
      if (target != NULL
          && (!settle_result (store, result, error) || !ed_file_settle (store, result->id, error)
              || (erased && !ed_erase_target (store, target, error))
              || (!ED_PLANT (settled_without_overlay)
                  && !ed_overlay_recompute (store, judge, target, error))))
        return FALSE;
    }
  if (ED_PLANT (short_answer_settles_all)
      && !ed_db_exec (store->db, "UPDATE outbox SET state = 2 WHERE state = 1", error))
    return FALSE;
  return skip_used_numbers (store, answer->next_seq, error)
         && ed_facts_set_number (store, ED_FACT_DURABLE, answer->durable, error)
         && ed_outbox_prune (store, ED_ABSENT, error);
}

gboolean
ed_store_settle (EdStore *store, const EdPushAnswer *answer, GError **error)
{
  return ed_store_begin (store, TRUE, error)
         && ed_store_end (store, settle (store, answer, error), error);
}

gboolean
ed_store_find_given (EdStore *store, gint64 *seq, GError **error)
{
  gint64 next;

  if (!get_next_seq (store, &next, error))
    return FALSE;
  *seq = next - 1;
  return TRUE;
}

static gboolean
refuse (EdStore *store, const char *command_id, EdRefusalCode code, GError **error)
{
  g_autofree char *target = NULL;
  g_autoptr (EdJudge) judge = NULL;
  gint64 seq, next;

  if (!ed_outbox_find (store, command_id, ED_OUTBOX_SENT, &target, &seq, error) || target == NULL
      || !get_next_seq (store, &next, error))
    return FALSE;
  judge = ed_judge_new (store, error);
  return judge != NULL
         && ed_statement_run (
             ed_db_query (store->db,
                          error,
                          "UPDATE outbox SET state = $2, code = $3, answered_at = $4, seq = NULL,"
                          " may_be_refused = 0, was = NULL WHERE id = $1",
                          "titi",
                          command_id,
                          (gint64) ED_OUTBOX_REFUSED,
                          ed_refusal_word (code),
                          ed_clock_now (store->clock)),
             error)
         && ed_statement_run (ed_db_query (store->db,
                                           error,
                                           "UPDATE outbox SET seq = seq - 1"
                                           " WHERE state = $1 AND seq > $2",
                                           "ii",
                                           (gint64) ED_OUTBOX_SENT,
                                           seq),
                              error)
         && ed_facts_set_number (store, ED_FACT_NEXT_SEQ, next - 1, error)
         && ed_overlay_recompute (store, judge, target, error);
}

gboolean
ed_store_refuse (EdStore *store, const char *command_id, EdRefusalCode code, GError **error)
{
  return ed_store_begin (store, TRUE, error)
         && ed_store_end (store, refuse (store, command_id, code, error), error);
}

gboolean
ed_outbox_refuse_waiting (EdStore *store,
                          const char *command_id,
                          EdRefusalCode code,
                          GError **error)
{
  g_autofree char *target = NULL;
  g_autoptr (EdJudge) judge = NULL;

  if (!ed_outbox_find (store, command_id, ED_OUTBOX_WAITING, &target, NULL, error))
    return FALSE;
  if (target == NULL)
    return TRUE;
  judge = ed_judge_new (store, error);
  return judge != NULL
         && ed_statement_run (
             ed_db_query (store->db,
                          error,
                          "UPDATE outbox SET state = $2, code = $3, answered_at = $4,"
                          " may_be_refused = 0, was = NULL WHERE id = $1",
                          "titi",
                          command_id,
                          (gint64) ED_OUTBOX_REFUSED,
                          ed_refusal_word (code),
                          ed_clock_now (store->clock)),
             error)
         && ed_file_settle (store, command_id, error)
         && ed_overlay_recompute (store, judge, target, error);
}

gboolean
ed_outbox_unsend (EdStore *store, const char *command_id, GError **error)
{
  g_autofree char *target = NULL;
  gint64 seq;

  return ed_outbox_find (store, command_id, ED_OUTBOX_SENT, &target, &seq, error) && target != NULL
         && ed_statement_run (ed_db_query (store->db,
                                           error,
                                           "UPDATE outbox SET state = $2, seq = NULL"
                                           " WHERE state = $1 AND seq >= $3",
                                           "iii",
                                           (gint64) ED_OUTBOX_SENT,
                                           (gint64) ED_OUTBOX_WAITING,
                                           seq),
                              error)
         && ed_facts_set_number (store, ED_FACT_NEXT_SEQ, seq, error);
}

/* --- after a restore, after a fork ------------------------------------------------------------ */

/* Gives all sent commands from number LEAST on rising numbers from *NEXT on, in the order of those
 * they have; *NEXT is the one after. */
static gboolean
number_sent (EdStore *store, gint64 least, gint64 *next, GError **error)
{
  g_autoptr (EdStatement) select =
      ed_db_query (store->db,
                   error,
                   "SELECT position FROM outbox WHERE state = $1 AND seq >= $2"
                   " ORDER BY seq, position",
                   "ii",
                   (gint64) ED_OUTBOX_SENT,
                   least);
  g_autoptr (GArray) positions = g_array_new (FALSE, FALSE, sizeof (gint64));
  GError *local = NULL;

  if (select == NULL)
    return FALSE;
  while (ed_statement_step (select, &local))
    {
      gint64 position = ed_statement_int (select, 0);

      g_array_append_val (positions, position);
    }
  for (guint i = 0; local == NULL && i < positions->len; i++)
    mark_sent (store, g_array_index (positions, gint64, i), (*next)++, &local);
  return propagate (error, local);
}

/* *HELD: is there a command of this number, answered or not? With EXPECTED 0 the least there is.
 * What a former device sent is older than number 1. */
static gboolean
find_held (EdStore *store, gint64 *expected, gboolean *held, GError **error)
{
  g_autoptr (EdStatement) select =
      *expected == 0
          ? ed_db_query (store->db,
                         error,
                         "SELECT min (max (seq, 1)) FROM outbox WHERE seq IS NOT NULL",
                         "")
          : ed_db_query (store->db,
                         error,
                         "SELECT max ($1) FROM outbox WHERE seq = $1 OR ($1 = 1 AND seq < 1)",
                         "i",
                         *expected);

  if (select == NULL || !ed_statement_step (select, error))
    return FALSE;
  *held = !ed_statement_is_null (select, 0);
  if (*held)
    *expected = ed_statement_int (select, 0);
  return TRUE;
}

/* What was refused is not pushed again: the user has been told. Its number goes to the next one. */
static gboolean
reopen_answered (EdStore *store, gint64 first, GError **error)
{
  return ed_statement_run (
             ed_db_query (store->db,
                          error,
                          "UPDATE outbox SET state = $2, seen = 0, answered_at = NULL,"
                          " was = json_object ("
                          "  'status', CASE state WHEN $3 THEN 'applied' ELSE 'kept' END)"
                          " WHERE seq >= $1 AND state IN ($3, $4)",
                          "iiii",
                          first,
                          (gint64) ED_OUTBOX_SENT,
                          (gint64) ED_OUTBOX_ACCEPTED,
                          (gint64) ED_OUTBOX_KEPT),
             error)
         && ed_statement_run (
             ed_db_query (store->db,
                          error,
                          "UPDATE outbox SET was = json_patch (was, json_object ('rev', rev,"
                          " 'number', number)) WHERE seq >= $1 AND was IS NOT NULL"
                          " AND json_extract (was, '$.status') = 'applied'",
                          "i",
                          first),
             error)
         && ed_statement_run (ed_db_query (store->db,
                                           error,
                                           "UPDATE outbox SET seq = NULL"
                                           " WHERE seq >= $1 AND state = $2",
                                           "ii",
                                           first,
                                           (gint64) ED_OUTBOX_REFUSED),
                              error)
         && ed_statement_run (
             ed_db_query (store->db,
                          error,
                          "DELETE FROM outbox WHERE seq IS NULL AND seen AND redone_by IS NULL",
                          ""),
             error);
}

static gboolean
resend (EdStore *store, gint64 expected, gboolean *possible, GError **error)
{
  gint64 covered, next;
  gint64 least = expected > 1 ? expected : SEQ_COVERED;
  gboolean from_oldest = expected == 0;
  gboolean held;

  *possible = TRUE;
  if (ED_PLANT (nothing_sent_after_restore))
    return TRUE;
  if (!find_held (store, &expected, &held, error))
    return FALSE;
  *possible = held || from_oldest;
  if (!held)
    return *possible;
  next = expected;
  return reopen_answered (store, least, error) && number_sent (store, least, &next, error)
         && ed_facts_set_number (store, ED_FACT_NEXT_SEQ, next, error)
         && ed_facts_get_number (store, ED_FACT_COVERED, &covered, error)
         && ed_facts_set_number (store, ED_FACT_COVERED, MIN (covered, expected - 1), error)
         && ed_overlay_recompute_all (store, error);
}

gboolean
ed_store_resend (EdStore *store, gint64 expected, GError **error)
{
  gboolean possible;

  return ed_store_begin (store, TRUE, error)
         && ed_store_end (store, resend (store, expected, &possible, error), error);
}

static gboolean
renumber (EdStore *store, gint64 first, GError **error)
{
  gint64 covered, next = first;

  return number_sent (store, 1, &next, error)
         && ed_facts_set_number (store, ED_FACT_NEXT_SEQ, next, error)
         && ed_facts_get_number (store, ED_FACT_COVERED, &covered, error)
         && ed_facts_set_number (store, ED_FACT_COVERED, MIN (covered, first - 1), error)
         && ed_overlay_recompute_all (store, error);
}

gboolean
ed_store_renumber (EdStore *store, gint64 first, GError **error)
{
  g_return_val_if_fail (first >= 1, FALSE);

  return ed_store_begin (store, TRUE, error)
         && ed_store_end (store, renumber (store, first, error), error);
}

/* What was answered and is not in the replica is sent again: should the server go back, nothing
 * else tells it what it lost of the former device. Where it has gone back, so is all the rest. */
static gboolean
renew_device (EdStore *store, GError **error)
{
  g_autofree char *device = g_uuid_string_random ();
  g_autofree char *restored = NULL;
  gint64 covered, next = 1;

  return ed_facts_get_text (store, FACT_RESTORED, &restored, error)
         && ed_facts_get_number (store, ED_FACT_COVERED, &covered, error)
         && (ED_PLANT (renewed_device_gives_work_up)
             || reopen_answered (store, restored != NULL ? SEQ_COVERED : covered + 1, error))
         && ed_statement_run (ed_db_query (store->db,
                                           error,
                                           "UPDATE outbox SET seq = $2"
                                           " WHERE seq IS NOT NULL AND state <> $1",
                                           "ii",
                                           (gint64) ED_OUTBOX_SENT,
                                           (gint64) SEQ_COVERED),
                              error)
         && (ED_PLANT (renewed_device_keeps_numbers)
             || number_sent (store, SEQ_COVERED, &next, error))
         && ed_facts_set_number (store, ED_FACT_NEXT_SEQ, next, error)
         && ed_facts_set_number (store, ED_FACT_COVERED, SEQ_COVERED, error)
         && ed_facts_set_number (store, ED_FACT_ACKED, 0, error)
         && ed_facts_set_number (store, ED_FACT_DURABLE, 0, error)
         && ed_facts_set_text (store, ED_FACT_DEVICE, device, error)
         && ed_overlay_recompute_all (store, error);
}

gboolean
ed_store_renew_device (EdStore *store, GError **error)
{
  return ed_store_begin (store, TRUE, error)
         && ed_store_end (store, renew_device (store, error), error);
}

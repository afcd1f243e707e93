/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The first half of a pass: everything in the outbox, batch by batch, until nothing waits (PROTOCOL
 * 3). */

#include "sync/call.h"

#include "base/duration.h"
#include "base/plant.h"
#include "store/files.h"

#define TIMEOUT_S 60
#define BATCH_COMMANDS 100
#define BATCH_BYTES (1024 * 1024 - 4096) /* of envelopes; the frame around them is small */

typedef enum
{
  STEP_NEXT,  /* take the next batch */
  STEP_AGAIN, /* the same, and the same first command gets another answer now */
  STEP_DONE,
  STEP_FAILED,
} Step;

static gboolean
read_offset (EdStore *store, gint64 *offset, GError **error)
{
  g_autofree char *text = NULL;

  if (!ed_call_read_fact (store, "clock_offset_ms", &text, error))
    return FALSE;
  *offset = text != NULL ? g_ascii_strtoll (text, NULL, 10) : 0;
  return TRUE;
}

static Step
take_answer (EdPassRun *run, const EdAnswer *answer, GError **error)
{
  gsize length = 0;
  const char *text = g_bytes_get_data (answer->body, &length);
  g_autoptr (EdPushAnswer) push =
      length > 0 ? ed_push_answer_from_json (text, (gssize) length, NULL) : NULL;

  if (push == NULL || push->results->len == 0)
    {
      g_set_error_literal (error,
                           ED_SYNC_ERROR,
                           ED_SYNC_ERROR_PROTOCOL,
                           "the server's answer to the commands makes no sense");
      return STEP_FAILED;
    }
  if (!ed_store_settle (run->pass->store, push, error)
      || !ed_call_meet_epoch (run->pass->store, push->epoch, &run->restored, error))
    return STEP_FAILED;
  for (guint i = 0; i < push->results->len; i++)
    {
      const EdResult *result = g_ptr_array_index (push->results, i);

      run->report->pushed++;
      run->report->refused += result->status == ED_RESULT_REJECTED;
    }
  if (run->pass->on_changed != NULL)
    run->pass->on_changed (run->pass->data);
  return STEP_NEXT;
}

static Step
give_device_up (EdPassRun *run, GError **error)
{
  ed_call_renew_device (run, error);
  return STEP_FAILED;
}

/* EXPECTED has been answered before: the server has gone back, or once more while that was being
 * mended. Otherwise this device's numbers are of no more use. */
static Step
fill_gap (EdPassRun *run, gint64 expected, GError **error)
{
  EdStore *store = run->pass->store;
  g_autoptr (GError) cause = NULL;

  if (ED_PLANT (gap_never_met))
    return STEP_DONE;
  if (expected < 1 || run->refilled)
    return give_device_up (run, error);
  run->restored = run->refilled = TRUE;
  if (ed_store_set (store, "restored", "1", &cause) && ed_store_resend (store, expected, &cause)
      && ed_store_forget_cursor (store, &cause))
    return STEP_NEXT;
  if (cause == NULL)
    return give_device_up (run, error);
  g_propagate_error (error, g_steal_pointer (&cause));
  return STEP_FAILED;
}

/* A number that the server has used for another command: this vault has a twin. After a restore it
 * is not that: what the server had lost begins at EXPECTED, with holes where it had refused. */
static Step
meet_fork (EdPassRun *run, gint64 expected, GError **error)
{
  if (ED_PLANT (fork_never_met))
    return STEP_DONE;
  if (expected < 1 || !run->restored || run->renumbered)
    return give_device_up (run, error);
  run->renumbered = TRUE;
  return ed_store_renumber (run->pass->store, expected, error) ? STEP_NEXT : STEP_FAILED;
}

/* A command that no server can take, named by the problem: out of the queue. */
static Step
refuse_named (EdPassRun *run, const EdAnswer *answer, const EdProblem *problem, GError **error)
{
  g_autoptr (GError) cause = NULL;
  EdRefusalCode code =
      strcmp (problem->code, "too_large") == 0 ? ED_REFUSAL_TOO_LARGE : ED_REFUSAL_INVALID;

  if (problem->param != NULL && ed_store_refuse (run->pass->store, problem->param, code, &cause))
    {
      run->report->refused++;
      if (run->pass->on_changed != NULL)
        run->pass->on_changed (run->pass->data);
      return STEP_NEXT;
    }
  if (cause != NULL)
    g_propagate_error (error, g_steal_pointer (&cause));
  else
    ed_call_fail (answer, run->report, error);
  return STEP_FAILED;
}

/* The server lacks the bytes of the file ID. Those that are here are sent first, what else waits
 * goes ahead; for those that are not, the file is given up, and the command with it. */
static Step
await_upload (EdPassRun *run, const char *id, const EdAnswer *answer, GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autofree char *path = g_strconcat ("/v1/uploads/", id, NULL);
  g_auto (EdAnswer) given_up = { 0 };
  EdCall call = { .method = "DELETE", .path = path, .timeout_s = TIMEOUT_S };

  g_clear_pointer (&run->upload, g_free);
  if (!ED_PLANT (held_bytes_given_up) && ed_store_await_upload (run->pass->store, id, &cause))
    return STEP_NEXT;
  if (cause != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return STEP_FAILED;
    }
  if (g_strcmp0 (run->given_up, id) == 0)
    return ed_call_fail (answer, run->report, error), STEP_FAILED;
  g_free (run->given_up);
  run->given_up = g_strdup (id);
  if (!ed_call_send (run, &call, &given_up, NULL, error))
    return STEP_FAILED;
  return STEP_AGAIN;
}

static Step
meet_problem (EdPassRun *run, const EdAnswer *answer, GError **error)
{
  static const char *const named[] = { "bad_request", "too_large", "id_reused", NULL };
  g_autoptr (EdProblem) problem = ed_call_problem (answer, run->report);
  const char *code = problem != NULL ? problem->code : "";
  gint64 number =
      problem != NULL && problem->param != NULL ? g_ascii_strtoll (problem->param, NULL, 10) : 0;

  if (strcmp (code, "sequence_gap") == 0)
    return fill_gap (run, number, error);
  if (strcmp (code, "sequence_forked") == 0)
    return meet_fork (run, number, error);
  if (strcmp (code, "upload_needed") == 0 && problem->param != NULL)
    return await_upload (run, problem->param, answer, error);
  if (strcmp (code, "server_too_old") == 0)
    {
      run->pass->push_after = ed_clock_now (run->pass->clock) + ED_DAY_MS;
      return STEP_DONE;
    }
  if (problem != NULL && g_strv_contains (named, code))
    return refuse_named (run, answer, problem, error);
  ed_call_fail (answer, run->report, error);
  return STEP_FAILED;
}

static Step
push_batch (EdPassRun *run, GPtrArray *envelopes, GError **error)
{
  g_autoptr (GBytes) body = NULL;
  g_auto (EdAnswer) answer = { 0 };
  EdCall call = { .method = "POST", .path = "/v1/commands", .timeout_s = TIMEOUT_S };
  gint64 offset = 0;
  char *text;

  if (!read_offset (run->pass->store, &offset, error))
    return STEP_FAILED;
  text = ed_push_body (run->device, offset, (const char *const *) envelopes->pdata, envelopes->len);
  body = g_bytes_new_take (text, strlen (text));
  call.body = body;
  if (!ed_call_send (run, &call, &answer, NULL, error))
    return STEP_FAILED;
  return answer.status == 200 ? take_answer (run, &answer, error)
                              : meet_problem (run, &answer, error);
}

gboolean
ed_pass_push (EdPassRun *run, GError **error)
{
  g_autofree char *first = NULL;
  gboolean was_restored = run->restored;
  Step step = STEP_NEXT;

  if (run->pass->push_after > ed_clock_now (run->pass->clock))
    {
      g_strlcpy (run->report->code, "server_too_old", sizeof run->report->code);
      return TRUE;
    }
  run->pass->push_after = 0;
  while (step == STEP_NEXT || step == STEP_AGAIN)
    {
      g_autoptr (GPtrArray) envelopes =
          ed_store_take_batch (run->pass->store, BATCH_COMMANDS, BATCH_BYTES, error);

      if (envelopes == NULL)
        return FALSE;
      if (envelopes->len == 0)
        return TRUE;
      if (g_strcmp0 (first, g_ptr_array_index (envelopes, 0)) == 0)
        {
          g_set_error_literal (error,
                               ED_SYNC_ERROR,
                               ED_SYNC_ERROR_PROTOCOL,
                               "the server does not answer the first command");
          return FALSE;
        }
      g_free (first);
      first = g_strdup (g_ptr_array_index (envelopes, 0));
      step = push_batch (run, envelopes, error);
      if ((run->restored && !was_restored) || step == STEP_AGAIN)
        g_clear_pointer (&first, g_free); /* its answer is to be given once more */
      was_restored = run->restored;
    }
  return step == STEP_DONE;
}

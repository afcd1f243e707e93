/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/call.h"

#include "sync/sign-in.h"

/* An exchange longer than this says too little about the server's clock. */
#define MEASURE_WITHIN_MS 2000
/* What is within the error of measuring is not written down again. */
#define OFFSET_SLACK_MS 100

EdProblem *
ed_call_problem (const EdAnswer *answer, EdPassReport *report)
{
  gsize length = 0;
  const char *text = g_bytes_get_data (answer->body, &length);
  EdProblem *problem = length > 0 && answer->status >= 400
                           ? ed_problem_from_json (answer->status, text, (gssize) length)
                           : NULL;

  if (report != NULL)
    {
      report->retry_after_s = answer->retry_after_s;
      g_strlcpy (report->code, problem != NULL ? problem->code : "", sizeof report->code);
    }
  return problem;
}

static gboolean
fail (GError **error, EdSyncError code, const char *sentence)
{
  g_set_error_literal (error, ED_SYNC_ERROR, (gint) code, sentence);
  return FALSE;
}

gboolean
ed_call_fail (const EdAnswer *answer, EdPassReport *report, GError **error)
{
  static const struct
  {
    const char *code;
    EdSyncError error;
    const char *sentence;
  } meanings[] = {
    { "password_wrong", ED_SYNC_ERROR_PASSWORD, "user or password is wrong" },
    { "totp_needed", ED_SYNC_ERROR_TOTP_NEEDED, "a code is asked for besides the password" },
    { "totp_wrong", ED_SYNC_ERROR_TOTP_WRONG, "the code is wrong, or was used before" },
    { "totp_required", ED_SYNC_ERROR_TOTP_REQUIRED, "a second factor has to be set up" },
    { "token_invalid", ED_SYNC_ERROR_SIGN_IN, "the sign-in no longer holds" },
    { "refresh_invalid", ED_SYNC_ERROR_SIGN_IN, "the sign-in no longer holds" },
    { "device_foreign", ED_SYNC_ERROR_SIGN_IN, "this device must sign in anew" },
    { "account_suspended", ED_SYNC_ERROR_SUSPENDED, "the account is suspended" },
    { "device_revoked", ED_SYNC_ERROR_SUSPENDED, "this device has been withdrawn" },
    { "client_too_old", ED_SYNC_ERROR_OLD, "this program is too old for the server" },
    { "server_too_old", ED_SYNC_ERROR_OLD, "the server is too old for this program" },
    { "rate_limited", ED_SYNC_ERROR_BUSY, "the server asks to wait" },
  };
  g_autoptr (EdProblem) problem = ed_call_problem (answer, report);

  for (gsize i = 0; problem != NULL && i < G_N_ELEMENTS (meanings); i++)
    if (g_strcmp0 (problem->code, meanings[i].code) == 0)
      return fail (error, meanings[i].error, meanings[i].sentence);
  if (answer->status >= 500 || answer->status == 429)
    return fail (error, ED_SYNC_ERROR_BUSY, "the server cannot answer now");
  if (problem == NULL)
    return fail (error,
                 ED_SYNC_ERROR_PROTOCOL,
                 "the address answers, but not as an Experts' Dashboard server does");
  g_set_error (error,
               ED_SYNC_ERROR,
               ED_SYNC_ERROR_PROBLEM,
               "the server refuses the call (%s)",
               problem->code);
  return FALSE;
}

static gboolean
token_is_refused (const EdAnswer *answer)
{
  g_autoptr (EdProblem) problem = NULL;

  if (answer->status != 401)
    return FALSE;
  problem = ed_call_problem (answer, NULL);
  return problem != NULL && g_strcmp0 (problem->code, "token_invalid") == 0;
}

static gboolean
refresh (EdPassRun *run, GError **error)
{
  if (!ed_sign_in_refresh (run->pass->transport,
                           run->pass->store,
                           run->report,
                           run->cancellable,
                           error))
    return FALSE;
  g_free (run->token);
  run->token = ed_store_get (run->pass->store, "token", error);
  return run->token != NULL;
}

gboolean
ed_call_send (EdPassRun *run,
              EdCall *call,
              EdAnswer *answer,
              GCancellable *cancellable,
              GError **error)
{
  GCancellable *used = cancellable != NULL ? cancellable : run->cancellable;

  *answer = (EdAnswer){ 0 };
  if (run->token == NULL && !refresh (run, error))
    return FALSE;
  for (guint attempt = 0;; attempt++)
    {
      call->token = run->token;
      call->device = run->device;
      if (!ed_transport_send (run->pass->transport, call, answer, used, error))
        return FALSE;
      if (!token_is_refused (answer) || attempt > 0)
        break;
      ed_answer_clear (answer);
      if (!refresh (run, error))
        return FALSE;
    }
  if (token_is_refused (answer))
    {
      ed_call_fail (answer, run->report, error);
      ed_answer_clear (answer);
      return FALSE;
    }
  if (answer->status == 403)
    {
      g_autoptr (EdProblem) problem = ed_call_problem (answer, run->report);

      if (problem != NULL && g_strcmp0 (problem->code, "device_foreign") == 0)
        {
          ed_answer_clear (answer);
          return ed_call_renew_device (run, error);
        }
    }
  return TRUE;
}

gboolean
ed_call_renew_device (EdPassRun *run, GError **error)
{
  EdStore *store = run->pass->store;

  if (!ed_store_set (store, "token", NULL, error)
      || !ed_store_set (store, "refresh_token", NULL, error)
      || !ed_store_renew_device (store, error))
    return FALSE;
  return fail (error, ED_SYNC_ERROR_SIGN_IN, "this device must sign in anew");
}

gboolean
ed_call_read_fact (EdStore *store, const char *name, char **value, GError **error)
{
  g_autoptr (GError) cause = NULL;

  *value = ed_store_get (store, name, &cause);
  if (cause == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&cause));
  return FALSE;
}

gboolean
ed_call_meet_restored (EdStore *store, GError **error)
{
  return ed_store_set (store, "restored", "1", error) && ed_store_forget_cursor (store, error)
         && ed_store_resend (store, 0, error);
}

gboolean
ed_call_meet_epoch (EdStore *store, const char *epoch, gboolean *restored, GError **error)
{
  g_autofree char *known = NULL;

  if (!ed_call_read_fact (store, "epoch", &known, error))
    return FALSE;
  if (epoch == NULL || g_strcmp0 (known, epoch) == 0)
    return TRUE;
  if (known != NULL)
    {
      *restored = TRUE;
      if (!ed_call_meet_restored (store, error))
        return FALSE;
    }
  return ed_store_set (store, "epoch", epoch, error);
}

gboolean
ed_call_measure_clock (EdStore *store, gint64 sent, gint64 now, gint64 server_time, GError **error)
{
  g_autofree char *known = NULL, *text = NULL;
  gint64 offset = server_time - (sent + (now - sent) / 2);
  gint64 before;

  if (now < sent || now - sent > MEASURE_WITHIN_MS || server_time == ED_ABSENT)
    return TRUE;
  if (!ed_call_read_fact (store, "clock_offset_ms", &known, error))
    return FALSE;
  before = known != NULL ? g_ascii_strtoll (known, NULL, 10) : 0;
  if (known != NULL && ABS (offset - before) <= OFFSET_SLACK_MS + (now - sent) / 2)
    return TRUE;
  text = g_strdup_printf ("%" G_GINT64_FORMAT, offset);
  return ed_store_set (store, "clock_offset_ms", text, error);
}

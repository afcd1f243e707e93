/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The calls that the window waits for, made within a pass. */

#include "sync/call.h"

#define TIMEOUT_S 20 /* long enough for Argon2id on a busy server */

/* What the server refuses concerns whoever asked, and not the pass. */
static gboolean
run_errand (EdPassRun *run, EdErrand *errand, GError **error)
{
  EdCall call = { .method = errand->method,
                  .path = errand->path,
                  .body = errand->body,
                  .timeout_s = TIMEOUT_S };
  g_auto (EdAnswer) answer = { 0 };
  g_autoptr (GError) cause = NULL;

  if (!ed_call_send (run, &call, &answer, NULL, &cause))
    {
      ed_errand_finish (errand, NULL, cause);
      g_propagate_error (error, g_steal_pointer (&cause));
      return FALSE;
    }
  if (answer.status >= 200 && answer.status < 300)
    ed_errand_finish (errand, &answer, NULL);
  else
    {
      ed_call_fail (&answer, NULL, &cause);
      ed_errand_finish (errand, NULL, cause);
    }
  return TRUE;
}

gboolean
ed_pass_run_errands (EdPassRun *run, GError **error)
{
  EdErrand *errand;

  while (run->pass->errands != NULL && (errand = ed_errand_queue_take (run->pass->errands)) != NULL)
    if (!run_errand (run, errand, error))
      return FALSE;
  return TRUE;
}

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/pass.h"

#include "sync/call.h"

/* The rounds of push and pull that a server which has gone back may cost in one pass. */
#define ROUNDS 3

static gboolean
prepare (EdPassRun *run, GError **error)
{
  g_autofree char *restored = NULL;

  run->device = ed_store_device (run->pass->store, error);
  if (run->device == NULL || !ed_call_read_fact (run->pass->store, "token", &run->token, error)
      || !ed_call_read_fact (run->pass->store, "restored", &restored, error))
    return FALSE;
  run->restored = restored != NULL;
  return TRUE;
}

static gboolean
finish (EdPassRun *run, GError **error)
{
  return ed_pass_send_receipts (run, error)
         && (!run->restored || ed_store_set (run->pass->store, "restored", NULL, error));
}

/* Wipes of an earlier pass come before any new page; its receipts need the server and can wait. */
static gboolean
exchange_news (EdPassRun *run, guint wait_s, gboolean *again, GError **error)
{
  gboolean is_due;

  return ed_pass_push (run, error) && ed_pass_send_receipts (run, error)
         && ed_pass_files_are_due (run, &is_due, error)
         && ed_pass_pull (run, is_due ? 0 : wait_s, again, error);
}

/* The same; where a second factor has to be set up before anything else, errands are what does it.
 */
static gboolean
exchange (EdPassRun *run, guint wait_s, gboolean *again, GError **error)
{
  g_autoptr (GError) cause = NULL;

  if (exchange_news (run, wait_s, again, &cause))
    return ed_pass_run_errands (run, error);
  if (g_error_matches (cause, ED_SYNC_ERROR, ED_SYNC_ERROR_TOTP_REQUIRED))
    ed_pass_run_errands (run, NULL);
  g_propagate_error (error, g_steal_pointer (&cause));
  return FALSE;
}

/* Rounds of news and a piece of each way, until there is nothing more to do. */
static gboolean
run_rounds (EdPassRun *run, guint wait_s, GError **error)
{
  gboolean again, fetched, sent;
  guint restores = 0;

  do
    {
      if (!exchange (run, wait_s, &again, error) || !ed_pass_fetch (run, &fetched, error)
          || !ed_pass_upload (run, &sent, error))
        return FALSE;
      restores += again;
      wait_s = 0;
    }
  while ((again && restores < ROUNDS) || fetched || sent);
  return finish (run, error);
}

gboolean
ed_pass_run (EdPass *pass,
             guint wait_s,
             EdPassReport *report,
             GCancellable *cancellable,
             GError **error)
{
  EdPassReport unwanted;
  EdPassRun run = { .pass = pass, .cancellable = cancellable };
  gboolean done;

  g_return_val_if_fail (pass != NULL && pass->store != NULL && pass->transport != NULL, FALSE);

  run.report = report != NULL ? report : &unwanted;
  *run.report = (EdPassReport){ 0 };
  done = prepare (&run, error) && run_rounds (&run, wait_s, error);
  g_free (run.device);
  g_free (run.token);
  g_free (run.given_up);
  g_free (run.upload);
  return done;
}

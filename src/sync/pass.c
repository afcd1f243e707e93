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
run_rounds (EdPassRun *run, guint wait_s, GError **error)
{
  gboolean again = TRUE;

  for (guint round = 0; again && round < ROUNDS; round++)
    if (!ed_pass_push (run, error) || !ed_pass_send_receipts (run, error)
        || !ed_pass_pull (run, wait_s, &again, error))
      return FALSE;
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
  return done;
}

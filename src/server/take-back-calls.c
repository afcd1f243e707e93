/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Taking cases back (PROTOCOL 17): those that nobody has touched since they were recorded go, in
 * the transaction that looked at them. */

#include "domain/account.h"
#include "server/case-store.h"
#include "server/erased-table.h"
#include "server/erasure.h"
#include "server/held-table.h"
#include "server/inquiry.h"
#include "wire/json-text.h"
#include "wire/record-json.h"
#include "wire/take-back.h"

typedef struct
{
  EdApiJob job;
  EdTakeBackOrder *order;
  char *account, *device;
} TakeBackJob;

static gboolean
pass_on (GError *local, GError **error)
{
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

/* What waits to be done with it after a restore was done with it. */
static gboolean
judge (const TakeBackJob *self,
       EdBatch *batch,
       const EdCase *case_,
       EdTakeBackVerdict *verdict,
       GError **error)
{
  GError *local = NULL;

  *verdict = ed_case_judge_take_back (case_, self->account);
  if (*verdict == ED_TAKE_BACK_MAY && ed_held_has (batch->db, case_->id, &local))
    *verdict = ED_TAKE_BACK_CHANGED;
  return pass_on (local, error);
}

/* What is gone already was asked for twice: the first answer may have been lost. */
static gboolean
take_back (const TakeBackJob *self, EdBatch *batch, const char *id, GPtrArray *kept, GError **error)
{
  const EdErasure by = { .why = "erased", .account = self->account, .device = self->device };
  g_autoptr (EdCase) case_ = NULL;
  EdTakeBackVerdict verdict;
  GError *local = NULL;

  if (ed_erased_has (batch->db, "case", id, &local))
    return TRUE;
  if (local == NULL)
    case_ = ed_case_store_load (batch, id, NULL, &local);
  if (!pass_on (local, error) || !judge (self, batch, case_, &verdict, error))
    return FALSE;
  if (verdict == ED_TAKE_BACK_MAY)
    return ed_erasure_of_mistake (batch, id, &by, error);
  ed_take_back_keep (kept, id, case_ != NULL ? case_->number : ED_ABSENT, verdict);
  return TRUE;
}

static gboolean
run_take_back (EdApiJob *job, EdBatch *batch, EdApiResponse *response, GError **error)
{
  TakeBackJob *self = (TakeBackJob *) job;
  g_autoptr (EdTakeBackAnswer) answer = ed_record_new (&ed_take_back_answer_type);

  for (char **id = self->order->cases; *id != NULL; id++)
    if (!take_back (self, batch, *id, answer->kept, error))
      return FALSE;
  ed_answer_json (response, 200, ed_record_to_json (&ed_take_back_answer_type, answer, NULL));
  return TRUE;
}

static void
free_take_back (EdApiJob *job)
{
  TakeBackJob *self = (TakeBackJob *) job;

  ed_take_back_order_free (self->order);
  g_free (self->account);
  g_free (self->device);
  g_free (self);
}

void
ed_api_take_back (EdApiCall *call)
{
  g_autoptr (EdTakeBackOrder) order = NULL;
  TakeBackJob *self;
  guint n;

  if (!ed_api_call_may (call, ED_ROLE_COORDINATOR))
    return;
  order = ed_api_call_read (call, &ed_take_back_order_type);
  if (order == NULL)
    return;
  n = order->cases != NULL ? g_strv_length (order->cases) : 0;
  if (n == 0 || n > ED_TAKE_BACK_MAX || !ed_json_are_ids (order->cases))
    {
      ed_answer_problem (call->response, 400, "bad_request", "The body is malformed.", "cases");
      return;
    }
  self = g_new0 (TakeBackJob, 1);
  self->job.run = run_take_back;
  self->job.free = free_take_back;
  self->order = g_steal_pointer (&order);
  self->account = g_strdup (call->bearer->account);
  self->device = g_strdup (call->bearer->device);
  call->job = &self->job;
}

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/inquiry.h"

#include "server/audit-table.h"
#include "wire/record-json.h"

typedef struct
{
  EdApiJob job;
  EdInquiry inquiry;
  char *target;
  char *account;
  char *device;
  char *answer;
  GError *error;
} InquiryJob;

static void
prepare_inquiry (EdApi *api, EdApiJob *job)
{
  InquiryJob *self = (InquiryJob *) job;
  EdDb *db = ed_readers_take (api->readers, &self->error);

  if (db == NULL)
    return;
  self->answer = self->inquiry.answer (api, db, self->inquiry.question, &self->error);
  ed_readers_give_back (api->readers, db);
}

static gboolean
run_inquiry (EdApiJob *job, EdBatch *batch, EdApiResponse *response, GError **error)
{
  InquiryJob *self = (InquiryJob *) job;

  if (self->answer == NULL)
    {
      ed_error_complete (&self->error);
      ed_answer_failure (response, self->error);
      return TRUE;
    }
  /* A copy: the transaction may have to be run again. */
  ed_answer_json (response, 200, g_strdup (self->answer));
  if (self->inquiry.what == NULL)
    return TRUE;
  if (!ed_audit_add (batch->db,
                     batch->now,
                     self->account,
                     self->device,
                     self->inquiry.what,
                     self->target,
                     NULL,
                     error))
    return FALSE;
  if (self->inquiry.once != NULL)
    ed_rate_take (batch->api->inquiries, self->inquiry.once, batch->now);
  return TRUE;
}

static void
free_inquiry (EdApiJob *job)
{
  InquiryJob *self = (InquiryJob *) job;

  if (self->inquiry.free_question != NULL)
    self->inquiry.free_question (self->inquiry.question);
  g_clear_error (&self->error);
  g_free (self->inquiry.once);
  g_free (self->target);
  g_free (self->account);
  g_free (self->device);
  g_free (self->answer);
  g_free (self);
}

EdApiJob *
ed_inquiry_job_new (const EdApiCall *call, const EdInquiry *inquiry)
{
  InquiryJob *self = g_new0 (InquiryJob, 1);

  self->job.prepare = prepare_inquiry;
  self->job.run = run_inquiry;
  self->job.free = free_inquiry;
  self->inquiry = *inquiry;
  self->target = g_strdup (inquiry->target);
  self->account = g_strdup (call->bearer->account);
  self->device = g_strdup (call->bearer->device);
  return &self->job;
}

/* Whether nothing was written down for KEY, which is left so: it may never come to that. */
static gboolean
is_new (const EdApiCall *call, const char *key)
{
  if (ed_rate_take (call->api->inquiries, key, call->now) > 0)
    return FALSE;
  ed_rate_give_back (call->api->inquiries, key, call->now);
  return TRUE;
}

void
ed_inquiry_write_once (EdInquiry *inquiry,
                       const EdApiCall *call,
                       const EdRecordType *type,
                       const char *what)
{
  const EdField *field = ed_record_type_find (type, "before");
  gint64 before = ed_field_get_number (field, inquiry->question);
  g_autofree char *text = NULL;

  ed_field_set_number (field, inquiry->question, ED_ABSENT);
  text = ed_record_to_json (type, inquiry->question, NULL);
  ed_field_set_number (field, inquiry->question, before);
  inquiry->once = g_strconcat (call->bearer->account, " ", what, " ", text, NULL);
  inquiry->what = before == ED_ABSENT || is_new (call, inquiry->once) ? what : NULL;
}

gboolean
ed_api_call_may (EdApiCall *call, guint roles)
{
  if (((guint) call->bearer->roles & roles) != 0)
    return TRUE;
  ed_answer_problem (call->response,
                     403,
                     "forbidden",
                     "The call is not for this account's roles.",
                     NULL);
  return FALSE;
}

gpointer
ed_api_call_read (EdApiCall *call, const EdRecordType *type)
{
  const EdApiRequest *request = call->request;
  g_autoptr (GError) error = NULL;
  gpointer record = ed_record_from_json (type,
                                         request->body != NULL ? request->body : "",
                                         (gssize) request->body_length,
                                         ED_WIRE_STRICT,
                                         &error);

  if (record == NULL)
    ed_answer_problem (call->response,
                       400,
                       "bad_request",
                       "The body is malformed.",
                       g_error_matches (error, ED_WIRE_ERROR, ED_WIRE_ERROR_FIELD) ? error->message
                                                                                   : NULL);
  return record;
}

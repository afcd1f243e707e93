/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Reading and verifying the audit log (PROTOCOL 13), and sealing it. */

#include <string.h>

#include "domain/account.h"
#include "domain/record-table.h"
#include "server/audit-chain.h"
#include "server/audit-table.h"
#include "server/inquiry.h"
#include "wire/record-json.h"

#define READERS (ED_ROLE_COORDINATOR | ED_ROLE_ADMINISTRATOR)

static char *
answer_search (EdApi *api, EdDb *db, gconstpointer question, GError **error)
{
  const EdAuditInquiry *inquiry = question;
  gint64 limit = inquiry->limit != ED_ABSENT ? inquiry->limit : ED_AUDIT_ENTRIES;
  g_autoptr (EdAuditAnswer) page = ed_record_new (&ed_audit_answer_type);
  GPtrArray *entries = ed_audit_search (db, inquiry, limit + 1, error);

  if (entries == NULL)
    return NULL;
  g_ptr_array_unref (page->entries);
  page->entries = entries;
  page->more = entries->len > limit;
  if (page->more)
    g_ptr_array_set_size (entries, (int) limit);
  return ed_record_to_json (&ed_audit_answer_type, page, NULL);
}

/* Who looks into the log is written in it too, once, not for each page. */
void
ed_api_search_audit (EdApiCall *call)
{
  EdInquiry inquiry = { .answer = answer_search,
                        .free_question = (GDestroyNotify) ed_audit_inquiry_free };
  EdAuditInquiry *asked;

  if (!ed_api_call_may (call, READERS))
    return;
  asked = ed_api_call_read (call, &ed_audit_inquiry_type);
  if (asked == NULL)
    return;
  inquiry.question = asked;
  inquiry.target = asked->target;
  ed_inquiry_write_once (&inquiry, call, &ed_audit_inquiry_type, "audit.read");
  call->job = ed_inquiry_job_new (call, &inquiry);
}

static char *
answer_verify (EdApi *api, EdDb *db, gconstpointer question, GError **error)
{
  g_autoptr (EdAuditProof) proof = ed_audit_verify (db, 0, NULL, error);

  return proof != NULL ? ed_record_to_json (&ed_audit_proof_type, proof, NULL) : NULL;
}

void
ed_api_verify_audit (EdApiCall *call)
{
  const EdInquiry inquiry = { .answer = answer_verify, .what = "audit.verified" };

  if (ed_api_call_may (call, READERS))
    call->job = ed_inquiry_job_new (call, &inquiry);
}

/* --- exports ---------------------------------------------------------------------------------- */

/* What a client says that it saved, as the log has it, and who can have that to save. */
static const struct
{
  const char *what;
  guint roles; /* EdRoles */
} exports[] = {
  { "export.cases", ED_ROLE_COORDINATOR | ED_ROLE_EXPERT },
  { "export.statements", ED_ROLE_COORDINATOR | ED_ROLE_EXPERT },
  { "export.report", ED_ROLE_COORDINATOR },
  { "export.audit", READERS },
};

typedef struct
{
  char *what;
} Export;

static const EdField export_fields[] = {
  ED_TEXT (Export, what, ED_FIELD_REQUIRED, NULL, 64),
};

static const EdRecordType export_type = ED_RECORD_TYPE ("export", Export, export_fields);

static char *
answer_export (EdApi *api, EdDb *db, gconstpointer question, GError **error)
{
  return g_strdup ("{}");
}

/* The line of EXPORTS that ASKED means; their number: none. */
static guint
find_export (const Export *asked)
{
  guint i = 0;

  while (i < G_N_ELEMENTS (exports)
         && !g_str_equal (exports[i].what + strlen ("export."), asked->what))
    i++;
  return i;
}

/* Nobody else can say whether it is so: it is taken from those who can have it, and not for ever.
 */
void
ed_api_note_export (EdApiCall *call)
{
  EdInquiry inquiry = { .answer = answer_export };
  Export *asked = ed_api_call_read (call, &export_type);
  guint found;
  gint64 wait;

  if (asked == NULL)
    return;
  found = find_export (asked);
  ed_record_free (&export_type, asked);
  if (found == G_N_ELEMENTS (exports))
    {
      ed_answer_problem (call->response, 400, "bad_request", "The body is malformed.", "what");
      return;
    }
  if (!ed_api_call_may (call, exports[found].roles))
    return;
  wait = ed_rate_take (call->api->exports, call->bearer->account, call->now);
  if (wait > 0)
    {
      ed_answer_problem (call->response, 429, "rate_limited", "Too many exports.", NULL);
      call->response->retry_after_s = wait;
      return;
    }
  inquiry.what = exports[found].what;
  call->job = ed_inquiry_job_new (call, &inquiry);
}

/* --- sealing ---------------------------------------------------------------------------------- */

static gboolean
run_seal (EdApiJob *job, EdBatch *batch, EdApiResponse *response, GError **error)
{
  gboolean more;

  if (!ed_audit_seal (batch->db, batch->now, &more, error))
    return FALSE;
  ed_answer_empty (response, more ? ED_API_SEAL_MORE : 204);
  return TRUE;
}

EdApiJob *
ed_api_make_seal (EdApi *api)
{
  EdApiJob *job = g_new0 (EdApiJob, 1);

  job->run = run_seal;
  job->free = (void (*) (EdApiJob *)) g_free;
  return job;
}

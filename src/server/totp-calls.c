/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One's own second factor: beginning, confirming, ending it, new recovery codes (PROTOCOL 2.10). */

#include <string.h>

#include "domain/totp.h"
#include "server/audit-table.h"
#include "server/call.h"
#include "server/case-store.h"
#include "server/credential-table.h"
#include "server/job.h"
#include "server/totp-proof.h"
#include "server/totp-table.h"
#include "wire/record-json.h"
#include "wire/totp.h"

typedef struct _TotpJob TotpJob;

/* What is asked for, and what it takes. */
typedef struct
{
  gboolean needs_password;
  gboolean needs_code;
  gboolean is_for_confirmed; /* else for who has none, or one that was only begun */
  const char *event;         /* in the audit log */
  gboolean (*run) (TotpJob *self, EdBatch *batch, EdTotpAnswer *answer, GError **error);
} Deed;

struct _TotpJob
{
  EdApiJob job;
  const Deed *deed;
  char *account;
  char *device;
  char *password, *code; /* overwritten when freed */
  EdCredential *credential;
  gint64 taken_at;
  gint64 wait_s;
  gboolean right; /* the password */
};

/* --- deeds ------------------------------------------------------------------------------------ */

static gboolean
begin (TotpJob *self, EdBatch *batch, EdTotpAnswer *answer, GError **error)
{
  g_autoptr (EdAccount) account = ed_case_store_load_account (batch, self->account, NULL, error);
  guint8 secret[ED_TOTP_SECRET_BYTES];
  g_autoptr (GBytes) sealed = NULL;

  if (account == NULL)
    return FALSE;
  ed_secrets_random (secret, sizeof secret);
  sealed = ed_totp_proof_seal (batch->api, self->account, secret);
  answer->secret = ed_totp_secret_to_text (secret, sizeof secret);
  answer->uri = ed_totp_make_uri (ed_organisation_name (batch->api->organisation),
                                  account->user,
                                  answer->secret);
  ed_secrets_clear (secret, sizeof secret);
  return ed_totps_begin (batch->db, self->account, sealed, batch->now, error);
}

static gboolean
renew_codes (TotpJob *self, EdBatch *batch, EdTotpAnswer *answer, GError **error)
{
  answer->recovery_codes = ed_totp_proof_renew_codes (batch, self->account, error);
  return answer->recovery_codes != NULL;
}

static gboolean
confirm (TotpJob *self, EdBatch *batch, EdTotpAnswer *answer, GError **error)
{
  g_autofree char *event = ed_secrets_make_uuid ();

  return ed_totp_proof_begin (batch, self->account, event, error)
         && renew_codes (self, batch, answer, error);
}

static gboolean
end (TotpJob *self, EdBatch *batch, EdTotpAnswer *answer, GError **error)
{
  g_autofree char *event = ed_secrets_make_uuid ();

  return ed_totp_proof_end (batch, self->account, event, error);
}

static const Deed beginning = { TRUE, FALSE, FALSE, "totp_begun", begin };
static const Deed confirming = { FALSE, TRUE, FALSE, "totp_on", confirm };
static const Deed ending = { TRUE, TRUE, TRUE, "totp_off", end };
static const Deed renewing = { TRUE, TRUE, TRUE, "recovery_codes_renewed", renew_codes };

/* --- what stands before them ------------------------------------------------------------------ */

static void
prepare (EdApi *api, EdApiJob *job)
{
  TotpJob *self = (TotpJob *) job;
  g_autofree char *normal = NULL;

  self->taken_at = ed_clock_now (api->clock);
  if (self->deed->needs_password)
    {
      self->wait_s = ed_rate_take (api->wrong_by_user, self->account, self->taken_at);
      if (self->wait_s > 0)
        return;
      normal = g_utf8_normalize (self->password, -1, G_NORMALIZE_DEFAULT_COMPOSE);
      self->right = normal != NULL && ed_secrets_check_password (self->credential->hash, normal);
      if (!self->right)
        return;
      ed_rate_give_back (api->wrong_by_user, self->account, self->taken_at);
    }
  if (self->deed->needs_code)
    self->wait_s = ed_rate_take (api->wrong_by_totp, self->account, self->taken_at);
}

static gboolean
refuse (TotpJob *self,
        EdBatch *batch,
        EdApiResponse *response,
        guint status,
        const char *code,
        GError **error)
{
  ed_answer_problem (response, status, code, "The second factor stays as it is.", NULL);
  response->retry_after_s = self->wait_s;
  return status == 409
         || ed_audit_add (batch->db,
                          batch->now,
                          self->account,
                          self->device,
                          "totp_refused",
                          NULL,
                          code,
                          error);
}

/* Whether the password that was right is still the account's. */
static gboolean
look_again (TotpJob *self, EdBatch *batch, GError **error)
{
  g_autoptr (EdCredential) now = NULL;

  if (!self->deed->needs_password)
    return TRUE;
  now = ed_credentials_load (batch->db, self->account, error);
  if (now == NULL)
    return FALSE;
  self->right = self->right && strcmp (now->hash, self->credential->hash) == 0;
  return TRUE;
}

/* Whether the account has a second factor that counts, and whether one was begun. */
static gboolean
load_state (TotpJob *self, EdBatch *batch, gboolean *on, gboolean *begun, GError **error)
{
  g_autoptr (EdTotpRow) row = NULL;
  GError *local = NULL;

  row = ed_totps_load (batch->db, self->account, &local);
  *on = row != NULL && row->confirmed;
  *begun = row != NULL && !row->confirmed;
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

static gboolean
do_deed (TotpJob *self, EdBatch *batch, EdApiResponse *response, GError **error)
{
  g_autoptr (EdTotpAnswer) answer = ed_record_new (&ed_totp_answer_type);

  if (!self->deed->run (self, batch, answer, error)
      || !ed_audit_add (batch->db,
                        batch->now,
                        self->account,
                        self->device,
                        self->deed->event,
                        NULL,
                        NULL,
                        error))
    return FALSE;
  if (self->deed->run == end)
    ed_answer_empty (response, 204);
  else
    ed_answer_json (response, 200, ed_record_to_json (&ed_totp_answer_type, answer, NULL));
  return TRUE;
}

static gboolean
run (EdApiJob *job, EdBatch *batch, EdApiResponse *response, GError **error)
{
  TotpJob *self = (TotpJob *) job;
  gboolean on, begun;
  EdTotpProof proof;

  if (self->wait_s > 0)
    return refuse (self, batch, response, 429, "rate_limited", error);
  if (!look_again (self, batch, error))
    return FALSE;
  if (self->deed->needs_password && !self->right)
    return refuse (self, batch, response, 401, "password_wrong", error);
  if (!load_state (self, batch, &on, &begun, error))
    return FALSE;
  if (on != self->deed->is_for_confirmed || (self->deed->run == confirm && !begun))
    return refuse (self, batch, response, 409, on ? "totp_on" : "totp_off", error);
  if (!self->deed->needs_code)
    return do_deed (self, batch, response, error);
  if (!ed_totp_proof_judge (&proof, batch, self->account, self->code, !on, error))
    return FALSE;
  if (proof.verdict != ED_TOTP_RIGHT)
    return refuse (self, batch, response, 401, "totp_wrong", error);
  ed_rate_give_back (batch->api->wrong_by_totp, self->account, self->taken_at);
  return ed_totp_proof_spend (&proof, batch, self->account, error)
         && do_deed (self, batch, response, error);
}

static void
free_job (EdApiJob *job)
{
  TotpJob *self = (TotpJob *) job;

  ed_secrets_free_text (self->password);
  ed_secrets_free_text (self->code);
  ed_credential_free (self->credential);
  g_free (self->account);
  g_free (self->device);
  g_free (self);
}

/* --- calls ------------------------------------------------------------------------------------ */

/* What the deed needs of the body; FALSE when the answer is filled. */
static gboolean
read_body (EdApiCall *call, const Deed *deed, TotpJob *self)
{
  g_autoptr (JsonNode) node = ed_api_call_parse_body (call);
  JsonObject *object = node != NULL ? json_node_get_object (node) : NULL;
  const char *missing = NULL;

  if (object == NULL)
    return FALSE;
  self->password = g_strdup (ed_json_get_text (object, "password"));
  self->code = g_strdup (ed_json_get_text (object, "code"));
  if (deed->needs_password && self->password == NULL)
    missing = "password";
  else if (deed->needs_code && self->code == NULL)
    missing = "code";
  if (missing != NULL)
    ed_answer_problem (call->response, 400, "bad_request", "A text is missing.", missing);
  return missing == NULL;
}

static void
ask (EdApiCall *call, const Deed *deed)
{
  g_autoptr (GError) error = NULL;
  TotpJob *self = g_new0 (TotpJob, 1);

  self->job.prepare = prepare;
  self->job.run = run;
  self->job.free = free_job;
  self->deed = deed;
  self->account = g_strdup (call->bearer->account);
  self->device = g_strdup (call->bearer->device);
  if (read_body (call, deed, self))
    {
      self->credential = ed_credentials_load (call->db, self->account, &error);
      if (self->credential != NULL)
        {
          call->job = &self->job;
          return;
        }
      ed_error_complete (&error);
      ed_answer_failure (call->response, error);
    }
  free_job (&self->job);
}

void
ed_api_begin_totp (EdApiCall *call)
{
  ask (call, &beginning);
}

void
ed_api_confirm_totp (EdApiCall *call)
{
  ask (call, &confirming);
}

void
ed_api_end_totp (EdApiCall *call)
{
  if (ed_api_call_wants_totp (call))
    ed_answer_problem (call->response,
                       403,
                       "totp_required",
                       "The organisation asks for a second factor.",
                       NULL);
  else
    ask (call, &ending);
}

void
ed_api_renew_recovery_codes (EdApiCall *call)
{
  ask (call, &renewing);
}

void
ed_api_show_totp (EdApiCall *call)
{
  g_autoptr (EdTotpAnswer) answer = ed_record_new (&ed_totp_answer_type);
  g_autoptr (GError) error = NULL;
  g_autoptr (EdAccount) account = NULL;

  account = ed_case_store_read_account (call->db, call->bearer->account, &error);
  if (account != NULL && account->totp_since != ED_ABSENT)
    {
      answer->since = account->totp_since;
      answer->codes_left = ed_recovery_codes_count (call->db, account->id, &error);
    }
  if (account != NULL && error == NULL)
    {
      ed_answer_json (call->response, 200, ed_record_to_json (&ed_totp_answer_type, answer, NULL));
      return;
    }
  ed_error_complete (&error);
  ed_answer_failure (call->response, error);
}

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Signing in, refreshing, signing out (PROTOCOL 2). */

#include <string.h>

#include "domain/account.h"
#include "server/activation.h"
#include "server/audit-table.h"
#include "server/batch-table.h"
#include "server/call.h"
#include "server/credential-table.h"
#include "server/device-table.h"
#include "server/invitation.h"
#include "server/issued-table.h"
#include "server/job.h"
#include "server/outside.h"
#include "server/totp-proof.h"
#include "wire/record-json.h"
#include "wire/sign-in.h"

#define ACCESS_MS (60 * 60 * 1000)
#define REFRESH_MS (30 * 24 * 60 * 60 * G_GINT64_CONSTANT (1000))

typedef struct
{
  EdApiJob job;
  EdSignIn *sign_in;
  char *user; /* folded */
  char *peer;
  EdCredential *credential; /* NULL: unknown user */
  char *issued;             /* hash of the password that was mailed, or NULL */
  gint64 taken_at;          /* of the turns taken from the rates */
  gint64 wait_s;            /* rate limit */
  gboolean right;
  gboolean is_issued; /* by the one that was mailed */
  EdTotpProof proof;  /* once the password was right */
} SignInJob;

/* Hashes the password, whether the user is known or not: both cost the same. What looks like a
 * mailed one is tried as such too, whether one was mailed or not. */
static void
check_password (SignInJob *self, EdApi *api, const char *password)
{
  const char *hash = self->credential != NULL ? self->credential->hash : api->nobody_hash;
  const char *issued = self->issued != NULL ? self->issued : api->nobody_hash;

  self->right = ed_secrets_check_password (hash, password) && self->credential != NULL;
  if (self->right || !ed_secrets_is_made_password (password))
    return;
  self->is_issued = ed_secrets_check_password (issued, password) && self->issued != NULL;
  self->right = self->is_issued;
}

static void
prepare_sign_in (EdApi *api, EdApiJob *job)
{
  SignInJob *self = (SignInJob *) job;
  g_autofree char *normal =
      g_utf8_normalize (self->sign_in->password, -1, G_NORMALIZE_DEFAULT_COMPOSE);

  self->taken_at = ed_clock_now (api->clock);
  self->wait_s = ed_rate_take (api->wrong_by_user, self->user, self->taken_at);
  if (self->wait_s == 0)
    {
      self->wait_s = ed_rate_take (api->wrong_by_peer, self->peer, self->taken_at);
      if (self->wait_s > 0)
        ed_rate_give_back (api->wrong_by_user, self->user, self->taken_at);
    }
  if (self->wait_s > 0 || normal == NULL)
    return;
  check_password (self, api, normal);
  if (!self->right)
    return;
  ed_rate_give_back (api->wrong_by_user, self->user, self->taken_at);
  ed_rate_give_back (api->wrong_by_peer, self->peer, self->taken_at);
  if (self->sign_in->totp != NULL)
    self->wait_s = ed_rate_take (api->wrong_by_totp, self->credential->account, self->taken_at);
}

/* Makes a pair of tokens as GENERATION of the sign-in. */
static gboolean
give_tokens (EdBatch *batch,
             const char *sign_in,
             gint64 generation,
             EdSignInAnswer *answer,
             GError **error)
{
  answer->token = ed_secrets_make_token ();
  answer->refresh_token = ed_secrets_make_token ();
  answer->expires_in = ACCESS_MS / 1000;
  return ed_sign_ins_add_tokens (batch->db,
                                 sign_in,
                                 generation,
                                 answer->token,
                                 batch->now + ACCESS_MS,
                                 answer->refresh_token,
                                 batch->now + REFRESH_MS,
                                 error);
}

/* The password that was mailed is now the account's; who signed in with another one is out. */
static gboolean
adopt_password (SignInJob *self, EdBatch *batch, const EdAccount *account, GError **error)
{
  g_autofree char *event = ed_secrets_make_uuid ();

  if (!self->is_issued)
    return TRUE;
  self->credential->suggest_change = 1;
  return ed_credentials_set_password (batch->db, account->id, self->issued, TRUE, batch->now, error)
         && ed_issued_clear (batch->db, account->id, error)
         && ed_outside_note_account (batch, account->id, ED_OUTSIDE_PASSWORD, error)
         && ed_sign_ins_revoke_account (batch->db, account->id, NULL, batch->now, error)
         && (self->credential->state == ED_ACCOUNT_INVITED
             || ed_invitation_alert (batch, account, event, error));
}

/* The device, registered now if this is its first time; NULL when RESPONSE or ERROR is filled. */
static EdDevice *
meet_device (SignInJob *self, EdBatch *batch, EdApiResponse *response, GError **error)
{
  const char *id = self->sign_in->device_id;
  g_autoptr (EdDevice) device = NULL;

  if (!ed_devices_meet (batch->db,
                        id,
                        self->credential->account,
                        self->sign_in->device_name,
                        batch->head,
                        batch->now,
                        error))
    return NULL;
  device = ed_devices_load (batch->db, id, error);
  if (device == NULL)
    return NULL;
  if (strcmp (device->account, self->credential->account) != 0)
    ed_answer_problem (response, 403, "device_foreign", "The device is another account's.", NULL);
  else if (device->revoked)
    ed_answer_problem (response, 403, "device_revoked", "The device was withdrawn.", NULL);
  else
    return g_steal_pointer (&device);
  return NULL;
}

static gboolean
welcome (SignInJob *self, EdBatch *batch, EdDevice *device, EdApiResponse *response, GError **error)
{
  g_autoptr (EdSignInAnswer) answer = ed_record_new (&ed_sign_in_answer_type);
  g_autofree char *id = ed_secrets_make_uuid ();

  answer->account = ed_activation_meet (batch, self->credential->account, TRUE, NULL, error);
  if (answer->account == NULL || !ed_totp_proof_spend (&self->proof, batch, device->account, error)
      || !adopt_password (self, batch, answer->account, error)
      || !ed_devices_see (batch->db, device->id, batch->now, error)
      || !ed_devices_rename (batch->db, device->id, self->sign_in->device_name, error)
      || !ed_sign_ins_revoke_device (batch->db, device->id, batch->now, error)
      || !ed_sign_ins_add (batch->db, id, device->account, device->id, batch->now, error)
      || !give_tokens (batch, id, 1, answer, error)
      || !ed_audit_add (batch->db,
                        batch->now,
                        device->account,
                        device->id,
                        "sign_in",
                        NULL,
                        NULL,
                        error))
    return FALSE;
  answer->suggest_password_change = self->credential->suggest_change;
  if (self->proof.verdict == ED_TOTP_OFF && batch->api->settings->coordinators_totp == 1
      && (self->credential->roles & (ED_ROLE_COORDINATOR | ED_ROLE_ADMINISTRATOR)) != 0)
    answer->totp_required = TRUE;
  answer->vault_half = ed_secrets_to_base64 (device->vault_half, sizeof device->vault_half);
  ed_answer_json (response, 201, ed_record_to_json (&ed_sign_in_answer_type, answer, NULL));
  return TRUE;
}

static gboolean
refuse_sign_in (SignInJob *self, EdBatch *batch, EdApiResponse *response, GError **error)
{
  const char *code = self->wait_s > 0 ? "rate_limited" : "password_wrong";

  if (self->wait_s > 0)
    ed_answer_problem (response, 429, code, "Too many wrong passwords.", NULL);
  else
    ed_answer_problem (response, 401, code, "The user or the password is wrong.", NULL);
  response->retry_after_s = self->wait_s;
  return ed_audit_add (batch->db,
                       batch->now,
                       self->credential != NULL ? self->credential->account : NULL,
                       NULL,
                       "sign_in_failed",
                       NULL,
                       code,
                       error);
}

/* The password was right, the second factor is missing or wrong. Only who knows the password learns
 * that there is one. */
static gboolean
refuse_totp (SignInJob *self, EdBatch *batch, EdApiResponse *response, GError **error)
{
  gboolean is_needed = self->proof.verdict == ED_TOTP_NEEDED;
  const char *code = is_needed ? "totp_needed" : "totp_wrong";

  ed_answer_problem (response, 401, code, "A code from the authenticator app is needed.", NULL);
  return ed_audit_add (batch->db,
                       batch->now,
                       self->credential->account,
                       NULL,
                       is_needed ? "totp_asked" : "sign_in_failed",
                       NULL,
                       is_needed ? NULL : code,
                       error);
}

/* Whether the second factor is right, or there is none; otherwise RESPONSE is filled. */
static gboolean
check_totp (SignInJob *self,
            EdBatch *batch,
            EdApiResponse *response,
            gboolean *passed,
            GError **error)
{
  const char *account = self->credential->account;

  *passed = FALSE;
  if (!ed_totp_proof_judge (&self->proof, batch, account, self->sign_in->totp, FALSE, error))
    return FALSE;
  *passed = self->proof.verdict == ED_TOTP_OFF || self->proof.verdict == ED_TOTP_RIGHT;
  if (!*passed)
    return refuse_totp (self, batch, response, error);
  if (self->sign_in->totp != NULL)
    ed_rate_give_back (batch->api->wrong_by_totp, account, self->taken_at);
  return TRUE;
}

/* Looks again, now that nobody else writes: what was checked may have been changed since. */
static gboolean
look_again (SignInJob *self, EdBatch *batch, GError **error)
{
  g_autoptr (EdCredential) now = NULL;
  g_autofree char *issued = NULL;
  GError *local = NULL;

  if (!self->right)
    return TRUE;
  now = ed_credentials_find (batch->db, self->user, &local);
  if (now != NULL && self->is_issued)
    issued = ed_issued_find (batch->db, now->account, batch->now, &local);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  self->right = now != NULL && strcmp (now->account, self->credential->account) == 0
                && (self->is_issued ? g_strcmp0 (issued, self->issued) == 0
                                    : strcmp (now->hash, self->credential->hash) == 0);
  if (!self->right)
    return TRUE;
  ed_credential_free (self->credential);
  self->credential = g_steal_pointer (&now);
  return TRUE;
}

static gboolean
run_sign_in (EdApiJob *job, EdBatch *batch, EdApiResponse *response, GError **error)
{
  SignInJob *self = (SignInJob *) job;
  g_autoptr (EdDevice) device = NULL;
  GError *local = NULL;
  gboolean passed;

  if (!look_again (self, batch, error))
    return FALSE;
  if (!self->right || self->wait_s > 0)
    return refuse_sign_in (self, batch, response, error);
  if (self->credential->state == ED_ACCOUNT_SUSPENDED)
    {
      ed_answer_problem (response, 403, "account_suspended", "The account is suspended.", NULL);
      return TRUE;
    }
  if (!check_totp (self, batch, response, &passed, error))
    return FALSE;
  if (!passed)
    return TRUE;
  device = meet_device (self, batch, response, &local);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  return device == NULL || welcome (self, batch, device, response, error);
}

static void
free_sign_in (EdApiJob *job)
{
  SignInJob *self = (SignInJob *) job;

  ed_sign_in_free (self->sign_in);
  ed_credential_free (self->credential);
  g_free (self->issued);
  g_free (self->user);
  g_free (self->peer);
  g_free (self);
}

void
ed_api_sign_in (EdApiCall *call)
{
  g_autoptr (GError) error = NULL;
  SignInJob *self;
  EdSignIn *sign_in = ed_sign_in_from_json (call->request->body != NULL ? call->request->body : "",
                                            (gssize) call->request->body_length,
                                            &error);

  if (sign_in == NULL)
    {
      ed_answer_problem (call->response,
                         400,
                         "bad_request",
                         "The body is not a sign-in.",
                         error->code == ED_WIRE_ERROR_FIELD ? error->message : NULL);
      return;
    }
  self = g_new0 (SignInJob, 1);
  self->job.prepare = prepare_sign_in;
  self->job.run = run_sign_in;
  self->job.free = free_sign_in;
  self->sign_in = sign_in;
  self->user = ed_credentials_fold_user (sign_in->user);
  self->peer = g_strdup (call->request->peer != NULL ? call->request->peer : "in process");
  self->credential = ed_credentials_find (call->db, self->user, &error);
  if (self->credential != NULL)
    self->issued = ed_issued_find (call->db, self->credential->account, call->now, &error);
  if (error == NULL)
    {
      call->job = &self->job;
      return;
    }
  ed_answer_failure (call->response, error);
  free_sign_in (&self->job);
}

typedef struct
{
  EdApiJob job;
  char *token;
  char *device;
} RefreshJob;

static gboolean
refuse_refresh (EdApiResponse *response)
{
  ed_answer_problem (response, 401, "refresh_invalid", "The refresh token is not valid.", NULL);
  return TRUE;
}

/* A spent token has come back: somebody holds a copy. */
static gboolean
end_family (EdBatch *batch, const EdBearer *bearer, EdApiResponse *response, GError **error)
{
  refuse_refresh (response);
  return ed_sign_ins_revoke (batch->db, bearer->sign_in, batch->now, error)
         && ed_audit_add (batch->db,
                          batch->now,
                          bearer->account,
                          bearer->device,
                          "refresh_reused",
                          NULL,
                          NULL,
                          error);
}

static gboolean
note_seen (EdBatch *batch, const EdBearer *bearer, GError **error)
{
  g_autoptr (EdAccount) account = ed_activation_meet (batch, bearer->account, TRUE, NULL, error);

  return account != NULL && ed_devices_see (batch->db, bearer->device, batch->now, error);
}

static gboolean
run_refresh (EdApiJob *job, EdBatch *batch, EdApiResponse *response, GError **error)
{
  RefreshJob *self = (RefreshJob *) job;
  g_autoptr (EdSignInAnswer) answer = ed_record_new (&ed_sign_in_answer_type);
  g_autoptr (EdBearer) bearer = NULL;
  GError *local = NULL;
  gint64 generation;

  bearer = ed_sign_ins_find (batch->db, self->token, &local);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  if (bearer == NULL || bearer->kind != ED_TOKEN_REFRESH)
    return refuse_refresh (response);
  if (strcmp (bearer->device, self->device) != 0)
    {
      ed_answer_problem (response,
                         403,
                         "device_foreign",
                         "The token was given to another device.",
                         NULL);
      return TRUE;
    }
  if (bearer->device_revoked || bearer->state == ED_ACCOUNT_SUSPENDED)
    {
      ed_answer_problem (response,
                         403,
                         bearer->device_revoked ? "device_revoked" : "account_suspended",
                         "Access was withdrawn.",
                         NULL);
      return TRUE;
    }
  if (bearer->revoked || bearer->expires_at <= batch->now)
    return refuse_refresh (response);
  generation = bearer->token_generation + 1;
  if (generation <= bearer->generation && (bearer->confirmed || generation < bearer->generation))
    return end_family (batch, bearer, response, error);
  /* The former pair again: its answer was lost, so the pair that nobody used is forgotten. */
  if (generation == bearer->generation
      && !ed_sign_ins_drop_tokens (batch->db, bearer->sign_in, generation, error))
    return FALSE;
  if (!give_tokens (batch, bearer->sign_in, generation, answer, error)
      || !note_seen (batch, bearer, error))
    return FALSE;
  ed_answer_json (response, 200, ed_record_to_json (&ed_sign_in_answer_type, answer, NULL));
  return TRUE;
}

static void
free_refresh (EdApiJob *job)
{
  RefreshJob *self = (RefreshJob *) job;

  ed_secrets_free_text (self->token);
  g_free (self->device);
  g_free (self);
}

void
ed_api_refresh (EdApiCall *call)
{
  g_autoptr (JsonNode) node = NULL;
  RefreshJob *self;
  const char *token;

  if (call->request->device == NULL || !ed_json_is_id (call->request->device))
    {
      ed_answer_problem (call->response,
                         400,
                         "bad_request",
                         "A header is missing or malformed.",
                         "x-device");
      return;
    }
  node = ed_api_call_parse_body (call);
  if (node == NULL)
    return;
  token = ed_json_get_text (json_node_get_object (node), "refresh_token");
  if (token == NULL)
    {
      ed_answer_problem (call->response,
                         400,
                         "bad_request",
                         "The token is missing.",
                         "refresh_token");
      return;
    }
  self = g_new0 (RefreshJob, 1);
  self->job.run = run_refresh;
  self->job.free = free_refresh;
  self->token = g_strdup (token);
  self->device = g_strdup (call->request->device);
  call->job = &self->job;
}

typedef struct
{
  EdApiJob job;
  char *sign_in;
  char *account;
  char *device;
} SignOutJob;

static gboolean
run_sign_out (EdApiJob *job, EdBatch *batch, EdApiResponse *response, GError **error)
{
  SignOutJob *self = (SignOutJob *) job;

  ed_answer_empty (response, 204);
  return ed_sign_ins_revoke (batch->db, self->sign_in, batch->now, error)
         && ed_audit_add (batch->db,
                          batch->now,
                          self->account,
                          self->device,
                          "sign_out",
                          NULL,
                          NULL,
                          error);
}

static void
free_sign_out (EdApiJob *job)
{
  SignOutJob *self = (SignOutJob *) job;

  g_free (self->sign_in);
  g_free (self->account);
  g_free (self->device);
  g_free (self);
}

void
ed_api_sign_out (EdApiCall *call)
{
  SignOutJob *self = g_new0 (SignOutJob, 1);

  self->job.run = run_sign_out;
  self->job.free = free_sign_out;
  self->sign_in = g_strdup (call->bearer->sign_in);
  self->account = g_strdup (call->bearer->account);
  self->device = g_strdup (call->bearer->device);
  call->job = &self->job;
}

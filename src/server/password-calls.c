/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Changing a password, keeping the one that was mailed, and asking for a new one (PROTOCOL 2.7). */

#include <string.h>

#include "domain/password.h"
#include "server/audit-table.h"
#include "server/call.h"
#include "server/case-store.h"
#include "server/credential-table.h"
#include "server/founding.h"
#include "server/invitation.h"
#include "server/issued-table.h"
#include "server/job.h"
#include "server/outside.h"
#include "wire/record-json.h"

/* --- changing --------------------------------------------------------------------------------- */

typedef struct
{
  EdApiJob job;
  char *account;
  char *device;
  char *old, *chosen; /* overwritten when freed; both NULL: the present one is kept */
  char *hash;         /* of the chosen one */
  EdCredential *credential;
  gint64 wait_s;
  gboolean right;
} ChangeJob;

static void
prepare_change (EdApi *api, EdApiJob *job)
{
  ChangeJob *self = (ChangeJob *) job;
  g_autofree char *old = g_utf8_normalize (self->old, -1, G_NORMALIZE_DEFAULT_COMPOSE);
  gint64 at = ed_clock_now (api->clock);

  self->wait_s = ed_rate_take (api->wrong_by_user, self->account, at);
  if (self->wait_s > 0 || old == NULL)
    return;
  self->right = ed_secrets_check_password (self->credential->hash, old);
  if (!self->right)
    return;
  ed_rate_give_back (api->wrong_by_user, self->account, at);
  self->hash = ed_api_hash_password (api, self->chosen);
}

static gboolean
refuse_change (ChangeJob *self, EdApiResponse *response)
{
  if (self->wait_s > 0)
    ed_answer_problem (response, 429, "rate_limited", "Too many wrong passwords.", NULL);
  else
    ed_answer_problem (response, 401, "password_wrong", "The password is wrong.", NULL);
  response->retry_after_s = self->wait_s;
  return TRUE;
}

/* Everybody else who is signed in with the account is out. */
static gboolean
change (ChangeJob *self, EdBatch *batch, GError **error)
{
  return ed_credentials_set_password (batch->db,
                                      self->account,
                                      self->hash,
                                      FALSE,
                                      batch->now,
                                      error)
         && ed_issued_clear (batch->db, self->account, error)
         && ed_outside_note_account (batch, self->account, ED_OUTSIDE_PASSWORD, error)
         && ed_sign_ins_revoke_account (batch->db, self->account, self->device, batch->now, error);
}

/* Whether the password is still the one that was checked. */
static gboolean
is_unchanged (ChangeJob *self, EdBatch *batch, gboolean *unchanged, GError **error)
{
  g_autoptr (EdCredential) now = ed_credentials_load (batch->db, self->account, error);

  *unchanged = now != NULL && strcmp (now->hash, self->credential->hash) == 0;
  return now != NULL;
}

static gboolean
run_change (EdApiJob *job, EdBatch *batch, EdApiResponse *response, GError **error)
{
  ChangeJob *self = (ChangeJob *) job;
  gboolean is_kept = self->chosen == NULL;
  gboolean unchanged = TRUE;

  if (is_kept && batch->api->settings->own_password == 1)
    {
      ed_answer_problem (response, 403, "forbidden", "A password has to be chosen.", NULL);
      return TRUE;
    }
  if (!is_kept && !self->right)
    return refuse_change (self, response);
  if (!is_kept && !is_unchanged (self, batch, &unchanged, error))
    return FALSE;
  if (!unchanged)
    return refuse_change (self, response);
  if (!is_kept && self->hash == NULL)
    {
      ed_answer_unavailable (response);
      return TRUE;
    }
  ed_answer_empty (response, 204);
  return (is_kept ? ed_credentials_keep_password (batch->db, self->account, error)
                  : change (self, batch, error))
         && ed_audit_add (batch->db,
                          batch->now,
                          self->account,
                          self->device,
                          is_kept ? "password_kept" : "password_changed",
                          NULL,
                          NULL,
                          error);
}

static void
free_change (EdApiJob *job)
{
  ChangeJob *self = (ChangeJob *) job;

  ed_secrets_free_text (self->old);
  ed_secrets_free_text (self->chosen);
  ed_credential_free (self->credential);
  g_free (self->hash);
  g_free (self->account);
  g_free (self->device);
  g_free (self);
}

/* Whether NEW may be a password of the caller's; else the answer is filled. */
static gboolean
check_chosen (EdApiCall *call, const char *chosen)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EdAccount) account = NULL;

  account = ed_case_store_read_account (call->db, call->bearer->account, &error);
  if (account == NULL)
    {
      ed_error_complete (&error);
      ed_answer_failure (call->response, error);
      return FALSE;
    }
  if (ed_password_check (chosen, account, ed_organisation_name (call->api->organisation))
      == ED_PASSWORD_GOOD)
    return TRUE;
  ed_answer_problem (call->response,
                     422,
                     "password_weak",
                     "The password is too short, or easily guessed.",
                     NULL);
  return FALSE;
}

static void
make_change (EdApiCall *call, const char *old, const char *chosen)
{
  g_autoptr (GError) error = NULL;
  ChangeJob *self = g_new0 (ChangeJob, 1);

  self->job.run = run_change;
  self->job.free = free_change;
  self->account = g_strdup (call->bearer->account);
  self->device = g_strdup (call->bearer->device);
  call->job = &self->job;
  if (chosen == NULL)
    return;
  self->job.prepare = prepare_change;
  self->old = g_strdup (old);
  self->chosen = g_strdup (chosen);
  self->credential = ed_credentials_load (call->db, self->account, &error);
  if (self->credential != NULL)
    return;
  call->job = NULL;
  free_change (&self->job);
  ed_error_complete (&error);
  ed_answer_failure (call->response, error);
}

void
ed_api_change_password (EdApiCall *call)
{
  g_autoptr (JsonNode) node = ed_api_call_parse_body (call);
  JsonObject *object = node != NULL ? json_node_get_object (node) : NULL;
  const char *old, *chosen;
  gboolean keep = FALSE;

  if (object == NULL)
    return;
  old = ed_json_get_text (object, "old");
  chosen = ed_json_get_text (object, "new");
  if (old != NULL && chosen != NULL)
    {
      if (check_chosen (call, chosen))
        make_change (call, old, chosen);
    }
  else if (old == NULL && chosen == NULL && ed_json_get_boolean (object, "keep", &keep) && keep)
    make_change (call, NULL, NULL);
  else
    ed_answer_problem (call->response, 400, "bad_request", "A password is missing.", "new");
}

/* --- asking for a new one --------------------------------------------------------------------- */

typedef struct
{
  EdApiJob job;
  char *user; /* folded */
} ResetJob;

static gboolean
run_reset (EdApiJob *job, EdBatch *batch, EdApiResponse *response, GError **error)
{
  ResetJob *self = (ResetJob *) job;
  g_autofree char *event = ed_secrets_make_uuid ();
  g_autoptr (EdCredential) credential = NULL;
  g_autoptr (EdAccount) account = NULL;
  GError *local = NULL;

  credential = ed_credentials_find (batch->db, self->user, &local);
  if (credential != NULL)
    account = ed_case_store_load_account (batch, credential->account, NULL, &local);
  if (local == NULL && account != NULL && account->state != ED_ACCOUNT_SUSPENDED)
    ed_invitation_send (batch, account, event, FALSE, &local);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  ed_answer_empty (response, 202);
  return ed_audit_add (batch->db,
                       batch->now,
                       credential != NULL ? credential->account : NULL,
                       NULL,
                       "password_reset",
                       NULL,
                       NULL,
                       error);
}

static void
free_reset (EdApiJob *job)
{
  g_free (((ResetJob *) job)->user);
  g_free (job);
}

/* How long the caller has to wait, s; 0: not. Known and unknown names count alike. */
static gint64
take_turn (EdApiCall *call, const char *user)
{
  EdApi *api = call->api;
  const char *peer = call->request->peer != NULL ? call->request->peer : "in process";
  gint64 wait = ed_rate_take (api->resets_by_peer, peer, call->now);

  return wait > 0 ? wait : ed_rate_take (api->resets_by_user, user, call->now);
}

void
ed_api_reset_password (EdApiCall *call)
{
  g_autoptr (JsonNode) node = ed_api_call_parse_body (call);
  g_autofree char *folded = NULL;
  const char *user;
  ResetJob *self;
  gint64 wait;

  if (node == NULL)
    return;
  user = ed_json_get_text (json_node_get_object (node), "user");
  if (user == NULL || *user == '\0')
    {
      ed_answer_problem (call->response, 400, "bad_request", "The user is missing.", "user");
      return;
    }
  folded = ed_credentials_fold_user (user);
  wait = take_turn (call, folded);
  if (wait > 0)
    {
      ed_answer_problem (call->response, 429, "rate_limited", "Too many resets.", NULL);
      call->response->retry_after_s = wait;
      return;
    }
  self = g_new0 (ResetJob, 1);
  self->job.run = run_reset;
  self->job.free = free_reset;
  self->user = g_steal_pointer (&folded);
  call->job = &self->job;
}

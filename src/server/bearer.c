/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Who asks: the token and the device of a call. */

#include <string.h>

#include "base/plant.h"
#include "domain/account.h"
#include "server/call.h"
#include "server/job.h"
#include "wire/record-json.h"

#define TOKEN_LENGTH 43

typedef struct
{
  EdApiJob job;
  char *sign_in;
} ConfirmJob;

static gboolean
run_confirm (EdApiJob *job, EdBatch *batch, EdApiResponse *response, GError **error)
{
  ConfirmJob *self = (ConfirmJob *) job;

  ed_answer_empty (response, 0);
  return ed_sign_ins_confirm (batch->db, self->sign_in, error);
}

static void
free_confirm (EdApiJob *job)
{
  g_free (((ConfirmJob *) job)->sign_in);
  g_free (job);
}

/* A job that notes the first use of the newest tokens: from then on the former ones are spent. */
static EdApiJob *
new_confirm_job (const char *sign_in)
{
  ConfirmJob *self = g_new0 (ConfirmJob, 1);

  self->job.run = run_confirm;
  self->job.free = free_confirm;
  self->sign_in = g_strdup (sign_in);
  return &self->job;
}

static gboolean
refuse_token (EdApiResponse *response)
{
  ed_answer_problem (response, 401, "token_invalid", "The access token is not valid.", NULL);
  return FALSE;
}

/* The token in the header, or NULL when the answer is filled. */
static const char *
read_token (EdApiCall *call)
{
  const char *header = call->request->authorization;

  if (header == NULL)
    {
      refuse_token (call->response);
      return NULL;
    }
  if (g_ascii_strncasecmp (header, "Bearer ", 7) != 0 || strlen (header) != 7 + TOKEN_LENGTH
      || strspn (header + 7, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
             != TOKEN_LENGTH)
    {
      ed_answer_problem (call->response,
                         400,
                         "bad_request",
                         "A header is malformed.",
                         "authorization");
      return NULL;
    }
  return header + 7;
}

/* Whether account and device are let in; else RESPONSE is filled. */
static gboolean
check_rights (const EdBearer *bearer, EdApiResponse *response)
{
  if (bearer->device_revoked)
    ed_answer_problem (response, 403, "device_revoked", "The device was withdrawn.", NULL);
  else if (bearer->state == ED_ACCOUNT_SUSPENDED && !ED_PLANT (suspended_go_on))
    ed_answer_problem (response, 403, "account_suspended", "The account is suspended.", NULL);
  else
    return TRUE;
  return FALSE;
}

static gboolean
check_device (EdApiCall *call, const EdBearer *bearer)
{
  if (strcmp (bearer->device, call->request->device) == 0)
    return check_rights (bearer, call->response);
  ed_answer_problem (call->response,
                     403,
                     "device_foreign",
                     "The token was given to another device.",
                     NULL);
  return FALSE;
}

static gboolean
is_over (const EdBearer *bearer)
{
  return bearer->revoked && !ED_PLANT (suspended_go_on);
}

/* Whether the token may still be used: the newest, or the one before while nobody used the newest.
 */
static gboolean
is_good (const EdBearer *bearer, gint64 now)
{
  return bearer->kind == ED_TOKEN_ACCESS && !is_over (bearer) && bearer->expires_at > now
         && (bearer->token_generation == bearer->generation
             || (bearer->token_generation == bearer->generation - 1 && !bearer->confirmed));
}

gboolean
ed_api_call_identify (EdApiCall *call)
{
  const char *token = read_token (call);
  g_autoptr (EdBearer) bearer = NULL;
  g_autoptr (GError) error = NULL;

  if (token == NULL)
    return FALSE;
  if (call->request->device == NULL || !ed_json_is_id (call->request->device))
    {
      ed_answer_problem (call->response,
                         400,
                         "bad_request",
                         "A header is missing or malformed.",
                         "x-device");
      return FALSE;
    }
  bearer = ed_sign_ins_find (call->db, token, &error);
  if (error != NULL)
    {
      ed_answer_failure (call->response, error);
      return FALSE;
    }
  if (bearer != NULL && bearer->kind == ED_TOKEN_ACCESS && !check_device (call, bearer))
    return FALSE;
  if (bearer == NULL || !is_good (bearer, call->now))
    return refuse_token (call->response);
  if (!bearer->confirmed && bearer->token_generation == bearer->generation)
    {
      call->job = new_confirm_job (bearer->sign_in);
      return FALSE;
    }
  call->bearer = g_steal_pointer (&bearer);
  return TRUE;
}

/* Whose roles have changed is judged by the new ones when they ask again. */
gboolean
ed_bearer_check_again (const EdBearer *self, EdDb *db, EdApiResponse *response, GError **error)
{
  GError *local = NULL;
  g_autoptr (EdBearer) now = ed_sign_ins_find_again (db, self, &local);

  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  if (now == NULL || (check_rights (now, response) && is_over (now)))
    refuse_token (response);
  else if (response->status == 0 && now->rights_gen != self->rights_gen)
    ed_answer_unavailable (response);
  return TRUE;
}

gboolean
ed_api_call_wants_totp (EdApiCall *call)
{
  return g_atomic_int_get (&call->api->coordinators_totp) != 0
         && (call->bearer->roles & (ED_ROLE_COORDINATOR | ED_ROLE_ADMINISTRATOR)) != 0;
}

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Which devices an account has, and withdrawing one (PROTOCOL 2.8): one's own, or those of an
 * account that one sees to. */

#include <string.h>

#include "domain/account-rules.h"
#include "server/audience.h"
#include "server/audit-table.h"
#include "server/call.h"
#include "server/credential-table.h"
#include "server/device-table.h"
#include "server/job.h"
#include "server/outside.h"
#include "server/query-string.h"
#include "wire/device-list.h"
#include "wire/record-json.h"

/* Whether the caller may see to the devices of ACCOUNT. FALSE with ERROR set on failure. */
static gboolean
may_see_to (EdDb *db, const char *caller, guint roles, const char *account, GError **error)
{
  g_autoptr (EdCredential) credential = NULL;

  if (strcmp (account, caller) == 0)
    return TRUE;
  if ((roles & (ED_ROLE_COORDINATOR | ED_ROLE_ADMINISTRATOR)) == 0)
    return FALSE;
  credential = ed_credentials_load (db, account, error);
  return credential != NULL && ed_roles_may_manage (roles, (guint) credential->roles);
}

static void
refuse_unknown (EdApiResponse *response)
{
  ed_answer_problem (response, 404, "not_found", "There is no such device.", NULL);
}

/* The account that is asked for; NULL when the answer is filled. */
static const char *
read_account (EdApiCall *call, GHashTable *query)
{
  const char *account = query != NULL ? g_hash_table_lookup (query, "account") : NULL;

  if (query != NULL && account == NULL)
    return call->bearer->account;
  if (account != NULL && ed_json_is_id (account))
    return account;
  ed_answer_problem (call->response, 400, "bad_request", "The query is malformed.", "account");
  return NULL;
}

void
ed_api_list_devices (EdApiCall *call)
{
  g_autoptr (GHashTable) query = ed_query_string_parse (call->request->query);
  const char *account = read_account (call, query);
  g_autoptr (EdDeviceList) list = NULL;
  g_autoptr (GError) error = NULL;

  if (account == NULL)
    return;
  if (may_see_to (call->db, call->bearer->account, (guint) call->bearer->roles, account, &error))
    list = ed_devices_list (call->db, account, call->bearer->device, &error);
  if (list != NULL)
    ed_answer_json (call->response, 200, ed_record_to_json (&ed_device_list_type, list, NULL));
  else if (error != NULL)
    ed_answer_failure (call->response, error);
  else
    refuse_unknown (call->response);
}

typedef struct
{
  EdApiJob job;
  char *device;
  char *by; /* account */
  char *by_device;
  guint roles;
} RevokeJob;

static gboolean
withdraw (RevokeJob *self, EdBatch *batch, const EdDevice *device, GError **error)
{
  g_autofree char *audience = ed_audience_of_account (device->account);

  /* A call that waits is made again, and refused. */
  ed_batch_wake (batch, audience);
  return ed_outside_note_device (batch, device->id, error)
         && ed_devices_revoke (batch->db, device->id, batch->now, error)
         && ed_sign_ins_revoke_device (batch->db, device->id, batch->now, error)
         && ed_audit_add (batch->db,
                          batch->now,
                          self->by,
                          self->by_device,
                          "device_revoked",
                          device->id,
                          NULL,
                          error);
}

static gboolean
run_revoke (EdApiJob *job, EdBatch *batch, EdApiResponse *response, GError **error)
{
  RevokeJob *self = (RevokeJob *) job;
  g_autoptr (EdDevice) device = NULL;
  GError *local = NULL;
  gboolean allowed = FALSE;

  device = ed_devices_load (batch->db, self->device, &local);
  if (device != NULL)
    allowed = may_see_to (batch->db, self->by, self->roles, device->account, &local);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  if (!allowed)
    {
      refuse_unknown (response);
      return TRUE;
    }
  ed_answer_empty (response, 204);
  return device->revoked || withdraw (self, batch, device, error);
}

static void
free_revoke (EdApiJob *job)
{
  RevokeJob *self = (RevokeJob *) job;

  g_free (self->device);
  g_free (self->by);
  g_free (self->by_device);
  g_free (self);
}

void
ed_api_revoke_device (EdApiCall *call)
{
  RevokeJob *self = g_new0 (RevokeJob, 1);

  self->job.run = run_revoke;
  self->job.free = free_revoke;
  self->device = g_strdup (call->part);
  self->by = g_strdup (call->bearer->account);
  self->by_device = g_strdup (call->bearer->device);
  self->roles = (guint) call->bearer->roles;
  call->job = &self->job;
}

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/upkeep.h"

#include <gio/gio.h>

#include "domain/account-rules.h"
#include "server/api-state.h"
#include "server/audit-table.h"
#include "server/case-store.h"
#include "server/credential-table.h"
#include "server/device-table.h"
#include "server/founding.h"
#include "server/invitation.h"
#include "server/issued-table.h"
#include "server/outside.h"
#include "server/projection.h"
#include "server/sign-in-table.h"
#include "server/totp-proof.h"
#include "server/totp-table.h"

/* What is done to the account of one credential. */
typedef struct
{
  gboolean suspended;
  const char *hash;
  gint64 n; /* of what it was done to */
} Errand;

typedef gboolean (*Deed) (EdBatch *batch,
                          const EdCredential *credential,
                          Errand *errand,
                          GError **error);

static EdCredential *
find (EdDb *db, const char *user, GError **error)
{
  g_autofree char *folded = ed_credentials_fold_user (user);
  GError *local = NULL;
  EdCredential *credential = ed_credentials_find (db, folded, &local);

  if (credential == NULL && local == NULL)
    g_set_error (&local, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "there is no account %s", user);
  if (local != NULL)
    g_propagate_error (error, local);
  return credential;
}

static gboolean
run (EdApi *api, const char *user, Deed deed, Errand *errand, GError **error)
{
  g_autoptr (EdCredential) credential = NULL;
  EdBatch batch;

  if (!ed_batch_begin (&batch, api, error))
    return FALSE;
  credential = find (batch.db, user, error);
  if (credential != NULL && deed (&batch, credential, errand, error))
    return ed_batch_finish (&batch, error);
  ed_batch_abandon (&batch);
  return FALSE;
}

static gboolean
audit (EdBatch *batch, const char *what, const char *target, GError **error)
{
  return ed_audit_add (batch->db, batch->now, NULL, NULL, what, target, NULL, error);
}

static gboolean
refuse (const EdRefusal *refusal, GError **error)
{
  if (refusal->code == ED_REFUSAL_LAST_ADMINISTRATOR)
    g_set_error_literal (error,
                         G_IO_ERROR,
                         G_IO_ERROR_PERMISSION_DENIED,
                         "this is the last administrator");
  else
    g_set_error (error,
                 G_IO_ERROR,
                 G_IO_ERROR_PERMISSION_DENIED,
                 "the account cannot be changed so: %s",
                 ed_refusal_word (refusal->code));
  return FALSE;
}

/* Changes ACCOUNT by the rules, as an administrator would. */
static gboolean
apply (EdBatch *batch, EdAccount **account, gboolean suspended, GError **error)
{
  g_autofree char *id = ed_secrets_make_uuid ();
  g_autoptr (EdCommand) command =
      ed_command_new (suspended ? ED_COMMAND_ACCOUNT_SUSPEND : ED_COMMAND_ACCOUNT_RESUME,
                      id,
                      (*account)->id,
                      NULL,
                      batch->now);
  gint64 others = ed_credentials_count_administrators (batch->db, (*account)->id, error);
  EdAccountCircumstances circumstances = {
    .account_id = id, /* nobody's */
    .roles = ED_ROLE_ADMINISTRATOR | ED_ROLE_COORDINATOR,
    .at = batch->now,
    .other_administrators = (guint) MAX (others, 0),
  };
  EdRefusal refusal;

  return others >= 0
         && (ed_account_apply (account, command, &circumstances, &refusal)
             || refuse (&refusal, error));
}

static gboolean
suspend (EdBatch *batch, const EdCredential *credential, Errand *errand, GError **error)
{
  gint64 rev = 0;
  g_autoptr (EdAccount) account =
      ed_case_store_load_account (batch, credential->account, &rev, error);

  return account != NULL && apply (batch, &account, errand->suspended, error)
         && ed_projection_write_account (batch, account, rev + 1, error)
         && ed_credentials_set_state (batch->db, account->id, account->state, error)
         && ed_outside_note_account (batch,
                                     account->id,
                                     errand->suspended ? ED_OUTSIDE_SUSPENDED : ED_OUTSIDE_RESUMED,
                                     error)
         && (!errand->suspended
             || ed_sign_ins_revoke_account (batch->db, account->id, NULL, batch->now, error))
         && audit (batch,
                   errand->suspended ? "account.suspend" : "account.resume",
                   account->id,
                   error);
}

static gboolean
set_password (EdBatch *batch, const EdCredential *credential, Errand *errand, GError **error)
{
  const char *account = credential->account;

  return ed_credentials_set_password (batch->db, account, errand->hash, TRUE, batch->now, error)
         && ed_issued_clear (batch->db, account, error)
         && ed_outside_note_account (batch, account, ED_OUTSIDE_PASSWORD, error)
         && ed_sign_ins_revoke_account (batch->db, account, NULL, batch->now, error)
         && audit (batch, "password_reset", account, error);
}

/* Fails where there is none that counts: an operator who errs in the name learns of it. */
static gboolean
has_totp (EdBatch *batch, const char *account, GError **error)
{
  g_autoptr (EdTotpRow) row = NULL;
  GError *local = NULL;

  row = ed_totps_load (batch->db, account, &local);
  if (local == NULL && (row == NULL || !row->confirmed))
    g_set_error_literal (&local,
                         G_IO_ERROR,
                         G_IO_ERROR_NOT_FOUND,
                         "the account has no second factor");
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

static gboolean
reset_totp (EdBatch *batch, const EdCredential *credential, Errand *errand, GError **error)
{
  const char *account = credential->account;
  g_autofree char *event = ed_secrets_make_uuid ();
  g_autoptr (EdAccount) owner = NULL;

  if (!has_totp (batch, account, error) || !ed_totp_proof_end (batch, account, event, error)
      || !ed_sign_ins_revoke_account (batch->db, account, NULL, batch->now, error))
    return FALSE;
  owner = ed_case_store_load_account (batch, account, NULL, error);
  return owner != NULL && ed_invitation_alert (batch, owner, event, error)
         && audit (batch, "account.reset_totp", account, error);
}

static gboolean
revoke_devices (EdBatch *batch, const EdCredential *credential, Errand *errand, GError **error)
{
  g_autoptr (EdDeviceList) list = ed_devices_list (batch->db, credential->account, NULL, error);

  if (list == NULL)
    return FALSE;
  for (guint i = 0; i < list->devices->len; i++)
    {
      const EdListedDevice *device = list->devices->pdata[i];

      if (device->revoked_at != ED_ABSENT)
        continue;
      if (!ed_outside_note_device (batch, device->id, error)
          || !ed_devices_revoke (batch->db, device->id, batch->now, error)
          || !ed_sign_ins_revoke_device (batch->db, device->id, batch->now, error)
          || !audit (batch, "device_revoked", device->id, error))
        return FALSE;
      errand->n++;
    }
  return TRUE;
}

gboolean
ed_upkeep_suspend (EdApi *api, const char *user, gboolean suspended, GError **error)
{
  Errand errand = { .suspended = suspended };

  return run (api, user, suspend, &errand, error);
}

gboolean
ed_upkeep_set_password (EdApi *api, const char *user, const char *password, GError **error)
{
  g_autofree char *hash = ed_api_hash_password (api, password);
  Errand errand = { .hash = hash };

  if (hash != NULL)
    return run (api, user, set_password, &errand, error);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE, "too little memory");
  return FALSE;
}

gboolean
ed_upkeep_reset_totp (EdApi *api, const char *user, GError **error)
{
  Errand errand = { 0 };

  return run (api, user, reset_totp, &errand, error);
}

gint64
ed_upkeep_revoke_devices (EdApi *api, const char *user, GError **error)
{
  Errand errand = { 0 };

  return run (api, user, revoke_devices, &errand, error) ? errand.n : -1;
}

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/invitation.h"

#include "base/duration.h"
#include "server/api-state.h"
#include "server/case-store.h"
#include "server/issued-table.h"

static gboolean
make (EdApi *api, EdMailKind kind, const char *account, EdMailSecrets *secrets, GError **error)
{
  secrets->password = ed_secrets_make_password ();
  secrets->days = kind == ED_MAIL_ACCOUNT_CREATED ? ED_INVITATION_DAYS : ED_RESET_DAYS;
  if (kind == ED_MAIL_ACCOUNT_CREATED)
    secrets->token = ed_secrets_make_token ();
  secrets->hash = ed_secrets_hash_password (secrets->password, api->opslimit, api->memlimit);
  if (secrets->hash != NULL)
    return TRUE;
  g_set_error_literal (error, G_FILE_ERROR, G_FILE_ERROR_NOMEM, "a password cannot be hashed");
  return FALSE;
}

static gboolean
store (EdBatch *batch,
       EdMailKind kind,
       const char *account,
       const EdMailSecrets *secrets,
       gboolean *wanted,
       GError **error)
{
  gboolean is_new = kind == ED_MAIL_ACCOUNT_CREATED;
  gint64 days = is_new ? ED_INVITATION_DAYS : ED_RESET_DAYS;
  g_autoptr (EdAccount) owner = NULL;
  GError *local = NULL;

  owner = ed_case_store_load_account (batch, account, NULL, &local);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  *wanted = owner != NULL && owner->state == (is_new ? ED_ACCOUNT_INVITED : ED_ACCOUNT_ACTIVE);
  return !*wanted
         || ed_issued_set (batch->db,
                           account,
                           secrets->hash,
                           secrets->token,
                           batch->now + days * ED_DAY_MS,
                           error);
}

const EdMailSecretsMaker ed_invitation_secrets = { make, store };

gboolean
ed_invitation_alert (EdBatch *batch, const EdAccount *account, const char *event, GError **error)
{
  EdMail mail = { .kind = ED_MAIL_COORDINATOR_CHANGED, .event = event, .account_id = account->id };

  return (ed_account_roles (account) & ED_ROLE_COORDINATOR) == 0
         || ed_mail_queue_to_coordinator (batch, &mail, NULL, error);
}

gboolean
ed_invitation_send (EdBatch *batch,
                    const EdAccount *account,
                    const char *event,
                    gboolean alert,
                    GError **error)
{
  EdMail mail = { .kind = account->state == ED_ACCOUNT_INVITED ? ED_MAIL_ACCOUNT_CREATED
                                                               : ED_MAIL_PASSWORD_RESET,
                  .event = event };

  return ed_mail_queue (batch, &mail, account->id, error)
         && (!alert || ed_invitation_alert (batch, account, event, error));
}

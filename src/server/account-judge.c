/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Commands on an account: its document and views, and with them how it signs in. */

#include <string.h>

#include "domain/account-rules.h"
#include "server/api-state.h"
#include "server/case-store.h"
#include "server/credential-table.h"
#include "server/invitation.h"
#include "server/issued-table.h"
#include "server/judge.h"
#include "server/ledger.h"
#include "server/outside.h"
#include "server/projection.h"
#include "server/sign-in-table.h"
#include "server/totp-proof.h"

/* One command on its way through. */
typedef struct
{
  EdBatch *batch;
  const EdSender *sender;
  const EdEnvelope *envelope;
  const EdCommand *command;
  /* What mails are about: the id of the command alone may be another sender's too. */
  char *event;
  gint64 at;
  EdAccount *account; /* NULL: none, or none that the sender may know of */
  gint64 rev;
} Trial;

/* Loads the target as far as the sender may know of it. */
static gboolean
load_target (Trial *trial, GError **error)
{
  guint roles = ed_account_roles (trial->sender->account);
  const char *id = trial->command->target_id;
  GError *local = NULL;

  if ((roles & (ED_ROLE_COORDINATOR | ED_ROLE_ADMINISTRATOR)) == 0
      && strcmp (id, trial->sender->account->id) != 0)
    return TRUE;
  trial->account = ed_case_store_load_account (trial->batch, id, &trial->rev, &local);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

/* Whether another account has the user name that the command gives. */
static gboolean
find_taken (Trial *trial, gboolean *taken, GError **error)
{
  const char *user = ed_account_new_user (trial->command);
  g_autofree char *folded = user != NULL ? ed_credentials_fold_user (user) : NULL;
  g_autoptr (EdCredential) credential = NULL;
  GError *local = NULL;

  *taken = FALSE;
  if (folded == NULL)
    return TRUE;
  credential = ed_credentials_find (trial->batch->db, folded, &local);
  *taken = credential != NULL && strcmp (credential->account, trial->command->target_id) != 0;
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

static gboolean
look_around (Trial *trial, EdAccountCircumstances *circumstances, GError **error)
{
  gint64 others =
      ed_credentials_count_administrators (trial->batch->db, trial->command->target_id, error);

  circumstances->account_id = trial->sender->account->id;
  circumstances->roles = ed_account_roles (trial->sender->account);
  circumstances->at = trial->at;
  circumstances->other_administrators = (guint) MAX (others, 0);
  return others >= 0 && find_taken (trial, &circumstances->user_taken, error);
}

/* Nobody knows the first password: the one that signs in is made when the invitation leaves. */
static gboolean
add_credential (Trial *trial, GError **error)
{
  const EdAccount *account = trial->account;
  g_autofree char *user = ed_credentials_fold_user (account->user);
  EdCredential credential = {
    .account = account->id,
    .hash = trial->batch->api->nobody_hash,
    .roles = ed_account_roles (account),
    .state = account->state,
    .suggest_change = 1,
  };

  return ed_credentials_add (trial->batch->db, &credential, user, trial->batch->now, error);
}

/* What was mailed to another address may be in other hands: it is no longer good. */
static gboolean
settle_issued (Trial *trial, const char *former_address, GError **error)
{
  return g_strcmp0 (ed_account_address (trial->account), former_address) == 0
         || ed_issued_clear (trial->batch->db, trial->account->id, error);
}

/* That it may be used no longer, or again, holds in an older database too. */
static gboolean
note_outside (Trial *trial, GError **error)
{
  EdCommandType type = trial->command->type;

  if (type != ED_COMMAND_ACCOUNT_SUSPEND && type != ED_COMMAND_ACCOUNT_RESUME)
    return TRUE;
  return ed_outside_note_account (trial->batch,
                                  trial->account->id,
                                  type == ED_COMMAND_ACCOUNT_SUSPEND ? ED_OUTSIDE_SUSPENDED
                                                                     : ED_OUTSIDE_RESUMED,
                                  error);
}

/* Lets the account sign in as it now is, or no longer. */
static gboolean
update_credential (Trial *trial, guint former_roles, GError **error)
{
  EdDb *db = trial->batch->db;
  const EdAccount *account = trial->account;
  g_autofree char *user = ed_credentials_fold_user (account->user);
  guint roles = ed_account_roles (account);

  return ed_credentials_set_user (db, account->id, user, error)
         && (roles == former_roles
             || (ed_credentials_set_roles (db, account->id, roles, error)
                 && ed_outside_note_roles (trial->batch, account->id, account->roles, error)))
         && ed_credentials_set_state (db, account->id, account->state, error)
         && note_outside (trial, error)
         && (account->state != ED_ACCOUNT_SUSPENDED
             || ed_sign_ins_revoke_account (db, account->id, NULL, trial->batch->now, error));
}

/* Who may have the second factor that is taken away is out, and everybody hears of it who should.
 */
static gboolean
settle_totp (Trial *trial, GError **error)
{
  const EdCommand *command = trial->command;
  const char *account = trial->account->id;
  EdBatch *batch = trial->batch;

  return command->type != ED_COMMAND_ACCOUNT_RESET_TOTP
         || (ed_totp_proof_drop (batch, account, trial->event, error)
             && ed_sign_ins_revoke_account (batch->db, account, NULL, batch->now, error)
             && ed_invitation_alert (batch, trial->account, trial->event, error));
}

/* Whoever reads mails at the address that it had learns that they go elsewhere: nobody is shut out
 * of their account unseen. */
static gboolean
tell_former (Trial *trial, const char *former_address, GError **error)
{
  EdMail mail = { .kind = ED_MAIL_ADDRESS_CHANGED, .event = trial->event, .text = former_address };

  return former_address == NULL
         || g_strcmp0 (ed_account_address (trial->account), former_address) == 0
         || ed_mail_queue (trial->batch, &mail, trial->account->id, error);
}

/* What the account's money follows. */
static gboolean
settle_fee (Trial *trial, GError **error)
{
  const EdArgs *args = trial->command->args;

  return trial->command->type != ED_COMMAND_FEE_SET
         || ed_ledger_fill (trial->batch, trial->account, args->type, error);
}

/* The mails that follow: an account that now may coordinate is made known to those who do, and one
 * whose passwords somebody else has sent elsewhere. Of what is handed back after a restore, too:
 * nobody silences an alert by saying so. */
static gboolean
tell (Trial *trial, guint former_roles, const char *former_address, GError **error)
{
  const EdCommand *command = trial->command;
  const EdAccount *account = trial->account;
  guint risen = ed_account_roles (account) & ~former_roles & ED_ROLE_COORDINATOR;
  gboolean moved = strcmp (account->id, trial->sender->account->id) != 0
                   && g_strcmp0 (ed_account_address (account), former_address) != 0;

  if (command->type == ED_COMMAND_ACCOUNT_CREATE || command->type == ED_COMMAND_ACCOUNT_INVITE)
    return ed_invitation_send (trial->batch, account, trial->event, TRUE, error);
  return (risen == 0 && !moved) || ed_invitation_alert (trial->batch, account, trial->event, error);
}

static gboolean
try_command (Trial *trial, EdResult *result, GError **error)
{
  EdAccountCircumstances circumstances = { 0 };
  guint former_roles = trial->account != NULL ? ed_account_roles (trial->account) : 0;
  g_autofree char *former_address =
      trial->account != NULL ? g_strdup (ed_account_address (trial->account)) : NULL;
  EdRefusal refusal;

  if (!look_around (trial, &circumstances, error))
    return FALSE;
  if (!ed_account_apply (&trial->account, trial->command, &circumstances, &refusal))
    return ed_judge_reject (result, &refusal);
  result->status = ED_RESULT_APPLIED;
  result->rev = trial->rev + 1;
  return (trial->command->type == ED_COMMAND_ACCOUNT_CREATE
              ? add_credential (trial, error)
              : update_credential (trial, former_roles, error)
                    && settle_issued (trial, former_address, error))
         && ed_projection_write_account (trial->batch, trial->account, result->rev, error)
         && settle_fee (trial, error) && settle_totp (trial, error)
         && tell (trial, former_roles, former_address, error)
         && tell_former (trial, former_address, error);
}

gboolean
ed_judge_account (EdBatch *batch,
                  const EdSender *sender,
                  EdEnvelope *envelope,
                  EdResult *result,
                  gint64 *at,
                  GError **error)
{
  Trial trial = {
    .batch = batch,
    .sender = sender,
    .envelope = envelope,
    .command = envelope->command,
    .event = g_strconcat (sender->account->id, "/", envelope->command->id, NULL),
    .at = *at,
  };
  gboolean done = load_target (&trial, error) && try_command (&trial, result, error);

  g_clear_pointer (&trial.account, ed_account_free);
  g_free (trial.event);
  return done;
}

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/activation.h"

#include "server/api-state.h"
#include "server/case-store.h"
#include "server/credential-table.h"
#include "server/mail.h"
#include "server/projection.h"

static gboolean
activate (EdBatch *batch, EdAccount *account, GError **error)
{
  account->state = ED_ACCOUNT_ACTIVE;
  account->confirmed_at = batch->now;
  return ed_credentials_set_state (batch->db, account->id, account->state, error);
}

/* Told once the account is written: a mail is for who may be told by what the document says. */
static gboolean
confirm (EdBatch *batch, const EdAccount *account, GError **error)
{
  EdMail mail = { .kind = ED_MAIL_ACCOUNT_ACTIVATED, .event = account->id };

  return ed_mail_queue (batch, &mail, account->id, error);
}

EdAccount *
ed_activation_meet (EdBatch *batch, const char *id, gboolean seen, gint64 *rev, GError **error)
{
  gint64 found = 0;
  g_autoptr (EdAccount) account = ed_case_store_load_account (batch, id, &found, error);
  gint64 today = ed_zone_date (batch->api->zone, batch->now);
  gboolean is_first, is_seen;

  if (account == NULL)
    return NULL;
  is_first = account->state == ED_ACCOUNT_INVITED;
  is_seen = seen && account->seen_on != today;
  if (is_first && !activate (batch, account, error))
    return NULL;
  if (is_seen)
    account->seen_on = today;
  if (is_first || is_seen)
    found++;
  if ((is_first || is_seen) && !ed_projection_write_account (batch, account, found, error))
    return NULL;
  if (is_first && !confirm (batch, account, error))
    return NULL;
  if (rev != NULL)
    *rev = found;
  return g_steal_pointer (&account);
}

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/noted.h"

#include "server/api-state.h"
#include "server/audit-table.h"
#include "server/batch.h"
#include "server/case-store.h"
#include "server/credential-table.h"
#include "server/issued-table.h"
#include "server/outside.h"
#include "server/projection.h"
#include "server/release-table.h"
#include "server/sign-in-table.h"

/* What the changes of one account come to. */
typedef struct
{
  gboolean is_suspended;
  gboolean is_locked; /* what opened it then opens it no more */
  char **roles;       /* it has these now; borrowed, NULL: those that it had */
} Outcome;

static Outcome
sum_up (const GPtrArray *changes, const char *account)
{
  Outcome outcome = { FALSE, FALSE, NULL };

  for (guint i = 0; i < changes->len; i++)
    {
      const EdOutsideAccount *change = changes->pdata[i];

      if (!g_str_equal (change->account, account))
        continue;
      if (change->change == ED_OUTSIDE_SUSPENDED || change->change == ED_OUTSIDE_RESUMED)
        outcome.is_suspended = change->change == ED_OUTSIDE_SUSPENDED;
      else if (change->change == ED_OUTSIDE_ROLES)
        outcome.roles = change->roles;
      else
        outcome.is_locked = TRUE;
    }
  return outcome;
}

static gboolean
audit (EdBatch *batch, const char *what, const char *account, GError **error)
{
  return ed_audit_add (batch->db, batch->now, NULL, NULL, what, account, "restored", error);
}

/* As when it was suspended (domain/account-rules.c): who resumes it does not invite it anew. */
static void
suspend (EdAccount *account, gint64 now)
{
  if (account->state == ED_ACCOUNT_ACTIVE && account->confirmed_at == ED_ABSENT)
    account->confirmed_at = now;
  account->state = ED_ACCOUNT_SUSPENDED;
}

/* What the account may do is as it was decided last. */
static gboolean
change (EdBatch *batch, EdAccount *account, gint64 rev, const Outcome *outcome, GError **error)
{
  const EdField *roles = ed_record_type_find (&ed_account_type, "roles");
  const EdAccount decided = { .roles = outcome->roles };
  gboolean suspends = outcome->is_suspended && account->state != ED_ACCOUNT_SUSPENDED;
  gboolean moves = outcome->roles != NULL && !ed_field_equal (roles, account, &decided);

  if (suspends)
    suspend (account, batch->now);
  if (moves)
    ed_field_copy (roles, account, &decided);
  if (!suspends && !moves)
    return TRUE;
  return ed_projection_write_account (batch, account, rev + 1, error)
         && ed_credentials_set_state (batch->db, account->id, account->state, error)
         && (!suspends || audit (batch, "account.suspend", account->id, error))
         && (!moves
             || (ed_credentials_set_roles (batch->db,
                                           account->id,
                                           ed_account_roles (account),
                                           error)
                 && audit (batch, "account.edit", account->id, error)));
}

static gboolean
lock (EdBatch *batch, const char *account, GError **error)
{
  return ed_credentials_set_password (batch->db,
                                      account,
                                      batch->api->nobody_hash,
                                      FALSE,
                                      batch->now,
                                      error)
         && ed_issued_clear (batch->db, account, error)
         && audit (batch, "password_ended", account, error);
}

static gboolean
settle (EdBatch *batch, const GPtrArray *changes, const char *account, GError **error)
{
  for (guint i = 0; i < changes->len; i++)
    {
      const EdOutsideAccount *change = changes->pdata[i];

      if (g_str_equal (change->account, account)
          && !ed_outside_settle_account (batch->db, change->mark, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
apply (EdBatch *batch, const GPtrArray *changes, const char *id, GError **error)
{
  Outcome outcome = sum_up (changes, id);
  GError *local = NULL;
  gint64 rev = 0;
  g_autoptr (EdAccount) account = ed_case_store_load_account (batch, id, &rev, &local);

  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  if (account == NULL)
    return TRUE;
  return change (batch, account, rev, &outcome, error)
         && (!outcome.is_locked || lock (batch, id, error))
         && ((!outcome.is_suspended && !outcome.is_locked)
             || ed_sign_ins_revoke_account (batch->db, id, NULL, batch->now, error))
         && settle (batch, changes, id, error);
}

static gboolean
apply_all (EdBatch *batch, const GPtrArray *changes, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < changes->len; i++)
    {
      const EdOutsideAccount *change = changes->pdata[i];

      if (g_hash_table_add (seen, change->account)
          && !apply (batch, changes, change->account, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
ed_noted_apply_accounts (EdApi *api, GError **error)
{
  g_autoptr (GPtrArray) changes = ed_outside_list_accounts (api->folder, api->writer, error);
  EdBatch batch;

  if (changes == NULL || changes->len == 0)
    return changes != NULL;
  if (!ed_batch_begin (&batch, api, error))
    return FALSE;
  if (apply_all (&batch, changes, error))
    return ed_batch_finish (&batch, error);
  ed_batch_abandon (&batch);
  return FALSE;
}

static gboolean
is_any_missing (char **texts, char **among)
{
  for (char **text = texts; *text != NULL; text++)
    if (!g_strv_contains ((const char *const *) among, *text))
      return TRUE;
  return FALSE;
}

static gboolean
exchange_releases (EdBatch *batch, char **noted, char **known, GError **error)
{
  for (char **text = noted; *text != NULL; text++)
    if (!g_strv_contains ((const char *const *) known, *text)
        && !ed_releases_learn (batch->db, *text, error))
      return FALSE;
  for (char **text = known; *text != NULL; text++)
    if (!ed_outside_note_release (batch, *text, error))
      return FALSE;
  return TRUE;
}

gboolean
ed_noted_apply_releases (EdApi *api, GError **error)
{
  g_auto (GStrv) noted = ed_outside_list_releases (api->folder, error);
  g_auto (GStrv) known = NULL;
  EdBatch batch;

  if (noted == NULL)
    return FALSE;
  known = ed_releases_list (api->writer, api->organisation->content_key, error);
  if (known == NULL || (!is_any_missing (noted, known) && !is_any_missing (known, noted)))
    return known != NULL;
  if (!ed_batch_begin (&batch, api, error))
    return FALSE;
  if (exchange_releases (&batch, noted, known, error))
    return ed_batch_finish (&batch, error);
  ed_batch_abandon (&batch);
  return FALSE;
}

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "domain/own-money.h"

static gboolean
is_free (const char *account_id, guint roles)
{
  return account_id == NULL || (roles & ED_ROLE_ADMINISTRATOR) != 0;
}

static gboolean
has_sessions (const EdCase *case_, const char *assignment_id)
{
  g_autoptr (GPtrArray) sessions = ed_case_list_sessions_of (case_, assignment_id);

  return sessions->len > 0;
}

gboolean
ed_case_is_own_money (const EdCase *case_, const char *account_id, guint roles)
{
  if (is_free (account_id, roles))
    return FALSE;
  if (g_strcmp0 (case_->expert_id, account_id) == 0)
    return TRUE;
  for (guint i = 0; i < case_->assignments->len; i++)
    {
      const EdAssignment *ended = case_->assignments->pdata[i];

      if (g_strcmp0 (ended->expert_id, account_id) == 0 && has_sessions (case_, ended->id))
        return TRUE;
    }
  return FALSE;
}

gboolean
ed_fee_statement_is_own_money (const EdFeeStatement *statement, const char *account_id, guint roles)
{
  return !is_free (account_id, roles) && g_strcmp0 (statement->expert_id, account_id) == 0;
}

GPtrArray *
ed_fee_statement_list_payable (const GPtrArray *statements, const EdAccount *account)
{
  guint roles = ed_account_roles (account);
  g_autoptr (GPtrArray) accepted = ed_fee_statement_list_in (statements, ED_STATEMENT_ACCEPTED);
  GPtrArray *payable = g_ptr_array_new ();

  for (guint i = 0; i < accepted->len; i++)
    if (!ed_fee_statement_is_own_money (accepted->pdata[i], account->id, roles))
      g_ptr_array_add (payable, accepted->pdata[i]);
  return payable;
}

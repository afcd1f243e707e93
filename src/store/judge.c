/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Applies commands here as the server will, as far as this machine knows: the account's roles, the
 * settings and the time as the server would tell it. */

#include "store/overlay.h"

#include "store/document.h"

#define FACT_CLOCK_OFFSET "clock_offset_ms"

struct _EdJudge
{
  EdStore *store;
  EdAccount *account; /* NULL before anything is known: no roles */
  EdSettings *settings;
  EdZone *zone;
  gint64 offset;
  gint64 now; /* as the server would say it */
};

EdJudge *
ed_judge_new (EdStore *store, GError **error)
{
  g_autoptr (EdJudge) judge = g_new0 (EdJudge, 1);
  GError *local = NULL;

  judge->store = store;
  judge->account = ed_store_load_own_account (store, &local);
  if (local == NULL)
    judge->settings = ed_store_load_settings (store, &local);
  if (local == NULL)
    ed_facts_get_number (store, FACT_CLOCK_OFFSET, &judge->offset, &local);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return NULL;
    }
  judge->zone = ed_settings_make_zone (judge->settings);
  judge->now = ed_clock_now (store->clock) + judge->offset;
  return g_steal_pointer (&judge);
}

void
ed_judge_free (EdJudge *judge)
{
  if (judge == NULL)
    return;
  g_clear_pointer (&judge->account, ed_account_free);
  g_clear_pointer (&judge->settings, ed_settings_free);
  g_clear_pointer (&judge->zone, ed_zone_free);
  g_free (judge);
}

/* The account that an assignment names; *EXPERT is NULL when it is not held. */
static gboolean
find_expert (EdJudge *judge, const EdCommand *command, EdAccount **expert, GError **error)
{
  const EdArgs *args = command->args;
  g_autofree char *body = NULL;

  *expert = NULL;
  if (command->type != ED_COMMAND_CASE_ASSIGN || args->expert == NULL)
    return TRUE;
  if (!ed_document_find (judge->store, "account", args->expert, NULL, &body, error))
    return FALSE;
  if (body != NULL)
    *expert = ed_body_parse (&ed_account_type, body, error);
  return body == NULL || *expert != NULL;
}

gboolean
ed_judge_apply (EdJudge *judge,
                EdCase **case_,
                const EdCommand *command,
                gint64 number,
                EdRefusal *refusal,
                GError **error)
{
  g_autoptr (EdAccount) expert = NULL;
  EdCircumstances circumstances = { 0 };
  gint64 beginning = ED_ABSENT;
  gboolean moved;

  if (!find_expert (judge, command, &expert, error))
    return FALSE;
  if (*case_ != NULL && command->assignment_id != NULL
      && g_strcmp0 ((*case_)->assignment_id, command->assignment_id) == 0)
    beginning = (*case_)->assigned_at;
  circumstances.account_id = judge->account != NULL ? judge->account->id : NULL;
  circumstances.account_name = judge->account != NULL ? judge->account->name : NULL;
  circumstances.roles = judge->account != NULL ? ed_account_roles (judge->account) : 0;
  circumstances.at = ed_clamp_at (command->done_at, judge->offset, beginning, judge->now, &moved);
  circumstances.received_at = circumstances.at;
  circumstances.number = number;
  circumstances.expert = expert;
  circumstances.settings = judge->settings;
  circumstances.zone = judge->zone;
  return ed_case_apply (case_, command, &circumstances, refusal);
}

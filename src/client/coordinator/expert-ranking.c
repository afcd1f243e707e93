/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/coordinator/expert-ranking.h"

#include "domain/request-rules.h"

#include <string.h>

static gboolean
is_same_place (const char *a, const char *b)
{
  g_autofree char *folded_a = g_utf8_casefold (a, -1);
  g_autofree char *folded_b = g_utf8_casefold (b, -1);

  return g_utf8_collate (folded_a, folded_b) == 0;
}

static gboolean
works_in (const EdAccount *account, const char *city)
{
  for (char **place = account->cities; city != NULL && place != NULL && *place != NULL; place++)
    if (is_same_place (*place, city))
      return TRUE;
  return FALSE;
}

static gboolean
has_declined (const EdAccount *account, const EdCase *case_)
{
  for (guint i = 0; i < case_->declined->len; i++)
    if (g_strcmp0 (((const EdDecline *) case_->declined->pdata[i])->by, account->id) == 0)
      return TRUE;
  return FALSE;
}

static EdFit
find_fit (const EdAccount *account, const EdCase *case_)
{
  if (account->state == ED_ACCOUNT_SUSPENDED)
    return ED_FIT_SUSPENDED;
  if (!ed_account_takes (account, case_->type))
    return ED_FIT_OTHER_TYPE;
  if (case_->assignment_id != NULL && g_strcmp0 (account->id, case_->expert_id) == 0)
    return ED_FIT_HAS_CASE;
  return ED_FIT_SUITABLE;
}

static gboolean
names_kind (const EdAccount *account, const EdCase *case_)
{
  if (case_->type != ED_CASE_HEALTH_COACHING || case_->coaching_kind == ED_ABSENT
      || account->coaching_kinds == NULL)
    return TRUE;
  return g_strv_contains ((const char *const *) account->coaching_kinds,
                          ed_coaching_kind_choices[case_->coaching_kind].word);
}

EdMatch
ed_expert_match (const EdAccount *account, const EdCase *case_, gint64 today)
{
  const char *type = ed_case_type_choices[case_->type].word;

  return (EdMatch){
    .fit = find_fit (account, case_),
    .names_type = account->case_types != NULL
                  && g_strv_contains ((const char *const *) account->case_types, type),
    .in_city = works_in (account, case_->city),
    .has_declined = has_declined (account, case_),
    .is_away = ed_account_is_away (account, today),
    .names_kind = names_kind (account, case_),
  };
}

static gboolean
has_handed_back (const EdAccount *account, const EdRequest *request)
{
  for (guint i = 0; i < request->assignments->len; i++)
    {
      const EdRequestAssignment *assignment = request->assignments->pdata[i];

      if (assignment->ended == ED_REQUEST_END_HANDED_BACK
          && g_strcmp0 (assignment->expert_id, account->id) == 0)
        return TRUE;
    }
  return FALSE;
}

EdMatch
ed_expert_match_request (const EdAccount *account, const EdRequest *request, gint64 today)
{
  EdMatch match = {
    .fit = ED_FIT_SUITABLE,
    .has_declined = has_handed_back (account, request),
    .is_wished = g_strcmp0 (account->id, request->recipient_id) == 0,
    .is_away = ed_account_is_away (account, today),
    .names_kind = TRUE,
  };

  if (!ed_request_takes_expert (request, account))
    match.fit = ED_FIT_SUSPENDED;
  else if (request->assignment_id != NULL && g_strcmp0 (account->id, request->expert_id) == 0)
    match.fit = ED_FIT_HAS_CASE;
  return match;
}

int
ed_match_compare (const EdAccount *a,
                  const EdAccount *b,
                  const EdMatch *match_a,
                  const EdMatch *match_b,
                  gint64 open_a,
                  gint64 open_b)
{
  if (match_a->fit != match_b->fit)
    return (int) match_a->fit - (int) match_b->fit;
  if (match_a->is_wished != match_b->is_wished)
    return match_b->is_wished - match_a->is_wished;
  if (match_a->is_away != match_b->is_away)
    return match_a->is_away - match_b->is_away;
  if (match_a->has_declined != match_b->has_declined)
    return match_a->has_declined - match_b->has_declined;
  if (match_a->names_kind != match_b->names_kind)
    return match_b->names_kind - match_a->names_kind;
  if (match_a->names_type != match_b->names_type)
    return match_b->names_type - match_a->names_type;
  if (match_a->in_city != match_b->in_city)
    return match_b->in_city - match_a->in_city;
  if (MAX (open_a, 0) != MAX (open_b, 0))
    return MAX (open_a, 0) < MAX (open_b, 0) ? -1 : 1;
  return g_utf8_collate (a->name, b->name);
}

int
ed_expert_compare (const EdAccount *a,
                   const EdAccount *b,
                   const EdCase *case_,
                   gint64 open_a,
                   gint64 open_b,
                   gint64 today)
{
  EdMatch match_a = ed_expert_match (a, case_, today);
  EdMatch match_b = ed_expert_match (b, case_, today);

  return ed_match_compare (a, b, &match_a, &match_b, open_a, open_b);
}

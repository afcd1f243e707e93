/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Handing a case to an expert, their contact with the client, and handing it back; and who is the
 * best to be given one. */

#include "domain/assignment-rules.h"

#include "domain/bounds.h"
#include "domain/fold.h"
#include "domain/request-rules.h"
#include "domain/ruling.h"

/* Moves the open assignment to those that have ended. Its sessions, attempts, documents and
 * events stay where they are, marked with its id. */
static void
end_assignment (EdCase *case_, EdAssignmentEnd ended, gint64 to)
{
  static const char *const of_assignment[] = {
    "assignment_id",
    "expert_id",
    "expert_name",
    "assigned_at",
    "assigned_by",
    "assigned_by_name",
    "contacted_at",
    "contacted_received_at",
    "satisfaction_score",
    "satisfaction_not_possible",
    "sessions_asked",
    "sessions_asked_why",
    "sessions_refused_why",
    "closing",
    "approval",
    "returned",
  };
  EdAssignment *assignment = ed_record_new (&ed_assignment_type);

  assignment->id = g_strdup (case_->assignment_id);
  assignment->expert_id = g_strdup (case_->expert_id);
  assignment->expert_name = g_strdup (case_->expert_name);
  assignment->from = case_->assigned_at;
  assignment->to = to;
  assignment->ended = ended;
  assignment->contacted_at = case_->contacted_at;
  g_ptr_array_add (case_->assignments, assignment);
  for (guint i = 0; i < G_N_ELEMENTS (of_assignment); i++)
    ed_field_clear (ed_record_type_find (&ed_case_type, of_assignment[i]), case_);
}

/* Who takes a case from an expert names the assignment that they mean to end, so that of two
 * coordinators the later one does not overrun the earlier. */
static gboolean
check_former (EdRuling *ruling)
{
  const char *open = ruling->case_->assignment_id;
  const char *former = ruling->command->assignment_id;

  if (g_strcmp0 (open, former) == 0)
    return TRUE;
  return ed_ruling_refuse (ruling,
                           open != NULL ? ED_REFUSAL_ALREADY_ASSIGNED : ED_REFUSAL_WRONG_STATE,
                           NULL);
}

gboolean
ed_rule_case_assign (EdRuling *ruling)
{
  const EdCircumstances *circumstances = ruling->circumstances;
  const EdAccount *expert = circumstances->expert;
  EdCase *case_ = ruling->case_;

  if (!check_former (ruling))
    return FALSE;
  if (expert == NULL || g_strcmp0 (expert->id, ruling->args->expert) != 0
      || !ed_account_takes (expert, case_->type))
    return ed_ruling_refuse (ruling, ED_REFUSAL_EXPERT_NOT_SUITABLE, "expert");
  if (!ed_ruling_has_room (ruling, case_->assignments, ED_CASE_ASSIGNMENTS_MAX, "assignments"))
    return FALSE;

  if (case_->assignment_id != NULL)
    end_assignment (case_, ED_END_REASSIGNED, circumstances->received_at);
  case_->state = ED_CASE_ASSIGNED;
  case_->assignment_id = g_strdup (ruling->command->id);
  case_->expert_id = g_strdup (expert->id);
  case_->expert_name = g_strdup (expert->name);
  /* The expert's hours run from when they could know of it. */
  case_->assigned_at = circumstances->received_at;
  case_->assigned_by = g_strdup (circumstances->account_id);
  case_->assigned_by_name = g_strdup (circumstances->account_name);
  return ed_ruling_record (ruling, ED_EVENT_ASSIGNED);
}

/* A time that was typed lies between the assignment and now. */
static gboolean
check_contact_at (EdRuling *ruling)
{
  gint64 at = ruling->args->at;

  if (at < ruling->case_->assigned_at || at > ruling->circumstances->received_at)
    return ed_ruling_refuse (ruling, ED_REFUSAL_INVALID, "at");
  return TRUE;
}

static gboolean
set_contact (EdRuling *ruling, gint64 at, EdEventKind what)
{
  ruling->case_->contacted_at = at;
  ruling->case_->contacted_received_at = ruling->circumstances->received_at;
  return ed_ruling_record (ruling, what);
}

gboolean
ed_rule_case_contact (EdRuling *ruling)
{
  gint64 at = ruling->args->at;

  if (ruling->case_->contacted_at != ED_ABSENT)
    return ed_ruling_refuse (ruling, ED_REFUSAL_ALREADY_CONTACTED, NULL);
  if (at != ED_ABSENT && !check_contact_at (ruling))
    return FALSE;
  /* One click is never refused for a desk's clock that is behind. */
  if (at == ED_ABSENT)
    at = MAX (ruling->circumstances->at, ruling->case_->assigned_at);
  return set_contact (ruling, at, ED_EVENT_CONTACTED);
}

gboolean
ed_rule_contact_correct (EdRuling *ruling)
{
  if (ruling->case_->contacted_at == ED_ABSENT)
    return ed_ruling_refuse (ruling, ED_REFUSAL_NOT_CONTACTED, NULL);
  if (!check_contact_at (ruling))
    return FALSE;
  return set_contact (ruling, ruling->args->at, ED_EVENT_CONTACT_CORRECTED);
}

gboolean
ed_rule_case_decline (EdRuling *ruling)
{
  g_autoptr (GPtrArray) sessions = ed_case_list_sessions (ruling->case_);
  EdCase *case_ = ruling->case_;
  EdDecline *decline;

  if (case_->contacted_at != ED_ABSENT)
    return ed_ruling_refuse (ruling, ED_REFUSAL_ALREADY_CONTACTED, NULL);
  if (sessions->len > 0)
    return ed_ruling_refuse (ruling, ED_REFUSAL_HAS_SESSIONS, NULL);

  decline = ed_record_new (&ed_decline_type);
  decline->at = ruling->circumstances->at;
  decline->by = g_strdup (case_->expert_id);
  decline->by_name = g_strdup (case_->expert_name);
  decline->reason = ruling->args->reason;
  g_ptr_array_add (case_->declined, decline);
  ed_ruling_record (ruling, ED_EVENT_DECLINED);
  /* Of it too nobody could know before. */
  end_assignment (case_, ED_END_DECLINED, ruling->circumstances->received_at);
  case_->state = ED_CASE_DECLINED;
  return TRUE;
}

/* --- who could take it ------------------------------------------------------------------------ */

static gboolean
is_same_place (const char *a, const char *b)
{
  g_autofree char *folded_a = ed_fold (a);
  g_autofree char *folded_b = ed_fold (b);

  return g_str_equal (g_strstrip (folded_a), g_strstrip (folded_b));
}

/* Whoever is spoken to from afar may be anywhere. */
static gboolean
must_meet (const EdCase *case_)
{
  return case_->consultation_mode == ED_ABSENT
         || g_str_equal (ed_consultation_mode_choices[case_->consultation_mode].word, "in_person");
}

static gboolean
works_in (const EdAccount *account, const char *city)
{
  for (char **place = account->cities; city != NULL && place != NULL && *place != NULL; place++)
    if (is_same_place (*place, city))
      return TRUE;
  return FALSE;
}

/* When ACCOUNT declined CASE_ last, or ED_ABSENT. */
static gint64
find_decline (const EdAccount *account, const EdCase *case_)
{
  gint64 at = ED_ABSENT;

  for (guint i = 0; i < case_->declined->len; i++)
    {
      const EdDecline *decline = case_->declined->pdata[i];

      if (g_strcmp0 (decline->by, account->id) == 0)
        at = MAX (at, decline->at);
    }
  return at;
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

static gboolean
speaks_with (const EdAccount *account, const EdCompany *company)
{
  if (company == NULL || company->languages == NULL)
    return TRUE;
  for (char **language = account->languages; language != NULL && *language != NULL; language++)
    if (g_strv_contains ((const char *const *) company->languages, *language))
      return TRUE;
  return FALSE;
}

static EdFit
find_fit (const EdAccount *account, const EdCase *case_, const EdMatch *match)
{
  if (account->state == ED_ACCOUNT_SUSPENDED)
    return ED_FIT_SUSPENDED;
  if (!ed_account_takes (account, case_->type))
    return ED_FIT_OTHER_TYPE;
  if (case_->assignment_id != NULL && g_strcmp0 (account->id, case_->expert_id) == 0)
    return ED_FIT_HAS_CASE;
  /* Of somebody who has not said which languages they speak, nothing is known. */
  return match->is_away || match->has_declined || !match->names_kind
                 || (!match->speaks && account->languages != NULL)
             ? ED_FIT_DOUBTFUL
             : ED_FIT_SUITABLE;
}

gboolean
ed_fit_is_allowed (EdFit fit)
{
  return fit == ED_FIT_SUITABLE || fit == ED_FIT_DOUBTFUL;
}

EdMatch
ed_expert_match (const EdAccount *account,
                 const EdCase *case_,
                 const EdCompany *company,
                 const EdBurden *burden,
                 gint64 today)
{
  const char *type = ed_case_type_choices[case_->type].word;
  gint64 declined_at = find_decline (account, case_);
  EdMatch match = {
    .names_type = account->case_types != NULL
                  && g_strv_contains ((const char *const *) account->case_types, type),
    .in_city = works_in (account, case_->city),
    .must_meet = must_meet (case_),
    .has_declined = declined_at != ED_ABSENT,
    .is_away = ed_account_is_away (account, today),
    .names_kind = names_kind (account, case_),
    .speaks = speaks_with (account, company),
    .declined_at = declined_at,
    .burden = *burden,
  };

  match.fit = find_fit (account, case_, &match);
  return match;
}

/* When ACCOUNT handed REQUEST back last, or ED_ABSENT. */
static gint64
find_hand_back (const EdAccount *account, const EdRequest *request)
{
  gint64 at = ED_ABSENT;

  for (guint i = 0; i < request->assignments->len; i++)
    {
      const EdRequestAssignment *assignment = request->assignments->pdata[i];

      if (assignment->ended == ED_REQUEST_END_HANDED_BACK
          && g_strcmp0 (assignment->expert_id, account->id) == 0)
        at = MAX (at, assignment->to);
    }
  return at;
}

EdMatch
ed_expert_match_request (const EdAccount *account,
                         const EdRequest *request,
                         const EdBurden *burden,
                         gint64 today)
{
  gint64 declined_at = find_hand_back (account, request);
  EdMatch match = {
    .fit = ED_FIT_SUITABLE,
    .has_declined = declined_at != ED_ABSENT,
    .is_wished = g_strcmp0 (account->id, request->recipient_id) == 0,
    .is_away = ed_account_is_away (account, today),
    .names_kind = TRUE,
    .speaks = TRUE,
    .declined_at = declined_at,
    .burden = *burden,
  };

  if (!ed_request_takes_expert (request, account))
    match.fit = ED_FIT_SUSPENDED;
  else if (request->assignment_id != NULL && g_strcmp0 (account->id, request->expert_id) == 0)
    match.fit = ED_FIT_HAS_CASE;
  else if (match.is_away || match.has_declined)
    match.fit = ED_FIT_DOUBTFUL;
  return match;
}

static gint64
weigh (const EdBurden *burden)
{
  return MAX (burden->open, 0) + MAX (burden->declined, 0);
}

int
ed_match_compare (const EdMatch *a, const EdMatch *b)
{
  if (a->fit != b->fit)
    return (int) a->fit - (int) b->fit;
  if (a->is_wished != b->is_wished)
    return b->is_wished - a->is_wished;
  if (a->is_away != b->is_away)
    return a->is_away - b->is_away;
  if (a->has_declined != b->has_declined)
    return a->has_declined - b->has_declined;
  if (a->names_kind != b->names_kind)
    return b->names_kind - a->names_kind;
  if (a->speaks != b->speaks)
    return b->speaks - a->speaks;
  if (a->names_type != b->names_type)
    return b->names_type - a->names_type;
  if (a->must_meet && a->in_city != b->in_city)
    return b->in_city - a->in_city;
  if (weigh (&a->burden) != weigh (&b->burden))
    return weigh (&a->burden) < weigh (&b->burden) ? -1 : 1;
  return b->in_city - a->in_city;
}

/* --- who gets which of many ------------------------------------------------------------------- */

/* The index of the expert with ID, or ED_ABSENT. */
static gint64
find_expert (const GPtrArray *experts, const char *id)
{
  for (guint i = 0; id != NULL && i < experts->len; i++)
    if (g_strcmp0 (((const EdAccount *) experts->pdata[i])->id, id) == 0)
      return i;
  return ED_ABSENT;
}

static gint64
find_best (const EdCase *case_,
           const GPtrArray *experts,
           const EdBurden *burdens,
           const GPtrArray *companies,
           gint64 today)
{
  const EdCompany *company = ed_company_of_case (companies, case_);
  gint64 best = ED_ABSENT;
  EdMatch best_match = { .fit = ED_FIT_SUSPENDED };

  for (guint i = 0; i < experts->len; i++)
    {
      EdMatch match = ed_expert_match (experts->pdata[i], case_, company, &burdens[i], today);

      if (match.fit != ED_FIT_SUITABLE
          || (best != ED_ABSENT && ed_match_compare (&match, &best_match) >= 0))
        continue;
      best = i;
      best_match = match;
    }
  return best;
}

GArray *
ed_assignment_spread (const GPtrArray *cases,
                      const GPtrArray *experts,
                      const EdBurden *burdens,
                      const GPtrArray *companies,
                      gint64 today)
{
  GArray *spread = g_array_set_size (g_array_new (FALSE, FALSE, sizeof (gint64)), cases->len);
  g_autofree EdBurden *carried = g_memdup2 (burdens, experts->len * sizeof *burdens);

  for (guint turn = 0; turn < 2; turn++)
    for (guint i = 0; i < cases->len; i++)
      {
        const EdCase *case_ = cases->pdata[i];
        gint64 former = find_expert (experts, case_->expert_id);
        gint64 *best = &g_array_index (spread, gint64, i);

        if ((case_->crisis_call == 1) != (turn == 0))
          continue;
        *best = ed_case_is_open (case_) ? find_best (case_, experts, carried, companies, today)
                                        : ED_ABSENT;
        if (*best == ED_ABSENT)
          continue;
        carried[*best].open = MAX (carried[*best].open, 0) + 1;
        if (former != ED_ABSENT && case_->assignment_id != NULL && carried[former].open > 0)
          carried[former].open--;
      }
  return spread;
}

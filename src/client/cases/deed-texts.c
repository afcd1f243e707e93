/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/cases/deed-texts.h"

#include "client/cases/profile-texts.h"
#include "client/dates.h"
#include "client/numbers.h"
#include "client/sentences.h"

#include <glib/gi18n.h>

static guint
find_checks (EdCaseItem *item)
{
  return ed_case_checks (ed_case_item_case (item),
                         ed_case_item_now (item),
                         ed_case_item_zone (item));
}

static gboolean
has_sessions (EdCaseItem *item)
{
  g_autoptr (GPtrArray) sessions = ed_case_list_sessions (ed_case_item_case (item));

  return sessions->len > 0;
}

/* --- sentences ------------------------------------------------------------------------------- */

static char *
say_close (EdCaseItem *item)
{
  char *missing = ed_profile_missing_text (NULL, item);

  return missing != NULL ? missing : g_strdup (_ ("The coordinator approves it afterwards."));
}

static char *
say_withdraw (EdCaseItem *item)
{
  return g_strdup (_ ("Opens the case again, until the closing has been approved."));
}

static char *
say_approve (EdCaseItem *item)
{
  const EdCase *case_ = ed_case_item_case (item);
  g_autofree char *moment = NULL;

  if (case_->closing == NULL)
    return g_strdup ("");
  if (ed_case_item_is_own_money (item))
    return ed_deed_refusal_sentence (ED_COMMAND_CASE_APPROVE, ED_REFUSAL_OWN_MONEY, NULL);
  moment = ed_instant_text (case_->closing->at, ed_case_item_zone (item));
  if (case_->closing->outcome == ED_OUTCOME_UNREACHABLE)
    return g_strdup_printf (_ ("Reported as unreachable on %s."), moment);
  if (case_->closing->outcome == ED_OUTCOME_DROPPED_OUT)
    return g_strdup_printf (_ ("Closed on %s, the client became unreachable."), moment);
  return g_strdup_printf (_ ("Closed on %s, the counselling was completed."), moment);
}

static char *
say_return (EdCaseItem *item)
{
  return g_strdup (_ ("Opens the case again; the expert reads your note."));
}

static char *
say_reopen (EdCaseItem *item)
{
  return g_strdup (_ ("Gives the case back to the expert; they read the reason."));
}

static char *
say_unreachable (EdCaseItem *item)
{
  g_autofree char *missing = ed_attempts_missing_text (ed_case_item_case (item));

  if (missing != NULL)
    /* Translators: followed by "2 phone calls and 1 text message" */
    return g_strdup_printf (_ ("Still needed: %s"), missing);
  return g_strdup (_ ("Enough has been tried; this also closes the case."));
}

static char *
say_decline (EdCaseItem *item)
{
  if (has_sessions (item))
    return g_strdup (_ ("Sessions are registered. Delete those that did not take place first."));
  return g_strdup (_ ("If you cannot take it: another expert gets it."));
}

static char *
say_hand_over (EdCaseItem *item)
{
  return g_strdup (_ ("If you cannot go on with it: write to the agent, who decides."));
}

static char *
say_ask_more (EdCaseItem *item)
{
  const EdCase *case_ = ed_case_item_case (item);
  g_autofree char *number = NULL;

  if (case_->sessions_refused_why != NULL)
    return g_strdup_printf (_ ("More sessions were refused: %s"), case_->sessions_refused_why);
  if (case_->sessions_asked == ED_ABSENT)
    return g_strdup (_ ("If the available sessions are not enough."));
  number = ed_number_text (case_->sessions_asked);
  return g_strdup_printf (_ ("Asked for %s in all; not answered yet."), number);
}

static char *
say_authorise (EdCaseItem *item)
{
  const EdCase *case_ = ed_case_item_case (item);
  g_autofree char *number = ed_number_text (case_->sessions_asked);

  return g_strdup_printf (_ ("The expert asks for %s sessions in all: %s"),
                          number,
                          case_->sessions_asked_why == NULL ? "" : case_->sessions_asked_why);
}

static char *
say_assign (EdCaseItem *item)
{
  return g_strdup (ed_case_item_case (item)->state == ED_CASE_DECLINED
                       ? _ ("The expert is unable to accept the case.")
                       : _ ("Choose an expert for the case"));
}

static char *
say_reassign (EdCaseItem *item)
{
  return g_strdup (_ ("Choose another expert for the case"));
}

static char *
say_refuse (EdCaseItem *item)
{
  return g_strdup (_ ("The number stays as it is; the expert reads your note."));
}

/* --- which are offered ----------------------------------------------------------------------- */

static gboolean
is_uncontacted (const EdCase *case_)
{
  return case_->contacted_at == ED_ABSENT;
}

static gboolean
is_contacted (const EdCase *case_)
{
  return case_->contacted_at != ED_ABSENT;
}

static gboolean
has_number (const EdCase *case_)
{
  return case_->contacted_at != ED_ABSENT && case_->sessions_available != ED_ABSENT;
}

static gboolean
has_asked (const EdCase *case_)
{
  return case_->sessions_asked != ED_ABSENT;
}

#define IN(state) (1u << ED_CASE_##state)

static const struct
{
  const char *action;
  const char *label;
  EdRights right;
  guint states;
  gboolean (*condition) (const EdCase *case_); /* or NULL */
  char *(*say) (EdCaseItem *item);
} deeds[ED_N_DEEDS] = {
  [ED_DEED_CLOSE] = { "deed.close",
                      N_ ("Close case"),
                      ED_RIGHT_EXPERT,
                      IN (ASSIGNED),
                      NULL,
                      say_close },
  [ED_DEED_WITHDRAW] = { "deed.withdraw",
                         N_ ("Withdraw"),
                         ED_RIGHT_EXPERT,
                         IN (CLOSING),
                         NULL,
                         say_withdraw },
  [ED_DEED_APPROVE] = { "deed.approve",
                        N_ ("Approve"),
                        ED_RIGHT_COORDINATOR,
                        IN (CLOSING),
                        NULL,
                        say_approve },
  [ED_DEED_RETURN] = { "deed.return",
                       N_ ("Return"),
                       ED_RIGHT_COORDINATOR,
                       IN (CLOSING),
                       NULL,
                       say_return },
  [ED_DEED_REOPEN] = { "deed.reopen",
                       N_ ("Re-open"),
                       ED_RIGHT_COORDINATOR,
                       IN (CLOSED),
                       NULL,
                       say_reopen },
  [ED_DEED_UNREACHABLE] = { "deed.unreachable",
                            N_ ("Client unreachable"),
                            ED_RIGHT_EXPERT,
                            IN (ASSIGNED),
                            NULL,
                            say_unreachable },
  [ED_DEED_DECLINE] = { "deed.decline",
                        N_ ("Decline case"),
                        ED_RIGHT_EXPERT,
                        IN (ASSIGNED),
                        is_uncontacted,
                        say_decline },
  [ED_DEED_ASK_MORE] = { "deed.ask-more",
                         N_ ("Ask for more sessions"),
                         ED_RIGHT_EXPERT,
                         IN (ASSIGNED),
                         has_number,
                         say_ask_more },
  [ED_DEED_AUTHORISE] = { "deed.authorise",
                          N_ ("Authorise"),
                          ED_RIGHT_COORDINATOR,
                          IN (ASSIGNED) | IN (CLOSING),
                          has_asked,
                          say_authorise },
  [ED_DEED_REFUSE] = { "deed.refuse",
                       N_ ("Refuse"),
                       ED_RIGHT_COORDINATOR,
                       IN (ASSIGNED) | IN (CLOSING),
                       has_asked,
                       say_refuse },
  [ED_DEED_HAND_OVER] = { "deed.hand-over",
                          N_ ("Ask to hand the case over"),
                          ED_RIGHT_EXPERT,
                          IN (ASSIGNED),
                          is_contacted,
                          say_hand_over },
  [ED_DEED_ASSIGN] = { "deed.assign",
                       N_ ("Assign…"),
                       ED_RIGHT_COORDINATOR,
                       IN (RECORDED) | IN (DECLINED),
                       NULL,
                       say_assign },
  [ED_DEED_REASSIGN] = { "deed.assign",
                         N_ ("Reassign…"),
                         ED_RIGHT_COORDINATOR,
                         IN (ASSIGNED),
                         NULL,
                         say_reassign },
};

gboolean
ed_deed_is_shown (gpointer object, EdCaseItem *item, guint deed, guint rights)
{
  const EdCase *case_;

  if (item == NULL || deed >= ED_N_DEEDS || (rights & deeds[deed].right) == 0)
    return FALSE;
  case_ = ed_case_item_case (item);
  return (deeds[deed].states >> case_->state & 1) != 0
         && (deeds[deed].condition == NULL || deeds[deed].condition (case_));
}

char *
ed_deed_label (gpointer object, guint deed)
{
  g_return_val_if_fail (deed < ED_N_DEEDS, NULL);
  return g_strdup (_ (deeds[deed].label));
}

char *
ed_deed_action (gpointer object, guint deed)
{
  g_return_val_if_fail (deed < ED_N_DEEDS, NULL);
  return g_strdup (deeds[deed].action);
}

char *
ed_deed_text (gpointer object, EdCaseItem *item, guint deed)
{
  g_return_val_if_fail (deed < ED_N_DEEDS, NULL);
  return item == NULL ? g_strdup ("") : deeds[deed].say (item);
}

char **
ed_deed_classes (gpointer object, EdCaseItem *item, guint deed)
{
  gboolean next = item != NULL
                  && (deed == ED_DEED_APPROVE || deed == ED_DEED_ASSIGN
                      || (deed == ED_DEED_CLOSE && find_checks (item) == ED_CHECK_ALL));
  const char *classes[] = { "text-button", next ? "suggested-action" : NULL, NULL };

  return g_strdupv ((char **) classes);
}

gboolean
ed_deeds_about_number (gpointer object, EdCaseItem *item, guint rights)
{
  return ed_deed_is_shown (NULL, item, ED_DEED_ASK_MORE, rights)
         || ed_deed_is_shown (NULL, item, ED_DEED_AUTHORISE, rights);
}

char *
ed_profile_returned_text (gpointer object, EdCaseItem *item)
{
  const EdCase *case_ = item == NULL ? NULL : ed_case_item_case (item);
  g_autofree char *moment = NULL;

  if (case_ == NULL || case_->returned == NULL || case_->state != ED_CASE_ASSIGNED)
    return NULL;
  moment = ed_instant_text (case_->returned->at, ed_case_item_zone (item));
  return g_strdup_printf (_ ("Returned on %s: %s"),
                          moment,
                          case_->returned->note == NULL ? "" : case_->returned->note);
}

char *
ed_attempts_missing_text (const EdCase *case_)
{
  EdAttemptsMissing missing = ed_case_attempts_missing (case_);
  g_autofree char *calls = NULL;
  g_autofree char *texts = NULL;

  if (missing.any > 0)
    return ed_number_in (ngettext ("%s contact attempt of any kind, as no phone number is known",
                                   "%s contact attempts of any kind, as no phone number is known",
                                   missing.any),
                         missing.any);
  if (missing.calls > 0)
    calls =
        ed_number_in (ngettext ("%s phone call", "%s phone calls", missing.calls), missing.calls);
  if (missing.texts > 0)
    texts = ed_number_in (ngettext ("%s text message", "%s text messages", missing.texts),
                          missing.texts);
  if (calls != NULL && texts != NULL)
    /* Translators: "2 phone calls and 1 text message" */
    return g_strdup_printf (_ ("%s and %s"), calls, texts);
  return calls != NULL ? g_steal_pointer (&calls) : g_steal_pointer (&texts);
}

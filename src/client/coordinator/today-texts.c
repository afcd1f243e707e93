/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/coordinator/today-texts.h"

#include "client/cases/case-texts.h"
#include "client/dates.h"
#include "client/numbers.h"

#include <glib/gi18n.h>

const char *
ed_today_group_title (EdDecisionGroup group)
{
  static const char *const titles[] = {
    [ED_DECISIONS_ASSIGN] = N_ ("To assign"),   [ED_DECISIONS_LATE] = N_ ("Late"),
    [ED_DECISIONS_APPROVE] = N_ ("To approve"), [ED_DECISIONS_ANSWER] = N_ ("To answer"),
    [ED_N_DECISIONS] = N_ ("Everything"),
  };

  return titles[group];
}

static EdDecision
decide (EdCaseItem *item)
{
  if (item == NULL)
    return (EdDecision){ ED_DECISION_NONE, ED_ABSENT };
  return ed_decision_with_late (ed_case_decision (ed_case_item_case (item),
                                                  ed_case_item_mark (item),
                                                  ed_case_item_now (item),
                                                  ed_case_item_settings (item),
                                                  ed_case_item_zone (item)),
                                ed_case_item_late (item));
}

EdDecisionKind
ed_today_decision (EdCaseItem *item)
{
  return decide (item).kind;
}

/* --- why -------------------------------------------------------------------------------------- */

/* "3 hours"; NULL where it is not known. */
static char *
format_age (EdCaseItem *item)
{
  gint64 since = decide (item).since;

  return since == ED_ABSENT ? NULL : ed_duration_text (ed_case_item_now (item) - since);
}

static char *
say_recorded (EdCaseItem *item)
{
  const EdCase *case_ = ed_case_item_case (item);
  g_autofree char *age = format_age (item);

  if (age == NULL)
    return g_strdup (_ ("Nobody has it yet"));
  if (case_->operator_name != NULL)
    /* Translators: a duration, the name of an operator */
    return g_strdup_printf (_ ("Recorded %s ago by %s; nobody has it yet"),
                            age,
                            case_->operator_name);
  return g_strdup_printf (_ ("Recorded %s ago; nobody has it yet"), age);
}

static char *
say_declined (EdCaseItem *item)
{
  const EdCase *case_ = ed_case_item_case (item);
  const EdDecline *last =
      case_->declined->len > 0 ? case_->declined->pdata[case_->declined->len - 1] : NULL;
  g_autofree char *age = format_age (item);
  const char *name = last != NULL && last->by_name != NULL ? last->by_name : _ ("the expert");

  if (age == NULL || last == NULL)
    return g_strdup (_ ("The expert is unable to accept the case."));
  if (last->reason == ED_ABSENT)
    /* Translators: the name of an expert, a duration */
    return g_strdup_printf (_ ("Declined by %s %s ago"), name, age);
  /* Translators: the name of an expert, a duration, the reason */
  return g_strdup_printf (_ ("Declined by %s %s ago: %s"),
                          name,
                          age,
                          _ (ed_decline_reason_choices[last->reason].label));
}

static char *
say_closed (EdCaseItem *item)
{
  const EdCase *case_ = ed_case_item_case (item);
  g_autoptr (GPtrArray) sessions = ed_case_list_sessions (case_);
  g_autofree char *age = format_age (item);
  g_autofree char *count =
      ed_number_in (ngettext ("%s session", "%s sessions", sessions->len), sessions->len);
  g_autofree char *score = NULL;

  if (case_->satisfaction_score != ED_ABSENT)
    {
      g_autofree char *number = ed_number_text (case_->satisfaction_score);

      /* Translators: a number from 1 to 10 */
      score = g_strdup_printf (_ ("score %s"), number);
    }
  else
    score = g_strdup (case_->satisfaction_not_possible == 1 ? _ ("no feedback form possible")
                                                            : _ ("feedback form uploaded"));
  /* Translators: a duration, "4 sessions", "score 9" */
  return g_strdup_printf (_ ("Closed %s ago · %s · %s"), age, count, score);
}

static char *
say_unreachable (EdCaseItem *item)
{
  const EdCase *case_ = ed_case_item_case (item);
  guint parts = ed_case_count_dayparts (case_, ed_case_item_zone (item));
  g_autofree char *age = format_age (item);
  g_autofree char *calls = NULL;
  g_autofree char *times = NULL;
  guint n = 0;

  for (guint i = 0; i < case_->attempts->len; i++)
    {
      const EdAttempt *attempt = case_->attempts->pdata[i];

      n += attempt->deleted != 1 && g_strcmp0 (attempt->assignment_id, case_->assignment_id) == 0;
    }
  calls = ed_number_in (ngettext ("%s attempt", "%s attempts", n), n);
  if (parts == 0)
    return g_strdup_printf (_ ("Reported %s ago · %s"), age, calls);
  times =
      ed_number_in (ngettext ("calls at %s time of day", "calls at %s times of day", parts), parts);
  /* Translators: a duration, "4 attempts", "calls at 3 times of day" */
  return g_strdup_printf (_ ("Reported %s ago · %s · %s"), age, calls, times);
}

static char *
say_asked (EdCaseItem *item)
{
  const EdCase *case_ = ed_case_item_case (item);
  g_autofree char *age = format_age (item);
  g_autofree char *number = ed_number_text (case_->sessions_asked);
  const char *why = case_->sessions_asked_why == NULL ? "" : case_->sessions_asked_why;

  if (age == NULL)
    return g_strdup_printf (_ ("The expert asks for %s sessions in all: %s"), number, why);
  /* Translators: a number, a duration, the reason */
  return g_strdup_printf (_ ("%s sessions in all asked for %s ago: %s"), number, age, why);
}

static char *
say_written (EdCaseItem *item)
{
  const char *name = ed_case_item_case (item)->expert_name;

  if (name == NULL)
    return g_strdup (_ ("The expert wrote, and nobody has answered yet"));
  return g_strdup_printf (_ ("%s wrote, and nobody has answered yet"), name);
}

static char *
say_late_work (EdCaseItem *item)
{
  guint n = ed_case_item_late (item);

  return ed_number_in (ngettext ("%s entry came after the case had been handed over",
                                 "%s entries came after the case had been handed over",
                                 n),
                       n);
}

/* FORMAT: with a duration, since what the time limit counts from. */
static char *
say_late (EdCaseItem *item, const char *format)
{
  EdBadge badge = ed_case_badge (ed_case_item_case (item),
                                 ed_case_item_now (item),
                                 ed_case_item_settings (item),
                                 ed_case_item_zone (item));
  g_autofree char *age = ed_duration_text (ed_case_item_now (item) - badge.fact);
  g_autoptr (GString) text = g_string_new (format);

  g_string_replace (text, "%s", age, 1);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
ed_today_why_text (gpointer object, EdCaseItem *item)
{
  switch (ed_today_decision (item))
    {
    case ED_DECISION_ASSIGN:
      return say_recorded (item);
    case ED_DECISION_ASSIGN_AGAIN:
      return say_declined (item);
    case ED_DECISION_APPROVE:
      return say_closed (item);
    case ED_DECISION_APPROVE_UNREACHABLE:
      return say_unreachable (item);
    case ED_DECISION_LATE_WORK:
      return say_late_work (item);
    case ED_DECISION_MORE_SESSIONS:
      return say_asked (item);
    case ED_DECISION_ANSWER:
      return say_written (item);
    case ED_DECISION_CONTACT_DUE:
    case ED_DECISION_CONTACT_FIRST:
      return say_late (item, _ ("Assigned %s ago, the client has not been contacted yet"));
    case ED_DECISION_SESSION_DUE:
      return say_late (item, _ ("Contacted %s ago, no session has been registered yet"));
    case ED_DECISION_CLOSING_DUE:
    case ED_DECISION_CLOSING_WARN:
      return say_late (item, _ ("First session %s ago, the case is still open"));
    case ED_DECISION_NONE:
    default:
      return g_strdup ("");
    }
}

/* --- pill ------------------------------------------------------------------------------------- */

char *
ed_today_pill_text (gpointer object, EdCaseItem *item)
{
  switch (ed_today_decision (item))
    {
    case ED_DECISION_ASSIGN:
      return g_strdup (_ ("Unassigned"));
    case ED_DECISION_LATE_WORK:
      return g_strdup (_ ("Late work"));
    case ED_DECISION_MORE_SESSIONS:
      return g_strdup (_ ("More sessions"));
    case ED_DECISION_ANSWER:
      return g_strdup (_ ("Message"));
    default:
      return ed_case_badge_text (object, item);
    }
}

char *
ed_today_pill_icon (gpointer object, EdCaseItem *item)
{
  switch (ed_today_decision (item))
    {
    case ED_DECISION_ASSIGN:
      return g_strdup ("ed-badge-clock-symbolic");
    case ED_DECISION_LATE_WORK:
      return g_strdup ("ed-badge-warning-symbolic");
    case ED_DECISION_MORE_SESSIONS:
      return g_strdup ("list-add-symbolic");
    case ED_DECISION_ANSWER:
      return g_strdup ("ed-message-symbolic");
    default:
      return ed_case_badge_icon (object, item);
    }
}

char **
ed_today_pill_classes (gpointer object, EdCaseItem *item)
{
  const char *classes[] = { "badge-pill", NULL, NULL };

  switch (ed_today_decision (item))
    {
    case ED_DECISION_ASSIGN:
      classes[1] = ed_case_is_crisis (object, item) ? "error" : "warning";
      break;
    case ED_DECISION_LATE_WORK:
      classes[1] = "warning";
      break;
    case ED_DECISION_MORE_SESSIONS:
    case ED_DECISION_ANSWER:
      classes[1] = "accent";
      break;
    default:
      return ed_case_badge_classes (object, item);
    }
  return g_strdupv ((char **) classes);
}

/* --- buttons ---------------------------------------------------------------------------------- */

typedef struct
{
  const char *label;
  const char *tooltip;
  const char *deed;
} Button;

#define ASSIGN                                                     \
  {                                                                \
    N_ ("Assign…"), N_ ("Choose an expert for the case"), "assign" \
  }
#define MESSAGE                                            \
  {                                                        \
    N_ ("Message…"), N_ ("Write to the expert"), "message" \
  }
#define APPROVE                                           \
  {                                                       \
    N_ ("Approve"), N_ ("Approve the closing"), "approve" \
  }
#define RETURN                                                      \
  {                                                                 \
    N_ ("Return…"), N_ ("Send the case back with a note"), "return" \
  }
#define REASSIGN                                                          \
  {                                                                       \
    N_ ("Reassign…"), N_ ("Choose another expert for the case"), "assign" \
  }

static const Button buttons[][2] = {
  [ED_DECISION_ASSIGN] = { ASSIGN },
  [ED_DECISION_ASSIGN_AGAIN] = { ASSIGN },
  [ED_DECISION_LATE_WORK] = { { N_ ("Settle…"), N_ ("Decide what becomes of it"), "late" } },
  [ED_DECISION_CONTACT_DUE] = { REASSIGN, MESSAGE },
  [ED_DECISION_CONTACT_FIRST] = { REASSIGN, MESSAGE },
  [ED_DECISION_APPROVE] = { APPROVE, RETURN },
  [ED_DECISION_APPROVE_UNREACHABLE] = { APPROVE, RETURN },
  [ED_DECISION_MORE_SESSIONS] = { { N_ ("Authorise…"),
                                    N_ ("Authorise more sessions"),
                                    "authorise" },
                                  { N_ ("Refuse…"), N_ ("Refuse more sessions"), "refuse" } },
  [ED_DECISION_ANSWER] = { { N_ ("Answer…"), N_ ("Write to the expert"), "message" } },
  [ED_DECISION_SESSION_DUE] = { MESSAGE },
  [ED_DECISION_CLOSING_DUE] = { MESSAGE },
  [ED_DECISION_CLOSING_WARN] = { MESSAGE },
};

static const Button *
find_button (EdCaseItem *item, gboolean first)
{
  return &buttons[ed_today_decision (item)][first ? 0 : 1];
}

char *
ed_today_button_label (gpointer object, EdCaseItem *item, gboolean first)
{
  const Button *button = find_button (item, first);

  return g_strdup (button->label == NULL ? "" : _ (button->label));
}

char *
ed_today_button_tooltip (gpointer object, EdCaseItem *item, gboolean first)
{
  const Button *button = find_button (item, first);

  return g_strdup (button->tooltip == NULL ? "" : _ (button->tooltip));
}

const char *
ed_today_button_deed (EdCaseItem *item, gboolean first)
{
  return find_button (item, first)->deed;
}

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/coordinator/today-face.h"

#include "client/cases/case-texts.h"
#include "client/cases/message-texts.h"
#include "client/dates.h"
#include "client/numbers.h"

#include <glib/gi18n.h>

static const char *
get_id (gpointer item)
{
  return ed_case_item_case (item)->id;
}

static EdDecision
decide (gpointer item)
{
  return ed_decision_with_late (ed_case_decision (ed_case_item_case (item),
                                                  ed_case_item_mark (item),
                                                  ed_case_item_now (item),
                                                  ed_case_item_settings (item),
                                                  ed_case_item_zone (item)),
                                ed_case_item_late (item));
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

/* Takes WHY. */
static char *
say_whose (EdCaseItem *item, char *why)
{
  g_autofree char *closed = why;

  if (!ed_case_item_is_own_money (item))
    return g_steal_pointer (&closed);
  /* Translators: "Closed 3 hours ago · 4 sessions · score 9" */
  return g_strdup_printf (_ ("%s · your own: another coordinator approves it"), closed);
}

static char *
say_why (gpointer item)
{
  switch (decide (item).kind)
    {
    case ED_DECISION_ASSIGN:
      return say_recorded (item);
    case ED_DECISION_ASSIGN_AGAIN:
      return say_declined (item);
    case ED_DECISION_APPROVE:
      return say_whose (item, say_closed (item));
    case ED_DECISION_APPROVE_UNREACHABLE:
      return say_whose (item, say_unreachable (item));
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

/* --- face ------------------------------------------------------------------------------------- */

static char *
write_title (gpointer item, gboolean hidden)
{
  return ed_case_title_markup (NULL, item, hidden);
}

static char *
say_title (gpointer item)
{
  return ed_case_title_text (NULL, item);
}

static char *
get_icon (gpointer item)
{
  return ed_case_type_icon (NULL, item);
}

static char **
list_icon_classes (gpointer item)
{
  return ed_case_type_classes (NULL, item);
}

static char **
list_bar_classes (gpointer item)
{
  return ed_case_bar_classes (NULL, item);
}

static gboolean
is_pending (gpointer item)
{
  return ed_case_is_pending (NULL, item);
}

static const char *
get_haste (gpointer item)
{
  return ed_case_is_crisis (NULL, item) ? _ ("Crisis call") : NULL;
}

/* A message is mentioned where it is not what the case is here for. */
static char *
say_mark (gpointer item)
{
  if (!ed_case_has_mark (NULL, item) || decide (item).kind == ED_DECISION_ANSWER)
    return NULL;
  return ed_case_mark_text (NULL, item);
}

static char *
say_pill (gpointer item)
{
  switch (decide (item).kind)
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
      return ed_case_badge_text (NULL, item);
    }
}

static char *
get_pill_icon (gpointer item)
{
  switch (decide (item).kind)
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
      return ed_case_badge_icon (NULL, item);
    }
}

static char **
list_pill_classes (gpointer item)
{
  const char *classes[] = { "badge-pill", NULL, NULL };

  switch (decide (item).kind)
    {
    case ED_DECISION_ASSIGN:
      classes[1] = ed_case_is_crisis (NULL, item) ? "error" : "warning";
      break;
    case ED_DECISION_LATE_WORK:
      classes[1] = "warning";
      break;
    case ED_DECISION_MORE_SESSIONS:
    case ED_DECISION_ANSWER:
      classes[1] = "accent";
      break;
    default:
      return ed_case_badge_classes (NULL, item);
    }
  return g_strdupv ((char **) classes);
}

const EdTodayFace ed_today_case_face = {
  .id = get_id,
  .decide = decide,
  .write_title = write_title,
  .say_title = say_title,
  .say_why = say_why,
  .icon = get_icon,
  .icon_classes = list_icon_classes,
  .bar_classes = list_bar_classes,
  .is_pending = is_pending,
  .haste = get_haste,
  .say_mark = say_mark,
  .say_pill = say_pill,
  .pill_icon = get_pill_icon,
  .pill_classes = list_pill_classes,
};

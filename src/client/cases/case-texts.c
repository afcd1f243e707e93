/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/cases/case-texts.h"

#include "client/dates.h"
#include "client/numbers.h"
#include "domain/standing.h"

#include <glib/gi18n.h>
#include <string.h>

#define DOTS "••••••"

static EdBadge
find_badge (EdCaseItem *item)
{
  if (item == NULL)
    return (EdBadge){ .kind = ED_BADGE_NONE, .tone = ED_TONE_NONE, .count = ED_ABSENT };
  return ed_case_badge (ed_case_item_case (item),
                        ed_case_item_now (item),
                        ed_case_item_settings (item),
                        ed_case_item_zone (item));
}

const char *
ed_case_type_label (const EdCase *case_)
{
  if (case_->type == ED_CASE_HEALTH_COACHING && case_->coaching_kind != ED_ABSENT)
    return _ (ed_coaching_kind_choices[case_->coaching_kind].label);
  return case_->type == ED_ABSENT ? NULL : _ (ed_case_type_choices[case_->type].label);
}

void
ed_title_append (GString *markup, const char *text, gboolean strong)
{
  g_autofree char *escaped = NULL;

  if (text == NULL)
    return;
  if (markup->len > 0)
    g_string_append (markup, "<span alpha=\"70%\"> - </span>");
  escaped = g_markup_escape_text (text, -1);
  if (strong)
    g_string_append_printf (markup, "<b>%s</b>", escaped);
  else
    g_string_append_printf (markup, "<span alpha=\"70%%\">%s</span>", escaped);
}

char *
ed_case_title_markup (gpointer object, EdCaseItem *item, gboolean hidden)
{
  GString *markup = g_string_new (NULL);
  g_autofree char *date = NULL;
  const EdCase *case_;

  if (item == NULL)
    return g_string_free (markup, FALSE);
  case_ = ed_case_item_case (item);
  if (case_->recorded_at != ED_ABSENT)
    date = ed_date_to_text (ed_zone_date (ed_case_item_zone (item), case_->recorded_at));
  ed_title_append (markup, date, FALSE);
  ed_title_append (markup, case_->company_name, TRUE);
  ed_title_append (markup, case_->expert_name, FALSE);
  ed_title_append (markup, ed_case_type_label (case_), FALSE);
  ed_title_append (markup, case_->city, FALSE);
  ed_title_append (markup,
                   hidden && case_->client_alias != NULL ? DOTS : case_->client_alias,
                   TRUE);
  return g_string_free (markup, FALSE);
}

static const char *
translate (const char *label)
{
  return _ (label);
}

char *
ed_case_title_text (gpointer object, EdCaseItem *item)
{
  if (item == NULL)
    return g_strdup ("");
  return ed_case_make_title (ed_case_item_case (item), ed_case_item_zone (item), translate);
}

char *
ed_case_title_words (EdCaseItem *item, gboolean hidden)
{
  g_autofree char *title = ed_case_title_text (NULL, item);
  const char *alias = item == NULL ? NULL : ed_case_item_case (item)->client_alias;

  /* The alias comes last. */
  if (!hidden || alias == NULL)
    return g_steal_pointer (&title);
  return g_strdup_printf ("%.*s" DOTS, (int) (strlen (title) - strlen (alias)), title);
}

char *
ed_case_name_text (gpointer object, EdCaseItem *item)
{
  gint64 number = item == NULL ? ED_ABSENT : ed_case_item_case (item)->number;
  g_autofree char *text = NULL;

  if (item == NULL)
    return g_strdup ("");
  if (number == ED_ABSENT)
    return g_strdup (_ ("New case"));
  text = g_strdup_printf ("%" G_GINT64_FORMAT, number);
  /* Translators: a case by its running number: "Case 261" */
  return g_strdup_printf (_ ("Case %s"), text);
}

static const struct
{
  const char *icon;
  const char *class;
} type_looks[] = {
  [ED_CASE_PSYCHOLOGICAL] = { "ed-type-psychological-symbolic", "psychological" },
  [ED_CASE_LEGAL] = { "ed-type-legal-symbolic", "legal" },
  [ED_CASE_FINANCIAL] = { "ed-type-financial-symbolic", "financial" },
  [ED_CASE_HEALTH_COACHING] = { "ed-type-health-coaching-symbolic", "health-coaching" },
};

static gint64
find_type (EdCaseItem *item)
{
  gint64 type = item == NULL ? ED_ABSENT : ed_case_item_case (item)->type;

  return type >= 0 && type < (gint64) G_N_ELEMENTS (type_looks) ? type : ED_ABSENT;
}

char *
ed_case_type_icon (gpointer object, EdCaseItem *item)
{
  gint64 type = find_type (item);

  return g_strdup (type == ED_ABSENT ? "ed-cases-symbolic" : type_looks[type].icon);
}

char **
ed_case_type_classes (gpointer object, EdCaseItem *item)
{
  gint64 type = find_type (item);
  const char *classes[] = { "type-icon", type == ED_ABSENT ? NULL : type_looks[type].class, NULL };

  return g_strdupv ((char **) classes);
}

static guint
count_progress (EdCaseItem *item)
{
  return item == NULL ? 0
                      : ed_case_progress (ed_case_item_case (item),
                                          ed_case_item_now (item),
                                          ed_case_item_zone (item));
}

double
ed_case_progress_value (gpointer object, EdCaseItem *item)
{
  return count_progress (item);
}

char *
ed_case_progress_text (gpointer object, EdCaseItem *item)
{
  return g_strdup_printf ("%u/3", count_progress (item));
}

gboolean
ed_case_is_crisis (gpointer object, EdCaseItem *item)
{
  return item != NULL && ed_case_item_case (item)->crisis_call == 1;
}

gboolean
ed_case_is_pending (gpointer object, EdCaseItem *item)
{
  return item != NULL && ed_case_item_pending (item) > 0;
}

/* --- badge ----------------------------------------------------------------------------------- */

static const char *
find_tone_class (EdTone tone)
{
  switch (tone)
    {
    case ED_TONE_RED:
      return "error";
    case ED_TONE_ORANGE:
      return "warning";
    case ED_TONE_GREEN:
      return "success";
    case ED_TONE_NONE:
    default:
      return NULL;
    }
}

char **
ed_case_bar_classes (gpointer object, EdCaseItem *item)
{
  EdBadge badge = find_badge (item);
  const char *classes[] = { "case-bar", "card", NULL, NULL, NULL };

  if (ed_badge_is_limit (badge.kind))
    {
      classes[2] = "due";
      classes[3] = find_tone_class (badge.tone);
    }
  return g_strdupv ((char **) classes);
}

gboolean
ed_case_has_badge (gpointer object, EdCaseItem *item)
{
  return find_badge (item).kind != ED_BADGE_NONE;
}

char *
ed_case_badge_text (gpointer object, EdCaseItem *item)
{
  EdBadge badge = find_badge (item);

  switch (badge.kind)
    {
    case ED_BADGE_DECLINED:
      return g_strdup (_ ("Case declined"));
    case ED_BADGE_UNREACHABLE:
      return g_strdup (_ ("Client unreachable"));
    case ED_BADGE_APPROVAL_PENDING:
      return g_strdup (_ ("Approval pending"));
    case ED_BADGE_RETURNED:
      return g_strdup (_ ("Returned"));
    case ED_BADGE_CONTACT_DUE:
    case ED_BADGE_CONTACT_FIRST:
      return ed_number_in (ngettext ("%s hour", "%s hours", (gulong) badge.count), badge.count);
    case ED_BADGE_CLOSING_DUE:
    case ED_BADGE_CLOSING_WARN:
      return ed_number_in (ngettext ("%s month", "%s months", (gulong) badge.count), badge.count);
    case ED_BADGE_SESSION_DUE:
      return ed_number_in (ngettext ("%s day", "%s days", (gulong) badge.count), badge.count);
    case ED_BADGE_NONE:
    default:
      return g_strdup ("");
    }
}

char *
ed_case_badge_icon (gpointer object, EdCaseItem *item)
{
  switch (find_badge (item).kind)
    {
    case ED_BADGE_DECLINED:
      return g_strdup ("ed-badge-cross-symbolic");
    case ED_BADGE_UNREACHABLE:
      return g_strdup ("ed-badge-unreachable-symbolic");
    case ED_BADGE_APPROVAL_PENDING:
      return g_strdup ("ed-badge-check-symbolic");
    case ED_BADGE_RETURNED:
      return g_strdup ("ed-badge-returned-symbolic");
    case ED_BADGE_SESSION_DUE:
    case ED_BADGE_CONTACT_DUE:
    case ED_BADGE_CLOSING_DUE:
      return g_strdup ("ed-badge-warning-symbolic");
    case ED_BADGE_CONTACT_FIRST:
    case ED_BADGE_CLOSING_WARN:
    case ED_BADGE_NONE:
    default:
      return g_strdup ("ed-badge-clock-symbolic");
    }
}

char **
ed_case_badge_classes (gpointer object, EdCaseItem *item)
{
  const char *classes[] = { "badge-pill", find_tone_class (find_badge (item).tone), NULL };

  return g_strdupv ((char **) classes);
}

/* "18 March 2020, 20:44" in the organisation's zone. */
static char *
format_instant (EdCaseItem *item, gint64 instant)
{
  return ed_instant_text (instant, ed_case_item_zone (item));
}

char *
ed_case_badge_fact (gpointer object, EdCaseItem *item)
{
  EdBadge badge = find_badge (item);
  g_autofree char *moment = NULL;
  g_autofree char *ago = NULL;

  if (badge.kind == ED_BADGE_NONE)
    return g_strdup ("");
  if (badge.fact != ED_ABSENT)
    {
      moment = format_instant (item, badge.fact);
      ago = ed_duration_text (ed_case_item_now (item) - badge.fact);
    }
  switch (badge.kind)
    {
    case ED_BADGE_CONTACT_DUE:
    case ED_BADGE_CONTACT_FIRST:
      return g_strdup_printf (
          _ ("Assigned on %s, %s ago, and the client has not been contacted yet."),
          moment,
          ago);
    case ED_BADGE_SESSION_DUE:
      return g_strdup_printf (
          _ ("The client was contacted on %s, and no session has been registered yet."),
          moment);
    case ED_BADGE_CLOSING_DUE:
    case ED_BADGE_CLOSING_WARN:
      g_free (g_steal_pointer (&moment));
      moment = ed_date_text (ed_zone_date (ed_case_item_zone (item), badge.fact));
      return g_strdup_printf (_ ("The first session was on %s, and the case is still open."),
                              moment);
    case ED_BADGE_APPROVAL_PENDING:
      return g_strdup (_ ("The case is closed, approval is pending."));
    case ED_BADGE_UNREACHABLE:
      return g_strdup (_ ("The case is closed because the client could not be reached."));
    case ED_BADGE_RETURNED:
      return g_strdup_printf (_ ("The coordinator sent the case back: “%s”"),
                              ed_case_item_case (item)->returned->note);
    case ED_BADGE_DECLINED:
    default:
      return g_strdup (_ ("The expert is unable to accept the case."));
    }
}

char *
ed_case_badge_rule (gpointer object, EdCaseItem *item)
{
  const EdSettings *settings;
  gint64 hours;

  if (item == NULL)
    return g_strdup ("");
  settings = ed_case_item_settings (item);
  hours = ed_case_is_crisis (NULL, item) ? settings->crisis_due_h : settings->contact_due_h;
  switch (find_badge (item).kind)
    {
    case ED_BADGE_CONTACT_DUE:
    case ED_BADGE_CONTACT_FIRST:
      return ed_number_in (
          ngettext (
              "The client has to be contacted within %s hour after a case has been assigned.",
              "The client has to be contacted within %s hours after a case has been assigned.",
              (gulong) hours),
          hours);
    case ED_BADGE_SESSION_DUE:
      return ed_number_in (
          ngettext ("The first session has to be registered within %s day after the contact.",
                    "The first session has to be registered within %s days after the contact.",
                    (gulong) settings->session_due_days),
          settings->session_due_days);
    case ED_BADGE_CLOSING_DUE:
    case ED_BADGE_CLOSING_WARN:
      return ed_number_in (
          ngettext ("Cases have to be closed within %s month after the first session.",
                    "Cases have to be closed within %s months after the first session.",
                    (gulong) settings->closing_due_months),
          settings->closing_due_months);
    case ED_BADGE_APPROVAL_PENDING:
    case ED_BADGE_UNREACHABLE:
      return g_strdup (_ ("The coordinator approves it; then it moves to “Closed cases”."));
    case ED_BADGE_RETURNED:
      return g_strdup (_ ("A returned case is open again, and can be closed again."));
    case ED_BADGE_DECLINED:
      return g_strdup (_ ("The coordinator assigns it to another expert."));
    case ED_BADGE_NONE:
    default:
      return g_strdup ("");
    }
}

/* What a coordinator can do about it. */
static const char *
find_overseers_action (EdBadgeKind kind)
{
  switch (kind)
    {
    case ED_BADGE_CONTACT_DUE:
    case ED_BADGE_CONTACT_FIRST:
      return _ ("Ask the expert to contact the client.");
    case ED_BADGE_SESSION_DUE:
      return _ ("Ask the expert whether an appointment has been made.");
    case ED_BADGE_CLOSING_DUE:
    case ED_BADGE_CLOSING_WARN:
      return _ ("Ask the expert what keeps the case open.");
    case ED_BADGE_RETURNED:
      return _ ("The expert settles what the note asks for, and closes the case again.");
    case ED_BADGE_APPROVAL_PENDING:
    case ED_BADGE_UNREACHABLE:
      return _ ("Approve the closing, or return it with a note.");
    case ED_BADGE_DECLINED:
      return _ ("Assign the case to another expert.");
    case ED_BADGE_NONE:
    default:
      return "";
    }
}

char *
ed_case_badge_action (gpointer object, EdCaseItem *item)
{
  if (item != NULL && ed_case_item_is_overseen (item))
    return g_strdup (find_overseers_action (find_badge (item).kind));
  switch (find_badge (item).kind)
    {
    case ED_BADGE_CONTACT_DUE:
    case ED_BADGE_CONTACT_FIRST:
      return g_strdup (_ ("Contact the client, then press “Client has been contacted”."));
    case ED_BADGE_SESSION_DUE:
      return g_strdup (_ ("Register the appointment with “Add session”."));
    case ED_BADGE_CLOSING_DUE:
    case ED_BADGE_CLOSING_WARN:
      return g_strdup (_ ("Fulfil what the checklist still names; then the case can be closed."));
    case ED_BADGE_RETURNED:
      return g_strdup (_ ("Settle what the note asks for."));
    case ED_BADGE_APPROVAL_PENDING:
    case ED_BADGE_UNREACHABLE:
    case ED_BADGE_DECLINED:
      return g_strdup (_ ("No further action is required on your part."));
    case ED_BADGE_NONE:
    default:
      return g_strdup ("");
    }
}

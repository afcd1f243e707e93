/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/coordinator/today-face.h"

#include "client/cases/case-texts.h"
#include "client/dates.h"
#include "client/numbers.h"
#include "client/requests/request-texts.h"

#include <glib/gi18n.h>

static const char *
get_id (gpointer item)
{
  return ed_request_item_request (item)->id;
}

static EdDecision
decide (gpointer item)
{
  EdRequestStanding standing = ed_request_standing (ed_request_item_request (item));

  return ed_request_decision (&standing,
                              ed_request_item_late (item),
                              ed_request_item_now (item),
                              ed_request_item_zone (item));
}

static EdRequestBadge
find_limit (gpointer item)
{
  return ed_request_limit (ed_request_item_request (item),
                           ed_request_item_now (item),
                           ed_request_item_zone (item));
}

/* --- title ------------------------------------------------------------------------------------ */

static char *
write_title (gpointer item, gboolean hidden)
{
  const EdRequest *request = ed_request_item_request (item);
  GString *markup = g_string_new (NULL);
  g_autofree char *name = ed_request_name_text (NULL, item);
  g_autofree char *subject = ed_request_subject_text (NULL, item, hidden);
  g_autofree char *sender = ed_request_sender_text (NULL, item, hidden);
  g_autofree char *reference = ed_request_case_text (NULL, item, hidden);

  ed_title_append (markup, name, FALSE);
  ed_title_append (markup, subject, TRUE);
  ed_title_append (markup, request->sender_name == NULL ? NULL : sender, FALSE);
  ed_title_append (markup, request->case_reference == NULL ? NULL : reference, FALSE);
  return g_string_free (markup, FALSE);
}

static char *
say_title (gpointer item)
{
  g_autofree char *name = ed_request_name_text (NULL, item);

  return g_strdup_printf ("%s - %s", name, ed_request_item_request (item)->subject);
}

/* --- why -------------------------------------------------------------------------------------- */

/* "3 hours"; NULL where it is not known. */
static char *
format_age (gpointer item)
{
  gint64 since = decide (item).since;

  return since == ED_ABSENT ? NULL : ed_duration_text (ed_request_item_now (item) - since);
}

static char *
say_asked (gpointer item)
{
  const EdRequest *request = ed_request_item_request (item);
  g_autofree char *age = format_age (item);

  if (age == NULL)
    return g_strdup (_ ("Nobody has it yet"));
  if (request->recipient_name == NULL)
    /* Translators: of a request; a duration */
    return g_strdup_printf (_ ("Asked %s ago; nobody has it yet"), age);
  /* Translators: of a request; a duration, the name of an expert */
  return g_strdup_printf (_ ("Asked %s ago, addressed to %s; nobody has it yet"),
                          age,
                          request->recipient_name);
}

static char *
say_handed_back (gpointer item)
{
  const EdRequest *request = ed_request_item_request (item);
  const EdRequestAssignment *last = request->assignments->len > 0
                                        ? request->assignments->pdata[request->assignments->len - 1]
                                        : NULL;
  g_autofree char *age = format_age (item);
  const char *name =
      last != NULL && last->expert_name != NULL ? last->expert_name : _ ("the expert");

  if (age == NULL)
    return g_strdup (_ ("The expert has handed it back."));
  if (last == NULL || last->reason == NULL)
    /* Translators: the name of an expert, a duration */
    return g_strdup_printf (_ ("Handed back by %s %s ago"), name, age);
  /* Translators: the name of an expert, a duration, the reason */
  return g_strdup_printf (_ ("Handed back by %s %s ago: %s"), name, age, last->reason);
}

static char *
say_late_work (gpointer item)
{
  guint n = ed_request_item_late (item);

  return ed_number_in (ngettext ("%s response came after the request had changed hands",
                                 "%s responses came after the request had changed hands",
                                 n),
                       n);
}

static char *
say_due (gpointer item)
{
  const char *name = ed_request_item_request (item)->expert_name;
  g_autofree char *due = ed_request_due_text (NULL, item);

  if (name == NULL)
    return g_steal_pointer (&due);
  /* Translators: the name of an expert, "due Sun 22 March 2020, in 3 days" */
  return g_strdup_printf (_ ("With %s · %s"), name, due);
}

static char *
say_response (gpointer item)
{
  const EdRequest *request = ed_request_item_request (item);
  const EdResponseVersion *latest = ed_request_latest_version (request);
  const char *name = request->expert_name != NULL ? request->expert_name : _ ("the expert");
  g_autofree char *age = format_age (item);
  g_autofree char *files = NULL;

  if (age == NULL)
    return g_strdup (_ ("A response waits for approval."));
  if (latest == NULL || latest->documents->len == 0)
    /* Translators: the name of an expert, a duration */
    return g_strdup_printf (_ ("Response by %s %s ago"), name, age);
  files = ed_number_in (ngettext ("%s file", "%s files", latest->documents->len),
                        latest->documents->len);
  /* Translators: the name of an expert, a duration, "2 files" */
  return g_strdup_printf (_ ("Response by %s %s ago · %s"), name, age, files);
}

static char *
say_why (gpointer item)
{
  switch (decide (item).kind)
    {
    case ED_DECISION_REQUEST_ASSIGN:
      return say_asked (item);
    case ED_DECISION_REQUEST_ASSIGN_AGAIN:
      return say_handed_back (item);
    case ED_DECISION_REQUEST_LATE_WORK:
      return say_late_work (item);
    case ED_DECISION_REQUEST_OVERDUE:
    case ED_DECISION_REQUEST_DUE:
      return say_due (item);
    case ED_DECISION_REQUEST_REVIEW:
      return say_response (item);
    default:
      return g_strdup ("");
    }
}

/* --- look ------------------------------------------------------------------------------------- */

static char *
get_icon (gpointer item)
{
  return g_strdup ("ed-requests-symbolic");
}

static char **
list_icon_classes (gpointer item)
{
  const char *classes[] = { "type-icon", NULL };

  return g_strdupv ((char **) classes);
}

static const char *
get_limit_class (gpointer item)
{
  return find_limit (item).tone == ED_TONE_RED ? "error" : "warning";
}

static char **
list_bar_classes (gpointer item)
{
  const char *classes[] = { "case-bar", "card", NULL, NULL, NULL };

  if (find_limit (item).kind != ED_REQUEST_BADGE_NONE)
    {
      classes[2] = "due";
      classes[3] = get_limit_class (item);
    }
  return g_strdupv ((char **) classes);
}

static gboolean
is_pending (gpointer item)
{
  return ed_request_is_pending (NULL, item);
}

static const char *
get_haste (gpointer item)
{
  return ed_request_is_urgent (NULL, item) ? _ ("Urgent") : NULL;
}

static char *
say_mark (gpointer item)
{
  return ed_request_has_news (NULL, item) ? g_strdup (_ ("New internal message")) : NULL;
}

static char *
say_pill (gpointer item)
{
  EdRequestBadge limit = find_limit (item);

  switch (decide (item).kind)
    {
    case ED_DECISION_REQUEST_ASSIGN_AGAIN:
      return g_strdup (_ ("Handed back"));
    case ED_DECISION_REQUEST_LATE_WORK:
      return g_strdup (_ ("Late work"));
    case ED_DECISION_REQUEST_OVERDUE:
    case ED_DECISION_REQUEST_DUE:
      return ed_request_badge_name (&limit);
    default:
      return ed_request_state_text (NULL, item);
    }
}

static char *
get_pill_icon (gpointer item)
{
  switch (decide (item).kind)
    {
    case ED_DECISION_REQUEST_ASSIGN_AGAIN:
      return g_strdup ("ed-badge-returned-symbolic");
    case ED_DECISION_REQUEST_LATE_WORK:
      return g_strdup ("ed-badge-warning-symbolic");
    case ED_DECISION_REQUEST_OVERDUE:
    case ED_DECISION_REQUEST_DUE:
      return g_strdup ("ed-badge-clock-symbolic");
    default:
      return ed_request_state_icon (NULL, item);
    }
}

static char **
list_pill_classes (gpointer item)
{
  const char *classes[] = { "badge-pill", "warning", NULL };
  EdDecisionKind kind = decide (item).kind;

  if (kind == ED_DECISION_REQUEST_OVERDUE || kind == ED_DECISION_REQUEST_DUE)
    classes[1] = get_limit_class (item);
  return g_strdupv ((char **) classes);
}

const EdTodayFace ed_today_request_face = {
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

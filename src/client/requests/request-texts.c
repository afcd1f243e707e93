/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/requests/request-texts.h"

#include "client/dates.h"
#include "client/numbers.h"

#include <glib/gi18n.h>

#define DOTS "••••••"

static const EdRequest *
get (EdRequestItem *item)
{
  return item == NULL ? NULL : ed_request_item_request (item);
}

static char *
hide (const char *text, gboolean hidden)
{
  return g_strdup (text == NULL ? "" : hidden ? DOTS : text);
}

char *
ed_request_subject_text (gpointer object, EdRequestItem *item, gboolean hidden)
{
  return hide (item == NULL ? NULL : get (item)->subject, hidden);
}

char *
ed_request_name_text (gpointer object, EdRequestItem *item)
{
  g_autofree char *number = NULL;

  if (item == NULL)
    return g_strdup ("");
  if (get (item)->number == ED_ABSENT)
    return g_strdup (_ ("New request"));
  number = g_strdup_printf ("%" G_GINT64_FORMAT, get (item)->number);
  /* Translators: a request by its running number: "Request 12" */
  return g_strdup_printf (_ ("Request %s"), number);
}

char *
ed_request_recipient_text (gpointer object, EdRequestItem *item)
{
  if (item == NULL)
    return g_strdup ("");
  if (get (item)->recipient_id == NULL)
    return g_strdup (_ ("Expert centre"));
  return g_strdup (get (item)->recipient_name != NULL ? get (item)->recipient_name : _ ("Expert"));
}

char *
ed_request_expert_text (gpointer object, EdRequestItem *item)
{
  return g_strdup (item == NULL || get (item)->expert_name == NULL ? "—" : get (item)->expert_name);
}

char *
ed_request_sender_text (gpointer object, EdRequestItem *item, gboolean hidden)
{
  return hide (item == NULL ? NULL : get (item)->sender_name, hidden);
}

char *
ed_request_case_text (gpointer object, EdRequestItem *item, gboolean hidden)
{
  if (item == NULL || get (item)->case_reference == NULL)
    return g_strdup ("—");
  return hide (get (item)->case_reference, hidden);
}

gboolean
ed_request_shows_expert (gpointer object, EdRequestItem *item)
{
  return item != NULL && ed_request_item_audience (item) != ED_REQUEST_FOR_SENDER;
}

/* --- notice ----------------------------------------------------------------------------------- */

static char *
say_returned (const EdRequest *request)
{
  const EdRequestReturn *returned = request->returned;
  const char *name = returned->by_name != NULL ? returned->by_name : _ ("The coordinator");

  if (returned->note == NULL)
    /* Translators: name of a coordinator */
    return g_strdup_printf (_ ("%s has returned the response."), name);
  /* Translators: name of a coordinator, and what they wrote */
  return g_strdup_printf (_ ("%s has returned the response: %s"), name, returned->note);
}

/* How the last assignment ended, and what its expert had written. */
static char *
say_ended (const EdRequest *request)
{
  const EdRequestAssignment *last = request->assignments->pdata[request->assignments->len - 1];
  const char *name = last->expert_name != NULL ? last->expert_name : _ ("The expert");
  const char *draft = last->draft != NULL ? last->draft->text : NULL;
  g_autofree char *what = NULL;

  if (last->ended == ED_REQUEST_END_HANDED_BACK && last->reason != NULL)
    /* Translators: name of an expert, and their reason */
    what = g_strdup_printf (_ ("%s has handed it back: %s"), name, last->reason);
  else if (last->ended == ED_REQUEST_END_HANDED_BACK)
    what = g_strdup_printf (_ ("%s has handed it back."), name);
  else
    what = g_strdup_printf (_ ("It was with %s before."), name);
  if (draft == NULL)
    return g_steal_pointer (&what);
  /* Translators: a sentence, and what an expert wrote */
  return g_strdup_printf (_ ("%s\n\nWritten and not sent:\n%s"), what, draft);
}

static char *
say_to_expert (const EdRequest *request)
{
  if (request->state == ED_REQUEST_CANCELLED)
    return g_strdup (_ ("The sender has cancelled this request. What you have written is kept "
                        "below."));
  if (request->state == ED_REQUEST_UNASSIGNED)
    return g_strdup (_ ("You have handed this request back. It leaves your list as soon as the "
                        "server knows."));
  if (request->state == ED_REQUEST_UNDER_REVIEW && ed_request_latest_version (request) == NULL)
    return g_strdup (_ ("A response that somebody else had written is under review. What you have "
                        "written is kept below."));
  return request->returned != NULL ? say_returned (request) : NULL;
}

static char *
say_to_staff (const EdRequest *request)
{
  if (request->state == ED_REQUEST_CANCELLED)
    return g_strdup (_ ("The sender has cancelled this request."));
  if (request->returned != NULL && request->state == ED_REQUEST_IN_PROGRESS)
    return say_returned (request);
  return ed_request_is_open (request) && request->assignments->len > 0 ? say_ended (request) : NULL;
}

char *
ed_request_notice_text (gpointer object, EdRequestItem *item)
{
  char *text = NULL;

  if (item != NULL && ed_request_item_audience (item) == ED_REQUEST_FOR_EXPERT)
    text = say_to_expert (get (item));
  else if (item != NULL && ed_request_item_audience (item) == ED_REQUEST_FOR_STAFF)
    text = say_to_staff (get (item));
  return text != NULL ? text : g_strdup ("");
}

gboolean
ed_request_has_notice (gpointer object, EdRequestItem *item)
{
  g_autofree char *text = ed_request_notice_text (object, item);

  return *text != '\0';
}

/* Whoever sent it knows that; for them it is the recipient. */
char *
ed_request_caption_text (gpointer object, EdRequestItem *item, gboolean hidden)
{
  const EdRequest *request = get (item);
  const EdRequestRound *round = request == NULL ? NULL : ed_request_round (request);
  g_autofree char *recipient = ed_request_recipient_text (object, item);
  g_autofree char *date = NULL, *asked = NULL;
  gboolean is_sender = item != NULL && ed_request_item_audience (item) == ED_REQUEST_FOR_SENDER;
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();

  if (request == NULL)
    return g_strdup ("");
  if (is_sender)
    g_ptr_array_add (parts, recipient);
  else if (request->sender_name != NULL)
    g_ptr_array_add (parts, hidden ? (char *) DOTS : request->sender_name);
  if (request->case_reference != NULL)
    g_ptr_array_add (parts, hidden ? (char *) DOTS : request->case_reference);
  if (ed_request_item_audience (item) == ED_REQUEST_FOR_STAFF && request->expert_name != NULL)
    g_ptr_array_add (parts, request->expert_name);
  if (round != NULL)
    {
      date = ed_date_text (ed_zone_date (ed_request_item_zone (item), round->at));
      /* Translators: of a request, and a date: "asked Sun 22 March 2020" */
      asked = g_strdup_printf (_ ("asked %s"), date);
      g_ptr_array_add (parts, asked);
    }
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (" · ", (char **) parts->pdata);
}

/* --- status ----------------------------------------------------------------------------------- */

static const struct
{
  const char *icon;
  const char *tone;
} looks[] = {
  [ED_REQUEST_UNASSIGNED] = { "ed-badge-warning-symbolic", "warning" },
  [ED_REQUEST_ASSIGNED] = { "ed-requests-symbolic", "accent" },
  [ED_REQUEST_IN_PROGRESS] = { "ed-form-symbolic", "accent" },
  [ED_REQUEST_UNDER_REVIEW] = { "ed-badge-clock-symbolic", "warning" },
  [ED_REQUEST_COMPLETED] = { "ed-badge-check-symbolic", "success" },
  [ED_REQUEST_CANCELLED] = { "ed-badge-cross-symbolic", NULL },
  [ED_REQUEST_SENT] = { "ed-outbox-symbolic", "accent" },
  [ED_REQUEST_IN_WORK] = { "ed-badge-clock-symbolic", "accent" },
  [ED_REQUEST_ANSWERED] = { "ed-badge-check-symbolic", "success" },
};

char *
ed_request_state_text (gpointer object, EdRequestItem *item)
{
  return g_strdup (item == NULL ? "" : _ (ed_request_state_choices[get (item)->state].label));
}

char *
ed_request_state_icon (gpointer object, EdRequestItem *item)
{
  return g_strdup (item == NULL ? NULL : looks[get (item)->state].icon);
}

char **
ed_request_state_classes (gpointer object, EdRequestItem *item)
{
  const char *classes[] = { "badge-pill",
                            item == NULL ? NULL : looks[get (item)->state].tone,
                            NULL };

  return g_strdupv ((char **) classes);
}

/* --- badge ------------------------------------------------------------------------------------ */

static EdRequestBadge
find_badge (EdRequestItem *item)
{
  if (item == NULL)
    return (EdRequestBadge){ .kind = ED_REQUEST_BADGE_NONE };
  return ed_request_badge (get (item), ed_request_item_now (item), ed_request_item_zone (item));
}

gboolean
ed_request_has_badge (gpointer object, EdRequestItem *item)
{
  return find_badge (item).kind != ED_REQUEST_BADGE_NONE;
}

char *
ed_request_badge_name (const EdRequestBadge *badge)
{
  switch (badge->kind)
    {
    case ED_REQUEST_BADGE_RETURNED:
      return g_strdup (_ ("Returned"));
    case ED_REQUEST_BADGE_OVERDUE:
      return g_strdup (_ ("Overdue"));
    case ED_REQUEST_BADGE_DUE_TODAY:
      return g_strdup (_ ("Due today"));
    case ED_REQUEST_BADGE_DUE_SOON:
      return ed_number_in (ngettext ("Due in %s day", "Due in %s days", (gulong) badge->count),
                           badge->count);
    case ED_REQUEST_BADGE_NONE:
    default:
      return g_strdup ("");
    }
}

char *
ed_request_badge_text (gpointer object, EdRequestItem *item)
{
  EdRequestBadge badge = find_badge (item);

  return ed_request_badge_name (&badge);
}

char *
ed_request_badge_icon (gpointer object, EdRequestItem *item)
{
  return g_strdup (find_badge (item).kind == ED_REQUEST_BADGE_RETURNED
                       ? "ed-badge-returned-symbolic"
                       : "ed-badge-clock-symbolic");
}

char **
ed_request_badge_classes (gpointer object, EdRequestItem *item)
{
  const char *classes[] = { "badge-pill",
                            find_badge (item).tone == ED_TONE_RED ? "error" : "warning",
                            NULL };

  return g_strdupv ((char **) classes);
}

gboolean
ed_request_is_urgent (gpointer object, EdRequestItem *item)
{
  return item != NULL && get (item)->urgent == 1 && ed_request_is_open (get (item));
}

gboolean
ed_request_has_due (gpointer object, EdRequestItem *item)
{
  return item != NULL && get (item)->due != ED_ABSENT;
}

char *
ed_request_due_text (gpointer object, EdRequestItem *item)
{
  g_autofree char *date = NULL;

  if (item == NULL || get (item)->due == ED_ABSENT)
    return g_strdup ("");
  date = ed_date_full_text (get (item)->due,
                            ed_zone_date (ed_request_item_zone (item), ed_request_item_now (item)));
  /* Translators: a date: "due Sun 22 March 2020, in 3 days" */
  return g_strdup_printf (_ ("due %s"), date);
}

gboolean
ed_request_is_pending (gpointer object, EdRequestItem *item)
{
  return item != NULL && ed_request_item_pending (item) > 0;
}

gboolean
ed_request_has_news (gpointer object, EdRequestItem *item)
{
  return item != NULL && ed_request_item_is_unread (item);
}

gboolean
ed_request_needs_expert (gpointer object, EdRequestItem *item)
{
  return item != NULL && get (item)->state == ED_REQUEST_UNASSIGNED
         && ed_request_item_audience (item) == ED_REQUEST_FOR_STAFF;
}

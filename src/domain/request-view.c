/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Who sees what of a request. The sender's view is put together from what they may see, so that
 * what is new in a request is not theirs until somebody says so here. */

#include "domain/request-view.h"

#include <string.h>

#include "base/plant.h"
#include "domain/account.h"

/* What the sender sees of a request as it is, by name; the rest is made below. */
static const char *const for_sender[] = {
  "id",           "number",    "subject",        "case_reference", "urgent",  "due",
  "recipient_id", "sender_id", "recipient_name", "sender_name",    "sent_at", "sent_received_at",
  "rounds",       "documents", "cancelled_at",   "completed_at",
};
static const char *const version_for_sender[] = {
  "id", "round_id", "text", "documents", "approved_at",
};
static const char *const document_for_sender[] = { "id", "name", "type", "size", "sha256" };

static void
copy_named (const EdRecordType *type,
            gpointer to,
            gconstpointer from,
            const char *const *names,
            guint n_names)
{
  for (guint i = 0; i < n_names; i++)
    ed_field_copy (ed_record_type_find (type, names[i]), to, from);
}

/* Answers alone, and nothing of how they came about. */
static void
add_answers (EdRequest *view, const EdRequest *request)
{
  for (guint i = 0; i < request->versions->len; i++)
    {
      const EdResponseVersion *version = request->versions->pdata[i];
      EdResponseVersion *answer;

      if (version->approved_at == ED_ABSENT && !ED_PLANT (sender_sees_versions))
        continue;
      answer = ed_record_new (&ed_response_version_type);
      copy_named (&ed_response_version_type,
                  answer,
                  version,
                  version_for_sender,
                  G_N_ELEMENTS (version_for_sender));
      g_ptr_array_set_size (answer->documents, 0);
      for (guint j = 0; j < version->documents->len; j++)
        {
          gpointer document = ed_record_new (&ed_request_document_type);

          copy_named (&ed_request_document_type,
                      document,
                      version->documents->pdata[j],
                      document_for_sender,
                      G_N_ELEMENTS (document_for_sender));
          g_ptr_array_add (answer->documents, document);
        }
      g_ptr_array_add (view->versions, answer);
    }
}

static gboolean
is_of_sender (EdRequestEventKind what)
{
  switch (what)
    {
    case ED_REQUEST_EVENT_SENT:
    case ED_REQUEST_EVENT_ASKED_AGAIN:
    case ED_REQUEST_EVENT_SHARED:
    case ED_REQUEST_EVENT_REVOKED:
    case ED_REQUEST_EVENT_EXPIRED:
    case ED_REQUEST_EVENT_CANCELLED:
      return TRUE;
    case ED_REQUEST_EVENT_ASSIGNED:
    case ED_REQUEST_EVENT_HANDED_BACK:
    case ED_REQUEST_EVENT_STARTED:
    case ED_REQUEST_EVENT_RESPONDED:
    case ED_REQUEST_EVENT_ADJUSTED:
    case ED_REQUEST_EVENT_RETURNED:
    case ED_REQUEST_EVENT_APPROVED:
      return FALSE;
    }
  return FALSE;
}

static EdRequest *
project_for_sender (const EdRequest *request)
{
  EdRequest *view = ed_request_new ();

  copy_named (&ed_request_type, view, request, for_sender, G_N_ELEMENTS (for_sender));
  view->state = ed_request_state_for_sender (request->state);
  add_answers (view, request);
  for (guint i = 0; i < request->events->len; i++)
    {
      const EdRequestEvent *event = request->events->pdata[i];

      if (is_of_sender (event->what))
        g_ptr_array_add (view->events, ed_record_copy (&ed_request_event_type, event));
    }
  return view;
}

/* What is shared no more is not there for those whom it was shared with. */
static void
remove_ended (GPtrArray *documents)
{
  for (guint i = documents->len; i > 0; i--)
    {
      if (((EdRequestDocument *) documents->pdata[i - 1])->ended != ED_ABSENT)
        g_ptr_array_remove_index (documents, i - 1);
    }
}

static EdRequest *
project_for_staff (const EdRequest *request)
{
  EdRequest *view = ed_request_copy (request);

  if (!ED_PLANT (revoked_stays_shown))
    remove_ended (view->documents);
  if (view->draft != NULL && !ED_PLANT (staff_read_drafts))
    {
      g_clear_pointer (&view->draft->text, g_free);
      g_ptr_array_set_size (view->draft->documents, 0);
    }
  return view;
}

/* Of earlier experts the answers alone, because the next question is about them. */
static EdRequest *
project_for_expert (const EdRequest *request)
{
  EdRequest *view;

  if (request->assignment_id == NULL)
    return NULL;
  view = ed_request_copy (request);
  remove_ended (view->documents);
  g_ptr_array_set_size (view->assignments, 0);
  for (guint i = view->versions->len; i > 0; i--)
    {
      const EdResponseVersion *version = view->versions->pdata[i - 1];

      if (version->approved_at == ED_ABSENT && !ED_PLANT (expert_sees_former_versions)
          && g_strcmp0 (version->assignment_id, view->assignment_id) != 0)
        g_ptr_array_remove_index (view->versions, i - 1);
    }
  for (guint i = view->events->len; i > 0; i--)
    {
      const EdRequestEvent *event = view->events->pdata[i - 1];

      if (event->assignment_id != NULL && strcmp (event->assignment_id, view->assignment_id) != 0)
        g_ptr_array_remove_index (view->events, i - 1);
    }
  return view;
}

EdRequest *
ed_request_project (const EdRequest *request, EdRequestAudience audience)
{
  switch (audience)
    {
    case ED_REQUEST_FOR_STAFF:
      return project_for_staff (request);
    case ED_REQUEST_FOR_EXPERT:
      return project_for_expert (request);
    case ED_REQUEST_FOR_SENDER:
      return project_for_sender (request);
    }
  g_return_val_if_reached (NULL);
}

gboolean
ed_request_find_audience (const EdRequest *request,
                          const char *account_id,
                          guint roles,
                          EdRequestAudience *audience)
{
  if ((roles & ED_ROLE_COORDINATOR) != 0)
    *audience = ED_REQUEST_FOR_STAFF;
  else if ((roles & ED_ROLE_EXPERT) != 0 && request->assignment_id != NULL
           && g_strcmp0 (request->expert_id, account_id) == 0)
    *audience = ED_REQUEST_FOR_EXPERT;
  else if ((roles & ED_ROLE_CASE_MANAGER) != 0 && g_strcmp0 (request->sender_id, account_id) == 0)
    *audience = ED_REQUEST_FOR_SENDER;
  else
    return FALSE;
  return TRUE;
}

gboolean
ed_request_is_known (const EdRequest *request, const char *account_id, guint roles)
{
  EdRequestAudience audience;

  if (ed_request_find_audience (request, account_id, roles, &audience))
    return TRUE;
  for (guint i = 0; (roles & ED_ROLE_EXPERT) != 0 && i < request->assignments->len; i++)
    {
      const EdRequestAssignment *ended = request->assignments->pdata[i];

      if (g_strcmp0 (ended->expert_id, account_id) == 0)
        return TRUE;
    }
  return FALSE;
}

gint64
ed_request_due_at (const EdRequest *request, const EdZone *zone)
{
  if (request->due == ED_ABSENT || !ed_request_is_open (request))
    return ED_ABSENT;
  return ed_zone_instant (zone, request->due + 1, 0);
}

/* The badges that come with time: from how many days before the due date on. */
static const struct
{
  gint64 days;
  EdRequestBadgeKind kind;
  EdTone tone;
} limits[] = {
  { -1, ED_REQUEST_BADGE_OVERDUE, ED_TONE_RED },
  { 0, ED_REQUEST_BADGE_DUE_TODAY, ED_TONE_RED },
  { ED_REQUEST_DUE_SOON_DAYS, ED_REQUEST_BADGE_DUE_SOON, ED_TONE_ORANGE },
};

EdRequestStanding
ed_request_standing (const EdRequest *request)
{
  EdRequestStanding standing = { request->state,
                                 request->urgent,
                                 request->due,
                                 ED_ABSENT,
                                 ED_ABSENT };

  for (guint i = request->events->len; i > 0 && standing.turn == ED_ABSENT; i--)
    {
      const EdRequestEvent *event = request->events->pdata[i - 1];

      if (!ed_request_event_is_turn ((EdRequestEventKind) event->what))
        continue;
      standing.turn = event->what;
      standing.turn_at = event->at;
    }
  return standing;
}

EdRequestBadge
ed_request_standing_limit (const EdRequestStanding *standing, gint64 now, const EdZone *zone)
{
  EdRequestBadge badge = { .count = ED_ABSENT, .since = ED_ABSENT };
  gint64 today = ed_zone_date (zone, now);

  if (standing->due == ED_ABSENT
      || ed_request_status ((EdRequestState) standing->state) == ED_REQUEST_STATUS_COMPLETED)
    return badge;
  for (guint i = 0; i < G_N_ELEMENTS (limits); i++)
    {
      if (today < standing->due - limits[i].days)
        continue;
      badge.kind = limits[i].kind;
      badge.tone = limits[i].tone;
      badge.since = ed_zone_instant (zone, standing->due - limits[i].days, 0);
      if (badge.kind == ED_REQUEST_BADGE_DUE_SOON)
        badge.count = standing->due - today;
      break;
    }
  return badge;
}

EdRequestBadge
ed_request_limit (const EdRequest *request, gint64 now, const EdZone *zone)
{
  EdRequestStanding standing = ed_request_standing (request);

  return ed_request_standing_limit (&standing, now, zone);
}

EdRequestBadge
ed_request_badge (const EdRequest *request, gint64 now, const EdZone *zone)
{
  if (request->returned == NULL || !ed_request_is_open (request))
    return ed_request_limit (request, now, zone);
  return (EdRequestBadge){ ED_REQUEST_BADGE_RETURNED,
                           ED_TONE_ORANGE,
                           ED_ABSENT,
                           request->returned->at };
}

gint64
ed_request_next_change (const EdRequest *request, gint64 now, const EdZone *zone)
{
  gint64 tomorrow = ed_zone_date (zone, now) + 1;

  if (request->due == ED_ABSENT || !ed_request_is_open (request) || tomorrow > request->due + 1)
    return ED_ABSENT;
  return ed_zone_instant (zone, MAX (request->due - ED_REQUEST_DUE_SOON_DAYS, tomorrow), 0);
}

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the sender of a request does: ask, share documents and take them back, ask again, cancel. */

#include "domain/request-ruling.h"

#include <string.h>

/* A day that is named may be today or later. */
static gboolean
check_day (EdRequestRuling *ruling, gint64 day, const char *field)
{
  gint64 today = ed_zone_date (ruling->circumstances->zone, ruling->circumstances->at);

  return day == ED_ABSENT || day >= today || ed_request_refuse (ruling, ED_REFUSAL_INVALID, field);
}

static gboolean
check_days (EdRequestRuling *ruling)
{
  return check_day (ruling, ruling->args->due, "due")
         && check_day (ruling, ruling->args->expires, "expires");
}

static void
add_round (EdRequestRuling *ruling, EdRequest *request)
{
  EdRequestRound *round = ed_record_new (&ed_request_round_type);

  round->id = g_strdup (ruling->command->id);
  round->question = g_strdup (ruling->args->question);
  round->at = ruling->circumstances->at;
  round->at_received_at = ruling->circumstances->received_at;
  g_ptr_array_add (request->rounds, round);
}

/* Puts DOCUMENTS among those of REQUEST; one that had been shared before is shared anew. */
static void
share (const EdRequestRuling *ruling, EdRequest *request, const GPtrArray *documents)
{
  for (guint i = 0; i < documents->len; i++)
    {
      EdRequestDocument *document = ed_record_copy (&ed_request_document_type, documents->pdata[i]);
      EdRequestDocument *former = ed_request_document_find (request->documents, document->id);

      document->expires = ruling->args->expires;
      if (former != NULL)
        g_ptr_array_remove (request->documents, former);
      g_ptr_array_add (request->documents, document);
    }
}

static EdRequest *
make_request (const EdRequestRuling *ruling)
{
  const EdRequestCircumstances *circumstances = ruling->circumstances;
  const EdArgs *args = ruling->args;
  EdRequest *request = ed_request_new ();

  request->id = g_strdup (ruling->command->target_id);
  request->number = circumstances->number;
  request->state = ED_REQUEST_UNASSIGNED;
  request->subject = g_strdup (args->subject);
  request->case_reference = g_strdup (args->case_reference);
  request->urgent = args->urgent == 1 ? 1 : ED_ABSENT;
  request->due = args->due;
  request->sender_id = g_strdup (circumstances->account_id);
  request->sender_name = g_strdup (circumstances->account_name);
  request->sent_at = circumstances->at;
  request->sent_received_at = circumstances->received_at;
  if (args->recipient != NULL)
    {
      request->recipient_id = g_strdup (circumstances->expert->id);
      request->recipient_name = g_strdup (circumstances->expert->name);
    }
  return request;
}

/* A wish is for an expert who may be addressed, and nobody wishes for themself. */
static gboolean
check_recipient (EdRequestRuling *ruling)
{
  const EdRequestCircumstances *circumstances = ruling->circumstances;
  const char *wish = ruling->args->recipient;

  if (wish == NULL)
    return TRUE;
  if (circumstances->expert == NULL || g_strcmp0 (circumstances->expert->id, wish) != 0
      || !ed_account_is_addressable (circumstances->expert)
      || g_strcmp0 (circumstances->account_id, wish) == 0)
    return ed_request_refuse (ruling, ED_REFUSAL_EXPERT_NOT_SUITABLE, "recipient");
  return TRUE;
}

gboolean
ed_rule_request_create (EdRequestRuling *ruling)
{
  g_autoptr (GPtrArray) documents = NULL;

  if (!check_days (ruling) || !check_recipient (ruling))
    return FALSE;
  documents = ed_request_take_documents (ruling, NULL, ED_FILE_SHARED);
  if (documents == NULL)
    return FALSE;
  ruling->request = make_request (ruling);
  add_round (ruling, ruling->request);
  share (ruling, ruling->request, documents);
  return ed_request_record (ruling, ED_REQUEST_EVENT_SENT, TRUE);
}

gboolean
ed_rule_request_cancel (EdRequestRuling *ruling)
{
  ruling->request->state = ED_REQUEST_CANCELLED;
  /* Its expert could not know of it before; what they do late is kept from then on. */
  ruling->request->cancelled_at = ruling->circumstances->received_at;
  return ed_request_record (ruling, ED_REQUEST_EVENT_CANCELLED, TRUE);
}

gboolean
ed_rule_request_share (EdRequestRuling *ruling)
{
  const GPtrArray *held[] = { ruling->request->documents, NULL };
  g_autoptr (GPtrArray) documents = NULL;

  if (!check_day (ruling, ruling->args->expires, "expires"))
    return FALSE;
  if (ruling->args->documents == NULL)
    return ed_request_refuse (ruling, ED_REFUSAL_INVALID, "documents");
  documents = ed_request_take_documents (ruling, held, ED_FILE_SHARED);
  if (documents == NULL)
    return FALSE;
  share (ruling, ruling->request, documents);
  return ed_request_record (ruling, ED_REQUEST_EVENT_SHARED, TRUE);
}

static void
end_sharing (EdRequestDocument *document, EdSharingEnd ended, gint64 at)
{
  document->ended = ended;
  document->ended_at = at;
}

gboolean
ed_rule_request_revoke (EdRequestRuling *ruling)
{
  EdRequestDocument *document =
      ed_request_document_find (ruling->request->documents, ruling->args->id);

  if (document == NULL || document->ended != ED_ABSENT)
    return ed_request_refuse (ruling, ED_REFUSAL_NOT_FOUND, "id");
  end_sharing (document, ED_SHARING_REVOKED, ruling->circumstances->at);
  return ed_request_record (ruling, ED_REQUEST_EVENT_REVOKED, TRUE);
}

/* The same expert goes on; one who cannot any more leaves it to the coordinators. The sender's own
 * view does not say who that is. */
static void
open_again (EdRequest *request, const EdAccount *expert)
{
  if (request->state == ED_REQUEST_ANSWERED)
    request->state = ED_REQUEST_IN_WORK;
  else if (expert != NULL && g_strcmp0 (expert->id, request->expert_id) == 0
           && ed_request_takes_expert (request, expert))
    request->state = ED_REQUEST_ASSIGNED;
  else
    request->state = ED_REQUEST_UNASSIGNED;
}

gboolean
ed_rule_request_ask_again (EdRequestRuling *ruling)
{
  const GPtrArray *held[] = { ruling->request->documents, NULL };
  const EdArgs *args = ruling->args;
  EdRequest *request = ruling->request;
  g_autoptr (GPtrArray) documents = NULL;

  if (!check_days (ruling))
    return FALSE;
  documents = ed_request_take_documents (ruling, held, ED_FILE_SHARED);
  if (documents == NULL)
    return FALSE;
  open_again (request, ruling->circumstances->expert);
  if (request->state == ED_REQUEST_UNASSIGNED)
    ed_request_end_assignment (request,
                               ED_REQUEST_END_REASSIGNED,
                               ruling->circumstances->received_at);
  add_round (ruling, request);
  share (ruling, request, documents);
  request->urgent = args->urgent == 1 ? 1 : ED_ABSENT;
  request->due = args->due;
  request->completed_at = ED_ABSENT;
  return ed_request_record (ruling, ED_REQUEST_EVENT_ASKED_AGAIN, TRUE);
}

static gint64
find_end (const EdRequestDocument *document, const EdZone *zone)
{
  if (document->ended != ED_ABSENT || document->expires == ED_ABSENT)
    return ED_ABSENT;
  return ed_zone_instant (zone, document->expires + 1, 0);
}

gboolean
ed_request_expire (EdRequest *request, gint64 now, const EdZone *zone)
{
  gboolean any = FALSE;

  for (guint i = 0; i < request->documents->len; i++)
    {
      EdRequestDocument *document = request->documents->pdata[i];
      gint64 end = find_end (document, zone);
      EdRequestEvent *event;

      if (end == ED_ABSENT || end > now)
        continue;
      end_sharing (document, ED_SHARING_EXPIRED, end);
      event = ed_record_new (&ed_request_event_type);
      event->at = end;
      event->what = ED_REQUEST_EVENT_EXPIRED;
      g_ptr_array_add (request->events, event);
      any = TRUE;
    }
  return any;
}

gint64
ed_request_next_expiry (const EdRequest *request, const EdZone *zone)
{
  gint64 next = ED_ABSENT;

  for (guint i = 0; i < request->documents->len; i++)
    {
      gint64 end = find_end (request->documents->pdata[i], zone);

      if (end != ED_ABSENT && (next == ED_ABSENT || end < next))
        next = end;
    }
  return next;
}

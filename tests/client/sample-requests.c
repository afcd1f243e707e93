/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/sample-requests.h"

#include "client/sample-cases.h"
#include "wire/push.h"

#define HOUR G_GINT64_CONSTANT (3600000)
#define FORMER_ASSIGNMENT "60000000-0000-4000-8000-000000000001"

static void
add_event (EdRequest *request, EdRequestEventKind what, gint64 hours)
{
  EdRequestEvent *event = ed_record_new (&ed_request_event_type);

  event->what = what;
  event->at = ED_SAMPLE_NOW - hours * HOUR;
  g_ptr_array_add (request->events, event);
}

static void
assign (EdRequest *request)
{
  request->assignment_id = g_strdup ("a0000000-0000-4000-8000-000000000001");
  request->expert_id = g_strdup ("e0000000-0000-4000-8000-000000000078");
  request->expert_name = g_strdup ("Dr. Kovács Anna");
  request->assigned_at = ED_SAMPLE_NOW - HOUR;
  add_event (request, ED_REQUEST_EVENT_ASSIGNED, 1);
}

static void
respond (EdRequest *request)
{
  EdResponseVersion *version = ed_record_new (&ed_response_version_type);
  const EdRequestRound *round = ed_request_round (request);

  version->id = g_strdup ("c0000000-0000-4000-8000-000000000001");
  version->round_id = g_strdup (round->id);
  version->assignment_id = g_strdup (request->assignment_id);
  version->kind = ED_VERSION_SENT;
  version->text = g_strdup ("Yes, by half days at first. After four weeks we look at it again.");
  version->by_name = g_strdup (request->expert_name);
  version->at = ED_SAMPLE_NOW - HOUR;
  g_ptr_array_add (request->versions, version);
  add_event (request, ED_REQUEST_EVENT_RESPONDED, 1);
}

EdRequest *
ed_sample_request_new (const char *id, EdRequestState state)
{
  EdRequest *request = ed_request_new ();
  EdRequestRound *round = ed_record_new (&ed_request_round_type);

  request->id = g_strdup (id);
  request->number = 12;
  request->state = state;
  request->subject = g_strdup ("Return to work");
  request->case_reference = g_strdup ("HV-2231");
  request->sender_id = g_strdup ("e0000000-0000-4000-8000-000000000077");
  request->sender_name = g_strdup ("M. Frei");
  request->sent_at = ED_SAMPLE_NOW - 2 * HOUR;
  round->id = g_strdup ("00000000-0000-4000-8000-000000000901");
  round->question = g_strdup ("Can the employee resume work?");
  round->at = request->sent_at;
  g_ptr_array_add (request->rounds, round);
  add_event (request, ED_REQUEST_EVENT_SENT, 2);
  if (state != ED_REQUEST_UNASSIGNED)
    assign (request);
  if (state == ED_REQUEST_UNDER_REVIEW)
    respond (request);
  return request;
}

/* Somebody had it before: EdRequestEnd. */
static EdRequestAssignment *
add_ended (EdRequest *request, EdRequestEnd end)
{
  EdRequestAssignment *ended = ed_record_new (&ed_request_assignment_type);

  ended->id = g_strdup (FORMER_ASSIGNMENT);
  ended->expert_id = g_strdup ("e0000000-0000-4000-8000-000000000079");
  ended->expert_name = g_strdup ("Dr. Szabó Péter");
  ended->from = ED_SAMPLE_NOW - 2 * HOUR;
  ended->to = ED_SAMPLE_NOW - HOUR;
  ended->ended = end;
  g_ptr_array_add (request->assignments, ended);
  return ended;
}

EdLateWork *
ed_sample_late_response_new (const EdRequest *request, const char *by)
{
  EdLateWork *late = ed_record_new (&ed_late_work_type);
  EdFile *letter = ed_record_new (&ed_file_type);
  g_autoptr (EdCommand) kept = ed_command_new (ED_COMMAND_RESPONSE_SEND,
                                               ED_SAMPLE_LATE_RESPONSE,
                                               request->id,
                                               FORMER_ASSIGNMENT,
                                               ED_SAMPLE_NOW - 2 * HOUR);

  ((EdArgs *) kept->args)->version = g_strdup ("c0000000-0000-4000-8000-000000000009");
  ((EdArgs *) kept->args)->text =
      g_strdup ("Yes, from May on, three days a week. A letter for the employer is enclosed.");
  late->id = g_strdup (kept->id);
  late->state = ED_LATE_WAITING;
  late->request_id = g_strdup (request->id);
  late->number = request->number;
  late->assignment_id = g_strdup (kept->assignment_id);
  late->type = g_strdup (ed_command_form (kept->type)->word);
  late->by = g_strdup (by);
  late->by_name = g_strdup ("Dr. Szabó Péter");
  late->ended_at = ED_SAMPLE_NOW - HOUR;
  late->at = ED_SAMPLE_NOW - 2 * HOUR;
  late->received_at = ED_SAMPLE_NOW - HOUR / 2;
  late->command = ed_command_to_json (kept, 0);
  letter->id = g_strdup ("f0000000-0000-4000-8000-000000000009");
  letter->name = g_strdup ("letter.pdf");
  letter->kind = ED_FILE_RESPONSE;
  g_ptr_array_add (late->files, letter);
  return late;
}

void
ed_sample_requests_add (EdDesk *desk)
{
  static const struct
  {
    EdRequestState state;
    const char *subject;
    gint64 due; /* days from now, or absent */
  } lines[] = {
    { ED_REQUEST_UNASSIGNED, "Return to work", ED_ABSENT },
    { ED_REQUEST_UNASSIGNED, "A second opinion on sick leave", ED_ABSENT },
    { ED_REQUEST_IN_PROGRESS, "Employment contract after a transfer", -1 },
    { ED_REQUEST_ASSIGNED, "Workplace for a wheelchair", 2 },
    { ED_REQUEST_UNDER_REVIEW, "Burn-out or depression?", ED_ABSENT },
    { ED_REQUEST_UNDER_REVIEW, "Nutrition on night shifts", ED_ABSENT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autofree char *id = g_strdup_printf ("b0000000-0000-4000-8000-%012u", i + 1);
      EdRequest *request = ed_sample_request_new (id, lines[i].state);

      request->number = 12 + i;
      g_free (request->subject);
      request->subject = g_strdup (lines[i].subject);
      request->urgent = i == 0 ? 1 : ED_ABSENT;
      if (lines[i].due != ED_ABSENT)
        request->due = ed_zone_date (ed_desk_zone (desk), ED_SAMPLE_NOW) + lines[i].due;
      if (i == 1)
        {
          add_ended (request, ED_REQUEST_END_HANDED_BACK)->reason =
              g_strdup ("I know the employee");
          add_event (request, ED_REQUEST_EVENT_HANDED_BACK, 1);
        }
      if (i == 5)
        {
          add_ended (request, ED_REQUEST_END_REASSIGNED);
          ed_fake_desk_add_late (
              desk,
              ed_sample_late_response_new (request, "e0000000-0000-4000-8000-000000000079"));
        }
      ed_fake_desk_add_request (desk, request);
    }
}

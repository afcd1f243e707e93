/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/sample-cases.h"

#include "client/fake-desk.h"
#include "wire/push.h"

#define HOUR G_GINT64_CONSTANT (3600000)
#define DAY (24 * HOUR)
#define TODAY (ED_SAMPLE_NOW / DAY)
#define COORDINATOR "22222222-2222-4222-8222-222222222222"

typedef struct
{
  gint64 number;
  int age_days; /* recorded and assigned that long ago */
  const char *company, *city, *alias;
  EdCaseKind type;
  int coaching_kind; /* -1: none */
  int contact_days;  /* ago; -1: not contacted */
  int first_session; /* days ago, negative to come; 0: none */
  int sessions;
  gboolean complete; /* document and score are there */
  EdCaseState state;
  gint64 outcome;
  gboolean crisis;
} Sample;

static const Sample samples[] = {
  { 274,
    1,
    "Richter",
    "Debrecen",
    "Tó",
    ED_CASE_PSYCHOLOGICAL,
    -1,
    -1,
    0,
    0,
    FALSE,
    ED_CASE_ASSIGNED,
    ED_ABSENT,
    TRUE },
  { 272,
    1,
    "Suzuki",
    "Esztergom",
    "Szél",
    ED_CASE_PSYCHOLOGICAL,
    -1,
    -1,
    0,
    0,
    FALSE,
    ED_CASE_ASSIGNED,
    ED_ABSENT,
    FALSE },
  { 270,
    3,
    "Audi",
    "Győr",
    "Nap",
    ED_CASE_LEGAL,
    -1,
    -1,
    0,
    0,
    FALSE,
    ED_CASE_ASSIGNED,
    ED_ABSENT,
    FALSE },
  { 266,
    9,
    "Magyar Posta",
    "Pécs",
    "Rigó",
    ED_CASE_PSYCHOLOGICAL,
    -1,
    8,
    0,
    0,
    FALSE,
    ED_CASE_ASSIGNED,
    ED_ABSENT,
    FALSE },
  { 240,
    80,
    "Suzuki",
    "Esztergom",
    "Kék",
    ED_CASE_PSYCHOLOGICAL,
    -1,
    79,
    70,
    3,
    FALSE,
    ED_CASE_ASSIGNED,
    ED_ABSENT,
    FALSE },
  { 221,
    120,
    "Bosch",
    "Miskolc",
    "Liliom",
    ED_CASE_FINANCIAL,
    -1,
    119,
    100,
    2,
    FALSE,
    ED_CASE_ASSIGNED,
    ED_ABSENT,
    FALSE },
  { 255,
    20,
    "Bosch",
    "Budapest",
    "Fűzfa",
    ED_CASE_HEALTH_COACHING,
    2,
    19,
    12,
    2,
    FALSE,
    ED_CASE_ASSIGNED,
    ED_ABSENT,
    FALSE },
  { 250,
    30,
    "Suzuki",
    "Budapest",
    "Hegy",
    ED_CASE_PSYCHOLOGICAL,
    -1,
    29,
    25,
    4,
    TRUE,
    ED_CASE_ASSIGNED,
    ED_ABSENT,
    FALSE },
  { 268,
    4,
    "A very long company name that goes on and on, Limited",
    "Hódmezővásárhely",
    "Rózsabimbó",
    ED_CASE_PSYCHOLOGICAL,
    -1,
    3,
    -4,
    1,
    FALSE,
    ED_CASE_ASSIGNED,
    ED_ABSENT,
    FALSE },
  { 244,
    40,
    "MVM",
    "Szeged",
    "Part",
    ED_CASE_FINANCIAL,
    -1,
    39,
    30,
    3,
    TRUE,
    ED_CASE_CLOSING,
    ED_OUTCOME_COMPLETED,
    FALSE },
  { 262,
    12,
    "Audi",
    "Győr",
    "Hold",
    ED_CASE_LEGAL,
    -1,
    -1,
    0,
    0,
    FALSE,
    ED_CASE_CLOSING,
    ED_OUTCOME_UNREACHABLE,
    FALSE },
  { 199,
    160,
    "Suzuki",
    "Esztergom",
    "Erdő",
    ED_CASE_PSYCHOLOGICAL,
    -1,
    159,
    150,
    5,
    TRUE,
    ED_CASE_CLOSED,
    ED_OUTCOME_COMPLETED,
    FALSE },
  { 188,
    190,
    "Richter",
    "Debrecen",
    "Mező",
    ED_CASE_HEALTH_COACHING,
    1,
    189,
    170,
    5,
    TRUE,
    ED_CASE_CLOSED,
    ED_OUTCOME_COMPLETED,
    FALSE },
};

static char *
make_id (guint kind, gint64 number)
{
  return g_strdup_printf ("%08x-0000-4000-8000-%012" G_GINT64_FORMAT, kind, number);
}

static void
add_event (EdCase *case_, gint64 at, EdEventKind what)
{
  EdEvent *event = ed_record_new (&ed_event_type);

  event->at = at;
  event->what = what;
  event->assignment_id = g_strdup (case_->assignment_id);
  g_ptr_array_add (case_->events, event);
}

static EdCase *
make_recorded (gint64 number, gint64 recorded_at)
{
  EdCase *case_ = ed_case_new ();

  case_->id = make_id (0, number);
  case_->number = number;
  case_->state = ED_CASE_RECORDED;
  case_->recorded_at = recorded_at;
  case_->crisis_call = 0;
  case_->channel = 3; /* online */
  case_->call_length_min = 0;
  case_->relation = 0;
  case_->sex = 0;
  case_->backup_call = 0;
  case_->problem_details = g_strdup ("Other family problems");
  case_->phone = g_strdup ("06 30 111 1111");
  case_->sessions_available = 5;
  case_->session_minutes = 50;
  case_->operator_name = g_strdup ("XY");
  case_->consultation_mode = 3; /* e-mail */
  add_event (case_, recorded_at, ED_EVENT_RECORDED);
  return case_;
}

static void
assign (EdCase *case_, gint64 at)
{
  case_->state = ED_CASE_ASSIGNED;
  case_->assignment_id = make_id (1, case_->number);
  case_->expert_id = g_strdup ("11111111-1111-4111-8111-111111111111");
  case_->expert_name = g_strdup ("Dr. Kovács Anna");
  case_->assigned_at = at;
  case_->assigned_by = g_strdup (COORDINATOR);
  case_->assigned_by_name = g_strdup ("Nagy Éva");
  add_event (case_, at, ED_EVENT_ASSIGNED);
}

static void
add_sessions (EdCase *case_, gint64 first, int n)
{
  for (int i = 0; i < n; i++)
    {
      EdSession *session = ed_record_new (&ed_session_type);

      session->id = make_id (2 + (guint) i, case_->number);
      session->assignment_id = g_strdup (case_->assignment_id);
      session->date = first + 7 * i;
      session->time = i % 2 == 0 ? 16 * 60 : ED_ABSENT;
      session->added_at = case_->assigned_at;
      g_ptr_array_add (case_->sessions, session);
      add_event (case_, case_->assigned_at + (i + 1) * HOUR, ED_EVENT_SESSION_ADDED);
    }
}

static void
complete (EdCase *case_)
{
  gint64 kind = ed_case_needed_document (case_);

  case_->satisfaction_score = 9;
  if (kind != ED_ABSENT)
    {
      EdDocument *document = ed_record_new (&ed_document_type);

      document->id = make_id (20, case_->number);
      document->assignment_id = g_strdup (case_->assignment_id);
      document->kind = kind;
      document->name = g_strdup ("treatment-log.pdf");
      document->type = g_strdup ("application/pdf");
      document->size = 182400;
      document->at = case_->contacted_at;
      document->by = g_strdup (case_->expert_id);
      g_ptr_array_add (case_->documents, document);
    }
}

static void
close_case (EdCase *case_, const Sample *sample)
{
  case_->state = sample->state;
  case_->closing = ed_record_new (&ed_closing_type);
  case_->closing->id = make_id (30, case_->number);
  case_->closing->outcome = sample->outcome;
  case_->closing->at = ED_SAMPLE_NOW - 2 * DAY;
}

static EdCase *
make_case (const Sample *sample)
{
  gint64 at = ED_SAMPLE_NOW - sample->age_days * DAY - 2 * HOUR;
  EdCase *case_ = make_recorded (sample->number, at - HOUR);

  case_->company_name = g_strdup (sample->company);
  case_->city = g_strdup (sample->city);
  case_->client_alias = g_strdup (sample->alias);
  case_->type = sample->type;
  case_->coaching_kind = sample->coaching_kind < 0 ? ED_ABSENT : sample->coaching_kind;
  case_->crisis_call = sample->crisis;
  assign (case_, at);
  if (sample->contact_days >= 0)
    {
      case_->contacted_at = ED_SAMPLE_NOW - sample->contact_days * DAY;
      add_event (case_, case_->contacted_at, ED_EVENT_CONTACTED);
    }
  if (sample->first_session != 0)
    add_sessions (case_, TODAY - sample->first_session, sample->sessions);
  if (sample->complete)
    complete (case_);
  if (sample->state != ED_CASE_ASSIGNED)
    close_case (case_, sample);
  return case_;
}

EdCase *
ed_sample_case_new (void)
{
  /* Recorded 2020-03-18 20:44, assigned on the 23rd. */
  EdCase *case_ = make_recorded (261, G_GINT64_CONSTANT (1584564240000));

  case_->company_name = g_strdup ("Suzuki");
  case_->city = g_strdup ("Táplószentmárton");
  case_->client_alias = g_strdup ("XY");
  case_->type = ED_CASE_PSYCHOLOGICAL;
  assign (case_, ED_SAMPLE_NOW - 3 * HOUR);
  return case_;
}

void
ed_sample_cases_add (EdDesk *desk)
{
  ed_fake_desk_add_case (desk, ed_sample_case_new ());
  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    ed_fake_desk_add_case (desk, make_case (&samples[i]));
}

static void
add_attempt (EdCase *case_, EdAttemptKind kind, int days, int hour, EdAttemptResult result)
{
  EdAttempt *attempt = ed_record_new (&ed_attempt_type);

  attempt->id = make_id (40 + case_->attempts->len, case_->number);
  attempt->assignment_id = g_strdup (case_->assignment_id);
  attempt->kind = kind;
  attempt->at = (TODAY - days) * DAY + hour * HOUR;
  attempt->result = result;
  g_ptr_array_add (case_->attempts, attempt);
}

void
ed_sample_closings_add (EdDesk *desk)
{
  static const Sample more[] = {
    { 281,
      60,
      "Suzuki",
      "Esztergom",
      "Hegy",
      ED_CASE_PSYCHOLOGICAL,
      -1,
      59,
      50,
      4,
      TRUE,
      ED_CASE_CLOSING,
      ED_OUTCOME_COMPLETED,
      FALSE },
    { 282,
      9,
      "Audi",
      "Győr",
      "Rét",
      ED_CASE_PSYCHOLOGICAL,
      -1,
      -1,
      0,
      0,
      FALSE,
      ED_CASE_CLOSING,
      ED_OUTCOME_UNREACHABLE,
      FALSE },
    { 283,
      40,
      "Bosch",
      "Budapest",
      "Domb",
      ED_CASE_PSYCHOLOGICAL,
      -1,
      39,
      30,
      5,
      FALSE,
      ED_CASE_ASSIGNED,
      ED_ABSENT,
      FALSE },
  };
  EdCase *cases[G_N_ELEMENTS (more)];

  for (guint i = 0; i < G_N_ELEMENTS (more); i++)
    cases[i] = make_case (&more[i]);
  add_attempt (cases[1], ED_ATTEMPT_CALL, 8, 9, ED_RESULT_NO_ANSWER);
  add_attempt (cases[1], ED_ATTEMPT_MESSAGE, 8, 10, ED_RESULT_NO_ANSWER);
  add_attempt (cases[1], ED_ATTEMPT_CALL, 6, 18, ED_RESULT_VOICEMAIL);
  add_attempt (cases[1], ED_ATTEMPT_CALL, 5, 8, ED_RESULT_NO_ANSWER);
  cases[2]->sessions_asked = 8;
  cases[2]->sessions_asked_why = g_strdup ("The grief counselling needs to go on.");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    ed_fake_desk_add_case (desk, cases[i]);
}

static EdCommand *
make_late (EdCommandType type, guint n)
{
  g_autofree char *id = g_strdup_printf ("7%07u-0000-4000-8000-000000000000", n);
  EdCommand *command = ed_command_new (type,
                                       id,
                                       ED_SAMPLE_CASE,
                                       "60000000-0000-4000-8000-000000000000",
                                       ED_SAMPLE_NOW - 5 * HOUR);
  EdArgs *args = command->args;

  if (type == ED_COMMAND_SESSION_ADD)
    {
      args->id = g_strdup ("71000000-0000-4000-8000-000000000000");
      args->date = TODAY - 1;
    }
  if (type == ED_COMMAND_MESSAGE_SEND)
    {
      args->id = g_strdup ("72000000-0000-4000-8000-000000000000");
      args->text = g_strdup ("The client prefers appointments after five.");
    }
  if (type == ED_COMMAND_SATISFACTION_SCORE)
    args->score = 8;
  return command;
}

void
ed_sample_late_add (EdDesk *desk, const char *by, EdLateState state)
{
  static const EdCommandType types[] = { ED_COMMAND_SESSION_ADD,
                                         ED_COMMAND_MESSAGE_SEND,
                                         ED_COMMAND_SATISFACTION_SCORE };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autoptr (EdCommand) command = make_late (types[i], i);
      EdLateWork *late = ed_record_new (&ed_late_work_type);

      late->id = g_strdup (command->id);
      late->state = state;
      late->case_id = g_strdup (command->target_id);
      late->number = 261;
      late->assignment_id = g_strdup (command->assignment_id);
      late->type = g_strdup (ed_command_form (types[i])->word);
      late->by = g_strdup (by);
      late->by_name = g_strdup ("Dr. Szabó Péter");
      late->ended_at = ED_SAMPLE_NOW - 6 * HOUR;
      late->at = ED_SAMPLE_NOW - 5 * HOUR;
      late->received_at = ED_SAMPLE_NOW - HOUR;
      late->command = ed_command_to_json (command, 0);
      ed_fake_desk_add_late (desk, late);
    }
}

static EdCommand *
make_command (EdDesk *desk, EdCommandType type, gint64 number, gint64 age_h)
{
  g_autofree char *case_id = make_id (0, number);
  g_autofree char *id = make_id (0x40, ED_SAMPLE_NOW / HOUR - age_h);
  const EdCase *case_ = ed_fake_desk_find (desk, case_id);
  EdCommand *command =
      ed_command_new (type, id, case_id, case_->assignment_id, ED_SAMPLE_NOW - age_h * HOUR);

  if (type == ED_COMMAND_SESSION_ADD)
    {
      ((EdArgs *) command->args)->id = make_id (0x41, number);
      ((EdArgs *) command->args)->date = TODAY + age_h;
    }
  return command;
}

void
ed_sample_conflict_add (EdDesk *desk)
{
  EdCommand *edit = make_command (desk, ED_COMMAND_CASE_EDIT, 244, 3);
  const EdCase *now = ed_fake_desk_find (desk, edit->target_id);
  EdCase *from = ed_record_copy (&ed_case_type, now);
  EdCase *to = ed_record_copy (&ed_case_type, now);

  g_free (from->phone);
  from->phone = g_strdup ("+36 1 555 0100");
  g_free (to->phone);
  to->phone = g_strdup ("+36 1 555 0199");
  from->sessions_available = now->sessions_available + 2;
  to->sessions_available = now->sessions_available + 4;
  ed_command_edit (edit, "phone", from, to);
  ed_command_edit (edit, "sessions_available", from, to);
  ed_case_free (from);
  ed_case_free (to);
  ed_fake_desk_add_entry (desk, edit, ED_OUTBOX_REFUSED, ED_REFUSAL_CONFLICT, "phone");
  ed_fake_desk_add_entry (desk,
                          make_command (desk, ED_COMMAND_CASE_CONTACT, 261, 2),
                          ED_OUTBOX_REFUSED,
                          ED_REFUSAL_INTERNAL_ERROR,
                          NULL);
}

void
ed_sample_outbox_add (EdDesk *desk)
{
  ed_fake_desk_add_entry (desk,
                          make_command (desk, ED_COMMAND_CASE_CONTACT, 255, 30),
                          ED_OUTBOX_ACCEPTED,
                          ED_REFUSAL_NONE,
                          NULL);
  ed_fake_desk_add_entry (desk,
                          make_command (desk, ED_COMMAND_SESSION_ADD, 244, 26),
                          ED_OUTBOX_REFUSED,
                          ED_REFUSAL_CASE_LOCKED,
                          NULL);
  ed_fake_desk_add_entry (desk,
                          make_command (desk, ED_COMMAND_SESSION_ADD, 250, 9),
                          ED_OUTBOX_KEPT,
                          ED_REFUSAL_NONE,
                          NULL);
  ed_fake_desk_add_entry (desk,
                          make_command (desk, ED_COMMAND_SESSION_DELETE, 240, 2),
                          ED_OUTBOX_SENT,
                          ED_REFUSAL_NONE,
                          NULL);
  ed_fake_desk_add_entry (desk,
                          make_command (desk, ED_COMMAND_SESSION_ADD, 266, 1),
                          ED_OUTBOX_WAITING,
                          ED_REFUSAL_NONE,
                          NULL);
}

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/demo-requests.h"

#include "domain/command.h"
#include "domain/request.h"
#include "server/demo-paper.h"
#include "server/timeline.h"
#include "wire/record-json.h"

#define HOUR G_GINT64_CONSTANT (3600000)

/* How far each request has come. */
typedef enum
{
  NEW,
  ASSIGNED,
  HANDED_BACK,
  BEGUN,
  RESPONDED,
  RETURNED,
  ANSWERED,
  ASKED_AGAIN,
  CANCELLED,
} Story;

typedef struct
{
  Story story;
  EdDemoPerson expert; /* who has it; ED_DEMO_MANAGER: nobody yet */
  EdDemoPerson wish;   /* ED_DEMO_MANAGER: the expert centre */
  int days_ago;
  int due; /* days from today; 0: none */
  gboolean urgent;
  const char *subject, *reference, *question;
  const char *paper; /* what is shared for it: its heading, or NULL */
  const char *answer;
  const char *attachment; /* of the answer, or NULL */
} Ask;

static const Ask asks[] = {
  { NEW,
    ED_DEMO_MANAGER,
    ED_DEMO_MANAGER,
    0,
    2,
    TRUE,
    "Return to work after burnout",
    "ZH-2291",
    "Our employee has been on sick leave for nine weeks and would like to come back. Is a graded "
    "return over six weeks sensible, and what should the first two weeks look like?",
    "Sick-leave history, anonymised",
    NULL,
    NULL },
  { NEW,
    ED_DEMO_MANAGER,
    ED_DEMO_EXPERT,
    1,
    0,
    FALSE,
    "Second opinion on working ability",
    "ZH-2274",
    "Two reports come to different conclusions. Which of them do you find more convincing, and "
    "what would you still want to know?",
    "Two occupational health reports",
    NULL,
    NULL },
  { HANDED_BACK,
    ED_DEMO_LAWYER,
    ED_DEMO_MANAGER,
    2,
    7,
    FALSE,
    "Notice period during parental leave",
    "BE-1180",
    "May the notice period run while the employee is on parental leave? The contract is under "
    "Austrian law.",
    NULL,
    NULL,
    NULL },
  { ASSIGNED,
    ED_DEMO_EXPERT,
    ED_DEMO_EXPERT,
    1,
    4,
    FALSE,
    "Conflict in a small team",
    "LU-0417",
    "Three people in a team of five no longer speak to each other. Would you recommend a mediated "
    "conversation now, or single conversations first?",
    "Minutes of the last team meeting",
    NULL,
    NULL },
  { BEGUN,
    ED_DEMO_EXPERT,
    ED_DEMO_MANAGER,
    3,
    1,
    TRUE,
    "Support after an accident at work",
    "ZH-2268",
    "Two colleagues saw the accident. What can the line manager do in the first days, and when is "
    "professional help needed?",
    "Report of the accident, names removed",
    "In the first days three things help most: safety, information and the choice to talk or not "
    "to talk.",
    NULL },
  { RETURNED,
    ED_DEMO_EXPERT,
    ED_DEMO_MANAGER,
    6,
    5,
    FALSE,
    "Sleep and shift work",
    "SG-0932",
    "Which changes to a three-shift rota do you recommend for an employee with sleep problems?",
    NULL,
    "Forward rotation, at most three nights in a row, and a fixed time for daylight after the "
    "night shift.",
    NULL },
  { RESPONDED,
    ED_DEMO_EXPERT2,
    ED_DEMO_MANAGER,
    5,
    3,
    FALSE,
    "Phased return and driving",
    "ZH-2255",
    "The employee drives a company car. Is there anything in the medication plan that speaks "
    "against it in the first weeks?",
    "Medication plan",
    "Nothing in the plan speaks against driving as such. In the first two weeks after a change of "
    "dose it should be avoided; afterwards the treating physician should confirm it in writing.",
    "Recommendation" },
  { RESPONDED,
    ED_DEMO_LAWYER,
    ED_DEMO_LAWYER,
    9,
    -1,
    TRUE,
    "Data protection in absence interviews",
    "BE-1171",
    "What may be asked in a conversation after a long absence, and what may be written down?",
    NULL,
    "Ask for abilities, not for diagnoses. Write down what was agreed, not what was told.",
    NULL },
  { ANSWERED,
    ED_DEMO_EXPERT,
    ED_DEMO_EXPERT,
    20,
    -6,
    FALSE,
    "Exhaustion in a care team",
    "LU-0391",
    "Absences in the care team have doubled since spring. Where would you begin?",
    "Absences by month",
    "Begin with the rota, because it is the quickest lever: two days off in a row, and no change "
    "at short notice. Then a moderated round with the team, without the management, on what costs "
    "the most strength.",
    "Plan for the first eight weeks" },
  { ASKED_AGAIN,
    ED_DEMO_EXPERT,
    ED_DEMO_MANAGER,
    16,
    6,
    FALSE,
    "Coaching for a new team leader",
    "SG-0910",
    "The new leader comes from within the team. What should the coaching deal with first?",
    NULL,
    "The change of role: what stays between colleagues, what does not any more, and who says so.",
    NULL },
  { CANCELLED,
    ED_DEMO_EXPERT,
    ED_DEMO_MANAGER,
    12,
    0,
    FALSE,
    "Relocation and family",
    "ZH-2239",
    "The family is to move with the employee. Which support do you offer before the move?",
    NULL,
    "Before the move two conversations with both partners are useful.",
    NULL },
};

/* One request being told. */
typedef struct
{
  EdTimeline *timeline;
  EdDemoPeople *people;
  GRand *dice;
  const Ask *ask;
  gint64 at; /* of what comes next */
  gint64 today;
  char *id;
  char *assignment;
  char *version; /* latest */
} Telling;

/* WHO does it now; ARGS, of that type's form, are taken over. Answers the command's id. */
static const char *
note (Telling *telling, EdDemoPerson who, EdCommandType type, EdArgs *args)
{
  const EdCommandForm *form = ed_command_form (type);
  gboolean names_it = form->needs_assignment || type == ED_COMMAND_INTERNAL_SEND;
  char *id = ed_demo_make_id (telling->dice);

  ed_timeline_note (telling->timeline,
                    telling->at,
                    who,
                    id,
                    form->word,
                    telling->id,
                    names_it ? telling->assignment : NULL,
                    ed_record_to_json (form->args, args, NULL));
  ed_record_free (form->args, args);
  telling->at += HOUR + g_rand_int_range (telling->dice, 0, 50) * 60000;
  return id;
}

static EdArgs *
make_args (EdCommandType type)
{
  return ed_record_new (ed_command_form (type)->args);
}

/* A page for the request, uploaded in time; its id in a list, as args have it. */
static char **
bring (Telling *telling, EdDemoPerson who, EdFileKind kind, const char *title)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  EdDemoPaper *paper = ed_demo_paper_new (title);
  EdFile *file = ed_record_new (&ed_file_type);
  GBytes *bytes;
  gsize length;
  gconstpointer data;

  ed_demo_paper_add_fact (paper, "Case", telling->ask->reference);
  ed_demo_paper_add_heading (paper, telling->ask->subject);
  ed_demo_paper_add_text (paper, telling->ask->question);
  bytes = ed_demo_paper_finish (paper);
  data = g_bytes_get_data (bytes, &length);
  file->id = ed_demo_make_id (telling->dice);
  file->request_id = g_strdup (telling->id);
  if (kind == ED_FILE_RESPONSE)
    file->assignment_id = g_strdup (telling->assignment);
  file->kind = kind;
  file->name = g_strdup_printf ("%s.pdf", title);
  file->type = ED_MEDIA_PDF;
  file->length = (gint64) length;
  file->sha256 = g_compute_checksum_for_data (G_CHECKSUM_SHA256, data, length);
  g_strv_builder_add (ids, file->id);
  ed_timeline_note_upload (telling->timeline, telling->at, who, file, bytes);
  return g_strv_builder_end (ids);
}

static void
create (Telling *telling)
{
  const Ask *ask = telling->ask;
  EdArgs *args = make_args (ED_COMMAND_REQUEST_CREATE);

  args->subject = g_strdup (ask->subject);
  args->case_reference = g_strdup (ask->reference);
  args->question = g_strdup (ask->question);
  if (ask->wish != ED_DEMO_MANAGER)
    args->recipient = g_strdup (telling->people->account[ask->wish]);
  args->urgent = ask->urgent ? 1 : ED_ABSENT;
  if (ask->due != 0)
    args->due = telling->today + ask->due;
  if (ask->paper != NULL)
    {
      args->documents = bring (telling, ED_DEMO_MANAGER, ED_FILE_SHARED, ask->paper);
      args->expires = telling->today + 30;
    }
  note (telling, ED_DEMO_MANAGER, ED_COMMAND_REQUEST_CREATE, args);
}

static void
assign (Telling *telling)
{
  EdArgs *args = make_args (ED_COMMAND_REQUEST_ASSIGN);

  args->expert = g_strdup (telling->people->account[telling->ask->expert]);
  telling->assignment =
      g_strdup (note (telling, ED_DEMO_COORDINATOR, ED_COMMAND_REQUEST_ASSIGN, args));
}

static void
say (Telling *telling, EdDemoPerson who, const char *text)
{
  EdArgs *args = make_args (ED_COMMAND_INTERNAL_SEND);

  args->id = ed_demo_make_id (telling->dice);
  args->text = g_strdup (text);
  note (telling, who, ED_COMMAND_INTERNAL_SEND, args);
}

static void
draft (Telling *telling)
{
  EdArgs *args = make_args (ED_COMMAND_RESPONSE_DRAFT);

  args->text = g_strdup (telling->ask->answer);
  note (telling, telling->ask->expert, ED_COMMAND_RESPONSE_DRAFT, args);
}

static void
respond (Telling *telling)
{
  const Ask *ask = telling->ask;
  EdArgs *args = make_args (ED_COMMAND_RESPONSE_SEND);

  telling->version = ed_demo_make_id (telling->dice);
  args->version = g_strdup (telling->version);
  args->text = g_strdup (ask->answer);
  if (ask->attachment != NULL)
    args->documents = bring (telling, ask->expert, ED_FILE_RESPONSE, ask->attachment);
  note (telling, ask->expert, ED_COMMAND_RESPONSE_SEND, args);
}

static void
give_back (Telling *telling)
{
  EdArgs *args = make_args (ED_COMMAND_REQUEST_RETURN);

  args->version = g_strdup (telling->version);
  args->note = g_strdup ("Could you say in a sentence what the employer would have to change in "
                         "the rota?");
  note (telling, ED_DEMO_COORDINATOR, ED_COMMAND_REQUEST_RETURN, args);
}

static void
approve (Telling *telling)
{
  EdArgs *args = make_args (ED_COMMAND_REQUEST_APPROVE);

  args->version = g_strdup (telling->version);
  note (telling, ED_DEMO_COORDINATOR, ED_COMMAND_REQUEST_APPROVE, args);
}

static void
hand_back (Telling *telling)
{
  EdArgs *args = make_args (ED_COMMAND_REQUEST_HAND_BACK);

  args->why = g_strdup ("Austrian labour law is not my field.");
  note (telling, telling->ask->expert, ED_COMMAND_REQUEST_HAND_BACK, args);
}

static void
ask_again (Telling *telling)
{
  EdArgs *args = make_args (ED_COMMAND_REQUEST_ASK_AGAIN);

  args->question = g_strdup ("Thank you. How many sessions would you plan, and at what distance?");
  args->due = telling->today + telling->ask->due;
  note (telling, ED_DEMO_MANAGER, ED_COMMAND_REQUEST_ASK_AGAIN, args);
}

/* What happened after it was assigned. */
static void
tell_work (Telling *telling)
{
  Story story = telling->ask->story;

  if (story == HANDED_BACK)
    hand_back (telling);
  if (story < BEGUN)
    return;
  draft (telling);
  if (story == BEGUN)
    {
      say (telling, telling->ask->expert, "May I name our emergency number in the answer?");
      say (telling, ED_DEMO_COORDINATOR, "Yes, please do, with the hours.");
    }
  if (story == CANCELLED)
    note (telling,
          ED_DEMO_MANAGER,
          ED_COMMAND_REQUEST_CANCEL,
          make_args (ED_COMMAND_REQUEST_CANCEL));
  if (story == BEGUN || story == CANCELLED)
    return;
  respond (telling);
  if (story == RETURNED)
    give_back (telling);
  if (story >= ANSWERED)
    approve (telling);
  if (story == ASKED_AGAIN)
    ask_again (telling);
}

/* In office hours, if there were any today. */
static void
tell (Telling *telling, const EdZone *zone, gint64 now)
{
  telling->id = ed_demo_make_id (telling->dice);
  telling->at = ed_zone_instant (zone,
                                 telling->today - telling->ask->days_ago,
                                 8 * 60 + g_rand_int_range (telling->dice, 0, 50));
  if (telling->at > now - HOUR)
    telling->at -= 24 * HOUR;
  create (telling);
  if (telling->ask->story != NEW)
    {
      assign (telling);
      tell_work (telling);
    }
  g_clear_pointer (&telling->id, g_free);
  g_clear_pointer (&telling->assignment, g_free);
  g_clear_pointer (&telling->version, g_free);
}

gboolean
ed_demo_ask (EdManualClock *clock,
             EdDemoPeople *people,
             GRand *dice,
             const EdZone *zone,
             gint64 now,
             GError **error)
{
  g_autoptr (EdTimeline) timeline = ed_timeline_new ();
  Telling telling = { .timeline = timeline,
                      .people = people,
                      .dice = dice,
                      .today = ed_zone_date (zone, now) };

  for (guint i = 0; i < G_N_ELEMENTS (asks); i++)
    {
      telling.ask = &asks[i];
      tell (&telling, zone, now);
    }
  return ed_timeline_play (timeline, clock, people, error);
}

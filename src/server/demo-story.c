/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/demo-story.h"

#include <gio/gio.h>

#include "domain/days.h"
#include "server/api-state.h"
#include "server/demo-money.h"
#include "server/demo-papers.h"
#include "server/demo-past.h"
#include "server/demo-requests.h"
#include "server/timeline.h"
#include "wire/record-json.h"

#define HOUR G_GINT64_CONSTANT (3600000)
#define DAY (24 * HOUR)
#define MINUTE G_GINT64_CONSTANT (60000)
#define GUIDE_NUMBER 261
#define FIRST_NUMBER 4187 /* of the other cases */
#define PAST_MAX 3900     /* numbers that are free before it */

/* One case being told. */
typedef struct
{
  EdTimeline *timeline;
  EdDemoPeople *people;
  GRand *dice;
  const EdZone *zone;
  gint64 now;
  EdDemoPerson expert;
  char *case_id;
  char *assignment;
  gint64 assigned_at;
  const EdDemoCase *case_; /* NULL: the guide's */
  GArray *dates;           /* of its appointments so far */
} Telling;

static char *
make_id (Telling *telling)
{
  return ed_demo_make_id (telling->dice);
}

static void
note (Telling *telling, gint64 at, const char *type, char *args)
{
  ed_timeline_note (telling->timeline,
                    at,
                    telling->expert,
                    make_id (telling),
                    type,
                    telling->case_id,
                    telling->assignment,
                    args);
}

static void
note_coordinator (Telling *telling, gint64 at, const char *type, char *args)
{
  ed_timeline_note (telling->timeline,
                    at,
                    ED_DEMO_COORDINATOR,
                    make_id (telling),
                    type,
                    telling->case_id,
                    NULL,
                    args);
}

/* The instant DAYS before now, at HOUR o'clock there and some minutes. */
static gint64
days_ago (Telling *telling, int days, int hour)
{
  gint64 date = ed_zone_date (telling->zone, telling->now) - days;

  return ed_zone_instant (telling->zone, date, hour * 60 + g_rand_int_range (telling->dice, 0, 50));
}

static void
assign (Telling *telling, EdDemoPerson expert, gint64 at)
{
  g_autofree char *former = g_steal_pointer (&telling->assignment);

  telling->expert = expert;
  telling->assignment = make_id (telling);
  telling->assigned_at = at;
  g_array_set_size (telling->dates, 0);
  ed_timeline_note (telling->timeline,
                    at,
                    ED_DEMO_COORDINATOR,
                    g_strdup (telling->assignment),
                    "case.assign",
                    telling->case_id,
                    former,
                    g_strdup_printf ("{\"expert\":\"%s\"}", telling->people->account[expert]));
}

static void
contact (Telling *telling, gint64 hours_later)
{
  note (telling, telling->assigned_at + hours_later * HOUR, "case.contact", g_strdup ("{}"));
}

/* An appointment DAYS before today (after it, when negative), entered when it was made. */
static char *
add_session (Telling *telling, int days, const char *time)
{
  gint64 date = ed_zone_date (telling->zone, telling->now) - days;
  gint64 made = ed_zone_instant (telling->zone, date - 6, 19 * 60)
                + g_rand_int_range (telling->dice, 0, 90) * MINUTE;
  gint64 at = CLAMP (made, telling->assigned_at + 30 * HOUR, telling->now - HOUR);
  g_autofree char *day = ed_date_to_text (date);
  char *id = make_id (telling);

  if (days >= 0)
    g_array_append_val (telling->dates, date);
  note (telling,
        at,
        "session.add",
        g_strdup_printf ("{\"id\":\"%s\",\"date\":\"%s\",\"time\":\"%s\"}", id, day, time));
  return id;
}

/* Weekly appointments: N of them, the last one LAST_DAYS ago. */
static void
add_sessions (Telling *telling, int n, int last_days)
{
  static const char *const times[] = { "09:00", "10:30", "14:00", "16:00", "17:30" };
  const char *time = times[g_rand_int_range (telling->dice, 0, G_N_ELEMENTS (times))];

  for (int i = n - 1; i >= 0; i--)
    g_free (add_session (telling, last_days + 7 * i, time));
}

/* How many of the appointments lie before AT. */
static guint
count_dates (const Telling *telling, gint64 at)
{
  guint n = 0;

  while (n < telling->dates->len
         && g_array_index (telling->dates, gint64, n) <= ed_zone_date (telling->zone, at))
    n++;
  return n;
}

static void
add_document (Telling *telling, gint64 at, EdDocumentKind kind)
{
  EdFile *file = ed_record_new (&ed_file_type);
  GBytes *bytes = ed_demo_papers_make (kind,
                                       telling->case_,
                                       (const gint64 *) telling->dates->data,
                                       count_dates (telling, at));

  file->id = make_id (telling);
  file->case_id = g_strdup (telling->case_id);
  file->assignment_id = g_strdup (telling->assignment);
  file->kind = kind;
  file->name = ed_demo_papers_name (kind, telling->case_);
  file->type = ED_MEDIA_PDF;
  file->length = (gint64) g_bytes_get_size (bytes);
  file->sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  ed_timeline_note_file (telling->timeline, at, telling->expert, make_id (telling), file, bytes);
}

/* The document that the case needs before it can be closed, if any. */
static void
add_needed_document (Telling *telling, gint64 at)
{
  EdCase like = { .type = telling->case_->type };
  gint64 needed = ed_case_needed_document (&like);

  if (needed != ED_ABSENT)
    add_document (telling, at, (EdDocumentKind) needed);
}

static void
add_attempt (Telling *telling, gint64 at, const char *kind, const char *result)
{
  g_autofree char *when = ed_instant_to_text (at);
  g_autofree char *id = make_id (telling);

  note (telling,
        at + MINUTE,
        "attempt.add",
        g_strdup_printf ("{\"id\":\"%s\",\"kind\":\"%s\",\"at\":\"%s\"%s%s%s}",
                         id,
                         kind,
                         when,
                         result != NULL ? ",\"result\":\"" : "",
                         result != NULL ? result : "",
                         result != NULL ? "\"" : ""));
}

static void
report_unreachable (Telling *telling)
{
  g_autofree char *closing = make_id (telling);

  add_attempt (telling, days_ago (telling, 4, 10), "call", "no_answer");
  add_attempt (telling, days_ago (telling, 4, 15), "call", "voicemail");
  add_attempt (telling, days_ago (telling, 3, 18), "call", "no_answer");
  add_attempt (telling, days_ago (telling, 3, 19), "text", NULL);
  note (telling,
        days_ago (telling, 2, 9),
        "case.unreachable",
        g_strdup_printf ("{\"closing\":\"%s\"}", closing));
}

/* A score, and, DAYS ago, the closing; answers its id. */
static char *
close_case (Telling *telling, int days)
{
  char *closing = make_id (telling);

  note (telling,
        days_ago (telling, days, 17),
        "satisfaction.score",
        g_strdup_printf ("{\"score\":%d}", g_rand_int_range (telling->dice, 8, 11)));
  note (telling,
        days_ago (telling, days, 18),
        "case.close",
        g_strdup_printf ("{\"closing\":\"%s\",\"outcome\":\"completed\"}", closing));
  return closing;
}

/* How long ago the case was assigned, in hours; how long it had been recorded by then. */
static int
hours_of (EdDemoStory story)
{
  switch (story)
    {
    case ED_STORY_NEW:
      return 5;
    case ED_STORY_DAY:
      return 29;
    case ED_STORY_TWO_DAYS:
      return 54;
    case ED_STORY_CRISIS_NEW:
      return 3;
    case ED_STORY_CRISIS_DUE:
      return 6;
    case ED_STORY_CONTACTED:
      return 2 * 24 + 4;
    case ED_STORY_PLANNED:
      return 4 * 24 + 2;
    case ED_STORY_FIVE_DAYS:
      return 8 * 24;
    case ED_STORY_UNREACHABLE:
      return 6 * 24;
    case ED_STORY_TWO_MONTHS:
      return 72 * 24;
    case ED_STORY_THREE_MONTHS:
      return 103 * 24;
    case ED_STORY_OVER:
      return 50 * 24;
    case ED_STORY_CLOSED:
      return 44 * 24;
    case ED_STORY_RECORDED:
    case ED_STORY_DECLINED:
      return 20;
    default:
      return 33 * 24;
    }
}

static void
tell_sessions (Telling *telling, EdDemoStory story)
{
  g_autofree char *missed = NULL;

  switch (story)
    {
    case ED_STORY_PLANNED:
      g_free (add_session (telling, -3, "16:00"));
      break;
    case ED_STORY_RUNNING:
      add_sessions (telling, 3, 4);
      add_needed_document (telling, days_ago (telling, 10, 18));
      add_document (telling, days_ago (telling, 9, 12), ED_DOCUMENT_OTHER);
      add_needed_document (telling, days_ago (telling, 3, 19));
      g_free (add_session (telling, -3, "16:00"));
      break;
    case ED_STORY_NO_SHOW:
      add_sessions (telling, 2, 9);
      missed = add_session (telling, 2, "15:00");
      note (telling,
            days_ago (telling, 2, 16),
            "session.delete",
            g_strdup_printf ("{\"id\":\"%s\",\"reason\":\"did_not_happen\"}", missed));
      break;
    case ED_STORY_TWO_MONTHS:
      add_sessions (telling, 3, 52);
      add_needed_document (telling, days_ago (telling, 50, 18));
      break;
    case ED_STORY_THREE_MONTHS:
      add_sessions (telling, 4, 76);
      break;
    case ED_STORY_OVER:
    case ED_STORY_RAISED:
      add_sessions (telling, story == ED_STORY_OVER ? 6 : 4, 3);
      note (telling,
            days_ago (telling, 2, 19),
            "sessions.ask_more",
            g_strdup ("{\"number\":8,\"why\":\"Stable, but not yet without support\"}"));
      if (story == ED_STORY_RAISED)
        note_coordinator (telling,
                          days_ago (telling, 1, 9),
                          "sessions.authorise",
                          g_strdup ("{\"number\":8}"));
      break;
    default:
      break;
    }
}

static void
tell_closing (Telling *telling, EdDemoStory story)
{
  g_autofree char *closing = NULL;

  if (story == ED_STORY_UNREACHABLE)
    report_unreachable (telling);
  if (story != ED_STORY_SCORED && story != ED_STORY_PENDING && story != ED_STORY_RETURNED
      && story != ED_STORY_CLOSED)
    return;
  add_sessions (telling, 2, 12);
  add_needed_document (telling, days_ago (telling, 9, 15));
  if (story == ED_STORY_SCORED)
    {
      note (telling, days_ago (telling, 1, 17), "satisfaction.score", g_strdup ("{\"score\":9}"));
      return;
    }
  if (ed_case_has_satisfaction_form (&(EdCase){ .type = telling->case_->type }))
    add_document (telling, days_ago (telling, 9, 16), ED_DOCUMENT_SATISFACTION_FORM);
  closing = close_case (telling, story == ED_STORY_PENDING ? 1 : 8);
  if (story == ED_STORY_RETURNED)
    note_coordinator (
        telling,
        days_ago (telling, 2, 10),
        "case.return",
        g_strdup_printf ("{\"closing\":\"%s\",\"note\":"
                         "\"Was there a third appointment? The company counts three.\"}",
                         closing));
  if (story == ED_STORY_CLOSED)
    note_coordinator (telling,
                      days_ago (telling, 6, 11),
                      "case.approve",
                      g_strdup_printf ("{\"closing\":\"%s\"}", closing));
}

/* --- messages --------------------------------------------------------------------------------- */

static void
say (Telling *telling, gint64 at, gboolean answers, gboolean handover, const char *text)
{
  g_autofree char *id = make_id (telling);

  ed_timeline_note (telling->timeline,
                    at,
                    answers ? ED_DEMO_COORDINATOR : telling->expert,
                    make_id (telling),
                    "message.send",
                    telling->case_id,
                    telling->assignment,
                    g_strdup_printf ("{\"id\":\"%s\",\"text\":\"%s\",\"handover\":%s}",
                                     id,
                                     text,
                                     handover ? "true" : "false"));
}

/* A thread that has come to rest, one that the expert has to read, two that wait for an answer. */
static void
tell_messages (Telling *telling, EdDemoStory story)
{
  static const struct
  {
    EdDemoStory story;
    int days, hour;
    gboolean answers, handover;
    const char *text;
  } said[] = {
    { ED_STORY_RUNNING,
      12,
      9,
      FALSE,
      FALSE,
      "The client can come in the evening only. May I hold the appointments by video?" },
    { ED_STORY_RUNNING,
      11,
      10,
      TRUE,
      FALSE,
      "Yes, the company agrees to video.\\n\\nPlease note the minutes each time, as usual." },
    { ED_STORY_RETURNED,
      1,
      9,
      TRUE,
      FALSE,
      "The company has asked again about the third appointment. Could you look it up today?" },
    { ED_STORY_PLANNED,
      1,
      18,
      FALSE,
      FALSE,
      "The client would like to bring her husband along. May both take part?" },
    { ED_STORY_NO_SHOW,
      1,
      17,
      FALSE,
      TRUE,
      "I move to another town next month and cannot go on with the appointments here." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (said); i++)
    if (said[i].story == story)
      say (telling,
           days_ago (telling, said[i].days, said[i].hour),
           said[i].answers,
           said[i].handover,
           said[i].text);
}

/* The expert before the present one: one appointment, then another hand. */
static void
tell_former_expert (Telling *telling, gint64 at)
{
  assign (telling, ED_DEMO_EXPERT2, at - 20 * DAY);
  contact (telling, 7);
  g_free (add_session (telling, 45, "11:00"));
  add_needed_document (telling, at - 4 * DAY);
  say (telling, at - 10 * DAY, FALSE, FALSE, "The client asks for somebody nearer to her home.");
  say (telling, at - 9 * DAY, TRUE, FALSE, "Thank you. We are looking for somebody.");
}

static void
tell_life (Telling *telling, const EdDemoCase *case_, gint64 assigned_at)
{
  EdDemoStory story = case_->story;
  gboolean contacted = story != ED_STORY_NEW && story != ED_STORY_DAY && story != ED_STORY_TWO_DAYS
                       && story != ED_STORY_CRISIS_NEW && story != ED_STORY_CRISIS_DUE
                       && story != ED_STORY_DECLINED && story != ED_STORY_UNREACHABLE;

  if (story == ED_STORY_RECORDED)
    return;
  if (story == ED_STORY_REASSIGNED)
    tell_former_expert (telling, assigned_at);
  assign (telling, case_->expert, assigned_at);
  if (story == ED_STORY_DECLINED)
    note (telling,
          assigned_at + 9 * HOUR,
          "case.decline",
          g_strdup ("{\"reason\":\"no_capacity\"}"));
  if (contacted)
    contact (telling, g_rand_int_range (telling->dice, 3, 20));
  if (story == ED_STORY_REASSIGNED)
    add_sessions (telling, 2, 5);
  tell_sessions (telling, story);
  tell_closing (telling, story);
  tell_messages (telling, story);
}

static void
set_text (char **place, const char *text)
{
  *place = g_strdup (text);
}

static EdCase *
make_intake (const EdDemoCase *case_, gint64 recorded_at, GRand *dice)
{
  EdCase *intake = ed_case_new ();

  intake->recorded_at = recorded_at;
  set_text (&intake->company_name, case_->company);
  set_text (&intake->client_alias, case_->alias);
  set_text (&intake->city, case_->city);
  set_text (&intake->heard_from, case_->heard_from);
  set_text (&intake->problem_details, case_->problem);
  set_text (&intake->other_comment, case_->comment);
  set_text (&intake->phone, case_->phone);
  set_text (&intake->email, case_->email);
  set_text (&intake->operator_name, "Szabó Júlia");
  intake->type = case_->type;
  intake->crisis_call = case_->story == ED_STORY_CRISIS_NEW || case_->story == ED_STORY_CRISIS_DUE;
  intake->backup_call = 0;
  if (case_->coaching_kind != NULL)
    intake->coaching_kind = ed_choice_find (ed_coaching_kind_choices, case_->coaching_kind);
  intake->channel = ed_choice_find (ed_channel_choices, case_->channel);
  intake->consultation_mode = ed_choice_find (ed_consultation_mode_choices, case_->mode);
  intake->relation = ed_choice_find (ed_relation_choices, case_->relation);
  intake->sex = ed_choice_find (ed_sex_choices, case_->sex);
  if (case_->age > 0)
    intake->age = case_->age;
  intake->call_length_min = intake->channel == ed_choice_find (ed_channel_choices, "phone")
                                ? g_rand_int_range (dice, 6, 40)
                                : 0;
  intake->sessions_available = case_->type == ED_CASE_PSYCHOLOGICAL ? 5 : 3;
  intake->session_minutes = case_->type == ED_CASE_PSYCHOLOGICAL ? 50 : 30;
  return intake;
}

static void
record (Telling *telling, const EdDemoCase *case_, gint64 recorded_at)
{
  g_autoptr (EdCase) intake = make_intake (case_, recorded_at, telling->dice);

  note_coordinator (telling,
                    recorded_at + 4 * MINUTE,
                    "case.create",
                    ed_record_to_json (&ed_case_intake_type, intake, NULL));
}

static void
clear_telling (Telling *telling)
{
  g_clear_pointer (&telling->case_id, g_free);
  g_clear_pointer (&telling->assignment, g_free);
}

static void
tell_case (Telling *telling, const EdDemoCase *case_)
{
  gint64 assigned_at = telling->now - hours_of (case_->story) * HOUR
                       - g_rand_int_range (telling->dice, 0, 30) * MINUTE;
  gint64 first = case_->story == ED_STORY_REASSIGNED ? assigned_at - 20 * DAY : assigned_at;

  telling->case_id = make_id (telling);
  telling->case_ = case_;
  record (telling, case_, first - g_rand_int_range (telling->dice, 25, 110) * MINUTE);
  tell_life (telling, case_, assigned_at);
  clear_telling (telling);
}

/* The case that the guide shows on every page; recorded FIRST of all, assigned since yesterday. */
static void
tell_guide_case (Telling *telling, EdTimeline *first, gint64 recorded_at)
{
  EdTimeline *others = telling->timeline;

  telling->timeline = first;
  telling->case_id = make_id (telling);
  note_coordinator (
      telling,
      recorded_at + MINUTE,
      "case.create",
      g_strdup ("{\"recorded_at\":\"2020-03-18T19:44:00.000Z\",\"company_name\":\"Suzuki\","
                "\"crisis_call\":false,\"client_alias\":\"XY\",\"city\":\"Táplószentmárton\","
                "\"channel\":\"online\",\"type\":\"psychological\",\"call_length_min\":0,"
                "\"relation\":\"employee\",\"sex\":\"male\",\"backup_call\":false,"
                "\"problem_details\":\"Other family problems\",\"phone\":\"06 30 111 1111\","
                "\"sessions_available\":5,\"session_minutes\":50,\"operator_name\":\"XY\","
                "\"consultation_mode\":\"email\"}"));
  telling->timeline = others;
  assign (telling, ED_DEMO_EXPERT, telling->now - 26 * HOUR);
  clear_telling (telling);
}

gboolean
ed_demo_play (EdApi *api,
              EdManualClock *clock,
              EdDemoPeople *people,
              GRand *dice,
              gint64 now,
              guint past,
              GError **error)
{
  gint64 guide_at = ed_instant_from_text ("2020-03-18T19:44:00.000Z");
  g_autoptr (EdTimeline) first = ed_timeline_new ();
  g_autoptr (EdTimeline) others = ed_timeline_new ();
  g_autoptr (GArray) dates = g_array_new (FALSE, FALSE, sizeof (gint64));
  Telling telling = { .timeline = others,
                      .people = people,
                      .dice = dice,
                      .zone = api->zone,
                      .now = now,
                      .dates = dates };

  tell_guide_case (&telling, first, guide_at);
  for (guint i = 0; i < ed_demo_n_cases; i++)
    {
      telling.now = now - ed_demo_cases[i].days_ago * DAY;
      tell_case (&telling, &ed_demo_cases[i]);
    }
  ed_demo_past_note (others, people, dice, api->zone, now, past);
  ed_manual_clock_set (clock, guide_at);
  return ed_demo_agree_fees (people, dice, guide_at, error)
         && ed_api_set_next_number (api, GUIDE_NUMBER, error)
         && ed_timeline_play (first, clock, people, error)
         && ed_api_set_next_number (api, FIRST_NUMBER - MIN (past, PAST_MAX), error)
         && ed_timeline_play (others, clock, people, error)
         && ed_demo_settle_statements (api, people, dice, now, error)
         && ed_demo_ask (clock, people, dice, api->zone, now, error);
}

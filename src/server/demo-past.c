/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The demonstration's past: cases that were closed, as an organisation of this size has them. */

#include "server/demo-past.h"

#include "domain/days.h"
#include "server/demo-papers.h"
#include "wire/record-json.h"

#define MINUTE G_GINT64_CONSTANT (60000)
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)
#define SPAN_DAYS 640
#define QUIET_DAYS 90 /* the latest of them is as old */
#define AVAILABLE 5

typedef struct
{
  EdTimeline *timeline;
  EdDemoPeople *people;
  GRand *dice;
  const EdZone *zone;
  gint64 at; /* how far the life has come */
  EdDemoCase case_;
  const char *case_id, *assignment;
  GArray *dates; /* of its sessions */
} Life;

/* Of a hundred: how many, what kind, who. */
static const struct
{
  int share;
  EdCaseKind type;
  EdDemoPerson expert;
  const char *problems[4];
} kinds[] = {
  { 32,
    ED_CASE_PSYCHOLOGICAL,
    ED_DEMO_EXPERT,
    { "Exhaustion at work", "Anxiety", "Separation", "Conflict with a superior" } },
  { 27,
    ED_CASE_PSYCHOLOGICAL,
    ED_DEMO_EXPERT2,
    { "Exhaustion at work", "Grief", "Anxiety", "Sleep" } },
  { 18, ED_CASE_LEGAL, ED_DEMO_LAWYER, { "Custody", "Tenancy", "Inheritance", "Custody" } },
  { 10, ED_CASE_FINANCIAL, ED_DEMO_LAWYER, { "Debt", "Debt", "Loan", "Debt" } },
  { 13, ED_CASE_HEALTH_COACHING, ED_DEMO_COACH, { "Back pain", "Weight", "Stress", "Back pain" } },
};

static const struct
{
  int share;
  const char *company, *city;
} companies[] = {
  { 24, "Suzuki", "Esztergom" },      { 18, "Bosch", "Miskolc" },
  { 16, "Magyar Telekom", "Szeged" }, { 13, "Audi Hungaria", "Győr" },
  { 11, "OTP Bank", "Budapest" },     { 8, "Tesco", "Debrecen" },
  { 6, "MÁV", "Budapest" },           { 4, "Roche", "Budapest" },
};

#define PICK(dice, list) list[g_rand_int_range (dice, 0, G_N_ELEMENTS (list))]

static gboolean
happens (Life *life, int percent)
{
  return g_rand_int_range (life->dice, 0, 100) < percent;
}

/* Notes what WHO did now, in the case. */
static void
note (Life *life, EdDemoPerson who, const char *type, char *args)
{
  ed_timeline_note (life->timeline,
                    life->at,
                    who,
                    ed_demo_make_id (life->dice),
                    type,
                    life->case_id,
                    who == ED_DEMO_COORDINATOR ? NULL : life->assignment,
                    args);
}

static void
cast (Life *life)
{
  static const char *const aliases[] = { "Rét",  "Fény", "Lomb",  "Zápor", "Tavasz", "Ősz",
                                         "Part", "Domb", "Nádas", "Láng",  "Köd",    "Hullám" };
  int roll = g_rand_int_range (life->dice, 0, 100);
  guint i = 0, company = 0;

  while (roll >= kinds[i].share)
    roll -= kinds[i++].share;
  roll = g_rand_int_range (life->dice, 0, 100);
  while (roll >= companies[company].share)
    roll -= companies[company++].share;
  life->case_ = (EdDemoCase){ .expert = kinds[i].expert,
                              .company = companies[company].company,
                              .city = companies[company].city,
                              .alias = PICK (life->dice, aliases),
                              .type = kinds[i].type,
                              .problem = PICK (life->dice, kinds[i].problems) };
}

static char *
make_intake (Life *life)
{
  static const gint64 channels[] = { 0, 0, 0, 1, 2, 3, 3 }, modes[] = { 0, 0, 1, 1, 2, 2, 2, 3 };
  g_autoptr (EdCase) intake = ed_case_new ();

  intake->recorded_at = life->at;
  intake->company_name = g_strdup (life->case_.company);
  intake->client_alias = g_strdup (life->case_.alias);
  intake->city = g_strdup (life->case_.city);
  intake->type = life->case_.type;
  if (intake->type == ED_CASE_HEALTH_COACHING)
    intake->coaching_kind = g_rand_int_range (life->dice, 0, 3);
  intake->channel = PICK (life->dice, channels);
  intake->consultation_mode = PICK (life->dice, modes);
  intake->relation = happens (life, 82) ? 0 : 1;
  intake->sex = happens (life, 61) ? 1 : happens (life, 97) ? 0 : 2;
  if (happens (life, 92))
    intake->age = g_rand_int_range (life->dice, 19, 45) + g_rand_int_range (life->dice, 0, 22);
  intake->phone = g_strdup_printf ("06 30 555 %04d", g_rand_int_range (life->dice, 0, 10000));
  if (happens (life, 94))
    intake->problem_details = g_strdup (life->case_.problem);
  intake->operator_name = g_strdup ("Szabó Júlia");
  intake->sessions_available = AVAILABLE;
  intake->session_minutes = 50;
  return ed_record_to_json (&ed_case_intake_type, intake, NULL);
}

static void
begin (Life *life)
{
  gint64 wait = g_rand_int_range (life->dice, 1, 7) * HOUR;

  note (life, ED_DEMO_COORDINATOR, "case.create", make_intake (life));
  life->at += wait;
  ed_timeline_note (
      life->timeline,
      life->at,
      ED_DEMO_COORDINATOR,
      g_strdup (life->assignment),
      "case.assign",
      life->case_id,
      NULL,
      g_strdup_printf ("{\"expert\":\"%s\"}", life->people->account[life->case_.expert]));
}

static void
approve (Life *life, const char *closing)
{
  life->at += g_rand_int_range (life->dice, 5, 60) * HOUR;
  note (life,
        ED_DEMO_COORDINATOR,
        "case.approve",
        g_strdup_printf ("{\"closing\":\"%s\"}", closing));
}

/* Closes by TYPE with REST of the arguments, and is approved. */
static void
close_by (Life *life, const char *type, const char *rest)
{
  g_autofree char *closing = ed_demo_make_id (life->dice);

  note (life, life->case_.expert, type, g_strdup_printf ("{\"closing\":\"%s\"%s}", closing, rest));
  approve (life, closing);
}

static void
try_contact (Life *life, const char *kind, const char *result)
{
  g_autofree char *id = ed_demo_make_id (life->dice);
  g_autofree char *when = NULL;

  life->at += g_rand_int_range (life->dice, 9, 20) * HOUR;
  when = ed_instant_to_text (life->at);
  note (life,
        life->case_.expert,
        "attempt.add",
        g_strdup_printf ("{\"id\":\"%s\",\"kind\":\"%s\",\"at\":\"%s\",\"result\":\"%s\"}",
                         id,
                         kind,
                         when,
                         result));
}

static void
give_up (Life *life)
{
  try_contact (life, "call", "no_answer");
  try_contact (life, "text", "no_answer");
  try_contact (life, "call", "voicemail");
  try_contact (life, "call", "no_answer");
  life->at += HOUR;
  close_by (life, "case.unreachable", "");
}

/* Weekly sessions, the last of which was before *LIFE is gone on with. */
static void
counsel (Life *life)
{
  int n = g_rand_int_range (life->dice, 1, AVAILABLE + 1);
  gint64 date = ed_zone_date (life->zone, life->at) + g_rand_int_range (life->dice, 1, 7);

  if (life->case_.type == ED_CASE_LEGAL || life->case_.type == ED_CASE_FINANCIAL)
    n = (n + 1) / 2;
  life->at += (happens (life, 91) ? g_rand_int_range (life->dice, 1, 46)
                                  : g_rand_int_range (life->dice, 49, 90))
              * HOUR;
  note (life, life->case_.expert, "case.contact", g_strdup ("{}"));
  date = MAX (date, ed_zone_date (life->zone, life->at) + 1);
  for (int i = 0; i < n; i++, date += 7 + g_rand_int_range (life->dice, 0, 3))
    {
      g_autofree char *id = ed_demo_make_id (life->dice);
      g_autofree char *day = ed_date_to_text (date);

      life->at += HOUR;
      g_array_append_val (life->dates, date);
      note (life,
            life->case_.expert,
            "session.add",
            g_strdup_printf ("{\"id\":\"%s\",\"date\":\"%s\",\"time\":\"16:00\"}", id, day));
    }
  life->at = ed_zone_instant (life->zone,
                              g_array_index (life->dates, gint64, life->dates->len - 1) + 1,
                              18 * 60)
             + g_rand_int_range (life->dice, 0, 9 * 24) * HOUR;
}

static void
attach_needed (Life *life)
{
  EdCase like = { .type = life->case_.type };
  gint64 kind = ed_case_needed_document (&like);
  EdFile *file;
  GBytes *bytes;

  if (kind == ED_ABSENT)
    return;
  bytes = ed_demo_papers_make ((EdDocumentKind) kind,
                               &life->case_,
                               (const gint64 *) life->dates->data,
                               life->dates->len);
  file = ed_record_new (&ed_file_type);
  file->id = ed_demo_make_id (life->dice);
  file->case_id = g_strdup (life->case_id);
  file->assignment_id = g_strdup (life->assignment);
  file->kind = kind;
  file->name = ed_demo_papers_name ((EdDocumentKind) kind, &life->case_);
  file->type = ED_MEDIA_PDF;
  file->length = (gint64) g_bytes_get_size (bytes);
  file->sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  ed_timeline_note_file (life->timeline,
                         life->at,
                         life->case_.expert,
                         ed_demo_make_id (life->dice),
                         file,
                         bytes);
  life->at += MINUTE;
}

static void
finish (Life *life)
{
  static const int scores[] = { 10, 10, 10, 9, 9, 9, 9, 8, 8, 8, 7, 7, 6, 5, 3 };
  gboolean is_dropped = happens (life, 7);
  gboolean is_rated = !is_dropped && happens (life, 78);

  attach_needed (life);
  if (is_rated)
    note (life,
          life->case_.expert,
          "satisfaction.score",
          g_strdup_printf ("{\"score\":%d}", PICK (life->dice, scores)));
  else
    note (life,
          life->case_.expert,
          "satisfaction.not_possible",
          g_strdup ("{\"not_possible\":true}"));
  life->at += MINUTE;
  close_by (life,
            "case.close",
            is_dropped ? ",\"outcome\":\"dropped_out\"" : ",\"outcome\":\"completed\"");
}

static void
live (Life *life)
{
  cast (life);
  begin (life);
  if (happens (life, 6))
    {
      give_up (life);
      return;
    }
  counsel (life);
  finish (life);
}

void
ed_demo_past_note (EdTimeline *timeline,
                   EdDemoPeople *people,
                   GRand *dice,
                   const EdZone *zone,
                   gint64 now,
                   guint n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *case_id = ed_demo_make_id (dice);
      g_autofree char *assignment = ed_demo_make_id (dice);
      g_autoptr (GArray) dates = g_array_new (FALSE, FALSE, sizeof (gint64));
      Life life = { timeline, people, dice, zone };
      gint64 date = ed_zone_date (zone, now) - QUIET_DAYS
                    - g_rand_int_range (dice, 0, SPAN_DAYS - QUIET_DAYS);

      life.at = ed_zone_instant (zone, date, g_rand_int_range (dice, 8 * 60, 18 * 60));
      life.case_id = case_id;
      life.assignment = assignment;
      life.dates = dates;
      live (&life);
    }
}

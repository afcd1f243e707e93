/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Many cases, made up from lists of words: what a large organisation has. */

#include "domain/days.h"
#include "server/demo-story.h"
#include "wire/record-json.h"

#define GROUP 100 /* cases that go through their lives together */
#define HOUR G_GINT64_CONSTANT (3600000)
#define DAY (24 * HOUR)
#define SPAN_DAYS 540

static const char *const firsts[] = { "Kék",     "Zöld",   "Kis",    "Nagy",  "Csendes",
                                      "Fehér",   "Arany",  "Régi",   "Gyors", "Magas",
                                      "Blauer",  "Stille", "Quiet",  "North", "Silver",
                                      "Tavaszi", "Őszi",   "Szürke", "Piros", "Új" };
static const char *const seconds[] = { "Rigó",   "Fűzfa",  "Hegy",    "Patak", "Kert",
                                       "Hajó",   "Vár",    "Híd",     "Madár", "Erdő",
                                       "Felhő",  "Torony", "Sziget",  "Wald",  "Fluss",
                                       "Garden", "River",  "Csillag", "Malom", "Kapu" };
static const char *const problems[] = { "Other family problems",
                                        "Exhaustion at work",
                                        "Grief",
                                        "Separation",
                                        "Debt",
                                        "Custody",
                                        "Conflict in the team",
                                        "Sleep",
                                        "Anxiety",
                                        "A neighbour's claim" };

typedef struct
{
  char *id;
  char *assignment;
  EdCaseKind type;
  EdDemoPerson expert;
} Member;

typedef struct
{
  EdManualClock *clock;
  EdDemoPeople *people;
  GRand *dice;
  gint64 start;
  Member members[GROUP];
  guint n;
} Crowd;

#define PICK(dice, list) list[g_rand_int_range (dice, 0, G_N_ELEMENTS (list))]

/* Two to one psychological, as organisations have it. */
static void
cast (Crowd *crowd, Member *member)
{
  static const struct
  {
    EdCaseKind type;
    EdDemoPerson expert;
  } casts[] = {
    { ED_CASE_PSYCHOLOGICAL, ED_DEMO_EXPERT },  { ED_CASE_PSYCHOLOGICAL, ED_DEMO_EXPERT2 },
    { ED_CASE_PSYCHOLOGICAL, ED_DEMO_EXPERT2 }, { ED_CASE_PSYCHOLOGICAL, ED_DEMO_EXPERT },
    { ED_CASE_LEGAL, ED_DEMO_LAWYER },          { ED_CASE_FINANCIAL, ED_DEMO_LAWYER },
    { ED_CASE_HEALTH_COACHING, ED_DEMO_COACH },
  };
  guint i = (guint) g_rand_int_range (crowd->dice, 0, G_N_ELEMENTS (casts));

  member->type = casts[i].type;
  member->expert = casts[i].expert;
  member->id = ed_demo_make_id (crowd->dice);
  member->assignment = ed_demo_make_id (crowd->dice);
}

static char *
make_intake (Crowd *crowd, const Member *member)
{
  const EdDemoCase *like =
      &ed_demo_cases[g_rand_int_range (crowd->dice, 0, (gint32) ed_demo_n_cases)];
  g_autoptr (EdCase) intake = ed_case_new ();

  intake->recorded_at = crowd->start - g_rand_int_range (crowd->dice, 1, 8 * 60) * 60000;
  intake->company_name = g_strdup (like->company);
  intake->client_alias =
      g_strdup_printf ("%s %s", PICK (crowd->dice, firsts), PICK (crowd->dice, seconds));
  intake->city = g_strdup (like->city);
  intake->type = member->type;
  if (member->type == ED_CASE_HEALTH_COACHING)
    intake->coaching_kind = g_rand_int_range (crowd->dice, 0, 3);
  intake->channel = g_rand_int_range (crowd->dice, 0, 5);
  intake->consultation_mode = g_rand_int_range (crowd->dice, 0, 5);
  intake->relation = g_rand_int_range (crowd->dice, 0, 2);
  intake->sex = g_rand_int_range (crowd->dice, 0, 2);
  intake->age = g_rand_int_range (crowd->dice, 18, 70);
  intake->phone = g_strdup_printf ("06 30 555 %04d", g_rand_int_range (crowd->dice, 0, 10000));
  intake->problem_details = g_strdup (PICK (crowd->dice, problems));
  intake->operator_name = g_strdup ("Szabó Júlia");
  intake->sessions_available = 5;
  intake->session_minutes = 50;
  return ed_record_to_json (&ed_case_intake_type, intake, NULL);
}

static void
say (Crowd *crowd,
     EdDemoPerson who,
     const char *id,
     const char *type,
     const Member *member,
     const char *assignment,
     const char *args)
{
  g_autofree char *own = id != NULL ? g_strdup (id) : ed_demo_make_id (crowd->dice);

  ed_inside_say (crowd->people->inside[who],
                 own,
                 type,
                 member->id,
                 assignment,
                 ed_clock_now (&crowd->clock->parent),
                 args);
}

static void
create (Crowd *crowd, Member *member)
{
  g_autofree char *args = NULL;

  cast (crowd, member);
  args = make_intake (crowd, member);
  say (crowd, ED_DEMO_COORDINATOR, NULL, "case.create", member, NULL, args);
}

static void
assign (Crowd *crowd, Member *member)
{
  g_autofree char *args =
      g_strdup_printf ("{\"expert\":\"%s\"}", crowd->people->account[member->expert]);

  say (crowd, ED_DEMO_COORDINATOR, member->assignment, "case.assign", member, NULL, args);
}

static void
contact (Crowd *crowd, Member *member)
{
  say (crowd, member->expert, NULL, "case.contact", member, member->assignment, "{}");
}

static void
add_session (Crowd *crowd, Member *member)
{
  g_autofree char *id = ed_demo_make_id (crowd->dice);
  g_autofree char *date =
      ed_date_to_text (crowd->start / DAY + g_rand_int_range (crowd->dice, 2, 9));
  g_autofree char *args =
      g_strdup_printf ("{\"id\":\"%s\",\"date\":\"%s\",\"time\":\"10:00\"}", id, date);

  say (crowd, member->expert, NULL, "session.add", member, member->assignment, args);
}

/* What happens next, how long after the start, and to how many of a hundred. */
static const struct
{
  gint64 after;
  int share;
  void (*happen) (Crowd *crowd, Member *member);
} steps[] = {
  { 0, 100, create },
  { 3 * HOUR, 100, assign },
  { 9 * HOUR, 90, contact },
  { 30 * HOUR, 80, add_session },
};

static gboolean
live (Crowd *crowd, GError **error)
{
  gboolean done = TRUE;

  for (guint step = 0; step < G_N_ELEMENTS (steps) && done; step++)
    {
      ed_manual_clock_set (crowd->clock, crowd->start + steps[step].after);
      for (guint i = 0; i < crowd->n * (guint) steps[step].share / 100; i++)
        steps[step].happen (crowd, &crowd->members[i]);
      done = ed_inside_push (crowd->people->inside, ED_DEMO_N_PEOPLE, error);
    }
  for (guint i = 0; i < crowd->n; i++)
    {
      g_free (crowd->members[i].id);
      g_free (crowd->members[i].assignment);
    }
  return done;
}

gboolean
ed_demo_fill (EdManualClock *clock,
              EdDemoPeople *people,
              GRand *dice,
              gint64 now,
              guint n,
              GError **error)
{
  Crowd crowd = { .clock = clock, .people = people, .dice = dice };
  guint groups = (n + GROUP - 1) / GROUP;

  for (guint group = 0; group < groups; group++)
    {
      crowd.start = now - 3 * DAY - (SPAN_DAYS - 3) * DAY * (groups - group) / groups;
      crowd.n = MIN (GROUP, n - group * GROUP);
      if (!live (&crowd, error))
        return FALSE;
    }
  return TRUE;
}

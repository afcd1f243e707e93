/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the expert sees, and that working on it is working on the whole: an expert's command applied
 * to their view gives the view of the document to which it was applied. */

#include "domain/play.h"

#include <string.h>

#include "domain/project.h"

#define PSY \
  "c case.create company_name=Suzuki client_alias=XY type=psychological phone=0630 email=x@y.z;"
#define DAY G_GINT64_CONSTANT (86400000)

/* Anna's whole work on a case that is then Béla's. Whatever she typed contains CANARY; her ids are
 * those of 1 to 99, Béla's those from 100. */
#define FORMER_WORK                                                                                \
  PSY "wait 1h; c case.assign expert=a; wait 1h; a case.contact; a session.add id=11 "             \
      "date=2024-05-01; a session.add id=12 date=2024-05-02; a session.add id=13 date=2024-05-03;" \
      "a session.delete id=12 reason=late_cancel; a attempt.add id=14 kind=call at=-1m;"           \
      "document treatment_log; a satisfaction.score score=3; at 2024-05-04T08:00:00Z;"             \
      "a sessions.ask_more number=9 why=CANARY_asks; c sessions.refuse note=CANARY_is_refused;"    \
      "a case.close closing=15 outcome=completed; c case.return closing=15 note=CANARY_note;"
#define BELA "c case.assign expert=b;"
#define BELA_WORK                                                                                  \
  "wait 1h; b case.contact; b session.add id=101 date=2024-05-04; b attempt.add id=102 kind=text " \
  "at=-1m; document treatment_log;"

typedef void (*Visit) (const EdField *field, gconstpointer record, gpointer data);

/* Calls VISIT for each field of RECORD that is not absent, within the records that it holds too. */
static void
walk (const EdRecordType *type, gconstpointer record, Visit visit, gpointer data)
{
  for (guint i = 0; i < type->n_fields; i++)
    {
      const EdField *field = &type->fields[i];
      const char *place = (const char *) record + field->offset;

      if (ed_field_is_absent (field, record))
        continue;
      visit (field, record, data);
      if (field->kind == ED_FIELD_RECORD)
        walk (field->element, *(gconstpointer *) place, visit, data);
      if (field->kind == ED_FIELD_RECORDS)
        {
          const GPtrArray *array = *(GPtrArray *const *) place;

          for (guint j = 0; j < array->len; j++)
            walk (field->element, array->pdata[j], visit, data);
        }
    }
}

static void
assert_not_staff (const EdField *field, gconstpointer record, gpointer data)
{
  g_assert_cmpuint (field->flags & ED_FIELD_STAFF, ==, 0);
}

/* DATA: ids that must not be met. */
static void
assert_no_canary (const EdField *field, gconstpointer record, gpointer data)
{
  const char *const *forbidden = data;

  if (field->kind != ED_FIELD_TEXT && field->kind != ED_FIELD_ID)
    return;
  g_assert_null (strstr (ed_field_get_text (field, record), "CANARY"));
  g_assert_false (g_strv_contains (forbidden, ed_field_get_text (field, record)));
}

static void
count_canaries (const EdField *field, gconstpointer record, gpointer data)
{
  if (field->kind == ED_FIELD_TEXT && strstr (ed_field_get_text (field, record), "CANARY") != NULL)
    ++*(guint *) data;
}

/* Puts the word into every text of Anna's assignment. */
static void
plant_canaries (Play *play)
{
  static const char *const texts[] = { "expert_name", "assigned_by_name" };
  EdDocument *document = play->case_->documents->pdata[0];

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    ed_field_set_text (ed_record_type_find (&ed_case_type, texts[i]), play->case_, "CANARY");
  g_free (document->name);
  document->name = g_strdup ("CANARY.pdf");
}

static void
test_former_work_is_not_seen (void)
{
  g_autoptr (Play) play = play_run (play_new ("budapest"), FORMER_WORK);
  guint n_canaries = 0;

  play_run (play, "a sessions.ask_more number=9 why=CANARY_asks");
  plant_canaries (play);
  walk (&ed_case_type, play->case_, count_canaries, &n_canaries);
  g_assert_cmpuint (n_canaries, ==, 5);
  play_run (play, BELA BELA_WORK);
  {
    g_autoptr (EdCase) view =
        ed_case_project (play->case_, ED_AUDIENCE_EXPERT, play->now, play->settings);
    const EdAssignment *former = play->case_->assignments->pdata[0];
    g_autofree char *document = g_strdup (play_id (500));
    const char *const forbidden[] = { former->id,   former->expert_id, play_id (11),
                                      play_id (12), play_id (13),      play_id (14),
                                      play_id (15), document,          NULL };

    walk (&ed_case_type, view, assert_no_canary, (gpointer) forbidden);
    walk (&ed_case_type, view, assert_not_staff, NULL);
    /* Neither figures nor times of hers. */
    g_assert_cmpint (view->satisfaction_score, ==, ED_ABSENT);
    g_assert_null (view->returned);
    for (guint i = 0; i < view->events->len; i++)
      g_assert_cmpint (((EdEvent *) view->events->pdata[i])->at, >=, view->assigned_at);
    /* Of four sessions not deleted, two were hers. */
    g_assert_cmpint (view->sessions_used_before, ==, 2);
    g_assert_cmpuint (ed_case_count_used (view), ==, ed_case_count_used (play->case_));
  }
}

static void
test_own_work_is_seen (void)
{
  g_autoptr (Play) play = play_run (play_new ("budapest"), FORMER_WORK BELA BELA_WORK);
  g_autoptr (EdCase) view =
      ed_case_project (play->case_, ED_AUDIENCE_EXPERT, play->now, play->settings);
  static const EdEventKind expected[] = { ED_EVENT_ASSIGNED,
                                          ED_EVENT_CONTACTED,
                                          ED_EVENT_SESSION_ADDED,
                                          ED_EVENT_ATTEMPT_ADDED };

  for (guint i = 0; i < ed_case_intake_type.n_fields; i++)
    g_assert_true (ed_field_equal (&ed_case_intake_type.fields[i], view, play->case_));
  g_assert_cmpstr (view->id, ==, play->case_->id);
  g_assert_cmpint (view->number, ==, 261);
  g_assert_cmpstr (view->assignment_id, ==, play->case_->assignment_id);
  g_assert_cmpint (view->contacted_at, ==, play->now);
  g_assert_cmpuint (view->sessions->len, ==, 1);
  g_assert_cmpuint (view->attempts->len, ==, 1);
  g_assert_cmpuint (view->documents->len, ==, 1);
  g_assert_cmpuint (view->events->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < view->events->len; i++)
    g_assert_cmpint (((EdEvent *) view->events->pdata[i])->what, ==, expected[i]);
}

static void
test_staff_sees_all (void)
{
  g_autoptr (Play) play = play_run (play_new ("budapest"), FORMER_WORK BELA BELA_WORK);
  g_autoptr (EdCase) view =
      ed_case_project (play->case_, ED_AUDIENCE_STAFF, play->now, play->settings);

  g_assert_true (ed_record_equal (&ed_case_type, view, play->case_));
}

static void
test_audience_is_open_assignment (void)
{
  static const struct
  {
    const char *script;
    char who; /* 0: nobody */
  } cases[] = {
    { PSY, 0 },
    { PSY "c case.assign expert=a", 'a' },
    { PSY "c case.assign expert=a; a case.decline", 0 },
    { PSY "c case.assign expert=a; a case.decline; c case.assign expert=b", 'b' },
    { FORMER_WORK, 'a' },
    { FORMER_WORK BELA, 'b' },
    { FORMER_WORK "a case.close closing=16 outcome=completed", 'a' },
    { FORMER_WORK "a case.close closing=16 outcome=completed; c case.approve closing=16", 'a' },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (Play) play = play_run (play_new ("utc"), cases[i].script);
      g_autoptr (EdCase) view =
          ed_case_project (play->case_, ED_AUDIENCE_EXPERT, play->now, play->settings);
      const char *expected = cases[i].who != 0 ? play_account (cases[i].who)->id : NULL;

      g_assert_cmpstr (ed_case_audience_expert (play->case_), ==, expected);
      g_assert_cmpint (view != NULL, ==, expected != NULL);
    }
}

/* Thirty days after approval, and for the expert alone. */
static void
test_contact_data_is_hidden (void)
{
  g_autoptr (Play) play =
      play_run (play_new ("utc"),
                FORMER_WORK "a case.close closing=16 outcome=completed; c case.approve closing=16");
  gint64 hidden_at = play->now + 30 * DAY;
  const struct
  {
    EdAudience audience;
    gint64 now;
    gboolean is_seen;
  } cases[] = {
    { ED_AUDIENCE_EXPERT, play->now, TRUE },
    { ED_AUDIENCE_EXPERT, hidden_at - 1, TRUE },
    { ED_AUDIENCE_EXPERT, hidden_at, FALSE },
    { ED_AUDIENCE_STAFF, hidden_at, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (EdCase) view =
          ed_case_project (play->case_, cases[i].audience, cases[i].now, play->settings);

      g_assert_cmpint (view->phone != NULL, ==, cases[i].is_seen);
      g_assert_cmpint (view->email != NULL, ==, cases[i].is_seen);
      g_assert_nonnull (view->client_alias);
    }

  play_run (play, "c case.reopen reason=x");
  {
    g_autoptr (EdCase) view =
        ed_case_project (play->case_, ED_AUDIENCE_EXPERT, hidden_at, play->settings);

    g_assert_cmpstr (view->phone, ==, "0630");
  }
}

static void
test_account_shows_name_and_mail (void)
{
  const EdAccount *lawyer = play_account ('l');
  g_autoptr (EdAccount) whole = ed_account_project (lawyer, TRUE);
  g_autoptr (EdAccount) part = ed_account_project (lawyer, FALSE);
  g_autoptr (EdAccount) replied = NULL;

  g_assert_true (ed_record_equal (&ed_account_type, whole, lawyer));
  g_assert_cmpstr (part->id, ==, lawyer->id);
  g_assert_cmpstr (part->name, ==, "Lawyer");
  g_assert_cmpstr (part->reply_to, ==, "l@demo.example");
  for (guint i = 0; i < ed_account_type.n_fields; i++)
    {
      const EdField *field = &ed_account_type.fields[i];
      const char *const shown[] = { "id", "name", "reply_to", NULL };

      g_assert_cmpint (ed_field_is_absent (field, part), ==, !g_strv_contains (shown, field->name));
    }

  whole->reply_to = g_strdup ("office@demo.example");
  replied = ed_account_project (whole, FALSE);
  g_assert_cmpstr (replied->reply_to, ==, "office@demo.example");
}

/* Something that is not the expert's doing. */
static char *
pick_other_step (GRand *rand, const Play *play)
{
  static const char *const documents[] = { "treatment_log", "satisfaction_form", "other" };
  gboolean is_bela = g_strcmp0 (play->case_->expert_id, play_account ('b')->id) == 0;
  int n = g_rand_int_range (rand, 0, 12);
  int closing = g_rand_int_range (rand, 50, 53);

  switch (g_rand_int_range (rand, 0, 9))
    {
    case 0:
      return g_strdup_printf ("wait %dh", n * 9);
    case 1:
      return g_strdup_printf ("document %s", documents[n % 3]);
    case 2:
      /* Rarely once somebody has it, so that some work gets as far as its closing. */
      if (n % 4 != 0 && play->case_->assignment_id != NULL)
        return g_strdup_printf ("c case.edit phone=0630>0630%d", n);
      return g_strdup_printf ("c case.assign expert=%c", is_bela ? 'a' : 'b');
    case 3:
      return g_strdup_printf ("c case.edit city=>Vác%d", n);
    case 4:
      return g_strdup_printf ("c case.approve closing=%d", closing);
    case 5:
      return g_strdup_printf ("c case.return closing=%d note=note%d", closing, n);
    case 6:
      return g_strdup ("c case.reopen reason=why");
    case 7:
      return g_strdup_printf ("c sessions.authorise number=%d", n);
    default:
      return g_strdup ("c sessions.refuse note=no");
    }
}

/* Of an expert who tries, contacts and closes. */
static char *
pick_case_step (GRand *rand, char who)
{
  int n = g_rand_int_range (rand, 0, 12);
  int closing = g_rand_int_range (rand, 50, 53);

  switch (g_rand_int_range (rand, 0, 10))
    {
    case 0:
      return g_strdup_printf ("%c case.contact at=-%dh received=+%dh", who, n, n % 3);
    case 1:
      return g_strdup_printf ("%c case.contact", who);
    case 2:
      return g_strdup_printf ("%c contact.correct at=-%dh", who, n * 3);
    case 3:
      return g_strdup_printf ("%c case.decline reason=no_capacity", who);
    case 4:
      return g_strdup_printf ("%c case.unreachable closing=%d", who, closing);
    case 5:
      return g_strdup_printf ("%c case.close closing=%d outcome=%s",
                              who,
                              closing,
                              n % 3 == 0 ? "dropped_out" : "completed");
    case 6:
      return g_strdup_printf ("%c case.withdraw closing=%d", who, closing);
    case 7:
      return n % 2 == 0 ? g_strdup_printf ("%c satisfaction.score score=%d", who, n)
                        : g_strdup_printf ("%c satisfaction.not_possible not_possible=%d",
                                           who,
                                           n % 4 == 1);
    case 8:
      return g_strdup_printf ("%c message.send id=77 text=word handover=%d", who, n % 2);
    default:
      return g_strdup_printf ("%c sessions.ask_more number=%d why=%d", who, n + 1, n);
    }
}

/* With sessions and attempts. Ids are few, so that steps meet. Those of different assignments are
 * told apart by their thousands, as whoever makes one takes a new id; edits and deletions grope for
 * those of others too. */
static char *
pick_session_step (GRand *rand, const Play *play, char who)
{
  static const char *const kinds[] = { "call", "text", "email" };
  static const char *const reasons[] = { "did_not_happen", "late_cancel" };
  int own = 2000 + 1000 * (int) play->case_->assignments->len + g_rand_int_range (rand, 1, 5);
  int any = own - 1000 * g_rand_int_range (rand, 0, 2);
  int day = g_rand_int_range (rand, 1, 30);
  int n = g_rand_int_range (rand, 0, 12);

  /* Who has no phone is tried by mail rather than met, so that some become unreachable. */
  if (play->case_->phone == NULL && n < 8)
    return g_strdup_printf ("%c attempt.add id=%d kind=email at=-%dm", who, own, n);
  switch (g_rand_int_range (rand, 0, 8))
    {
    case 0:
    case 1:
      return g_strdup_printf ("%c session.add id=%d date=2024-05-%02d time=%02d:00",
                              who,
                              own,
                              day,
                              n);
    case 2:
      return g_strdup_printf ("%c session.edit id=%d time=%02d:00>%02d:00", who, any, n, day % 24);
    case 3:
      return g_strdup_printf ("%c session.delete id=%d reason=%s", who, any, reasons[n % 2]);
    case 4:
    case 5:
      return g_strdup_printf ("%c attempt.add id=%d kind=%s at=-%dm", who, own, kinds[n % 3], n);
    case 6:
      return g_strdup_printf ("%c attempt.edit id=%d kind=call>%s", who, any, kinds[n % 3]);
    default:
      return g_strdup_printf ("%c attempt.delete id=%d", who, any);
    }
}

/* With documents, on the terms of those above. */
static char *
pick_document_step (GRand *rand, const Play *play, char who)
{
  static const char *const kinds[] = { "treatment_log", "satisfaction_form", "other", "case_file" };
  static const char *const files[] = { "", "", "", " file=none", " file.length=26214401" };
  int own = 5000 + 1000 * (int) play->case_->assignments->len + g_rand_int_range (rand, 1, 6);
  int any = own - 1000 * g_rand_int_range (rand, 0, 2);
  int n = g_rand_int_range (rand, 0, 20);

  if (n % 4 == 0)
    return g_strdup_printf ("%c document.detach id=%d", who, any);
  return g_strdup_printf ("%c document.attach upload=%d kind=%s%s",
                          who,
                          own,
                          kinds[n % 4],
                          files[n % 5]);
}

/* A step of a life picked at random; now and then by somebody whose case it is not. */
static char *
pick_step (GRand *rand, const Play *play)
{
  gboolean is_bela = g_strcmp0 (play->case_->expert_id, play_account ('b')->id) == 0;
  char who = g_rand_int_range (rand, 0, 12) == 0 ? 'l' : is_bela ? 'b' : 'a';

  switch (g_rand_int_range (rand, 0, 10))
    {
    case 0:
    case 1:
    case 2:
      return pick_other_step (rand, play);
    case 3:
    case 4:
    case 5:
      return pick_case_step (rand, who);
    case 6:
      return pick_document_step (rand, play, who);
    default:
      return pick_session_step (rand, play, who);
    }
}

/* Applies STEP, a command, to the whole and to the view. Answers whether it was applied. */
static gboolean
check_commutes (Play *play, const char *step)
{
  EdCircumstances circumstances;
  g_autoptr (EdCommand) command = play_read (play, step, &circumstances);
  g_autoptr (EdCase) view =
      ed_case_project (play->case_, ED_AUDIENCE_EXPERT, play->now, play->settings);
  g_autoptr (EdCase) projected = NULL;
  EdRefusal of_view, of_whole;
  gboolean is_seen = view != NULL && ed_command_form (command->type)->needs_assignment;
  gboolean is_applied;

  if (is_seen)
    {
      is_applied = ed_case_apply (&view, command, &circumstances, &of_view);
      g_assert_cmpint (ed_case_apply (&play->case_, command, &circumstances, &of_whole),
                       ==,
                       is_applied);
      g_assert_cmpstr (ed_refusal_word (of_view.code), ==, ed_refusal_word (of_whole.code));
      g_assert_cmpstr (of_view.field, ==, of_whole.field);
    }
  else
    is_applied = ed_case_apply (&play->case_, command, &circumstances, &of_whole);

  projected = ed_case_project (play->case_, ED_AUDIENCE_EXPERT, play->now, play->settings);
  if (is_seen && projected != NULL)
    g_assert_true (ed_record_equal (&ed_case_type, projected, view));
  if (is_seen && projected == NULL)
    {
      /* Declined: shown as such until the server takes the view away. */
      g_assert_cmpint (view->state, ==, ED_CASE_DECLINED);
      g_assert_null (ed_case_project (view, ED_AUDIENCE_EXPERT, play->now, play->settings));
    }
  return is_applied;
}

/* A view of a view is that view, so that a client may project what it computed. */
static void
check_settled (const Play *play)
{
  g_autoptr (EdCase) view =
      ed_case_project (play->case_, ED_AUDIENCE_EXPERT, play->now, play->settings);
  g_autoptr (EdCase) again = NULL;

  g_assert_null (ed_record_find_invalid (&ed_case_type, play->case_));
  if (view == NULL)
    return;
  again = ed_case_project (view, ED_AUDIENCE_EXPERT, play->now, play->settings);
  g_assert_true (ed_record_equal (&ed_case_type, view, again));
  g_assert_null (ed_record_find_invalid (&ed_case_type, view));
  g_assert_cmpuint (ed_case_count_used (view), ==, ed_case_count_used (play->case_));
  walk (&ed_case_type, view, assert_not_staff, NULL);
}

static void
test_commands_commute_with_views (void)
{
  gboolean is_applied[ED_N_COMMANDS] = { FALSE };

  for (guint seed = 0; seed < 800; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      g_autoptr (Play) play =
          play_run (play_new ("budapest"), PSY "wait 1h; c case.assign expert=a");

      if (seed % 4 == 0)
        play_run (play, "c case.edit phone=0630>");
      for (guint i = 0; i < 120; i++)
        {
          g_autofree char *step = pick_step (rand, play);
          g_auto (GStrv) words = g_strsplit (step, " ", 3);
          gboolean is_command = ed_command_find (words[1]) >= 0;

          if (is_command && check_commutes (play, step))
            is_applied[ed_command_find (words[1])] = TRUE;
          else if (!is_command && (play->case_->assignment_id != NULL || *step == 'w'))
            play_step (play, step);
          check_settled (play);
        }
    }
  /* Chance came upon every command of an expert at a moment when it was in place. */
  for (int type = 0; type < ED_N_COMMANDS; type++)
    {
      g_test_message ("%s", ed_command_form (type)->word);
      g_assert_true (is_applied[type] || type == ED_COMMAND_CASE_CREATE
                     || ed_command_form (type)->target_kind != ED_TARGET_CASE);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/domain/project/former-work-is-not-seen", test_former_work_is_not_seen);
  g_test_add_func ("/domain/project/own-work-is-seen", test_own_work_is_seen);
  g_test_add_func ("/domain/project/staff-sees-all", test_staff_sees_all);
  g_test_add_func ("/domain/project/audience-is-open-assignment", test_audience_is_open_assignment);
  g_test_add_func ("/domain/project/contact-data-is-hidden", test_contact_data_is_hidden);
  g_test_add_func ("/domain/project/account-shows-name-and-mail", test_account_shows_name_and_mail);
  g_test_add_func ("/domain/project/commands-commute-with-views", test_commands_commute_with_views);
  return g_test_run ();
}

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Who could take a case, best first, and who gets which of many. */

#include "domain/assignment-rules.h"

#include <string.h>

#define TODAY 18345 /* 2020-03-24 */

static char **
split (const char *words)
{
  return words != NULL ? g_strsplit (words, ",", -1) : NULL;
}

/* An expert in a line: "id types cities languages", "-" for none. */
static EdAccount *
read_expert (const char *line)
{
  EdAccount *account = ed_record_new (&ed_account_type);
  g_auto (GStrv) words = g_strsplit (line, " ", -1);

  account->id = g_strdup (words[0]);
  account->name = g_strdup (words[0]);
  account->roles = split ("expert");
  account->state = ED_ACCOUNT_ACTIVE;
  account->case_types = g_str_equal (words[1], "-") ? NULL : split (words[1]);
  account->cities = g_str_equal (words[2], "-") ? NULL : split (words[2]);
  account->languages = g_str_equal (words[3], "-") ? NULL : split (words[3]);
  return account;
}

static EdCase *
make_case (void)
{
  EdCase *case_ = ed_case_new ();

  case_->id = g_strdup ("case");
  case_->state = ED_CASE_RECORDED;
  case_->type = ED_CASE_PSYCHOLOGICAL;
  case_->city = g_strdup ("Pécs");
  case_->company_name = g_strdup ("Suzuki");
  return case_;
}

static EdCompany *
make_company (const char *languages)
{
  EdCompany *company = ed_record_new (&ed_company_type);

  company->id = g_strdup ("suzuki");
  company->name = g_strdup ("Suzuki");
  company->languages = split (languages);
  return company;
}

static void
add_decline (EdCase *case_, const char *by, gint64 at)
{
  EdDecline *decline = ed_record_new (&ed_decline_type);

  decline->by = g_strdup (by);
  decline->at = at;
  g_ptr_array_add (case_->declined, decline);
}

static void
test_match (void)
{
  static const struct
  {
    const char *expert;
    EdAccountState state;
    gboolean has_case, declined, is_away;
    EdMatch match;
  } cases[] = {
    { "a psychological Pécs hu", 1, 0, 0, 0, { ED_FIT_SUITABLE, 1, 1, .speaks = 1 } },
    { "a psychological pecs hu", 1, 0, 0, 0, { ED_FIT_SUITABLE, 1, 1, .speaks = 1 } },
    { "a psychological Pécsvárad hu", 1, 0, 0, 0, { ED_FIT_SUITABLE, 1, 0, .speaks = 1 } },
    { "a legal,psychological Győr,Pécs hu", 0, 0, 0, 0, { ED_FIT_SUITABLE, 1, 1, .speaks = 1 } },
    { "a - - -", 1, 0, 0, 0, { ED_FIT_SUITABLE, 0, 0, .speaks = 0 } },
    { "a - - de,hu", 1, 0, 0, 0, { ED_FIT_SUITABLE, 0, 0, .speaks = 1 } },
    { "a - - de,en", 1, 0, 0, 0, { ED_FIT_DOUBTFUL, 0, 0, .speaks = 0 } },
    { "a psychological - hu", 1, 0, 1, 0, { ED_FIT_DOUBTFUL, 1, 0, 1, .speaks = 1 } },
    { "a psychological - hu", 1, 0, 0, 1, { ED_FIT_DOUBTFUL, 1, 0, 0, .speaks = 1 } },
    { "a psychological Pécs hu", 1, 1, 0, 0, { ED_FIT_HAS_CASE, 1, 1, .speaks = 1 } },
    { "a legal Pécs hu", 1, 0, 0, 0, { ED_FIT_OTHER_TYPE, 0, 1, .speaks = 1 } },
    { "a psychological Pécs hu",
      ED_ACCOUNT_SUSPENDED,
      0,
      0,
      0,
      { ED_FIT_SUSPENDED, 1, 1, .speaks = 1 } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (EdCase) case_ = make_case ();
      g_autoptr (EdCompany) company = make_company ("hu,sk");
      g_autoptr (EdAccount) account = read_expert (cases[i].expert);
      const EdBurden burden = { 3, 1 };
      EdMatch match;

      g_test_message ("line %u", i);
      account->state = cases[i].state;
      account->absent_from = cases[i].is_away ? TODAY : ED_ABSENT;
      case_->expert_id = g_strdup (cases[i].has_case ? "a" : "b");
      case_->assignment_id = g_strdup ("assignment");
      if (cases[i].declined)
        {
          add_decline (case_, "a", 7);
          add_decline (case_, "a", 5);
        }
      match = ed_expert_match (account, case_, company, &burden, TODAY);
      g_assert_cmpint (match.fit, ==, cases[i].match.fit);
      g_assert_cmpint (match.names_type, ==, cases[i].match.names_type);
      g_assert_cmpint (match.in_city, ==, cases[i].match.in_city);
      g_assert_cmpint (match.has_declined, ==, cases[i].match.has_declined);
      g_assert_cmpint (match.speaks, ==, cases[i].match.speaks);
      g_assert_cmpint (match.declined_at, ==, cases[i].declined ? 7 : ED_ABSENT);
      g_assert_cmpint (match.burden.open, ==, 3);
      g_assert_cmpint (ed_fit_is_allowed (match.fit), ==, cases[i].match.fit <= ED_FIT_DOUBTFUL);
    }
}

/* Whom nobody has to meet may be anywhere, though near is a little better; whose languages are not
 * known speaks them. */
static void
test_match_without_questions (void)
{
  static const struct
  {
    const char *mode;
    gint64 open; /* of the one who is near */
    gboolean is_near_first;
  } rows[] = {
    { "in_person", 5, TRUE },
    { NULL, 5, TRUE },
    { "video", 5, FALSE },
    { "video", 0, TRUE },
  };
  g_autoptr (EdCase) case_ = make_case ();
  g_autoptr (EdAccount) near = read_expert ("a psychological Pécs de");
  g_autoptr (EdAccount) far = read_expert ("b psychological Győr de");

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const EdBurden none = { 0, 0 }, some = { rows[i].open, 0 };
      EdMatch of_near, of_far;

      case_->consultation_mode = rows[i].mode != NULL
                                     ? ed_choice_find (ed_consultation_mode_choices, rows[i].mode)
                                     : ED_ABSENT;
      of_near = ed_expert_match (near, case_, NULL, &some, TODAY);
      of_far = ed_expert_match (far, case_, NULL, &none, TODAY);
      g_assert_true (of_near.speaks && of_near.in_city && !of_far.in_city);
      g_assert_cmpint (ed_match_compare (&of_near, &of_far) < 0, ==, rows[i].is_near_first);
    }
}

/* Whoever stands higher here comes before all below, whatever else speaks for those. */
static void
test_compare (void)
{
  static const struct
  {
    const char *expert;
    EdAccountState state;
    EdBurden burden;
  } ranked[] = {
    { "a psychological Pécs hu", 1, { 0, 0 } },
    { "b psychological Pécs hu", 0, { 3, 0 } },
    { "c psychological Pécs hu", 1, { 3, 2 } },
    { "d psychological Pécs hu", 1, { 6, ED_ABSENT } },
    { "e psychological Győr hu", 1, { 0, 0 } },
    { "f - Pécs hu", 1, { ED_ABSENT, 0 } },
    { "g - - hu", 1, { 0, 0 } },
    { "h psychological Pécs -", 1, { 0, 0 } },
    { "i psychological Pécs de", 1, { 0, 0 } },
    { "declined psychological Pécs hu", 1, { 0, 0 } },
    { "this psychological Pécs hu", 1, { 0, 0 } },
    { "k legal Pécs hu", 1, { 0, 0 } },
    { "l psychological Pécs hu", ED_ACCOUNT_SUSPENDED, { 0, 0 } },
  };
  g_autoptr (EdCase) case_ = make_case ();
  g_autoptr (EdCompany) company = make_company ("hu");

  case_->assignment_id = g_strdup ("assignment");
  case_->expert_id = g_strdup ("this");
  add_decline (case_, "declined", 1);
  for (guint i = 0; i < G_N_ELEMENTS (ranked); i++)
    for (guint j = 0; j < G_N_ELEMENTS (ranked); j++)
      {
        g_autoptr (EdAccount) a = read_expert (ranked[i].expert);
        g_autoptr (EdAccount) b = read_expert (ranked[j].expert);
        EdMatch match_a, match_b;
        int order;

        a->state = ranked[i].state;
        b->state = ranked[j].state;
        match_a = ed_expert_match (a, case_, company, &ranked[i].burden, TODAY);
        match_b = ed_expert_match (b, case_, company, &ranked[j].burden, TODAY);
        order = ed_match_compare (&match_a, &match_b);
        g_test_message ("%s and %s", a->id, b->id);
        g_assert_cmpint ((order > 0) - (order < 0), ==, (i > j) - (i < j));
      }
}

/* --- many ------------------------------------------------------------------------------------- */

/* "p" psychological, "l" legal, "x" closed, "!" behind it a crisis call, ":id" whose it is. */
static GPtrArray *
read_cases (const char *line)
{
  GPtrArray *cases = g_ptr_array_new_with_free_func ((GDestroyNotify) ed_case_free);
  g_auto (GStrv) words = g_strsplit (line, " ", -1);

  for (char **word = words; *word != NULL; word++)
    {
      EdCase *case_ = make_case ();
      const char *colon = strchr (*word, ':');

      case_->type = **word == 'l' ? ED_CASE_LEGAL : ED_CASE_PSYCHOLOGICAL;
      case_->state = **word == 'x' ? ED_CASE_CLOSED : ED_CASE_RECORDED;
      case_->crisis_call = strchr (*word, '!') != NULL;
      if (colon != NULL)
        {
          case_->state = ED_CASE_ASSIGNED;
          case_->assignment_id = g_strdup ("assignment");
          case_->expert_id = g_strdup (colon + 1);
        }
      g_ptr_array_add (cases, case_);
    }
  return cases;
}

static void
test_spread (void)
{
  static const struct
  {
    const char *cases;
    EdBurden burdens[3]; /* of "a", who takes both, "b" and "c" */
    const char *expected;
  } tables[] = {
    /* In turn, from who has least. */
    { "p p p p", { { 0, 0 }, { 0, 0 }, { 0, 0 } }, "a b a b" },
    { "p p p p", { { 2, 0 }, { 0, 0 }, { 0, 0 } }, "b b a b" },
    { "p p p", { { 0, 2 }, { 0, 0 }, { 0, 0 } }, "b b a" },
    { "p p", { { ED_ABSENT, ED_ABSENT }, { 1, 0 }, { 0, 0 } }, "a a" },
    /* Each what they take; the closed one nobody. */
    { "l p x l", { { 0, 0 }, { 5, 0 }, { 9, 0 } }, "a a - a" },
    { "l l p", { { 0, 0 }, { 9, 0 }, { 1, 0 } }, "a a a" },
    /* A crisis call has the first choice. */
    { "p p!", { { 0, 0 }, { 1, 0 }, { 0, 0 } }, "a a" },
    { "p p p!", { { 0, 0 }, { 1, 0 }, { 0, 0 } }, "a b a" },
    /* What is taken from somebody lightens them, and is not given back. */
    { "p:a p:a p", { { 3, 0 }, { 0, 0 }, { 0, 0 } }, "b b a" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autoptr (GPtrArray) cases = read_cases (tables[i].cases);
      g_autoptr (GPtrArray) companies =
          g_ptr_array_new_with_free_func ((GDestroyNotify) ed_company_free);
      g_autoptr (GPtrArray) experts =
          g_ptr_array_new_with_free_func ((GDestroyNotify) ed_account_free);
      g_autoptr (GString) read = g_string_new (NULL);
      g_autoptr (GArray) spread = NULL;

      g_ptr_array_add (experts, read_expert ("a psychological,legal - hu"));
      g_ptr_array_add (experts, read_expert ("b psychological - hu"));
      g_ptr_array_add (experts, read_expert ("c psychological - de"));
      g_ptr_array_add (companies, make_company ("hu"));
      spread = ed_assignment_spread (cases, experts, tables[i].burdens, companies, TODAY);
      g_assert_cmpuint (spread->len, ==, cases->len);
      for (guint j = 0; j < spread->len; j++)
        {
          gint64 expert = g_array_index (spread, gint64, j);

          g_string_append_printf (read,
                                  "%s%s",
                                  j > 0 ? " " : "",
                                  expert != ED_ABSENT ? ((EdAccount *) experts->pdata[expert])->id
                                                      : "-");
        }
      g_test_message ("%s", tables[i].cases);
      g_assert_cmpstr (read->str, ==, tables[i].expected);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/domain/assignment-rules/match", test_match);
  g_test_add_func ("/domain/assignment-rules/match-without-questions",
                   test_match_without_questions);
  g_test_add_func ("/domain/assignment-rules/compare", test_compare);
  g_test_add_func ("/domain/assignment-rules/spread", test_spread);
  return g_test_run ();
}

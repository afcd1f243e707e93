/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/coordinator/assign-texts.h"
#include "client/coordinator/expert-choice.h"
#include "client/coordinator/expert-ranking.h"
#include "client/sample-experts.h"

#include <string.h>

#define THIS "11111111-1111-4111-8111-111111111111"
#define OTHER "22222222-2222-4222-8222-222222222222"

#define TODAY 18345 /* 2020-03-24 */

static EdCase *
make_case (void)
{
  EdCase *case_ = ed_case_new ();

  case_->id = g_strdup ("c2610000-0000-4000-8000-000000000000");
  case_->state = ED_CASE_RECORDED;
  case_->type = ED_CASE_PSYCHOLOGICAL;
  case_->city = g_strdup ("Pécs");
  return case_;
}

static void
add_decline (EdCase *case_, const char *by, const char *name, gint64 reason)
{
  EdDecline *decline = ed_record_new (&ed_decline_type);

  decline->by = g_strdup (by);
  decline->by_name = g_strdup (name);
  decline->at = 1;
  decline->reason = reason;
  g_ptr_array_add (case_->declined, decline);
}

static void
test_match (void)
{
  static const struct
  {
    const char *types, *cities;
    EdAccountState state;
    gboolean has_case, declined;
    EdMatch match;
  } cases[] = {
    { "psychological", "Pécs", ED_ACCOUNT_ACTIVE, FALSE, FALSE, { ED_FIT_SUITABLE, 1, 1, 0 } },
    { "psychological", "pécs", ED_ACCOUNT_ACTIVE, FALSE, FALSE, { ED_FIT_SUITABLE, 1, 1, 0 } },
    { "psychological", "Pécsvárad", ED_ACCOUNT_ACTIVE, FALSE, FALSE, { ED_FIT_SUITABLE, 1, 0, 0 } },
    { "legal,psychological",
      "Győr,Pécs",
      ED_ACCOUNT_INVITED,
      FALSE,
      FALSE,
      { ED_FIT_SUITABLE, 1, 1, 0 } },
    { NULL, NULL, ED_ACCOUNT_ACTIVE, FALSE, FALSE, { ED_FIT_SUITABLE, 0, 0, 0 } },
    { "psychological", NULL, ED_ACCOUNT_ACTIVE, FALSE, TRUE, { ED_FIT_SUITABLE, 1, 0, 1 } },
    { "psychological", "Pécs", ED_ACCOUNT_ACTIVE, TRUE, FALSE, { ED_FIT_HAS_CASE, 1, 1, 0 } },
    { "legal", "Pécs", ED_ACCOUNT_ACTIVE, FALSE, FALSE, { ED_FIT_OTHER_TYPE, 0, 1, 0 } },
    { "psychological", "Pécs", ED_ACCOUNT_SUSPENDED, FALSE, FALSE, { ED_FIT_SUSPENDED, 1, 1, 0 } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (EdCase) case_ = make_case ();
      g_autoptr (EdAccount) account =
          ed_sample_expert_new (THIS, "A", cases[i].types, cases[i].cities, "hu", cases[i].state);
      EdMatch match;

      g_test_message ("line %u", i);
      case_->expert_id = g_strdup (cases[i].has_case ? THIS : OTHER);
      case_->assignment_id = g_strdup ("a1110000-0000-4000-8000-000000000000");
      if (cases[i].declined)
        add_decline (case_, THIS, "A", ED_ABSENT);
      match = ed_expert_match (account, case_, TODAY);
      g_assert_cmpint (match.fit, ==, cases[i].match.fit);
      g_assert_cmpint (match.names_type, ==, cases[i].match.names_type);
      g_assert_cmpint (match.in_city, ==, cases[i].match.in_city);
      g_assert_cmpint (match.has_declined, ==, cases[i].match.has_declined);
    }
}

/* Whoever stands higher here comes before all below, whatever else speaks for those. */
static void
test_compare (void)
{
  static const struct
  {
    const char *id, *name, *types, *cities;
    EdAccountState state;
    gint64 open;
  } ranked[] = {
    { "0", "Béla", "psychological", "Pécs", ED_ACCOUNT_ACTIVE, 0 },
    { "1", "Anna", "psychological", "Pécs", ED_ACCOUNT_ACTIVE, 3 },
    { "2", "Emma", "psychological", "Pécs", ED_ACCOUNT_ACTIVE, 3 },
    { "3", "Flóra", "psychological", "Pécs", ED_ACCOUNT_INVITED, 3 },
    { "4", "Anna", "psychological", "Győr", ED_ACCOUNT_ACTIVE, 0 },
    { "5", "Anna", NULL, "Pécs", ED_ACCOUNT_ACTIVE, ED_ABSENT },
    { "6", "Béla", NULL, NULL, ED_ACCOUNT_ACTIVE, 0 },
    { "declined", "Anna", "psychological", "Pécs", ED_ACCOUNT_ACTIVE, 0 },
    { THIS, "Anna", "psychological", "Pécs", ED_ACCOUNT_ACTIVE, 0 },
    { "8", "Anna", "legal", "Pécs", ED_ACCOUNT_ACTIVE, 0 },
    { "9", "Anna", "psychological", "Pécs", ED_ACCOUNT_SUSPENDED, 0 },
  };
  g_autoptr (EdCase) case_ = make_case ();

  case_->assignment_id = g_strdup ("a1110000-0000-4000-8000-000000000000");
  case_->expert_id = g_strdup (THIS);
  add_decline (case_, "declined", "Anna", ED_ABSENT);
  for (guint i = 0; i < G_N_ELEMENTS (ranked); i++)
    for (guint j = 0; j < G_N_ELEMENTS (ranked); j++)
      {
        g_autoptr (EdAccount) a = ed_sample_expert_new (ranked[i].id,
                                                        ranked[i].name,
                                                        ranked[i].types,
                                                        ranked[i].cities,
                                                        NULL,
                                                        ranked[i].state);
        g_autoptr (EdAccount) b = ed_sample_expert_new (ranked[j].id,
                                                        ranked[j].name,
                                                        ranked[j].types,
                                                        ranked[j].cities,
                                                        NULL,
                                                        ranked[j].state);
        int order = ed_expert_compare (a, b, case_, ranked[i].open, ranked[j].open, TODAY);

        g_test_message ("%s and %s", ranked[i].id, ranked[j].id);
        g_assert_cmpint ((order > 0) - (order < 0), ==, (i > j) - (i < j));
      }
}

static const struct
{
  const char *types, *cities, *languages;
  EdAccountState state;
  gint64 open;
  const char *facts, *load, *remark;
  gboolean is_suitable;
} choices[] = {
  { "psychological",
    "Budapest,Pécs",
    "hu,en",
    ED_ACCOUNT_ACTIVE,
    3,
    "Budapest, Pécs · Psychological · Hungarian, English",
    "3 open cases",
    "",
    TRUE },
  { "psychological",
    NULL,
    "x-any",
    ED_ACCOUNT_ACTIVE,
    1,
    "Psychological · x-any",
    "1 open case",
    "",
    TRUE },
  { NULL, NULL, NULL, ED_ACCOUNT_INVITED, ED_ABSENT, "", "", "Has not signed in yet", TRUE },
  { "legal,health_coaching",
    NULL,
    NULL,
    ED_ACCOUNT_ACTIVE,
    0,
    "Legal, Health coaching",
    "0 open cases",
    "Does not take cases of this type",
    FALSE },
  { "psychological",
    NULL,
    NULL,
    ED_ACCOUNT_SUSPENDED,
    0,
    "Psychological",
    "0 open cases",
    "The account is suspended",
    FALSE },
};

static void
test_choice_texts (void)
{
  g_autoptr (EdCase) case_ = make_case ();

  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    {
      g_autoptr (EdAccount) account = ed_sample_expert_new (OTHER,
                                                            "Anna",
                                                            choices[i].types,
                                                            choices[i].cities,
                                                            choices[i].languages,
                                                            choices[i].state);
      g_autoptr (EdExpertChoice) choice =
          ed_expert_choice_new (account, case_, choices[i].open, NULL, TODAY);
      g_autofree char *facts = ed_expert_facts_text (NULL, choice);
      g_autofree char *load = ed_expert_load_text (NULL, choice);
      g_autofree char *remark = ed_expert_remark_text (NULL, choice);

      g_assert_cmpstr (facts, ==, choices[i].facts);
      g_assert_cmpstr (load, ==, choices[i].load);
      g_assert_cmpstr (remark, ==, choices[i].remark);
      g_assert_cmpint (ed_expert_is_suitable (NULL, choice), ==, choices[i].is_suitable);
    }
}

static void
test_choice_fits (void)
{
  static const struct
  {
    const char *typed;
    gboolean fits;
  } cases[] = {
    { "", TRUE },          { "kov", TRUE },   { "anna", TRUE },   { "pecs", TRUE },
    { "hungarian", TRUE }, { "psych", TRUE }, { "legal", FALSE }, { "nna", FALSE },
  };
  g_autoptr (EdCase) case_ = make_case ();
  g_autoptr (EdAccount) account =
      ed_sample_expert_new (THIS, "Dr. Kovács Anna", "psychological", "Pécs", "hu", 0);
  g_autoptr (EdExpertChoice) choice = ed_expert_choice_new (account, case_, 0, NULL, TODAY);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("'%s'", cases[i].typed);
      g_assert_cmpint (ed_expert_choice_fits (choice, cases[i].typed), ==, cases[i].fits);
    }
}

static void
test_notice_says_what_happens (void)
{
  g_autoptr (EdSettings) settings = ed_settings_new ();
  g_autoptr (EdZone) zone = ed_zone_new_utc ();
  g_autoptr (EdCase) case_ = make_case ();
  g_autofree char *nothing = ed_assign_notice_text (case_, settings, zone);
  g_autofree char *declined = NULL;
  g_autofree char *without_reason = NULL;
  g_autofree char *reassigned = NULL;
  g_autofree char *crisis = NULL;

  g_assert_null (nothing);
  add_decline (case_, OTHER, "Dr. Szabó", 0);
  declined = ed_assign_notice_text (case_, settings, zone);
  g_assert_cmpstr (declined, ==, "Dr. Szabó declined this case: No capacity.");
  add_decline (case_, OTHER, NULL, ED_ABSENT);
  without_reason = ed_assign_notice_text (case_, settings, zone);
  g_assert_cmpstr (without_reason, ==, "An expert declined this case.");

  case_->assignment_id = g_strdup ("a1110000-0000-4000-8000-000000000000");
  case_->expert_name = g_strdup ("Dr. Kovács");
  case_->assigned_at = ed_instant_from_text ("2020-03-22T10:00:00.000Z");
  reassigned = ed_assign_notice_text (case_, settings, zone);
  g_assert_true (g_str_has_prefix (reassigned, "Dr. Kovács has had this case since "));
  g_assert_nonnull (strstr (reassigned, "22 March 2020"));
  g_assert_nonnull (strstr (reassigned, "the 48 hours"));
  case_->crisis_call = 1;
  crisis = ed_assign_notice_text (case_, settings, zone);
  g_assert_nonnull (strstr (crisis, "the 4 hours"));
}

/* Away, or for another kind of coaching: behind those who are neither; it is said why. */
static void
test_absence_and_kind_count (void)
{
  static const struct
  {
    gint64 from, to;
    const char *kinds;
    gboolean is_away, names_kind;
    const char *remark;
  } rows[] = {
    { ED_ABSENT, ED_ABSENT, NULL, FALSE, TRUE, "" },
    { TODAY, TODAY, NULL, TRUE, TRUE, "Away until Tue 24 March 2020, Dr. Tóth stands in" },
    { TODAY - 1, ED_ABSENT, NULL, TRUE, TRUE, "Away, Dr. Tóth stands in" },
    { TODAY + 1, TODAY + 9, NULL, FALSE, TRUE, "" },
    { TODAY - 9, TODAY - 1, NULL, FALSE, TRUE, "" },
    { ED_ABSENT, ED_ABSENT, "nutritionist", FALSE, TRUE, "" },
    { ED_ABSENT, ED_ABSENT, "life_coach", FALSE, FALSE, "Not for this kind of coaching" },
  };
  g_autoptr (EdCase) case_ = ed_case_new ();

  case_->type = ED_CASE_HEALTH_COACHING;
  case_->coaching_kind = ed_choice_find (ed_coaching_kind_choices, "nutritionist");
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (EdAccount) account = ed_record_new (&ed_account_type);
      g_autoptr (EdAccount) plain = ed_record_new (&ed_account_type);
      g_autoptr (EdExpertChoice) choice = NULL;
      g_autofree char *remark = NULL;
      EdMatch match;

      account->id = g_strdup ("a");
      plain->id = g_strdup ("b");
      account->name = g_strdup ("Anna");
      plain->name = g_strdup ("Béla");
      account->roles = g_strsplit ("expert", ",", -1);
      plain->roles = g_strsplit ("expert", ",", -1);
      account->absent_from = rows[i].from;
      account->absent_to = rows[i].to;
      account->coaching_kinds = rows[i].kinds != NULL ? g_strsplit (rows[i].kinds, ",", -1) : NULL;
      match = ed_expert_match (account, case_, TODAY);
      g_assert_cmpint (match.is_away, ==, rows[i].is_away);
      g_assert_cmpint (match.names_kind, ==, rows[i].names_kind);
      choice = ed_expert_choice_new (account, case_, 0, "Dr. Tóth", TODAY);
      remark = ed_expert_remark_text (NULL, choice);
      g_assert_cmpstr (remark, ==, rows[i].remark);
      g_assert_cmpint (ed_expert_compare (account, plain, case_, 0, 0, TODAY) > 0,
                       ==,
                       *rows[i].remark != '\0');
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/coordinator/expert-ranking/match", test_match);
  g_test_add_func ("/coordinator/expert-ranking/compare", test_compare);
  g_test_add_func ("/coordinator/expert-choice/texts", test_choice_texts);
  g_test_add_func ("/coordinator/expert-choice/fits", test_choice_fits);
  g_test_add_func ("/coordinator/assign-texts/say-what-happens", test_notice_says_what_happens);
  g_test_add_func ("/client/coordinator/expert-ranking/absence-and-kind",
                   test_absence_and_kind_count);
  return g_test_run ();
}

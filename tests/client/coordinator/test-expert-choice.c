/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/coordinator/assign-texts.h"
#include "client/coordinator/expert-choice.h"
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

/* One of CASE_, with OPEN cases, of whom nothing else is known. */
static EdExpertChoice *
make_choice (const EdAccount *account, const EdCase *case_, gint64 open, const char *substitute)
{
  g_autoptr (EdZone) zone = ed_zone_new_utc ();
  const EdExpertQuestion question = { .case_ = case_, .zone = zone, .today = TODAY };
  const EdBurden burden = { open, 0 };

  return ed_expert_choice_new (&question, account, &burden, substitute);
}

static const struct
{
  const char *types, *cities, *languages;
  EdAccountState state;
  gint64 open;
  const char *facts, *reason, *remark;
  gboolean is_suitable;
} choices[] = {
  { "psychological",
    "Budapest,Pécs",
    "hu,en",
    ED_ACCOUNT_ACTIVE,
    3,
    "Budapest, Pécs · Psychological · Hungarian, English",
    "in Pécs · 3 open cases",
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
      g_autoptr (EdExpertChoice) choice = make_choice (account, case_, choices[i].open, NULL);
      g_autofree char *facts = ed_expert_facts_text (NULL, choice);
      g_autofree char *reason = ed_expert_reason_text (NULL, choice);
      g_autofree char *remark = ed_expert_remark_text (NULL, choice);

      g_assert_cmpstr (facts, ==, choices[i].facts);
      g_assert_cmpstr (reason, ==, choices[i].reason);
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
  g_autoptr (EdExpertChoice) choice = make_choice (account, case_, 0, NULL);

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
  g_assert_nonnull (strstr (reassigned, "not yet sent is not lost"));
  case_->crisis_call = 1;
  crisis = ed_assign_notice_text (case_, settings, zone);
  g_assert_nonnull (strstr (crisis, "the 4 hours"));
}

static const struct
{
  const char *cities, *languages, *kinds;
  gint64 absent_from, declined_at;
  EdBurden burden;
  const char *reason, *remark;
} reason_rows[] = {
  { "Szeged",
    "de,en",
    NULL,
    ED_ABSENT,
    ED_ABSENT,
    { 4, 0 },
    "speaks German · in Szeged · 4 open cases",
    "" },
  { "Pécs",
    "de,hu",
    NULL,
    ED_ABSENT,
    ED_ABSENT,
    { 0, 2 },
    "speaks German, Hungarian · 0 open cases · 2 cases declined lately",
    "" },
  { "Szeged",
    "de",
    NULL,
    ED_ABSENT,
    1583193600000,
    { 1, 1 },
    "speaks German · in Szeged · 1 open case · 1 case declined lately",
    "Declined this case on Tue 3 March 2020" },
  { NULL,
    "en",
    NULL,
    ED_ABSENT,
    ED_ABSENT,
    { 0, 0 },
    "0 open cases",
    "Speaks no language of the company’s people" },
  { NULL,
    NULL,
    "life_coach",
    TODAY,
    ED_ABSENT,
    { ED_ABSENT, ED_ABSENT },
    "",
    "Away, Dr. Tóth stands in · Not for this kind of coaching" },
};

/* What they are ranked by is said, and what speaks against them. */
static void
test_reasons_are_said (void)
{
  g_autoptr (GPtrArray) companies =
      g_ptr_array_new_with_free_func ((GDestroyNotify) ed_company_free);
  g_autoptr (EdZone) zone = ed_zone_new_utc ();
  EdCompany *company = ed_record_new (&ed_company_type);

  company->name = g_strdup ("Suzuki");
  company->languages = g_strsplit ("hu,de", ",", -1);
  g_ptr_array_add (companies, company);
  for (guint i = 0; i < G_N_ELEMENTS (reason_rows); i++)
    {
      g_autoptr (EdCase) case_ = make_case ();
      g_autoptr (EdAccount) account = ed_sample_expert_new (OTHER,
                                                            "Anna",
                                                            NULL,
                                                            reason_rows[i].cities,
                                                            reason_rows[i].languages,
                                                            ED_ACCOUNT_ACTIVE);
      const EdExpertQuestion question = { case_, NULL, companies, zone, TODAY };
      g_autoptr (EdExpertChoice) choice = NULL;
      g_autofree char *reason = NULL;
      g_autofree char *remark = NULL;

      case_->type = ED_CASE_HEALTH_COACHING;
      case_->coaching_kind = ed_choice_find (ed_coaching_kind_choices, "nutritionist");
      case_->company_name = g_strdup ("suzuki");
      g_free (case_->city);
      case_->city = g_strdup ("Szeged");
      if (reason_rows[i].declined_at != ED_ABSENT)
        {
          add_decline (case_, OTHER, "Anna", ED_ABSENT);
          ((EdDecline *) case_->declined->pdata[0])->at = reason_rows[i].declined_at;
        }
      account->absent_from = reason_rows[i].absent_from;
      account->coaching_kinds =
          reason_rows[i].kinds != NULL ? g_strsplit (reason_rows[i].kinds, ",", -1) : NULL;
      choice = ed_expert_choice_new (&question, account, &reason_rows[i].burden, "Dr. Tóth");
      reason = ed_expert_reason_text (NULL, choice);
      remark = ed_expert_remark_text (NULL, choice);
      g_assert_cmpstr (reason, ==, reason_rows[i].reason);
      g_assert_cmpstr (remark, ==, reason_rows[i].remark);
      g_assert_true (ed_expert_is_suitable (NULL, choice));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/coordinator/expert-choice/texts", test_choice_texts);
  g_test_add_func ("/coordinator/expert-choice/fits", test_choice_fits);
  g_test_add_func ("/coordinator/assign-texts/say-what-happens", test_notice_says_what_happens);
  g_test_add_func ("/coordinator/expert-choice/reasons-are-said", test_reasons_are_said);
  return g_test_run ();
}

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* "Why this badge?": of every badge, the fact, the rule and the action, for whoever asks. */

#include "client/cases/case-texts.h"
#include "client/fake-desk.h"
#include "client/sample-cases.h"
#include "domain/standing.h"

/* Cases of the sample with every badge that comes by what they hold; two more are made of them. */
static const gint64 numbers[] = { 274, 272, 270, 266, 240, 221, 244, 262 };

static EdCase *
copy_case (EdDesk *desk, gint64 number)
{
  g_autofree char *id = g_strdup_printf ("00000000-0000-4000-8000-%012" G_GINT64_FORMAT, number);
  const EdCase *found = ed_fake_desk_find (desk, id);

  g_assert_nonnull (found);
  return ed_case_copy (found);
}

/* One case for each badge; elements EdCase. */
static GPtrArray *
list_cases (EdDesk *desk)
{
  GPtrArray *cases = g_ptr_array_new_with_free_func ((GDestroyNotify) ed_case_free);
  EdCase *declined = copy_case (desk, 272);
  EdCase *returned = copy_case (desk, 266);

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    g_ptr_array_add (cases, copy_case (desk, numbers[i]));
  declined->state = ED_CASE_DECLINED;
  g_ptr_array_add (cases, declined);
  returned->returned = ed_record_new (&ed_return_type);
  returned->returned->at = ED_SAMPLE_NOW;
  returned->returned->note = g_strdup ("The last session is missing");
  g_ptr_array_add (cases, returned);
  return cases;
}

/* What the popover says, to the reader, or to the expert where that is NULL. */
static char *
explain (EdDesk *desk, const EdCase *case_, const char *reader)
{
  g_autoptr (EdOutlook) outlook = ed_outlook_new_for (ed_desk_settings (desk), reader);
  g_autoptr (EdCaseItem) item = NULL;
  g_autofree char *fact = NULL, *rule = NULL;
  EdCaseRow *row = g_new0 (EdCaseRow, 1);

  row->case_ = ed_case_copy (case_);
  item = ed_case_item_new (row, outlook, ED_SAMPLE_NOW);
  g_assert_true (ed_case_has_badge (NULL, item));
  fact = ed_case_badge_fact (NULL, item);
  rule = ed_case_badge_rule (NULL, item);
  g_assert_cmpstr (fact, !=, "");
  g_assert_cmpstr (rule, !=, "");
  g_assert_cmpstr (fact, !=, rule);
  return ed_case_badge_action (NULL, item);
}

static void
test_every_badge_explains_itself_to_both (void)
{
  g_autoptr (EdDesk) desk = ed_fake_desk_new (ED_SAMPLE_NOW);
  g_autoptr (GPtrArray) cases = NULL;
  gboolean seen[ED_BADGE_SESSION_DUE + 1] = { [ED_BADGE_NONE] = TRUE };

  ed_sample_cases_add (desk);
  cases = list_cases (desk);
  for (guint i = 0; i < cases->len; i++)
    {
      const EdCase *case_ = cases->pdata[i];
      g_autofree char *to_expert = explain (desk, case_, NULL);
      g_autofree char *to_same = explain (desk, case_, case_->expert_id);
      g_autofree char *to_coordinator = explain (desk, case_, "a-coordinator");

      seen[ed_case_badge (case_, ED_SAMPLE_NOW, ed_desk_settings (desk), ed_desk_zone (desk))
               .kind] = TRUE;
      g_assert_cmpstr (to_expert, !=, "");
      g_assert_cmpstr (to_same, ==, to_expert);
      g_assert_cmpstr (to_coordinator, !=, "");
      g_assert_cmpstr (to_coordinator, !=, to_expert);
    }
  for (guint kind = 0; kind < G_N_ELEMENTS (seen); kind++)
    g_assert_true (seen[kind]);
  ed_desk_close (desk);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/client/badge-texts/both-roles", test_every_badge_explains_itself_to_both);
  return g_test_run ();
}

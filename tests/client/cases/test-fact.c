/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/cases/fact.h"

#include "client/sample-cases.h"

#include <string.h>

static EdCaseItem *
make_item (EdCase *case_)
{
  g_autoptr (EdSettings) settings = ed_settings_new ();
  g_autoptr (EdOutlook) outlook = ed_outlook_new (settings);
  EdCaseRow *row = g_new0 (EdCaseRow, 1);

  row->case_ = case_;
  return ed_case_item_new (row, outlook, ED_SAMPLE_NOW);
}

/* The fact with that label, in any group; NULL when there is none. */
static EdFact *
find_fact (EdCaseItem *item, const char *label)
{
  for (int group = ED_FACTS_CLIENT; group <= ED_FACTS_ORIGIN; group++)
    {
      g_autoptr (GPtrArray) facts = ed_facts_list (item, (EdFactGroup) group);

      for (guint i = 0; i < facts->len; i++)
        if (strcmp (ed_fact_label (facts->pdata[i]), label) == 0)
          return g_object_ref (facts->pdata[i]);
    }
  return NULL;
}

/* What the guide's case view shows of case 261. */
static void
test_facts_are_those_of_the_guide (void)
{
  static const struct
  {
    const char *label, *value;
  } shown[] = {
    { "ID", "261" },
    { "The date the case was recorded", "18 March 2020, 20:44" },
    { "Company name", "Suzuki" },
    { "Was it a crisis call?", "No" },
    { "Client name", "XY" },
    { "City of consultation", "Táplószentmárton" },
    { "Place of receipt", "Online" },
    { "Type of problem", "Psychological" },
    { "Call length", "0" },
    { "Employee / Family Member", "Employee" },
    { "Male / Female", "Male" },
    { "Age", "unknown" },
    { "Where did you hear about the program?", "unknown" },
    { "Was it a backup call?", "No" },
    { "Problem details", "Other family problems" },
    { "Phone number of Client", "06 30 111 1111" },
    { "Email address of Client", "unknown" },
    { "Other comment", "none" },
    { "Chat or Email text", "none" },
    { "Number of available consultations", "5" },
    { "Duration of consultation in minutes", "50" },
    { "Operator name", "XY" },
    { "Type of consultation requested", "E-mail" },
    { "Expert outsourced", "Dr. Kovács Anna" },
    { "Number of sessions", "0" },
  };
  g_autoptr (EdCaseItem) item = make_item (ed_sample_case_new ());

  for (guint i = 0; i < G_N_ELEMENTS (shown); i++)
    {
      g_autoptr (EdFact) fact = find_fact (item, shown[i].label);

      g_test_message ("%s", shown[i].label);
      g_assert_nonnull (fact);
      g_assert_cmpstr (ed_fact_value (fact), ==, shown[i].value);
    }
}

static void
test_every_intake_field_is_shown_once (void)
{
  EdCase *case_ = ed_sample_case_new ();
  g_autoptr (EdCaseItem) item = NULL;

  case_->coaching_kind = 0;
  item = make_item (case_);
  for (guint i = 0; i < ed_case_type.n_fields; i++)
    {
      const EdField *field = &ed_case_type.fields[i];
      guint n = 0;

      if ((field->flags & ED_FIELD_INTAKE) == 0 || field->label == NULL)
        continue;
      for (int group = ED_FACTS_CLIENT; group <= ED_FACTS_ORIGIN; group++)
        {
          g_autoptr (GPtrArray) facts = ed_facts_list (item, (EdFactGroup) group);

          for (guint j = 0; j < facts->len; j++)
            n += strcmp (ed_fact_label (facts->pdata[j]), field->label) == 0;
        }
      g_test_message ("%s", field->name);
      g_assert_cmpuint (n, ==, 1);
    }
}

static void
test_contacts_are_links (void)
{
  EdCase *case_ = ed_sample_case_new ();
  g_autoptr (EdCaseItem) item = NULL;
  g_autoptr (EdFact) phone = NULL;
  g_autoptr (EdFact) email = NULL;
  g_autoptr (EdFact) city = NULL;

  g_free (case_->phone);
  case_->phone = g_strdup ("+36 (30) 111-1111");
  case_->email = g_strdup ("xy@example.org");
  item = make_item (case_);
  phone = find_fact (item, "Phone number of Client");
  email = find_fact (item, "Email address of Client");
  city = find_fact (item, "City of consultation");
  g_assert_cmpstr (ed_fact_uri (phone), ==, "tel:+36301111111");
  g_assert_cmpstr (ed_fact_uri (email), ==, "mailto:xy@example.org");
  g_assert_null (ed_fact_uri (city));
}

static void
test_absent_contact_is_no_link (void)
{
  g_autoptr (EdCaseItem) item = make_item (ed_sample_case_new ());
  g_autoptr (EdFact) email = find_fact (item, "Email address of Client");

  g_assert_null (ed_fact_uri (email));
}

static void
test_kind_of_coaching_is_shown_only_where_there_is_one (void)
{
  g_autoptr (EdCaseItem) item = make_item (ed_sample_case_new ());
  g_autoptr (EdFact) kind = find_fact (item, "Kind of health coaching");

  g_assert_null (kind);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/client/fact/guide", test_facts_are_those_of_the_guide);
  g_test_add_func ("/client/fact/every-intake-field", test_every_intake_field_is_shown_once);
  g_test_add_func ("/client/fact/links", test_contacts_are_links);
  g_test_add_func ("/client/fact/no-link", test_absent_contact_is_no_link);
  g_test_add_func ("/client/fact/coaching", test_kind_of_coaching_is_shown_only_where_there_is_one);
  return g_test_run ();
}

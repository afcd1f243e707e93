/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Who may change the settings, and to what. */

#include "domain/account.h"
#include "domain/project.h"
#include "domain/settings-rules.h"
#include "wire/push.h"

#define ID "a0000000-0000-4000-8000-000000000001"
#define COMMAND "a0000000-0000-4000-8000-000000000002"

static EdSettings *
make_settings (void)
{
  EdSettings *settings = ed_settings_new ();

  settings->id = g_strdup (ID);
  settings->organisation = g_strdup ("Helping Circle");
  return settings;
}

/* The command with the edits of ARGS, as it comes over the wire. */
static EdCommand *
read_command (const char *args, const char **invalid)
{
  g_autofree char *text = g_strdup_printf ("{\"id\":\"" COMMAND "\",\"type\":\"settings.set\","
                                           "\"v\":1,\"target\":{\"settings\":\"" ID "\"},"
                                           "\"done_at\":\"2020-03-19T08:15:02.100Z\","
                                           "\"args\":%s}",
                                           args);
  g_autoptr (JsonNode) node = json_from_string (text, NULL);
  gint64 seq;
  EdCommand *command = ed_command_from_object (json_node_get_object (node), &seq, invalid, NULL);

  g_assert_nonnull (command);
  return command;
}

/* What the change of ARGS comes to: "", or a code and the field. */
static char *
judge (EdSettings *settings, guint roles, gboolean zone_unknown, const char *args)
{
  const EdSettingsCircumstances circumstances = { roles, zone_unknown };
  const char *invalid = NULL;
  g_autoptr (EdCommand) command = read_command (args, &invalid);
  g_autoptr (EdSettings) before = ed_record_copy (&ed_settings_type, settings);
  EdRefusal refusal;

  if (ed_settings_apply (settings, command, &circumstances, &refusal))
    return g_strdup ("");
  g_assert_true (ed_record_equal (&ed_settings_type, before, settings));
  return g_strjoin (":",
                    ed_refusal_word (refusal.code),
                    invalid != NULL ? invalid : refusal.field,
                    NULL);
}

static void
test_settings_are_the_administrators (void)
{
  static const struct
  {
    guint roles;
    const char *outcome;
  } rows[] = {
    { 0, "forbidden" },
    { ED_ROLE_EXPERT, "forbidden" },
    { ED_ROLE_CASE_MANAGER, "forbidden" },
    { ED_ROLE_COORDINATOR, "forbidden" },
    { ED_ROLE_ADMINISTRATOR, "" },
    { ED_ROLE_ADMINISTRATOR | ED_ROLE_COORDINATOR, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (EdSettings) settings = make_settings ();
      g_autofree char *outcome =
          judge (settings, rows[i].roles, FALSE, "{\"session_due_days\":{\"from\":5,\"to\":7}}");

      g_assert_cmpstr (outcome, ==, rows[i].outcome);
      g_assert_cmpint (settings->session_due_days, ==, *rows[i].outcome == '\0' ? 7 : 5);
    }
}

static const struct
{
  const char *args;
  const char *outcome;
} together[] = {
  { "{\"contact_due_h\":{\"from\":48,\"to\":72}}", "" },
  { "{\"contact_due_h\":{\"from\":48,\"to\":24}}", "invalid:contact_first_h" },
  { "{\"contact_due_h\":{\"from\":48,\"to\":0}}", "invalid:contact_due_h" },
  { "{\"contact_due_h\":{\"from\":48,\"to\":1001}}", "invalid:contact_due_h" },
  { "{\"contact_due_h\":{\"from\":48}}", "invalid:contact_due_h" },
  { "{\"contact_due_h\":{\"from\":40,\"to\":72}}", "conflict:contact_due_h" },
  { "{\"contact_due_h\":{\"from\":40,\"to\":48}}", "" },
  { "{\"crisis_first_h\":{\"from\":2,\"to\":4}}", "invalid:crisis_first_h" },
  { "{\"closing_warn_months\":{\"from\":2,\"to\":3}}", "invalid:closing_warn_months" },
  { "{\"closing_warn_months\":{\"from\":2,\"to\":3},"
    "\"closing_due_months\":{\"from\":3,\"to\":4}}",
    "" },
  { "{\"score_max\":{\"from\":10,\"to\":1}}", "invalid:score_min" },
  { "{\"score_max\":{\"from\":10,\"to\":5}}", "" },
  { "{\"retention_on\":{\"to\":true}}", "" },
  { "{\"keep_cases_months\":{\"to\":12}}", "" },
  { "{\"keep_cases_months\":{\"to\":11}}", "invalid:keep_cases_months" },
  { "{\"keep_cases_months\":{\"to\":601}}", "invalid:keep_cases_months" },
  { "{\"keep_documents_months\":{\"to\":120}}", "" },
  { "{\"keep_documents_months\":{\"to\":121}}", "invalid:keep_documents_months" },
  { "{\"keep_messages_months\":{\"to\":40},\"keep_cases_months\":{\"to\":39}}",
    "invalid:keep_messages_months" },
  { "{\"keep_requests_months\":{\"to\":240}}", "" },
  { "{\"keep_mails_months\":{\"to\":0}}", "invalid:keep_mails_months" },
  { "{\"language\":{\"from\":\"en\",\"to\":\"hu\"}}", "" },
  { "{\"language\":{\"from\":\"en\",\"to\":\"fr\"}}", "invalid:language" },
  { "{\"organisation\":{\"from\":\"Helping Circle\"}}", "invalid:organisation" },
  { "{\"organisation\":{\"from\":\"Helping Circle\",\"to\":\" \"}}", "invalid:organisation" },
  { "{\"opening\":{\"to\":[{\"day\":\"monday\",\"opens\":\"08:00\",\"closes\":\"16:00\"},"
    "{\"day\":\"friday\",\"opens\":\"08:00\",\"closes\":\"14:00\"}]}}",
    "" },
  { "{\"opening\":{\"to\":[{\"day\":\"monday\",\"opens\":\"08:00\",\"closes\":\"16:00\"},"
    "{\"day\":\"monday\",\"opens\":\"17:00\",\"closes\":\"18:00\"}]}}",
    "invalid:opening" },
  { "{\"opening\":{\"to\":[{\"day\":\"monday\",\"opens\":\"16:00\",\"closes\":\"08:00\"}]}}",
    "invalid:opening" },
  { "{\"holidays\":{\"to\":[{\"date\":\"2020-03-15\",\"name\":\"Day\"},"
    "{\"date\":\"2020-12-25\"}]}}",
    "" },
  { "{\"holidays\":{\"to\":[{\"date\":\"2020-12-25\"},{\"date\":\"2020-03-15\"}]}}",
    "invalid:holidays" },
  { "{\"contact_hidden_days\":{\"to\":0}}", "" },
  { "{\"attempt_fee\":{\"to\":500}}", "" },
  { "{\"own_password\":{\"to\":true}}", "" },
  { "{\"transitions\":{\"to\":[]}}", "invalid:args" },
  { "{\"currency\":{\"from\":\"EUR\",\"to\":\"HUF\"}}", "invalid:args" },
  { "{}", "invalid:args" },
};

static void
test_settings_make_sense_together (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (together); i++)
    {
      g_autoptr (EdSettings) settings = make_settings ();
      g_autofree char *outcome = judge (settings, ED_ROLE_ADMINISTRATOR, FALSE, together[i].args);

      g_test_message ("%s", together[i].args);
      g_assert_cmpstr (outcome, ==, together[i].outcome);
    }
}

static void
test_zone_has_to_be_known (void)
{
  g_autoptr (EdSettings) settings = make_settings ();
  const char *args = "{\"zone\":{\"from\":\"UTC\",\"to\":\"Europe/Budapest\"}}";
  g_autofree char *unknown = judge (settings, ED_ROLE_ADMINISTRATOR, TRUE, args);
  g_autofree char *known = judge (settings, ED_ROLE_ADMINISTRATOR, FALSE, args);

  g_assert_cmpstr (unknown, ==, "invalid:zone");
  g_assert_cmpstr (known, ==, "");
}

static void
test_settings_keep_from_others (void)
{
  g_autoptr (EdSettings) settings = make_settings ();
  g_autoptr (EdSettings) whole = NULL;
  g_autoptr (EdSettings) public = NULL;

  settings->mail_sender = g_strdup ("Secret sender");
  settings->reminders_off = 1;
  settings->own_password = 1;
  whole = ed_settings_project (settings, TRUE);
  public = ed_settings_project (settings, FALSE);
  g_assert_true (ed_record_equal (&ed_settings_type, whole, settings));
  g_assert_null (public->mail_sender);
  g_assert_cmpint (public->reminders_off, ==, ED_ABSENT);
  g_assert_cmpint (public->own_password, ==, 1);
  g_assert_cmpstr (public->organisation, ==, "Helping Circle");
}

static void
test_desktop_becomes_stale (void)
{
  const gint64 day = G_GINT64_CONSTANT (86400000), last = 100 * day;
  const struct
  {
    gint64 days, last, now;
    gboolean is_stale;
  } rows[] = {
    { ED_ABSENT, last, last + 5000 * day, FALSE },
    { 5, last, last, FALSE },
    { 5, last, last + 5 * day, FALSE },
    { 5, last, last + 5 * day + 1, TRUE },
    { 5, ED_ABSENT, last, FALSE },
    { 5, last, last - day, FALSE },
    { 5, last, last - day - 1, TRUE },
  };
  g_autoptr (EdSettings) settings = make_settings ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      settings->offline_days = rows[i].days;
      g_assert_cmpint (ed_settings_is_stale (settings, rows[i].last, rows[i].now),
                       ==,
                       rows[i].is_stale);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/domain/settings/are-the-administrators", test_settings_are_the_administrators);
  g_test_add_func ("/domain/settings/make-sense-together", test_settings_make_sense_together);
  g_test_add_func ("/domain/settings/zone-has-to-be-known", test_zone_has_to_be_known);
  g_test_add_func ("/domain/settings/keep-from-others", test_settings_keep_from_others);
  g_test_add_func ("/domain/settings/desktop-becomes-stale", test_desktop_becomes_stale);
  return g_test_run ();
}

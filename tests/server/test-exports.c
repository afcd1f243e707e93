/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What clients tell of files that they saved (PROTOCOL 13.3). */

#include "house.h"
#include "server/api-state.h"

static void
test_exports_are_noted (House *house, gconstpointer unused)
{
  static const struct
  {
    const char *body;
    guint status;
  } rows[] = {
    { "{\"what\":\"cases\"}", 200 },
    { "{\"what\":\"everything\"}", 400 },
    { "{}", 400 },
  };
  g_autoptr (EdStatement) row = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (EdApiResponse) response = { 0 };

      g_assert_cmpuint (
          person_call (house->expert, "POST", "/v1/exports", NULL, rows[i].body, &response),
          ==,
          rows[i].status);
    }
  row = ed_db_query (house->office->api->writer,
                     NULL,
                     "SELECT what, account FROM audit WHERE what LIKE 'export.%'",
                     "");
  g_assert_true (ed_statement_step (row, NULL));
  g_assert_cmpstr (ed_statement_text (row, 0), ==, "export.cases");
  g_assert_cmpstr (ed_statement_text (row, 1), ==, house->expert->account);
  g_assert_false (ed_statement_step (row, NULL));
}

static guint
tell_export (Person *person, const char *what)
{
  g_autofree char *body = g_strdup_printf ("{\"what\":\"%s\"}", what);
  g_auto (EdApiResponse) response = { 0 };

  return person_call (person, "POST", "/v1/exports", NULL, body, &response);
}

/* Nobody says that they saved what they cannot have. */
static void
test_exports_are_of_who_may (House *house, gconstpointer unused)
{
  static const struct
  {
    const char *roles, *what;
    guint status;
  } rows[] = {
    { "case_manager", "cases", 403 },   { "case_manager", "statements", 403 },
    { "case_manager", "report", 403 },  { "case_manager", "audit", 403 },
    { "expert", "cases", 200 },         { "expert", "statements", 200 },
    { "expert", "report", 403 },        { "expert", "audit", 403 },
    { "administrator", "cases", 403 },  { "administrator", "audit", 200 },
    { "administrator", "report", 403 }, { "coordinator", "cases", 200 },
    { "coordinator", "report", 200 },   { "coordinator", "audit", 200 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *name = g_strdup_printf ("person%u", i);
      Person *person = office_add (house->office, name, rows[i].roles);
      g_autofree char *sql =
          g_strdup_printf ("SELECT count(*) FROM audit WHERE what LIKE 'export.%%'"
                           " AND account = '%s'",
                           person->account);

      person_sign_in (person);
      g_test_message ("%s %s", rows[i].roles, rows[i].what);
      g_assert_cmpuint (tell_export (person, rows[i].what), ==, rows[i].status);
      g_assert_cmpint (house_count (house, sql), ==, rows[i].status == 200 ? 1 : 0);
    }
}

/* A program that tells it again and again does not fill the log. */
static void
test_exports_do_not_flood (House *house, gconstpointer unused)
{
  guint n = 0;

  while (n < 1000 && tell_export (house->expert, "cases") == 200)
    n++;
  g_assert_cmpuint (n, ==, 60);
  g_assert_cmpuint (tell_export (house->expert, "statements"), ==, 429);
  g_assert_cmpuint (tell_export (house->other, "cases"), ==, 200);
  g_assert_cmpint (house_count (house, "SELECT count(*) FROM audit WHERE what LIKE 'export.%'"),
                   ==,
                   61);
  ed_manual_clock_advance (&house->office->clock, 61 * 1000);
  g_assert_cmpuint (tell_export (house->expert, "cases"), ==, 200);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define TEST(name, test) \
  g_test_add ("/server/exports/" name, House, NULL, house_set_up, test, house_tear_down)
  TEST ("are-noted", test_exports_are_noted);
  TEST ("are-of-who-may", test_exports_are_of_who_may);
  TEST ("do-not-flood", test_exports_do_not_flood);
  return g_test_run ();
}

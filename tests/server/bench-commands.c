/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a command costs the server: whole pushes in process, from the body's text to the answer's,
 * signed in, judged, projected and committed to a disk. Prints processor and wall time per command,
 * in batches of 32 and one by one.
 *
 * Usage: bench-commands [CASES] */

#include <stdlib.h>
#include <string.h>

#include "base/platform.h"
#include "office.h"
#include "server/api-state.h"

#define BATCH 32
#define SESSIONS 4

typedef struct
{
  Office *office;
  Person *coordinator, *expert;
  char **cases, **assignments;
  guint n;
} Bench;

typedef struct
{
  const char *name;
  guint commands;
  gint64 cpu, wall; /* µs */
} Figure;

static char *
make_args (Bench *bench, const char *type, guint round)
{
  g_autofree char *id = office_make_id (bench->office);

  if (strcmp (type, "case.create") == 0)
    return g_strdup (
        "{\"company_name\":\"Suzuki\",\"client_alias\":\"XY\",\"type\":\"psychological\","
        "\"city\":\"Táplószentmárton\",\"channel\":\"online\",\"relation\":\"employee\","
        "\"sex\":\"male\",\"phone\":\"06 30 111 1111\",\"operator_name\":\"XY\","
        "\"problem_details\":\"Other family problems\",\"sessions_available\":5,"
        "\"session_minutes\":50,\"consultation_mode\":\"email\"}");
  if (strcmp (type, "case.assign") == 0)
    return g_strdup_printf ("{\"expert\":\"%s\"}", bench->expert->account);
  if (strcmp (type, "session.add") == 0)
    return g_strdup_printf ("{\"id\":\"%s\",\"date\":\"2020-04-%02u\",\"time\":\"16:00\"}",
                            id,
                            1 + round * 7);
  return g_strdup ("{}");
}

/* One command of TYPE for every case, SIZE to a push. */
static void
run_round (Bench *bench, Person *person, const char *type, guint round, guint size, Figure *figure)
{
  for (guint i = 0; i < bench->n; i += size)
    {
      g_autoptr (GString) envelopes = g_string_new (NULL);
      g_auto (EdApiResponse) response = { 0 };
      g_autofree char *text = NULL;
      gint64 cpu, wall;

      for (guint j = i; j < MIN (i + size, bench->n); j++)
        {
          gboolean assigns = strcmp (type, "case.assign") == 0;
          g_autofree char *id =
              assigns ? g_strdup (bench->assignments[j]) : office_make_id (bench->office);
          g_autofree char *args = make_args (bench, type, round);
          g_autofree char *envelope =
              person_envelope (person,
                               id,
                               type,
                               bench->cases[j],
                               person == bench->expert ? bench->assignments[j] : NULL,
                               args);

          person->seq++;
          g_string_append_printf (envelopes, "%s%s", j > i ? "," : "", envelope);
        }
      cpu = ed_platform_cpu_time ();
      wall = g_get_monotonic_time ();
      g_assert_cmpuint (person_push_text (person, envelopes->str, &response), ==, 200);
      figure->cpu += ed_platform_cpu_time () - cpu;
      figure->wall += g_get_monotonic_time () - wall;
      text = response_text (&response);
      g_assert_null (strstr (text, "rejected"));
    }
  figure->commands += bench->n;
}

static void
print_figure (const Figure *figure)
{
  g_print ("%-28s %6u commands  %6.1f us processor  %7.1f us wall each\n",
           figure->name,
           figure->commands,
           (double) figure->cpu / figure->commands,
           (double) figure->wall / figure->commands);
}

static void
run_all (guint n, guint size)
{
  Bench bench = { .office = office_new (), .n = n };
  Figure whole = { size == 1 ? "one by one, all" : "by 32, all", 0, 0, 0 };
  const char *const types[] = { "case.create", "case.assign", "case.contact", "session.add" };

  g_assert_true (ed_db_relax (bench.office->api->writer, FALSE, NULL));
  bench.coordinator = office_add (bench.office, "coordinator", "coordinator");
  bench.expert = office_add (bench.office, "expert", "expert");
  person_sign_in (bench.coordinator);
  person_sign_in (bench.expert);
  bench.cases = g_new0 (char *, n + 1);
  bench.assignments = g_new0 (char *, n + 1);
  for (guint i = 0; i < n; i++)
    {
      bench.cases[i] = office_make_id (bench.office);
      bench.assignments[i] = office_make_id (bench.office);
    }
  for (guint type = 0; type < G_N_ELEMENTS (types); type++)
    {
      Figure figure = { types[type], 0, 0, 0 };

      for (guint round = 0; round < (type == 3 ? SESSIONS : 1); round++)
        run_round (&bench,
                   type < 2 ? bench.coordinator : bench.expert,
                   types[type],
                   round,
                   size,
                   &figure);
      if (size > 1)
        print_figure (&figure);
      whole.commands += figure.commands;
      whole.cpu += figure.cpu;
      whole.wall += figure.wall;
    }
  print_figure (&whole);
  g_strfreev (bench.cases);
  g_strfreev (bench.assignments);
  office_free (bench.office);
}

int
main (int argc, char **argv)
{
  guint n = argc > 1 ? (guint) atoi (argv[1]) : 1000;

  run_all (n, BATCH);
  run_all (n / 10, 1);
  g_print ("largest memory: %" G_GINT64_FORMAT " MiB\n", ed_platform_peak_memory () >> 20);
  return 0;
}

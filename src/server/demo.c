/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/demo.h"

#include <gio/gio.h>

#include "server/api-state.h"
#include "server/database.h"
#include "server/demo-office.h"
#include "server/demo-story.h"

#define SEED 261

static gboolean
found (const char *data, const char *database, GError **error)
{
  EdFounding founding = {
    .data_dir = data,
    .database = database,
    .organisation = "Segítő Kör (demonstration)",
    .zone = "Europe/Budapest",
    .currency = "HUF",
    .demonstration = TRUE,
  };

  return ed_api_init (&founding, error);
}

/* Plays on a database that nobody reads yet: what a power cut would spoil is made anew. */
static gboolean
play (const char *data,
      const char *database,
      gint64 now,
      gboolean is_new,
      guint past,
      guint cases,
      GError **error)
{
  EdManualClock clock;
  /* Nobody signs in here: what that would cost can be little. */
  EdApiOptions options = { .data_dir = data,
                           .database = database,
                           .clock = &clock.parent,
                           .password_opslimit = 1,
                           .password_memlimit = 8192,
                           .is_quiet = TRUE };
  g_autoptr (GRand) dice = g_rand_new_with_seed (is_new ? SEED : g_random_int ());
  g_autoptr (EdDemoPeople) people = NULL;
  g_autoptr (EdApi) api = NULL;

  ed_manual_clock_init (&clock, is_new ? ed_instant_from_text ("2020-01-07T08:00:00.000Z") : now);
  api = ed_api_open (&options, error);
  if (api == NULL)
    return FALSE;
  if (!ed_api_is_demonstration (api))
    {
      g_set_error (error,
                   G_IO_ERROR,
                   G_IO_ERROR_PERMISSION_DENIED,
                   "%s holds a real organisation: nothing was added",
                   data);
      return FALSE;
    }
  if (!ed_db_relax (api->writer, TRUE, error))
    return FALSE;
  people = is_new ? ed_demo_people_new (api, dice, error) : ed_demo_people_find (api, dice, error);
  if (people == NULL || (is_new && !ed_demo_play (api, &clock, people, dice, now, past, error))
      || !ed_demo_fill (&clock, people, dice, now, cases, error))
    return FALSE;
  ed_manual_clock_set (&clock, now);
  if (is_new && !ed_demo_furnish (api, people, dice, now, error))
    return FALSE;
  return ed_demo_people_leave (people, error) && ed_db_relax (api->writer, FALSE, error)
         && ed_db_checkpoint (api->writer, error);
}

/* Is there an organisation already? */
static gboolean
is_founded (const char *data, const char *database, gboolean *founded, GError **error)
{
  g_autofree char *location = ed_database_locate (data, database);
  g_autoptr (EdOrganisation) organisation = NULL;
  g_autoptr (EdDb) db = NULL;
  GError *local = NULL;

  *founded = FALSE;
  if (!ed_database_is_shared (location) && !g_file_test (location, G_FILE_TEST_EXISTS))
    return TRUE;
  db = ed_database_open_current (location, NULL, &local);
  if (db != NULL)
    organisation = ed_organisation_load (db, &local);
  *founded = organisation != NULL;
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return ed_database_explain (location, error);
}

gboolean
ed_demo_make (const char *data,
              const char *database,
              gint64 now,
              guint past,
              guint cases,
              GError **error)
{
  gboolean is_new = TRUE, founded;

  if (cases > 0)
    {
      if (!is_founded (data, database, &founded, error))
        return FALSE;
      is_new = !founded;
    }
  return (!is_new || found (data, database, error))
         && play (data, database, now, is_new, past, cases, error);
}

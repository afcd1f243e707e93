/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/demo.h"

#include <gio/gio.h>

#include "server/api-state.h"
#include "server/demo-story.h"

#define SEED 261

static gboolean
found (const char *data, GError **error)
{
  EdFounding founding = {
    .data_dir = data,
    .organisation = "Segítő Kör (demonstration)",
    .zone = "Europe/Budapest",
    .currency = "HUF",
    .demonstration = TRUE,
  };

  return ed_api_init (&founding, error);
}

/* Plays on a database that nobody reads yet: what a power cut would spoil is made anew. */
static gboolean
play (const char *data, gint64 now, gboolean is_new, guint cases, GError **error)
{
  EdManualClock clock;
  /* Nobody signs in here: what that would cost can be little. */
  EdApiOptions options = { .data_dir = data,
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
  if (!ed_db_exec (api->writer, "PRAGMA synchronous = OFF", error))
    return FALSE;
  people = is_new ? ed_demo_people_new (api, dice, error) : ed_demo_people_find (api, dice, error);
  if (people == NULL || (is_new && !ed_demo_play (api, &clock, people, dice, now, error))
      || !ed_demo_fill (&clock, people, dice, now, cases, error))
    return FALSE;
  ed_manual_clock_set (&clock, now);
  return ed_demo_people_leave (people, error)
         && ed_db_exec (api->writer, "PRAGMA synchronous = FULL", error)
         && ed_db_checkpoint (api->writer, error);
}

gboolean
ed_demo_make (const char *data, gint64 now, guint cases, GError **error)
{
  g_autofree char *path = g_build_filename (data, "organisation.db", NULL);
  gboolean is_new = cases == 0 || !g_file_test (path, G_FILE_TEST_EXISTS);

  return (!is_new || found (data, error)) && play (data, now, is_new, cases, error);
}

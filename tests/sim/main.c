/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/plant.h"
#include "parts.h"
#include "plants.h"
#include "shrink.h"

#include <string.h>

/* Runs histories, tells a short story of each that violates something, and counts. */

#define SHRINKING_RUNS 300
#define COMPARED 6 /* seeds that are run twice, of all modes */

static gint seeds = 200, from = 1, step = 1, seconds, stories = 3, tries = 200;
static gboolean busy, themed, wordy, tap, planted, hunted, anew, table;
static char *plants_path, *only, *plant;

static const GOptionEntry options[] = {
  { "seeds", 0, 0, G_OPTION_ARG_INT, &seeds, "histories to run (200)", "N" },
  { "from", 0, 0, G_OPTION_ARG_INT, &from, "seed of the first (1)", "SEED" },
  { "step", 0, 0, G_OPTION_ARG_INT, &step, "from one seed to the next (1)", "N" },
  { "seconds", 0, 0, G_OPTION_ARG_INT, &seconds, "begin none after so long", "S" },
  { "stories", 0, 0, G_OPTION_ARG_INT, &stories, "violations to tell a story of (3)", "N" },
  { "busy", 0, 0, G_OPTION_ARG_NONE, &busy, "people do more in as many steps", NULL },
  { "themed", 0, 0, G_OPTION_ARG_NONE, &themed, "likewise, leaning on one thing", NULL },
  { "wordy", 0, 0, G_OPTION_ARG_NONE, &wordy, "tell every step as it happens", NULL },
  { "tap", 0, 0, G_OPTION_ARG_NONE, &tap, "answer as a test does", NULL },
  { "planted", 0, 0, G_OPTION_ARG_NONE, &planted, "run the planted defects' seeds", NULL },
  { "hunt", 0, 0, G_OPTION_ARG_NONE, &hunted, "with --planted: look for seeds", NULL },
  { "anew", 0, 0, G_OPTION_ARG_NONE, &anew, "with --hunt: also for those that are known", NULL },
  { "tries", 0, 0, G_OPTION_ARG_INT, &tries, "with --hunt: histories for each (200)", "N" },
  { "only", 0, 0, G_OPTION_ARG_STRING, &only, "with --planted: this one", "NAME" },
  { "plant", 0, 0, G_OPTION_ARG_STRING, &plant, "this defect is in all that is run", "NAME" },
  { "table", 0, 0, G_OPTION_ARG_NONE, &table, "with --planted: print the table", NULL },
  { "plants", 0, 0, G_OPTION_ARG_FILENAME, &plants_path, "where they are listed", "FILE" },
  G_OPTION_ENTRY_NULL,
};

typedef struct
{
  guint histories, violations;
} Score;

/* Each line of TEXT behind MARK; of the passes at the end only what went wrong. */
static void
print_lines (const char *mark, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  gboolean is_over = FALSE;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      gboolean goes_well = g_str_has_suffix (lines[i], " arrives")
                           || g_str_has_suffix (lines[i], " begins a pass")
                           || g_str_has_suffix (lines[i], "ends: well ");

      if (*lines[i] != '\0' && !(is_over && goes_well))
        g_print ("%s%s\n", mark, lines[i]);
      is_over = is_over || g_str_has_suffix (lines[i], "nothing fails any more");
    }
}

static void
tell_story (SimPlan *plan, const char *mark)
{
  g_autoptr (SimHistory) history = sim_shrink (plan, SHRINKING_RUNS);
  const char *end = strstr (history->trace->str, "VIOLATED");
  const char *stop = end != NULL ? strchr (end, '\n') : NULL;
  g_autofree char *story =
      g_strndup (history->trace->str,
                 stop != NULL ? (gsize) (stop - history->trace->str) : history->trace->len);

  print_lines (mark, story);
}

static SimMode
choose_mode (void)
{
  return themed ? SIM_MODE_THEMED : busy ? SIM_MODE_BUSY : SIM_MODE_PLAIN;
}

static void
run_seed (guint32 seed, const char *mark, Score *score)
{
  SimPlan plan = { .seed = seed, .mode = choose_mode (), .is_wordy = wordy };
  g_autoptr (SimHistory) history = sim_history_run (&plan);

  score->histories++;
  if (history->violation == NULL)
    return;
  g_print ("%sseed %u: %s\n", mark, seed, history->violation);
  if (++score->violations <= (guint) stories && !wordy)
    tell_story (&plan, mark);
  g_free (plan.left_out);
}

static Score
run_seeds (const char *mark)
{
  gint64 begin = g_get_monotonic_time ();
  Score score = { 0 };

  for (gint i = 0; i < seeds; i++)
    {
      if (seconds > 0 && g_get_monotonic_time () - begin > seconds * G_USEC_PER_SEC)
        break;
      run_seed ((guint32) (from + i * step), mark, &score);
    }
  return score;
}

/* The same seed and mode, the same trace. */
static gboolean
is_same_again (guint32 seed)
{
  SimPlan first = { .seed = seed, .mode = seed % SIM_N_MODES };
  SimPlan second = first;
  g_autoptr (SimHistory) once = sim_history_run (&first);
  g_autoptr (SimHistory) again = sim_history_run (&second);

  return strcmp (once->trace->str, again->trace->str) == 0;
}

static int
run_tests (void)
{
  gboolean is_same = TRUE;
  Score score;

  g_print ("TAP version 13\n1..2\n");
  for (guint32 seed = 1; seed <= COMPARED; seed++)
    is_same = is_same_again (seed) && is_same;
  g_print ("%s 1 /sim/same-seed-same-trace\n", is_same ? "ok" : "not ok");
  score = run_seeds ("# ");
  g_print ("%s 2 /sim/histories-violate-nothing\n", score.violations == 0 ? "ok" : "not ok");
  g_print ("# %u histories, %u violations\n", score.histories, score.violations);
  return score.violations > 0 || !is_same;
}

static int
run_planted (void)
{
  const SimPlants plants = { .path = plants_path,
                             .only = only,
                             .hunted_seeds = hunted ? seeds : 0,
                             .hunted_from = from,
                             .hunted_step = step,
                             .hunted_seconds = seconds,
                             .hunted_tries = (guint) tries,
                             .hunted_modes = busy || themed ? 1u << choose_mode () : ~0u,
                             .anew = anew };

  return table ? sim_plants_print_table (&plants) : sim_plants_run (&plants);
}

/* Disks that fail are warned of; here they fail all the time. */
static GLogWriterOutput
write_log (GLogLevelFlags level, const GLogField *fields, gsize n, gpointer data)
{
  return (level & G_LOG_LEVEL_MASK) >= G_LOG_LEVEL_WARNING
             ? G_LOG_WRITER_HANDLED
             : g_log_writer_default (level, fields, n, data);
}

int
main (int argc, char **argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;
  int status;

  g_option_context_add_main_entries (context, options, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      g_printerr ("%s\n", error->message);
      return 2;
    }
  g_log_set_writer_func (write_log, NULL, NULL);
  sim_disk_register ();
  if (plant != NULL)
    {
      sim_template (); /* made by a program that is sound */
      ed_plant_set (g_intern_string (plant));
    }
  if (planted)
    status = run_planted ();
  else if (tap)
    status = run_tests ();
  else
    {
      Score score = run_seeds ("");

      g_print ("%u histories, %u violations\n", score.histories, score.violations);
      status = score.violations > 0;
    }
  sim_template_clear ();
  return status;
}

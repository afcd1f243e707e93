/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "plants.h"

#include "base/plant.h"
#include "parts.h"

#include <string.h>

/* For what is no longer found by its history. */
#define SEEDS_AGAIN 300
#define TRIES_AGAIN 150

/* In two pieces, so that this file is not taken for one that says so twice. */
#define HEAD                                               \
  "# SPDX-"                                                \
  "FileCopyrightText: The Experts' Dashboard developers\n" \
  "# SPDX-"                                                \
  "License-Identifier: GPL-3.0-or-later\n"                 \
  "#\n# Name, seed that finds it (0: none) and its mode, what is wrong.\n"

typedef struct
{
  const char *name; /* interned: a plant's name must last */
  guint32 seed;     /* 0: none is known */
  SimMode mode;     /* in which it finds */
  char *sentence;
  /* Of a hunt: */
  gboolean is_missed; /* by the history that found it once */
  gboolean is_hunted;
  guint tries;   /* histories that came by it */
  guint changed; /* of these, that went another way */
} Plant;

static const char *const modes[SIM_N_MODES] = { "plain", "busy", "themed" };

static void
plant_free (gpointer data)
{
  g_free (((Plant *) data)->sentence);
  g_free (data);
}

static GPtrArray *
read_plants (const char *path)
{
  GPtrArray *plants = g_ptr_array_new_with_free_func (plant_free);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) lines = NULL;

  if (!g_file_get_contents (path, &text, NULL, &error))
    g_error ("%s", error->message);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) words = g_strsplit (lines[i], " ", 4);
      Plant *plant;

      if (*lines[i] == '#' || g_strv_length (words) < 4)
        continue;
      plant = g_new0 (Plant, 1);
      plant->name = g_intern_string (words[0]);
      plant->seed = (guint32) g_ascii_strtoull (words[1], NULL, 10);
      while (plant->mode < SIM_N_MODES - 1 && strcmp (modes[plant->mode], words[2]) != 0)
        plant->mode++;
      plant->sentence = g_strdup (words[3]);
      g_ptr_array_add (plants, plant);
    }
  return plants;
}

static void
write_plants (const char *path, const GPtrArray *plants)
{
  g_autoptr (GString) text = g_string_new (HEAD);

  for (guint i = 0; i < plants->len; i++)
    {
      const Plant *plant = plants->pdata[i];

      g_string_append_printf (text,
                              "%s %u %s %s\n",
                              plant->name,
                              plant->seed,
                              modes[plant->mode],
                              plant->sentence);
    }
  g_assert_true (g_file_set_contents (path, text->str, -1, NULL));
}

static SimHistory *
run (const char *plant, SimMode mode, guint32 seed)
{
  SimPlan plan = { .seed = seed, .mode = mode };
  SimHistory *history;

  sim_template (); /* made by a program that is sound */
  ed_plant_set (plant);
  history = sim_history_run (&plan);
  ed_plant_set (NULL);
  return history;
}

static void
report (const Plant *plant, const char *what)
{
  g_print ("%s %s, %s seed %u: %.160s\n",
           what != NULL ? "found" : "MISSED",
           plant->name,
           modes[plant->mode],
           plant->seed,
           what != NULL ? what : "nothing");
}

static gboolean
finds (const Plant *plant)
{
  g_autoptr (SimHistory) history = NULL;

  if (plant->seed != 0)
    history = run (plant->name, plant->mode, plant->seed);
  report (plant, history != NULL ? history->violation : NULL);
  return history != NULL && history->violation != NULL;
}

/* --- hunting ------------------------------------------------------------------------------------
 */

typedef struct
{
  const SimPlants *options;
  GPtrArray *plants;
  gint64 begin;
} Hunt;

static gboolean
is_out_of_time (const Hunt *self)
{
  gint64 spent = g_get_monotonic_time () - self->begin;

  return self->options->hunted_seconds > 0
         && spent > self->options->hunted_seconds * G_USEC_PER_SEC;
}

/* The history without any of them, and the names of those that it comes by; NULL: it violates
 * something all the same, and proves nothing. */
static SimHistory *
run_soundly (SimMode mode, guint32 seed, GHashTable *passed)
{
  SimPlan plan = { .seed = seed, .mode = mode };
  SimHistory *history;

  sim_template ();
  ed_plant_watch (passed);
  history = sim_history_run (&plan);
  ed_plant_watch (NULL);
  if (history->violation == NULL)
    return history;
  g_print ("%s seed %u violates without a plant: %.160s\n", modes[mode], seed, history->violation);
  sim_history_free (history);
  return NULL;
}

static void
try_plant (const Hunt *self, Plant *plant, const SimHistory *sound)
{
  g_autoptr (SimHistory) history = run (plant->name, sound->plan->mode, sound->plan->seed);

  plant->tries++;
  plant->changed += strcmp (history->trace->str, sound->trace->str) != 0;
  if (history->violation == NULL)
    return;
  plant->seed = sound->plan->seed;
  plant->mode = sound->plan->mode;
  plant->is_hunted = FALSE;
  report (plant, history->violation);
  write_plants (self->options->path, self->plants);
}

/* FALSE: there is none left to hunt. */
static gboolean
try_history (const Hunt *self, SimMode mode, guint32 seed)
{
  g_autoptr (GHashTable) passed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (SimHistory) sound = NULL;
  SimPlan plan = { .seed = seed, .mode = mode };
  gboolean any = FALSE;

  for (guint i = 0; !any && i < self->plants->len; i++)
    any = ((Plant *) self->plants->pdata[i])->is_hunted;
  if (!any)
    return FALSE;
  sound = run_soundly (mode, seed, passed);
  if (sound == NULL)
    return TRUE;
  sound->plan = &plan; /* the one that it ran by is gone */
  for (guint i = 0; i < self->plants->len && !is_out_of_time (self); i++)
    {
      Plant *plant = self->plants->pdata[i];

      if (plant->is_hunted && g_hash_table_contains (passed, plant->name))
        try_plant (self, plant, sound);
      plant->is_hunted = plant->is_hunted && plant->tries < self->options->hunted_tries;
    }
  return TRUE;
}

/* Each history is run once as it is, and then with every plant that it comes by. */
static void
hunt (const SimPlants *options, GPtrArray *plants)
{
  const Hunt self = { options, plants, g_get_monotonic_time () };
  gboolean any = TRUE;

  for (gint i = 0; any && i < options->hunted_seeds; i++)
    for (SimMode mode = 0; any && mode < SIM_N_MODES && !is_out_of_time (&self); mode++)
      any =
          ((options->hunted_modes >> mode & 1) == 0)
          || try_history (&self, mode, (guint32) (options->hunted_from + i * options->hunted_step));
  for (guint i = 0; i < plants->len; i++)
    {
      const Plant *plant = plants->pdata[i];

      if (plant->tries > 0)
        g_print ("%s: %u histories came by it, %u went another way\n",
                 plant->name,
                 plant->tries,
                 plant->changed);
    }
}

/* Whether any had a history and was not found by it: these are hunted. */
static gboolean
hunt_again (const GPtrArray *plants)
{
  gboolean any = FALSE;

  for (guint i = 0; i < plants->len; i++)
    {
      Plant *plant = plants->pdata[i];

      plant->is_hunted = plant->is_missed;
      any = any || plant->is_missed;
    }
  return any;
}

int
sim_plants_run (const SimPlants *self)
{
  g_autoptr (GPtrArray) plants = read_plants (self->path);
  guint found = 0, n = 0;

  for (guint i = 0; i < plants->len; i++)
    {
      Plant *plant = plants->pdata[i];

      if (self->only != NULL && strcmp (plant->name, self->only) != 0)
        continue;
      n++;
      plant->is_hunted = self->hunted_seeds > 0 && (self->anew || plant->seed == 0);
      plant->is_missed = self->hunted_seeds == 0 && !finds (plant);
      if (plant->is_missed)
        plant->seed = 0;
    }
  if (self->hunted_seeds > 0)
    hunt (self, plants);
  else if (hunt_again (plants))
    {
      /* Whatever changes in the program may change the course of a history. */
      const SimPlants again = { .path = self->path,
                                .hunted_seeds = SEEDS_AGAIN,
                                .hunted_from = 1,
                                .hunted_step = 1,
                                .hunted_tries = TRIES_AGAIN,
                                .hunted_modes = ~0u };

      hunt (&again, plants);
    }
  for (guint i = 0; i < plants->len; i++)
    {
      const Plant *plant = plants->pdata[i];

      if (self->only == NULL || strcmp (plant->name, self->only) == 0)
        found += plant->seed != 0;
    }
  g_print ("%u of %u planted bugs found\n", found, n);
  return found < n;
}

int
sim_plants_print_table (const SimPlants *self)
{
  g_autoptr (GPtrArray) plants = read_plants (self->path);

  g_print ("| planted | found by |\n|---|---|\n");
  for (guint i = 0; i < plants->len; i++)
    {
      const Plant *plant = plants->pdata[i];

      if (plant->seed != 0)
        g_print ("| %s | %s %u |\n", plant->sentence, modes[plant->mode], plant->seed);
      else
        g_print ("| %s | not found |\n", plant->sentence);
    }
  return 0;
}

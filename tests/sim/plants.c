/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "plants.h"

#include "base/plant.h"
#include "parts.h"

#include <string.h>

/* In two pieces, so that this file is not taken for one that says so twice. */
#define HEAD                                               \
  "# SPDX-"                                                \
  "FileCopyrightText: The Experts' Dashboard developers\n" \
  "# SPDX-"                                                \
  "License-Identifier: GPL-3.0-or-later\n"                 \
  "#\n# Name, seed that finds it (0: none), what is wrong.\n"

typedef struct
{
  const char *name; /* interned: a plant's name must last */
  guint32 seed;
  char *sentence;
} Plant;

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
      g_auto (GStrv) words = g_strsplit (lines[i], " ", 3);
      Plant *plant;

      if (g_strv_length (words) < 3 || *lines[i] == '#')
        continue;
      plant = g_new0 (Plant, 1);
      plant->name = g_intern_string (words[0]);
      plant->seed = (guint32) g_ascii_strtoull (words[1], NULL, 10);
      plant->sentence = g_strdup (words[2]);
      g_ptr_array_add (plants, plant);
    }
  return plants;
}

static void
write_plants (const char *path, const GPtrArray *plants)
{
  g_autoptr (GString) text =
      g_string_new ("# Name, seed that finds it (0: none), what is wrong.\n");

  for (guint i = 0; i < plants->len; i++)
    {
      const Plant *plant = plants->pdata[i];

      g_string_append_printf (text, "%s %u %s\n", plant->name, plant->seed, plant->sentence);
    }
  g_assert_true (g_file_set_contents (path, text->str, -1, NULL));
}

/* Whether the history of SEED, or else the busy one, finds what is planted; *WHAT says how, to be
 * freed. */
static gboolean
finds (const Plant *plant, guint32 seed, char **what)
{
  *what = NULL;
  for (guint i = 0; i < 2 && *what == NULL; i++)
    {
      SimPlan plan = { .seed = seed, .is_busy = i > 0 };
      g_autoptr (SimHistory) history = NULL;

      sim_template (); /* made by a program that is sound */
      ed_plant_set (plant->name);
      history = sim_history_run (&plan);
      ed_plant_set (NULL);
      *what = g_strdup (history->violation);
    }
  return *what != NULL;
}

static gboolean
hunt (const SimPlants *self, Plant *plant, char **what)
{
  gint64 begin = g_get_monotonic_time ();

  for (gint seed = 1; seed <= self->hunted_seeds; seed++)
    {
      if (self->hunted_seconds > 0
          && g_get_monotonic_time () - begin > self->hunted_seconds * G_USEC_PER_SEC)
        break;
      if (!finds (plant, (guint32) seed, what))
        continue;
      plant->seed = (guint32) seed;
      return TRUE;
    }
  plant->seed = 0;
  return FALSE;
}

int
sim_plants_run (const SimPlants *self)
{
  g_autoptr (GPtrArray) plants = read_plants (self->path);
  guint found = 0, n = 0;

  for (guint i = 0; i < plants->len; i++)
    {
      Plant *plant = plants->pdata[i];
      g_autofree char *what = NULL;
      gboolean is_found;

      if (self->only != NULL && strcmp (plant->name, self->only) != 0)
        continue;
      n++;
      is_found = self->hunted_seeds > 0 ? hunt (self, plant, &what)
                                        : plant->seed != 0 && finds (plant, plant->seed, &what);
      found += is_found;
      g_print ("%s %s, seed %u: %.160s\n",
               is_found ? "found" : "MISSED",
               plant->name,
               plant->seed,
               what != NULL ? what : "nothing");
      if (self->hunted_seeds > 0)
        write_plants (self->path, plants);
    }
  g_print ("%u of %u planted bugs found\n", found, n);
  return found < n;
}

int
sim_plants_print_table (const SimPlants *self)
{
  g_autoptr (GPtrArray) plants = read_plants (self->path);

  g_print ("| planted | seeds to find it |\n|---|---|\n");
  for (guint i = 0; i < plants->len; i++)
    {
      const Plant *plant = plants->pdata[i];

      if (plant->seed != 0)
        g_print ("| %s | %u |\n", plant->sentence, plant->seed);
      else
        g_print ("| %s | not found |\n", plant->sentence);
    }
  return 0;
}

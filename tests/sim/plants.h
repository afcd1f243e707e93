/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

/* The defects that are planted (base/plant.h): a file with a line for each, "NAME SEED MODE
 * SENTENCE", where SEED is of a history that finds it, or 0. */
typedef struct
{
  const char *path;
  const char *only;    /* one of them, or NULL */
  gint hunted_seeds;   /* 0: only the pinned seeds are run */
  gint hunted_from;    /* the first */
  gint hunted_step;    /* from one to the next */
  gint hunted_seconds; /* at most for all; 0: any */
  guint hunted_tries;  /* histories at most that come by one */
  guint hunted_modes;  /* a bit for each SimMode */
  gboolean anew;       /* also those whose seed is known */
} SimPlants;

/* Runs them, counts on the last line; a hunt writes the seeds that it finds into the file. What its
 * history does not find any more is hunted. Answers the status to exit with. */
int sim_plants_run (const SimPlants *self);
/* The file as a table in Markdown. */
int sim_plants_print_table (const SimPlants *self);

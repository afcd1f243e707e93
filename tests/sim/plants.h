/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

/* The defects that are planted (base/plant.h): a file with a line for each, "NAME SEED SENTENCE",
 * where SEED is of a history that finds it, or 0. */
typedef struct
{
  const char *path;
  gint hunted_seeds;   /* 0: only the pinned seeds are run */
  gint hunted_seconds; /* at most for each; 0: any */
  const char *only;    /* one of them, or NULL */
} SimPlants;

/* Runs them, counts on the last line; a hunt writes the seeds that it finds into the file. Answers
 * the status to exit with. */
int sim_plants_run (const SimPlants *self);
/* The file as a table in Markdown. */
int sim_plants_print_table (const SimPlants *self);

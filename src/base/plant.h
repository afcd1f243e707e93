/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

/* Defects on purpose, one at a time, that the simulation must find (tests/sim). They exist in a
 * build of their own, configured with -Dplants=true; in every other ED_PLANT() is FALSE. */
#ifdef ED_PLANTS
gboolean ed_plant_is (const char *name);
/* NAME is in force from now on, for all threads; NULL: none. Answers the former one. Static text.
 */
const char *ed_plant_set (const char *name);
/* Nothing is in force, and the names of the places that are come by go into NAMES (own keys), until
 * it is called with NULL. */
void ed_plant_watch (GHashTable *names);
#  define ED_PLANT(name) ed_plant_is (#  name)
#else
static inline const char *
ed_plant_set (const char *name)
{
  return NULL;
}
static inline void
ed_plant_watch (GHashTable *names)
{
}
#  define ED_PLANT(name) FALSE
#endif

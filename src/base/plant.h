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
#  define ED_PLANT(name) ed_plant_is (#  name)
#else
static inline const char *
ed_plant_set (const char *name)
{
  return NULL;
}
#  define ED_PLANT(name) FALSE
#endif

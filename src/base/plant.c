/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/plant.h"

#ifdef ED_PLANTS

static const char *planted;
static GMutex mutex;
static GHashTable *watched; /* where each place that is come by is noted, or NULL */

static void
note (const char *name)
{
  g_mutex_lock (&mutex);
  if (watched != NULL && !g_hash_table_contains (watched, name))
    g_hash_table_add (watched, g_strdup (name));
  g_mutex_unlock (&mutex);
}

gboolean
ed_plant_is (const char *name)
{
  const char *present = g_atomic_pointer_get (&planted);

  if (present != NULL && *present == '\0')
    note (name);
  return g_strcmp0 (present, name) == 0;
}

const char *
ed_plant_set (const char *name)
{
  const char *former = g_atomic_pointer_get (&planted);

  g_atomic_pointer_set (&planted, name);
  return former;
}

void
ed_plant_watch (GHashTable *names)
{
  g_mutex_lock (&mutex);
  watched = names;
  g_mutex_unlock (&mutex);
  ed_plant_set (names != NULL ? "" : NULL);
}

#endif

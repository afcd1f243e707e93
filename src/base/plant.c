/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/plant.h"

#ifdef ED_PLANTS

static const char *planted;

gboolean
ed_plant_is (const char *name)
{
  return g_strcmp0 (g_atomic_pointer_get (&planted), name) == 0;
}

const char *
ed_plant_set (const char *name)
{
  const char *former = g_atomic_pointer_get (&planted);

  g_atomic_pointer_set (&planted, name);
  return former;
}

#endif

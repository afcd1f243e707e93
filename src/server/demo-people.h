/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "server/founding.h"
#include "server/inside.h"

/* The demonstration organisation's people. */
typedef enum
{
  ED_DEMO_COORDINATOR,
  ED_DEMO_EXPERT,
  ED_DEMO_EXPERT2,
  ED_DEMO_LAWYER,
  ED_DEMO_COACH,
  ED_DEMO_MANAGER,
  ED_DEMO_N_PEOPLE,
} EdDemoPerson;

#define ED_DEMO_PASSWORD "demonstration-only"

typedef struct
{
  char *account[ED_DEMO_N_PEOPLE];
  EdInside *inside[ED_DEMO_N_PEOPLE];
} EdDemoPeople;

/* The next id: version 4 in form, the same in every run with the same seed. */
char *ed_demo_make_id (GRand *dice);

/* Adds the accounts, all with the one password, hashed once. */
EdDemoPeople *ed_demo_people_new (EdApi *api, GRand *dice, GError **error);
/* The accounts of a database made before. */
EdDemoPeople *ed_demo_people_find (EdApi *api, GRand *dice, GError **error);
gboolean ed_demo_people_leave (EdDemoPeople *self, GError **error);
void ed_demo_people_free (EdDemoPeople *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EdDemoPeople, ed_demo_people_free)

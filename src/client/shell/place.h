/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sync/desk.h"

#include <gtk/gtk.h>

/* An entry of the sidebar and the page behind it, as a line of a static table. The page is made
 * when it is first shown. */
typedef struct
{
  const char *name;    /* "cases-in-progress": of the page, and the parameter of win.show */
  const char *title;   /* the guide's own words, N_() */
  const char *icon;    /* symbolic */
  const char *section; /* heading above it, N_(), or NULL */
  const char *count;   /* property of EdTally shown beside it, or NULL */
  GtkWidget *(*make) (EdDesk *desk);
} EdPlace;

/* Places end with a NULL name. */
extern const EdPlace ed_expert_places[];
extern const EdPlace ed_coordinator_places[];
extern const EdPlace ed_case_manager_places[];
/* Of an administrator who is no coordinator. */
extern const EdPlace ed_administrator_places[];
/* For everybody who signs in, below the role's own. */
extern const EdPlace ed_common_places[];

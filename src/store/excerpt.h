/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/span.h"

/* Inside the store: what a list needs of a case's text, taken out by a walk over it. A parse into a
 * record costs twenty times as much, and a first catch-up has a hundred thousand of them. */
typedef struct
{
  gint64 number, state, type;
  gint64 crisis_call; /* 0 or 1 */
  gboolean returned;  /* by the coordinator, for something to be settled */
  gint64 recorded_at, assigned_at, contacted_at;
  gint64 first_session; /* earliest date of a session of the open assignment */
  gint64 declined_at;   /* the last time */
  gint64 closing_at, closing_outcome;
  gint64 sessions_asked;
  /* As they stand in the text, with their quotes; empty when absent. */
  EdSpan expert_id, company_name, client_alias, city, expert_name;
} EdExcerpt;

/* FALSE when BODY is no JSON object. The spans point into it. */
gboolean ed_excerpt_read (EdExcerpt *excerpt, const char *body, gsize length);

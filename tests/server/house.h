/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "office.h"

/* Fixture: an office with a coordinator and two experts, signed in. */
typedef struct
{
  Office *office;
  Person *coordinator, *expert, *other;
  char *case_id, *assignment; /* of a legal case that EXPERT has, or NULL */
} House;

void house_set_up (House *house, gconstpointer unused);
void house_set_up_with_case (House *house, gconstpointer unused);
void house_tear_down (House *house, gconstpointer unused);
/* The number that SQL selects. */
gint64 house_count (House *house, const char *sql);
/* The mails that were queued since the last time, "kind to user" joined by commas, in order of
 * kinds; free with g_free(). */
char *house_take_mails (House *house);
/* The line of the case as staff see it, or NULL; free with g_free(). */
char *house_load_case (House *house);

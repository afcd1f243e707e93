/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "house.h"

/* What a client leaves behind in an office: words that must be nowhere once they were erased. */
#define CANARY "Kanari-4711"
#define PHONE "06 30 471 1471"

/* A case that says CANARY everywhere, in the words of everybody; its expert is the house's. */
typedef struct
{
  char *case_id, *assignment, *document;
  gint64 number;
} Story;

void story_clear (Story *self);
/* Has the people of HOUSE tell it. */
void story_tell (Story *self, House *house);
/* It is closed and approved. */
void story_close (const Story *self, House *house);
/* It is handed over, and the former expert enters something late, with a file; its id, g_free(). */
char *story_enter_late (Story *self, House *house);
/* PERSON erases it, typing NUMBER; the status. */
guint story_erase (const Story *self, Person *person, gint64 number);

/* No row and no file of the house's server says it, but its backup; and all else is whole. */
void house_assert_no_canary (House *house);
/* TYPE ("statement.pay" …) is done by PERSON to the one statement that there is, as it is. */
void house_step_statement (House *house, Person *person, const char *type);
/* An expert is paid AMOUNT for a legal session from now on. */
void house_agree_pay (House *house, gint64 amount);
/* ADMINISTRATOR changes the settings: ARGS is JSON. */
void house_set (House *house, Person *administrator, const char *args);
/* An administrator who coordinates too, signed in. */
Person *house_add_administrator (House *house);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Story, story_clear)

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "e2e/desks.h"

/* Somebody who does what the guide says, at the demonstration organisation, whose case 261 is the
 * guide's own: assigned to READER_EXPERT yesterday, nothing done yet. */
#define READER_EXPERT "expert@demo.example"
#define READER_COORDINATOR "coordinator@demo.example"
#define READER_LINK "experts-dashboard://case/261"
#define READER_TITLE "2020-03-18 - Suzuki - Dr. Kovács Anna - Psychological - Táplószentmárton - XY"

/* Adds the test PATH, which gets a demonstration organisation of its own. */
void reader_add (const char *path, void (*test) (EdDesks *desks, gconstpointer data));

/* Signs USER in and opens case 261. */
EdDriver *reader_open_case (EdDesks *desks, const char *user);
/* Presses "Select" on the case bar whose title contains PART. */
void reader_select (EdDriver *driver, const char *part);
/* From case 261 to the list. */
void reader_go_back (EdDriver *driver);
/* Waits for an e-mail to the address TO that contains PART; all of it. */
char *reader_wait_mail (EdDesks *desks, const char *to, const char *part);
/* Today in the organisation's zone, DAYS from now, as YYYY-MM-DD. */
char *reader_date (int days);

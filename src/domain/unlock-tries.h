/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

/* Wrong passwords, one after the other, where only this computer judges them: each makes the next
 * wait longer, and after the last one the server has to be asked.
 *
 * Waits are measured by how long the machine has been running, which no change of its clock
 * touches: after a restart a wait begins again, and a machine asleep does not wait. */
#define ED_UNLOCK_TRIES_MAX 10

typedef struct
{
  gint64 wrong;   /* so far */
  gint64 running; /* ms since the machine was started, at the last of them */
} EdUnlockTries;

/* How long to wait before the next try when the machine has been RUNNING for so long, ms; 0: not.
 */
gint64 ed_unlock_tries_wait (const EdUnlockTries *tries, gint64 running);
void ed_unlock_tries_add (EdUnlockTries *tries, gint64 running);
/* How many there are still. */
guint ed_unlock_tries_left (const EdUnlockTries *tries);
/* The number that ends MESSAGE, of an error about tries: how many are left, or seconds to wait; -1:
 * none. */
gint64 ed_unlock_tries_number (const char *message);

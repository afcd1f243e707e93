/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "domain/unlock-tries.h"

#include <string.h>

/* Before the next try, by how many were wrong, s: nobody who mistypes waits, nobody who guesses
 * gets far. */
static const gint64 waits_s[ED_UNLOCK_TRIES_MAX + 1] = { 0,   0,   0,   0,    30,  60,
                                                         120, 300, 600, 1800, 1800 };

gint64
ed_unlock_tries_wait (const EdUnlockTries *tries, gint64 running)
{
  gint64 wait = waits_s[CLAMP (tries->wrong, 0, ED_UNLOCK_TRIES_MAX)] * 1000;
  /* Less than it was: the machine was started anew, and has been waiting since. */
  gint64 passed = running >= tries->running ? running - tries->running : running;

  return MAX (wait - passed, 0);
}

void
ed_unlock_tries_add (EdUnlockTries *tries, gint64 running)
{
  tries->wrong = MIN (tries->wrong + 1, ED_UNLOCK_TRIES_MAX);
  tries->running = running;
}

guint
ed_unlock_tries_left (const EdUnlockTries *tries)
{
  return (guint) (ED_UNLOCK_TRIES_MAX - CLAMP (tries->wrong, 0, ED_UNLOCK_TRIES_MAX));
}

gint64
ed_unlock_tries_number (const char *message)
{
  gsize at = strlen (message);

  while (at > 0 && g_ascii_isdigit (message[at - 1]))
    at--;
  return message[at] != '\0' ? g_ascii_strtoll (message + at, NULL, 10) : -1;
}

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

/* How often somebody may do something: so many a second, and some at once after a rest. Unlike
 * EdRate it costs the same however many are allowed. Keeps hashes of keys only. Any thread. */
typedef struct _EdTurns EdTurns;

EdTurns *ed_turns_new (guint per_second, gint64 at_once);
void ed_turns_free (EdTurns *self);

/* Takes a turn for KEY at NOW (monotonic, µs) and answers 0, or the seconds until there is one. */
gint64 ed_turns_take (EdTurns *self, const char *key, gint64 now);

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

/* Those who wait for the writer. Owners take turns, each one's own stay in order, so that who
 * brings much waits behind who brings little. Nobody is let in who would wait longer than about a
 * second: they come again by themselves, and the others keep being served in time. Any thread may
 * join, one takes. */
typedef struct _EdLine EdLine;

/* MOST: how much is served at once. */
EdLine *ed_line_new (guint most);
void ed_line_free (EdLine *self); /* an empty one */

/* OWNER NULL: somebody of their own. FALSE: too much waits already, of everybody or of OWNER. */
gboolean ed_line_join (EdLine *self, gpointer item, guint weight, const char *owner);
/* The same for what was let in before. */
void ed_line_insist (EdLine *self, gpointer item, guint weight, const char *owner);

/* Who is served next, at most N and no more than what is served at once, but one at least; waits
 * for them until UNTIL (monotonic, µs), or the end. How many there are. */
guint ed_line_take (EdLine *self, gpointer *items, guint n, gint64 until);
/* How long it took to serve them, in µs: how many may wait follows from it. */
void ed_line_served (EdLine *self, gint64 took);

/* Nobody is waited for any more. */
void ed_line_end (EdLine *self);
gboolean ed_line_has_ended (EdLine *self); /* and nobody waits */
guint ed_line_length (EdLine *self);

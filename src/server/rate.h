/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

/* How often something happened under a key within a sliding window. Keeps no key as it was given,
 * only its hash. Any thread. */
typedef struct _EdRate EdRate;

EdRate *ed_rate_new (guint limit, gint64 window_ms);
void ed_rate_free (EdRate *self);

/* Takes one turn for KEY at NOW and answers 0, or the seconds until there is one. */
gint64 ed_rate_take (EdRate *self, const char *key, gint64 now);
/* Gives back the turn taken AT: it was none of what is counted. */
void ed_rate_give_back (EdRate *self, const char *key, gint64 at);

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

/* What the program remembers of itself from one start to the next (never of a case): the keys of
 * the settings schema named after the application. Where the schema is not installed, or lacks a
 * key, nothing is remembered and nothing fails. */

/* The settings, or NULL; for bindings. Owned by the program. */
GSettings *ed_remembered (void);
/* Whether KEY is remembered at all. */
gboolean ed_remembered_has (const char *key);
/* The text of KEY, "" when nothing is known. Free with g_free(). */
char *ed_remembered_text (const char *key);
void ed_remember_text (const char *key, const char *text);

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

/* What a program under test says on its standard error: a file that is there until it ends. */

/* The path of a new one; free with g_free(). */
char *ed_desktop_log_new (void);
/* Says all of it. */
void ed_desktop_log_print (const char *path);
/* Whether GLib or what is built on it warns of nothing in it. */
gboolean ed_desktop_log_is_clean (const char *path);

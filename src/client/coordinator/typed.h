/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

/* What people type into a form, as the records keep it. Pure but for the reader's language. */

/* TYPED without the space around it; NULL where it says that there is nothing: empty, a dash, and
 * the guide's 'unknown' and 'none', in English or the reader's language. Where something
 * IS_REQUIRED these words are taken as they are. Free with g_free(). */
char *ed_typed_text (const char *typed, gboolean is_required);
/* The whole number that TYPED is, ED_ABSENT for nothing (as above). FALSE when it is neither. */
gboolean ed_typed_integer (const char *typed, gint64 *value);

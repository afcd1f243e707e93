/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

/* Numbers in sentences. Translated formats carry "%s" for a number, never a length modifier, which
 * xgettext cannot read. Texts are free'd by the caller. */

/* "1,200", by the reader's locale. */
char *ed_number_text (gint64 n);
/* FORMAT, usually from ngettext(), with its one "%s" replaced by N. */
char *ed_number_in (const char *format, gint64 n);

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

/* As much of libintl as GLib's macros call; for the syntax check only. */

char *gettext (const char *text) __attribute__ ((format_arg (1)));
char *dgettext (const char *domain, const char *text) __attribute__ ((format_arg (2)));
char *
dcgettext (const char *domain, const char *text, int category) __attribute__ ((format_arg (2)));
char *ngettext (const char *one, const char *many, unsigned long count)
    __attribute__ ((format_arg (1), format_arg (2)));
char *textdomain (const char *domain);
char *bindtextdomain (const char *domain, const char *folder);
char *bind_textdomain_codeset (const char *domain, const char *codeset);

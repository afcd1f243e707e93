/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

/* Who reads what: the names under which views are kept. */
#define ED_AUDIENCE_OF_STAFF "staff"
#define ED_AUDIENCE_OF_ADMINISTRATORS "administrators"
#define ED_AUDIENCE_OF_ALL "all"
#define ED_AUDIENCE_OF_CASE_MANAGERS "case_managers"
#define ED_AUDIENCES_MAX 5

/* "account:UUID". Free with g_free(). */
char *ed_audience_of_account (const char *account);
/* The audiences that an account with ROLES (EdRoles) belongs to, the strongest first: where two
 * hold the same thing, the first one's view counts. Free with g_strfreev(). */
char **ed_audiences_of (const char *account, guint roles);
/* The same of files. */
char **ed_audiences_with_files (const char *account, guint roles);
/* Whether a reader with ROLES sees what AUDIENCE of theirs has of TYPE: what came to the account by
 * a role goes with the role. */
gboolean ed_audience_shows (const char *audience, guint roles, const char *type);

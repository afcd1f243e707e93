/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

/* Who reads what: the names under which views are kept. */
#define ED_AUDIENCE_OF_STAFF "staff"
#define ED_AUDIENCE_OF_ADMINISTRATORS "administrators"
#define ED_AUDIENCE_OF_ALL "all"
#define ED_AUDIENCE_OF_CASE_MANAGERS "case_managers"
#define ED_AUDIENCES_MAX 7

/* "account:UUID": what an account has whatever its roles. Free with g_free(). */
char *ed_audience_of_account (const char *account);
/* "expert:UUID" and "case_manager:UUID": what comes to an account by the role and goes with it.
 * Free with g_free(). */
char *ed_audience_of_expert (const char *account);
char *ed_audience_of_case_manager (const char *account);
/* The audiences that an account with ROLES (EdRoles) belongs to, the strongest first: where two
 * hold the same thing, the first one's view counts. Free with g_strfreev(). */
char **ed_audiences_of (const char *account, guint roles);
/* The three of the account alone, with any roles. Free with g_strfreev(). */
char **ed_audiences_in_person (const char *account);

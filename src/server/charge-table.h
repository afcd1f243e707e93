/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sql/db.h"

/* Which statements have sessions whose company has not agreed on a fee yet. COMPANY is its id, or,
 * of one that is not known, its folded name (domain/company.h). */

gboolean ed_charges_wait (EdDb *db, const char *company, const char *statement, GError **error);
/* It waits no more. */
gboolean ed_charges_end_wait (EdDb *db, const char *company, const char *statement, GError **error);
/* The ids of the statements that wait for COMPANY; free with g_strfreev(). */
char **ed_charges_list_waiting (EdDb *db, const char *company, GError **error);

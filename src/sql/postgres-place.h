/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sql/db.h"

/* How the tables of a PostgreSQL database are exchanged for others, all at once: those are made and
 * filled aside, in a schema of their own, and nothing is touched before they are whole. */

/* Whether the database holds tables of this program's kind. */
gboolean ed_postgres_is_used (EdDb *db, gboolean *used, GError **error);
/* Until the exchange, or the step back, DB makes and sees tables aside; the place is empty. *HOME:
 * the name of the schema that it has stepped aside from; free it. */
gboolean ed_postgres_step_aside (EdDb *db, char **home, GError **error);
/* In DB's transaction: the tables of HOME that belong to who is connected go into the new schema
 * NAME, and those made aside take their place. */
gboolean ed_postgres_take_place (EdDb *db, const char *home, const char *name, GError **error);
/* What was made aside goes, if it is still there. */
void ed_postgres_step_back (EdDb *db, const char *home);

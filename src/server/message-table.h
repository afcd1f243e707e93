/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sql/db.h"

/* Which messages belong to which assignment. What they say is a document. */

/* *ADDED is FALSE when a message has this id already. */
gboolean ed_messages_add (EdDb *db,
                          const char *id,
                          const char *case_id,
                          const char *assignment,
                          gboolean *added,
                          GError **error);
/* The ids of the messages of ASSIGNMENT; free with g_strfreev(). */
char **ed_messages_list (EdDb *db, const char *assignment, GError **error);
/* Those of CASE_ID, of all assignments; likewise. */
char **ed_messages_list_of_case (EdDb *db, const char *case_id, GError **error);
gboolean ed_messages_delete_of_case (EdDb *db, const char *case_id, GError **error);
/* Columns: case, how many it has. */
EdStatement *ed_messages_count (EdDb *db, GError **error);

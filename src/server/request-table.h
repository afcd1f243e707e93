/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sql/db.h"

/* The running numbers of requests, and which internal messages belong to which assignment. What
 * both say is a document. */

/* The number of the new request ID: WAS if that is one and free, else the next; -1 on failure. */
gint64 ed_requests_take_number (EdDb *db, const char *id, gint64 was, GError **error);

/* ASSIGNMENT may be NULL. *ADDED is FALSE when an internal message has this id already. */
gboolean ed_internal_messages_add (EdDb *db,
                                   const char *id,
                                   const char *request,
                                   const char *assignment,
                                   gboolean *added,
                                   GError **error);
/* The ids of those of ASSIGNMENT; free with g_strfreev(). */
char **ed_internal_messages_list (EdDb *db, const char *assignment, GError **error);
/* Those of REQUEST, of all assignments; likewise. */
char **ed_internal_messages_list_of_request (EdDb *db, const char *request, GError **error);
/* Neither number nor internal messages lead to REQUEST any more. */
gboolean ed_requests_drop (EdDb *db, const char *request, GError **error);

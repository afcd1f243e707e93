/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/file.h"
#include "domain/request.h"
#include "store/connection.h"

/* Inside the store: the documents that a case or request, as it is shown, lets its reader open. */

/* Those of the case or request ID, in its order: elements EdFile, unref the array; NULL on failure.
 * *HELD, where wanted: whether ID is shown at all. */
GPtrArray *ed_shown_list (EdStore *store, const char *id, gboolean *held, GError **error);
/* Ends in REQUEST the sharing of what is shared no longer by now, also where no server could say so
 * to this machine. *NEXT, where wanted: when the next ends, or ED_ABSENT. */
gboolean ed_shown_expire (EdStore *store, EdRequest *request, gint64 *next, GError **error);
/* The one of them with this ID, or NULL. */
EdFile *ed_shown_find (const GPtrArray *files, const char *id);

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/cases/case-item.h"

#include <gtk/gtk.h>

/* The sessions of a case's open assignment, by date, with "Add session" (deed.add-session).
 * Properties "item" (EdCaseItem), "editable" (boolean). */
#define ED_TYPE_SESSION_LIST (ed_session_list_get_type ())
G_DECLARE_FINAL_TYPE (EdSessionList, ed_session_list, ED, SESSION_LIST, GtkWidget)

/* The sessions that the server has not answered yet: a set of ids (keys), or NULL for none. */
void ed_session_list_set_pending (EdSessionList *self, GHashTable *ids);

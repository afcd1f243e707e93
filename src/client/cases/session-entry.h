/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/cases/case-item.h"

/* A session as a profile lists it. Properties, read-only: "markup", "detail" (strings), "over",
 * "pending", "editable" (booleans). Immutable. */
#define ED_TYPE_SESSION_ENTRY (ed_session_entry_get_type ())
G_DECLARE_FINAL_TYPE (EdSessionEntry, ed_session_entry, ED, SESSION_ENTRY, GObject)

EdSessionEntry *ed_session_entry_new (EdCaseItem *item,
                                      const EdSession *session,
                                      guint number,
                                      gboolean pending,
                                      gboolean editable);
const char *ed_session_entry_id (EdSessionEntry *self);
gboolean ed_session_entry_equal (EdSessionEntry *a, EdSessionEntry *b);

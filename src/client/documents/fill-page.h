/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "forms/form.h"
#include "sync/desk.h"

#include <gtk/gtk.h>

/* A form being filled in for a case: its questions, the document as it will be beside them where
 * there is room, and "Finish", which attaches the document to the case. What is entered is kept as
 * a draft, and is there again whenever the form of that case is opened.
 *
 * Properties for its template: "case-text", "trouble" (strings), "keeper"
 * (EdDraftKeeper), "state" (string:
 * "loading", "form", "gone"), "has-draft" (boolean, read-only), "previewing", "private" (booleans).
 * Actions: fill.finish, fill.discard, fill.preview, fill.back. */
#define ED_TYPE_FILL_PAGE (ed_fill_page_get_type ())
G_DECLARE_FINAL_TYPE (EdFillPage, ed_fill_page, ED, FILL_PAGE, GtkWidget)

/* FROM_PROFILE: "Back" leads to the case's profile, else to the list. */
GtkWidget *
ed_fill_page_new (EdDesk *desk, EdFormKind kind, const char *case_id, gboolean from_profile);

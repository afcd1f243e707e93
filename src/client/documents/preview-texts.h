/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

/* What a preview says, in words. Pure; texts are free'd by the caller. The first argument of those
 * for .ui files is the object that the closure is for. */

/* Why a document cannot be shown, for every code of ED_RENDER_ERROR. */
char *ed_preview_sentence (const GError *error);
/* Why the file called NAME could not be written: disk full, folder read-only … */
char *ed_preview_save_sentence (const char *name, const GError *error);

/* "Page 3 of 12"; "" when there is no page. */
char *ed_preview_position (gpointer object, guint page, guint n_pages);
/* "125 %" */
char *ed_preview_percentage (gpointer object, double zoom);
/* What came of the search for NEEDLE: "3 of 17", "No matches", "Searching…"; "" for no needle. */
char *ed_preview_findings (gpointer object,
                           const char *needle,
                           guint current,
                           guint found,
                           gboolean busy);

gboolean ed_preview_has_pages (gpointer object, const char *state);
gboolean ed_preview_are_several (gpointer object, guint n_pages);
/* Whether thumbnails are shown. */
gboolean
ed_preview_has_thumbnails (gpointer object, guint n_pages, gboolean roomy, gboolean wanted);

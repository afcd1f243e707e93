/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/cases/case-item.h"
#include "sync/desk.h"

#include <adwaita.h>

/* A case of the archive, to be read: fetched from the server for as long as the window is open. A
 * closed one can be re-opened; then it comes back with the feed. */
#define ED_TYPE_ARCHIVE_WINDOW (ed_archive_window_get_type ())
G_DECLARE_FINAL_TYPE (EdArchiveWindow, ed_archive_window, ED, ARCHIVE_WINDOW, AdwWindow)

/* FOUND: the case in short, as the search had it. Shown above the window of FROM, at once. */
GtkWidget *ed_archive_window_open (GtkWidget *from, EdDesk *desk, EdCaseItem *found);
/* The same of a case that is only known by its id, or by its number. */
GtkWidget *ed_archive_window_open_id (GtkWidget *from, EdDesk *desk, const char *id);
GtkWidget *ed_archive_window_open_number (GtkWidget *from, EdDesk *desk, gint64 number);
/* Why the archive does not answer. */
char *ed_archive_trouble_sentence (const GError *error);

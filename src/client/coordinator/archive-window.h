/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/cases/case-item.h"
#include "sync/desk.h"

#include <adwaita.h>

/* A case of the archive, to be read: fetched from the server for as long as the window is open. */
#define ED_TYPE_ARCHIVE_WINDOW (ed_archive_window_get_type ())
G_DECLARE_FINAL_TYPE (EdArchiveWindow, ed_archive_window, ED, ARCHIVE_WINDOW, AdwWindow)

/* FOUND: the case in short, as the search had it. Shown above the window of FROM, at once. */
GtkWidget *ed_archive_window_open (GtkWidget *from, EdDesk *desk, EdCaseItem *found);

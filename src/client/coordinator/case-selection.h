/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/cases/case-item.h"

#include <gtk/gtk.h>

/* The cases that are selected in a table of EdCaseItem. Main thread. */

/* As many can be worked on at once. */
#define ED_SELECTION_MAX 500

guint ed_selection_count (GtkSelectionModel *selection);
/* The only one selected, to be unreffed; NULL for none and for several. */
EdCaseItem *ed_selection_get_only (GtkSelectionModel *selection);
/* The cases selected (EdCase, copies), in their order, ED_SELECTION_MAX of them at most; unref the
 * array. Reads the rows that are not on the screen: a millisecond for each 32. */
GPtrArray *ed_selection_list_cases (GtkSelectionModel *selection);

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/documents/picked-file.h"
#include "domain/case.h"

#include <gtk/gtk.h>

/* A file that is about to be attached: what it is called, what is wrong with it, and what it is to
 * be. Signals "removed" and "kind-chosen". */
#define ED_TYPE_PICKED_ROW (ed_picked_row_get_type ())
G_DECLARE_FINAL_TYPE (EdPickedRow, ed_picked_row, ED, PICKED_ROW, GtkListBoxRow)

/* The kinds offered are those that CASE_ takes. */
GtkWidget *ed_picked_row_new (EdPickedFile *file, const EdCase *case_);
EdPickedFile *ed_picked_row_file (EdPickedRow *self);

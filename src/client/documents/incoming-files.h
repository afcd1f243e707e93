/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/documents/picked-file.h"

#include <gtk/gtk.h>

/* Files that come by drag and drop or from the clipboard: files of a file manager, or a picture of
 * any program. */

/* What VALUE holds: elements EdPickedFile, to be closed by whoever gets them; NULL where it holds
 * no file. */
GPtrArray *ed_incoming_files_of (const GValue *value);

/* A target for them; its signals "accept", "motion" and "drop" are the caller's. */
GtkDropTarget *ed_incoming_files_target (void);

/* FILES: as above, taken; NULL: there is none in the clipboard. */
typedef void (*EdFilesPasted) (gpointer owner, GPtrArray *files);
/* Looks into the clipboard of WIDGET. OWNER: an object, held until then; nothing is called once
 * CANCELLABLE is cancelled. */
void ed_incoming_files_paste (GtkWidget *widget,
                              GCancellable *cancellable,
                              EdFilesPasted pasted,
                              gpointer owner);

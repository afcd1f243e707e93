/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/shell/outbox-item.h"

#include <gtk/gtk.h>

/* One thing done, and what became of it; "Undo" while it waits (win.undo), "Discard" when it was
 * refused (page.discard, s: its id). Property "item" (EdOutboxItem). */
#define ED_TYPE_OUTBOX_ROW (ed_outbox_row_get_type ())
G_DECLARE_FINAL_TYPE (EdOutboxRow, ed_outbox_row, ED, OUTBOX_ROW, GtkWidget)

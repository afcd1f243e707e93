/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sync/desk.h"

#include <gtk/gtk.h>

/* "Outbox": everything done on this computer and what became of it, the latest first. "Needs
 * attention": only what was refused or kept, and what keeps the sync from working. Widget action
 * page.discard (s: command id). */
#define ED_TYPE_OUTBOX_PAGE (ed_outbox_page_get_type ())
G_DECLARE_FINAL_TYPE (EdOutboxPage, ed_outbox_page, ED, OUTBOX_PAGE, GtkWidget)

/* For the sidebar's tables. */
GtkWidget *ed_outbox_page_new (EdDesk *desk);
GtkWidget *ed_outbox_page_new_attention (EdDesk *desk);

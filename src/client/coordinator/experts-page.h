/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sync/desk.h"

#include <gtk/gtk.h>

/* The accounts that the reader sees to: who they are, what they take, whether they are there;
 * inviting, editing, suspending. */
#define ED_TYPE_EXPERTS_PAGE (ed_experts_page_get_type ())
G_DECLARE_FINAL_TYPE (EdExpertsPage, ed_experts_page, ED, EXPERTS_PAGE, GtkWidget)

GtkWidget *ed_experts_page_new (EdDesk *desk);

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sync/desk.h"

#include <gtk/gtk.h>

/* The page "Privacy": what is due, finding a person, what was done. Coordinators see to persons,
 * administrators to what is due. */
#define ED_TYPE_PRIVACY_PAGE (ed_privacy_page_get_type ())
G_DECLARE_FINAL_TYPE (EdPrivacyPage, ed_privacy_page, ED, PRIVACY_PAGE, GtkWidget)

GtkWidget *ed_privacy_page_new (EdDesk *desk);

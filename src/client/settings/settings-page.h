/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sync/desk.h"

#include <gtk/gtk.h>

/* What the organisation has decided: name, time zone, hours, limits, e-mails. Administrators change
 * it, coordinators read it. */
#define ED_TYPE_SETTINGS_PAGE (ed_settings_page_get_type ())
G_DECLARE_FINAL_TYPE (EdSettingsPage, ed_settings_page, ED, SETTINGS_PAGE, GtkWidget)

GtkWidget *ed_settings_page_new (EdDesk *desk);

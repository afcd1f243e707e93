/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/company.h"
#include "sync/desk.h"

#include <adwaita.h>

/* A company, new or to be changed. Signal "saved" (command id, sentence): a command is on its way;
 * the dialog closes itself. */
#define ED_TYPE_COMPANY_DIALOG (ed_company_dialog_get_type ())
G_DECLARE_FINAL_TYPE (EdCompanyDialog, ed_company_dialog, ED, COMPANY_DIALOG, AdwWindow)

/* COMPANY is copied; NULL: a new one. */
GtkWidget *ed_company_dialog_new (EdDesk *desk, const EdCompany *company);

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/fee-statement.h"

#include <adwaita.h>

/* Asks which of several statements are paid: all of them, until some are unticked. Signal "paid"
 * (GPtrArray of EdFeeStatement, borrowed: those that are ticked). Modal. */
#define ED_TYPE_PAY_DIALOG (ed_pay_dialog_get_type ())
G_DECLARE_FINAL_TYPE (EdPayDialog, ed_pay_dialog, ED, PAY_DIALOG, AdwMessageDialog)

/* Copies of STATEMENTS (EdFeeStatement), at least one. */
GtkWidget *ed_pay_dialog_new (GtkWindow *parent, const GPtrArray *statements);

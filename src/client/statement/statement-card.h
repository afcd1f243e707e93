/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/account.h"
#include "domain/fee-statement.h"

#include <gtk/gtk.h>

/* One expert's statement as a coordinator sees it, with what can be done now: actions
 * invoicing.send, .pay, .correct (s: its id) of a widget around it. */
#define ED_TYPE_STATEMENT_CARD (ed_statement_card_get_type ())
G_DECLARE_FINAL_TYPE (EdStatementCard, ed_statement_card, ED, STATEMENT_CARD, GtkWidget)

/* STATEMENT is read only here, and so is ACCOUNT, whose own statement is not theirs to decide on.
 */
GtkWidget *ed_statement_card_new (const EdFeeStatement *statement, const EdAccount *account);

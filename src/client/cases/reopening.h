/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/cases/ask-dialog.h"
#include "domain/command.h"

/* Re-opening a closed case: what a coordinator is asked before, and what is done then. */
EdAsk ed_reopening_ask (void);
EdCommand *ed_reopening_command (const EdCase *case_, const char *why);

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/fee-statement.h"

/* An expert's statement of a month on paper: A4 (PDF), a table with a row for each line and the
 * total, in LANGUAGE (as in forms/form.h). ORGANISATION: its name, or NULL. Pure, for any thread;
 * fails when memory runs out. */
GBytes *ed_statement_write_pdf (const EdFeeStatement *statement,
                                const char *organisation,
                                const char *language,
                                GError **error);

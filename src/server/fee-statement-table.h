/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sql/db.h"

/* Which statement is whose, of which month, and which cases stand on it. What it says is a
 * document. Months are dates of their first day. */

gboolean
ed_fee_statements_add (EdDb *db, const char *id, const char *expert, gint64 month, GError **error);
/* The ids of EXPERT's statements of MONTH and later, in order; free with g_strfreev(). */
char **ed_fee_statements_list (EdDb *db, const char *expert, gint64 month, GError **error);

/* STATEMENT has a line of CASE_ID. */
gboolean
ed_fee_statements_note_case (EdDb *db, const char *statement, const char *case_id, GError **error);
/* The ids of the statements that have, or had, lines of CASE_ID; free with g_strfreev(). */
char **ed_fee_statements_list_of_case (EdDb *db, const char *case_id, GError **error);
/* No statement is found by CASE_ID any more; what they say stays. */
gboolean ed_fee_statements_drop_case (EdDb *db, const char *case_id, GError **error);

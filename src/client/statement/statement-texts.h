/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/billing.h"

/* What a statement's page says. Pure but for the locale; texts are free'd by the caller. */

char *ed_money_text (gint64 amount, const char *currency);   /* "15,000 HUF" */
char *ed_statement_month_text (gint64 month);                /* "March 2020" */
char *ed_statement_line_title (const EdStatementLine *line); /* "Case 261, session 2" */
char *ed_statement_line_note (const EdStatementLine *line);  /* "Sun 22 March 2020 · 50 min" */
/* What its amount shows: the money, or that no fee is agreed. */
char *ed_statement_line_amount (const EdStatementLine *line, const char *currency);
/* What its state means for the expert; NULL statement: nothing was approved in the month. */
char *ed_statement_state_text (const EdFeeStatement *statement);

/* What is asked before a coordinator accepts it for its expert: whose it is, of when, how much. */
char *ed_statement_stand_in_text (const EdFeeStatement *statement);

/* What the totals of STATEMENTS (EdFeeStatement) come to; "" where they are in different
 * currencies, or there are none. */
char *ed_statement_sum_text (const GPtrArray *statements);
/* "2 drafts · 1 accepted" */
char *ed_statement_backlog_text (const EdBacklog *backlog);

char *ed_prospect_title (const EdCase *case_); /* "Case 261 · Psychological" */
/* "2 sessions held, 1 planned. Not billed because the treatment log is missing." PENDING: actions
 * that the server has not answered. */
char *ed_prospect_note (const EdProspect *prospect, const EdCase *case_, guint pending);

/* "Statement 2020-03.pdf" */
char *ed_statement_file_name (const EdFeeStatement *statement, const char *ending);

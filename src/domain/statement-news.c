/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "domain/account.h"
#include "domain/news.h"

/* SINCE tells this time from the one before: a statement is sent, and disputed, more than once. */
static void
add (GPtrArray *news,
     EdNewsKind kind,
     const char *word,
     gint64 since,
     const EdFeeStatement *statement)
{
  g_autofree char *key = g_strdup_printf ("%s:%s:%" G_GINT64_FORMAT, word, statement->id, since);
  EdNews *piece = ed_news_new (kind, key, ED_ABSENT);

  piece->month = statement->month;
  g_ptr_array_add (news, piece);
}

void
ed_fee_statement_list_news (const EdFeeStatement *statement,
                            const char *account_id,
                            guint roles,
                            GPtrArray *news)
{
  gboolean is_theirs = g_strcmp0 (statement->expert_id, account_id) == 0;

  if (ed_fee_statement_awaits_answer (statement, account_id, roles))
    add (news, ED_NEWS_STATEMENT_SENT, "statement_sent", statement->sent_at, statement);
  else if (is_theirs && (roles & ED_ROLE_EXPERT) != 0 && statement->state == ED_STATEMENT_ACCEPTED
           && statement->accepted_by != NULL && g_strcmp0 (statement->accepted_by, account_id) != 0)
    add (news, ED_NEWS_STATEMENT_ACCEPTED, "statement_accepted", statement->accepted_at, statement);
  else if (!is_theirs && ed_fee_statement_awaits_correction (statement, roles))
    add (news, ED_NEWS_STATEMENT_DISPUTED, "statement_disputed", statement->disputed_at, statement);
}

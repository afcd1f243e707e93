/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/news.h"

gboolean ed_news_is_of_request (EdNewsKind kind);
gboolean ed_news_is_of_statement (EdNewsKind kind);

/* News in words that may stand on a locked screen: the number of a case or request, the month of a
 * statement, never a name or an amount.
 * Free the texts with g_free(). */
char *ed_news_title (const EdNews *news); /* "Case 261: 24 hours have passed" */
char *ed_news_body (const EdNews *news);
/* Several as one: "2 new assignments, 1 new message"; elements EdNews. */
char *ed_news_summary (const GPtrArray *news);

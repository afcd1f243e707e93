/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/news.h"

/* News in words that may stand on a locked screen: a case's number, never a name. Free the texts
 * with g_free(). */
char *ed_news_title (const EdNews *news); /* "Case 261: 24 hours have passed" */
char *ed_news_body (const EdNews *news);
/* Several as one: "2 new assignments, 1 new message"; elements EdNews. */
char *ed_news_summary (const GPtrArray *news);

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/news.h"
#include "store/connection.h"

/* Inside the store: what requests have to tell. Who waits for the end of one is remembered by a
 * silent key, so that its end is noticed without reading all that have ended. */
typedef struct
{
  EdStore *store;
  const char *account_id;
  guint roles;
  gint64 now;
  GHashTable *told;   /* keys, or NULL: never told anything */
  GHashTable *silent; /* gets the keys that hold and are not for telling */
  GPtrArray *news;    /* gets EdNews: all that holds */
} EdRequestNewsSearch;

gboolean ed_request_news_find (const EdRequestNewsSearch *search, GError **error);
/* Whether KEY is a silent one of these. */
gboolean ed_request_news_is_silent (const char *key);
/* The silent key that waits again for what NEWS, told later, says; NULL: it says it by itself.
 * g_free(). */
char *ed_request_news_wait_again (const EdNews *news);

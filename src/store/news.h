/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/news.h"
#include "store/store.h"

/* What is to be told to the account of this store, each piece once on this device: which keys have
 * been told is the fact "told", ids and words only. Needs no connection: it is found in what the
 * screen shows, by this machine's clock. Blocking; errors are ED_DB_ERROR. */

typedef enum
{
  ED_TELL_NOW,
  ED_TELL_LATER, /* quiet hours: what is new stays new */
  ED_TELL_NEVER, /* what is new is passed over for good */
} EdTelling;

typedef struct
{
  GPtrArray *fresh;  /* EdNews, what is due first at the front; not told before */
  GPtrArray *gone;   /* char *: keys of what was told and no longer holds */
  gboolean is_first; /* nothing has been told on this device yet */
  gint64 next;       /* when the clock alone can bring news; ED_ABSENT: never */
} EdBulletin;

EdBulletin *ed_bulletin_new (void);
void ed_bulletin_free (EdBulletin *bulletin);

/* Finds the news and, unless TELLING is ED_TELL_LATER, marks what is fresh as told. Before the
 * first catch-up is complete there is none. */
EdBulletin *ed_store_take_news (EdStore *store, EdTelling telling, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EdBulletin, ed_bulletin_free)

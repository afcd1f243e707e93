/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

/* Feed pages: NDJSON, one item a line, the last always "end" (PROTOCOL, "Feed"). The document inside a
 * put is passed on as text, never parsed on the way. */

typedef enum { ED_ITEM_PUT, ED_ITEM_DEL, ED_ITEM_FORGET, ED_ITEM_END } EdItemKind;

/* One line, pointing into the page's own bytes. */
typedef struct {
  EdItemKind kind;
  char type[32];
  char id[37];
  gint64 rev;
  const char *body; /* put: the document's text, body_length bytes, not zero-ended */
  gsize body_length;
  char why[16]; /* forget */
  /* end */
  char to[256];
  gboolean more, full;
  gint64 acked, durable, count; /* count ED_ABSENT unless full */
  gint64 server_time;
} EdItem;

/* Reads the line of LENGTH bytes (without its newline). Lines in the usual key order are scanned
 * without a parser; others are parsed. An unknown kind is ED_WIRE_ERROR_MALFORMED. */
gboolean ed_item_read (const char *line, gsize length, EdItem *item, GError **error);

void ed_item_append_put (GString *page, const char *type, const char *id, gint64 rev,
                         const char *body, gsize body_length);
void ed_item_append_del (GString *page, const char *type, const char *id);
void ed_item_append_forget (GString *page, const char *type, const char *id, const char *why);
void ed_item_append_end (GString *page, const EdItem *end);

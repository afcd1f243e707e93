/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/record.h"

/* Feed pages: NDJSON, one item a line, the last always "end" (PROTOCOL 5.1 to 5.3). The document
 * inside a put is passed on as text, never parsed on the way; but it is one well-formed object. */

typedef enum
{
  ED_ITEM_PUT,
  ED_ITEM_DEL,
  ED_ITEM_FORGET,
  ED_ITEM_END
} EdItemKind;

/* One line, pointing into the page's own bytes. */
typedef struct
{
  EdItemKind kind;
  char type[32];
  char id[37];
  gint64 rev;
  const char *body; /* put: the document's text, body_length bytes, not zero-ended */
  gsize body_length;
  char why[16]; /* forget */
  /* end */
  char to[256];
  gboolean more, full, withheld;
  gint64 acked, durable, count; /* count ED_ABSENT but on the last page of a full pull */
  gint64 server_time;           /* ED_ABSENT when left out */
} EdItem;

/* Reads the line of LENGTH bytes (without its newline), whatever the order of its keys; unknown
 * keys are passed over. A broken line is ED_WIRE_ERROR_MALFORMED, a kind that is not known here
 * ED_WIRE_ERROR_UNKNOWN; both leave ITEM undefined. Allocates nothing, and copies nothing of the
 * body. */
gboolean ed_item_read (const char *line, gsize length, EdItem *item, GError **error);

/* Each appends one line with its newline. BODY is JSON on one line, as ed_record_to_json() makes
 * it. */
void ed_item_append_put (GString *page,
                         const char *type,
                         const char *id,
                         gint64 rev,
                         const char *body,
                         gsize body_length);
void ed_item_append_del (GString *page, const char *type, const char *id);
void ed_item_append_forget (GString *page, const char *type, const char *id, const char *why);
void ed_item_append_end (GString *page, const EdItem *end);

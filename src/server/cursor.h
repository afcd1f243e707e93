/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "server/view-table.h"

/* A reader's place in the feed (PROTOCOL 5.5), as the opaque text that travels. */
typedef struct
{
  EdPosition at;
  gint64 head;       /* of the feed when the page was read: rows not read yet lie up to it */
  gint64 mark;       /* of transaction head */
  gint64 rights_gen; /* of the reader's account */
  gint64 full_from;  /* head of the feed when this full pull began; -1: no full pull */
  gint64 count;      /* items of this full pull so far */
} EdCursor;

typedef enum
{
  ED_CURSOR_GOOD,
  ED_CURSOR_BROKEN, /* unreadable, forged, or another account's */
  ED_CURSOR_FOREIGN_EPOCH,
} EdCursorVerdict;

/* The text for ACCOUNT, under KEY (ED_SECRET_BYTES). At most 200 bytes. */
char *ed_cursor_to_text (const EdCursor *cursor,
                         const char *epoch,
                         const char *account,
                         const guint8 *key);
EdCursorVerdict ed_cursor_from_text (EdCursor *cursor,
                                     const char *text,
                                     const char *epoch,
                                     const char *account,
                                     const guint8 *key);

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

/* Frames between the desktop program and the rendering program: render/PROTOCOL.md.
 *
 * Neither side trusts the other's numbers. A body is written with ed_frame_put_* and read with an
 * EdFrameReader, which never leaves the body and remembers that it was asked to. */

#define ED_FRAME_VERSION 1

/* Length of the head of each frame: kind and length of the body. */
#define ED_FRAME_HEAD 8

typedef enum
{
  ED_FRAME_READY = 'R', /* the rendering program's first word */
  ED_FRAME_OPEN = 'O',
  ED_FRAME_PAPER = 'P', /* answers OPEN */
  ED_FRAME_DRAW = 'D',
  ED_FRAME_PIXELS = 'X', /* answers DRAW */
  ED_FRAME_READ = 'T',
  ED_FRAME_TEXT = 'W',    /* answers READ */
  ED_FRAME_REFUSED = 'E', /* answers any */
} EdFrameKind;

typedef struct
{
  const guint8 *at;
  gsize left;
  gboolean short_of; /* more was read than there is; all that came after is 0 */
} EdFrameReader;

void ed_frame_put_head (guint8 head[ED_FRAME_HEAD], EdFrameKind kind, gsize length);
void ed_frame_take_head (const guint8 head[ED_FRAME_HEAD], guint32 *kind, gsize *length);

void ed_frame_put_u32 (GByteArray *body, guint32 value);
void ed_frame_put_i32 (GByteArray *body, gint32 value);

void ed_frame_reader_init (EdFrameReader *reader, GBytes *body);
guint32 ed_frame_take_u32 (EdFrameReader *reader);
gint32 ed_frame_take_i32 (EdFrameReader *reader);

/* Whether all was read, and no more than there is. */
gboolean ed_frame_reader_is_done (const EdFrameReader *reader);

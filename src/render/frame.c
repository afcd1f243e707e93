/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "render/frame.h"

#include <string.h>

static void
put (guint8 *at, guint32 value)
{
  guint32 little = GUINT32_TO_LE (value);

  memcpy (at, &little, sizeof little);
}

static guint32
take (const guint8 *at)
{
  guint32 little;

  memcpy (&little, at, sizeof little);
  return GUINT32_FROM_LE (little);
}

void
ed_frame_put_head (guint8 head[ED_FRAME_HEAD], EdFrameKind kind, gsize length)
{
  g_assert (length <= G_MAXUINT32);
  put (head, kind);
  put (head + 4, (guint32) length);
}

void
ed_frame_take_head (const guint8 head[ED_FRAME_HEAD], guint32 *kind, gsize *length)
{
  *kind = take (head);
  *length = take (head + 4);
}

void
ed_frame_put_u32 (GByteArray *body, guint32 value)
{
  guint8 four[4];

  put (four, value);
  g_byte_array_append (body, four, sizeof four);
}

void
ed_frame_put_i32 (GByteArray *body, gint32 value)
{
  ed_frame_put_u32 (body, (guint32) value);
}

void
ed_frame_reader_init (EdFrameReader *reader, GBytes *body)
{
  reader->at = g_bytes_get_data (body, &reader->left);
  reader->short_of = FALSE;
}

guint32
ed_frame_take_u32 (EdFrameReader *reader)
{
  guint32 value;

  if (reader->left < 4)
    {
      reader->short_of = TRUE;
      reader->left = 0;
      return 0;
    }
  value = take (reader->at);
  reader->at += 4;
  reader->left -= 4;
  return value;
}

gint32
ed_frame_take_i32 (EdFrameReader *reader)
{
  return (gint32) ed_frame_take_u32 (reader);
}

gboolean
ed_frame_reader_is_done (const EdFrameReader *reader)
{
  return !reader->short_of && reader->left == 0;
}

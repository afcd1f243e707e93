/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Frames between the desktop program and the rendering program: reading never leaves the body. */

#include "fuzz.h"
#include "render/frame.h"

int
LLVMFuzzerTestOneInput (const guint8 *bytes, gsize length)
{
  g_autoptr (GBytes) body = g_bytes_new (bytes, length);
  EdFrameReader reader;

  if (length >= ED_FRAME_HEAD)
    {
      guint32 kind;
      gsize size;

      ed_frame_take_head (bytes, &kind, &size);
    }
  ed_frame_reader_init (&reader, body);
  while (reader.left > 0 && !reader.short_of)
    ed_frame_take_u32 (&reader);
  ed_frame_take_i32 (&reader);
  g_assert_false (ed_frame_reader_is_done (&reader));
  return 0;
}

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* In place of the rendering program: what the file "vice" beside the name it is started by says
 * goes wrong, and nothing else does. It says one page of 100 × 100 points. */

#include "render/frame.h"
#include "render/paper.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *vice;

static gboolean
has_vice (const char *name)
{
  return strcmp (vice, name) == 0;
}

static void
say (EdFrameKind kind, const GByteArray *body, gsize said_length)
{
  guint8 head[ED_FRAME_HEAD];

  ed_frame_put_head (head, kind, said_length);
  fwrite (head, 1, sizeof head, stdout);
  fwrite (body->data, 1, body->len, stdout);
  fflush (stdout);
}

/* Hears and says nothing, until somebody ends it. */
G_NORETURN static void
hang (void)
{
  GMutex lock;
  GCond never;

  g_mutex_init (&lock);
  g_cond_init (&never);
  g_mutex_lock (&lock);
  for (;;)
    g_cond_wait (&never, &lock);
}

/* As fast as it can, without end. */
static void
flood (void)
{
  static guint8 bytes[65536];

  memset (bytes, ED_FRAME_PIXELS, sizeof bytes);
  while (fwrite (bytes, 1, sizeof bytes, stdout) == sizeof bytes)
    continue;
}

static void
say_ready (void)
{
  g_autoptr (GByteArray) body = g_byte_array_new ();

  if (has_vice ("silent"))
    hang ();
  if (has_vice ("flood"))
    flood ();
  ed_frame_put_u32 (body, has_vice ("other-version") ? ED_FRAME_VERSION + 1 : ED_FRAME_VERSION);
  say (has_vice ("wrong-first-word") ? ED_FRAME_TEXT : ED_FRAME_READY, body, body->len);
  if (has_vice ("deaf"))
    hang ();
}

static void
say_paper (void)
{
  EdPageSize size = { 10000, 10000 };
  const EdPaper paper = { ED_PAPER_PDF, 1, &size };
  g_autoptr (GByteArray) body = g_byte_array_new ();

  if (has_vice ("no-pages"))
    ed_frame_put_u32 (body, ED_PAPER_PDF);
  else if (has_vice ("ends-at-open"))
    return;
  else
    ed_paper_encode (&paper, body);
  say (ED_FRAME_PAPER, body, has_vice ("endless-paper") ? G_MAXUINT32 : body->len);
}

static void
say_pixels (void)
{
  gboolean larger = has_vice ("more-pixels");
  guint side = larger ? 4000 : 10;
  guint rows = has_vice ("rows-missing") ? side - 1 : side;
  g_autoptr (GByteArray) body = g_byte_array_new ();

  ed_frame_put_u32 (body, side);
  ed_frame_put_u32 (body, has_vice ("overflow") ? 0x40000000 : side);
  g_byte_array_set_size (body, 8 + rows * side * 4);
  memset (body->data + 8, 0xff, rows * side * 4);
  if (has_vice ("broken-off"))
    say (ED_FRAME_PIXELS, body, body->len + 1);
  else
    say (has_vice ("other-answer") ? ED_FRAME_TEXT : ED_FRAME_PIXELS, body, body->len);
}

static void
say_text (void)
{
  g_autoptr (GByteArray) body = g_byte_array_new ();

  ed_frame_put_u32 (body, 1);
  for (guint i = 0; i < 4; i++)
    ed_frame_put_u32 (body, 0);
  g_byte_array_append (body, (const guint8 *) (has_vice ("no-utf8") ? "\xff" : "a"), 1);
  say (ED_FRAME_TEXT, body, body->len);
}

static void
say_refused (void)
{
  g_autoptr (GByteArray) body = g_byte_array_new ();

  ed_frame_put_u32 (body, 99);
  say (ED_FRAME_REFUSED, body, body->len);
}

/* FALSE when there are no more questions. */
static gboolean
hear (guint32 *kind)
{
  guint8 head[ED_FRAME_HEAD];
  gsize length;
  char byte;

  if (fread (head, 1, sizeof head, stdin) != sizeof head)
    return FALSE;
  ed_frame_take_head (head, kind, &length);
  while (length > 0 && fread (&byte, 1, 1, stdin) == 1)
    length--;
  return length == 0;
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = g_path_get_dirname (argv[0]);
  g_autofree char *path = g_build_filename (folder, "vice", NULL);
  guint n_answers = 0;
  guint32 kind;

  if (!g_file_get_contents (path, &vice, NULL, NULL))
    return 1;
  if (has_vice ("ends-at-once"))
    return 0;
  say_ready ();
  while (hear (&kind))
    {
      if (kind == ED_FRAME_OPEN)
        say_paper ();
      else if (has_vice ("ends-at-page") || (has_vice ("tires") && n_answers++ == 1))
        return 1;
      else if (has_vice ("crashes-at-page"))
        abort ();
      else if (has_vice ("hangs-at-page"))
        hang ();
      else if (has_vice ("floods-at-page"))
        flood ();
      else if (has_vice ("unknown-refusal"))
        say_refused ();
      else if (kind == ED_FRAME_DRAW)
        say_pixels ();
      else
        say_text ();
      if (has_vice ("ends-at-open"))
        return 0;
    }
  return 0;
}

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What travels in frames: comes back as it was, and is refused when its numbers do not fit. */

#include "render/frame.h"
#include "render/paper.h"

#include <string.h>

static GBytes *
end_body (GByteArray *body)
{
  return g_byte_array_free_to_bytes (body);
}

/* NUMBERS, then FILL bytes of 0. */
static GBytes *
make_body (const guint32 *numbers, guint n_numbers, guint fill)
{
  GByteArray *body = g_byte_array_new ();

  for (guint i = 0; i < n_numbers; i++)
    ed_frame_put_u32 (body, numbers[i]);
  g_byte_array_set_size (body, n_numbers * 4 + fill);
  if (fill > 0)
    memset (body->data + n_numbers * 4, 0, fill);
  return end_body (body);
}

static void
test_head_is_little_endian (void)
{
  const guint8 expected[ED_FRAME_HEAD] = { 'D', 0, 0, 0, 0x04, 0x03, 0x02, 0x01 };
  guint8 head[ED_FRAME_HEAD];
  guint32 kind;
  gsize length;

  ed_frame_put_head (head, ED_FRAME_DRAW, 0x01020304);
  g_assert_cmpmem (head, sizeof head, expected, sizeof expected);
  ed_frame_take_head (head, &kind, &length);
  g_assert_cmpuint (kind, ==, ED_FRAME_DRAW);
  g_assert_cmpuint (length, ==, 0x01020304);
}

static void
test_reader_never_leaves_body (void)
{
  const guint8 five[] = { 0xff, 0xff, 0xff, 0xff, 0x07 };
  g_autoptr (GBytes) body = g_bytes_new_static (five, sizeof five);
  EdFrameReader reader;

  ed_frame_reader_init (&reader, body);
  g_assert_cmpint (ed_frame_take_i32 (&reader), ==, -1);
  g_assert_false (ed_frame_reader_is_done (&reader));
  g_assert_cmpuint (ed_frame_take_u32 (&reader), ==, 0);
  g_assert_true (reader.short_of);
  g_assert_false (ed_frame_reader_is_done (&reader));
}

static void
test_paper_comes_back (void)
{
  EdPageSize pages[] = { { 59500, 84200 }, { 1, ED_PAPER_MAX_SIDE } };
  const EdPaper paper = { ED_PAPER_PDF, 2, pages };
  GByteArray *body = g_byte_array_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (EdPaper) back = NULL;

  ed_paper_encode (&paper, body);
  bytes = end_body (body);
  back = ed_paper_decode (bytes);
  g_assert_nonnull (back);
  g_assert_cmpint (back->kind, ==, ED_PAPER_PDF);
  g_assert_cmpuint (back->n_pages, ==, 2);
  g_assert_cmpmem (back->pages, sizeof pages, pages, sizeof pages);
}

static void
test_paper_is_checked (void)
{
  static const struct
  {
    guint32 numbers[4];
    guint n_numbers, fill;
  } bad[] = {
    { { 0 }, 0, 0 },                                /* empty */
    { { 1 }, 1, 3 },                                /* broken off */
    { { 0, 1, 100, 100 }, 4, 0 },                   /* no such kind */
    { { 4, 1, 100, 100 }, 4, 0 },                   /* no such kind */
    { { 1, 0 }, 2, 0 },                             /* no pages */
    { { 1, 2, 100, 100 }, 4, 0 },                   /* fewer than said */
    { { 1, 1, 100, 100 }, 4, 1 },                   /* more than said */
    { { 1, 1, 0, 100 }, 4, 0 },                     /* no width */
    { { 1, 1, 100, ED_PAPER_MAX_SIDE + 1 }, 4, 0 }, /* too high */
    { { 1, 0x20000001, 100, 100 }, 4, 0 },          /* × 8 overflows 32 bits */
    { { 1, ED_PAPER_MAX_PAGES + 1, 100, 100 }, 4, 8 * ED_PAPER_MAX_PAGES },
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GBytes) body = make_body (bad[i].numbers, bad[i].n_numbers, bad[i].fill);

      g_test_message ("case %u", i);
      g_assert_null (ed_paper_decode (body));
    }
}

static void
test_pixels_are_checked (void)
{
  static const struct
  {
    guint32 width, height;
    guint fill;
    gboolean good;
  } cases[] = {
    { 2, 3, 24, TRUE },
    { 2, 3, 23, FALSE },
    { 2, 3, 25, FALSE },
    { 0, 3, 0, FALSE },
    { 3, 0, 0, FALSE },
    { 4, 3, 48, FALSE }, /* more than were asked for */
    { 0x10000, 0x10000, 0, FALSE },
    { 0x80000000, 2, 0, FALSE },
    { G_MAXUINT32, G_MAXUINT32, 4, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const guint32 numbers[] = { cases[i].width, cases[i].height };
      g_autoptr (GBytes) body = make_body (numbers, 2, cases[i].fill);
      g_autoptr (EdPixels) pixels = ed_pixels_decode (body, 11);

      g_test_message ("case %u", i);
      g_assert_true ((pixels != NULL) == cases[i].good);
      if (pixels != NULL)
        g_assert_cmpuint (g_bytes_get_size (pixels->rows), ==, cases[i].fill);
    }
}

static void
test_text_comes_back (void)
{
  EdTextBox boxes[] = { { -1, 2, 3, 4 }, { 5, 6, G_MAXINT32, G_MININT32 } };
  char words[] = "őa";
  const EdPageText text = { words, 2, boxes };
  GByteArray *body = g_byte_array_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (EdPageText) back = NULL;

  ed_page_text_encode (&text, body);
  bytes = end_body (body);
  back = ed_page_text_decode (bytes);
  g_assert_nonnull (back);
  g_assert_cmpstr (back->text, ==, words);
  g_assert_cmpmem (back->boxes, sizeof boxes, boxes, sizeof boxes);
}

static void
test_text_is_checked (void)
{
  static const struct
  {
    guint32 n_boxes;
    guint boxes;
    const char *text;
    gsize length;
    gboolean good;
  } cases[] = {
    { 0, 0, "", 0, TRUE },           { 1, 1, "\xc5\x91", 2, TRUE },
    { 1, 1, "ab", 2, FALSE },   /* more characters than boxes */
    { 2, 2, "a", 1, FALSE },    /* fewer */
    { 2, 1, "ab", 2, FALSE },   /* boxes missing */
    { 1, 1, "\xc5", 1, FALSE }, /* no UTF-8 */
    { 2, 2, "a\0", 2, FALSE },       { G_MAXUINT32, 1, "a", 1, FALSE },
    { 0x10000000, 0, "", 0, FALSE }, /* × 16 overflows 32 bits */
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GByteArray *made = g_byte_array_new ();
      g_autoptr (GBytes) body = NULL;
      g_autoptr (EdPageText) text = NULL;

      g_test_message ("case %u", i);
      ed_frame_put_u32 (made, cases[i].n_boxes);
      for (guint j = 0; j < cases[i].boxes * 4; j++)
        ed_frame_put_u32 (made, j);
      g_byte_array_append (made, (const guint8 *) cases[i].text, (guint) cases[i].length);
      body = end_body (made);
      text = ed_page_text_decode (body);
      g_assert_true ((text != NULL) == cases[i].good);
    }
}

static void
test_drawing_comes_back_within_bounds (void)
{
  static const struct
  {
    EdDrawing asked, heard;
  } cases[] = {
    { { 7, 1.5, 3, 1000 }, { 7, 1.5, 3, 1000 } },
    { { 0, 1000.0, 5, G_MAXUINT }, { 0, 256.0, 1, ED_PAPER_MAX_PIXELS } },
    { { 0, 0.0, 0, 0 }, { 0, 1 / 65536.0, 0, 1 } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GByteArray *made = g_byte_array_new ();
      g_autoptr (GBytes) body = NULL;
      EdDrawing heard;

      ed_drawing_encode (&cases[i].asked, made);
      body = end_body (made);
      g_assert_true (ed_drawing_decode (body, &heard));
      g_assert_cmpuint (heard.page, ==, cases[i].heard.page);
      g_assert_cmpfloat (heard.scale, ==, cases[i].heard.scale);
      g_assert_cmpuint (heard.quarter_turns, ==, cases[i].heard.quarter_turns);
      g_assert_cmpuint (heard.max_pixels, ==, cases[i].heard.max_pixels);
    }
}

static void
test_drawing_is_checked (void)
{
  static const struct
  {
    guint32 numbers[4];
    guint n_numbers, fill;
  } bad[] = {
    { { 0, 65536, 0 }, 3, 0 },
    { { 0, 65536, 0, 100 }, 4, 1 },
    { { 0, 0, 0, 100 }, 4, 0 },
    { { 0, 256 * 65536 + 1, 0, 100 }, 4, 0 },
    { { 0, 65536, 4, 100 }, 4, 0 },
    { { 0, 65536, 0, 0 }, 4, 0 },
    { { 0, 65536, 0, ED_PAPER_MAX_PIXELS + 1 }, 4, 0 },
  };
  EdDrawing drawing;

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GBytes) body = make_body (bad[i].numbers, bad[i].n_numbers, bad[i].fill);

      g_test_message ("case %u", i);
      g_assert_false (ed_drawing_decode (body, &drawing));
    }
}

static void
test_kind_shows_in_content (void)
{
  static const struct
  {
    const char *content;
    gsize length;
    int kind; /* 0: none */
  } cases[] = {
    { "%PDF-1.7\n", 9, ED_PAPER_PDF },
    { "\r\n\r\n%PDF-1.4", 12, ED_PAPER_PDF },
    { "%PDF", 4, 0 },
    { "\xff\xd8\xff\xe0", 4, ED_PAPER_JPEG },
    { "\xff\xd8", 2, 0 },
    { "\x89PNG\r\n\x1a\n", 8, ED_PAPER_PNG },
    { "\x89PNG\n", 5, 0 },
    { "GIF89a", 6, 0 },
    { "", 0, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) content = g_bytes_new (cases[i].content, cases[i].length);
      EdPaperKind kind = 0;

      g_test_message ("case %u", i);
      g_assert_true (ed_paper_kind_from_content (content, &kind) == (cases[i].kind != 0));
      g_assert_cmpint (kind, ==, cases[i].kind);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/render/frame/head-is-little-endian", test_head_is_little_endian);
  g_test_add_func ("/render/frame/reader-never-leaves-body", test_reader_never_leaves_body);
  g_test_add_func ("/render/paper/comes-back", test_paper_comes_back);
  g_test_add_func ("/render/paper/is-checked", test_paper_is_checked);
  g_test_add_func ("/render/paper/kind-shows-in-content", test_kind_shows_in_content);
  g_test_add_func ("/render/pixels/are-checked", test_pixels_are_checked);
  g_test_add_func ("/render/text/comes-back", test_text_comes_back);
  g_test_add_func ("/render/text/is-checked", test_text_is_checked);
  g_test_add_func ("/render/drawing/comes-back-within-bounds",
                   test_drawing_comes_back_within_bounds);
  g_test_add_func ("/render/drawing/is-checked", test_drawing_is_checked);
  return g_test_run ();
}

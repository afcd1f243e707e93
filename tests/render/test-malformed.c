/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* More than two hundred malformed documents: each ends as pages or as an error that has a sentence,
 * within its time, and costs nobody else anything. */

#include "render/renderer.h"
#include "sample-documents.h"

#include <string.h>

#define TREE "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
#define PAGES "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
#define PAGE "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R"

static const char *program;

/* How long poppler may think about a document before it is ended; PATIENT_MS where a certain answer
 * must come, however busy the machine is. */
static gint64 patience_ms = 2500;
#define PATIENT_MS 60000

static guint n_tried, n_shown, n_refused[ED_RENDER_ERROR_UNAVAILABLE + 1];

static void
count_error (const GError *error)
{
  g_assert_cmpuint (error->domain, ==, ED_RENDER_ERROR);
  g_assert_cmpint (error->code, >=, ED_RENDER_ERROR_DAMAGED);
  g_assert_cmpint (error->code, <, ED_RENDER_ERROR_UNAVAILABLE);
  n_refused[error->code]++;
}

/* Opens it, draws its first and reads its last page: 0 if all of that went well, or the error's
 * code. */
static int
try_document (const char *name, GBytes *document)
{
  g_autoptr (EdRenderer) renderer = ed_renderer_new (program, document);
  g_autoptr (EdPaper) paper = NULL;
  g_autoptr (EdPixels) pixels = NULL;
  g_autoptr (EdPageText) text = NULL;
  g_autoptr (GError) error = NULL;
  EdDrawing drawing = { 0, 1.0, 0, 1000 * 1000 };

  n_tried++;
  ed_renderer_set_patience (renderer, patience_ms);
  paper = ed_renderer_open (renderer, NULL, &error);
  if (paper != NULL)
    pixels = ed_renderer_draw (renderer, &drawing, NULL, &error);
  if (pixels != NULL)
    text = ed_renderer_read (renderer, paper->n_pages - 1, NULL, &error);
  if (text != NULL)
    {
      g_assert_no_error (error);
      n_shown++;
      return 0;
    }
  g_test_message ("%s: %s", name, error->message);
  count_error (error);
  return error->code;
}

static void
try_truncated (const char *name, GBytes *document, guint times)
{
  gsize length = g_bytes_get_size (document);

  for (guint i = 0; i < times; i++)
    {
      g_autoptr (GBytes) part = g_bytes_new_from_bytes (document, 0, length * i / times);

      try_document (name, part);
    }
}

static void
try_flipped (const char *name, GBytes *document, guint32 seed, guint times)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  gsize length;
  const guint8 *good = g_bytes_get_data (document, &length);

  for (guint i = 0; i < times; i++)
    {
      guint8 *bytes = g_memdup2 (good, length);
      g_autoptr (GBytes) bad = g_bytes_new_take (bytes, length);

      for (guint flips = 1u << (i % 7); flips > 0; flips--)
        bytes[g_rand_int_range (rand, 0, (gint32) length)] ^=
            (guint8) g_rand_int_range (rand, 1, 256);
      try_document (name, bad);
    }
}

static void
test_truncated (void)
{
  g_autoptr (GBytes) pdf = ed_sample_pdf ();
  g_autoptr (GBytes) page = ed_sample_page ("0 0 300 200", 0, "BT /F 36 Tf 20 80 Td (Words) Tj ET");
  g_autoptr (GBytes) jpeg = ed_sample_image ("jpeg", 100, 80, FALSE);
  g_autoptr (GBytes) png = ed_sample_image ("png", 100, 80, TRUE);
  guint shown = n_shown;

  try_truncated ("truncated PDF", pdf, 40);
  try_truncated ("truncated plain PDF", page, 20);
  g_assert_cmpuint (n_shown, <, shown + 60);
  shown = n_shown;
  try_truncated ("truncated JPEG", jpeg, 12);
  try_truncated ("truncated PNG", png, 12);
  g_assert_cmpuint (n_shown, <, shown + 24);
}

static void
test_flipped (void)
{
  g_autoptr (GBytes) pdf = ed_sample_pdf ();
  g_autoptr (GBytes) page = ed_sample_page ("0 0 300 200", 0, "BT /F 36 Tf 20 80 Td (Words) Tj ET");
  g_autoptr (GBytes) jpeg = ed_sample_image ("jpeg", 100, 80, FALSE);
  g_autoptr (GBytes) png = ed_sample_image ("png", 100, 80, TRUE);

  try_flipped ("flipped PDF", pdf, 1, 42);
  try_flipped ("flipped plain PDF", page, 2, 42);
  try_flipped ("flipped JPEG", jpeg, 3, 21);
  try_flipped ("flipped PNG", png, 4, 21);
}

typedef struct
{
  const char *name;
  const char *objects;
} Twisted;

/* Structure that goes in circles or nowhere. */
static const Twisted twisted[] = {
  { "no pages", TREE },
  { "no catalogue", "2 0 obj<<>>endobj\n" },
  { "catalogue is itself", "1 0 obj 1 0 R endobj\n" },
  { "page tree is its own child", TREE "2 0 obj<</Type/Pages/Kids[2 0 R]/Count 1>>endobj\n" },
  { "page tree goes round",
    TREE "2 0 obj<</Type/Pages/Kids[3 0 R 3 0 R]/Count 2>>endobj\n"
         "3 0 obj<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>endobj\n" },
  { "parents go round",
    TREE "2 0 obj<</Type/Pages/Parent 3 0 R/Kids[3 0 R]/Count 1>>endobj\n"
         "3 0 obj<</Type/Page/Parent 2 0 R>>endobj\n" },
  { "count is huge",
    TREE "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 2147483647>>endobj\n"
         "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\n" },
  { "count is beyond numbers",
    TREE "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 99999999999999999999>>endobj\n"
         "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\n" },
  { "count is negative", TREE "2 0 obj<</Type/Pages/Kids[3 0 R]/Count -7>>endobj\n" },
  { "count is a name", TREE "2 0 obj<</Type/Pages/Kids[3 0 R]/Count/Many>>endobj\n" },
  { "count is more than there is",
    TREE "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 9000>>endobj\n"
         "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\n" },
  { "children are no list", TREE "2 0 obj<</Type/Pages/Kids 3/Count 1>>endobj\n" },
  { "child is missing", TREE "2 0 obj<</Type/Pages/Kids[9 0 R]/Count 1>>endobj\n" },
  { "page is a number", TREE PAGES "3 0 obj 7 endobj\n" },
  { "length is itself",
    TREE PAGES PAGE ">>endobj\n4 0 obj<</Length 4 0 R>>stream\nq\nendstream endobj\n" },
  { "length is huge",
    TREE PAGES PAGE
    ">>endobj\n4 0 obj<</Length 9223372036854775807>>stream\nq\nendstream endobj\n" },
  { "length is negative",
    TREE PAGES PAGE ">>endobj\n4 0 obj<</Length -1>>stream\nq\nendstream endobj\n" },
  { "contents are the page",
    TREE PAGES "3 0 obj<</Type/Page/Parent 2 0 R/Contents 3 0 R>>endobj\n" },
  { "contents go round", TREE PAGES PAGE ">>endobj\n4 0 obj[4 0 R 4 0 R]endobj\n" },
  { "form draws itself",
    TREE PAGES PAGE "/Resources<</XObject<</X 5 0 R>>>>>>endobj\n"
                    "4 0 obj<</Length 5>>stream\n/X Do\nendstream endobj\n"
                    "5 0 obj<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Length 11"
                    "/Resources<</XObject<</X 5 0 R>>>>>>stream\n/X Do /X Do\nendstream endobj\n" },
  { "pattern is painted with itself",
    TREE PAGES PAGE
    "/Resources<</Pattern<</P 5 0 R>>>>>>endobj\n"
    "4 0 obj<</Length 36>>stream\n/Pattern cs /P scn 0 0 300 200 re f \nendstream endobj\n"
    "5 0 obj<</Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 9 9]"
    "/XStep 9/YStep 9/Resources<</Pattern<</P 5 0 R>>>>/Length 32>>stream\n"
    "/Pattern cs /P scn 0 0 99 99 re f\nendstream endobj\n" },
  { "pattern of tiny steps",
    TREE PAGES PAGE
    "/Resources<</Pattern<</P 5 0 R>>>>>>endobj\n"
    "4 0 obj<</Length 36>>stream\n/Pattern cs /P scn 0 0 300 200 re f \nendstream endobj\n"
    "5 0 obj<</Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 9 9]"
    "/XStep 0.00001/YStep 0.00001/Resources<<>>/Length 12>>stream\n0 0 9 9 re f\n"
    "endstream endobj\n" },
  { "font is its own descendant",
    TREE PAGES PAGE "/Resources<</Font<</F 5 0 R>>>>>>endobj\n"
                    "4 0 obj<</Length 22>>stream\nBT /F 9 Tf (A) Tj ET \nendstream endobj\n"
                    "5 0 obj<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H"
                    "/DescendantFonts[5 0 R]>>endobj\n" },
  { "glyph writes itself",
    TREE PAGES PAGE "/Resources<</Font<</F 5 0 R>>>>>>endobj\n"
                    "4 0 obj<</Length 22>>stream\nBT /F 9 Tf (A) Tj ET \nendstream endobj\n"
                    "5 0 obj<</Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[1 0 0 1 0 0]"
                    "/Encoding<</Differences[65/A]>>/CharProcs<</A 4 0 R>>/FirstChar 65/LastChar 65"
                    "/Widths[9]/Resources<</Font<</F 5 0 R>>>>>>endobj\n" },
  { "filters without end",
    TREE PAGES PAGE ">>endobj\n4 0 obj<</Length 9/Filter[/ASCIIHexDecode/ASCIIHexDecode/LZWDecode"
                    "/RunLengthDecode/FlateDecode/CCITTFaxDecode/JBIG2Decode/JPXDecode/DCTDecode]"
                    ">>stream\n616161>\nendstream endobj\n" },
  { "image is giant",
    TREE PAGES PAGE
    "/Resources<</XObject<</X 5 0 R>>>>>>endobj\n"
    "4 0 obj<</Length 22>>stream\n300 0 0 200 0 0 cm /X Do\nendstream endobj\n"
    "5 0 obj<</Type/XObject/Subtype/Image/Width 100000/Height 100000"
    "/BitsPerComponent 8/ColorSpace/DeviceRGB/Length 3>>stream\nabc\nendstream endobj\n" },
  { "image is a giant mask",
    TREE PAGES PAGE
    "/Resources<</XObject<</X 5 0 R>>>>>>endobj\n"
    "4 0 obj<</Length 22>>stream\n300 0 0 200 0 0 cm /X Do\nendstream endobj\n"
    "5 0 obj<</Type/XObject/Subtype/Image/Width 2147483647/Height 2147483647"
    "/BitsPerComponent 1/ImageMask true/Length 3>>stream\nabc\nendstream endobj\n" },
  { "image is its own mask",
    TREE PAGES PAGE
    "/Resources<</XObject<</X 5 0 R>>>>>>endobj\n"
    "4 0 obj<</Length 22>>stream\n300 0 0 200 0 0 cm /X Do\nendstream endobj\n"
    "5 0 obj<</Type/XObject/Subtype/Image/Width 2/Height 2/BitsPerComponent 8"
    "/ColorSpace/DeviceGray/SMask 5 0 R/Length 4>>stream\nabcd\nendstream endobj\n" },
  { "table of objects goes round",
    TREE PAGES PAGE ">>endobj\nxref\n0 1\n0000000000 65535 f \n"
                    "trailer<</Root 1 0 R/Prev 9/Size 5>>\nstartxref\n9\n%%EOF\n" },
  { "object stream is in itself",
    "1 0 obj<</Type/ObjStm/N 1/First 4/Length 20/Extends 1 0 R>>stream\n1 0 <</Type/Catalog>>\n"
    "endstream endobj\n" },
  { "sandbox is asked for files",
    TREE PAGES "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>endobj\n"
               "4 0 obj<</Length 0/F(/etc/passwd)>>stream\n\nendstream endobj\n" },
};

static void
test_twisted (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (twisted); i++)
    {
      g_autoptr (GBytes) document = ed_sample_raw_pdf (twisted[i].objects);

      try_document (twisted[i].name, document);
    }
}

static void
test_odd_boxes (void)
{
  static const char *const boxes[] = {
    "0 0 0 0",
    "300 200 0 0",
    "0 0 1000000000 1000000000",
    "0 0 0.0001 100000",
    "-1e300 -1e300 1e300 1e300",
    "0 0 99999999999999999999999999 9",
    "2147483647 2147483647 2147483648 2147483648",
    "0 0 300",
    "/A /B /C /D",
    "",
  };

  for (guint i = 0; i < G_N_ELEMENTS (boxes); i++)
    {
      g_autoptr (GBytes) document =
          ed_sample_page (boxes[i], 45, "BT /F 36 Tf 20 80 Td (Words) Tj ET");

      try_document (boxes[i], document);
    }
}

/* TEXT, N times. */
static char *
repeat (const char *text, guint n)
{
  GString *all = g_string_sized_new (strlen (text) * n + 1);

  while (n-- > 0)
    g_string_append (all, text);
  return g_string_free (all, FALSE);
}

static void
test_without_end (void)
{
  static const struct
  {
    const char *text;
    guint times;
  } contents[] = {
    { "q ", 200000 },
    { "[", 200000 },
    { "<<", 200000 },
    { "(", 200000 },
    { "BT ", 200000 },
    { "0 0 m 300 200 l 9 0 0 9 99 99 c ", 10000 },
    { "0 0 300 200 re W ", 20000 },
    { "BI /W 9999 /H 9999 /BPC 8 /CS /RGB ID x EI ", 100 },
    { "1 0 0 1 1e30 1e30 cm ", 10000 },
    { "[0.0001 0.0001] 0 d 0.01 w 0 0 m 300 200 l S ", 50 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (contents); i++)
    {
      g_autofree char *content = repeat (contents[i].text, contents[i].times);
      g_autoptr (GBytes) document = ed_sample_page ("0 0 300 200", 0, content);

      try_document (contents[i].text, document);
    }
}

/* 128 MiB of page content, packed twice into a few hundred bytes. */
static GBytes *
make_deflate_bomb (void)
{
  static const char tail[] = "\nendstream endobj\ntrailer<</Root 1 0 R>>\n";
  gsize length = (gsize) 128 * 1024 * 1024;
  char *content = g_malloc (length);
  g_autoptr (GBytes) plain = NULL;
  g_autoptr (GBytes) packed = NULL;
  g_autoptr (GBytes) bomb = NULL;
  g_autofree char *head = NULL;
  GByteArray *document = g_byte_array_new ();

  memset (content, 'q', length);
  for (gsize i = 1; i < length; i += 2)
    content[i] = ' ';
  plain = g_bytes_new_take (content, length);
  packed = ed_sample_deflate (plain);
  bomb = ed_sample_deflate (packed);
  head = g_strdup_printf ("%%PDF-1.4\n" TREE PAGES PAGE ">>endobj\n"
                          "4 0 obj<</Filter[/FlateDecode/FlateDecode]/Length %d>>stream\n",
                          (int) g_bytes_get_size (bomb));
  g_byte_array_append (document, (const guint8 *) head, (guint) strlen (head));
  g_byte_array_append (document, g_bytes_get_data (bomb, NULL), (guint) g_bytes_get_size (bomb));
  g_byte_array_append (document, (const guint8 *) tail, (guint) strlen (tail));
  return g_byte_array_free_to_bytes (document);
}

static void
test_deflate_bomb (void)
{
  g_autoptr (GBytes) bomb = make_deflate_bomb ();

  g_assert_cmpuint (g_bytes_get_size (bomb), <, 100000);
  try_document ("deflate bomb", bomb);
}

static void
put_big_endian (guint8 *at, guint n_bytes, guint32 value)
{
  while (n_bytes-- > 0)
    {
      at[n_bytes] = (guint8) value;
      value >>= 8;
    }
}

/* The checksum of PNG's chunks (PNG specification, annex D). */
static guint32
sum_up (const guint8 *bytes, gsize length)
{
  guint32 sum = 0xffffffff;

  for (gsize i = 0; i < length; i++)
    {
      sum ^= bytes[i];
      for (guint bit = 0; bit < 8; bit++)
        sum = sum & 1 ? sum >> 1 ^ 0xedb88320 : sum >> 1;
    }
  return ~sum;
}

static GBytes *
enlarge_png (GBytes *png, guint32 width, guint32 height)
{
  guint8 *bytes = g_memdup2 (g_bytes_get_data (png, NULL), g_bytes_get_size (png));

  put_big_endian (bytes + 16, 4, width); /* IHDR: the first chunk */
  put_big_endian (bytes + 20, 4, height);
  put_big_endian (bytes + 29, 4, sum_up (bytes + 12, 17));
  return g_bytes_new_take (bytes, g_bytes_get_size (png));
}

static GBytes *
enlarge_jpeg (GBytes *jpeg, guint32 width, guint32 height)
{
  guint8 *bytes = g_memdup2 (g_bytes_get_data (jpeg, NULL), g_bytes_get_size (jpeg));
  guint8 *frame = bytes;

  while (frame[0] != 0xff || frame[1] != 0xc0) /* SOF0 */
    frame++;
  put_big_endian (frame + 5, 2, height);
  put_big_endian (frame + 7, 2, width);
  return g_bytes_new_take (bytes, g_bytes_get_size (jpeg));
}

/* Images whose heads say more than there is. */
static void
test_giant_images (void)
{
  static const struct
  {
    guint32 width, height;
    int png, jpeg; /* -1: whatever it is */
  } cases[] = {
    { 0, 0, ED_RENDER_ERROR_DAMAGED, ED_RENDER_ERROR_DAMAGED },
    { 0, 9, ED_RENDER_ERROR_DAMAGED, ED_RENDER_ERROR_DAMAGED },
    { 60000, 60000, ED_RENDER_ERROR_TOO_LARGE, ED_RENDER_ERROR_TOO_LARGE },
    { 999999, 999999, ED_RENDER_ERROR_TOO_LARGE, -1 },
    { 0x7fffffff, 0x7fffffff, ED_RENDER_ERROR_DAMAGED, -1 },
    { 0xffffffff, 1, ED_RENDER_ERROR_DAMAGED, -1 },
    { 8000, 8000, -1, -1 },
    { 60000, 60, -1, -1 },
  };
  g_autoptr (GBytes) png = ed_sample_image ("png", 100, 80, FALSE);
  g_autoptr (GBytes) jpeg = ed_sample_image ("jpeg", 100, 80, FALSE);

  patience_ms = PATIENT_MS;
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) bad_png = enlarge_png (png, cases[i].width, cases[i].height);
      g_autoptr (GBytes) bad_jpeg = enlarge_jpeg (jpeg, cases[i].width, cases[i].height);
      int png_code = try_document ("giant PNG", bad_png);
      int jpeg_code = try_document ("giant JPEG", bad_jpeg);

      if (cases[i].png != -1)
        g_assert_cmpint (png_code, ==, cases[i].png);
      if (cases[i].jpeg != -1)
        g_assert_cmpint (jpeg_code, ==, cases[i].jpeg);
    }
}

static void
test_nonsense (void)
{
  static const char *const heads[] = { "%PDF-1.4\n",
                                       "\xff\xd8\xff\xe0",
                                       "\x89PNG\r\n\x1a\n",
                                       "GIF89a" };
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);

  patience_ms = PATIENT_MS;
  for (guint i = 0; i < 24; i++)
    {
      const char *head = heads[i % G_N_ELEMENTS (heads)];
      gsize length = strlen (head) + (gsize) i * i * 40;
      guint8 *bytes = g_malloc (length);
      g_autoptr (GBytes) document = g_bytes_new_take (bytes, length);

      for (gsize j = 0; j < length; j++)
        bytes[j] = (guint8) g_rand_int_range (rand, 0, 256);
      memcpy (bytes, head, strlen (head));
      g_assert_cmpint (try_document ("nonsense", document), ==, ED_RENDER_ERROR_DAMAGED);
    }
}

/* After all of them. */
static void
test_good_one_is_shown (void)
{
  g_autoptr (GBytes) pdf = ed_sample_pdf ();

  patience_ms = PATIENT_MS;
  g_assert_cmpint (try_document ("good", pdf), ==, 0);
  g_test_message (
      "%u tried: %u shown, %u damaged, %u locked, %u too large, %u crashed, %u timed out",
      n_tried,
      n_shown,
      n_refused[ED_RENDER_ERROR_DAMAGED],
      n_refused[ED_RENDER_ERROR_PASSWORD],
      n_refused[ED_RENDER_ERROR_TOO_LARGE],
      n_refused[ED_RENDER_ERROR_CRASHED],
      n_refused[ED_RENDER_ERROR_TIMEOUT]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  program = g_getenv ("ED_RENDER");
  g_assert_nonnull (program);
  g_test_add_func ("/render/malformed/truncated", test_truncated);
  g_test_add_func ("/render/malformed/flipped", test_flipped);
  g_test_add_func ("/render/malformed/twisted", test_twisted);
  g_test_add_func ("/render/malformed/odd-boxes", test_odd_boxes);
  g_test_add_func ("/render/malformed/without-end", test_without_end);
  g_test_add_func ("/render/malformed/deflate-bomb", test_deflate_bomb);
  g_test_add_func ("/render/malformed/giant-images", test_giant_images);
  g_test_add_func ("/render/malformed/nonsense", test_nonsense);
  g_test_add_func ("/render/malformed/good-one-is-shown", test_good_one_is_shown);
  return g_test_run ();
}

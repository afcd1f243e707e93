/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/demo-paper.h"

#include <string.h>

/* Measures in points, from the lower left corner. */
#define PAGE_WIDTH 595
#define PAGE_HEIGHT 842
#define LEFT 64
#define VALUE_LEFT 230
#define TOP 770
#define BOTTOM 90
#define FOOT 48
#define TITLE_SIZE 20
#define HEADING_SIZE 13
#define TEXT_SIZE 11
#define FOOT_SIZE 9
#define LINE_CHARACTERS 84 /* of the text's size, in a line */

#define FIRST_PAGE_OBJECT 5 /* behind catalogue, pages and two fonts */

struct _EdDemoPaper
{
  GPtrArray *pages; /* GString: what each page draws */
  int y;            /* of the last line */
};

static void
begin_page (EdDemoPaper *self)
{
  g_ptr_array_add (self->pages, g_string_new (NULL));
  self->y = TOP;
}

static void
free_page (gpointer data)
{
  g_string_free (data, TRUE);
}

/* The byte for C in the fonts' encoding: Latin-1, and where that has nothing, the four Hungarian
 * letters that it lacks, and two marks. */
static char
encode (gunichar c)
{
  static const struct
  {
    gunichar c;
    guint8 byte;
  } further[] = { { 0x151, 129 }, { 0x150, 141 },  { 0x171, 143 },
                  { 0x170, 144 }, { 0x2013, 150 }, { 0x2019, 146 } };

  for (guint i = 0; i < G_N_ELEMENTS (further); i++)
    {
      if (further[i].c == c)
        return (char) further[i].byte;
    }
  return c < 128 || (c >= 160 && c < 256) ? (char) c : '?';
}

static void
draw (GString *page, const char *font, int size, int x, int y, const char *text)
{
  g_string_append_printf (page, "BT /%s %d Tf %d %d Td (", font, size, x, y);
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      char byte = encode (g_utf8_get_char (p));

      if (byte == '(' || byte == ')' || byte == '\\')
        g_string_append_c (page, '\\');
      g_string_append_c (page, byte);
    }
  g_string_append (page, ") Tj ET\n");
}

static GString *
get_page (const EdDemoPaper *self)
{
  return self->pages->pdata[self->pages->len - 1];
}

/* Goes down by HEIGHT, to the next page where there is no room for it. */
static void
step_down (EdDemoPaper *self, int height)
{
  self->y -= height;
  if (self->y < BOTTOM)
    begin_page (self);
}

EdDemoPaper *
ed_demo_paper_new (const char *title)
{
  EdDemoPaper *self = g_new0 (EdDemoPaper, 1);

  self->pages = g_ptr_array_new_with_free_func (free_page);
  begin_page (self);
  draw (get_page (self), "B", TITLE_SIZE, LEFT, self->y, title);
  self->y -= 16;
  return self;
}

void
ed_demo_paper_add_heading (EdDemoPaper *self, const char *text)
{
  step_down (self, 34);
  draw (get_page (self), "B", HEADING_SIZE, LEFT, self->y, text);
  self->y -= 4;
}

void
ed_demo_paper_add_fact (EdDemoPaper *self, const char *label, const char *value)
{
  step_down (self, 20);
  draw (get_page (self), "R", TEXT_SIZE, LEFT, self->y, label);
  draw (get_page (self), "R", TEXT_SIZE, VALUE_LEFT, self->y, value);
}

void
ed_demo_paper_add_text (EdDemoPaper *self, const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  g_autoptr (GString) line = g_string_new (NULL);

  step_down (self, 6);
  for (char **word = words; *word != NULL; word++)
    {
      if (line->len > 0
          && g_utf8_strlen (line->str, -1) + 1 + g_utf8_strlen (*word, -1) > LINE_CHARACTERS)
        {
          step_down (self, 16);
          draw (get_page (self), "R", TEXT_SIZE, LEFT, self->y, line->str);
          g_string_truncate (line, 0);
        }
      g_string_append_printf (line, "%s%s", line->len > 0 ? " " : "", *word);
    }
  step_down (self, 16);
  draw (get_page (self), "R", TEXT_SIZE, LEFT, self->y, line->str);
}

void
ed_demo_paper_end_page (EdDemoPaper *self)
{
  begin_page (self);
}

/* Begins the next object and notes where. */
static void
begin_object (GString *file, GArray *offsets)
{
  gsize at = file->len;

  g_array_append_val (offsets, at);
  g_string_append_printf (file, "%u 0 obj\n", offsets->len);
}

static void
add_object (GString *file, GArray *offsets, const char *body)
{
  begin_object (file, offsets);
  g_string_append_printf (file, "%s\nendobj\n", body);
}

static void
add_font (GString *file, GArray *offsets, const char *name)
{
  g_autofree char *body = g_strdup_printf (
      "<< /Type /Font /Subtype /Type1 /BaseFont /%s /Encoding << /Type /Encoding /BaseEncoding"
      " /WinAnsiEncoding /Differences [129 /ohungarumlaut 141 /Ohungarumlaut 143 /uhungarumlaut"
      " 144 /Uhungarumlaut] >> >>",
      name);

  add_object (file, offsets, body);
}

/* The page and behind it what it draws. */
static void
add_page (GString *file, GArray *offsets, const GString *page)
{
  g_autofree char *body = g_strdup_printf (
      "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Resources << /Font << /R 3 0 R"
      " /B 4 0 R >> >> /Contents %u 0 R >>",
      PAGE_WIDTH,
      PAGE_HEIGHT,
      offsets->len + 2);

  add_object (file, offsets, body);
  begin_object (file, offsets);
  g_string_append_printf (file, "<< /Length %" G_GSIZE_FORMAT " >>\nstream\n", page->len);
  g_string_append_len (file, page->str, (gssize) page->len);
  g_string_append (file, "endstream\nendobj\n");
}

static void
add_end (GString *file, const GArray *offsets)
{
  gsize start = file->len;

  g_string_append_printf (file, "xref\n0 %u\n0000000000 65535 f \n", offsets->len + 1);
  for (guint i = 0; i < offsets->len; i++)
    g_string_append_printf (file,
                            "%010" G_GSIZE_FORMAT " 00000 n \n",
                            g_array_index (offsets, gsize, i));
  g_string_append_printf (file,
                          "trailer\n<< /Size %u /Root 1 0 R >>\nstartxref\n%" G_GSIZE_FORMAT
                          "\n%%%%EOF\n",
                          offsets->len + 1,
                          start);
}

/* At the foot of each page: that nobody in it exists, and which one it is. */
static void
number_pages (EdDemoPaper *self)
{
  for (guint i = 0; i < self->pages->len; i++)
    {
      g_autofree char *text = g_strdup_printf ("Demonstration – invented people. Page %u of %u",
                                               i + 1,
                                               self->pages->len);

      draw (self->pages->pdata[i], "R", FOOT_SIZE, LEFT, FOOT, text);
    }
}

GBytes *
ed_demo_paper_finish (EdDemoPaper *self)
{
  GString *file = g_string_new ("%PDF-1.4\n%\xe2\xe3\xcf\xd3\n");
  g_autoptr (GArray) offsets = g_array_new (FALSE, FALSE, sizeof (gsize));
  g_autoptr (GString) kids = g_string_new (NULL);

  number_pages (self);
  for (guint i = 0; i < self->pages->len; i++)
    g_string_append_printf (kids, "%u 0 R ", FIRST_PAGE_OBJECT + 2 * i);
  g_string_prepend (kids, "<< /Type /Pages /Kids [ ");
  g_string_append_printf (kids, "] /Count %u >>", self->pages->len);

  add_object (file, offsets, "<< /Type /Catalog /Pages 2 0 R >>");
  add_object (file, offsets, kids->str);
  add_font (file, offsets, "Helvetica");
  add_font (file, offsets, "Helvetica-Bold");
  for (guint i = 0; i < self->pages->len; i++)
    add_page (file, offsets, self->pages->pdata[i]);
  add_end (file, offsets);
  g_ptr_array_unref (self->pages);
  g_free (self);
  return g_string_free_to_bytes (file);
}

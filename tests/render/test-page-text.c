/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "render/page-text.h"

#include <string.h>

/* TEXT in lines of 1000 high; each character 600 wide. */
static EdPageText *
make_text (const char *text)
{
  EdPageText *page = g_new0 (EdPageText, 1);
  gint32 x = 0, y = 0;
  const char *at = text;

  page->text = g_strdup (text);
  page->n_boxes = (guint) g_utf8_strlen (text, -1);
  page->boxes = g_new0 (EdTextBox, page->n_boxes + 1);
  for (guint i = 0; i < page->n_boxes; i++, at = g_utf8_next_char (at))
    if (*at == '\n')
      {
        x = 0;
        y += 1000;
      }
    else
      {
        page->boxes[i] = (EdTextBox){ x, y, x + 600, y + 1000 };
        x += 600;
      }
  return page;
}

static void
test_finds (void)
{
  static const struct
  {
    const char *text, *needle, *found; /* "first+n …" */
  } cases[] = {
    { "Kezelési napló", "napló", "9+5" },
    { "Kezelési napló", "NAPLO", "9+5" },    /* case and accents */
    { "Kezelesi naplo", "Kezelési", "0+8" }, /* also the other way */
    { "a\xcc\x81rvíz", "árvíz", "0+6" },     /* an accent by itself */
    { "Straße", "STRASSE", "0+6" },
    { "e\xef\xac\x83"
      "ciency",
      "efficiency",
      "0+8" },                                   /* one character that is three letters */
    { "first\nsecond", "first second", "0+12" }, /* a new line is white space */
    { "first  \t second", "first second", "0+15" },
    { "some\xc2\xadthing", "something", "0+10" }, /* a soft hyphen */
    { "banana", "an", "1+2 3+2" },
    { "aaa", "aa", "0+2" },          /* no overlaps */
    { "banana", " an ", "1+2 3+2" }, /* white space around is not sought */
    { "banana", "nab", "" },
    { "banana", "", "" },
    { "banana", "  ", "" },
    { "", "a", "" },
    { "ab", "abc", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (EdPageText) text = make_text (cases[i].text);
      g_autoptr (GArray) spans = ed_page_text_find (text, cases[i].needle);
      g_autoptr (GString) found = g_string_new (NULL);

      for (guint j = 0; j < spans->len; j++)
        g_string_append_printf (found,
                                "%s%u+%u",
                                j > 0 ? " " : "",
                                g_array_index (spans, EdTextSpan, j).first,
                                g_array_index (spans, EdTextSpan, j).n);
      g_test_message ("%s in %s", cases[i].needle, cases[i].text);
      g_assert_cmpstr (found->str, ==, cases[i].found);
    }
}

static void
test_character_at_is_nearest (void)
{
  static const struct
  {
    gint32 x, y;
    guint index;
  } cases[] = {
    { 0, 0, 0 },        { 1300, 500, 2 },  { 99999, 500, 2 }, /* right of the line's end */
    { 100, 1500, 4 },   { -500, -500, 0 }, { 700, 99999, 5 },
    { 99999, 1200, 5 }, /* the short second line, not the long first one */
  };
  g_autoptr (EdPageText) text = make_text ("abc\nde");
  g_autoptr (EdPageText) empty = make_text ("\n");
  guint index = 99;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("case %u", i);
      g_assert_true (ed_page_text_character_at (text, cases[i].x, cases[i].y, &index));
      g_assert_cmpuint (index, ==, cases[i].index);
    }
  g_assert_false (ed_page_text_character_at (empty, 0, 0, &index));
}

static void
test_word_is_around_character (void)
{
  static const struct
  {
    guint index;
    const char *word;
  } cases[] = {
    { 0, "Ős" }, { 1, "Ős" }, { 2, "," },  { 3, " " },
    { 4, "őz" }, { 5, "őz" }, { 6, "\n" }, { 7, "x" },
  };
  g_autoptr (EdPageText) text = make_text ("Ős, őz\nx");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      EdTextSpan span = ed_page_text_word (text, cases[i].index);
      g_autofree char *word = ed_page_text_slice (text, span);

      g_assert_cmpstr (word, ==, cases[i].word);
    }
}

static void
test_slice_stays_within (void)
{
  g_autoptr (EdPageText) text = make_text ("őz");
  g_autofree char *all = ed_page_text_slice (text, (EdTextSpan){ 0, 99 });
  g_autofree char *none = ed_page_text_slice (text, (EdTextSpan){ 99, 1 });
  g_autofree char *second = ed_page_text_slice (text, (EdTextSpan){ 1, G_MAXUINT });

  g_assert_cmpstr (all, ==, "őz");
  g_assert_cmpstr (none, ==, "");
  g_assert_cmpstr (second, ==, "z");
}

static void
test_boxes_are_one_a_line (void)
{
  g_autoptr (EdPageText) text = make_text ("abcd\nefgh");
  g_autoptr (GArray) boxes = ed_page_text_boxes (text, (EdTextSpan){ 2, 5 });
  const EdTextBox expected[] = { { 1200, 0, 2400, 1000 }, { 0, 1000, 1200, 2000 } };
  g_autoptr (GArray) none = ed_page_text_boxes (text, (EdTextSpan){ 50, 5 });

  g_assert_cmpmem (boxes->data, boxes->len * sizeof (EdTextBox), expected, sizeof expected);
  g_assert_cmpuint (none->len, ==, 0);

  /* A second column on the same line is a piece of its own. */
  text->boxes[3] = (EdTextBox){ 90000, 0, 90600, 1000 };
  g_array_unref (g_steal_pointer (&boxes));
  boxes = ed_page_text_boxes (text, (EdTextSpan){ 0, 4 });
  g_assert_cmpuint (boxes->len, ==, 2);
  g_assert_cmpint (g_array_index (boxes, EdTextBox, 0).right, ==, 1800);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/render/page-text/finds", test_finds);
  g_test_add_func ("/render/page-text/character-at-is-nearest", test_character_at_is_nearest);
  g_test_add_func ("/render/page-text/word-is-around-character", test_word_is_around_character);
  g_test_add_func ("/render/page-text/slice-stays-within", test_slice_stays_within);
  g_test_add_func ("/render/page-text/boxes-are-one-a-line", test_boxes_are_one_a_line);
  return g_test_run ();
}

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What is said of documents is the guide's words and the reader's units. */

#include "client/documents/document-texts.h"

#include "domain/file.h"

static void
test_kinds_have_the_guides_words (void)
{
  static const struct
  {
    gint64 kind;
    const char *word, *upload, *added;
  } kinds[] = {
    { ED_DOCUMENT_TREATMENT_LOG, "Treatment log", "Upload treatment log", "Treatment log added" },
    { ED_DOCUMENT_CASE_FILE, "Case file", "Upload case file", "Case file added" },
    { ED_DOCUMENT_SATISFACTION_FORM,
      "Satisfaction feedback form",
      "Upload satisfaction feedback form",
      "Satisfaction feedback form added" },
    { ED_DOCUMENT_OTHER, "Other document", "Upload other document", "Document added" },
    { ED_ABSENT, "Other document", "Upload other document", "Document added" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *one = ed_document_added_text (kinds[i].kind, 1);
      g_autofree char *several = ed_document_added_text (kinds[i].kind, 3);

      g_assert_cmpstr (ed_document_kind_word (kinds[i].kind), ==, kinds[i].word);
      g_assert_cmpstr (ed_document_upload_word (kinds[i].kind), ==, kinds[i].upload);
      g_assert_cmpstr (one, ==, kinds[i].added);
      g_assert_cmpstr (several, ==, "3 files added");
    }
}

/* The units have a no-break space, which depends on the GLib. */
static void
assert_text (char *text, const char *expected)
{
  g_autoptr (GString) plain = g_string_new (text);

  g_string_replace (plain, "\u00a0", " ", 0);
  g_assert_cmpstr (plain->str, ==, expected);
  g_free (text);
}

static void
test_content_and_size_are_said (void)
{
  assert_text (ed_document_content_text ("application/pdf", 1200000), "PDF · 1.2 MB");
  assert_text (ed_document_content_text ("image/jpeg", 44400), "JPEG · 44.4 kB");
  assert_text (ed_document_content_text ("image/png", 0), "PNG · 0 bytes");
  assert_text (ed_document_content_text ("text/html", 1000), "1.0 kB");
  assert_text (ed_document_content_text (NULL, 1000), "1.0 kB");
  assert_text (ed_document_size_text (-1), "0 bytes");
  assert_text (ed_document_progress_text (1200000, 2000000), "1.2 MB of 2.0 MB");
  assert_text (ed_document_progress_text (3000000, 2000000), "2.0 MB of 2.0 MB");
}

static void
test_too_large_says_how_large_it_may_be (void)
{
  assert_text (ed_document_too_large_text (26 * 1024 * 1024),
               "The file is too large: it has 26.0 MiB, and 25.0 MiB is the most that can be "
               "attached. Scan it with fewer dots per inch, or in parts.");
}

static void
test_icons_tell_pages_from_pictures (void)
{
  g_assert_cmpstr (ed_document_icon ("application/pdf"), ==, "x-office-document-symbolic");
  g_assert_cmpstr (ed_document_icon ("image/png"), ==, "image-x-generic-symbolic");
  g_assert_cmpstr (ed_document_icon (NULL), ==, "x-office-document-symbolic");
}

/* Every type that is taken has a word. */
static void
test_every_type_has_a_word (void)
{
  for (guint i = 0; ed_file_media_choices[i].word != NULL; i++)
    g_assert_cmpstr (ed_document_type_word (ed_file_media_choices[i].word), !=, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/client/document-texts/kinds", test_kinds_have_the_guides_words);
  g_test_add_func ("/client/document-texts/content", test_content_and_size_are_said);
  g_test_add_func ("/client/document-texts/too-large", test_too_large_says_how_large_it_may_be);
  g_test_add_func ("/client/document-texts/icons", test_icons_tell_pages_from_pictures);
  g_test_add_func ("/client/document-texts/types", test_every_type_has_a_word);
  return g_test_run ();
}

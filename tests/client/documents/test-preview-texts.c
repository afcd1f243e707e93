/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/documents/preview-texts.h"
#include "render/error.h"

#include <gio/gio.h>
#include <string.h>

static void
test_each_error_has_a_sentence (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (int code = ED_RENDER_ERROR_DAMAGED; code <= ED_RENDER_ERROR_UNAVAILABLE; code++)
    {
      g_autoptr (GError) error = g_error_new_literal (ED_RENDER_ERROR, code, "for developers");
      char *sentence = ed_preview_sentence (error);

      g_test_message ("%s", sentence);
      g_assert_true (g_str_has_suffix (sentence, "."));
      g_assert_null (strstr (sentence, error->message));
      g_assert_true (g_hash_table_add (seen, sentence)); /* each its own */
    }
}

static void
test_other_errors_speak_for_themselves (void)
{
  g_autoptr (GError) error =
      g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, "The disk is gone");
  g_autoptr (GError) unknown = g_error_new_literal (ED_RENDER_ERROR, 99, "Something else");
  g_autofree char *sentence = ed_preview_sentence (error);
  g_autofree char *other = ed_preview_sentence (unknown);

  g_assert_cmpstr (sentence, ==, "The disk is gone");
  g_assert_cmpstr (other, ==, "Something else");
}

static void
test_position_and_size_are_said (void)
{
  g_autofree char *position = ed_preview_position (NULL, 3, 12);
  g_autofree char *nowhere = ed_preview_position (NULL, 0, 0);
  g_autofree char *percentage = ed_preview_percentage (NULL, 0.668);

  g_assert_cmpstr (position, ==, "Page 3 of 12");
  g_assert_cmpstr (nowhere, ==, "");
  g_assert_cmpstr (percentage, ==, "67 %");
}

static void
test_findings_are_said (void)
{
  static const struct
  {
    const char *needle;
    guint current, found;
    gboolean busy;
    const char *said;
  } cases[] = {
    { "", 0, 0, FALSE, "" },
    { NULL, 0, 0, FALSE, "" },
    { "word", 0, 0, TRUE, "Searching…" },
    { "word", 0, 2, TRUE, "Searching…" },
    { "word", 0, 0, FALSE, "No matches" },
    { "word", 3, 17, TRUE, "3 of 17" },
    { "word", 17, 17, FALSE, "17 of 17" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *said = ed_preview_findings (NULL,
                                                   cases[i].needle,
                                                   cases[i].current,
                                                   cases[i].found,
                                                   cases[i].busy);

      g_assert_cmpstr (said, ==, cases[i].said);
    }
}

static void
test_thumbnails_need_room_and_pages (void)
{
  g_assert_true (ed_preview_has_thumbnails (NULL, 2, TRUE, TRUE));
  g_assert_false (ed_preview_has_thumbnails (NULL, 1, TRUE, TRUE));
  g_assert_false (ed_preview_has_thumbnails (NULL, 2, FALSE, TRUE));
  g_assert_false (ed_preview_has_thumbnails (NULL, 2, TRUE, FALSE));
  g_assert_true (ed_preview_are_several (NULL, 2));
  g_assert_false (ed_preview_are_several (NULL, 1));
}

/* What keeps a file from being written says what to do, in place of the system's words. */
static void
test_saving_says_what_to_do (void)
{
  static const struct
  {
    GIOErrorEnum code;
    const char *sentence;
  } lines[] = {
    { G_IO_ERROR_NO_SPACE,
      "“log.pdf” could not be saved. The disk is full. Make room, or choose another place." },
    { G_IO_ERROR_READ_ONLY,
      "“log.pdf” could not be saved. The folder can only be read. Choose another one." },
    { G_IO_ERROR_PERMISSION_DENIED,
      "“log.pdf” could not be saved. You may not write there. Choose another folder." },
    { G_IO_ERROR_FAILED, "“log.pdf” could not be saved. /home/a/.goutput: for developers" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autoptr (GError) error =
          g_error_new_literal (G_IO_ERROR, (int) lines[i].code, "/home/a/.goutput: for developers");
      g_autofree char *sentence = ed_preview_save_sentence ("log.pdf", error);

      g_assert_cmpstr (sentence, ==, lines[i].sentence);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/client/preview-texts/saving-says-what-to-do", test_saving_says_what_to_do);
  g_test_add_func ("/client/preview-texts/each-error-has-a-sentence",
                   test_each_error_has_a_sentence);
  g_test_add_func ("/client/preview-texts/other-errors-speak-for-themselves",
                   test_other_errors_speak_for_themselves);
  g_test_add_func ("/client/preview-texts/position-and-size-are-said",
                   test_position_and_size_are_said);
  g_test_add_func ("/client/preview-texts/findings-are-said", test_findings_are_said);
  g_test_add_func ("/client/preview-texts/thumbnails-need-room-and-pages",
                   test_thumbnails_need_room_and_pages);
  return g_test_run ();
}

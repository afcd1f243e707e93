/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What is picked is attached when it can be read, and else the reason is said. */

#include "client/documents/picked-file.h"
#include "client/stage.h"
#include "domain/file.h"
#include "sample-documents.h"

#include <adwaita.h>
#include <glib/gstdio.h>

typedef struct
{
  char *folder;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("ed-picked-XXXXXX", NULL);
  g_assert_nonnull (fixture->folder);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->folder);
}

static gboolean
is_settled (gpointer data)
{
  EdPickedState state = ed_picked_file_state (data);

  if (state == ED_PICKED_READ)
    ed_picked_file_check (data);
  return state == ED_PICKED_GOOD || state == ED_PICKED_BAD;
}

/* Picks BYTES from a file called NAME (the folder's own for NULL). Takes BYTES. */
static EdPickedFile *
pick (Fixture *fixture, const char *name, GBytes *bytes)
{
  g_autoptr (GBytes) taken = bytes;
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  EdPickedFile *picked;
  gsize length;
  const char *start = bytes == NULL ? NULL : g_bytes_get_data (bytes, &length);

  if (bytes != NULL)
    g_assert_true (g_file_set_contents (path, start == NULL ? "" : start, (gssize) length, NULL));
  picked = ed_picked_file_new (file);
  ed_stage_wait (is_settled, picked);
  if (bytes != NULL)
    g_assert_cmpint (g_remove (path), ==, 0);
  return picked;
}

static void
test_good_files_are_read_whole (Fixture *fixture, gconstpointer data)
{
  const struct
  {
    const char *name;
    GBytes *bytes;
    const char *type;
  } files[] = {
    { "log.pdf", ed_sample_pdf (), "PDF" },
    { "a photograph.jpg", ed_sample_image ("jpeg", 40, 30, FALSE), "JPEG" },
    { "scan.png", ed_sample_image ("png", 40, 30, FALSE), "PNG" },
    { "not a picture.png", ed_sample_pdf (), "PDF" }, /* told by content */
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_ref (files[i].bytes);
      g_autoptr (EdPickedFile) picked = pick (fixture, files[i].name, files[i].bytes);
      g_autofree char *detail = NULL;

      g_object_get (picked, "detail", &detail, NULL);
      g_assert_cmpint (ed_picked_file_state (picked), ==, ED_PICKED_GOOD);
      g_assert_cmpstr (ed_picked_file_name (picked), ==, files[i].name);
      g_assert_null (ed_picked_file_trouble (picked));
      g_assert_true (g_str_has_prefix (detail, files[i].type));
      g_assert_true (g_bytes_equal (ed_picked_file_bytes (picked), bytes));
      g_assert_cmpint (ed_picked_file_kind (picked), ==, -1);
    }
}

static GBytes *
make_damaged (void)
{
  g_autoptr (GBytes) whole = ed_sample_pdf ();

  return g_bytes_new_from_bytes (whole, 0, 60);
}

/* As large as may be, and a byte more. */
static GBytes *
make_large (void)
{
  gsize length = ED_FILE_BYTES_MAX + 1;

  return g_bytes_new_take (g_malloc0 (length), length);
}

static void
test_bad_files_say_why (Fixture *fixture, gconstpointer data)
{
  const struct
  {
    const char *name;
    GBytes *bytes; /* NULL: there is no such file */
    const char *sentence;
  } files[] = {
    { "empty.pdf", g_bytes_new_static ("", 0), "The file is empty." },
    { "film.pdf", g_bytes_new_static ("RIFF....AVI ", 12), "Only PDF, JPEG and PNG files" },
    { "large.pdf", make_large (), "The file is too large: it has 25.0" },
    { "locked.pdf", ed_sample_locked_pdf (), "The PDF is locked with a password" },
    { "damaged.pdf", make_damaged (), "The file is damaged or incomplete." },
    { "gone.pdf", NULL, "The file cannot be read: " },
    { NULL, NULL, "This is a folder." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (EdPickedFile) picked = pick (fixture, files[i].name, files[i].bytes);

      g_test_message ("%s: %s", files[i].name, ed_picked_file_trouble (picked));
      g_assert_cmpint (ed_picked_file_state (picked), ==, ED_PICKED_BAD);
      g_assert_true (g_str_has_prefix (ed_picked_file_trouble (picked), files[i].sentence));
    }
}

static void
test_names_are_made_safe (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EdPickedFile) picked =
      pick (fixture, "log\u202efdp.exe", ed_sample_image ("png", 4, 4, FALSE));

  g_assert_cmpstr (ed_picked_file_name (picked), ==, "log_fdp.exe");
}

static void
test_closed_file_is_let_go (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) file = g_file_new_for_path (fixture->folder);
  EdPickedFile *reading = ed_picked_file_new (file);
  g_autoptr (GBytes) bytes = ed_sample_pdf ();
  EdPickedFile *checked = ed_picked_file_new_for_bytes ("log.pdf", bytes);

  ed_picked_file_check (checked);
  ed_picked_file_close (reading);
  ed_picked_file_close (checked);
  g_object_add_weak_pointer (G_OBJECT (reading), (gpointer *) &reading);
  g_object_unref (reading);
  while (reading != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_finalize_object (checked);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  ADD ("/client/picked-file/good", test_good_files_are_read_whole);
  ADD ("/client/picked-file/bad", test_bad_files_say_why);
  ADD ("/client/picked-file/names", test_names_are_made_safe);
  ADD ("/client/picked-file/closed", test_closed_file_is_let_go);
#undef ADD
  return g_test_run ();
}

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Archives are what other programs read: bytes where the format says, sums that are right. */

#include "forms/zip.h"

#include <glib/gstdio.h>
#include <string.h>

static guint32
read_32 (const guint8 *at)
{
  return (guint32) at[0] | (guint32) at[1] << 8 | (guint32) at[2] << 16 | (guint32) at[3] << 24;
}

static guint
read_16 (const guint8 *at)
{
  return (guint) at[0] | (guint) at[1] << 8;
}

static GBytes *
make_archive (void)
{
  EdZip *zip = ed_zip_new ();
  g_autoptr (GBytes) digits = g_bytes_new_static ("123456789", 9);
  g_autoptr (GBytes) nothing = g_bytes_new_static ("", 0);

  ed_zip_add (zip, "digits.txt", digits);
  ed_zip_add (zip, "files/Öröm.pdf", nothing);
  return ed_zip_finish (zip);
}

/* The sum of "123456789" is the check value that every description of CRC-32 gives. */
static void
test_zip_is_as_described (void)
{
  g_autoptr (GBytes) archive = make_archive ();
  gsize length;
  const guint8 *bytes = g_bytes_get_data (archive, &length);
  const guint8 *end = bytes + length - 22;
  const guint8 *entry;

  g_assert_cmphex (read_32 (bytes), ==, 0x04034b50);
  g_assert_cmphex (read_32 (bytes + 14), ==, 0xcbf43926);
  g_assert_cmpuint (read_32 (bytes + 18), ==, 9);
  g_assert_cmpmem (bytes + 30, 10, "digits.txt", 10);
  g_assert_cmpmem (bytes + 40, 9, "123456789", 9);
  g_assert_cmphex (read_32 (end), ==, 0x06054b50);
  g_assert_cmpuint (read_16 (end + 10), ==, 2);
  g_assert_cmpuint (read_32 (end + 16) + read_32 (end + 12), ==, length - 22);
  entry = bytes + read_32 (end + 16);
  for (guint i = 0; i < 2; i++)
    {
      const guint8 *local = bytes + read_32 (entry + 42);
      guint name = read_16 (entry + 28);

      g_assert_cmphex (read_32 (entry), ==, 0x02014b50);
      g_assert_cmphex (read_32 (local), ==, 0x04034b50);
      g_assert_cmpmem (entry + 46, name, local + 30, name);
      g_assert_cmpuint (read_32 (entry + 16), ==, read_32 (local + 14));
      entry += 46 + name;
    }
  g_assert_true (entry == end);
}

/* Another program's opinion, where there is one. */
static void
test_zip_is_read_by_others (void)
{
  g_autoptr (GBytes) archive = make_archive ();
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("zip-XXXXXX", &error);
  g_autofree char *path = g_build_filename (folder, "made.zip", NULL);
  g_autofree char *python = g_find_program_in_path ("python3");
  g_autofree char *said = NULL;
  const char *script = "import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]);"
                       "print(z.testzip(), z.read('digits.txt').decode(), len(z.namelist()),"
                       " 'files/\\u00d6r\\u00f6m.pdf' in z.namelist())";
  char *argv[] = { python, (char *) "-c", (char *) script, path, NULL };

  g_assert_no_error (error);
  g_file_set_contents (path,
                       g_bytes_get_data (archive, NULL),
                       (gssize) g_bytes_get_size (archive),
                       &error);
  g_assert_no_error (error);
  if (python == NULL)
    g_test_skip ("no python3");
  else
    {
      g_spawn_sync (NULL, argv, NULL, 0, NULL, NULL, &said, NULL, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (said, ==, "None 123456789 2 True\n");
    }
  g_assert_cmpint (g_remove (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/forms/zip/as-described", test_zip_is_as_described);
  g_test_add_func ("/forms/zip/read-by-others", test_zip_is_read_by_others);
  return g_test_run ();
}

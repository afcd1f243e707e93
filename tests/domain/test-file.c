/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a file may be, and what it may be called. */

#include "domain/file.h"

#include <string.h>

#include "domain/case.h"
#include "domain/play.h"

#define PNG "\x89PNG\r\n\x1a\n\0\0\0\rIHDR"

static const struct
{
  const char *bytes;
  gsize length;
  gint64 type;
} contents[] = {
  { "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", 15, ED_MEDIA_PDF },
  { "%PDF-", 5, ED_MEDIA_PDF },
  { "%PDF", 4, ED_ABSENT },
  { "%pdf-1.7", 8, ED_ABSENT },
  { " %PDF-1.7", 9, ED_ABSENT },
  { "<html>%PDF-1.7", 14, ED_ABSENT },
  { "\xff\xd8\xff\xe0\0\x10JFIF", 10, ED_MEDIA_JPEG },
  { "\xff\xd8\xff\xdb", 4, ED_MEDIA_JPEG },
  { "\xff\xd8", 2, ED_ABSENT },
  { PNG "\0\0", 18, ED_MEDIA_PNG },
  { PNG, 16, ED_MEDIA_PNG },
  { PNG, 15, ED_ABSENT },
  { "\x89PNG\n\x1a\n\0\0\0\rIHDR ", 16, ED_ABSENT }, /* as a transfer of text leaves it */
  { "GIF89a", 6, ED_ABSENT },
  { "PK\3\4", 4, ED_ABSENT },
  { "MZ", 2, ED_ABSENT },
  { "<svg xmlns=", 11, ED_ABSENT },
  { "", 0, ED_ABSENT },
};

static void
test_type_by_content (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (contents); i++)
    {
      /* So that a byte read too many is found out. */
      g_autofree guint8 *bytes = g_malloc (MAX (contents[i].length, 1));

      memcpy (bytes, contents[i].bytes, contents[i].length);
      g_assert_cmpint (ed_file_type_of (bytes, contents[i].length), ==, contents[i].type);
    }
}

static const struct
{
  const char *name;
  const char *made; /* NULL: safe as it is */
} names[] = {
  { "scan.pdf", NULL },
  { "Kezelési napló – 261.pdf", NULL },
  { "治療記録.pdf", NULL },
  { "a", NULL },
  { "no ending", NULL },
  { "two..dots.pdf", NULL },
  { "/home/anna/scan.pdf", "scan.pdf" },
  { "C:\\Users\\Anna\\scan.pdf", "scan.pdf" },
  { "../../etc/passwd", "passwd" },
  { "..", "_" },
  { ".", "_" },
  { "", "_" },
  { "/", "_" },
  { ".hidden.pdf", "hidden.pdf" },
  { " scan.pdf ", "scan.pdf" },
  { "scan.pdf.", "scan.pdf" },
  { "a:b*c?.pdf", "a_b_c_.pdf" },
  { "line\nend.pdf", "line_end.pdf" },
  { "zero\x01.pdf", "zero_.pdf" },
  { "x\xe2\x80\xae"
    "fdp.exe",
    "x_fdp.exe" }, /* read as "xexe.pdf" */
  { "wide\xe2\x80\x8bless.pdf", "wide_less.pdf" },
};

static void
test_names (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *made = ed_file_make_name (names[i].name);

      g_assert_cmpint (ed_file_name_is_safe (names[i].name), ==, names[i].made == NULL);
      g_assert_cmpstr (made, ==, names[i].made != NULL ? names[i].made : names[i].name);
      g_assert_true (ed_file_name_is_safe (made));
    }
}

static void
test_long_name_keeps_its_ending (void)
{
  g_autofree char *letters = g_strnfill (400, 'x');
  g_autofree char *with = g_strconcat ("ő", letters, ".pdf", NULL);
  g_autofree char *short_with = ed_file_make_name (with);
  g_autofree char *short_without = ed_file_make_name (letters);

  g_assert_false (ed_file_name_is_safe (with));
  g_assert_cmpint (g_utf8_strlen (short_with, -1), ==, 255);
  g_assert_true (g_str_has_prefix (short_with, "őxxx"));
  g_assert_true (g_str_has_suffix (short_with, "xxx.pdf"));
  g_assert_cmpint (g_utf8_strlen (short_without, -1), ==, 255);
  g_assert_true (ed_file_name_is_safe (short_with));
}

static void
test_broken_text_becomes_a_name (void)
{
  g_autofree char *made = ed_file_make_name ("scan\xff\xfe.pdf");

  g_assert_false (ed_file_name_is_safe ("scan\xff\xfe.pdf"));
  g_assert_true (ed_file_name_is_safe (made));
  g_assert_true (g_str_has_suffix (made, ".pdf"));
}

static EdFile *
new_file (void)
{
  EdFile *file = ed_record_new (&ed_file_type);

  file->id = g_strdup (play_id (1));
  file->case_id = g_strdup (play_id (2));
  file->assignment_id = g_strdup (play_id (3));
  file->kind = ED_DOCUMENT_OTHER;
  file->name = g_strdup ("scan.pdf");
  file->type = ED_MEDIA_PDF;
  file->length = 1;
  file->sha256 = g_strnfill (64, '0');
  return file;
}

static void
test_every_field_is_needed (void)
{
  g_autoptr (EdFile) whole = new_file ();

  g_assert_null (ed_file_find_invalid (whole));
  for (guint i = 0; i < ed_file_type.n_fields; i++)
    {
      g_autoptr (EdFile) file = new_file ();

      if (ed_field_is_absent (&ed_file_type.fields[i], file))
        continue;
      ed_field_clear (&ed_file_type.fields[i], file);
      g_assert_cmpstr (ed_file_find_invalid (file), ==, ed_file_type.fields[i].name);
    }
}

static void
test_wrong_fields (void)
{
  static const struct
  {
    const char *field;
    const char *text;
  } rows[] = {
    { "id", "F0010000-0000-4000-8000-000000000001" },
    { "case_id", "../1" },
    { "name", "../scan.pdf" },
    { "sha256", "00" },
    { "sha256", "A000000000000000000000000000000000000000000000000000000000000000" },
    { "sha256", "z000000000000000000000000000000000000000000000000000000000000000" },
    { "sha256", "00000000000000000000000000000000000000000000000000000000000000000" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (EdFile) file = new_file ();

      ed_field_set_text (ed_record_type_find (&ed_file_type, rows[i].field), file, rows[i].text);
      g_assert_cmpstr (ed_file_find_invalid (file), ==, rows[i].field);
    }
}

static void
test_lengths (void)
{
  static const struct
  {
    gint64 length;
    const char *field;
  } rows[] = { { 0, "length" }, { -1, "length" }, { 1, NULL }, { ED_FILE_BYTES_MAX + 1, NULL } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (EdFile) file = new_file ();

      file->length = rows[i].length;
      g_assert_cmpstr (ed_file_find_invalid (file), ==, rows[i].field);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/domain/file/type-by-content", test_type_by_content);
  g_test_add_func ("/domain/file/names", test_names);
  g_test_add_func ("/domain/file/long-name-keeps-its-ending", test_long_name_keeps_its_ending);
  g_test_add_func ("/domain/file/broken-text-becomes-a-name", test_broken_text_becomes_a_name);
  g_test_add_func ("/domain/file/every-field-is-needed", test_every_field_is_needed);
  g_test_add_func ("/domain/file/wrong-fields", test_wrong_fields);
  g_test_add_func ("/domain/file/lengths", test_lengths);
  return g_test_run ();
}

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "wire/upload.h"

#include <string.h>

#include "domain/case.h"
#include "wire/samples.h"

#define ID "f0010000-0000-4000-8000-000000000001"
#define CASE "c2610000-0000-4000-8000-000000000001"
#define ASSIGNMENT "a1110000-0000-4000-8000-000000000001"
#define HASH "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
#define TARGET "\"target\":{\"case\":\"" CASE "\",\"assignment\":\"" ASSIGNMENT "\"}"
#define REST(name, type, length)                                                         \
  ",\"id\":\"" ID "\",\"kind\":\"treatment_log\",\"name\":\"" name "\",\"type\":\"" type \
  "\",\"length\":" length ",\"sha256\":\"" HASH "\"}"
#define OF(kind)                                                                                 \
  ",\"id\":\"" ID "\",\"kind\":\"" kind "\",\"name\":\"a\",\"type\":\"image/png\",\"length\":1," \
  "\"sha256\":\"" HASH "\"}"
#define WHOLE "{" TARGET REST ("Treatment log 261.pdf", "application/pdf", "1500000")

static EdFile *
read_upload (const char *text, GError **error)
{
  gsize length = strlen (text);
  g_autofree char *bytes = sample_bytes (text, length);

  return ed_upload_from_json (bytes, (gssize) length, error);
}

static void
test_there_and_back (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EdFile) file = read_upload (WHOLE, &error);
  g_autofree char *again = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (file->id, ==, ID);
  g_assert_cmpstr (file->case_id, ==, CASE);
  g_assert_cmpstr (file->assignment_id, ==, ASSIGNMENT);
  g_assert_cmpint (file->kind, ==, ED_DOCUMENT_TREATMENT_LOG);
  g_assert_cmpint (file->type, ==, ED_MEDIA_PDF);
  g_assert_cmpint (file->length, ==, 1500000);
  again = ed_upload_to_json (file);
  g_assert_cmpstr (again, ==, WHOLE);
}

static const struct
{
  const char *text;
  const char *field; /* NULL: malformed; "": right */
} rows[] = {
  { "{\"new\":[1]," TARGET REST ("a", "image/png", "1"), "" },
  { "{" TARGET REST ("a", "image/jpeg", "26214401"), "" },
  { "", NULL },
  { "[]", NULL },
  { "{" TARGET "," TARGET REST ("a", "image/png", "1"), NULL },
  { "{}", "id" },
  { "{" TARGET REST ("a", "image/gif", "1"), "type" },
  { "{" TARGET REST ("a", "", "1"), "type" },
  { "{" TARGET REST ("a/b", "image/png", "1"), "name" },
  { "{" TARGET REST ("..", "image/png", "1"), "name" },
  { "{" TARGET REST ("", "image/png", "1"), "name" },
  { "{" TARGET REST ("a", "image/png", "0"), "length" },
  { "{" TARGET REST ("a", "image/png", "-1"), "length" },
  { "{" TARGET REST ("a", "image/png", "1.5"), "length" },
  { "{" TARGET REST ("a", "image/png", "\"1\""), "length" },
  { "{\"target\":1" REST ("a", "image/png", "1"), "target" },
  { "{\"target\":{}" REST ("a", "image/png", "1"), "target" },
  { "{\"target\":{\"case\":\"" CASE "\"}" REST ("a", "image/png", "1"), "target" },
  { "{\"target\":{\"case\":\"" CASE "\",\"assignment\":\"x\"}" REST ("a", "image/png", "1"),
    "target" },
  /* Of a request: what its sender shares, and what an expert or a coordinator answers with. */
  { "{\"target\":{\"request\":\"" CASE "\"}" OF ("shared"), "" },
  { "{\"target\":{\"request\":\"" CASE "\"}" OF ("response"), "" },
  { "{\"target\":{\"request\":\"" CASE "\",\"assignment\":\"" ASSIGNMENT "\"}" OF ("response"),
    "" },
  { "{\"target\":{\"request\":\"" CASE "\",\"assignment\":\"" ASSIGNMENT "\"}" OF ("shared"),
    "target" },
  { "{\"target\":{\"request\":\"" CASE "\"}" OF ("other"), "target" },
  { "{" TARGET OF ("shared"), "target" },
  { "{\"target\":{\"request\":\"" CASE "\",\"case\":\"" CASE "\"}" OF ("shared"), "target" },
  { "{\"case_id\":\"" CASE "\",\"assignment_id\":\"" ASSIGNMENT "\"" REST ("a", "image/png", "1"),
    "target" },
};

static void
test_readers_judge (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (EdFile) file = read_upload (rows[i].text, &error);

      g_test_message ("%s", rows[i].text);
      if (rows[i].field != NULL && *rows[i].field == '\0')
        {
          g_assert_no_error (error);
          continue;
        }
      g_assert_null (file);
      g_assert_error (error,
                      ED_WIRE_ERROR,
                      (rows[i].field != NULL ? ED_WIRE_ERROR_FIELD : ED_WIRE_ERROR_MALFORMED));
      if (rows[i].field != NULL)
        g_assert_cmpstr (error->message, ==, rows[i].field);
    }
}

static void
test_answer (void)
{
  static const struct
  {
    const char *text;
    gint64 offset;
  } answers[] = {
    { "{\"id\":\"" ID "\",\"offset\":0}", 0 },
    { "{\"offset\":26214400}", 26214400 },
    { "{\"offset\":-1}", -1 },
    { "{\"offset\":\"1\"}", -1 },
    { "{}", -1 },
    { "", -1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    g_assert_cmpint (ed_upload_answer_read (answers[i].text, -1), ==, answers[i].offset);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/wire/upload/there-and-back", test_there_and_back);
  g_test_add_func ("/wire/upload/readers-judge", test_readers_judge);
  g_test_add_func ("/wire/upload/answer", test_answer);
  return g_test_run ();
}

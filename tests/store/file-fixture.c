/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "file-fixture.h"

#include <string.h>

const char *
desk_document_id (guint n)
{
  g_autofree char *id = g_strdup_printf ("d0000000-0000-4000-8000-%012u", n);

  return g_intern_string (id);
}

static int
find_number (const char *id)
{
  return atoi (id + strlen ("d0000000-0000-4000-8000-"));
}

GBytes *
desk_make_pdf (gsize length, const char *mark)
{
  static const char beginning[] = "%PDF-1.7\n";
  char *bytes = g_malloc (length);

  g_assert_cmpuint (length, >=, strlen (beginning));
  for (gsize i = 0; i < length; i++)
    bytes[i] = (char) ('a' + i * 31 % 23 + i / CHUNK);
  memcpy (bytes, beginning, strlen (beginning));
  for (gsize at = strlen (beginning); mark != NULL && at + strlen (mark) <= length; at += CHUNK)
    memcpy (bytes + at, mark, strlen (mark));
  return g_bytes_new_take (bytes, length);
}

EdCommand *
desk_attach_command (guint n, guint case_n)
{
  EdCommand *command = ed_command_new (ED_COMMAND_DOCUMENT_ATTACH,
                                       desk_command_id (n),
                                       desk_case_id (case_n),
                                       desk_assignment_id (case_n),
                                       DESK_NOW);
  EdArgs *args = command->args;

  args->upload = g_strdup (desk_document_id (n));
  args->kind = ED_DOCUMENT_TREATMENT_LOG;
  return command;
}

void
desk_attach (Desk *desk, guint n, guint case_n, GBytes *content)
{
  g_autoptr (EdCommand) command = desk_attach_command (n, case_n);
  g_autofree char *name = g_strdup_printf ("log %u.pdf", n);
  g_autoptr (GError) error = NULL;
  EdRefusal refusal;
  gboolean done = ed_store_attach (desk->store, command, name, content, NULL, &refusal, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (ed_refusal_word (refusal.code), ==, ed_refusal_word (ED_REFUSAL_NONE));
  g_assert_true (done);
}

void
desk_put_attached (Desk *desk, guint case_n, guint n, GBytes *content)
{
  EdCase *case_ = desk_make_case (case_n);
  EdDocument *document = ed_record_new (&ed_document_type);

  document->id = g_strdup (desk_document_id (n));
  document->assignment_id = g_strdup (desk_assignment_id (case_n));
  document->kind = ED_DOCUMENT_TREATMENT_LOG;
  document->name = g_strdup_printf ("log %u.pdf", n);
  document->type = g_strdup ("application/pdf");
  document->size = (gint64) g_bytes_get_size (content);
  document->sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, content);
  document->at = DESK_NOW;
  g_ptr_array_add (case_->documents, document);
  desk_put (desk, case_);
}

void
desk_assert_files (Desk *desk, guint case_n, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) files = ed_store_list_files (desk->store, desk_case_id (case_n), &error);
  g_autoptr (GString) list = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < files->len; i++)
    {
      const EdFileProgress *file = files->pdata[i];

      g_string_append_printf (list,
                              "%s%d%c",
                              i > 0 ? " " : "",
                              find_number (file->document_id),
                              "wsSrha"[file->state]);
      if (file->sent != file->size)
        g_string_append_printf (list, "%" G_GINT64_FORMAT, file->sent);
      g_assert_true ((file->command_id != NULL) == (file->state < ED_FILE_HELD));
    }
  g_assert_cmpstr (list->str, ==, expected);
}

void
desk_assert_content (Desk *desk, guint case_n, guint n, GBytes *content)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EdFile) file = NULL;
  g_autoptr (GBytes) held = NULL;

  g_assert_true (ed_store_load_file (desk->store,
                                     desk_case_id (case_n),
                                     desk_document_id (n),
                                     &file,
                                     &held,
                                     &error));
  g_assert_no_error (error);
  g_assert_true ((held != NULL) == (content != NULL));
  if (content == NULL)
    return;
  g_assert_true (g_bytes_equal (held, content));
  g_assert_cmpint (file->length, ==, g_bytes_get_size (content));
  g_assert_cmpint (file->type, ==, ED_MEDIA_PDF);
}

void
desk_assert_upload (Desk *desk, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_auto (EdUpload) upload = { 0 };
  g_autofree char *text = NULL;

  g_assert_true (ed_store_next_upload (desk->store, &upload, &error));
  g_assert_no_error (error);
  if (upload.file != NULL)
    text = g_strdup_printf ("%d:%" G_GINT64_FORMAT, find_number (upload.file->id), upload.sent);
  g_assert_cmpstr (text != NULL ? text : "", ==, expected);
}

void
desk_note_upload (Desk *desk, guint n, gint64 sent)
{
  g_assert_true (ed_store_begin_upload (desk->store, desk_document_id (n), NULL));
  g_assert_true (ed_store_note_upload (desk->store, desk_document_id (n), sent, NULL));
}

void
desk_fetch (Desk *desk, guint case_n, guint n, GBytes *content)
{
  g_autoptr (EdFile) file = NULL;
  g_autoptr (GBytes) held = NULL;
  gint64 at = 0;

  g_assert_true (ed_store_load_file (desk->store,
                                     desk_case_id (case_n),
                                     desk_document_id (n),
                                     &file,
                                     &held,
                                     NULL));
  g_assert_nonnull (file);
  g_assert_null (held);
  g_assert_true (ed_store_begin_fetch (desk->store, file, &at, NULL));
  while (at < file->length)
    {
      gsize length = MIN (CHUNK, (gsize) (file->length - at));
      g_autoptr (GBytes) piece = g_bytes_new_from_bytes (content, (gsize) at, length);

      g_assert_true (ed_store_add_fetched (desk->store, file->id, piece, &at, NULL));
    }
}

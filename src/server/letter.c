/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/letter.h"

#include <gmime/gmime.h>
#include <string.h>

#include "server/secrets.h"

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GMimeMessage, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GMimeTextPart, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GMimeStream, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GMimeFormatOptions, g_mime_format_options_free)

static gpointer
start_gmime (gpointer unused)
{
  g_mime_init ();
  return NULL;
}

static void
set_headers (GMimeMessage *message, const EdLetter *letter)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (letter->at / 1000);
  const char *domain = strrchr (letter->from, '@');
  g_autofree char *id = g_strconcat (letter->id, domain != NULL ? domain : "@localhost", NULL);

  g_mime_message_add_mailbox (message, GMIME_ADDRESS_TYPE_FROM, letter->from_name, letter->from);
  g_mime_message_add_mailbox (message, GMIME_ADDRESS_TYPE_TO, letter->to_name, letter->to);
  if (letter->reply_to != NULL)
    g_mime_message_add_mailbox (message,
                                GMIME_ADDRESS_TYPE_REPLY_TO,
                                letter->reply_name,
                                letter->reply_to);
  g_mime_message_set_subject (message, letter->subject, "utf-8");
  g_mime_message_set_date (message, date);
  g_mime_message_set_message_id (message, id);
  if (letter->is_automatic)
    g_mime_object_set_header (GMIME_OBJECT (message), "Auto-Submitted", "auto-generated", NULL);
}

/* TEXT with no line ends but LF: the others are made when it is written. */
static char *
settle_line_ends (const char *text)
{
  g_autoptr (GString) settled = g_string_new (text);

  g_string_replace (settled, "\r\n", "\n", 0);
  g_string_replace (settled, "\r", "\n", 0);
  return g_string_free (g_steal_pointer (&settled), FALSE);
}

GBytes *
ed_letter_build (const EdLetter *letter)
{
  static GOnce once = G_ONCE_INIT;
  g_autoptr (GMimeMessage) message = NULL;
  g_autoptr (GMimeTextPart) part = NULL;
  g_autoptr (GMimeStream) stream = NULL;
  g_autoptr (GMimeFormatOptions) format = NULL;
  g_autofree char *text = settle_line_ends (letter->text);
  GByteArray *bytes;

  g_once (&once, start_gmime, NULL);
  message = g_mime_message_new (FALSE);
  set_headers (message, letter);
  part = g_mime_text_part_new_with_subtype ("plain");
  g_mime_text_part_set_charset (part, "utf-8");
  g_mime_text_part_set_text (part, text);
  g_mime_part_set_content_encoding (GMIME_PART (part), GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE);
  g_mime_message_set_mime_part (message, GMIME_OBJECT (part));

  format = g_mime_format_options_new ();
  g_mime_format_options_set_newline_format (format, GMIME_NEWLINE_FORMAT_DOS);
  stream = g_mime_stream_mem_new ();
  g_mime_object_write_to_stream (GMIME_OBJECT (message), format, stream);
  bytes = g_mime_stream_mem_get_byte_array (GMIME_STREAM_MEM (stream));
  return g_bytes_new (bytes->data, bytes->len);
}

void
ed_letter_clear (EdLetter *letter)
{
  g_clear_pointer (&letter->id, g_free);
  g_clear_pointer (&letter->from_name, g_free);
  g_clear_pointer (&letter->from, g_free);
  g_clear_pointer (&letter->to_name, g_free);
  g_clear_pointer (&letter->to, g_free);
  g_clear_pointer (&letter->reply_name, g_free);
  g_clear_pointer (&letter->reply_to, g_free);
  g_clear_pointer (&letter->subject, g_free);
  /* It may hold a password. */
  g_clear_pointer (&letter->text, ed_secrets_free_text);
}

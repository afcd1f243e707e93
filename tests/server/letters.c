/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "letters.h"

#include <gmime/gmime.h>
#include <string.h>

static char *
show_addresses (GMimeMessage *message, GMimeAddressType type)
{
  InternetAddressList *list = g_mime_message_get_addresses (message, type);

  return list != NULL && internet_address_list_length (list) > 0
             ? internet_address_list_to_string (list, NULL, FALSE)
             : g_strdup ("");
}

static char *
read_text (GMimeMessage *message)
{
  GMimeObject *part = g_mime_message_get_mime_part (message);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  g_assert_true (GMIME_IS_TEXT_PART (part));
  g_assert_cmpstr (g_mime_text_part_get_charset (GMIME_TEXT_PART (part)), ==, "utf-8");
  text = g_mime_text_part_get_text (GMIME_TEXT_PART (part));
  lines = g_strsplit (text, "\r\n", -1);
  return g_strjoinv ("\n", lines);
}

Letter *
letter_read (const char *path)
{
  Letter *self = g_new0 (Letter, 1);
  GMimeStream *stream;
  GMimeParser *parser;
  GMimeMessage *message;
  gsize length;

  g_mime_init ();
  g_assert_true (g_file_get_contents (path, &self->source, &length, NULL));
  stream = g_mime_stream_mem_new_with_buffer (self->source, length);
  parser = g_mime_parser_new_with_stream (stream);
  message = g_mime_parser_construct_message (parser, NULL);
  g_assert_nonnull (message);
  self->from = show_addresses (message, GMIME_ADDRESS_TYPE_FROM);
  self->to = show_addresses (message, GMIME_ADDRESS_TYPE_TO);
  self->reply_to = show_addresses (message, GMIME_ADDRESS_TYPE_REPLY_TO);
  self->subject = g_strdup (g_mime_message_get_subject (message));
  self->text = read_text (message);
  self->id = g_strdup (g_mime_message_get_message_id (message));
  self->date = g_strdup (g_mime_object_get_header (GMIME_OBJECT (message), "Date"));
  self->automatic = g_strdup (g_mime_object_get_header (GMIME_OBJECT (message), "Auto-Submitted"));
  g_object_unref (message);
  g_object_unref (parser);
  g_object_unref (stream);
  return self;
}

void
letter_free (Letter *self)
{
  g_free (self->source);
  g_free (self->from);
  g_free (self->to);
  g_free (self->reply_to);
  g_free (self->subject);
  g_free (self->text);
  g_free (self->id);
  g_free (self->date);
  g_free (self->automatic);
  g_free (self);
}

static int
compare_letters (gconstpointer a, gconstpointer b)
{
  const Letter *one = *(const Letter *const *) a;
  const Letter *two = *(const Letter *const *) b;
  int order = strcmp (one->to, two->to);

  return order != 0 ? order : strcmp (one->subject, two->subject);
}

GPtrArray *
letters_list (const char *folder)
{
  GPtrArray *letters = g_ptr_array_new_with_free_func ((GDestroyNotify) letter_free);
  g_autofree char *path = g_build_filename (folder, "new", NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);

      g_ptr_array_add (letters, letter_read (file));
    }
  g_ptr_array_sort (letters, compare_letters);
  return letters;
}

char *
letters_describe (GPtrArray *letters)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < letters->len; i++)
    {
      const Letter *letter = letters->pdata[i];

      g_string_append_printf (text, "%s: %s\n", letter->to, letter->subject);
    }
  return g_string_free (text, FALSE);
}

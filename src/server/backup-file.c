/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/backup-file.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>

#define MAGIC "EDBACKUP1\n"
#define MAGIC_LENGTH (sizeof MAGIC - 1)
#define CHUNK_BYTES (64 * 1024)
#define SEALED_BYTES (crypto_secretstream_xchacha20poly1305_KEYBYTES + crypto_box_SEALBYTES)
#define HEADER_BYTES crypto_secretstream_xchacha20poly1305_HEADERBYTES
#define EXTRA_BYTES crypto_secretstream_xchacha20poly1305_ABYTES
#define NAME_MAX_LENGTH 100
#define SIZE_BYTES 8
#define KEY_LINE "secret: "

typedef crypto_secretstream_xchacha20poly1305_state Stream;

G_STATIC_ASSERT (crypto_box_PUBLICKEYBYTES == ED_SECRET_BYTES);
G_STATIC_ASSERT (crypto_box_SECRETKEYBYTES == ED_SECRET_BYTES);

/* --- writing ---------------------------------------------------------------------------------- */

struct _EdBackupWriter
{
  char *path;
  FILE *file;
  Stream stream;
  guint8 chunk[CHUNK_BYTES];
  gsize length; /* of what is in it */
  crypto_generichash_state written;
  gboolean is_finished;
};

static gboolean
fail_file (GError **error, const char *path, const char *doing)
{
  int code = errno;

  g_set_error (error,
               G_FILE_ERROR,
               (gint) g_file_error_from_errno (code),
               "%s %s: %s",
               doing,
               path,
               g_strerror (code));
  return FALSE;
}

static gboolean
write_bytes (EdBackupWriter *self, const guint8 *bytes, gsize length, GError **error)
{
  if (fwrite (bytes, 1, length, self->file) != length)
    return fail_file (error, self->path, "writing");
  crypto_generichash_update (&self->written, bytes, length);
  return TRUE;
}

static gboolean
write_chunk (EdBackupWriter *self, unsigned char tag, GError **error)
{
  guint8 sealed[CHUNK_BYTES + EXTRA_BYTES];

  crypto_secretstream_xchacha20poly1305_push (&self->stream,
                                              sealed,
                                              NULL,
                                              self->chunk,
                                              self->length,
                                              NULL,
                                              0,
                                              tag);
  if (!write_bytes (self, sealed, self->length + EXTRA_BYTES, error))
    return FALSE;
  self->length = 0;
  return TRUE;
}

static gboolean
put (EdBackupWriter *self, const guint8 *bytes, gsize length, GError **error)
{
  while (length > 0)
    {
      gsize part = MIN (length, CHUNK_BYTES - self->length);

      memcpy (self->chunk + self->length, bytes, part);
      self->length += part;
      bytes += part;
      length -= part;
      if (self->length == CHUNK_BYTES
          && !write_chunk (self, crypto_secretstream_xchacha20poly1305_TAG_MESSAGE, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
begin (EdBackupWriter *self, const guint8 *public_key, GError **error)
{
  guint8 key[crypto_secretstream_xchacha20poly1305_KEYBYTES];
  guint8 sealed[SEALED_BYTES], header[HEADER_BYTES];

  crypto_generichash_init (&self->written, NULL, 0, ED_SECRET_BYTES);
  crypto_secretstream_xchacha20poly1305_keygen (key);
  crypto_secretstream_xchacha20poly1305_init_push (&self->stream, header, key);
  crypto_box_seal (sealed, key, sizeof key, public_key);
  sodium_memzero (key, sizeof key);
  return write_bytes (self, (const guint8 *) MAGIC, MAGIC_LENGTH, error)
         && write_bytes (self, sealed, sizeof sealed, error)
         && write_bytes (self, header, sizeof header, error);
}

EdBackupWriter *
ed_backup_writer_new (const char *path, const guint8 *public_key, GError **error)
{
  g_autoptr (EdBackupWriter) self = g_new0 (EdBackupWriter, 1);

  self->file = g_fopen (path, "wxb");
  if (self->file == NULL)
    {
      fail_file (error, path, "making");
      return NULL;
    }
  self->path = g_strdup (path);
  return begin (self, public_key, error) ? g_steal_pointer (&self) : NULL;
}

static gboolean
put_head (EdBackupWriter *self, const char *name, guint64 size, GError **error)
{
  guint8 length = (guint8) strlen (name);
  guint8 bytes[SIZE_BYTES];

  for (guint i = 0; i < SIZE_BYTES; i++)
    bytes[i] = (guint8) (size >> (8 * (SIZE_BYTES - 1 - i)));
  return put (self, &length, 1, error) && put (self, (const guint8 *) name, length, error)
         && put (self, bytes, sizeof bytes, error);
}

gboolean
ed_backup_writer_add (EdBackupWriter *self, const char *name, const char *file, GError **error)
{
  g_autoptr (GFile) source = g_file_new_for_path (file);
  g_autoptr (GFileInputStream) in = NULL;
  g_autoptr (GFileInfo) known = NULL;
  g_autofree guint8 *buffer = g_malloc (CHUNK_BYTES);
  goffset left;

  g_return_val_if_fail (strlen (name) > 0 && strlen (name) <= NAME_MAX_LENGTH, FALSE);

  in = g_file_read (source, NULL, error);
  if (in == NULL)
    return FALSE;
  known = g_file_input_stream_query_info (in, G_FILE_ATTRIBUTE_STANDARD_SIZE, NULL, error);
  if (known == NULL)
    return FALSE;
  left = g_file_info_get_size (known);
  if (!put_head (self, name, (guint64) left, error))
    return FALSE;
  while (left > 0)
    {
      gssize n = g_input_stream_read (G_INPUT_STREAM (in),
                                      buffer,
                                      (gsize) MIN (left, CHUNK_BYTES),
                                      NULL,
                                      error);

      if (n == 0)
        g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_IO, "%s has become shorter", file);
      if (n <= 0 || !put (self, buffer, (gsize) n, error))
        return FALSE;
      left -= n;
    }
  return TRUE;
}

/* Whether the disk holds what was written. */
static gboolean
read_back (EdBackupWriter *self, GError **error)
{
  guint8 expected[ED_SECRET_BYTES], found[ED_SECRET_BYTES];
  g_autofree guint8 *buffer = g_malloc (CHUNK_BYTES);
  crypto_generichash_state state;
  FILE *file = g_fopen (self->path, "rb");
  gboolean failed;
  gsize n;

  if (file == NULL)
    return fail_file (error, self->path, "reading");
  crypto_generichash_init (&state, NULL, 0, sizeof found);
  while ((n = fread (buffer, 1, CHUNK_BYTES, file)) > 0)
    crypto_generichash_update (&state, buffer, n);
  failed = ferror (file) != 0;
  fclose (file);
  crypto_generichash_final (&state, found, sizeof found);
  crypto_generichash_final (&self->written, expected, sizeof expected);
  if (!failed && memcmp (found, expected, sizeof found) == 0)
    return TRUE;
  g_set_error (error,
               G_FILE_ERROR,
               G_FILE_ERROR_IO,
               "%s does not hold what was written into it",
               self->path);
  return FALSE;
}

gboolean
ed_backup_writer_finish (EdBackupWriter *self, GError **error)
{
  const guint8 end = 0;
  FILE *file;

  if (!put (self, &end, 1, error)
      || !write_chunk (self, crypto_secretstream_xchacha20poly1305_TAG_FINAL, error))
    return FALSE;
  file = g_steal_pointer (&self->file);
  if (fflush (file) != 0 || g_fsync (fileno (file)) != 0)
    {
      fail_file (error, self->path, "writing");
      fclose (file);
      return FALSE;
    }
  if (fclose (file) != 0)
    return fail_file (error, self->path, "writing");
  self->is_finished = read_back (self, error);
  return self->is_finished;
}

void
ed_backup_writer_free (EdBackupWriter *self)
{
  if (self == NULL)
    return;
  if (self->file != NULL)
    fclose (self->file);
  if (self->path != NULL && !self->is_finished)
    g_unlink (self->path);
  g_free (self->path);
  sodium_memzero (self, sizeof *self);
  g_free (self);
}

/* --- reading ---------------------------------------------------------------------------------- */

typedef struct
{
  const char *path;
  FILE *file;
  Stream stream;
  guint8 chunk[CHUNK_BYTES];
  gsize at, length;
  gboolean is_last; /* the chunk */
} Reader;

static gboolean
refuse (const Reader *self, GError **error, const char *why)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "%s %s", self->path, why);
  return FALSE;
}

static gboolean
open_stream (Reader *self, const guint8 *secret_key, GError **error)
{
  guint8 magic[MAGIC_LENGTH], sealed[SEALED_BYTES], header[HEADER_BYTES];
  guint8 key[crypto_secretstream_xchacha20poly1305_KEYBYTES], public_key[ED_SECRET_BYTES];
  gboolean opened;

  if (fread (magic, 1, sizeof magic, self->file) != sizeof magic
      || memcmp (magic, MAGIC, sizeof magic) != 0
      || fread (sealed, 1, sizeof sealed, self->file) != sizeof sealed
      || fread (header, 1, sizeof header, self->file) != sizeof header)
    return refuse (self, error, "is no backup of this program");
  crypto_scalarmult_base (public_key, secret_key);
  if (crypto_box_seal_open (key, sealed, sizeof sealed, public_key, secret_key) != 0)
    return refuse (self, error, "was made for another backup key");
  opened = crypto_secretstream_xchacha20poly1305_init_pull (&self->stream, header, key) == 0;
  sodium_memzero (key, sizeof key);
  return opened || refuse (self, error, "is damaged");
}

static gboolean
read_chunk (Reader *self, GError **error)
{
  guint8 sealed[CHUNK_BYTES + EXTRA_BYTES];
  gsize n = self->is_last ? 0 : fread (sealed, 1, sizeof sealed, self->file);
  unsigned long long length;
  unsigned char tag;

  if (n < EXTRA_BYTES)
    return refuse (self, error, "is cut short");
  if (crypto_secretstream_xchacha20poly1305_pull (&self->stream,
                                                  self->chunk,
                                                  &length,
                                                  &tag,
                                                  sealed,
                                                  n,
                                                  NULL,
                                                  0)
      != 0)
    return refuse (self, error, "is damaged, or cut short");
  self->at = 0;
  self->length = (gsize) length;
  self->is_last = tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL;
  return TRUE;
}

/* Up to LENGTH bytes, at least 1, into *BYTES, which live until the next call; -1 on failure. */
static gssize
take (Reader *self, gsize length, const guint8 **bytes, GError **error)
{
  gsize part;

  while (self->at == self->length)
    {
      if (!read_chunk (self, error))
        return -1;
    }
  part = MIN (length, self->length - self->at);
  *bytes = self->chunk + self->at;
  self->at += part;
  return (gssize) part;
}

static gboolean
take_all (Reader *self, guint8 *buffer, gsize length, GError **error)
{
  while (length > 0)
    {
      const guint8 *bytes;
      gssize n = take (self, length, &bytes, error);

      if (n < 0)
        return FALSE;
      memcpy (buffer, bytes, (gsize) n);
      buffer += n;
      length -= (gsize) n;
    }
  return TRUE;
}

static gboolean
is_name (const char *name)
{
  return *name != '.' && *name != '\0'
         && strspn (name, G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS ".-_") == strlen (name);
}

static gboolean
unpack_file (Reader *self, const char *folder, const char *name, GError **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  guint8 size[SIZE_BYTES];
  guint64 left = 0;
  FILE *out;
  gboolean done = TRUE;

  if (!is_name (name) || !take_all (self, size, sizeof size, error))
    return is_name (name) ? FALSE : refuse (self, error, "holds a file of a strange name");
  for (guint i = 0; i < SIZE_BYTES; i++)
    left = left << 8 | size[i];
  out = g_fopen (path, "wb");
  if (out == NULL)
    return fail_file (error, path, "making");
  while (done && left > 0)
    {
      const guint8 *bytes;
      gssize n = take (self, (gsize) MIN (left, CHUNK_BYTES), &bytes, error);

      done =
          n > 0
          && (fwrite (bytes, 1, (gsize) n, out) == (gsize) n || fail_file (error, path, "writing"));
      left -= done ? (guint64) n : 0;
    }
  if (done && (fflush (out) != 0 || g_fsync (fileno (out)) != 0))
    done = fail_file (error, path, "writing");
  fclose (out);
  return done && (g_chmod (path, 0600) == 0 || fail_file (error, path, "protecting"));
}

static gboolean
unpack_all (Reader *self, const char *folder, GError **error)
{
  guint8 length;

  while (take_all (self, &length, 1, error))
    {
      char name[NAME_MAX_LENGTH + 1] = { 0 };

      if (length == 0)
        return self->is_last || refuse (self, error, "goes on behind its end");
      if (length > NAME_MAX_LENGTH)
        return refuse (self, error, "holds a file of a strange name");
      if (!take_all (self, (guint8 *) name, length, error)
          || !unpack_file (self, folder, name, error))
        return FALSE;
    }
  return FALSE;
}

gboolean
ed_backup_unpack (const char *path, const guint8 *secret_key, const char *folder, GError **error)
{
  g_autofree Reader *self = g_new0 (Reader, 1);
  gboolean done;

  self->path = path;
  self->file = g_fopen (path, "rb");
  if (self->file == NULL)
    return fail_file (error, path, "reading");
  done = open_stream (self, secret_key, error) && unpack_all (self, folder, error);
  fclose (self->file);
  sodium_memzero (self, sizeof *self);
  return done;
}

/* --- keys ------------------------------------------------------------------------------------- */

char *
ed_backup_key_make (const char *path, GError **error)
{
  guint8 public_key[ED_SECRET_BYTES], secret_key[ED_SECRET_BYTES];
  char *secret, *text;
  char *shown = NULL;

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_EXIST, "%s exists already", path);
      return NULL;
    }
  crypto_box_keypair (public_key, secret_key);
  secret = ed_secrets_to_text (secret_key, sizeof secret_key);
  sodium_memzero (secret_key, sizeof secret_key);
  text = g_strdup_printf (KEY_LINE "%s\n", secret);
  if (g_file_set_contents_full (path,
                                text,
                                -1,
                                G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                0600,
                                error))
    shown = ed_secrets_to_text (public_key, sizeof public_key);
  ed_secrets_free_text (secret);
  ed_secrets_free_text (text);
  return shown;
}

static gboolean
read_key (const char *text, guint8 *key, GError **error)
{
  gsize length = 0;
  guint8 *bytes = ed_secrets_from_text (text, &length);
  gboolean is_key = bytes != NULL && length == ED_SECRET_BYTES;

  if (is_key)
    memcpy (key, bytes, length);
  else
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "this is no backup key");
  if (bytes != NULL)
    sodium_memzero (bytes, length);
  g_free (bytes);
  return is_key;
}

gboolean
ed_backup_key_read_secret (const char *path, guint8 *key, GError **error)
{
  char *text = NULL;
  gboolean is_key;

  if (!g_file_get_contents (path, &text, NULL, error))
    return FALSE;
  g_strchomp (text);
  is_key = read_key (g_str_has_prefix (text, KEY_LINE) ? text + strlen (KEY_LINE) : "", key, error);
  if (!is_key)
    g_prefix_error (error, "%s: ", path);
  ed_secrets_free_text (text);
  return is_key;
}

gboolean
ed_backup_key_read_public (const char *text, guint8 *key, GError **error)
{
  return read_key (text, key, error);
}

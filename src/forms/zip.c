/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "forms/zip.h"

#include <string.h>

#define LOCAL_HEADER 0x04034b50u
#define ENTRY_HEADER 0x02014b50u
#define END_HEADER 0x06054b50u
#define VERSION 20
#define MADE_BY ((3 << 8) | VERSION) /* as on Unix: the mode stands in the attributes */
#define NAMES_ARE_UTF8 (1 << 11)
#define MODE (0100600u << 16)
#define FIRST_DAY \
  ((0 << 9) | (1 << 5) | 1) /* 1 January 1980: when it was made is nobody's concern */

struct _EdZip
{
  GByteArray *bytes;
  GByteArray *directory;
  guint n;
};

static void
append_16 (GByteArray *bytes, guint value)
{
  const guint8 little[] = { value & 0xff, (value >> 8) & 0xff };

  g_byte_array_append (bytes, little, sizeof little);
}

static void
append_32 (GByteArray *bytes, guint32 value)
{
  append_16 (bytes, value & 0xffff);
  append_16 (bytes, value >> 16);
}

/* CRC-32 as in ISO 3309, a bit at a time. */
static guint32
sum_up (const guint8 *data, gsize length)
{
  guint32 sum = 0xffffffffu;

  for (gsize i = 0; i < length; i++)
    {
      sum ^= data[i];
      for (int bit = 0; bit < 8; bit++)
        sum = (sum >> 1) ^ (0xedb88320u & (0u - (sum & 1)));
    }
  return ~sum;
}

/* What the header before a file and its entry in the directory have in common. */
static void
append_shared (GByteArray *bytes, const char *name, guint32 sum, guint32 length)
{
  append_16 (bytes, VERSION);
  append_16 (bytes, NAMES_ARE_UTF8);
  append_16 (bytes, 0); /* stored */
  append_16 (bytes, 0); /* midnight */
  append_16 (bytes, FIRST_DAY);
  append_32 (bytes, sum);
  append_32 (bytes, length);
  append_32 (bytes, length);
  append_16 (bytes, (guint) strlen (name));
  append_16 (bytes, 0); /* nothing extra */
}

EdZip *
ed_zip_new (void)
{
  EdZip *self = g_new0 (EdZip, 1);

  self->bytes = g_byte_array_new ();
  self->directory = g_byte_array_new ();
  return self;
}

void
ed_zip_free (EdZip *self)
{
  if (self == NULL)
    return;
  g_byte_array_unref (self->bytes);
  g_byte_array_unref (self->directory);
  g_free (self);
}

void
ed_zip_add (EdZip *self, const char *name, GBytes *content)
{
  gsize length = 0;
  const guint8 *data = g_bytes_get_data (content, &length);
  guint32 sum = sum_up (data, length);
  guint32 offset = self->bytes->len;

  append_32 (self->bytes, LOCAL_HEADER);
  append_shared (self->bytes, name, sum, (guint32) length);
  g_byte_array_append (self->bytes, (const guint8 *) name, (guint) strlen (name));
  if (length > 0)
    g_byte_array_append (self->bytes, data, (guint) length);

  append_32 (self->directory, ENTRY_HEADER);
  append_16 (self->directory, MADE_BY);
  append_shared (self->directory, name, sum, (guint32) length);
  append_16 (self->directory, 0); /* no comment */
  append_16 (self->directory, 0); /* on the only disk */
  append_16 (self->directory, 0);
  append_32 (self->directory, MODE);
  append_32 (self->directory, offset);
  g_byte_array_append (self->directory, (const guint8 *) name, (guint) strlen (name));
  self->n++;
}

GBytes *
ed_zip_finish (EdZip *self)
{
  guint32 at = self->bytes->len;
  GBytes *archive;

  g_byte_array_append (self->bytes, self->directory->data, self->directory->len);
  append_32 (self->bytes, END_HEADER);
  append_16 (self->bytes, 0);
  append_16 (self->bytes, 0);
  append_16 (self->bytes, self->n);
  append_16 (self->bytes, self->n);
  append_32 (self->bytes, self->directory->len);
  append_32 (self->bytes, at);
  append_16 (self->bytes, 0);
  archive = g_byte_array_free_to_bytes (g_steal_pointer (&self->bytes));
  self->bytes = g_byte_array_new ();
  ed_zip_free (self);
  return archive;
}

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/compress.h"

#include <gio/gio.h>
#include <zstd.h>

#define ZSTD_LEVEL 1
#define GZIP_LEVEL 1

/* Whether the header allows CODING: named, and not with a weight of 0. */
static gboolean
accepts (const char *header, const char *coding)
{
  g_auto (GStrv) parts = g_strsplit (header, ",", 32);

  for (char **part = parts; *part != NULL; part++)
    {
      g_auto (GStrv) words = g_strsplit (*part, ";", 4);
      const char *weight = words[0] != NULL && words[1] != NULL ? g_strstrip (words[1]) : "";

      if (words[0] == NULL || g_ascii_strcasecmp (g_strstrip (words[0]), coding) != 0)
        continue;
      return !g_str_has_prefix (weight, "q=") || g_ascii_strtod (weight + 2, NULL) > 0;
    }
  return FALSE;
}

static GBytes *
compress_zstd (GBytes *body)
{
  gsize length, size;
  const void *bytes = g_bytes_get_data (body, &length);
  gsize bound = ZSTD_compressBound (length);
  guint8 *out = g_malloc (bound);

  size = ZSTD_compress (out, bound, bytes, length, ZSTD_LEVEL);
  if (!ZSTD_isError (size))
    return g_bytes_new_take (g_realloc (out, size), size);
  g_free (out);
  return NULL;
}

static GBytes *
compress_gzip (GBytes *body)
{
  g_autoptr (GZlibCompressor) zlib =
      g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, GZIP_LEVEL);
  g_autoptr (GInputStream) plain = g_memory_input_stream_new_from_bytes (body);
  g_autoptr (GInputStream) packed = g_converter_input_stream_new (plain, G_CONVERTER (zlib));
  g_autoptr (GOutputStream) out = g_memory_output_stream_new_resizable ();

  if (g_output_stream_splice (out, packed, G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, NULL, NULL) < 0)
    return NULL;
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (out));
}

void
ed_compress (EdApiResponse *response, const char *accept_encoding)
{
  GBytes *packed = NULL;
  const char *coding = NULL;

  if (accept_encoding == NULL || response->body == NULL)
    return;
  if (accepts (accept_encoding, "zstd"))
    {
      packed = compress_zstd (response->body);
      coding = "zstd";
    }
  else if (accepts (accept_encoding, "gzip"))
    {
      packed = compress_gzip (response->body);
      coding = "gzip";
    }
  if (packed == NULL)
    return;
  g_bytes_unref (response->body);
  response->body = packed;
  response->content_encoding = coding;
}

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/unpack.h"

#include "sync/transport.h"

#include <zstd.h>

/* A frame may ask for a window of this many bytes (as a power of two) and no more: 8 MiB. */
#define WINDOW_LOG 23

static gboolean
append (GByteArray *unpacked, const guint8 *bytes, gsize length, GError **error)
{
  if (length > ED_UNPACK_LIMIT - unpacked->len)
    {
      g_set_error_literal (error,
                           ED_SYNC_ERROR,
                           ED_SYNC_ERROR_PROTOCOL,
                           "the server's answer is too large");
      return FALSE;
    }
  g_byte_array_append (unpacked, bytes, (guint) length);
  return TRUE;
}

static gboolean
refuse_damaged (GError **error)
{
  g_set_error_literal (error,
                       ED_SYNC_ERROR,
                       ED_SYNC_ERROR_PROTOCOL,
                       "the server's answer is broken off or damaged");
  return FALSE;
}

static gboolean
unpack_zstd (GBytes *packed, GByteArray *unpacked, GError **error)
{
  gsize length = 0;
  const void *bytes = g_bytes_get_data (packed, &length);
  ZSTD_inBuffer in = { bytes, length, 0 };
  gsize chunk_size = ZSTD_DStreamOutSize ();
  g_autofree guint8 *chunk = g_malloc (chunk_size);
  ZSTD_DCtx *context = ZSTD_createDCtx ();
  gsize left = 1; /* 0 at the end of a frame */
  gboolean good = TRUE, filled = FALSE;

  ZSTD_DCtx_setParameter (context, ZSTD_d_windowLogMax, WINDOW_LOG);
  while (good && (in.pos < in.size || filled))
    {
      ZSTD_outBuffer out = { chunk, chunk_size, 0 };

      left = ZSTD_decompressStream (context, &out, &in);
      filled = !ZSTD_isError (left) && left != 0 && out.pos == out.size;
      good =
          ZSTD_isError (left) ? refuse_damaged (error) : append (unpacked, chunk, out.pos, error);
    }
  ZSTD_freeDCtx (context);
  return good && (left == 0 || refuse_damaged (error));
}

static gboolean
unpack_gzip (GBytes *packed, GByteArray *unpacked, GError **error)
{
  g_autoptr (GZlibDecompressor) decompressor =
      g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP);
  GConverterResult result = G_CONVERTER_CONVERTED;
  gsize length = 0, position = 0;
  const guint8 *bytes = g_bytes_get_data (packed, &length);
  guint8 chunk[32 * 1024];

  if (length == 0)
    return refuse_damaged (error);
  while (result != G_CONVERTER_FINISHED)
    {
      gsize taken = 0, given = 0;

      result = g_converter_convert (G_CONVERTER (decompressor),
                                    bytes + position,
                                    length - position,
                                    chunk,
                                    sizeof chunk,
                                    G_CONVERTER_INPUT_AT_END,
                                    &taken,
                                    &given,
                                    NULL);
      if (result == G_CONVERTER_ERROR)
        return refuse_damaged (error);
      if (!append (unpacked, chunk, given, error))
        return FALSE;
      position += taken;
    }
  return position == length || refuse_damaged (error);
}

GBytes *
ed_unpack (GBytes *packed, const char *encoding, GError **error)
{
  g_autoptr (GByteArray) unpacked = NULL;

  if (encoding == NULL || g_ascii_strcasecmp (encoding, "identity") == 0)
    return g_bytes_ref (packed);
  unpacked = g_byte_array_new ();
  if (g_ascii_strcasecmp (encoding, "zstd") == 0)
    {
      if (!unpack_zstd (packed, unpacked, error))
        return NULL;
    }
  else if (g_ascii_strcasecmp (encoding, "gzip") == 0)
    {
      if (!unpack_gzip (packed, unpacked, error))
        return NULL;
    }
  else
    {
      g_set_error_literal (error,
                           ED_SYNC_ERROR,
                           ED_SYNC_ERROR_PROTOCOL,
                           "the server's answer is packed in an unknown way");
      return NULL;
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&unpacked));
}

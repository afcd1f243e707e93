/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/transport.h"
#include "sync/unpack.h"

#include <string.h>
#include <zstd.h>

static GBytes *
make_text (gsize length)
{
  char *text = g_malloc (length);

  for (gsize i = 0; i < length; i++)
    text[i] = (char) ('a' + (i * i / 7) % 26);
  return g_bytes_new_take (text, length);
}

static GBytes *
pack_zstd (GBytes *plain)
{
  gsize bound = ZSTD_compressBound (g_bytes_get_size (plain));
  void *packed = g_malloc (bound);
  gsize length =
      ZSTD_compress (packed, bound, g_bytes_get_data (plain, NULL), g_bytes_get_size (plain), 1);

  g_assert_false (ZSTD_isError (length));
  return g_bytes_new_take (packed, length);
}

static GBytes *
pack_gzip (GBytes *plain)
{
  g_autoptr (GZlibCompressor) compressor = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 1);
  g_autoptr (GInputStream) source = g_memory_input_stream_new_from_bytes (plain);
  g_autoptr (GInputStream) packed = g_converter_input_stream_new (source, G_CONVERTER (compressor));
  g_autoptr (GOutputStream) sink = g_memory_output_stream_new_resizable ();
  g_autoptr (GError) error = NULL;

  g_output_stream_splice (sink, packed, G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, NULL, &error);
  g_assert_no_error (error);
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (sink));
}

static GBytes *
pack (const char *encoding, GBytes *plain)
{
  return strcmp (encoding, "zstd") == 0 ? pack_zstd (plain) : pack_gzip (plain);
}

static const char *const encodings[] = { "zstd", "gzip" };

static void
test_unpack_gives_back (void)
{
  static const gsize lengths[] = { 1, 1000, 200000 };

  for (gsize i = 0; i < G_N_ELEMENTS (encodings); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (lengths); j++)
      {
        g_autoptr (GBytes) plain = make_text (lengths[j]);
        g_autoptr (GBytes) packed = pack (encodings[i], plain);
        g_autoptr (GError) error = NULL;
        g_autoptr (GBytes) unpacked = ed_unpack (packed, encodings[i], &error);

        g_assert_no_error (error);
        g_assert_true (g_bytes_equal (plain, unpacked));
      }
}

static void
test_unpack_leaves_plain (void)
{
  g_autoptr (GBytes) plain = make_text (10);
  g_autoptr (GBytes) without = ed_unpack (plain, NULL, NULL);
  g_autoptr (GBytes) identity = ed_unpack (plain, "identity", NULL);

  g_assert_true (g_bytes_equal (plain, without));
  g_assert_true (g_bytes_equal (plain, identity));
}

static void
assert_refused (GBytes *packed, const char *encoding)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) unpacked = ed_unpack (packed, encoding, &error);

  g_assert_null (unpacked);
  g_assert_error (error, ED_SYNC_ERROR, ED_SYNC_ERROR_PROTOCOL);
}

static void
test_unpack_refuses_every_truncation (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (encodings); i++)
    {
      g_autoptr (GBytes) plain = make_text (3000);
      g_autoptr (GBytes) packed = pack (encodings[i], plain);

      for (gsize length = 0; length < g_bytes_get_size (packed); length++)
        {
          g_autoptr (GBytes) part = g_bytes_new_from_bytes (packed, 0, length);

          assert_refused (part, encodings[i]);
        }
    }
}

static void
test_unpack_refuses_garbage (void)
{
  g_autoptr (GBytes) garbage = g_bytes_new_static ("<html>no</html>", 15);

  assert_refused (garbage, "zstd");
  assert_refused (garbage, "gzip");
  assert_refused (garbage, "br");
}

/* A small answer that would fill the memory. */
static void
test_unpack_refuses_bomb (void)
{
  g_autoptr (GBytes) plain =
      g_bytes_new_take (g_malloc0 (ED_UNPACK_LIMIT + 1), ED_UNPACK_LIMIT + 1);

  for (gsize i = 0; i < G_N_ELEMENTS (encodings); i++)
    {
      g_autoptr (GBytes) packed = pack (encodings[i], plain);

      g_assert_cmpuint (g_bytes_get_size (packed), <, 1024 * 1024);
      assert_refused (packed, encodings[i]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sync/unpack/gives-back", test_unpack_gives_back);
  g_test_add_func ("/sync/unpack/leaves-plain", test_unpack_leaves_plain);
  g_test_add_func ("/sync/unpack/refuses-every-truncation", test_unpack_refuses_every_truncation);
  g_test_add_func ("/sync/unpack/refuses-garbage", test_unpack_refuses_garbage);
  g_test_add_func ("/sync/unpack/refuses-bomb", test_unpack_refuses_bomb);
  return g_test_run ();
}

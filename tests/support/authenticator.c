/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "support/authenticator.h"

#include "domain/totp.h"

#include <string.h>

/* RFC 4648, section 6. */
static GByteArray *
decode (const char *text)
{
  static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  GByteArray *bytes = g_byte_array_new ();
  guint buffer = 0, bits = 0;

  for (const char *at = text; *at != '\0'; at++)
    {
      const char *letter = strchr (letters, *at);

      g_assert_nonnull (letter);
      buffer = (buffer << 5 | (guint) (letter - letters)) & 0xffff;
      bits += 5;
      if (bits >= 8)
        {
          guint8 byte = (guint8) (buffer >> (bits - 8));

          g_byte_array_append (bytes, &byte, 1);
          bits -= 8;
        }
    }
  return bytes;
}

char *
authenticator_code (const char *secret, gint64 at)
{
  g_autoptr (GByteArray) bytes = decode (secret);

  return g_strdup_printf ("%06u", ed_totp_code (bytes->data, bytes->len, ed_totp_step (at)));
}

char *
authenticator_wrong_code (const char *secret, gint64 at)
{
  g_autoptr (GByteArray) bytes = decode (secret);
  gint64 now = ed_totp_step (at);
  guint code = 0;

  while (code == ed_totp_code (bytes->data, bytes->len, now - 1)
         || code == ed_totp_code (bytes->data, bytes->len, now)
         || code == ed_totp_code (bytes->data, bytes->len, now + 1))
    code++;
  return g_strdup_printf ("%06u", code);
}

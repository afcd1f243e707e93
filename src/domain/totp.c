/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "domain/totp.h"

#include "domain/record.h"

#include <string.h>

#define DIGITS 6
#define MODULUS 1000000
#define RECOVERY_LETTERS 16
#define BITS 5 /* of a letter of base32 */

gint64
ed_totp_step (gint64 at)
{
  return at / ED_TOTP_STEP_MS;
}

guint
ed_totp_code (const guint8 *secret, gsize length, gint64 step)
{
  g_autoptr (GHmac) hmac = g_hmac_new (G_CHECKSUM_SHA1, secret, length);
  guint64 counter = GUINT64_TO_BE ((guint64) step);
  guint8 digest[20];
  gsize size = sizeof digest;
  guint32 number;
  guint offset;

  g_hmac_update (hmac, (const guint8 *) &counter, sizeof counter);
  g_hmac_get_digest (hmac, digest, &size);
  offset = digest[sizeof digest - 1] & 0x0f;
  memcpy (&number, digest + offset, sizeof number);
  return (GUINT32_FROM_BE (number) & 0x7fffffff) % MODULUS;
}

gint64
ed_totp_find_step (const guint8 *secret, gsize length, const char *code, gint64 at, gint64 last)
{
  guint typed = (guint) g_ascii_strtoull (code, NULL, 10);
  gint64 now = ed_totp_step (at);
  gint64 found = ED_ABSENT;

  for (gint64 step = now - 1; step <= now + 1; step++)
    {
      gboolean fits = ed_totp_code (secret, length, step) == typed;

      if (fits && step > last && found == ED_ABSENT)
        found = step;
    }
  return strlen (code) == DIGITS ? found : ED_ABSENT;
}

char *
ed_totp_secret_to_text (const guint8 *secret, gsize length)
{
  static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  GString *text = g_string_new (NULL);
  guint buffer = 0, bits = 0;

  for (gsize i = 0; i < length; i++)
    {
      buffer = (buffer << 8 | secret[i]) & 0xffff;
      for (bits += 8; bits >= BITS; bits -= BITS)
        g_string_append_c (text, letters[buffer >> (bits - BITS) & 0x1f]);
    }
  if (bits > 0)
    g_string_append_c (text, letters[buffer << (BITS - bits) & 0x1f]);
  return g_string_free (text, FALSE);
}

char *
ed_totp_make_uri (const char *organisation, const char *user, const char *secret)
{
  g_autofree char *issuer = g_uri_escape_string (organisation, NULL, FALSE);
  g_autofree char *name = g_uri_escape_string (user, NULL, FALSE);

  return g_strdup_printf ("otpauth://totp/%s:%s?secret=%s&issuer=%s", issuer, name, secret, issuer);
}

char *
ed_totp_normalise (const char *typed)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (const char *at = typed; *at != '\0'; at++)
    {
      if (g_ascii_isalnum (*at))
        g_string_append_c (text, g_ascii_tolower (*at));
      else if (*at != ' ' && *at != '-')
        return NULL;
    }
  if (text->len != RECOVERY_LETTERS
      && (text->len != DIGITS || strspn (text->str, "0123456789") != DIGITS))
    return NULL;
  return g_strdup (text->str);
}

gboolean
ed_totp_is_recovery_code (const char *normal)
{
  return strlen (normal) == RECOVERY_LETTERS;
}

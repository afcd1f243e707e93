/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/secrets.h"

#include <sodium.h>
#include <string.h>

#define SEAL_NONCE crypto_aead_xchacha20poly1305_ietf_NPUBBYTES

/* Of the passwords that the server makes: none that is read as another. */
static const char letters[] = "abcdefghijkmnpqrstuvwxyz23456789";

gboolean
ed_secrets_init (void)
{
  return sodium_init () >= 0;
}

void
ed_secrets_random (gpointer bytes, gsize length)
{
  randombytes_buf (bytes, length);
}

gint64
ed_secrets_random_mark (void)
{
  guint64 mark;

  randombytes_buf (&mark, sizeof mark);
  return (gint64) (mark >> 1) | 1;
}

char *
ed_secrets_make_uuid (void)
{
  return g_uuid_string_random ();
}

char *
ed_secrets_to_text (gconstpointer bytes, gsize length)
{
  const int variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
  gsize size = sodium_base64_encoded_len (length, variant);
  char *text = g_malloc (size);

  sodium_bin2base64 (text, size, bytes, length, variant);
  return text;
}

guint8 *
ed_secrets_from_text (const char *text, gsize *length)
{
  gsize size = strlen (text);
  g_autofree guint8 *bytes = g_malloc (size + 1);

  /* The library takes bytes beyond ASCII for letters where char has a sign. */
  if (strspn (text, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "-_") != size
      || sodium_base642bin (bytes,
                            size + 1,
                            text,
                            size,
                            NULL,
                            length,
                            NULL,
                            sodium_base64_VARIANT_URLSAFE_NO_PADDING)
             != 0)
    return NULL;
  return g_steal_pointer (&bytes);
}

char *
ed_secrets_to_base64 (gconstpointer bytes, gsize length)
{
  return g_base64_encode (bytes, length);
}

char *
ed_secrets_make_token (void)
{
  guint8 bytes[ED_SECRET_BYTES];
  char *token;

  randombytes_buf (bytes, sizeof bytes);
  token = ed_secrets_to_text (bytes, sizeof bytes);
  sodium_memzero (bytes, sizeof bytes);
  return token;
}

void
ed_secrets_hash_token (const char *token, guint8 *hash)
{
  ed_secrets_digest (token, strlen (token), hash);
}

void
ed_secrets_digest (gconstpointer bytes, gsize length, guint8 *digest)
{
  crypto_generichash (digest, ED_SECRET_BYTES, bytes, length, NULL, 0);
}

void
ed_secrets_mac (const guint8 *key, gconstpointer text, gsize length, guint8 *mac, gsize mac_length)
{
  crypto_generichash (mac, mac_length, text, length, key, ED_SECRET_BYTES);
}

gboolean
ed_secrets_equal (gconstpointer a, gconstpointer b, gsize length)
{
  return sodium_memcmp (a, b, length) == 0;
}

/* LENGTH letters, a hyphen before each GROUP of them but the first. */
static char *
make_letters (int length, int group)
{
  GString *text = g_string_sized_new (64);

  for (int i = 0; i < length; i++)
    {
      if (i > 0 && i % group == 0)
        g_string_append_c (text, '-');
      g_string_append_c (text, letters[randombytes_uniform (sizeof letters - 1)]);
    }
  return g_string_free (text, FALSE);
}

char *
ed_secrets_make_password (void)
{
  return make_letters (20, 5);
}

char *
ed_secrets_make_recovery_code (void)
{
  return make_letters (16, 4);
}

gboolean
ed_secrets_is_made_password (const char *text)
{
  if (strlen (text) != 23)
    return FALSE;
  for (int i = 0; i < 23; i++)
    {
      if (i % 6 == 5 ? text[i] != '-' : strchr (letters, text[i]) == NULL)
        return FALSE;
    }
  return TRUE;
}

void
ed_secrets_clear (gpointer bytes, gsize length)
{
  sodium_memzero (bytes, length);
}

void
ed_secrets_free_text (char *text)
{
  if (text == NULL)
    return;
  sodium_memzero (text, strlen (text));
  g_free (text);
}

char *
ed_secrets_hash_password (const char *password, guint opslimit, gsize memlimit)
{
  char hash[crypto_pwhash_STRBYTES];

  if (crypto_pwhash_str (hash,
                         password,
                         strlen (password),
                         opslimit > 0 ? opslimit : 3,
                         memlimit > 0 ? memlimit : crypto_pwhash_MEMLIMIT_INTERACTIVE)
      != 0)
    return NULL;
  return g_strdup (hash);
}

gboolean
ed_secrets_check_password (const char *hash, const char *password)
{
  return crypto_pwhash_str_verify (hash, password, strlen (password)) == 0;
}

GBytes *
ed_secrets_seal (const guint8 *key, const char *name, gconstpointer bytes, gsize length)
{
  gsize size = SEAL_NONCE + length + crypto_aead_xchacha20poly1305_ietf_ABYTES;
  guint8 *sealed = g_malloc (size);

  randombytes_buf (sealed, SEAL_NONCE);
  crypto_aead_xchacha20poly1305_ietf_encrypt (sealed + SEAL_NONCE,
                                              NULL,
                                              bytes,
                                              length,
                                              (const guint8 *) name,
                                              strlen (name),
                                              NULL,
                                              sealed,
                                              key);
  return g_bytes_new_take (sealed, size);
}

gboolean
ed_secrets_unseal (const guint8 *key,
                   const char *name,
                   GBytes *sealed,
                   gpointer bytes,
                   gsize length)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (sealed, &size);

  return size == SEAL_NONCE + length + crypto_aead_xchacha20poly1305_ietf_ABYTES
         && crypto_aead_xchacha20poly1305_ietf_decrypt (bytes,
                                                        NULL,
                                                        NULL,
                                                        data + SEAL_NONCE,
                                                        size - SEAL_NONCE,
                                                        (const guint8 *) name,
                                                        strlen (name),
                                                        data,
                                                        key)
                == 0;
}

void
ed_secrets_make_sealing_pair (guint8 *public_key, guint8 *secret_key)
{
  crypto_box_keypair (public_key, secret_key);
}

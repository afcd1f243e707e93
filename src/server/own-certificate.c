/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/own-certificate.h"

#include <gio/gio.h>
#include <gnutls/x509.h>
#include <string.h>

#include "base/platform.h"
#include "server/secrets.h"

#define DAY_S G_GINT64_CONSTANT (86400)
#define AUTHORITY_DAYS (20 * 365)
#define SERVER_DAYS 398
#define RENEW_DAYS 30
#define SERIAL_BYTES 16
#define FINGERPRINT_BYTES 32
#define AUTHORITY_NAME "Experts' Dashboard, authority of this server"

typedef struct
{
  gnutls_x509_crt_t certificate;
  gnutls_x509_privkey_t key;
} Pair;

static void
pair_clear (Pair *pair)
{
  if (pair->certificate != NULL)
    gnutls_x509_crt_deinit (pair->certificate);
  if (pair->key != NULL)
    gnutls_x509_privkey_deinit (pair->key);
  *pair = (Pair){ 0 };
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Pair, pair_clear)

static gboolean
check (int code, GError **error)
{
  if (code >= 0)
    return TRUE;
  g_set_error (error,
               G_IO_ERROR,
               G_IO_ERROR_FAILED,
               "the server's own certificate: %s",
               gnutls_strerror (code));
  return FALSE;
}

static char *
find_file (const char *data_dir, const char *name)
{
  return g_build_filename (data_dir, "tls", name, NULL);
}

char *
ed_own_certificate_chain_file (const char *data_dir)
{
  return find_file (data_dir, "server.pem");
}

char *
ed_own_certificate_key_file (const char *data_dir)
{
  return find_file (data_dir, "server-key.pem");
}

char *
ed_own_certificate_authority_file (const char *data_dir)
{
  return find_file (data_dir, "ca.pem");
}

static gboolean
write_file (const char *data_dir, const char *name, const GString *pem, GError **error)
{
  g_autofree char *path = find_file (data_dir, name);

  return g_file_set_contents_full (path,
                                   pem->str,
                                   (gssize) pem->len,
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                   0600,
                                   error);
}

static gboolean
append_certificate (GString *pem, gnutls_x509_crt_t certificate, GError **error)
{
  gnutls_datum_t text = { 0 };

  if (!check (gnutls_x509_crt_export2 (certificate, GNUTLS_X509_FMT_PEM, &text), error))
    return FALSE;
  g_string_append_len (pem, (const char *) text.data, text.size);
  gnutls_free (text.data);
  return TRUE;
}

static gboolean
write_key (const char *data_dir, const char *name, gnutls_x509_privkey_t key, GError **error)
{
  g_autoptr (GString) pem = g_string_new (NULL);
  gnutls_datum_t text = { 0 };
  gboolean written;

  if (!check (gnutls_x509_privkey_export2 (key, GNUTLS_X509_FMT_PEM, &text), error))
    return FALSE;
  g_string_append_len (pem, (const char *) text.data, text.size);
  written = write_file (data_dir, name, pem, error);
  gnutls_memset (text.data, 0, text.size);
  gnutls_memset (pem->str, 0, pem->len);
  gnutls_free (text.data);
  return written;
}

static gboolean
load_pair (const char *certificate_file, const char *key_file, Pair *pair, GError **error)
{
  g_autofree char *certificate = NULL;
  char *key = NULL;
  gnutls_datum_t text;
  gsize length;
  gboolean loaded;

  if (!g_file_get_contents (certificate_file, &certificate, &length, error))
    return FALSE;
  text = (gnutls_datum_t){ (unsigned char *) certificate, (unsigned int) length };
  gnutls_x509_crt_init (&pair->certificate);
  gnutls_x509_privkey_init (&pair->key);
  if (!check (gnutls_x509_crt_import (pair->certificate, &text, GNUTLS_X509_FMT_PEM), error)
      || !g_file_get_contents (key_file, &key, &length, error))
    return FALSE;
  text = (gnutls_datum_t){ (unsigned char *) key, (unsigned int) length };
  loaded = check (gnutls_x509_privkey_import (pair->key, &text, GNUTLS_X509_FMT_PEM), error);
  gnutls_memset (key, 0, length);
  g_free (key);
  return loaded;
}

/* Fills PAIR with a new key and a certificate that is good for DAYS and not signed yet. */
static gboolean
make_pair (Pair *pair, const char *name, gint64 now_s, int days, GError **error)
{
  guint8 serial[SERIAL_BYTES], id[FINGERPRINT_BYTES];
  size_t id_length = sizeof id;
  unsigned int bits = GNUTLS_CURVE_TO_BITS (GNUTLS_ECC_CURVE_SECP256R1);

  gnutls_x509_crt_init (&pair->certificate);
  gnutls_x509_privkey_init (&pair->key);
  ed_secrets_random (serial, sizeof serial);
  serial[0] &= 0x7f;
  return check (gnutls_x509_privkey_generate (pair->key, GNUTLS_PK_ECDSA, bits, 0), error)
         && check (gnutls_x509_crt_set_key (pair->certificate, pair->key), error)
         && check (gnutls_x509_crt_get_key_id (pair->certificate,
                                               GNUTLS_KEYID_USE_SHA256,
                                               id,
                                               &id_length),
                   error)
         && check (gnutls_x509_crt_set_version (pair->certificate, 3), error)
         && check (gnutls_x509_crt_set_serial (pair->certificate, serial, sizeof serial), error)
         && check (gnutls_x509_crt_set_subject_key_id (pair->certificate, id, id_length), error)
         && check (gnutls_x509_crt_set_dn_by_oid (pair->certificate,
                                                  GNUTLS_OID_X520_COMMON_NAME,
                                                  0,
                                                  name,
                                                  (unsigned int) strlen (name)),
                   error)
         && check (gnutls_x509_crt_set_activation_time (pair->certificate, now_s - DAY_S), error)
         && check (gnutls_x509_crt_set_expiration_time (pair->certificate, now_s + days * DAY_S),
                   error);
}

static gboolean
sign (Pair *pair, const Pair *by, GError **error)
{
  return check (
      gnutls_x509_crt_sign2 (pair->certificate, by->certificate, by->key, GNUTLS_DIG_SHA256, 0),
      error);
}

static gboolean
make_authority (const char *data_dir, Pair *authority, gint64 now_s, GError **error)
{
  g_autoptr (GString) pem = g_string_new (NULL);

  return make_pair (authority, AUTHORITY_NAME, now_s, AUTHORITY_DAYS, error)
         && check (gnutls_x509_crt_set_basic_constraints (authority->certificate, 1, 0), error)
         && check (gnutls_x509_crt_set_key_usage (authority->certificate, GNUTLS_KEY_KEY_CERT_SIGN),
                   error)
         && sign (authority, authority, error)
         /* The key first: a certificate stands for a key that is there. */
         && write_key (data_dir, "ca-key.pem", authority->key, error)
         && append_certificate (pem, authority->certificate, error)
         && write_file (data_dir, "ca.pem", pem, error);
}

static gboolean
keep_authority (const char *data_dir, Pair *authority, gint64 now_s, GError **error)
{
  g_autofree char *certificate = ed_own_certificate_authority_file (data_dir);
  g_autofree char *key = find_file (data_dir, "ca-key.pem");

  if (g_file_test (certificate, G_FILE_TEST_EXISTS))
    return load_pair (certificate, key, authority, error);
  return make_authority (data_dir, authority, now_s, error);
}

static gboolean
add_name (gnutls_x509_crt_t certificate, const char *name, GError **error)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (name);

  if (address != NULL)
    return check (gnutls_x509_crt_set_subject_alt_name (
                      certificate,
                      GNUTLS_SAN_IPADDRESS,
                      g_inet_address_to_bytes (address),
                      (unsigned int) g_inet_address_get_native_size (address),
                      GNUTLS_FSAN_APPEND),
                  error);
  return check (gnutls_x509_crt_set_subject_alt_name (certificate,
                                                      GNUTLS_SAN_DNSNAME,
                                                      name,
                                                      (unsigned int) strlen (name),
                                                      GNUTLS_FSAN_APPEND),
                error);
}

static gboolean
make_server (const char *data_dir,
             const Pair *authority,
             const char *const *names,
             gint64 now_s,
             GError **error)
{
  g_auto (Pair) pair = { 0 };
  g_autoptr (GString) pem = g_string_new (NULL);

  if (!make_pair (&pair, names[0], now_s, SERVER_DAYS, error)
      || !check (gnutls_x509_crt_set_basic_constraints (pair.certificate, 0, -1), error)
      || !check (gnutls_x509_crt_set_key_usage (pair.certificate, GNUTLS_KEY_DIGITAL_SIGNATURE),
                 error)
      || !check (
          gnutls_x509_crt_set_key_purpose_oid (pair.certificate, GNUTLS_KP_TLS_WWW_SERVER, 0),
          error))
    return FALSE;
  for (guint i = 0; names[i] != NULL; i++)
    {
      if (!add_name (pair.certificate, names[i], error))
        return FALSE;
    }
  return sign (&pair, authority, error) && append_certificate (pem, pair.certificate, error)
         && append_certificate (pem, authority->certificate, error)
         && write_key (data_dir, "server-key.pem", pair.key, error)
         && write_file (data_dir, "server.pem", pem, error);
}

/* Whether what is there will do for a while. */
static gboolean
is_good (const char *data_dir, const Pair *authority, const char *const *names, gint64 now_s)
{
  g_autofree char *certificate = ed_own_certificate_chain_file (data_dir);
  g_autofree char *key = ed_own_certificate_key_file (data_dir);
  g_auto (Pair) pair = { 0 };
  guint8 a[FINGERPRINT_BYTES], b[FINGERPRINT_BYTES];
  size_t a_length = sizeof a, b_length = sizeof b;

  if (!load_pair (certificate, key, &pair, NULL)
      || gnutls_x509_crt_get_expiration_time (pair.certificate) < now_s + RENEW_DAYS * DAY_S
      || gnutls_x509_crt_check_issuer (pair.certificate, authority->certificate) == 0
      || gnutls_x509_crt_get_key_id (pair.certificate, GNUTLS_KEYID_USE_SHA256, a, &a_length) < 0
      || gnutls_x509_privkey_get_key_id (pair.key, GNUTLS_KEYID_USE_SHA256, b, &b_length) < 0
      || memcmp (a, b, sizeof a) != 0)
    return FALSE;
  for (guint i = 0; names[i] != NULL; i++)
    {
      if (gnutls_x509_crt_check_hostname (pair.certificate, names[i]) == 0)
        return FALSE;
    }
  return TRUE;
}

gboolean
ed_own_certificate_keep (const char *data_dir, const char *const *names, gint64 now, GError **error)
{
  g_autofree char *folder = g_build_filename (data_dir, "tls", NULL);
  g_auto (Pair) authority = { 0 };
  gint64 now_s = now / 1000;

  g_return_val_if_fail (names[0] != NULL, FALSE);

  return ed_platform_make_private_folder (folder, error)
         && keep_authority (data_dir, &authority, now_s, error)
         && (is_good (data_dir, &authority, names, now_s)
             || make_server (data_dir, &authority, names, now_s, error));
}

char *
ed_own_certificate_fingerprint (const char *data_dir, GError **error)
{
  g_autofree char *path = ed_own_certificate_authority_file (data_dir);
  g_autofree char *pem = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  guint8 bytes[FINGERPRINT_BYTES];
  size_t length = sizeof bytes;
  g_auto (Pair) authority = { 0 };
  gnutls_datum_t datum;
  gsize size;

  if (!g_file_get_contents (path, &pem, &size, error))
    return NULL;
  datum = (gnutls_datum_t){ (unsigned char *) pem, (unsigned int) size };
  gnutls_x509_crt_init (&authority.certificate);
  if (!check (gnutls_x509_crt_import (authority.certificate, &datum, GNUTLS_X509_FMT_PEM), error)
      || !check (gnutls_x509_crt_get_fingerprint (authority.certificate,
                                                  GNUTLS_DIG_SHA256,
                                                  bytes,
                                                  &length),
                 error))
    return NULL;
  for (guint i = 0; i < length; i++)
    g_string_append_printf (text, i == 0 ? "%02X" : ":%02X", bytes[i]);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

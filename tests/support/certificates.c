/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "support/certificates.h"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

static char *
take_text (BIO *bio)
{
  char *bytes = NULL;
  long length = BIO_get_mem_data (bio, &bytes);
  char *text = g_strndup (bytes, (gsize) length);

  BIO_free (bio);
  return text;
}

static void
add_extension (X509 *certificate, int kind, const char *value)
{
  X509_EXTENSION *extension = X509V3_EXT_conf_nid (NULL, NULL, kind, value);

  g_assert_nonnull (extension);
  X509_add_ext (certificate, extension, -1);
  X509_EXTENSION_free (extension);
}

static X509 *
make_certificate (EVP_PKEY *key, const char *address, long from_s, long to_s)
{
  X509 *certificate = X509_new ();
  X509_NAME *name = X509_get_subject_name (certificate);
  g_autofree char *names = g_strconcat ("IP:", address, NULL);

  X509_set_version (certificate, 2);
  ASN1_INTEGER_set (X509_get_serialNumber (certificate), 1);
  X509_gmtime_adj (X509_getm_notBefore (certificate), from_s);
  X509_gmtime_adj (X509_getm_notAfter (certificate), to_s);
  X509_NAME_add_entry_by_txt (name,
                              "CN",
                              MBSTRING_UTF8,
                              (const unsigned char *) address,
                              -1,
                              -1,
                              0);
  X509_set_issuer_name (certificate, name);
  X509_set_pubkey (certificate, key);
  add_extension (certificate, NID_basic_constraints, "critical,CA:TRUE");
  add_extension (certificate, NID_subject_alt_name, names);
  g_assert_cmpint (X509_sign (certificate, key, EVP_sha256 ()), >, 0);
  return certificate;
}

void
ed_test_certificate_make (EdTestCertificate *self, const char *address, long from_s, long to_s)
{
  EVP_PKEY *key = EVP_EC_gen ("P-256");
  X509 *certificate = make_certificate (key, address, from_s, to_s);
  BIO *text = BIO_new (BIO_s_mem ());

  PEM_write_bio_X509 (text, certificate);
  self->certificate = take_text (text);
  text = BIO_new (BIO_s_mem ());
  PEM_write_bio_PrivateKey (text, key, NULL, NULL, 0, NULL, NULL);
  self->key = take_text (text);
  X509_free (certificate);
  EVP_PKEY_free (key);
}

void
ed_test_certificate_clear (EdTestCertificate *self)
{
  g_clear_pointer (&self->certificate, g_free);
  g_clear_pointer (&self->key, g_free);
}

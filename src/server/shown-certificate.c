/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/shown-certificate.h"

#include <gio/gio.h>
#include <string.h>

#define CHAIN_MAX 16
#define KEY_ID_BYTES 32

/* One pair of files as they were once. */
typedef struct
{
  char *chain_text, *key_text;
  gnutls_pcert_st chain[CHAIN_MAX];
  unsigned int length;
  gnutls_privkey_t key;
} Shown;

struct _EdShownCertificate
{
  char *chain_file;
  char *key_file;
  GMutex mutex;
  GPtrArray *all; /* Shown; the last is the present one. Few: files change a few times a year */
};

static void
free_text (char *text)
{
  if (text != NULL)
    gnutls_memset (text, 0, strlen (text));
  g_free (text);
}

static void
free_shown (gpointer data)
{
  Shown *shown = data;

  for (unsigned int i = 0; i < shown->length; i++)
    gnutls_pcert_deinit (&shown->chain[i]);
  if (shown->key != NULL)
    gnutls_privkey_deinit (shown->key);
  g_free (shown->chain_text);
  free_text (shown->key_text);
  g_free (shown);
}

static gboolean
refuse (GError **error, const char *path, const char *why)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "%s: %s", path, why);
  return FALSE;
}

/* Whether the key is that of the certificate. */
static gboolean
belongs_together (Shown *shown)
{
  guint8 a[KEY_ID_BYTES], b[KEY_ID_BYTES];
  size_t a_length = sizeof a, b_length = sizeof b;
  gnutls_pubkey_t public = NULL;
  gboolean same;

  gnutls_pubkey_init (&public);
  same = gnutls_pubkey_import_privkey (public, shown->key, 0, 0) >= 0
         && gnutls_pubkey_get_key_id (public, GNUTLS_KEYID_USE_SHA256, a, &a_length) >= 0
         && gnutls_pubkey_get_key_id (shown->chain[0].pubkey, GNUTLS_KEYID_USE_SHA256, b, &b_length)
                >= 0
         && memcmp (a, b, sizeof a) == 0;
  gnutls_pubkey_deinit (public);
  return same;
}

/* Reads what the texts say into SHOWN. */
static gboolean
import (EdShownCertificate *self, Shown *shown, GError **error)
{
  gnutls_datum_t chain = { (unsigned char *) shown->chain_text,
                           (unsigned int) strlen (shown->chain_text) };
  gnutls_datum_t key = { (unsigned char *) shown->key_text,
                         (unsigned int) strlen (shown->key_text) };
  unsigned int length = CHAIN_MAX;
  int code =
      gnutls_pcert_list_import_x509_raw (shown->chain, &length, &chain, GNUTLS_X509_FMT_PEM, 0);

  if (code < 0)
    return refuse (error, self->chain_file, "this is no certificate in PEM");
  shown->length = length;
  gnutls_privkey_init (&shown->key);
  code = gnutls_privkey_import_x509_raw (shown->key, &key, GNUTLS_X509_FMT_PEM, NULL, 0);
  if (code < 0)
    return refuse (error, self->key_file, "this is no key in PEM without a password");
  if (!belongs_together (shown))
    return refuse (error, self->key_file, "the key is not that of the certificate");
  return TRUE;
}

gboolean
ed_shown_certificate_reload (EdShownCertificate *self, gboolean *changed, GError **error)
{
  Shown *shown = g_new0 (Shown, 1);
  const Shown *present = NULL;

  *changed = FALSE;
  if (!g_file_get_contents (self->chain_file, &shown->chain_text, NULL, error)
      || !g_file_get_contents (self->key_file, &shown->key_text, NULL, error))
    {
      free_shown (shown);
      return FALSE;
    }
  g_mutex_lock (&self->mutex);
  if (self->all->len > 0)
    present = self->all->pdata[self->all->len - 1];
  *changed = present == NULL || strcmp (present->chain_text, shown->chain_text) != 0
             || strcmp (present->key_text, shown->key_text) != 0;
  g_mutex_unlock (&self->mutex);
  if (!*changed || !import (self, shown, error))
    {
      gboolean same = !*changed;

      *changed = FALSE;
      free_shown (shown);
      return same;
    }
  g_mutex_lock (&self->mutex);
  g_ptr_array_add (self->all, shown);
  g_mutex_unlock (&self->mutex);
  return TRUE;
}

EdShownCertificate *
ed_shown_certificate_new (const char *chain_file, const char *key_file, GError **error)
{
  g_autoptr (EdShownCertificate) self = g_new0 (EdShownCertificate, 1);
  gboolean changed;

  g_mutex_init (&self->mutex);
  self->chain_file = g_strdup (chain_file);
  self->key_file = g_strdup (key_file);
  self->all = g_ptr_array_new_with_free_func (free_shown);
  return ed_shown_certificate_reload (self, &changed, error) ? g_steal_pointer (&self) : NULL;
}

void
ed_shown_certificate_free (EdShownCertificate *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->all);
  g_free (self->chain_file);
  g_free (self->key_file);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

void
ed_shown_certificate_get (EdShownCertificate *self,
                          gnutls_pcert_st **chain,
                          unsigned int *length,
                          gnutls_privkey_t *key)
{
  Shown *present;

  g_mutex_lock (&self->mutex);
  present = self->all->pdata[self->all->len - 1];
  g_mutex_unlock (&self->mutex);
  *chain = present->chain;
  *length = present->length;
  *key = present->key;
}

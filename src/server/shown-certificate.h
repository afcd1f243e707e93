/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>
#include <gnutls/abstract.h>

/* The certificate that callers are shown, from two files that are read again when they change:
 * handshakes begun before keep the former one. Any thread. */
typedef struct _EdShownCertificate EdShownCertificate;

/* CHAIN_FILE: the server's certificate, then those above it; KEY_FILE its key; PEM. Fails when they
 * do not belong together. */
EdShownCertificate *
ed_shown_certificate_new (const char *chain_file, const char *key_file, GError **error);
/* Nobody may be in a handshake any more. */
void ed_shown_certificate_free (EdShownCertificate *self);

/* Reads the files again where they are others than those shown: *CHANGED. On failure what was shown
 * goes on being shown. */
gboolean ed_shown_certificate_reload (EdShownCertificate *self, gboolean *changed, GError **error);

/* What to show now; it lives as long as SELF. */
void ed_shown_certificate_get (EdShownCertificate *self,
                               gnutls_pcert_st **chain,
                               unsigned int *length,
                               gnutls_privkey_t *key);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EdShownCertificate, ed_shown_certificate_free)

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "server/shown-certificate.h"

/* Sees to the certificate that callers are shown while the server runs: its own one is renewed in
 * time, given files are read again when they change, once a minute and at SIGHUP. Lives in the main
 * thread. */
typedef struct _EdCertificateKeeper EdCertificateKeeper;

typedef struct
{
  const char *data_dir;
  const char *certificate; /* PEM files, both or none: the server's own are made */
  const char *key;
  const char *const *names; /* that the own certificate is for */
} EdCertificateKeeperOptions;

EdCertificateKeeper *
ed_certificate_keeper_new (const EdCertificateKeeperOptions *options, GError **error);
/* After the last handshake. */
void ed_certificate_keeper_free (EdCertificateKeeper *self);
EdShownCertificate *ed_certificate_keeper_get_shown (EdCertificateKeeper *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EdCertificateKeeper, ed_certificate_keeper_free)

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

/* Which server's own authority this computer trusts, by fingerprint: what its user was asked once.
 * Kept in the file "servers" of the data folder, a group for each server's address. */

/* SHA-256 of CERTIFICATE as people compare it: "AB:CD:…", 32 pairs. */
char *ed_pin_of_certificate (GTlsCertificate *certificate);
/* What ED_SYNC_ERROR_STRANGER carries; NULL for another error. */
char *ed_pin_of_error (const GError *error);

/* NULL: nothing was ever trusted for SERVER ("https://host[:port]"). */
char *ed_pin_load (const char *data_dir, const char *server);
/* Errors: G_FILE_ERROR. */
gboolean ed_pin_store (const char *data_dir, const char *server, const char *pin, GError **error);

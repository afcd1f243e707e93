/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

/* The certificate of a server for which nobody else has signed: an authority of its own, good for
 * 20 years, whose fingerprint people compare once, and a certificate by it for the server's names,
 * good for a year. Four PEM files in the folder "tls" of the data folder, for this user alone:
 * ca.pem, ca-key.pem, server.pem (with the authority's behind it), server-key.pem. */

/* Makes what is missing in DATA_DIR. The server's own is made anew when it is good for less than 30
 * days after NOW (ms) or not for all of NAMES (host names and numeric addresses, NULL-ended). */
gboolean ed_own_certificate_keep (const char *data_dir,
                                  const char *const *names,
                                  gint64 now,
                                  GError **error);

/* Where the files are; free them. */
char *ed_own_certificate_chain_file (const char *data_dir);
char *ed_own_certificate_key_file (const char *data_dir);
char *ed_own_certificate_authority_file (const char *data_dir);

/* SHA-256 of the authority's certificate, as people compare it: "AB:CD:…", 32 pairs. NULL and
 * G_FILE_ERROR_NOENT when there is none yet. */
char *ed_own_certificate_fingerprint (const char *data_dir, GError **error);

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sync/transport.h"

/* Calls over HTTP with libsoup, in the thread that uses it. SERVER is the base URL,
 * "https://host[:port]"; plain http is taken for loopback addresses only. CA_FILE (PEM), where
 * given, is trusted instead of the system's authorities. Answers in zstd and gzip are decoded,
 * bounded to 64 MiB.
 *
 * A body sent in chunks and broken off between two of them arrives short, and its reader must
 * notice: all that this protocol sends says where it ends. A call's timeout bounds each wait for
 * bytes, and is at least that of the calls before it. Errors: ED_SYNC_ERROR (an unusable address is
 * UNREACHABLE, an unusable CA_FILE is CERTIFICATE), or G_IO_ERROR_CANCELLED. */
EdTransport *ed_soup_transport_new (const char *server, const char *ca_file, GError **error);

/* Before the first call: an authority that nobody has vouched for is trusted too if its fingerprint
 * is PIN (sync/pin.h); another is ED_SYNC_ERROR_CHANGED. With NULL any such is
 * ED_SYNC_ERROR_STRANGER, which says its fingerprint. Names and times count as ever. */
void ed_soup_transport_pin (EdTransport *transport, const char *pin);

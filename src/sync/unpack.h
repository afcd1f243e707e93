/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

/* The most that an answer may be, packed or unpacked. */
#define ED_UNPACK_LIMIT (64u * 1024 * 1024)

/* What PACKED (a body as it came) holds, unpacked by ENCODING: "zstd", "gzip", "identity" or NULL.
 * ED_SYNC_ERROR_PROTOCOL when it is broken off, damaged, larger than ED_UNPACK_LIMIT or packed in
 * another way; nothing is ever given in part. */
GBytes *ed_unpack (GBytes *packed, const char *encoding, GError **error);

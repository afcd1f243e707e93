/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <microhttpd.h>

#include "server/api.h"

/* How long the line of a request with its path may be, and its headers in all. */
#define ED_HTTP_PATH_MAX (8 * 1024)
#define ED_HTTP_HEADERS_MAX (16 * 1024)

/* Whether the head of a request, which the library took, is one that every proxy before this server
 * understands as it does (RFC 9112, 3.2, 5.1, 6): one host, one length or pieces, names without
 * spaces, nothing too long. FALSE when RESPONSE says what is wrong. */
gboolean ed_http_framing_check (struct MHD_Connection *connection,
                                const char *version,
                                gsize path_length,
                                EdApiResponse *response);

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <microhttpd.h>

#include "server/api.h"

/* What the api answered, as the HTTP library sends it: with the headers that every answer has.
 * CLOSING: it is the connection's last. Takes RESPONSE's source, if it has one. NULL when there is
 * no memory. */
struct MHD_Response *ed_http_reply_new (EdApiResponse *response, gboolean closing);

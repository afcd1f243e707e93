/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <microhttpd.h>

/* Queues our own REPLY. The only way to do so: what is queued by the library's name for it is the
 * library's own. */
enum MHD_Result
ed_http_queue (struct MHD_Connection *connection, guint status, struct MHD_Response *reply);

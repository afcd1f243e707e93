/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "server/doorkeeper.h"
#include "server/parking.h"
#include "server/scribe.h"
#include "server/shown-certificate.h"

/* The api behind a listening socket. The only file that knows the HTTP library. */
typedef struct _EdHttp EdHttp;

typedef struct
{
  const char *address;             /* numeric: "127.0.0.1", "::1" */
  guint16 port;                    /* 0: the system chooses */
  guint connections;               /* 0: 12,000 */
  guint per_address;               /* connections; 0: 256, and any number from this machine */
  guint asks_per_second;           /* of one address; 0: 200, and any number from this machine */
  guint request_s;                 /* until a request must be complete; 0: 30 */
  guint idle_s;                    /* that a connection may rest; 0: 60 */
  guint threads;                   /* that read and answer; 0: 2 */
  gboolean behind_proxy;           /* the peer is what the last X-Forwarded-For says */
  EdShownCertificate *certificate; /* NULL: http. Borrowed until the stop */
} EdHttpOptions;

/* Listens and answers in threads of its own. G_IO_ERROR_ADDRESS_IN_USE when somebody else does. */
EdHttp *ed_http_start (EdApi *api, const EdHttpOptions *options, GError **error);
/* Answers what waits with 503, lets what is being written be answered, for 1.5 seconds at most. */
void ed_http_stop (EdHttp *self);

guint16 ed_http_get_port (EdHttp *self);
EdParking *ed_http_get_parking (EdHttp *self);
EdScribe *ed_http_get_scribe (EdHttp *self);
EdDoorkeeper *ed_http_get_doorkeeper (EdHttp *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EdHttp, ed_http_stop)

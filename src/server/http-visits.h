/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <microhttpd.h>

#include "server/api.h"
#include "server/doorkeeper.h"
#include "server/shown-certificate.h"

/* Connections as the HTTP library tells of them, for the doorkeeper, and what they are shown before
 * they may speak. The callbacks are the library's, with an EdHttpVisits as their closure. */
typedef struct _EdHttpVisits EdHttpVisits;

typedef struct
{
  EdDoorkeeper *doorkeeper;
  EdShownCertificate *certificate; /* NULL: http */
  gboolean behind_proxy;           /* connections are the proxy's; requests say whose they are */
  gboolean spares_loopback;        /* this machine's are not counted */
} EdHttpVisitsOptions;

EdHttpVisits *ed_http_visits_new (const EdHttpVisitsOptions *options);
void ed_http_visits_free (EdHttpVisits *self);

enum MHD_Result
ed_http_visits_on_caller (gpointer data, const struct sockaddr *address, socklen_t length);
void ed_http_visits_on_connection (gpointer data,
                                   struct MHD_Connection *connection,
                                   void **closure,
                                   enum MHD_ConnectionNotificationCode code);
int ed_http_visits_on_handshake (gnutls_session_t session,
                                 const gnutls_datum_t *authorities,
                                 int n_authorities,
                                 const gnutls_pk_algorithm_t *algorithms,
                                 int n_algorithms,
                                 gnutls_pcert_st **chain,
                                 unsigned int *length,
                                 gnutls_privkey_t *key);
/* Ends a connection, for the doorkeeper; the library notices, and closes it. */
void ed_http_visits_end (gpointer connection);

EdGuest *ed_http_visits_guest (struct MHD_Connection *connection);
/* ADDRESS in numbers, "?" where it is none; *IS_LOOPBACK, where wanted, is set when it is this
 * machine's. */
char *ed_http_visits_name (const struct sockaddr *address, gboolean *is_loopback);

/* Whether a request of PEER with TOKEN (may be NULL) may be made now; else RESPONSE is filled: 503
 * where too many are here, 429 where too many come from there, or too often. */
gboolean ed_http_visits_admit (EdHttpVisits *self,
                               EdGuest *guest,
                               const char *peer,
                               const char *token,
                               EdApiResponse *response);

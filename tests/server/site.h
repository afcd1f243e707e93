/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "house.h"
#include "server/http.h"

#define WATCHDOG_S 120

/* Fixture: a house whose server listens on a socket of this machine; each has pulled. */
typedef struct
{
  House house;
  EdHttp *http;
} Site;

void site_set_up (Site *site, gconstpointer unused);
void site_tear_down (Site *site, gconstpointer unused);
/* Starts its listening anew with OPTIONS, but for the address. */
void site_start (Site *site, EdHttpOptions options);

GSocketConnection *site_connect (Site *site);
void site_send (GSocketConnection *connection, const char *text, gsize length);
/* Everything until the server closes. */
char *site_receive (GSocketConnection *connection);
/* One request on a connection of its own; the answer whole. */
char *site_exchange (Site *site, const char *request);
guint site_status (const char *answer);
/* The headers of a signed-in call that is the connection's last. */
char *site_headers (Person *person);

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "server/mail-options.h"

/* How a server is to serve, as the operator says it: options, and the groups [server] and [mail] of
 * the configuration file. */
typedef struct
{
  char *data;
  char *database;
  char *listen;
  char *secret_file;
  char *certificate; /* file names */
  char *key;
  gboolean tls;     /* with a certificate of its own, where none is given */
  char **tls_names; /* that it is for, besides those that are found out */
  gboolean behind_proxy;
  int connections;
  int per_address;
  int asks_per_second;
  char *admin; /* where operators ask; NULL: nowhere */
  char *url;   /* what the server is called from outside */
  EdMailOptions mail;
} EdServing;

/* Reads what the file PATH says and the options did not. What is misspelt, or no value of its key,
 * is refused: it would silently be the usual. */
gboolean ed_serving_read (EdServing *self, const char *path, GError **error);
/* The same of TEXT; PATH is for what is said of it. */
gboolean ed_serving_read_text (EdServing *self,
                               const char *text,
                               gsize length,
                               const char *path,
                               GError **error);
/* Whether what was read could be served, as far as it can be told beforehand. */
gboolean ed_serving_check (EdServing *self, GError **error);
void ed_serving_clear (EdServing *self);

/* "127.0.0.1:8080", "[::1]:8080", "localhost:8080"; FALSE: none of these. *ADDRESS is to be freed
 * either way. */
gboolean ed_serving_parse_listen (const char *text, char **address, guint16 *port);

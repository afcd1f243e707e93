/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "server/http.h"

/* A second, small listener for operators and their monitoring, which callers from outside never
 * reach: GET /healthz, /readyz and /metrics. */
typedef struct _EdHttpAdmin EdHttpAdmin;

/* HTTP is the listener it tells of; stop this one first. */
EdHttpAdmin *
ed_http_admin_start (EdApi *api, EdHttp *http, const char *address, guint16 port, GError **error);
void ed_http_admin_stop (EdHttpAdmin *self);
guint16 ed_http_admin_get_port (EdHttpAdmin *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EdHttpAdmin, ed_http_admin_stop)

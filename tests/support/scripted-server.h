/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

/* A listener on a free loopback port that gives each request the same bytes and closes; what it is
 * asked it keeps. With no bytes it never answers. */
typedef struct _EdScriptedServer EdScriptedServer;

EdScriptedServer *ed_scripted_server_new (void);
void ed_scripted_server_free (EdScriptedServer *self);

/* "http://127.0.0.1:PORT" */
const char *ed_scripted_server_address (EdScriptedServer *self);

/* From the next connection on; BYTES NULL: no answer. */
void ed_scripted_server_set (EdScriptedServer *self, GBytes *bytes);
void ed_scripted_server_set_text (EdScriptedServer *self, const char *text);

/* Head and body of the last request, as it came. Free with g_free(). */
char *ed_scripted_server_request (EdScriptedServer *self);

/* Blocks until N requests have come. */
void ed_scripted_server_wait (EdScriptedServer *self, guint n);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EdScriptedServer, ed_scripted_server_free)

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

/* The real server program as a child process, for tests. */
typedef struct _EdServerProcess EdServerProcess;

/* Runs PROGRAM with ARGS… (NULL-ended) to its end, asserts that it succeeds, and answers what it
 * said. Free with g_free(). */
char *ed_server_command (const char *program, ...) G_GNUC_NULL_TERMINATED;

/* `PROGRAM serve` on DATA_DIR at a loopback port of its own choice (PORT 0) or at PORT; returns
 * when it listens. */
EdServerProcess *ed_server_process_start (const char *program, const char *data_dir, guint port);
/* The same with OPTIONS, words between single blanks, or NULL. */
EdServerProcess *ed_server_process_start_with (const char *program,
                                               const char *data_dir,
                                               guint port,
                                               const char *options);
guint ed_server_process_port (EdServerProcess *self);
/* Where operators ask, when it was started with --admin; else 0. */
guint ed_server_process_admin_port (EdServerProcess *self);
/* "http://127.0.0.1:PORT"; lives as long as the process's handle. */
const char *ed_server_process_url (EdServerProcess *self);
/* The most memory it has had resident since the last call, in bytes; -1 where the system does not
 * tell. */
gint64 ed_server_process_take_peak (EdServerProcess *self);
/* Asks it to read its files again (SIGHUP); does not wait. */
void ed_server_process_reload (EdServerProcess *self);
/* Asks it to end and waits; asserts that it ends well. */
void ed_server_process_stop (EdServerProcess *self);
/* Kills it at once, as a failing machine would, and waits for its end. */
void ed_server_process_kill (EdServerProcess *self);

/* Removes the folder PATH with all that is in it. */
void ed_remove_tree (const char *path);

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>
#include <stdio.h>

/* The clients' ends of many connections, in a process of their own, so that what the server costs
 * is seen apart. */
typedef struct _Callers Callers;

/* Makes the process, with all that this one has in memory, and lets it wait for a port; then RUN is
 * called in it, and what that prints into REPORT comes back. Before any thread is begun. */
Callers *callers_new (void (*run) (guint16 port, gpointer data, FILE *report), gpointer data);
void callers_begin (Callers *self, guint16 port);
/* Asserts that the process is still at work. */
void callers_check (Callers *self);
/* Waits for its end; asserts that it ends well. Its report. Frees SELF. */
char *callers_finish (Callers *self);

/* A connection to PORT of this machine. */
int callers_connect (guint16 port);
/* Sends all of it. */
void callers_send (int fd, gconstpointer bytes, gsize length);
/* A whole answer, in BUFFER, ended by a zero byte; asserts its STATUS. Its length. */
gsize callers_receive (int fd, char *buffer, gsize size, guint status);
/* Whether the first LENGTH bytes of TEXT, which a zero byte ends, are a whole answer. */
gboolean callers_is_whole (const char *text, gsize length);

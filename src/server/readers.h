/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sql/db.h"

/* Reading connections, one to a call. Taken and given back from any thread; made as needed and
 * kept. */
typedef struct _EdReaders EdReaders;

EdReaders *ed_readers_new (const char *location); /* as ed_database_open() takes it */
void ed_readers_free (EdReaders *self);           /* all must be back */

/* A connection in a read transaction: everything read through it is of one moment. */
EdDb *ed_readers_take (EdReaders *self, GError **error);
void ed_readers_give_back (EdReaders *self, EdDb *db);

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>
#include <sqlcipher/sqlite3.h>

/* Inside the room, and for tests: an access to files on top of another one that passes on all that
 * it is asked. Whoever makes one puts what it changes into its methods before it is registered. Its
 * files are not mapped, but have shared memory for the log; libraries are not loaded. */
typedef struct
{
  sqlite3_vfs parent;
  sqlite3_io_methods methods; /* of its files */
  sqlite3_vfs *below;
} EdPassVfs;

/* What its files begin with. */
typedef struct
{
  sqlite3_file parent;
  sqlite3_file *real; /* the one below */
} EdPassFile;

/* Called NAME (taken), with FILE_SIZE bytes for each file of its own. It stays for good. */
EdPassVfs *ed_pass_vfs_new (sqlite3_vfs *below, char *name, gsize file_size);
/* Its xOpen(). */
int ed_pass_vfs_open (sqlite3_vfs *vfs,
                      sqlite3_filename name,
                      sqlite3_file *file,
                      int flags,
                      int *out_flags);

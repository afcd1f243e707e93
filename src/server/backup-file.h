/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "server/secrets.h"

/* A backup as one file: several files in a row, encrypted as a stream (libsodium's secretstream)
 * under a key that is made for it and sealed to the organisation's backup key. Who can write a
 * backup need not be able to read one. Costs a fixed amount of memory.
 *
 * Format: "EDBACKUP1\n"; the sealed key; the stream's header; chunks of at most 64 KiB. In them,
 * for each file, the length of its name (1 byte), the name, its length (8 bytes, big-endian), its
 * bytes; at the end a 0. */
typedef struct _EdBackupWriter EdBackupWriter;

/* Writes into PATH, which must not exist; PUBLIC_KEY as ed_backup_key_read_public() gives it. */
EdBackupWriter *ed_backup_writer_new (const char *path, const guint8 *public_key, GError **error);
gboolean
ed_backup_writer_add (EdBackupWriter *self, const char *name, const char *file, GError **error);
/* Writes the end, sees to it that the disk has it, and reads it back: what was written is what is
 * there. */
gboolean ed_backup_writer_finish (EdBackupWriter *self, GError **error);
/* Without a finish the file is removed. */
void ed_backup_writer_free (EdBackupWriter *self);

/* Writes the files of the backup PATH into FOLDER. Fails on a backup that is cut short or was
 * changed, or for another key; what is in FOLDER then is of no use. */
gboolean
ed_backup_unpack (const char *path, const guint8 *secret_key, const char *folder, GError **error);

/* A pair of keys: the secret one into the new file PATH, for this user alone. Answers the public
 * one as text; NULL on failure. */
char *ed_backup_key_make (const char *path, GError **error);
/* ED_SECRET_BYTES into KEY. */
gboolean ed_backup_key_read_secret (const char *path, guint8 *key, GError **error);
gboolean ed_backup_key_read_public (const char *text, guint8 *key, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EdBackupWriter, ed_backup_writer_free)

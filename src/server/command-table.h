/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "server/secrets.h"
#include "sql/db.h"

/* Every command that was answered, and its answer. */
typedef struct
{
  const char *account, *id, *device;
  gint64 seq;
  const char *type;
  gint64 version;
  const char *target, *assignment;
  gint64 done_at, at, received_at; /* ms */
  gboolean moved;
  const char *status; /* applied, rejected, kept */
  const char *code;   /* of a refusal */
  gint64 rev;
  const char *result; /* the answer's element, as JSON */
  const guint8 *hmac; /* ED_SECRET_BYTES */
  const char *body;   /* the envelope, as JSON; NULL: not kept */
} EdCommandRow;

gboolean ed_commands_add (EdDb *db, const EdCommandRow *row, GError **error);
/* The answer that command ID of ACCOUNT got, and the keyed hash of its body into HMAC (zeros: what
 * it said was erased); NULL without ERROR: it is not known. Free with g_free(). */
char *
ed_commands_find (EdDb *db, const char *account, const char *id, guint8 *hmac, GError **error);

/* The number up to which the device's commands are safe from a restore: those in a backup, or with
 * no backup set up, those received more than 14 days before NOW; 0 when there are none. -1 on
 * failure. */
gint64 ed_commands_find_durable (EdDb *db, const char *device, gint64 now, GError **error);

/* Counts one more internal failure of a command: how many there are now, -1 when that fails too. */
gint64 ed_commands_note_failure (EdDb *db, const char *account, const char *id, GError **error);
gint64 ed_commands_count_failures (EdDb *db, const char *account, const char *id, GError **error);
/* Nothing stays of what the commands on TARGET said; that they were given, and their answers, do.
 */
gboolean ed_commands_forget (EdDb *db, const char *target, GError **error);
/* Those on TARGET of which late work was made (server/late-work.h), whose id is theirs. Columns:
 * id, account. */
EdStatement *ed_commands_read_late (EdDb *db, const char *target, GError **error);

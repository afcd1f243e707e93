/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "server/batch.h"

/* What must hold even when an older database is put back: a device that was withdrawn stays so, an
 * account that was suspended too, a role that was taken is not had, a former password opens
 * nothing, what was erased does not come back, and which reports were given away decides about
 * others. Kept in the file "outside" of the data folder, a line each, by ids only, and applied
 * before the server listens. A line is committed with the change that it tells of, and on the disk
 * in the file before anybody hears of that: what was not done leaves none, what was answered has
 * one. */

/* Writes into the file what is committed and not there yet. Until it could, no transaction is
 * begun. */
gboolean ed_outside_keep_up (EdApi *api, GError **error);

/* Notes, for good, that DEVICE was withdrawn. */
gboolean ed_outside_note_device (EdBatch *batch, const char *device, GError **error);
/* Withdraws what is noted and, in this database, is not. One transaction. */
gboolean ed_outside_apply (const char *folder, EdDb *db, gint64 now, GError **error);

/* Notes that the case or request (TYPE) ID was erased; a case that was taken back with
 * ED_OUTSIDE_MISTAKE as its type. */
gboolean ed_outside_note_erased (EdBatch *batch, const char *type, const char *id, GError **error);
#define ED_OUTSIDE_MISTAKE "mistake"
/* What is noted and, in this database, is not erased: "case UUID", "request UUID", "mistake UUID".
 * g_strfreev(). */
char **ed_outside_list_erased (const char *folder, EdDb *db, GError **error);

/* Notes that reports were given away: TEXT as in server/release-table.h. */
gboolean ed_outside_note_release (EdBatch *batch, const char *text, GError **error);
/* All such texts that are noted; g_strfreev(). */
char **ed_outside_list_releases (const char *folder, GError **error);

/* How an account may be used, or what opens it. */
typedef enum
{
  ED_OUTSIDE_SUSPENDED,
  ED_OUTSIDE_RESUMED,
  ED_OUTSIDE_PASSWORD,      /* another one */
  ED_OUTSIDE_SECOND_FACTOR, /* begun, changed or given up */
  ED_OUTSIDE_ROLES,         /* others */
  ED_N_OUTSIDE_CHANGES,
} EdOutsideChange;

gboolean ed_outside_note_account (EdBatch *batch,
                                  const char *account,
                                  EdOutsideChange change,
                                  GError **error);

/* The same of ED_OUTSIDE_ROLES: which they are now, in their order. */
gboolean ed_outside_note_roles (EdBatch *batch, const char *account, char **roles, GError **error);

/* A change of an account that this database does not know of. */
typedef struct
{
  char *account;
  char *mark;
  EdOutsideChange change;
  char **roles; /* with ED_OUTSIDE_ROLES, else NULL */
} EdOutsideAccount;

/* EdOutsideAccount, in the order in which they were made. Where the database knows a later one of
 * the kind, what was decided before it is not among them. */
GPtrArray *ed_outside_list_accounts (const char *folder, EdDb *db, GError **error);
/* The database knows of it from now on. */
gboolean ed_outside_settle_account (EdDb *db, const char *mark, GError **error);

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sql/db.h"

/* How an account proves itself, and what every call must know of it. */
typedef struct
{
  char *account;
  char *hash;
  gint64 roles; /* EdRoles */
  gint64 state; /* EdAccountState */
  gint64 rights_gen;
  gint64 suggest_change;
} EdCredential;

/* The name under which USER is kept: ASCII in lower case. Free with g_free(). */
char *ed_credentials_fold_user (const char *user);
/* By folded user name; NULL without ERROR: nobody. */
EdCredential *ed_credentials_find (EdDb *db, const char *user, GError **error);
/* By account; NULL without ERROR: none. */
EdCredential *ed_credentials_load (EdDb *db, const char *account, GError **error);
void ed_credential_free (EdCredential *self);

gboolean ed_credentials_add (EdDb *db,
                             const EdCredential *credential,
                             const char *user,
                             gint64 now,
                             GError **error);
/* IS_MADE: the server made it, so a change is suggested. */
gboolean ed_credentials_set_password (EdDb *db,
                                      const char *account,
                                      const char *hash,
                                      gboolean is_made,
                                      gint64 now,
                                      GError **error);
/* The owner keeps the password that the server made. */
gboolean ed_credentials_keep_password (EdDb *db, const char *account, GError **error);
gboolean ed_credentials_set_user (EdDb *db, const char *account, const char *user, GError **error);
/* Administrators that are not suspended, ACCOUNT aside; -1 on failure. */
gint64 ed_credentials_count_administrators (EdDb *db, const char *account, GError **error);
gboolean ed_credentials_set_state (EdDb *db, const char *account, gint64 state, GError **error);
/* The accounts with one of ROLES (EdRoles) that are not suspended; free with g_strfreev(). */
char **ed_credentials_list (EdDb *db, gint64 roles, GError **error);
/* A forget that transaction XID wrote for ACCOUNT is offered no more. */
gboolean ed_credentials_note_wiped (EdDb *db, const char *account, gint64 xid, GError **error);
/* Sets the roles and moves the rights generation on. */
gboolean ed_credentials_set_roles (EdDb *db, const char *account, gint64 roles, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EdCredential, ed_credential_free)

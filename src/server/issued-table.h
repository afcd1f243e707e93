/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "server/secrets.h"
#include "sql/db.h"

/* Passwords that left in a mail and were not used yet, one to an account. */

/* In place of an earlier one. TOKEN: as it stands in the mail's link, or NULL. */
gboolean ed_issued_set (EdDb *db,
                        const char *account,
                        const char *hash,
                        const char *token,
                        gint64 expires_at,
                        GError **error);
/* The hash of what is not expired at NOW; NULL without ERROR: there is none. */
char *ed_issued_find (EdDb *db, const char *account, gint64 now, GError **error);
/* The account that TOKEN stands for at NOW; NULL without ERROR: none. */
char *ed_issued_find_account (EdDb *db, const char *token, gint64 now, GError **error);
gboolean ed_issued_clear (EdDb *db, const char *account, GError **error);
/* The link has done its service; the password stays. */
gboolean ed_issued_clear_token (EdDb *db, const char *account, GError **error);
gboolean ed_issued_drop_expired (EdDb *db, gint64 now, GError **error);

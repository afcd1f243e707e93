/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sql/db.h"

/* What the clock will change, and when. */
#define ED_DUE_CONTACT_DATA "contact_data" /* it leaves the expert's view of a case */
#define ED_DUE_REMINDER "reminder"         /* a case is looked at */
#define ED_DUE_REQUEST_REMINDER "request_reminder"
#define ED_DUE_RETENTION "retention" /* a case, or what belongs to it, is kept no longer */
#define ED_DUE_ARCHIVE "archive"     /* a case leaves what coordinators hold, or comes back */
#define ED_DUE_CHARGES "charges"     /* a statement from before what companies pay was kept */
#define ED_DUE_REQUEST_RETENTION "request_retention"
#define ED_DUE_REQUEST_EXPIRY "request_expiry" /* documents of it are shared no more */

gboolean ed_dues_set (EdDb *db, const char *kind, const char *object, gint64 at, GError **error);
gboolean ed_dues_clear (EdDb *db, const char *kind, const char *object, GError **error);
/* Every case that somebody holds is looked at, from AT on. */
gboolean ed_dues_remind_all (EdDb *db, gint64 at, GError **error);
/* What of KIND is due some time is due at AT. */
gboolean ed_dues_hasten (EdDb *db, const char *kind, gint64 at, GError **error);
/* Up to LIMIT objects of KIND whose time has come, the earliest first; free with g_strfreev(). */
char **ed_dues_list (EdDb *db, const char *kind, gint64 now, gint64 limit, GError **error);

typedef gboolean (*EdDueFunc) (gpointer data, const char *object, GError **error);
/* Lets WORK see to each of those, which moves or clears its row; each whole or not at all. One that
 * cannot be read, or lacks a row, is looked at again a day later; it keeps no other from its turn.
 */
gboolean ed_dues_work (EdDb *db,
                       const char *kind,
                       gint64 now,
                       gint64 limit,
                       EdDueFunc work,
                       gpointer data,
                       GError **error);

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sync/desk.h"

/* What .ui files compute: pure functions, no state, no widgets touched. The first argument is the
 * object that the closure is for; texts are free'd by the caller. */

/* "9"; a separator in thousands by the reader's locale. */
char *ed_closure_count (gpointer object, gint64 count);
char *ed_closure_number (gpointer object, guint number);
gboolean ed_closure_is_positive (gpointer object, gint64 count);
gboolean ed_closure_not (gpointer object, gboolean value);
gboolean ed_closure_and_not (gpointer object, gboolean yes, gboolean no);
gboolean ed_closure_has_text (gpointer object, const char *text);

/* "Up to date, 14:02", "Offline, 3 actions waiting", "Syncing 1,200 of 5,000" … */
char *ed_closure_connection (gpointer object,
                             EdConnection connection,
                             gint64 waiting,
                             gint64 items,
                             gint64 count,
                             gint64 synced_at);
/* The CSS classes of its dot: "dot" and a tone. */
char **ed_closure_connection_class (gpointer object, EdConnection connection);
/* How much of the catch-up is done, 0 to 1; 0 where the whole is unknown. */
double ed_closure_fraction (gpointer object, gint64 items, gint64 count);
gboolean ed_closure_is_sign_in (gpointer object, EdConnection connection);
gboolean ed_closure_is_offline (gpointer object, EdConnection connection);

/* The sentence for what stops the sync; NULL for nothing. */
char *ed_closure_trouble (gpointer object, GError *trouble);

/* The name of the account that DESK is signed in with; NULL without a desk. */
char *ed_closure_account_name (gpointer object, EdDesk *desk);

/* "1,200 of 5,000"; "1,200" where the whole is unknown. */
char *ed_closure_progress (gpointer object, gint64 items, gint64 count);

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

/* Where the second step of signing in is typed: a code from the authenticator app, or, by a button,
 * one of the recovery codes.
 *
 * Signals "changed"; "activated": Enter was pressed in it. */
#define ED_TYPE_CODE_ENTRY (ed_code_entry_get_type ())
G_DECLARE_FINAL_TYPE (EdCodeEntry, ed_code_entry, ED, CODE_ENTRY, GtkWidget)

/* What was typed, as the server is told; NULL: it has not the form of what is asked for. Free with
 * ed_secret_free(). */
char *ed_code_entry_code (EdCodeEntry *self);
/* Empties it; the app's code is asked for again where BEGIN. */
void ed_code_entry_clear (EdCodeEntry *self, gboolean begin);

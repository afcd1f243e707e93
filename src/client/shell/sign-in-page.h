/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sync/desk.h"

#include <gtk/gtk.h>

/* Server, user name and password; the same page opens what is kept on this computer when the server
 * is out of reach. Where the server asks for a code besides, a second step asks for it. Says
 * beneath the fields why it did not work. Remembers server and user.
 *
 * Signal "opened" (EdDesk): signed in; the receiver owns the closing. */
#define ED_TYPE_SIGN_IN_PAGE (ed_sign_in_page_get_type ())
G_DECLARE_FINAL_TYPE (EdSignInPage, ed_sign_in_page, ED, SIGN_IN_PAGE, GtkWidget)

/* DATA_DIR: where the vaults lie; CA_FILE may be NULL. */
void ed_sign_in_page_set_places (EdSignInPage *self, const char *data_dir, const char *ca_file);
/* Fills in SERVER and USER where not NULL, and puts the cursor into the first empty field. */
void ed_sign_in_page_prefill (EdSignInPage *self, const char *server, const char *user);
/* As if PASSWORD had been typed and "Sign in" pressed. */
void ed_sign_in_page_sign_in (EdSignInPage *self, const char *password);
/* The sentence shown beneath the fields; NULL or "": none. */
void ed_sign_in_page_set_trouble (EdSignInPage *self, const char *sentence);
/* The password that was just signed in with; only while "opened" is emitted. */
const char *ed_sign_in_page_password (EdSignInPage *self);
const char *ed_sign_in_page_trouble (EdSignInPage *self);

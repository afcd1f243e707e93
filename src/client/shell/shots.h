/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/shell/window.h"

/* Pictures of every page of WINDOW, one after the other: the sign-in page, and, once it is signed
 * in and in step with the server, each place of the sidebar, the profile of a case, and the dialog
 * for a session; each in light and dark, 360 pixels wide, and with text twice as large; on a system
 * that asks for high contrast, light and dark alone. Files FOLDER/PAGE-LOOK.png; the folder is
 * there.
 *
 * DONE is called once: with NULL when all are written, else with a sentence that says why not.
 * PASSWORD (or NULL) is used to sign in after the first pictures. */
typedef void (*EdShotsDone) (const char *trouble, gpointer data);

void ed_shots_take (EdWindow *window,
                    const char *folder,
                    const char *password,
                    EdShotsDone done,
                    gpointer data);

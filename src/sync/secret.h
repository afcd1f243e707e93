/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

/* Passwords and keys on their way through this room: overwritten before their memory is given back,
 * in a way that no compiler leaves out. */
void ed_secret_wipe (gpointer bytes, gsize length);

/* Overwrites TEXT, which may be NULL, and leaves it an empty string. */
void ed_secret_clear (char *text);

/* Overwrites and frees TEXT. */
void ed_secret_free (char *text);

/* TEXT, taken, as bytes that are overwritten when freed. */
GBytes *ed_secret_bytes (char *text);

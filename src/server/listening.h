/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

/* A socket that listens at ADDRESS_TEXT (numeric) and *PORT; with 0 the system chooses, and says
 * which. G_IO_ERROR_ADDRESS_IN_USE when somebody else does. */
GSocket *ed_listen (const char *address_text, guint16 *port, GError **error);

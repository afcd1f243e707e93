/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

/* What an authenticator app shows at the instant AT, ms, for SECRET as it is typed in (base32). */
char *authenticator_code (const char *secret, gint64 at);
/* Six digits that no step near AT has. */
char *authenticator_wrong_code (const char *secret, gint64 at);

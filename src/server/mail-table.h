/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "server/mail.h"

/* Mails queued, being sent, and sent. A row stays: of each kind, event and recipient there is one.
 */

/* Adds it as waiting from NOW on, unless it is there. */
gboolean
ed_mails_add (EdDb *db, const EdMail *mail, const char *recipient, gint64 now, GError **error);

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "server/api.h"

/* After opening: what is noted outside of accounts (server/outside.h), and this database does not
 * know of, since it was put back from before. Who was suspended stays so. Who had another password
 * or second factor is let in by neither the former ones nor a mailed one: they ask for a new
 * password by mail. What was noted of accounts that are not here waits until they are. */
gboolean ed_noted_apply_accounts (EdApi *api, GError **error);
/* The same of reports that were given away; what the database alone knows of is noted. */
gboolean ed_noted_apply_releases (EdApi *api, GError **error);

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/connection.h"

/* Inside the store: the accounts held with ROLE (0: all), as they are shown, in no order; appended
 * to ACCOUNTS. */
gboolean ed_directory_list (EdStore *store, guint role, GPtrArray *accounts, GError **error);

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/connection.h"

/* Inside the store: ids of cases that the server was asked to take back. It makes no case under one
 * of them any more, unless it did not take it back. */

gboolean ed_taken_back_has (EdStore *store, const char *id, gboolean *has, GError **error);

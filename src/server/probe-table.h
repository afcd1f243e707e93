/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sql/db.h"

/* Writes something, in the transaction that is open: whether the disk takes it is known once that
 * is committed. */
gboolean ed_probe_write (EdDb *db, GError **error);

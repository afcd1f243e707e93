/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sql/db.h"

/* Who did what when, on ids only. Any of ACCOUNT, DEVICE, TARGET and CODE may be NULL. */
gboolean ed_audit_add (EdDb *db,
                       gint64 now,
                       const char *account,
                       const char *device,
                       const char *what,
                       const char *target,
                       const char *code,
                       GError **error);

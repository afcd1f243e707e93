/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sql/db.h"

/* Devices that have wiped what they lost sight of. */
gboolean ed_receipts_add (EdDb *db,
                          const char *audience,
                          const char *type,
                          const char *id,
                          const char *device,
                          gint64 now,
                          GError **error);
/* Forgets the receipts of a row: it is gone for good, or there again. */
gboolean ed_receipts_clear (EdDb *db,
                            const char *audience,
                            const char *type,
                            const char *id,
                            GError **error);

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/record.h"
#include "sql/db.h"

/* Hands every document of TYPE, one after another, to TAKE, which does not keep it; with MEMBERS
 * (NULL-terminated) only those are parsed. One that cannot be read is passed over. */
typedef void (*EdReadingFunc) (gpointer data, gconstpointer value);
gboolean ed_reading_all (EdDb *db,
                         const char *type,
                         const EdRecordType *record,
                         const char *const *members,
                         EdReadingFunc take,
                         gpointer data,
                         GError **error);

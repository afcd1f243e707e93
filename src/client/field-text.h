/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/days.h"
#include "domain/record.h"

/* What RECORD has in FIELD, whole, for the reader; "none" where it is absent; what has no short
 * words (lists of records, amounts without their currency) only says that there is something. Free
 * with g_free(). */
char *ed_field_text (const EdField *field, gconstpointer record, const EdZone *zone);

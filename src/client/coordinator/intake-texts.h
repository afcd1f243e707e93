/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/record.h"

/* What the form for a new case says of a field that cannot be kept. Pure; sentences are free'd by
 * the caller. */

/* Why FIELD of RECORD is wrong by its table, or, not IS_READABLE, cannot be read; NULL when it is
 * right. */
char *ed_intake_trouble_text (const EdField *field, gconstpointer record, gboolean is_readable);
/* Why the rules refuse FIELD though its table does not. */
char *ed_intake_refused_text (const EdField *field);

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/command.h"

/* Values made from the tables, so that a new field is tested without being written down here.
 * The same GRand gives the same values. */

/* A record of TYPE with every field set to a right value: texts of several scripts, with quotes and
 * backslashes, numbers at either end of their range or between. */
gpointer sample_record (const EdRecordType *type, GRand *rand);

/* A command of TYPE: with every argument and edit, or with those required alone. */
EdCommand *sample_command (EdCommandType type, gboolean whole, GRand *rand);

char *sample_id (GRand *rand);

/* A copy of LENGTH bytes with nothing behind them: a sanitizer tells of any byte read too many. */
char *sample_bytes (const char *text, gsize length);

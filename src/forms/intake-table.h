/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "domain/case-rules.h"
#include "forms/csv-reader.h"
#include "forms/date-style.h"

/* A table of cases from elsewhere, read as the intake form would be: what each row becomes, or what
 * is wrong with it, by the tables and rules of the domain. Pure; used by any thread. */

/* How it is to be read. Borrowed by the call. */
typedef struct
{
  const EdField *const *fields; /* of ed_case_intake_type, for each column; NULL: left out */
  EdDateStyle dates;
  gint64 now;
  const EdZone *zone;
} EdIntakePlan;

typedef struct
{
  EdCase *intake;     /* what can be read of it, as the row says it (ed_case_intake_type) */
  guint64 unreadable; /* its fields whose cells cannot be: bits by their index in the type */
  EdRefusal refusal;  /* by the rules, where all could be read */
  gboolean is_open;   /* a quotation mark is not closed */
  gboolean has_more;  /* more cells than there are titles: some may be in the wrong column */
  gint64 like;        /* the row before that is possibly the same case, or ED_ABSENT */
} EdIntakeRow;

/* The field that each of TABLE's columns holds by its title, N of them: each field once. FIELDS has
 * room for them. */
void ed_intake_table_match (const EdCsvTable *table, const EdField **fields);
/* The style of the dates in COLUMN. */
EdDateGuess ed_intake_table_guess_dates (const EdCsvTable *table, guint column);

/* The rows of TABLE (EdIntakeRow), or NULL once CANCELLABLE is cancelled; unref the array. Some
 * 10 µs a cell. */
GArray *
ed_intake_table_read (const EdCsvTable *table, const EdIntakePlan *plan, GCancellable *cancellable);
gboolean ed_intake_row_is_refused (const EdIntakeRow *row);

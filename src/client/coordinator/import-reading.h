/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "forms/intake-table.h"

/* A file of cases, read in a thread of its own: its characters, its cells, what each column holds,
 * and what each row becomes. Made anew for each way of reading it. Counted, and immutable once
 * it is there. */

/* How it is to be read; what is left open is guessed. */
typedef struct
{
  int charset;         /* EdCharset, or -1 */
  char separator;      /* or 0 */
  int dates;           /* EdDateStyle, or -1 */
  GPtrArray *fields;   /* const EdField for each column (NULL: left out), or NULL */
  GHashTable *columns; /* titles (ed_intake_words_plain) to fields by name, "" for none: what was
                        * chosen for them before; not to be changed meanwhile */
} EdImportWishes;

typedef struct
{
  EdCharset charset;
  char separator;
  EdCsvTable *table;
  const EdField **fields; /* as in EdIntakePlan */
  EdDateStyle dates;
  char *example; /* a date that could be meant in another way, or NULL */
  GArray *rows;  /* EdIntakeRow */
} EdImportReading;

EdImportReading *ed_import_reading_ref (EdImportReading *self);
void ed_import_reading_unref (EdImportReading *self);
/* The column of FIELD, or -1. */
int ed_import_reading_find_column (const EdImportReading *self, const EdField *field);

/* BYTES as WISHES say (copied), as of NOW in ZONE (taken). Errors: ED_CSV_ERROR. */
void ed_import_reading_make_async (GBytes *bytes,
                                   const EdImportWishes *wishes,
                                   gint64 now,
                                   EdZone *zone,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer data);
EdImportReading *ed_import_reading_make_finish (GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EdImportReading, ed_import_reading_unref)

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/coordinator/import-reading.h"
#include "store/intakes.h"

#include <glib-object.h>

/* What a row of a file is going to be. */
typedef enum
{
  ED_IMPORT_CASE,    /* a case */
  ED_IMPORT_NOTED,   /* a case, with something to look at */
  ED_IMPORT_REFUSED, /* nothing */
  ED_IMPORT_HELD,    /* it has been imported already */
  ED_N_IMPORT_KINDS
} EdImportKind;

/* A row of a file of cases. Properties for its template: "kind" (uint), "included" (boolean,
 * writable: whether it is going to be recorded; one that cannot be never is), "note"
 * (strings, read-only). Main thread. */
#define ED_TYPE_IMPORT_ITEM (ed_import_item_get_type ())
G_DECLARE_FINAL_TYPE (EdImportItem, ed_import_item, ED, IMPORT_ITEM, GObject)

/* Of ROW of READING; CHECK: of one that is not refused, NULL for others. */
EdImportItem *ed_import_item_new (EdImportReading *reading, guint row, const EdIntakeCheck *check);

guint ed_import_item_row (EdImportItem *self);
guint ed_import_item_line (EdImportItem *self);
EdImportKind ed_import_item_kind (EdImportItem *self);
gboolean ed_import_item_is_included (EdImportItem *self);
void ed_import_item_include (EdImportItem *self, gboolean included);
const EdCase *ed_import_item_intake (EdImportItem *self);
/* The id that the case will have; NULL of one that is refused. */
const char *ed_import_item_case_id (EdImportItem *self);

/* It has been recorded, or, with a code, was refused after all. */
void ed_import_item_settle (EdImportItem *self, const EdRefusal *refusal);

/* "Suzuki · XY · Legal · Budapest · 18 March 2020", as far as is known; free with g_free(). */
char *ed_import_item_title (EdImportItem *self, gboolean hidden);
/* What is wrong with it or to be looked at, a line each; "" for nothing. Free with g_free(). */
char *ed_import_item_note (EdImportItem *self, gboolean hidden);

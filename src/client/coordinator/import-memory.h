/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sync/desk.h"

/* What columns of imported files were chosen to hold: plain titles (ed_intake_words_plain) to
 * fields by name, "" for none. Kept encrypted with the account's drafts, as titles may turn out to
 * be somebody's data. */

/* Of the draft's BODY, or NULL; never fails. Unref the table. */
GHashTable *ed_import_memory_read (const char *body);
/* A draft's body. Free with g_free(). */
char *ed_import_memory_write (GHashTable *columns);
/* The same columns with TITLE holding FIELD (by name, or ""): a new table; the oldest ones may go
 * where there are very many. */
GHashTable *ed_import_memory_add (GHashTable *columns, const char *title, const char *field);

#define ED_DRAFT_IMPORT_COLUMNS "import-columns"

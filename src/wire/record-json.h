/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/record.h"
#include "wire/json-text.h"

/* Records ⇄ JSON objects, by their field tables. Absent = key left out, never null. Dates, times
 * and instants as text (PROTOCOL 1.2 to 1.5). */

typedef enum
{
  ED_WIRE_LENIENT, /* views: unknown keys are passed over, unknown words and values of another kind
                    * read as absent; ranges are not judged */
  ED_WIRE_STRICT,  /* commands: all of it is an error, required fields must be there */
} EdWireMode;

/* Compact JSON text in field order. *LENGTH, where wanted, in bytes. Free with g_free(). */
char *ed_record_to_json (const EdRecordType *type, gconstpointer record, gsize *length);
void ed_record_append_json (const EdRecordType *type, gconstpointer record, GString *text);

/* A new record; ed_record_free(). TEXT need not end with a zero byte; LENGTH -1: it does. */
gpointer ed_record_from_json (const EdRecordType *type,
                              const char *text,
                              gssize length,
                              EdWireMode mode,
                              GError **error);
gpointer ed_record_from_object (const EdRecordType *type,
                                JsonObject *object,
                                EdWireMode mode,
                                GError **error);

/* Whether TEXT is an object whose lists and objects, as far as TYPE has them and they are there,
 * are such: of an answer, something else in their place is no empty list. */
gboolean ed_record_fits (const EdRecordType *type, const char *text, gssize length);

/* One value. Appends nothing, and answers FALSE, when it is absent. Reading judges kind and
 * word, and with ED_WIRE_STRICT the range too. */
gboolean ed_field_append_json (const EdField *field, gconstpointer record, GString *text);
gboolean ed_field_read_node (const EdField *field,
                             gpointer record,
                             JsonNode *node,
                             EdWireMode mode,
                             GError **error);

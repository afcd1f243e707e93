/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

#include "domain/record.h"

/* Records ⇄ JSON objects, by their field tables. Absent = key left out, never null. Dates, times and
 * instants as text (PROTOCOL 1). */

typedef enum {
  ED_WIRE_LENIENT, /* views: unknown keys are passed over, unknown words read as absent */
  ED_WIRE_STRICT,  /* commands: both are errors, required fields must be there */
} EdWireMode;

#define ED_WIRE_ERROR (ed_wire_error_quark ())
typedef enum {
  ED_WIRE_ERROR_MALFORMED, /* not JSON, or not the JSON expected */
  ED_WIRE_ERROR_FIELD,     /* the message is the field's name alone */
} EdWireError;
GQuark ed_wire_error_quark (void);

/* Compact JSON text in field order. *LENGTH, where wanted, in bytes. Free with g_free(). */
char *ed_record_to_json (const EdRecordType *type, gconstpointer record, gsize *length);
void ed_record_append_json (const EdRecordType *type, gconstpointer record, GString *text);

/* A new record; ed_record_free(). TEXT need not end with a zero byte; LENGTH -1: it does. */
gpointer ed_record_from_json (const EdRecordType *type, const char *text, gssize length,
                              EdWireMode mode, GError **error);
gpointer ed_record_from_object (const EdRecordType *type, JsonObject *object, EdWireMode mode,
                                GError **error);

/* Appends TEXT quoted and escaped as a JSON string. */
void ed_json_append_string (GString *text, const char *string);

/* Parses TEXT to its object: bounded depth, no trailing bytes, valid UTF-8. Unref the node. */
JsonNode *ed_json_parse_object (const char *text, gssize length, GError **error);

/* A member of a kind, or NULL / FALSE when it is absent or of another kind. */
const char *ed_json_get_text (JsonObject *object, const char *name);
gboolean ed_json_get_number (JsonObject *object, const char *name, gint64 *value);

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

#include "domain/record.h"

/* Records ⇄ JSON objects, by their field tables. Absent = key left out, never null. Dates, times and
 * instants as text (PROTOCOL 1.2 to 1.5). */

typedef enum {
  ED_WIRE_LENIENT, /* views: unknown keys are passed over, unknown words and values of another kind
                    * read as absent; ranges are not judged */
  ED_WIRE_STRICT,  /* commands: all of it is an error, required fields must be there */
} EdWireMode;

/* PROTOCOL 9.1 */
#define ED_JSON_DEPTH_MAX 32
#define ED_JSON_LENGTH_MAX (16 * 1024 * 1024) /* bytes */

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

/* One value. Appends nothing, and answers FALSE, when it is absent. Reading judges kind and word, and
 * with ED_WIRE_STRICT the range too. */
gboolean ed_field_append_json (const EdField *field, gconstpointer record, GString *text);
gboolean ed_field_read_node (const EdField *field, gpointer record, JsonNode *node, EdWireMode mode,
                             GError **error);

/* Appends TEXT quoted and escaped as a JSON string. Bytes that are not UTF-8 become U+FFFD. */
void ed_json_append_string (GString *text, const char *string);

/* Whether TEXT is a UUID in lower case (PROTOCOL 1.3). */
gboolean ed_json_is_id (const char *text);
/* The instant that TEXT says in the one form of PROTOCOL 1.4, or ED_ABSENT. */
gint64 ed_json_read_instant (const char *text);

/* Parses TEXT to its object: bounded length and depth, no trailing bytes, valid UTF-8, no key twice, no
 * more than RFC 8259 allows. Unref the node. */
JsonNode *ed_json_parse_object (const char *text, gssize length, GError **error);

/* A member of a kind, or NULL / FALSE when it is absent or of another kind. */
const char *ed_json_get_text (JsonObject *object, const char *name);
gboolean ed_json_get_number (JsonObject *object, const char *name, gint64 *value);
JsonObject *ed_json_get_object (JsonObject *object, const char *name);
JsonArray *ed_json_get_array (JsonObject *object, const char *name);
gboolean ed_json_get_boolean (JsonObject *object, const char *name, gboolean *value);

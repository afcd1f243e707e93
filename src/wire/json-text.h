/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

/* What every JSON text on the wire has in common (PROTOCOL 1.2 to 1.4). */

/* PROTOCOL 9.1 */
#define ED_JSON_DEPTH_MAX 32
#define ED_JSON_LENGTH_MAX (16 * 1024 * 1024) /* bytes */

#define ED_WIRE_ERROR (ed_wire_error_quark ())
typedef enum
{
  ED_WIRE_ERROR_MALFORMED, /* not JSON, or not the JSON expected */
  ED_WIRE_ERROR_UNKNOWN,   /* a word that a newer writer may know */
  ED_WIRE_ERROR_FIELD,     /* the message is the field's name alone */
} EdWireError;
GQuark ed_wire_error_quark (void);

/* Appends TEXT quoted and escaped as a JSON string. Bytes that are not UTF-8 become U+FFFD. */
void ed_json_append_string (GString *text, const char *string);

/* Whether TEXT is a UUID in lower case (PROTOCOL 1.3). */
gboolean ed_json_is_id (const char *text);
/* Whether each of TEXTS, which may be NULL, is one. */
gboolean ed_json_are_ids (char **texts);
/* The day or instant that TEXT says in the one form of PROTOCOL 1.4, or ED_ABSENT. */
gint64 ed_json_read_date (const char *text);
gint64 ed_json_read_instant (const char *text);

/* Parses TEXT to its object: bounded length and depth, no trailing bytes, valid UTF-8, no key
 * twice, no more than RFC 8259 allows. Unref the node. */
JsonNode *ed_json_parse_object (const char *text, gssize length, GError **error);

/* Whether NODE is a value of TYPE: G_TYPE_STRING, G_TYPE_INT64 or G_TYPE_BOOLEAN. */
gboolean ed_json_holds (JsonNode *node, GType type);

/* A member of a kind, or NULL / FALSE when it is absent or of another kind. */
const char *ed_json_get_text (JsonObject *object, const char *name);
gboolean ed_json_get_number (JsonObject *object, const char *name, gint64 *value);
JsonObject *ed_json_get_object (JsonObject *object, const char *name);
JsonArray *ed_json_get_array (JsonObject *object, const char *name);
gboolean ed_json_get_boolean (JsonObject *object, const char *name, gboolean *value);

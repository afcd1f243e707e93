/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Writing goes straight from the table into the text, because the server writes a whole document
 * for every command. */

#include "wire/record-json.h"

#include <string.h>

#include "domain/days.h"
#include "wire/record-scan.h"

/* Writing */

/* The word of VALUE, or NULL when the choices have none for it. */
static const char *
find_word (const EdChoice *choices, gint64 value)
{
  if (value < 0)
    return NULL;
  for (gint64 i = 0; choices[i].word != NULL; i++)
    if (i == value)
      return choices[i].word;
  return NULL;
}

static void
append_records (GString *text, const EdRecordType *element, const GPtrArray *records)
{
  g_string_append_c (text, '[');
  for (guint i = 0; i < records->len; i++)
    {
      if (i > 0)
        g_string_append_c (text, ',');
      ed_record_append_json (element, records->pdata[i], text);
    }
  g_string_append_c (text, ']');
}

static void
append_texts (GString *text, const char *const *texts)
{
  g_string_append_c (text, '[');
  for (guint i = 0; texts[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append_c (text, ',');
      ed_json_append_string (text, texts[i]);
    }
  g_string_append_c (text, ']');
}

/* Appends what one of domain/days.h made of a number. */
static void
append_made (GString *text, char *(*make) (gint64), gint64 value)
{
  g_autofree char *made = make (value);

  ed_json_append_string (text, made);
}

static void
append_number (const EdField *field, gint64 value, GString *text)
{
  switch (field->kind)
    {
    case ED_FIELD_BOOLEAN:
      g_string_append (text, value != 0 ? "true" : "false");
      break;
    case ED_FIELD_CHOICE:
      ed_json_append_string (text, find_word (field->choices, value));
      break;
    case ED_FIELD_DATE:
      append_made (text, ed_date_to_text, value);
      break;
    case ED_FIELD_TIME:
      append_made (text, ed_time_to_text, value);
      break;
    case ED_FIELD_INSTANT:
      append_made (text, ed_instant_to_text, value);
      break;
    default:
      g_string_append_printf (text, "%" G_GINT64_FORMAT, value);
    }
}

/* Whether there is something to write: not absent, nor a number that no choice has. */
static gboolean
has_value (const EdField *field, gconstpointer record)
{
  if (ed_field_is_absent (field, record))
    return FALSE;
  return field->kind != ED_FIELD_CHOICE
         || find_word (field->choices, ed_field_get_number (field, record)) != NULL;
}

gboolean
ed_field_append_json (const EdField *field, gconstpointer record, GString *text)
{
  gpointer place = G_STRUCT_MEMBER_P (record, field->offset);

  if (!has_value (field, record))
    return FALSE;
  switch (field->kind)
    {
    case ED_FIELD_TEXT:
    case ED_FIELD_ID:
      ed_json_append_string (text, ed_field_get_text (field, record));
      break;
    case ED_FIELD_RECORD:
      ed_record_append_json (field->element, *(gpointer *) place, text);
      break;
    case ED_FIELD_RECORDS:
      append_records (text, field->element, *(GPtrArray **) place);
      break;
    case ED_FIELD_TEXTS:
      append_texts (text, *(const char *const **) place);
      break;
    default:
      append_number (field, ed_field_get_number (field, record), text);
    }
  return TRUE;
}

void
ed_record_append_json (const EdRecordType *type, gconstpointer record, GString *text)
{
  gboolean first = TRUE;

  g_string_append_c (text, '{');
  for (guint i = 0; i < type->n_fields; i++)
    {
      const EdField *field = &type->fields[i];

      if (!has_value (field, record))
        continue;
      if (!first)
        g_string_append_c (text, ',');
      first = FALSE;
      g_string_append_c (text, '"');
      g_string_append (text, field->name);
      g_string_append (text, "\":");
      ed_field_append_json (field, record, text);
    }
  g_string_append_c (text, '}');
}

char *
ed_record_to_json (const EdRecordType *type, gconstpointer record, gsize *length)
{
  GString *text = g_string_sized_new (1024);

  ed_record_append_json (type, record, text);
  if (length != NULL)
    *length = text->len;
  return g_string_free (text, FALSE);
}

/* Reading */

static gboolean
set_malformed (GError **error, const char *message)
{
  g_set_error_literal (error, ED_WIRE_ERROR, ED_WIRE_ERROR_MALFORMED, message);
  return FALSE;
}

static gboolean
set_field_error (GError **error, const char *name)
{
  g_set_error_literal (error, ED_WIRE_ERROR, ED_WIRE_ERROR_FIELD, name);
  return FALSE;
}

/* Errors name fields and never repeat what was sent: a key is named only if it looks like one. */
static gboolean
set_unknown (GError **error, const char *key)
{
  gsize n = strspn (key, "abcdefghijklmnopqrstuvwxyz0123456789_");

  if (n == 0 || n > 32 || key[n] != '\0')
    return set_malformed (error, "unknown key");
  return set_field_error (error, key);
}

static gboolean
read_number (const EdField *field, gpointer record, JsonNode *node)
{
  gint64 value = ED_ABSENT;

  if (field->kind == ED_FIELD_INTEGER)
    {
      if (ed_json_holds (node, G_TYPE_INT64))
        value = json_node_get_int (node);
    }
  else if (field->kind == ED_FIELD_BOOLEAN)
    {
      if (ed_json_holds (node, G_TYPE_BOOLEAN))
        value = json_node_get_boolean (node);
    }
  else if (ed_json_holds (node, G_TYPE_STRING))
    {
      value = ed_field_number_from_text (field, json_node_get_string (node));
    }

  ed_field_set_number (field, record, value);
  return value != ED_ABSENT;
}

static gboolean
read_text (const EdField *field, gpointer record, JsonNode *node)
{
  const char *text = ed_json_holds (node, G_TYPE_STRING) ? json_node_get_string (node) : "";

  if (*text == '\0' || (field->kind == ED_FIELD_ID && !ed_json_is_id (text)))
    return FALSE;
  ed_field_set_text (field, record, text);
  return TRUE;
}

static gboolean
read_record (const EdField *field, gpointer record, JsonNode *node, EdWireMode mode, GError **error)
{
  gpointer value;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return FALSE;
  value = ed_record_from_object (field->element, json_node_get_object (node), mode, error);
  if (value == NULL)
    return FALSE;
  ed_field_clear (field, record);
  G_STRUCT_MEMBER (gpointer, record, field->offset) = value;
  return TRUE;
}

static gboolean
read_records (const EdField *field,
              gpointer record,
              JsonNode *node,
              EdWireMode mode,
              GError **error)
{
  GPtrArray *records = G_STRUCT_MEMBER (GPtrArray *, record, field->offset);
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  if (array == NULL)
    return FALSE;
  ed_field_clear (field, record);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);
      gpointer value = NULL;

      if (JSON_NODE_HOLDS_OBJECT (element))
        value = ed_record_from_object (field->element, json_node_get_object (element), mode, error);
      if (value != NULL)
        g_ptr_array_add (records, value);
      else if (mode == ED_WIRE_STRICT)
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_texts (const EdField *field, gpointer record, JsonNode *node, EdWireMode mode)
{
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  guint n = 0;

  if (array == NULL)
    return FALSE;
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);

      if (ed_json_holds (element, G_TYPE_STRING))
        {
          g_strv_builder_add (builder, json_node_get_string (element));
          n++;
        }
      else if (mode == ED_WIRE_STRICT)
        {
          return FALSE;
        }
    }
  ed_field_clear (field, record);
  if (n > 0)
    G_STRUCT_MEMBER (char **, record, field->offset) = g_strv_builder_end (builder);
  return TRUE;
}

static gboolean
read_value (const EdField *field, gpointer record, JsonNode *node, EdWireMode mode, GError **error)
{
  switch (field->kind)
    {
    case ED_FIELD_TEXT:
    case ED_FIELD_ID:
      return read_text (field, record, node);
    case ED_FIELD_RECORD:
      return read_record (field, record, node, mode, error);
    case ED_FIELD_RECORDS:
      return read_records (field, record, node, mode, error);
    case ED_FIELD_TEXTS:
      return read_texts (field, record, node, mode);
    default:
      return read_number (field, record, node);
    }
}

gboolean
ed_field_read_node (const EdField *field,
                    gpointer record,
                    JsonNode *node,
                    EdWireMode mode,
                    GError **error)
{
  g_autoptr (GError) inner = NULL;

  if (read_value (field, record, node, mode, &inner))
    {
      if (mode == ED_WIRE_LENIENT || ed_field_is_valid (field, record))
        return TRUE;
    }
  else if (mode == ED_WIRE_LENIENT)
    {
      return TRUE;
    }
  if (inner == NULL)
    return set_field_error (error, field->name);
  g_propagate_error (error, g_steal_pointer (&inner));
  return FALSE;
}

static gboolean
read_object (const EdRecordType *type,
             gpointer record,
             JsonObject *object,
             EdWireMode mode,
             GError **error)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &name, &node))
    {
      const EdField *field = ed_record_type_find (type, name);

      if (field == NULL && mode == ED_WIRE_STRICT)
        return set_unknown (error, name);
      if (field != NULL && !ed_field_read_node (field, record, node, mode, error))
        return FALSE;
    }

  for (guint i = 0; mode == ED_WIRE_STRICT && i < type->n_fields; i++)
    if (ed_field_is_absent (&type->fields[i], record)
        && !ed_field_is_valid (&type->fields[i], record))
      return set_field_error (error, type->fields[i].name);
  return TRUE;
}

gpointer
ed_record_from_object (const EdRecordType *type,
                       JsonObject *object,
                       EdWireMode mode,
                       GError **error)
{
  gpointer record = ed_record_new (type);

  if (read_object (type, record, object, mode, error))
    return record;
  ed_record_free (type, record);
  return NULL;
}

gpointer
ed_record_from_json (const EdRecordType *type,
                     const char *text,
                     gssize length,
                     EdWireMode mode,
                     GError **error)
{
  g_autoptr (JsonNode) node = NULL;
  gpointer record = NULL;

  if (mode == ED_WIRE_LENIENT)
    record = ed_record_scan (type, text, length < 0 ? strlen (text) : (gsize) length);
  if (record != NULL)
    return record;
  node = ed_json_parse_object (text, length, error);
  if (node == NULL)
    return NULL;
  return ed_record_from_object (type, json_node_get_object (node), mode, error);
}

static gboolean
are_objects (JsonNode *node)
{
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    if (!JSON_NODE_HOLDS_OBJECT (json_array_get_element (array, i)))
      return FALSE;
  return array != NULL;
}

static gboolean
field_fits (const EdField *field, JsonNode *node)
{
  switch (field->kind)
    {
    case ED_FIELD_RECORD:
      return JSON_NODE_HOLDS_OBJECT (node);
    case ED_FIELD_RECORDS:
      return are_objects (node);
    case ED_FIELD_TEXTS:
      return JSON_NODE_HOLDS_ARRAY (node);
    default:
      return TRUE;
    }
}

gboolean
ed_record_fits (const EdRecordType *type, const char *text, gssize length)
{
  g_autoptr (JsonNode) node = ed_json_parse_object (text, length, NULL);
  JsonObject *object = node != NULL ? json_node_get_object (node) : NULL;

  for (guint i = 0; object != NULL && i < type->n_fields; i++)
    {
      JsonNode *member = json_object_get_member (object, type->fields[i].name);

      if (member != NULL && !field_fits (&type->fields[i], member))
        return FALSE;
    }
  return object != NULL;
}

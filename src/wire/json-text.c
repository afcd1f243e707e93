/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* json-glib takes more than JSON and follows any depth; so a text is scanned (wire/json-scan.h)
 * before it is parsed. */

#include "wire/json-text.h"

#include <string.h>

#include "domain/days.h"
#include "domain/record.h"
#include "wire/json-scan.h"

G_DEFINE_QUARK (ed - wire - error - quark, ed_wire_error)

static void
append_escape (GString *text, char c)
{
  switch (c)
    {
    case '"':
      g_string_append (text, "\\\"");
      break;
    case '\\':
      g_string_append (text, "\\\\");
      break;
    case '\n':
      g_string_append (text, "\\n");
      break;
    case '\r':
      g_string_append (text, "\\r");
      break;
    case '\t':
      g_string_append (text, "\\t");
      break;
    default:
      g_string_append_printf (text, "\\u%04x", (guint) (guchar) c);
    }
}

void
ed_json_append_string (GString *text, const char *string)
{
  g_autofree char *mended = NULL;
  const char *start;
  const char *at;

  if (!g_utf8_validate (string, -1, NULL))
    string = mended = g_utf8_make_valid (string, -1);

  g_string_append_c (text, '"');
  for (start = at = string; *at != '\0'; at++)
    if ((guchar) *at < 0x20 || *at == '"' || *at == '\\')
      {
        g_string_append_len (text, start, at - start);
        append_escape (text, *at);
        start = at + 1;
      }
  g_string_append_len (text, start, at - start);
  g_string_append_c (text, '"');
}

gboolean
ed_json_is_id (const char *text)
{
  return g_uuid_string_is_valid (text) && strpbrk (text, "ABCDEF") == NULL;
}

gboolean
ed_json_are_ids (char **texts)
{
  for (; texts != NULL && *texts != NULL; texts++)
    if (!ed_json_is_id (*texts))
      return FALSE;
  return TRUE;
}

static gboolean
has_year (const char *text)
{
  return g_str_has_prefix (text, "19") || g_str_has_prefix (text, "2");
}

gint64
ed_json_read_date (const char *text)
{
  return has_year (text) ? ed_date_from_text (text) : ED_ABSENT;
}

gint64
ed_json_read_instant (const char *text)
{
  return has_year (text) && strlen (text) == strlen ("2020-03-18T19:44:00.000Z")
             ? ed_instant_from_text (text)
             : ED_ABSENT;
}

static void
set_malformed (GError **error, const char *message)
{
  g_set_error_literal (error, ED_WIRE_ERROR, ED_WIRE_ERROR_MALFORMED, message);
}

/* The members of all objects in NODE. */
static gsize
count_members (JsonNode *node)
{
  gsize n = 0;

  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObjectIter iter;
      JsonNode *member;

      json_object_iter_init (&iter, json_node_get_object (node));
      while (json_object_iter_next (&iter, NULL, &member))
        n += 1 + count_members (member);
    }
  else if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        n += count_members (json_array_get_element (array, i));
    }
  return n;
}

JsonNode *
ed_json_parse_object (const char *text, gssize length, GError **error)
{
  gsize size = length < 0 ? strlen (text) : (gsize) length;
  g_autoptr (JsonParser) parser = NULL;

  if (size > ED_JSON_LENGTH_MAX)
    {
      set_malformed (error, "too long");
      return NULL;
    }
  if (!ed_json_scan_is_object (text, size, ED_JSON_DEPTH_MAX)
      || !g_utf8_validate_len (text, size, NULL))
    {
      set_malformed (error, "not a JSON object");
      return NULL;
    }

  parser = json_parser_new ();
  if (!json_parser_load_from_data (parser, text, (gssize) size, NULL)
      || !JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser)))
    {
      set_malformed (error, "not a JSON object");
      return NULL;
    }
  /* The parser keeps the last of equal keys; a key less is a key that was there twice. */
  if (count_members (json_parser_get_root (parser)) != ed_json_scan_count_members (text, size))
    {
      set_malformed (error, "a key twice");
      return NULL;
    }
  return json_parser_steal_root (parser);
}

gboolean
ed_json_holds (JsonNode *node, GType type)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == type;
}

static JsonNode *
get_value (JsonObject *object, const char *name, GType type)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && ed_json_holds (node, type) ? node : NULL;
}

const char *
ed_json_get_text (JsonObject *object, const char *name)
{
  JsonNode *node = get_value (object, name, G_TYPE_STRING);

  return node != NULL ? json_node_get_string (node) : NULL;
}

gboolean
ed_json_get_number (JsonObject *object, const char *name, gint64 *value)
{
  JsonNode *node = get_value (object, name, G_TYPE_INT64);

  if (node != NULL)
    *value = json_node_get_int (node);
  return node != NULL;
}

gboolean
ed_json_get_boolean (JsonObject *object, const char *name, gboolean *value)
{
  JsonNode *node = get_value (object, name, G_TYPE_BOOLEAN);

  if (node != NULL)
    *value = json_node_get_boolean (node);
  return node != NULL;
}

JsonObject *
ed_json_get_object (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

JsonArray *
ed_json_get_array (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/envelope.h"

#include <string.h>

#include "wire/push.h"

#define COMMAND_BYTES_MAX (256 * 1024)

static void append_node (GString *text, JsonNode *node);

static gint
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (a, b);
}

static void
append_object (GString *text, JsonObject *object)
{
  GList *names = g_list_sort (json_object_get_members (object), compare_names);

  g_string_append_c (text, '{');
  for (GList *name = names; name != NULL; name = name->next)
    {
      if (name != names)
        g_string_append_c (text, ',');
      ed_json_append_string (text, name->data);
      g_string_append_c (text, ':');
      append_node (text, json_object_get_member (object, name->data));
    }
  g_string_append_c (text, '}');
  g_list_free (names);
}

static void
append_array (GString *text, JsonArray *array)
{
  g_string_append_c (text, '[');
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      if (i > 0)
        g_string_append_c (text, ',');
      append_node (text, json_array_get_element (array, i));
    }
  g_string_append_c (text, ']');
}

static void
append_value (GString *text, JsonNode *node)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];
  GType type = json_node_get_value_type (node);

  if (type == G_TYPE_STRING)
    ed_json_append_string (text, json_node_get_string (node));
  else if (type == G_TYPE_BOOLEAN)
    g_string_append (text, json_node_get_boolean (node) ? "true" : "false");
  else if (type == G_TYPE_DOUBLE)
    {
      double value = json_node_get_double (node);

      /* -0.0 equals 0, and is spelt like it. */
      g_string_append (text, g_ascii_dtostr (number, sizeof number, value == 0 ? 0 : value));
    }
  else
    g_string_append_printf (text, "%" G_GINT64_FORMAT, json_node_get_int (node));
}

/* The node in the one spelling that equal values share: keys sorted, nothing between tokens. The
 * depth was bounded by parsing. */
static void
append_node (GString *text, JsonNode *node)
{
  switch (json_node_get_node_type (node))
    {
    case JSON_NODE_OBJECT:
      append_object (text, json_node_get_object (node));
      break;
    case JSON_NODE_ARRAY:
      append_array (text, json_node_get_array (node));
      break;
    case JSON_NODE_VALUE:
      append_value (text, node);
      break;
    case JSON_NODE_NULL:
    default:
      g_string_append (text, "null");
      break;
    }
}

/* What makes a command this one (PROTOCOL 3.4), and its id. */
static char *
spell_body (JsonObject *object)
{
  static const char *const names[] = { "args", "done_at", "id", "target", "type", "v" };
  GString *text = g_string_sized_new (512);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      JsonNode *node = json_object_get_member (object, names[i]);

      g_string_append_c (text, i == 0 ? '{' : ',');
      ed_json_append_string (text, names[i]);
      g_string_append_c (text, ':');
      if (node != NULL)
        append_node (text, node);
      else
        g_string_append (text, i == 0 ? "{}" : "null");
    }
  g_string_append_c (text, '}');
  return g_string_free (text, FALSE);
}

static void
read_command (EdEnvelope *self, JsonObject *object)
{
  JsonObject *was = ed_json_get_object (object, "was");
  g_autoptr (GError) error = NULL;
  gint64 seq;

  self->command = ed_command_from_object (object, &seq, &self->invalid, &error);
  if (g_error_matches (error, ED_PUSH_ERROR, ED_PUSH_ERROR_UNKNOWN_TYPE))
    self->fault = ED_ENVELOPE_UNKNOWN;
  else if (error != NULL)
    self->fault = ED_ENVELOPE_UNREADABLE;
  if (was != NULL
      && (!ed_json_get_number (was, "number", &self->was_number) || self->was_number < 1))
    self->was_number = ED_ABSENT;
  if (was != NULL && (!ed_json_get_number (was, "rev", &self->was_rev) || self->was_rev < 1))
    self->was_rev = ED_ABSENT;
  self->was_applied = was != NULL && g_strcmp0 (ed_json_get_text (was, "status"), "applied") == 0;
}

EdEnvelope *
ed_envelope_read (JsonNode *node, const guint8 *key)
{
  EdEnvelope *self = g_new0 (EdEnvelope, 1);
  JsonObject *object;
  const char *id;

  self->fault = ED_ENVELOPE_UNREADABLE;
  self->was_number = ED_ABSENT;
  self->was_rev = ED_ABSENT;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return self;
  object = json_node_get_object (node);
  id = ed_json_get_text (object, "id");
  if (id == NULL || !ed_json_is_id (id))
    return self;
  self->id = g_strdup (id);
  if (!ed_json_get_number (object, "seq", &self->seq) || self->seq < 1)
    return self;
  self->body = spell_body (object);
  if (strlen (self->body) > COMMAND_BYTES_MAX)
    {
      self->fault = ED_ENVELOPE_TOO_LARGE;
      return self;
    }
  self->fault = ED_ENVELOPE_GOOD;
  ed_secrets_mac (key, self->body, strlen (self->body), self->hmac, sizeof self->hmac);
  read_command (self, object);
  return self;
}

void
ed_envelope_free (EdEnvelope *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->command, ed_command_free);
  g_free (self->id);
  g_free (self->body);
  g_free (self);
}

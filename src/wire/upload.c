/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "wire/upload.h"

#include <string.h>

/* The fields that lie in the target, and their names there. */
static const struct
{
  const char *field;
  const char *name;
} targets[] = {
  { "case_id", "case" },
  { "request_id", "request" },
  { "assignment_id", "assignment" },
};

/* The name in the target of a field of the file, or NULL. */
static const char *
find_in_target (const EdField *field)
{
  for (guint i = 0; i < G_N_ELEMENTS (targets); i++)
    {
      if (strcmp (targets[i].field, field->name) == 0)
        return targets[i].name;
    }
  return NULL;
}

/* Fails as the field does, which the target stands for where it lies there. */
static gboolean
set_wrong (GError **error, const char *field)
{
  gboolean in_target = find_in_target (ed_record_type_find (&ed_file_type, field)) != NULL;

  g_set_error_literal (error, ED_WIRE_ERROR, ED_WIRE_ERROR_FIELD, in_target ? "target" : field);
  return FALSE;
}

static gboolean
read_members (EdFile *file, JsonObject *object, GError **error)
{
  JsonObject *target = ed_json_get_object (object, "target");

  for (guint i = 0; i < ed_file_type.n_fields; i++)
    {
      const EdField *field = &ed_file_type.fields[i];
      const char *name = find_in_target (field);
      JsonNode *member = NULL;

      if (name == NULL)
        member = json_object_get_member (object, field->name);
      else if (target != NULL)
        member = json_object_get_member (target, name);
      if (member != NULL && !ed_field_read_node (field, file, member, ED_WIRE_STRICT, NULL))
        return set_wrong (error, field->name);
    }
  return TRUE;
}

char *
ed_upload_to_json (const EdFile *file)
{
  GString *text = g_string_new ("{\"target\":{");

  for (guint i = 0; i < G_N_ELEMENTS (targets); i++)
    {
      const EdField *field = ed_record_type_find (&ed_file_type, targets[i].field);

      if (ed_field_is_absent (field, file))
        continue;
      if (text->str[text->len - 1] != '{')
        g_string_append_c (text, ',');
      g_string_append_printf (text, "\"%s\":", targets[i].name);
      ed_field_append_json (field, file, text);
    }
  g_string_append_c (text, '}');
  for (guint i = 0; i < ed_file_type.n_fields; i++)
    {
      const EdField *field = &ed_file_type.fields[i];

      if (find_in_target (field) != NULL || ed_field_is_absent (field, file))
        continue;
      g_string_append_printf (text, ",\"%s\":", field->name);
      ed_field_append_json (field, file, text);
    }
  g_string_append_c (text, '}');
  return g_string_free (text, FALSE);
}

EdFile *
ed_upload_from_json (const char *text, gssize length, GError **error)
{
  g_autoptr (JsonNode) node = ed_json_parse_object (text, length, error);
  g_autoptr (EdFile) file = NULL;
  const char *invalid;

  if (node == NULL)
    return NULL;
  file = ed_record_new (&ed_file_type);
  if (!read_members (file, json_node_get_object (node), error))
    return NULL;
  invalid = ed_file_find_invalid (file);
  if (invalid == NULL)
    return g_steal_pointer (&file);
  set_wrong (error, invalid);
  return NULL;
}

gint64
ed_upload_answer_read (const char *text, gssize length)
{
  g_autoptr (JsonNode) node = ed_json_parse_object (text, length, NULL);
  gint64 offset;

  if (node == NULL || !ed_json_get_number (json_node_get_object (node), "offset", &offset)
      || offset < 0)
    return -1;
  return offset;
}

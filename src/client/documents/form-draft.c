/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/documents/form-draft.h"

#include "wire/json-text.h"
#include "wire/record-json.h"

char *
ed_form_draft_write (EdFormKind kind, gconstpointer values, const char *language)
{
  g_autoptr (GString) body = g_string_new ("{\"language\":");

  ed_json_append_string (body, language);
  g_string_append (body, ",\"values\":");
  ed_record_append_json (ed_form_get (kind)->values, values, body);
  g_string_append_c (body, '}');
  return g_string_free (g_steal_pointer (&body), FALSE);
}

gpointer
ed_form_draft_read (EdFormKind kind, const char *body, char **language)
{
  g_autoptr (JsonNode) node = ed_json_parse_object (body, -1, NULL);
  JsonObject *draft = node != NULL ? json_node_get_object (node) : NULL;
  JsonObject *values = draft != NULL ? ed_json_get_object (draft, "values") : NULL;

  *language = NULL;
  if (values == NULL)
    return NULL;
  *language = g_strdup (ed_json_get_text (draft, "language"));
  return ed_record_from_object (ed_form_get (kind)->values, values, ED_WIRE_LENIENT, NULL);
}

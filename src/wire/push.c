/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "wire/push.h"

static const char *const status_words[] = {
  [ED_RESULT_APPLIED] = "applied",
  [ED_RESULT_REJECTED] = "rejected",
  [ED_RESULT_KEPT] = "kept",
};

void
ed_result_free (EdResult *result)
{
  g_free (result->id);
  g_free (result->field);
  g_free (result);
}

static void
append_number (GString *text, const char *name, gint64 number)
{
  g_string_append_printf (text, ",\"%s\":%" G_GINT64_FORMAT, name, number);
}

static void
append_problem (GString *text, const EdResult *result)
{
  g_string_append (text, ",\"problem\":{\"code\":");
  ed_json_append_string (text, ed_refusal_word (result->code));
  if (result->field != NULL)
    {
      g_string_append (text, ",\"params\":{\"field\":");
      ed_json_append_string (text, result->field);
      g_string_append_c (text, '}');
    }
  g_string_append_c (text, '}');
}

void
ed_result_append_json (const EdResult *result, GString *text)
{
  g_string_append (text, "{\"id\":");
  ed_json_append_string (text, result->id);
  g_string_append_printf (text, ",\"status\":\"%s\"", status_words[result->status]);
  if (result->status == ED_RESULT_APPLIED)
    {
      append_number (text, "rev", result->rev);
      if (result->number != ED_ABSENT)
        append_number (text, "number", result->number);
    }
  if (result->moved)
    g_string_append (text, ",\"moved\":true");
  if (result->status == ED_RESULT_REJECTED)
    append_problem (text, result);
  g_string_append_c (text, '}');
}

static gboolean
read_status (JsonObject *object, EdResult *result)
{
  const char *word = ed_json_get_text (object, "status");

  for (guint i = 0; word != NULL && i < G_N_ELEMENTS (status_words); i++)
    if (g_str_equal (word, status_words[i]))
      {
        result->status = i;
        return TRUE;
      }
  return FALSE;
}

static gboolean
read_problem (JsonObject *object, EdResult *result)
{
  JsonObject *problem = ed_json_get_object (object, "problem");
  const char *word = problem != NULL ? ed_json_get_text (problem, "code") : NULL;
  JsonObject *params;

  if (word == NULL)
    return FALSE;
  result->code = ed_refusal_find (word);
  params = ed_json_get_object (problem, "params");
  if (params != NULL)
    result->field = g_strdup (ed_json_get_text (params, "field"));
  return TRUE;
}

/* The result of OBJECT, or NULL. */
static EdResult *
read_result (JsonObject *object)
{
  g_autoptr (EdResult) result = g_new0 (EdResult, 1);
  const char *id = ed_json_get_text (object, "id");

  result->number = ED_ABSENT;
  if (id == NULL || !ed_json_is_id (id) || !read_status (object, result))
    return NULL;
  result->id = g_strdup (id);
  ed_json_get_boolean (object, "moved", &result->moved);
  if (result->status == ED_RESULT_REJECTED)
    return read_problem (object, result) ? g_steal_pointer (&result) : NULL;
  if (result->status == ED_RESULT_KEPT)
    return g_steal_pointer (&result);
  if (!ed_json_get_number (object, "rev", &result->rev) || result->rev < 1)
    return NULL;
  ed_json_get_number (object, "number", &result->number);
  return g_steal_pointer (&result);
}

static gboolean
read_results (JsonObject *object, GPtrArray *results)
{
  JsonArray *array = ed_json_get_array (object, "results");

  if (array == NULL)
    return FALSE;
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);
      EdResult *result = NULL;

      if (JSON_NODE_HOLDS_OBJECT (element))
        result = read_result (json_node_get_object (element));
      if (result == NULL)
        return FALSE;
      g_ptr_array_add (results, result);
    }
  return TRUE;
}

static gboolean
read_answer (JsonObject *object, EdPushAnswer *answer)
{
  const char *epoch = ed_json_get_text (object, "epoch");

  if (epoch == NULL || !ed_json_is_id (epoch) || !read_results (object, answer->results))
    return FALSE;
  answer->epoch = g_strdup (epoch);
  return ed_json_get_number (object, "next_seq", &answer->next_seq) && answer->next_seq >= 1
         && ed_json_get_number (object, "durable", &answer->durable) && answer->durable >= 0;
}

EdPushAnswer *
ed_push_answer_from_json (const char *text, gssize length, GError **error)
{
  g_autoptr (JsonNode) node = ed_json_parse_object (text, length, error);
  g_autoptr (EdPushAnswer) answer = NULL;

  if (node == NULL)
    return NULL;
  answer = g_new0 (EdPushAnswer, 1);
  answer->results = g_ptr_array_new_with_free_func ((GDestroyNotify) ed_result_free);
  if (read_answer (json_node_get_object (node), answer))
    return g_steal_pointer (&answer);
  g_set_error_literal (error, ED_WIRE_ERROR, ED_WIRE_ERROR_MALFORMED, "not an answer to a push");
  return NULL;
}

char *
ed_push_answer_to_json (const EdPushAnswer *answer)
{
  GString *text = g_string_new ("{\"epoch\":");

  ed_json_append_string (text, answer->epoch);
  g_string_append (text, ",\"results\":[");
  for (guint i = 0; i < answer->results->len; i++)
    {
      if (i > 0)
        g_string_append_c (text, ',');
      ed_result_append_json (answer->results->pdata[i], text);
    }
  g_string_append_c (text, ']');
  append_number (text, "next_seq", answer->next_seq);
  append_number (text, "durable", answer->durable);
  g_string_append_c (text, '}');
  return g_string_free (text, FALSE);
}

void
ed_push_answer_free (EdPushAnswer *answer)
{
  g_free (answer->epoch);
  g_ptr_array_unref (answer->results);
  g_free (answer);
}

char *
ed_push_body (const char *device, gint64 clock_offset_ms, const char *const *envelopes, guint n)
{
  GString *text = g_string_new ("{\"device\":");

  ed_json_append_string (text, device);
  append_number (text, "clock_offset_ms", clock_offset_ms);
  g_string_append (text, ",\"commands\":[");
  for (guint i = 0; i < n; i++)
    {
      if (i > 0)
        g_string_append_c (text, ',');
      g_string_append (text, envelopes[i]);
    }
  g_string_append (text, "]}");
  return g_string_free (text, FALSE);
}

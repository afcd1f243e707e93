/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "wire/problem.h"

#include <string.h>

/* What the number of a code is called; "limit" for all others. */
static const struct
{
  const char *code;
  const char *name;
} numbers[] = {
  { "sequence_gap", "expected" },
  { "sequence_forked", "expected" },
  { "upload_offset", "expected" },
  { "client_too_old", "schema" },
};

static gboolean
is_number (const char *text)
{
  return *text != '\0' && strlen (text) <= 15 && text[strspn (text, "0123456789")] == '\0'
         && (text[0] != '0' || text[1] == '\0');
}

static const char *
name_number (const char *code)
{
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    if (g_str_equal (code, numbers[i].code))
      return numbers[i].name;
  return "limit";
}

static void
append_params (GString *text, const char *code, const char *param)
{
  g_string_append (text, ",\"params\":{\"");
  if (is_number (param))
    {
      g_string_append_printf (text, "%s\":%s", name_number (code), param);
    }
  else
    {
      g_string_append (text, ed_json_is_id (param) ? "id\":" : "field\":");
      ed_json_append_string (text, param);
    }
  g_string_append_c (text, '}');
}

/* "Sequence gap" of "sequence_gap". */
static char *
make_title (const char *code)
{
  char *title = g_strdelimit (g_strdup (code), "_", ' ');

  title[0] = g_ascii_toupper (title[0]);
  return title;
}

static char *
read_param (JsonObject *params, const char *code)
{
  const char *text = ed_json_get_text (params, "id");
  gint64 number;

  if (text == NULL)
    text = ed_json_get_text (params, "field");
  if (text != NULL)
    return g_strdup (text);
  if (ed_json_get_number (params, name_number (code), &number))
    return g_strdup_printf ("%" G_GINT64_FORMAT, number);
  return NULL;
}

void
ed_problem_free (EdProblem *problem)
{
  g_free (problem->code);
  g_free (problem->detail);
  g_free (problem->param);
  g_free (problem);
}

char *
ed_problem_to_json (guint status, const char *code, const char *detail, const char *param)
{
  GString *text = g_string_new ("{\"type\":");
  g_autofree char *type = g_strconcat ("urn:experts-dashboard:", code, NULL);
  g_autofree char *title = make_title (code);

  ed_json_append_string (text, type);
  g_string_append (text, ",\"title\":");
  ed_json_append_string (text, title);
  g_string_append_printf (text, ",\"status\":%u", status);
  if (detail != NULL)
    {
      g_string_append (text, ",\"detail\":");
      ed_json_append_string (text, detail);
    }
  g_string_append (text, ",\"code\":");
  ed_json_append_string (text, code);
  if (param != NULL)
    append_params (text, code, param);
  g_string_append_c (text, '}');
  return g_string_free (text, FALSE);
}

EdProblem *
ed_problem_from_json (guint status, const char *text, gssize length)
{
  g_autoptr (JsonNode) node = ed_json_parse_object (text, length, NULL);
  JsonObject *object;
  JsonObject *params;
  const char *code;
  EdProblem *problem;

  if (node == NULL)
    return NULL;
  object = json_node_get_object (node);
  code = ed_json_get_text (object, "code");
  if (code == NULL || *code == '\0')
    return NULL;

  problem = g_new0 (EdProblem, 1);
  problem->status = status;
  problem->code = g_strdup (code);
  problem->detail = g_strdup (ed_json_get_text (object, "detail"));
  params = ed_json_get_object (object, "params");
  if (params != NULL)
    problem->param = read_param (params, code);
  return problem;
}

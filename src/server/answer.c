/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/answer.h"

#include <string.h>

#include "sql/db.h"
#include "wire/problem.h"

void
ed_api_response_clear (EdApiResponse *response)
{
  g_clear_pointer (&response->body, g_bytes_unref);
  if (response->source != NULL)
    response->source->free (response->source);
  g_clear_pointer (&response->audiences, g_strfreev);
  g_clear_pointer (&response->device, g_free);
  memset (response, 0, sizeof *response);
}

void
ed_answer_json (EdApiResponse *response, guint status, char *json)
{
  ed_api_response_clear (response);
  response->status = status;
  response->content_type = "application/json";
  response->body = g_bytes_new_take (json, strlen (json));
}

void
ed_answer_empty (EdApiResponse *response, guint status)
{
  ed_api_response_clear (response);
  response->status = status;
}

void
ed_answer_header (EdApiResponse *response, const char *name, const char *value)
{
  guint i = 0;

  while (i < ED_API_HEADERS_MAX && response->headers[i].name != NULL)
    i++;
  g_return_if_fail (i < ED_API_HEADERS_MAX);

  response->headers[i].name = name;
  g_strlcpy (response->headers[i].value, value, sizeof response->headers[i].value);
}

void
ed_answer_problem (EdApiResponse *response,
                   guint status,
                   const char *code,
                   const char *detail,
                   const char *param)
{
  ed_answer_json (response, status, ed_problem_to_json (status, code, detail, param));
  response->content_type = "application/problem+json";
}

void
ed_answer_unavailable (EdApiResponse *response)
{
  ed_answer_problem (response, 503, "unavailable", "The server cannot do this now.", NULL);
  response->retry_after_s = 2;
}

void
ed_error_complete (GError **error)
{
  if (*error == NULL)
    g_set_error_literal (error, ED_DB_ERROR, ED_DB_ERROR_FAILED, "a row is missing");
}

gboolean
ed_error_is_lasting (const GError *error)
{
  return error != NULL && error->domain == ED_DB_ERROR && error->code != ED_DB_ERROR_FAILED
         && error->code != ED_DB_ERROR_CONSTRAINT;
}

void
ed_answer_failure (EdApiResponse *response, const GError *error)
{
  g_warning ("a call failed: %s", error->message);
  if (ed_error_is_lasting (error))
    ed_answer_unavailable (response);
  else
    ed_answer_problem (response, 500, "internal_error", "The server failed on this.", NULL);
}

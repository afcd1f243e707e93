/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/http-framing.h"

#include <string.h>

#include "server/answer.h"

typedef struct
{
  gsize length;
  guint hosts, lengths, encodings;
  gboolean is_odd; /* a name or value that others may read otherwise */
} Head;

/* RFC 9110, 5.6.2. */
static gboolean
is_token (const char *name, gsize length)
{
  static const char marks[] = "!#$%&'*+-.^_`|~";

  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isalnum (name[i]) && memchr (marks, name[i], strlen (marks)) == NULL)
      return FALSE;
  return length > 0;
}

static enum MHD_Result
add_header (void *data,
            enum MHD_ValueKind kind,
            const char *name,
            size_t name_length,
            const char *value,
            size_t value_length)
{
  Head *head = data;

  head->length += name_length + value_length + strlen (": \r\n");
  head->is_odd = head->is_odd || !is_token (name, name_length)
                 || (value != NULL && memchr (value, '\0', value_length) != NULL);
  if (g_ascii_strcasecmp (name, "Host") == 0)
    head->hosts++;
  else if (g_ascii_strcasecmp (name, "Content-Length") == 0)
    head->lengths++;
  else if (g_ascii_strcasecmp (name, "Transfer-Encoding") == 0)
    {
      head->encodings++;
      head->is_odd = head->is_odd || value == NULL || g_ascii_strcasecmp (value, "chunked") != 0;
    }
  return MHD_YES;
}

static gboolean
refuse_length (EdApiResponse *response, guint status, gsize limit)
{
  g_autofree char *text = g_strdup_printf ("%" G_GSIZE_FORMAT, limit);

  ed_answer_problem (response, status, "too_large", "The head of the request is too large.", text);
  return FALSE;
}

gboolean
ed_http_framing_check (struct MHD_Connection *connection,
                       const char *version,
                       gsize path_length,
                       EdApiResponse *response)
{
  Head head = { 0 };
  gboolean needs_host = g_strcmp0 (version, MHD_HTTP_VERSION_1_0) != 0;

  MHD_get_connection_values_n (connection, MHD_HEADER_KIND, add_header, &head);
  if (path_length > ED_HTTP_PATH_MAX)
    return refuse_length (response, 414, ED_HTTP_PATH_MAX);
  if (head.length > ED_HTTP_HEADERS_MAX)
    return refuse_length (response, 431, ED_HTTP_HEADERS_MAX);
  if (!head.is_odd && head.hosts <= 1 && (head.hosts == 1 || !needs_host)
      && head.lengths + head.encodings <= 1)
    return TRUE;
  ed_answer_problem (response, 400, "bad_request", "The head of the request is malformed.", NULL);
  return FALSE;
}

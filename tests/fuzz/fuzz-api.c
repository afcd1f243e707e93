/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Whole requests to the server in process, signed in as a coordinator or expert, or as nobody.
 * Bytes: a letter for who and one for the method, then lines: path with query, headers "Name:
 * value", an empty line, the body. Whatever comes, the answer has a status, and an error is a
 * problem document.
 */

#include <stdlib.h>
#include <string.h>

#include "fuzz.h"
#include "server/house.h"

static House house;

static void
leave_house (void)
{
  house_tear_down (&house, NULL);
}

static House *
get_house (void)
{
  if (house.office == NULL)
    {
      house_set_up_with_case (&house, NULL);
      atexit (leave_house);
    }
  return &house;
}

static void
read_header (const char *line, EdApiRequest *request)
{
  const struct
  {
    const char *name;
    const char **value;
  } headers[] = {
    { "Content-Type: ", &request->content_type },
    { "X-Schema: ", &request->schema },
    { "Upload-Offset: ", &request->upload_offset },
    { "Range: ", &request->range },
    { "X-Device: ", &request->device },
    { "Authorization: ", &request->authorization },
    { "Accept-Encoding: ", &request->accept_encoding },
    { "Accept-Language: ", &request->accept_language },
    { "Content-Encoding: ", &request->content_encoding },
  };

  for (guint i = 0; i < G_N_ELEMENTS (headers); i++)
    {
      if (g_str_has_prefix (line, headers[i].name))
        *headers[i].value = line + strlen (headers[i].name);
    }
}

/* Cuts TEXT into lines up to the empty one; the rest is the body. */
static void
read_request (char *text, gsize length, EdApiRequest *request)
{
  char *at = text, *end = text + length;
  gboolean is_first = TRUE;

  while (at < end)
    {
      char *stop = memchr (at, '\n', (gsize) (end - at));

      if (stop == NULL || stop == at)
        break;
      *stop = '\0';
      if (is_first)
        {
          char *query = strchr (at, '?');

          request->path = at;
          if (query != NULL)
            {
              *query = '\0';
              request->query = query + 1;
            }
        }
      else
        read_header (at, request);
      is_first = FALSE;
      at = stop + 1;
    }
  if (at < end)
    {
      request->body = at + 1;
      request->body_length = (gsize) (end - at - 1);
    }
}

static void
check_answer (const EdApiResponse *response)
{
  g_assert_cmpuint (response->status, >=, 200);
  g_assert_cmpuint (response->status, <=, 503);
  g_assert_cmpuint (response->status, !=, 500);
  if (response->status >= 400 && response->content_type != NULL
      && !g_str_has_prefix (response->content_type, "text/html"))
    g_assert_cmpstr (response->content_type, ==, "application/problem+json");
}

int
LLVMFuzzerTestOneInput (const guint8 *bytes, gsize length)
{
  static const char *const methods[] = { "GET", "POST", "PATCH", "HEAD", "DELETE", "PUT" };
  House *here = get_house ();
  Person *people[] = { NULL, here->coordinator, here->expert };
  g_autofree char *text = NULL, *bearer = NULL;
  g_auto (EdApiResponse) response = { 0 };
  EdApiRequest request = { .peer = "192.0.2.1", .path = "/", .content_type = "application/json" };
  Person *person;

  if (length < 3)
    return 0;
  person = people[bytes[0] % G_N_ELEMENTS (people)];
  request.method = methods[bytes[1] % G_N_ELEMENTS (methods)];
  if (person != NULL)
    {
      bearer = g_strconcat ("Bearer ", person->token, NULL);
      request.authorization = bearer;
      request.device = person->device;
    }
  text = g_malloc (length - 1);
  memcpy (text, bytes + 2, length - 2);
  text[length - 2] = '\0';
  read_request (text, length - 2, &request);
  ed_api_call_now (here->office->api, &request, &response);
  check_answer (&response);
  return 0;
}

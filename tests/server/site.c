/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "site.h"

#include <string.h>

void
site_set_up (Site *site, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  EdHttpOptions options = { .address = "127.0.0.1" };

  house_set_up_with_case (&site->house, NULL);
  pull_free (person_pull (site->house.coordinator, 500));
  pull_free (person_pull (site->house.expert, 500));
  pull_free (person_pull (site->house.other, 500));
  site->http = ed_http_start (site->house.office->api, &options, &error);
  g_assert_no_error (error);
}

void
site_tear_down (Site *site, gconstpointer unused)
{
  g_clear_pointer (&site->http, ed_http_stop);
  house_tear_down (&site->house, NULL);
}

void
site_start (Site *site, EdHttpOptions options)
{
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&site->http, ed_http_stop);
  options.address = "127.0.0.1";
  site->http = ed_http_start (site->house.office->api, &options, &error);
  g_assert_no_error (error);
}

GSocketConnection *
site_connect (Site *site)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GError) error = NULL;
  GSocketConnection *connection;

  g_socket_client_set_timeout (client, WATCHDOG_S);
  connection = g_socket_client_connect_to_host (client,
                                                "127.0.0.1",
                                                ed_http_get_port (site->http),
                                                NULL,
                                                &error);
  g_assert_no_error (error);
  return connection;
}

void
site_send (GSocketConnection *connection, const char *text, gsize length)
{
  GOutputStream *out = g_io_stream_get_output_stream (G_IO_STREAM (connection));

  /* The other side may have closed already: then the answer tells. */
  g_output_stream_write_all (out, text, length, NULL, NULL, NULL);
}

char *
site_receive (GSocketConnection *connection)
{
  GInputStream *in = g_io_stream_get_input_stream (G_IO_STREAM (connection));
  GString *text = g_string_new (NULL);
  char buffer[4096];
  gssize n;

  while ((n = g_input_stream_read (in, buffer, sizeof buffer, NULL, NULL)) > 0)
    g_string_append_len (text, buffer, n);
  return g_string_free (text, FALSE);
}

char *
site_exchange (Site *site, const char *request)
{
  g_autoptr (GSocketConnection) connection = site_connect (site);

  site_send (connection, request, strlen (request));
  return site_receive (connection);
}

guint
site_status (const char *answer)
{
  if (!g_str_has_prefix (answer, "HTTP/1.1 "))
    return 0;
  return (guint) g_ascii_strtoull (answer + 9, NULL, 10);
}

char *
site_headers (Person *person)
{
  return g_strdup_printf ("Host: x\r\nConnection: close\r\nAuthorization: Bearer %s\r\n"
                          "X-Device: %s\r\nX-Schema: 1\r\n",
                          person->token,
                          person->device);
}

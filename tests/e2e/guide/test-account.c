/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Chapter 1 of the guide: an account that was created for the reader. */

#include "e2e/guide/reader.h"

#include <string.h>

#define NEWCOMER "newcomer@demo.example"

/* The coordinator creates the account; the e-mail that comes of it. */
static char *
be_invited (EdDesks *desks)
{
  EdDriver *driver = ed_desks_open (desks, READER_COORDINATOR, NULL);

  ed_driver_press (driver, "Experts");
  ed_driver_press (driver, "New expert");
  ed_driver_type (driver, "Name", "Dr. Nagy");
  ed_driver_type (driver, "E-mail address (user name)", NEWCOMER);
  ed_driver_press (driver, "Send invitation");
  ed_driver_wait_gone (driver, ATSPI_ROLE_INVALID, "Send invitation");
  ed_desks_wait_sent (driver);
  ed_desks_leave (driver);
  return reader_wait_mail (desks, NEWCOMER, "Password: ");
}

/* What follows LABEL in TEXT, to the end of its line. */
static char *
read_after (const char *text, const char *label)
{
  const char *at = strstr (text, label);

  g_assert_nonnull (at);
  at += strlen (label);
  return g_strndup (at, strcspn (at, "\r\n"));
}

/* What the server answers to METHOD of PATH. */
static char *
ask (EdDesks *desks, const char *method, const char *path)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocketConnection) connection =
      g_socket_client_connect_to_host (client, "127.0.0.1", desks->port, NULL, &error);
  g_autofree char *request = g_strdup_printf ("%s %s HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                                              "Content-Length: 0\r\nConnection: close\r\n\r\n",
                                              method,
                                              path);
  g_autoptr (GString) answer = g_string_new (NULL);
  char bytes[4096];
  gssize n;

  g_assert_no_error (error);
  g_assert_true (
      g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)),
                                 request,
                                 strlen (request),
                                 NULL,
                                 NULL,
                                 &error));
  while ((n = g_input_stream_read (g_io_stream_get_input_stream (G_IO_STREAM (connection)),
                                   bytes,
                                   sizeof bytes,
                                   NULL,
                                   &error))
         > 0)
    g_string_append_len (answer, bytes, n);
  g_assert_no_error (error);
  return g_strdup (answer->str);
}

/* Guide 1.1.2 "You can confirm your account via this email."
 * Guide 1.1.3 "You will find a link in the email through which you can easily access Experts'
 * Dashboard." */
static void
test_link_confirms_the_account (EdDesks *desks, gconstpointer data)
{
  g_autofree char *mail = be_invited (desks);
  g_autofree char *token = read_after (mail, "/open/account/");
  g_autofree char *path = g_strconcat ("/open/account/", token, NULL);
  g_autofree char *page = ask (desks, "GET", path);
  g_autofree char *done = NULL, *confirmed = NULL;

  g_assert_true (g_str_has_prefix (page, "HTTP/1.1 200"));
  done = ask (desks, "POST", path);
  g_assert_true (g_str_has_prefix (done, "HTTP/1.1 200"));
  g_assert_nonnull (strstr (done, "experts-dashboard://"));
  confirmed = reader_wait_mail (desks, NEWCOMER, "Your account is active");
}

/* Guide 1.1.5 "You can change your password after your first login, if you wish."
 * Guide 1.2.2 "After that, all you have to do is wait for the cases assigned to you." */
static void
test_first_sign_in_asks_for_a_password (EdDesks *desks, gconstpointer data)
{
  static const char *const answers[] = { "Choose your own password",
                                         "Keep the one from the e-mail" };
  g_autofree char *mail = be_invited (desks);
  g_autofree char *password = read_after (mail, "Password: ");
  EdDriver *driver = ed_desks_open_with (desks, NEWCOMER, password);
  g_autofree char *confirmed = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    g_object_unref (ed_driver_wait (driver, ATSPI_ROLE_PUSH_BUTTON, answers[i]));
  ed_driver_type (driver, "New password", "a river runs by the mill");
  ed_driver_type (driver, "New password again", "a river runs by the mill");
  ed_driver_press (driver, "Choose your own password");
  ed_driver_wait_gone (driver, ATSPI_ROLE_PUSH_BUTTON, "Keep the one from the e-mail");
  ed_desks_read (driver, "A case appears here as soon as it is assigned to you.");
  ed_desks_leave (driver);
  confirmed = reader_wait_mail (desks, NEWCOMER, "Your account is active");

  driver = ed_desks_open_with (desks, NEWCOMER, "a river runs by the mill");
  ed_desks_read (driver, "A case appears here as soon as it is assigned to you.");
  ed_desks_leave (driver);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  reader_add ("/guide/account/link-confirms-the-account", test_link_confirms_the_account);
  reader_add ("/guide/account/first-sign-in-asks-for-a-password",
              test_first_sign_in_asks_for_a_password);
  return g_test_run ();
}

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/shell/address.h"

static void
test_typed_address_is_completed (void)
{
  static const struct
  {
    const char *typed, *address;
  } rows[] = {
    { "server.example", "https://server.example" },
    { " server.example:8443 ", "https://server.example:8443" },
    { "https://server.example", "https://server.example" },
    { "http://127.0.0.1:8080", "http://127.0.0.1:8080" },
    { "https://server.example/open/case/261", "https://server.example" },
    { "http://127.0.0.1:8080/open/account/token", "http://127.0.0.1:8080" },
    { "server.example/open/request/12\n", "https://server.example" },
    { "https://server.example/opening", "https://server.example/opening" },
    { "", "" },
    { "  ", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *address = ed_address_complete (rows[i].typed);

      g_assert_cmpstr (address, ==, rows[i].address);
    }
}

static void
test_wrong_address_is_said (void)
{
  static const char none[] = "This is not the address of a server, such as https://server.example.";
  static const char plain[] = "The address of a server has to begin with https://.";
  static const struct
  {
    const char *address, *fault; /* NULL: nothing is wrong */
  } rows[] = {
    { "https://server.example", NULL }, { "https://server.example:8443/", NULL },
    { "http://127.0.0.1:8080", NULL },  { "http://localhost:8080", NULL },
    { "http://[::1]:8080", NULL },      { "http://server.example", plain },
    { "http://192.168.1.2", plain },    { "http://127.0.0.1.example", plain },
    { "ftp://server.example", none },   { "https://", none },
    { "https://ser ver", none },        { "", none },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *fault = ed_address_fault (rows[i].address);

      g_test_message ("%s", rows[i].address);
      g_assert_cmpstr (fault, ==, rows[i].fault);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/client/address/completed", test_typed_address_is_completed);
  g_test_add_func ("/client/address/fault", test_wrong_address_is_said);
  return g_test_run ();
}

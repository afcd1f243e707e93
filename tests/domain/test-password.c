/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "domain/password.h"

#define ELEVEN_MARKED \
  "e\xcc\x81"         \
  "bcdefghijk" /* eleven characters once composed, twelve before */

static void
test_passwords (void)
{
  static const struct
  {
    const char *password;
    EdPasswordFault fault;
  } rows[] = {
    { "", ED_PASSWORD_SHORT },
    { "elevenchars", ED_PASSWORD_SHORT },
    { ELEVEN_MARKED, ED_PASSWORD_SHORT },
    { "árvíztűrő tü", ED_PASSWORD_GOOD },
    { "twelve chars", ED_PASSWORD_GOOD },
    { "correct horse battery", ED_PASSWORD_GOOD },
    { "\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff", ED_PASSWORD_SHORT },
    { "kiss.anna@demo.example", ED_PASSWORD_OWN },
    { "Kiss.Anna2024", ED_PASSWORD_OWN },
    { "ANNA KISS ANNA KISS!", ED_PASSWORD_OWN },
    { "segitoKor-2024", ED_PASSWORD_GOOD },
    { "Segítő Kör 2024", ED_PASSWORD_OWN },
    { "kissanna liebt den Regen", ED_PASSWORD_GOOD },
    { "password1234", ED_PASSWORD_COMMON },
    { "Passwort!Passwort!", ED_PASSWORD_COMMON },
    { "123456789012", ED_PASSWORD_COMMON },
    { "aaaaaaaaaaaaaaaa", ED_PASSWORD_COMMON },
    { "abababababab", ED_PASSWORD_COMMON },
    { "--------------", ED_PASSWORD_COMMON },
    { "qwertzuiop12", ED_PASSWORD_COMMON },
  };
  EdAccount account = { .user = (char *) "kiss.anna@demo.example", .name = (char *) "Kiss Anna" };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("row %u", i);
      g_assert_cmpint (ed_password_check (rows[i].password, &account, "Segítő Kör"),
                       ==,
                       rows[i].fault);
    }
}

static void
test_length_has_an_end (void)
{
  g_autofree char *longest = g_strnfill (ED_PASSWORD_BYTES_MAX, 'x');
  g_autofree char *more = g_strconcat (longest, "y", NULL);
  EdAccount account = { 0 };

  memcpy (longest, "five different", 14);
  g_assert_cmpint (ed_password_check (longest, &account, NULL), ==, ED_PASSWORD_GOOD);
  g_assert_cmpint (ed_password_check (more, &account, NULL), ==, ED_PASSWORD_LONG);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/domain/password/passwords", test_passwords);
  g_test_add_func ("/domain/password/length-has-an-end", test_length_has_an_end);
  return g_test_run ();
}

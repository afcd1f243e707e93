/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The organisation's settings and accounts. */

#include "domain/account.h"
#include "domain/settings.h"

static void
test_settings_start_with_guide (void)
{
  g_autoptr (EdSettings) settings = ed_settings_new ();
  EdTransition *transition = ed_record_new (&ed_transition_type);
  g_autoptr (EdZone) utc = ed_settings_make_zone (settings);

  g_assert_cmpint (settings->contact_first_h, ==, 24);
  g_assert_cmpint (settings->contact_due_h, ==, 48);
  g_assert_cmpint (settings->session_due_days, ==, 5);
  g_assert_cmpint (settings->closing_warn_months, ==, 2);
  g_assert_cmpint (settings->closing_due_months, ==, 3);
  g_assert_null (ed_record_find_invalid (&ed_settings_type, settings));
  g_assert_cmpint (ed_zone_offset (utc, 0), ==, 0);

  transition->at = 0;
  transition->offset_s = 3600;
  g_ptr_array_add (settings->transitions, transition);
  {
    g_autoptr (EdZone) zone = ed_settings_make_zone (settings);

    g_assert_cmpint (ed_zone_offset (zone, 0), ==, 3600);
  }
}

static void
test_account_has_roles (void)
{
  const char *const words[] = { "coordinator", "unheard_of", "administrator", NULL };
  g_autoptr (EdAccount) account = ed_record_new (&ed_account_type);

  g_assert_cmpuint (ed_account_roles (account), ==, 0);
  account->roles = g_strdupv ((char **) words);
  g_assert_cmpuint (ed_account_roles (account), ==, ED_ROLE_COORDINATOR | ED_ROLE_ADMINISTRATOR);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/domain/settings/start-with-guide", test_settings_start_with_guide);
  g_test_add_func ("/domain/account/has-roles", test_account_has_roles);
  return g_test_run ();
}

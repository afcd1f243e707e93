/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/audience.h"

#include "domain/account.h"

char *
ed_audience_of_account (const char *account)
{
  return g_strconcat ("account:", account, NULL);
}

char **
ed_audiences_of (const char *account, guint roles)
{
  g_autoptr (GStrvBuilder) audiences = g_strv_builder_new ();
  g_autofree char *own = ed_audience_of_account (account);

  if ((roles & ED_ROLE_COORDINATOR) != 0)
    g_strv_builder_add (audiences, ED_AUDIENCE_OF_STAFF);
  if ((roles & ED_ROLE_ADMINISTRATOR) != 0)
    g_strv_builder_add (audiences, ED_AUDIENCE_OF_ADMINISTRATORS);
  g_strv_builder_add (audiences, own);
  if ((roles & ED_ROLE_CASE_MANAGER) != 0)
    g_strv_builder_add (audiences, ED_AUDIENCE_OF_CASE_MANAGERS);
  g_strv_builder_add (audiences, ED_AUDIENCE_OF_ALL);
  return g_strv_builder_end (audiences);
}

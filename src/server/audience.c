/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/audience.h"

#include "domain/account.h"

#define OF_ACCOUNT "account:"

char *
ed_audience_of_account (const char *account)
{
  return g_strconcat (OF_ACCOUNT, account, NULL);
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

char **
ed_audiences_with_files (const char *account, guint roles)
{
  g_autoptr (GStrvBuilder) audiences = g_strv_builder_new ();
  g_autofree char *own = ed_audience_of_account (account);

  if ((roles & ED_ROLE_COORDINATOR) != 0)
    g_strv_builder_add (audiences, ED_AUDIENCE_OF_STAFF);
  if ((roles & (ED_ROLE_EXPERT | ED_ROLE_CASE_MANAGER)) != 0)
    g_strv_builder_add (audiences, own);
  return g_strv_builder_end (audiences);
}

gboolean
ed_audience_shows (const char *audience, guint roles, const char *type)
{
  static const struct
  {
    const char *type;
    guint roles;
  } work[] = {
    { "case", ED_ROLE_EXPERT },
    { "message", ED_ROLE_EXPERT },
    { "internal_message", ED_ROLE_EXPERT },
    { "document", ED_ROLE_EXPERT },
    { "request", ED_ROLE_EXPERT | ED_ROLE_CASE_MANAGER },
  };

  for (guint i = 0; g_str_has_prefix (audience, OF_ACCOUNT) && i < G_N_ELEMENTS (work); i++)
    if (g_str_equal (work[i].type, type))
      return (work[i].roles & roles) != 0;
  return TRUE;
}

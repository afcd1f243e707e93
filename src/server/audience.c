/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/audience.h"

#include "base/plant.h"
#include "domain/account.h"

char *
ed_audience_of_account (const char *account)
{
  return g_strconcat ("account:", account, NULL);
}

char *
ed_audience_of_expert (const char *account)
{
  return g_strconcat ("expert:", account, NULL);
}

char *
ed_audience_of_case_manager (const char *account)
{
  return g_strconcat ("case_manager:", account, NULL);
}

char **
ed_audiences_of (const char *account, guint roles)
{
  g_autoptr (GStrvBuilder) audiences = g_strv_builder_new ();
  g_autofree char *expert = ed_audience_of_expert (account);
  g_autofree char *case_manager = ed_audience_of_case_manager (account);
  g_autofree char *own = ed_audience_of_account (account);

  if ((roles & ED_ROLE_COORDINATOR) != 0)
    g_strv_builder_add (audiences, ED_AUDIENCE_OF_STAFF);
  if ((roles & ED_ROLE_ADMINISTRATOR) != 0)
    g_strv_builder_add (audiences, ED_AUDIENCE_OF_ADMINISTRATORS);
  /* Before what case managers see of experts: who is both reads all of their own account. */
  if (!ED_PLANT (own_account_comes_last))
    g_strv_builder_add (audiences, own);
  if ((roles & ED_ROLE_EXPERT) != 0 || ED_PLANT (work_stays_without_role))
    g_strv_builder_add (audiences, expert);
  if ((roles & ED_ROLE_CASE_MANAGER) != 0)
    g_strv_builder_add_many (audiences, case_manager, ED_AUDIENCE_OF_CASE_MANAGERS, NULL);
  if (ED_PLANT (own_account_comes_last))
    g_strv_builder_add (audiences, own);
  g_strv_builder_add (audiences, ED_AUDIENCE_OF_ALL);
  return g_strv_builder_end (audiences);
}

char **
ed_audiences_in_person (const char *account)
{
  g_autoptr (GStrvBuilder) audiences = g_strv_builder_new ();
  g_autofree char *expert = ed_audience_of_expert (account);
  g_autofree char *case_manager = ed_audience_of_case_manager (account);
  g_autofree char *own = ed_audience_of_account (account);

  g_strv_builder_add_many (audiences, expert, case_manager, own, NULL);
  return g_strv_builder_end (audiences);
}

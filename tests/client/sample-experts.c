/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/sample-experts.h"

#include "client/fake-desk.h"

#define DAY_MS G_GINT64_CONSTANT (86400000)

static char **
split (const char *words)
{
  return words == NULL ? NULL : g_strsplit (words, ",", -1);
}

EdAccount *
ed_sample_expert_new (const char *id,
                      const char *name,
                      const char *types,
                      const char *cities,
                      const char *languages,
                      EdAccountState state)
{
  EdAccount *account = ed_record_new (&ed_account_type);

  account->id = g_strdup (id);
  account->name = g_strdup (name);
  account->roles = split ("expert");
  account->state = state;
  account->case_types = split (types);
  account->cities = split (cities);
  account->languages = split (languages);
  return account;
}

static const struct
{
  const char *id, *name, *types, *cities, *languages;
  EdAccountState state;
} experts[] = {
  { "11111111-1111-4111-8111-111111111111",
    "Dr. Kovács Anna",
    "psychological",
    "Budapest,Esztergom",
    "hu,en",
    ED_ACCOUNT_ACTIVE },
  { "33333333-3333-4333-8333-333333333331",
    "Dr. Szabó Péter",
    "psychological",
    "Pécs,Táplószentmárton",
    "hu,de",
    ED_ACCOUNT_ACTIVE },
  { "33333333-3333-4333-8333-333333333332",
    "Dr. Tóth Béla",
    "legal,financial",
    "Győr",
    "hu",
    ED_ACCOUNT_ACTIVE },
  { "33333333-3333-4333-8333-333333333333",
    "Kiss Mária",
    "health_coaching",
    "Budapest",
    "hu,en",
    ED_ACCOUNT_ACTIVE },
  { "33333333-3333-4333-8333-333333333334",
    "Dr. Nagy Zoltán",
    "psychological",
    "Debrecen,Miskolc,Nyíregyháza",
    "hu",
    ED_ACCOUNT_INVITED },
  { "33333333-3333-4333-8333-333333333335",
    "Dr. Horváth Éva",
    "psychological",
    "Szeged",
    "hu,en,de",
    ED_ACCOUNT_SUSPENDED },
  { "33333333-3333-4333-8333-333333333336",
    "Varga Ilona",
    NULL,
    "Esztergom",
    "hu,sk",
    ED_ACCOUNT_ACTIVE },
};

void
ed_sample_experts_add (EdDesk *desk)
{
  for (guint i = 0; i < G_N_ELEMENTS (experts); i++)
    {
      EdAccount *account = ed_sample_expert_new (experts[i].id,
                                                 experts[i].name,
                                                 experts[i].types,
                                                 experts[i].cities,
                                                 experts[i].languages,
                                                 experts[i].state);
      gint64 today = ed_zone_date (ed_desk_zone (desk), ed_desk_now (desk));

      account->user = g_strdup_printf ("expert%u@demo.example", i + 1);
      if (experts[i].state == ED_ACCOUNT_INVITED)
        account->invited_at = ed_desk_now (desk) - 3 * DAY_MS;
      else
        account->seen_on = today - (gint64) (i * i);
      ed_fake_desk_add_account (desk, account);
    }
}

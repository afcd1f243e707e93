/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/demo-people.h"

#include <gio/gio.h>

#include "server/api-state.h"
#include "server/credential-table.h"

static const struct
{
  const char *user;
  const char *name;
  const char *role;       /* comma-separated */
  const char *case_types; /* comma-separated */
  const char *cities;
  const char *languages;
} people[ED_DEMO_N_PEOPLE] = {
  [ED_DEMO_COORDINATOR] = { "coordinator@demo.example",
                            "Szabó Júlia",
                            "coordinator,administrator",
                            "",
                            "Budapest",
                            "hu,en,de" },
  [ED_DEMO_EXPERT] = { "expert@demo.example",
                       "Dr. Kovács Anna",
                       "expert",
                       "psychological,financial,legal,health_coaching",
                       "Budapest,Esztergom,Pécs",
                       "hu,en" },
  [ED_DEMO_EXPERT2] = { "expert2@demo.example",
                        "Horváth Péter",
                        "expert",
                        "psychological",
                        "Győr,Wien",
                        "hu,de" },
  [ED_DEMO_LAWYER] = { "lawyer@demo.example",
                       "Dr. Balogh Márton",
                       "expert",
                       "legal,financial",
                       "Budapest",
                       "hu,en" },
  [ED_DEMO_COACH] = { "coach@demo.example",
                      "Fehér Nóra",
                      "expert",
                      "health_coaching",
                      "Szeged",
                      "hu,en" },
  [ED_DEMO_MANAGER] = { "manager@demo.example",
                        "Claudia Winter",
                        "case_manager",
                        "",
                        "Zürich",
                        "de,en" },
};

char *
ed_demo_make_id (GRand *dice)
{
  guint32 a = g_rand_int (dice), b = g_rand_int (dice), c = g_rand_int (dice),
          d = g_rand_int (dice);

  return g_strdup_printf ("%08x-%04x-4%03x-%04x-%04x%08x",
                          a,
                          b >> 16,
                          b & 0xfff,
                          0x8000 | (c >> 16 & 0x3fff),
                          c & 0xffff,
                          d);
}

static char **
split (const char *words)
{
  return *words != '\0' ? g_strsplit (words, ",", -1) : NULL;
}

static EdAccount *
make_account (guint i, const char *id)
{
  EdAccount *account = ed_record_new (&ed_account_type);

  account->id = g_strdup (id);
  account->user = g_strdup (people[i].user);
  account->name = g_strdup (people[i].name);
  account->roles = split (people[i].role);
  account->state = ED_ACCOUNT_ACTIVE;
  account->case_types = split (people[i].case_types);
  account->cities = split (people[i].cities);
  account->languages = split (people[i].languages);
  account->reply_to = g_strdup (people[i].user);
  if (i == ED_DEMO_EXPERT || i == ED_DEMO_LAWYER || i == ED_DEMO_COACH)
    account->addressable = 1;
  return account;
}

/* Lets everybody in who is to command. */
static gboolean
let_in (EdDemoPeople *self, EdApi *api, GRand *dice, GError **error)
{
  for (guint i = 0; i < ED_DEMO_N_PEOPLE; i++)
    {
      g_autofree char *device = ed_demo_make_id (dice);

      self->inside[i] = ed_inside_new (api, self->account[i], device, error);
      if (self->inside[i] == NULL)
        return FALSE;
    }
  return TRUE;
}

EdDemoPeople *
ed_demo_people_new (EdApi *api, GRand *dice, GError **error)
{
  g_autoptr (EdDemoPeople) self = g_new0 (EdDemoPeople, 1);
  g_autofree char *hash = ed_secrets_hash_password (ED_DEMO_PASSWORD, 0, 0);

  if (hash == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE, "too little memory");
      return NULL;
    }
  for (guint i = 0; i < ED_DEMO_N_PEOPLE; i++)
    {
      g_autoptr (EdAccount) account = NULL;

      self->account[i] = ed_demo_make_id (dice);
      account = make_account (i, self->account[i]);
      if (!ed_api_add_account_hashed (api, account, hash, error))
        return NULL;
    }
  return let_in (self, api, dice, error) ? g_steal_pointer (&self) : NULL;
}

EdDemoPeople *
ed_demo_people_find (EdApi *api, GRand *dice, GError **error)
{
  g_autoptr (EdDemoPeople) self = g_new0 (EdDemoPeople, 1);

  for (guint i = 0; i < ED_DEMO_N_PEOPLE; i++)
    {
      g_autoptr (EdCredential) credential =
          ed_credentials_find (api->writer, people[i].user, error);

      if (credential != NULL)
        {
          self->account[i] = g_strdup (credential->account);
          continue;
        }
      if (error != NULL && *error == NULL)
        g_set_error (error,
                     G_IO_ERROR,
                     G_IO_ERROR_NOT_FOUND,
                     "the demonstration has no %s any more",
                     people[i].user);
      return NULL;
    }
  return let_in (self, api, dice, error) ? g_steal_pointer (&self) : NULL;
}

gboolean
ed_demo_people_leave (EdDemoPeople *self, GError **error)
{
  for (guint i = 0; i < ED_DEMO_N_PEOPLE; i++)
    {
      if (!ed_inside_leave (self->inside[i], error))
        return FALSE;
    }
  return TRUE;
}

void
ed_demo_people_free (EdDemoPeople *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < ED_DEMO_N_PEOPLE; i++)
    {
      g_free (self->account[i]);
      g_clear_pointer (&self->inside[i], ed_inside_free);
    }
  g_free (self);
}

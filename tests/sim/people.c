/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "parts.h"

#include "server/founding.h"
#include "store/connection.h"
#include "support/server-process.h"
#include "sync/sign-in.h"

#include <glib/gstdio.h>
#include <sodium.h>
#include <string.h>

const SimPerson sim_people[SIM_PEOPLE] = {
  { "coordinator-0@sim.example", "e0000000-0000-4000-8000-000000000001", "coordinator" },
  { "coordinator-1@sim.example", "e0000000-0000-4000-8000-000000000002", "coordinator" },
  { "coordinator-2@sim.example", "e0000000-0000-4000-8000-000000000003", "coordinator" },
  { "expert-0@sim.example", "e0000000-0000-4000-8000-000000000004", "expert" },
  { "expert-1@sim.example", "e0000000-0000-4000-8000-000000000005", "expert" },
  { "expert-2@sim.example", "e0000000-0000-4000-8000-000000000006", "expert" },
  { "expert-3@sim.example", "e0000000-0000-4000-8000-000000000007", "expert" },
  { "manager-0@sim.example", "e0000000-0000-4000-8000-000000000008", "case_manager" },
  { "manager-1@sim.example", "e0000000-0000-4000-8000-000000000009", "case_manager" },
};

const guint sim_owners[SIM_MACHINES] = { 0, 1, 2, 3, 4, 3, 5, 4, 6, 5, 6, 7, 8, 7 };

static char *template;

/* --- chance -------------------------------------------------------------------------------------
 */

static GRand *dice;

static const char *
name_dice (void)
{
  return "sim";
}

static uint32_t
throw_dice (void)
{
  return g_rand_int (dice);
}

static void
fill_with_dice (void *const bytes, const size_t size)
{
  for (size_t i = 0; i < size; i++)
    ((guint8 *) bytes)[i] = (guint8) g_rand_int (dice);
}

void
sim_seed (guint32 seed, guint32 step)
{
  static struct randombytes_implementation source = { .implementation_name = name_dice,
                                                      .random = throw_dice,
                                                      .buf = fill_with_dice };
  const guint32 both[] = { seed, step };

  if (dice == NULL)
    {
      dice = g_rand_new_with_seed (0);
      randombytes_set_implementation (&source);
    }
  g_rand_set_seed_array (dice, both, G_N_ELEMENTS (both));
  g_random_set_seed (g_rand_int (dice));
}

/* --- the template -------------------------------------------------------------------------------
 */

static void
add_fee (EdAccount *expert, gint64 type, gint64 amount)
{
  EdFee *fee = ed_record_new (&ed_fee_type);

  fee->type = type;
  fee->amount = amount;
  g_ptr_array_add (expert->fees, fee);
}

EdAccount *
sim_make_account (const SimPerson *person)
{
  static const char *const types[] = { "psychological",
                                       "legal",
                                       "financial",
                                       "health_coaching",
                                       NULL };
  const char *roles[] = { person->role, NULL, NULL };
  EdAccount *account = ed_record_new (&ed_account_type);

  if (person == &sim_people[0])
    roles[1] = "administrator";
  account->id = g_strdup (person->id);
  account->user = g_strdup (person->user);
  account->name = g_strndup (person->user, strcspn (person->user, "@"));
  account->roles = g_strdupv ((char **) roles);
  account->state = ED_ACCOUNT_ACTIVE;
  if (strcmp (person->role, "expert") == 0)
    {
      account->case_types = g_strdupv ((char **) types);
      account->addressable = 1;
      add_fee (account, ED_CASE_PSYCHOLOGICAL, 10000);
    }
  return account;
}

/* From now on the server fails on some commands, each time. */
static void
poison (SimHistory *self)
{
  g_autofree char *path = g_build_filename (self->data_dir, "organisation.db", NULL);
  const EdDbOptions options = { .path = path };
  g_autoptr (EdDb) db = ed_db_open (&options, NULL);

  g_assert_true (ed_db_exec (db,
                             "CREATE TRIGGER poison BEFORE INSERT ON command"
                             " WHEN NEW.id LIKE '" SIM_POISON "%' AND NEW.status <> 'rejected'"
                             " BEGIN SELECT RAISE (ABORT, 'poison'); END",
                             NULL));
}

static void
found (SimHistory *self)
{
  g_autoptr (GError) error = NULL;
  const EdFounding founding = { .data_dir = self->data_dir,
                                .organisation = "Segítő Kör",
                                .zone = "Europe/Budapest",
                                .clock = &self->clock.parent };

  ed_api_init (&founding, &error);
  g_assert_no_error (error);
  g_assert_true (sim_server_start (self));
  for (guint i = 0; i < SIM_PEOPLE; i++)
    {
      g_autoptr (EdAccount) account = sim_make_account (&sim_people[i]);

      ed_api_add_account (self->host.api, account, SIM_PASSWORD, &error);
      g_assert_no_error (error);
    }
}

const char *
sim_template (void)
{
  SimPlan plan = { 0 };
  SimHistory self = { .plan = &plan };
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = NULL;

  if (template != NULL)
    return template;
  sim_seed (0, 0);
  folder = g_dir_make_tmp ("ed-sim-XXXXXX", &error);
  g_assert_no_error (error);
  self.folder = g_build_filename (folder, "template", NULL);
  self.data_dir = g_build_filename (self.folder, "server", NULL);
  self.trace = g_string_new (NULL);
  ed_manual_clock_init (&self.clock, SIM_START);
  g_mutex_init (&self.host.mutex);
  g_mutex_init (&self.baton);
  found (&self);
  self.transport = ed_api_transport_new (&self.host);
  for (guint i = 0; i < SIM_MACHINES; i++)
    self.machines[i] = sim_machine_new (&self, i);
  for (guint i = 0; i < SIM_MACHINES; i++)
    {
      sim_machine_begin (self.machines[i]);
      sim_machine_finish (self.machines[i]);
      g_assert_cmpstr (self.violation, ==, NULL);
    }
  for (guint i = 0; i < SIM_MACHINES; i++)
    sim_machine_free (self.machines[i]);
  sim_server_stop (&self);
  poison (&self);
  ed_transport_free (self.transport);
  g_mutex_clear (&self.host.mutex);
  g_mutex_clear (&self.baton);
  g_string_free (self.trace, TRUE);
  g_free (self.data_dir);
  template = self.folder;
  return template;
}

void
sim_template_clear (void)
{
  g_autofree char *folder = template != NULL ? g_path_get_dirname (template) : NULL;

  if (folder != NULL)
    ed_remove_tree (folder);
  g_clear_pointer (&template, g_free);
}

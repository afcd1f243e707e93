/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What people do beside cases and requests: money, late work, companies, accounts, settings. */

#include "parts.h"

#include "domain/company.h"
#include "store/connection.h"
#include "store/statements.h"

/* --- money --------------------------------------------------------------------------------------
 */

static void
fill_of_statement (SimHistory *self, EdCommand *command, const EdFeeStatement *shown)
{
  EdArgs *args = command->args;

  if (command->type == ED_COMMAND_STATEMENT_CORRECT)
    {
      args->id = g_uuid_string_random ();
      args->amount = 100 * ((gint64) sim_pick (self, 9) - 4);
    }
  else
    args->statement_rev = shown->statement_rev;
  if (command->type == ED_COMMAND_STATEMENT_CORRECT || command->type == ED_COMMAND_STATEMENT_DISPUTE
      || command->type == ED_COMMAND_STATEMENT_ACCEPT_FOR)
    args->note = g_strdup ("As agreed.");
}

/* Whether the statement waits for somebody of ROLE. */
static gboolean
is_next (guint role, const EdFeeStatement *shown)
{
  if (role == ED_ROLE_EXPERT)
    return shown->state == ED_STATEMENT_SENT;
  return shown->state == ED_STATEMENT_DRAFT || shown->state == ED_STATEMENT_ACCEPTED;
}

static const EdFeeStatement *
pick_statement (SimHistory *self, guint role, const GPtrArray *statements)
{
  gboolean any = !sim_leans (self, self->theme.steady);

  for (guint i = 0; i < statements->len && !any; i++)
    if (is_next (role, statements->pdata[i]))
      return statements->pdata[i];
  return sim_pick_of (self, statements);
}

static EdCommandType
choose_for_statement (SimHistory *self, guint role, const EdFeeStatement *shown)
{
  if (role == ED_ROLE_EXPERT && sim_leans (self, self->theme.steady))
    return ED_COMMAND_STATEMENT_ACCEPT;
  if (role == ED_ROLE_EXPERT)
    return sim_pick (self, 3) == 0 ? ED_COMMAND_STATEMENT_DISPUTE : ED_COMMAND_STATEMENT_ACCEPT;
  if (shown->state == ED_STATEMENT_ACCEPTED)
    return ED_COMMAND_STATEMENT_PAY;
  if (shown->state == ED_STATEMENT_SENT)
    return ED_COMMAND_STATEMENT_ACCEPT_FOR;
  return sim_pick (self, 4) == 0 ? ED_COMMAND_STATEMENT_CORRECT : ED_COMMAND_STATEMENT_SEND;
}

static void
do_statement (SimHistory *self, SimMachine *machine, guint role)
{
  g_autoptr (GPtrArray) statements = ed_store_list_statements (machine->window, NULL);
  const EdFeeStatement *shown = statements != NULL ? pick_statement (self, role, statements) : NULL;
  g_autoptr (EdCommand) command = NULL;

  if (shown == NULL)
    return;
  command = sim_command_new (machine, choose_for_statement (self, role, shown), shown->id, NULL);
  fill_of_statement (self, command, shown);
  sim_enqueue (self, machine, command);
}

static void
set_fee (SimHistory *self, SimMachine *machine)
{
  g_autoptr (EdCommand) command =
      sim_command_new (machine, ED_COMMAND_FEE_SET, sim_pick_expert (self), NULL);
  EdArgs *args = command->args;

  args->type = sim_pick (self, 2) == 0 ? ED_CASE_LEGAL : ED_CASE_PSYCHOLOGICAL;
  if (sim_pick (self, 6) > 0)
    args->amount = 1000 * (1 + sim_pick (self, 9));
  sim_enqueue (self, machine, command);
}

/* --- late work ----------------------------------------------------------------------------------
 */

static void
settle_late_work (SimHistory *self, SimMachine *machine)
{
  g_autoptr (EdStatement) select =
      ed_db_query (machine->window->db,
                   NULL,
                   "SELECT id FROM late_work WHERE state = 0 ORDER BY id",
                   "");
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (EdCommand) command = NULL;
  EdArgs *args;

  while (select != NULL && ed_statement_step (select, NULL))
    g_ptr_array_add (ids, g_strdup (ed_statement_text (select, 0)));
  if (ids->len == 0)
    return;
  command = sim_command_new (machine, ED_COMMAND_LATE_SETTLE, sim_pick_of (self, ids), NULL);
  args = command->args;
  args->accepted = sim_pick (self, 4) > 0;
  if (sim_pick (self, 2) == 0)
    args->note = g_strdup ("Thank you.");
  sim_enqueue (self, machine, command);
}

/* --- companies ----------------------------------------------------------------------------------
 */

/* Some of the types, each at another fee. */
static void
agree_fees (SimHistory *self, EdCompany *company)
{
  g_ptr_array_set_size (company->fees, 0);
  for (gint64 type = ED_CASE_PSYCHOLOGICAL; type <= ED_CASE_HEALTH_COACHING; type++)
    if (sim_pick (self, 3) > 0)
      {
        EdFee *fee = ed_record_new (&ed_fee_type);

        fee->type = type;
        fee->amount = sim_pick (self, 9) * 1000;
        g_ptr_array_add (company->fees, fee);
      }
}

static void
do_company (SimHistory *self, SimMachine *machine)
{
  static const char *const names[] = { "Suzuki", "Opel", "suzuki ", "Audi" };
  const char *name = names[sim_pick (self, G_N_ELEMENTS (names))];
  const char *id = sim_pick_of (self, self->companies);
  g_autoptr (EdCompany) shown = id != NULL ? sim_load_shown (machine, ED_TARGET_COMPANY, id) : NULL;
  g_autoptr (EdCommand) command = NULL;

  if (shown == NULL || sim_pick (self, 3) == 0)
    {
      g_ptr_array_add (self->companies, g_uuid_string_random ());
      id = self->companies->pdata[self->companies->len - 1];
      command = sim_command_new (machine, ED_COMMAND_COMPANY_CREATE, id, NULL);
      ((EdCompany *) command->args)->name = g_strdup (name);
      agree_fees (self, command->args);
    }
  else if (sim_pick (self, 4) == 0)
    command = sim_command_new (machine, ED_COMMAND_COMPANY_RETIRE, id, NULL);
  else
    {
      g_autoptr (EdCompany) to = ed_record_copy (&ed_company_type, shown);
      gboolean is_of_fees = sim_pick (self, 2) == 0;

      command = sim_command_new (machine, ED_COMMAND_COMPANY_EDIT, id, NULL);
      if (is_of_fees)
        agree_fees (self, to);
      else
        {
          g_free (to->name);
          to->name = g_strdup (name);
        }
      ed_command_edit (command, is_of_fees ? "fees" : "name", shown, to);
    }
  sim_enqueue (self, machine, command);
}

/* --- settings -----------------------------------------------------------------------------------
 */

static void
set_settings (SimHistory *self, SimMachine *machine)
{
  g_autoptr (EdSettings) shown = ed_store_load_settings (machine->window, NULL);
  g_autoptr (EdSettings) to = ed_record_copy (&ed_settings_type, shown);
  g_autoptr (EdCommand) command = NULL;
  static const char *const names[] = { "score_max",   "session_due_days", "attempt_fee",
                                       "mail_sender", "contact_due_h",    "archive_months" };
  const char *name = names[sim_pick (self, G_N_ELEMENTS (names))];
  const EdField *field = ed_record_type_find (&ed_settings_type, name);

  if (shown->id == NULL)
    return;
  if (field->kind == ED_FIELD_TEXT)
    ed_field_set_text (field, to, sim_pick (self, 2) == 0 ? "The circle" : "The centre");
  else
    ed_field_set_number (field, to, 5 + sim_pick (self, 60));
  command = sim_command_new (machine, ED_COMMAND_SETTINGS_SET, shown->id, NULL);
  ed_command_edit (command, name, shown, to);
  sim_enqueue (self, machine, command);
}

/* --- accounts -----------------------------------------------------------------------------------
 */

static void
create_account (SimHistory *self, SimMachine *machine)
{
  static const char *const roles[] = { "case_manager", NULL };
  g_autofree char *id = g_uuid_string_random ();
  g_autoptr (EdCommand) command = sim_command_new (machine, ED_COMMAND_ACCOUNT_CREATE, id, NULL);
  EdAccount *account = command->args;

  account->user = g_strdup_printf ("new-%u@sim.example", sim_pick (self, 5));
  account->name = g_strdup ("Somebody new");
  account->roles = g_strdupv ((char **) roles);
  sim_enqueue (self, machine, command);
}

/* One of somebody's name, address for replies, whether they can be addressed. */
static void
edit_account (SimHistory *self, SimMachine *machine)
{
  const SimPerson *person = &sim_people[sim_pick (self, SIM_PEOPLE)];
  g_autoptr (EdAccount) shown = sim_load_shown (machine, ED_TARGET_ACCOUNT, person->id);
  g_autoptr (EdAccount) to = NULL;
  g_autoptr (EdCommand) command = NULL;
  const char *name = "name";

  if (shown == NULL)
    return;
  to = ed_record_copy (&ed_account_type, shown);
  switch (sim_pick (self, 3))
    {
    case 0:
      ed_field_set_text (ed_record_type_find (&ed_account_type, name),
                         to,
                         sim_pick (self, 2) == 0 ? "Kiss Anna" : "Nagy Anna");
      break;
    case 1:
      name = "reply_to";
      ed_field_set_text (ed_record_type_find (&ed_account_type, name), to, "other@sim.example");
      break;
    default:
      name = "addressable";
      to->addressable = shown->addressable == 1 ? ED_ABSENT : 1;
    }
  command = sim_command_new (machine, ED_COMMAND_ACCOUNT_EDIT, person->id, NULL);
  ed_command_edit (command, name, shown, to);
  sim_enqueue (self, machine, command);
}

static void
do_account (SimHistory *self, SimMachine *machine)
{
  g_autoptr (EdCommand) command = NULL;

  switch (sim_pick (self, 7))
    {
    case 0:
      create_account (self, machine);
      break;
    case 1:
      command =
          sim_command_new (machine, ED_COMMAND_ACCOUNT_RESET_TOTP, sim_pick_expert (self), NULL);
      sim_enqueue (self, machine, command);
      break;
    case 2:
      command = sim_command_new (machine, ED_COMMAND_ACCOUNT_INVITE, sim_pick_expert (self), NULL);
      sim_enqueue (self, machine, command);
      break;
    default:
      edit_account (self, machine);
    }
}

void
sim_do_office (SimHistory *self, SimMachine *machine, guint role)
{
  guint luck = sim_pick (self, 100);

  if (sim_leans (self, self->theme.steady))
    luck = 0;
  if (machine == self->machines[0] && sim_leans (self, self->theme.settings))
    luck = 80;
  else if (role == ED_ROLE_COORDINATOR && sim_leans (self, self->theme.companies))
    luck = 70;
  else if (role == ED_ROLE_EXPERT)
    luck = 0;
  if (luck < 35)
    do_statement (self, machine, role);
  else if (luck < 60)
    settle_late_work (self, machine);
  else if (luck < 70)
    set_fee (self, machine);
  else if (luck < 80)
    do_company (self, machine);
  else if (luck < 90)
    set_settings (self, machine);
  else
    do_account (self, machine);
}

/* --- rights -------------------------------------------------------------------------------------
 */

static void
command_account (SimHistory *self, EdCommandType type, const char *account)
{
  g_autoptr (EdCommand) command = sim_command_new (self->machines[0], type, account, NULL);

  sim_enqueue (self, self->machines[0], command);
}

/* What came to an account by a role goes with it, and may come back. */
static void
change_roles (SimHistory *self, const char *account)
{
  static const char *const choices[][3] = {
    { "expert" },
    { "expert" },
    { "expert", "coordinator" },
    { "coordinator" },
    { "expert", "case_manager" },
    { "case_manager" },
  };
  SimMachine *machine = self->machines[0];
  g_autoptr (EdAccount) shown = sim_load_shown (machine, ED_TARGET_ACCOUNT, account);
  g_autoptr (EdAccount) to = ed_record_new (&ed_account_type);
  g_autoptr (EdCommand) command = sim_command_new (machine, ED_COMMAND_ACCOUNT_EDIT, account, NULL);

  if (shown == NULL)
    return;
  to->roles = g_strdupv ((char **) choices[sim_pick (self, G_N_ELEMENTS (choices))]);
  ed_command_edit (command, "roles", shown, to);
  sim_enqueue (self, machine, command);
}

void
sim_change_rights (SimHistory *self)
{
  guint other = self->n_machines - self->n_coordinators;
  SimMachine *machine = self->machines[self->n_coordinators + sim_pick (self, other)];
  const char *account = machine->account;

  switch (sim_pick (self, 8))
    {
    case 0:
      command_account (self, ED_COMMAND_ACCOUNT_SUSPEND, account);
      break;
    case 1:
    case 2:
      change_roles (self, account);
      break;
    case 3:
      sim_change_password (self, machine);
      break;
    case 4:
      sim_withdraw_device (self, machine);
      break;
    default:
      command_account (self, ED_COMMAND_ACCOUNT_RESUME, account);
    }
}

gboolean
sim_restore_rights (SimHistory *self)
{
  gboolean any = FALSE;

  for (guint i = SIM_COORDINATORS; i < SIM_PEOPLE; i++)
    {
      if (!sim_model_is_suspended (self->model, sim_people[i].id))
        continue;
      command_account (self, ED_COMMAND_ACCOUNT_RESUME, sim_people[i].id);
      any = TRUE;
    }
  return any;
}

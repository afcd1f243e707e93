/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "parts.h"

#include "server/api-state.h"
#include "server/job.h"
#include "support/server-process.h"

#include <glib/gstdio.h>
#include <string.h>

/* --- for its parts ------------------------------------------------------------------------------
 */

guint
sim_pick (SimHistory *self, guint n)
{
  return (guint) g_rand_int_range (self->rand, 0, (gint32) n);
}

gboolean
sim_is_lucky (SimHistory *self, double chance)
{
  return g_rand_double (self->rand) < chance;
}

void
sim_tell (SimHistory *self, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  g_string_append_printf (self->trace, "%4u  %s\n", self->step, text);
  if (self->plan->is_wordy)
    g_print ("%4u  %s\n", self->step, text);
}

void
sim_violate (SimHistory *self, const char *format, ...)
{
  char *text;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  g_strdelimit (text, "\n", ' '); /* a story is told up to the end of that line */
  sim_tell (self, "VIOLATED: %s", text);
  if (self->violation == NULL)
    self->violation = text;
  else
    g_free (text);
}

void
sim_copy_files (const char *from, const char *to)
{
  g_autoptr (GDir) dir = g_dir_open (from, 0, NULL);
  const char *name;

  ed_remove_tree (to);
  g_assert_cmpint (g_mkdir_with_parents (to, 0700), ==, 0);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *source = g_build_filename (from, name, NULL);
      g_autofree char *target = g_build_filename (to, name, NULL);
      g_autofree char *bytes = NULL;
      gsize length = 0;

      g_assert_true (g_file_get_contents (source, &bytes, &length, NULL));
      g_assert_true (g_file_set_contents_full (target,
                                               bytes,
                                               (gssize) length,
                                               G_FILE_SET_CONTENTS_NONE,
                                               0600,
                                               NULL));
    }
}

/* --- beginning ----------------------------------------------------------------------------------
 */

static void
begin_step (SimHistory *self, guint step)
{
  const guint32 both[] = { self->plan->seed, step };

  self->step = step;
  g_rand_set_seed_array (self->rand, both, G_N_ELEMENTS (both));
  sim_seed (self->plan->seed, step + 1);
}

static void
add_machine (SimHistory *self, guint slot)
{
  g_autofree char *name = g_strdup_printf ("%u", slot);
  g_autofree char *from = g_build_filename (sim_template (), name, NULL);
  g_autofree char *to = g_build_filename (self->folder, name, NULL);

  sim_copy_files (from, to);
  self->machines[self->n_machines++] = sim_machine_new (self, slot);
}

static void
begin_model (SimHistory *self)
{
  static const SimServerWord server = { sim_server_name_statement, sim_server_list_held };

  self->model = sim_model_new (self->host.api->settings, &server, self);
  for (guint i = 0; i < SIM_PEOPLE; i++)
    {
      g_autoptr (EdAccount) account = sim_make_account (&sim_people[i]);

      sim_model_add_account (self->model, account);
    }
}

/* The further a history is to go, the fewer there are. */
static void
add_machines (SimHistory *self)
{
  static const struct
  {
    guint coordinators, experts, managers; /* of each at most */
  } most[SIM_N_FOCUSES] = {
    [SIM_FOCUS_ALL] = { SIM_COORDINATORS, SIM_EXPERTS, SIM_MANAGERS },
    [SIM_FOCUS_CASES] = { SIM_COORDINATORS, SIM_EXPERTS, 0 },
    [SIM_FOCUS_REQUESTS] = { 2, 4, SIM_MANAGERS },
    [SIM_FOCUS_MONEY] = { 2, 3, 0 },
  };
  guint n;

  self->n_coordinators = 1 + sim_pick (self, most[self->focus].coordinators);
  for (guint i = 0; i < self->n_coordinators; i++)
    add_machine (self, i);
  self->n_experts = 2 + sim_pick (self, most[self->focus].experts - 1);
  for (guint i = 0; i < self->n_experts; i++)
    add_machine (self, SIM_COORDINATORS + i);
  n = most[self->focus].managers > 0 ? 1 + sim_pick (self, most[self->focus].managers) : 0;
  for (guint i = 0; i < n; i++)
    add_machine (self, SIM_COORDINATORS + SIM_EXPERTS + i);
}

static void
add_slots (SimHistory *self, guint first, guint n)
{
  for (guint i = 0; i < n; i++)
    add_machine (self, first + i);
}

/* Its theme's part of what chance chooses otherwise. */
static void
follow_theme (SimHistory *self, const SimTheme *theme)
{
  self->theme = *theme;
  self->focus = theme->focus;
  for (guint i = 0; i < SIM_N_TROUBLES; i++)
    self->has[i] = (theme->troubles >> i & 1) != 0;
  self->trouble = theme->loss;
  self->page = theme->page;
  if (self->plan->n_steps == 0)
    self->plan->n_steps = 100 + sim_pick (self, 150);
  self->n_coordinators = theme->coordinators;
  self->n_experts = theme->experts;
  add_slots (self, 0, theme->coordinators);
  add_slots (self, SIM_COORDINATORS, theme->experts);
  add_slots (self, SIM_COORDINATORS + SIM_EXPERTS, theme->managers);
}

static void
choose (SimHistory *self)
{
  static const guint pages[] = { 0, 0, 1, 2, 3, 7 };
  guint steps;

  self->focus = sim_pick (self, SIM_N_FOCUSES);
  for (guint i = 0; i < SIM_N_TROUBLES; i++)
    self->has[i] = sim_is_lucky (self, 0.4);
  self->trouble = self->has[SIM_TROUBLE_LINES] ? 0.4 * g_rand_double (self->rand) : 0;
  self->page = pages[sim_pick (self, G_N_ELEMENTS (pages))];
  /* Drawn each time: what follows has the same chance when the steps are given. */
  steps = 60 + sim_pick (self, 120);
  if (self->plan->n_steps == 0)
    self->plan->n_steps = steps;
  add_machines (self);
}

static SimHistory *
begin (SimPlan *plan)
{
  SimHistory *self = g_new0 (SimHistory, 1);
  g_autofree char *parent = g_path_get_dirname (sim_template ());
  g_autofree char *server = g_build_filename (sim_template (), "server", NULL);

  self->plan = plan;
  self->trace = g_string_new (NULL);
  self->rand = g_rand_new_with_seed (plan->seed);
  self->folder = g_build_filename (parent, "history", NULL);
  self->data_dir = g_build_filename (self->folder, "server", NULL);
  self->cases = g_ptr_array_new_with_free_func (g_free);
  self->requests = g_ptr_array_new_with_free_func (g_free);
  self->companies = g_ptr_array_new_with_free_func (g_free);
  self->passwords = sim_passwords_copy (NULL);
  self->withdrawn = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->deeds = g_array_new (FALSE, FALSE, sizeof (SimDeed));
  self->papers = sim_papers_new ();
  self->delayed = g_ptr_array_new ();
  ed_manual_clock_init (&self->clock, SIM_START + SIM_MINUTE);
  g_mutex_init (&self->host.mutex);
  g_mutex_init (&self->baton);
  g_cond_init (&self->main_turn);
  begin_step (self, 0);
  sim_copy_files (server, self->data_dir);
  self->disk = sim_disk_new (self->data_dir);
  self->transport = ed_api_transport_new (&self->host);
  g_assert_true (sim_server_start (self));
  begin_model (self);
  if (plan->mode == SIM_MODE_THEMED)
    follow_theme (self, sim_theme (plan->seed));
  else
    choose (self);
  return self;
}

/* --- steps --------------------------------------------------------------------------------------
 */

static SimMachine *
pick_machine (SimHistory *self)
{
  return self->machines[sim_pick (self, self->n_machines)];
}

static SimFate
choose_fate (SimHistory *self, SimMachine *machine)
{
  if (self->has[SIM_TROUBLE_DELAYS] && sim_is_lucky (self, 0.04))
    return SIM_FATE_DELAY;
  if (!sim_is_lucky (self, self->trouble))
    return SIM_FATE_PLAIN;
  machine->cut = sim_pick (self, 3000);
  return SIM_FATE_LOSE_REQUEST + sim_pick (self, SIM_FATE_DELAY - SIM_FATE_LOSE_REQUEST);
}

/* A pass begins, or goes on to its next call. */
static void
sync_something (SimHistory *self)
{
  SimMachine *machine = pick_machine (self);
  gboolean is_lazy = machine == self->machines[self->n_coordinators];
  guint calls =
      self->plan->mode >= SIM_MODE_BUSY && sim_pick (self, 2) == 0 ? 12 : 1 + sim_pick (self, 4);

  if (is_lazy && sim_leans (self, self->theme.lazy))
    return;
  if (machine->thread == NULL)
    sim_machine_begin (machine);
  for (guint i = 0; i < calls && machine->thread != NULL && self->violation == NULL; i++)
    sim_machine_go_on (machine, choose_fate (self, machine));
}

static void
pass_time (SimHistory *self)
{
  gint64 ms = (1 + sim_pick (self, 90)) * SIM_MINUTE;
  gboolean is_long = FALSE;

  if (sim_pick (self, 12) == 0)
    {
      ms = (1 + sim_pick (self, 20)) * SIM_DAY;
      is_long = sim_pick (self, 4) == 0;
    }
  if (is_long || sim_leans (self, self->theme.years))
    ms = (SIM_ARCHIVE_DAYS + sim_pick (self, 60)) * SIM_DAY;
  sim_tell (self, "%d minutes pass", (int) (ms / SIM_MINUTE));
  ed_manual_clock_advance (&self->clock, ms);
  for (guint i = 0; i < self->n_machines; i++)
    ed_manual_clock_advance (&self->machines[i]->clock, ms);
  /* The server looks at what is due all the time. */
  if (ms > SIM_ARCHIVE_DAYS * SIM_DAY)
    sim_server_do_chores (self);
}

static SimStep
choose_step (SimHistory *self)
{
  static const guint usual[SIM_N_STEPS] = { 40, 42, 2, 3, 1, 1, 11 };
  const guint *shares = self->plan->mode == SIM_MODE_THEMED ? self->theme.steps : usual;
  guint luck = sim_pick (self, 100);
  SimStep step = 0;

  while (step < SIM_STEP_TROUBLE && luck >= shares[step])
    luck -= shares[step++];
  return step;
}

static void
make_step (SimHistory *self)
{
  switch (choose_step (self))
    {
    case SIM_STEP_DEED:
      sim_do_something (self);
      break;
    case SIM_STEP_SYNC:
      sync_something (self);
      break;
    case SIM_STEP_UNDO:
      sim_undo_something (self);
      break;
    case SIM_STEP_TIME:
      pass_time (self);
      break;
    case SIM_STEP_RESTART:
      sim_machine_restart (pick_machine (self));
      break;
    case SIM_STEP_CHORES:
      sim_server_do_chores (self);
      break;
    case SIM_STEP_TROUBLE:
    case SIM_N_STEPS:
    default:
      sim_make_trouble (self);
    }
}

static void
run_steps (SimHistory *self)
{
  for (guint i = 1; i <= self->plan->n_steps && self->violation == NULL; i++)
    {
      if (self->plan->left_out != NULL && self->plan->left_out[i - 1])
        continue;
      begin_step (self, i);
      make_step (self);
      sim_mend_all (self);
    }
}

static void
end_passes (SimHistory *self)
{
  for (guint i = 0; i < self->n_machines; i++)
    {
      SimMachine *machine = self->machines[i];

      while (machine->thread != NULL)
        sim_machine_go_on (machine, SIM_FATE_LOSE_REQUEST);
    }
}

SimHistory *
sim_history_run (SimPlan *plan)
{
  SimHistory *self = begin (plan);

  run_steps (self);
  begin_step (self, plan->n_steps + 1);
  end_passes (self);
  sim_end_trouble (self);
  if (self->violation == NULL)
    sim_watch_end (self);
  end_passes (self);
  for (guint i = 0; i < self->n_machines; i++)
    g_clear_pointer (&self->machines[i], sim_machine_free);
  sim_line_drop_delayed (self);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  sim_server_stop (self);
  g_clear_pointer (&self->disk, sim_disk_free);
  ed_remove_tree (self->folder);
  return self;
}

void
sim_history_free (SimHistory *self)
{
  sim_model_free (self->model);
  ed_transport_free (self->transport);
  g_ptr_array_unref (self->cases);
  g_ptr_array_unref (self->requests);
  g_ptr_array_unref (self->companies);
  g_hash_table_unref (self->passwords);
  g_clear_pointer (&self->backup_passwords, g_hash_table_unref);
  g_hash_table_unref (self->withdrawn);
  g_array_unref (self->deeds);
  g_array_unref (self->papers);
  g_ptr_array_unref (self->delayed);
  g_mutex_clear (&self->host.mutex);
  g_mutex_clear (&self->baton);
  g_cond_clear (&self->main_turn);
  g_string_free (self->trace, TRUE);
  g_rand_free (self->rand);
  g_free (self->violation);
  g_free (self->folder);
  g_free (self->data_dir);
  g_free (self);
}

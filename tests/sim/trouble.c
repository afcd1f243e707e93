/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "parts.h"

static SimMachine *
pick_machine (SimHistory *self)
{
  return self->machines[sim_pick (self, self->n_machines)];
}

/* Some change from now on meets what the disk of a machine, or of the server, may do. */
static void
arm (SimHistory *self, SimDisk *disk, const char *whose, guint index, SimDiskFault first)
{
  static const char *const words[] = { "loses power", "stops", "has a full disk", "fails" };
  guint nth = 1 + sim_pick (self, sim_pick (self, 3) == 0 ? 300 : 40);
  SimDiskFault fault = first + sim_pick (self, 2);

  sim_tell (self, "%s %u %s at its change %u", whose, index, words[fault], nth);
  sim_disk_arm (disk, nth, fault);
}

static void
arm_machine (SimHistory *self, SimDiskFault first)
{
  SimMachine *machine = pick_machine (self);

  arm (self, machine->disk, "machine", machine->index, first);
}

static void
turn_clock (SimHistory *self)
{
  static const gint64 minutes[] = { 1, 60, 24 * 60, 30 * 24 * 60, 400 * 24 * 60 };
  SimMachine *machine = pick_machine (self);
  gint64 by = minutes[sim_pick (self, G_N_ELEMENTS (minutes))] * (1 + sim_pick (self, 9));

  if (sim_pick (self, 2) == 0)
    by = -by;
  sim_tell (self, "the clock of machine %u jumps by %d minutes", machine->index, (int) by);
  ed_manual_clock_advance (&machine->clock, by * SIM_MINUTE);
}

static void
copy_or_put_back (SimHistory *self)
{
  SimMachine *machine = pick_machine (self);

  for (guint i = 0; i < self->n_machines && sim_pick (self, 3) > 0; i++)
    {
      if (!self->machines[i]->has_copy)
        continue;
      sim_machine_put_back (self->machines[i]);
      return;
    }
  sim_machine_put_aside (machine);
}

static void
back_up_or_put_back (SimHistory *self)
{
  if (self->has_backup && sim_pick (self, 2) == 0)
    sim_server_put_back (self);
  else
    sim_server_back_up (self);
}

static void
meet (SimHistory *self, SimTrouble trouble)
{
  switch (trouble)
    {
    case SIM_TROUBLE_DELAYS:
      sim_line_deliver (self);
      break;
    case SIM_TROUBLE_CRASHES:
      arm_machine (self, SIM_DISK_POWER);
      break;
    case SIM_TROUBLE_SERVER:
      arm (self, self->disk, "server", 0, SIM_DISK_POWER);
      break;
    case SIM_TROUBLE_DISKS:
      if (sim_pick (self, 3) == 0)
        arm (self, self->disk, "server", 0, SIM_DISK_FULL);
      else
        arm_machine (self, SIM_DISK_FULL);
      break;
    case SIM_TROUBLE_CLOCKS:
      turn_clock (self);
      break;
    case SIM_TROUBLE_BACKUPS:
      back_up_or_put_back (self);
      break;
    case SIM_TROUBLE_COPIES:
      copy_or_put_back (self);
      break;
    case SIM_TROUBLE_RIGHTS:
      sim_change_rights (self);
      break;
    case SIM_TROUBLE_LINES:
    case SIM_TROUBLE_POISON:
    case SIM_N_TROUBLES:
    default:
      break;
    }
}

void
sim_make_trouble (SimHistory *self)
{
  for (guint i = 0; i < SIM_N_TROUBLES; i++)
    {
      SimTrouble trouble = sim_pick (self, SIM_N_TROUBLES);

      if (!self->has[trouble])
        continue;
      meet (self, trouble);
      return;
    }
}

void
sim_mend_all (SimHistory *self)
{
  sim_server_mend (self, NULL, NULL);
  if (sim_disk_has_failed (self->disk))
    sim_disk_disarm (self->disk);
  for (guint i = 0; i < self->n_machines && self->violation == NULL; i++)
    {
      SimMachine *machine = self->machines[i];

      sim_machine_mend (machine);
      if (sim_disk_has_failed (machine->disk))
        sim_disk_disarm (machine->disk);
    }
}

void
sim_end_trouble (SimHistory *self)
{
  sim_mend_all (self);
  sim_disk_disarm (self->disk);
  for (guint i = 0; i < self->n_machines; i++)
    sim_disk_disarm (self->machines[i]->disk);
  sim_line_drop_delayed (self);
}

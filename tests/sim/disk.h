/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

/* A disk with power that may fail: the system's file access as SQLite's default one, for all
 * databases below a folder. What was written and not synced is remembered, and when the power fails
 * a random part of it is lost. One thread at a time. */
typedef struct _SimDisk SimDisk;

typedef enum
{
  SIM_DISK_POWER, /* the machine stops: nothing more is written, what was not synced is in doubt */
  SIM_DISK_KILL,  /* the process stops: nothing more is written, what was written is there */
  SIM_DISK_FULL,  /* one write fails */
  SIM_DISK_IO,    /* one access fails */
} SimDiskFault;

void sim_disk_register (void);

/* The disk of everything below FOLDER. */
SimDisk *sim_disk_new (const char *folder);
/* With all its files closed. */
void sim_disk_free (SimDisk *self);

/* The NTH (from 1) change from now meets FAULT. */
void sim_disk_arm (SimDisk *self, guint nth, SimDiskFault fault);
/* Nothing fails from now on. */
void sim_disk_disarm (SimDisk *self);
/* Something has failed since it was armed. */
gboolean sim_disk_has_failed (const SimDisk *self);
/* POWER or KILL has come, and sim_disk_restart() not yet. */
gboolean sim_disk_is_dead (const SimDisk *self);
/* With all files closed: what a machine finds on it that starts again. */
void sim_disk_restart (SimDisk *self, GRand *rand);
/* Nobody remembers what was not synced: FOLDER was replaced. */
void sim_disk_settle (SimDisk *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SimDisk, sim_disk_free)

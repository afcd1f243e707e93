/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

/* What stretches of work cost, added up, in µs. Of machines that others work on too, only the
 * processor's time and ratios within one run say something. */
typedef struct
{
  gint64 cpu;      /* of this process */
  gint64 database; /* of all processes of the PostgreSQL that a test started; else 0 */
  gint64 wall;
} Toll;

void toll_start (Toll *self);
void toll_stop (Toll *self);
/* This process's and the database's. */
gint64 toll_processor (const Toll *self);

/* "SQLite" or "PostgreSQL": what the office of this process stands on. */
const char *toll_engine (void);
/* The memory that process PID ("self": this one) has for itself or shares, in bytes. */
gint64 toll_memory (const char *pid);
/* The most that it has had since the last call. */
gint64 toll_take_peak (const char *pid);

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sql/db.h"

/* Commands that were handed back after a restore and wait for those before them. */
typedef struct
{
  char *account, *id, *device, *target;
  gint64 was_rev;
  gint64 clock_offset;
  char *envelope; /* JSON */
} EdHeldCommand;

void ed_held_command_free (EdHeldCommand *self);

gboolean ed_held_add (EdDb *db, const EdHeldCommand *command, gint64 now, GError **error);
/* The first on TARGET that fits behind revision REV; NULL without ERROR: none. */
EdHeldCommand *ed_held_find_next (EdDb *db, const char *target, gint64 rev, GError **error);
/* The first that has waited since BEFORE. */
EdHeldCommand *ed_held_find_old (EdDb *db, gint64 before, GError **error);
/* It waits no longer. What it was answered stays the answer; STATUS, CODE and REV are what became
 * of it in the end. */
gboolean ed_held_end (EdDb *db,
                      const EdHeldCommand *command,
                      const char *status,
                      const char *code,
                      gint64 rev,
                      GError **error);
/* It stays, is waited for by nobody and found no more, and is answered to nobody as applied. */
gboolean ed_held_set_aside (EdDb *db, const EdHeldCommand *command, GError **error);
/* Those on TARGET wait for nothing any more. */
gboolean ed_held_drop (EdDb *db, const char *target, GError **error);
/* Whether anything waits on TARGET; FALSE with ERROR on failure. */
gboolean ed_held_has (EdDb *db, const char *target, GError **error);
/* With what was set aside. */
gboolean ed_held_count (EdDb *db, gint64 *n, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EdHeldCommand, ed_held_command_free)

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/held-table.h"

#include "domain/days.h"
#include "server/query.h"

#define COLUMNS \
  "SELECT account, id, device, target, was_rev, clock_offset, envelope FROM held_command"
/* What was set aside is answered with a refusal; what waits never is. */
#define WAITS                                                                           \
  " AND NOT EXISTS (SELECT 1 FROM command WHERE command.account = held_command.account" \
  " AND command.id = held_command.id AND command.status = 'rejected')"

void
ed_held_command_free (EdHeldCommand *self)
{
  if (self == NULL)
    return;
  g_free (self->account);
  g_free (self->id);
  g_free (self->device);
  g_free (self->target);
  g_free (self->envelope);
  g_free (self);
}

gboolean
ed_held_add (EdDb *db, const EdHeldCommand *command, gint64 now, GError **error)
{
  g_autofree char *since = ed_instant_to_text (now);

  return ed_query_run (db,
                       error,
                       "INSERT INTO held_command (account, id, device, target, was_rev,"
                       " clock_offset, envelope, since) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
                       "ttttiitt",
                       command->account,
                       command->id,
                       command->device,
                       command->target,
                       command->was_rev,
                       command->clock_offset,
                       command->envelope,
                       since);
}

static EdHeldCommand *
read_one (EdStatement *row, GError **error)
{
  EdHeldCommand *self;

  if (row == NULL || !ed_statement_step (row, error))
    return NULL;
  self = g_new0 (EdHeldCommand, 1);
  self->account = g_strdup (ed_statement_text (row, 0));
  self->id = g_strdup (ed_statement_text (row, 1));
  self->device = g_strdup (ed_statement_text (row, 2));
  self->target = g_strdup (ed_statement_text (row, 3));
  self->was_rev = ed_statement_int (row, 4);
  self->clock_offset = ed_statement_int (row, 5);
  self->envelope = g_strdup (ed_statement_text (row, 6));
  return self;
}

EdHeldCommand *
ed_held_find_next (EdDb *db, const char *target, gint64 rev, GError **error)
{
  g_autoptr (EdStatement) row = ed_query (db,
                                          error,
                                          COLUMNS " WHERE target = $1 AND was_rev <= $2" WAITS
                                                  " ORDER BY was_rev, since, id LIMIT 1",
                                          "ti",
                                          target,
                                          rev + 1);

  return read_one (row, error);
}

EdHeldCommand *
ed_held_find_old (EdDb *db, gint64 before, GError **error)
{
  g_autofree char *since = ed_instant_to_text (before);
  g_autoptr (EdStatement) row =
      ed_query (db,
                error,
                COLUMNS " WHERE since < $1" WAITS " ORDER BY target, was_rev, since, id LIMIT 1",
                "t",
                since);

  return read_one (row, error);
}

gboolean
ed_held_end (EdDb *db,
             const EdHeldCommand *command,
             const char *status,
             const char *code,
             gint64 rev,
             GError **error)
{
  return ed_query_run (db,
                       error,
                       "DELETE FROM held_command WHERE account = $1 AND id = $2",
                       "tt",
                       command->account,
                       command->id)
         && ed_query_run (db,
                          error,
                          "UPDATE command SET status = $3, code = $4, rev = $5"
                          " WHERE account = $1 AND id = $2",
                          "tttti",
                          command->account,
                          command->id,
                          status,
                          code,
                          rev);
}

gboolean
ed_held_set_aside (EdDb *db, const EdHeldCommand *command, GError **error)
{
  return ed_query_run (db,
                       error,
                       "UPDATE command SET status = 'rejected', code = 'internal_error', rev = 0"
                       " WHERE account = $1 AND id = $2",
                       "tt",
                       command->account,
                       command->id);
}

gboolean
ed_held_has (EdDb *db, const char *target, GError **error)
{
  g_autoptr (EdStatement) select =
      ed_query (db, error, "SELECT 1 FROM held_command WHERE target = $1" WAITS, "t", target);

  return select != NULL && ed_statement_step (select, error);
}

gboolean
ed_held_count (EdDb *db, gint64 *n, GError **error)
{
  g_autoptr (EdStatement) row = ed_query (db, error, "SELECT COUNT(*) FROM held_command", "");

  *n = 0;
  if (row == NULL || !ed_statement_step (row, error))
    return FALSE;
  *n = ed_statement_int (row, 0);
  return TRUE;
}

gboolean
ed_held_drop (EdDb *db, const char *target, GError **error)
{
  return ed_query_run (db, error, "DELETE FROM held_command WHERE target = $1", "t", target);
}

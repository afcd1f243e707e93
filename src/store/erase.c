/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/erase.h"

#include "domain/refusal.h"
#include "store/draft.h"
#include "store/file.h"
#include "store/outbox-entry.h"
#include "store/wipe.h"

#define ERASED "erased"

gboolean
ed_erase_is_meant (const char *why)
{
  return g_strcmp0 (why, ERASED) == 0 || g_strcmp0 (why, "retention") == 0;
}

/* A number that was used up stays used: of a refused command that had one the row stays, empty. */
static gboolean
erase_commands (EdStore *store, const char *target, GError **error)
{
  return ed_statement_run (ed_db_query (store->db,
                                        error,
                                        "DELETE FROM outbox WHERE target = $1 AND state <> $2"
                                        " AND (seq IS NULL OR state <> $3)",
                                        "tii",
                                        target,
                                        (gint64) ED_OUTBOX_SENT,
                                        (gint64) ED_OUTBOX_REFUSED),
                           error)
         && ed_statement_run (ed_db_query (store->db,
                                           error,
                                           "UPDATE outbox SET seen = 1, command = ''"
                                           " WHERE target = $1 AND state = $2",
                                           "ti",
                                           target,
                                           (gint64) ED_OUTBOX_REFUSED),
                              error)
         && ed_statement_run (ed_db_query (store->db,
                                           error,
                                           "UPDATE outbox SET code = $3"
                                           " WHERE target = $1 AND state = $2",
                                           "tit",
                                           target,
                                           (gint64) ED_OUTBOX_SENT,
                                           ERASED),
                              error);
}

gboolean
ed_erase_target (EdStore *store, const char *target, GError **error)
{
  return erase_commands (store, target, error) && ed_file_erase (store, target, error)
         && ed_draft_forget (store, target, error) && ed_draft_blank (store, target, error)
         && ed_wipe_add (store, ED_WIPE_FILE, target, error);
}

gboolean
ed_erase_awaits (EdStore *store, const char *command, gboolean *awaits, GError **error)
{
  g_autoptr (EdStatement) select =
      ed_db_query (store->db,
                   error,
                   "SELECT 1 FROM outbox WHERE id = $1 AND state = $2 AND code = $3",
                   "tit",
                   command,
                   (gint64) ED_OUTBOX_SENT,
                   ERASED);
  GError *local = NULL;

  if (select == NULL)
    return FALSE;
  *awaits = ed_statement_step (select, &local);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What is done to a case of the archive, which is not here. */

#include "store/outbox.h"

/* The number is all that is kept of ARCHIVED: people know by it what the entry is about. */
static gboolean
insert (EdStore *store, const EdCase *archived, const EdCommand *command, GError **error)
{
  g_autofree char *text = ed_command_to_json (command, 0);

  return ed_outbox_insert (store, command, text, error)
         && ed_statement_run (ed_db_query (store->db,
                                           error,
                                           "UPDATE outbox SET number = $2 WHERE id = $1",
                                           "ti",
                                           command->id,
                                           archived->number),
                              error);
}

static gboolean
enqueue_beyond (EdStore *store,
                const EdCase *archived,
                const EdCommand *command,
                EdRefusal *refusal,
                GError **error)
{
  g_autoptr (EdJudge) judge = ed_judge_new (store, error);
  gpointer record = ed_case_copy (archived);
  gboolean done = judge != NULL
                  && ed_judge_apply (judge, &record, command, ED_ABSENT, refusal, error)
                  && insert (store, archived, command, error);

  ed_case_free (record);
  return done;
}

/* It may have come back meanwhile. */
static gboolean
enqueue (EdStore *store,
         const EdCase *archived,
         const EdCommand *command,
         EdRefusal *refusal,
         GError **error)
{
  g_autoptr (EdCase) held = NULL;

  if (!ed_overlay_load_case (store, command->target_id, &held, error))
    return FALSE;
  return held != NULL ? ed_outbox_enqueue (store, command, refusal, error)
                      : enqueue_beyond (store, archived, command, refusal, error);
}

gboolean
ed_store_enqueue_archived (EdStore *store,
                           const EdCase *archived,
                           const EdCommand *command,
                           EdRefusal *refusal,
                           GError **error)
{
  *refusal = (EdRefusal){ ED_REFUSAL_NONE, NULL };
  return ed_store_begin (store, TRUE, error)
         && ed_store_end (store, enqueue (store, archived, command, refusal, error), error);
}

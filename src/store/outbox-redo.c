/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Refused commands, once more: an edit from what has become of its fields, anything else as it was,
 * where the rules have come to allow it. */

#include "store/outbox.h"

#include "domain/redo.h"

gboolean
ed_outbox_find_redo (EdJudge *judge, EdOutboxEntry *entry, gconstpointer record, GError **error)
{
  const EdTarget *target = ed_target (ed_command_form (entry->command->type)->target_kind);
  g_autoptr (EdCommand) again = NULL;
  g_autofree char *id = NULL;
  gpointer trial;
  EdRefusal refusal = { 0 };
  GError *local = NULL;

  if (entry->state != ED_OUTBOX_REFUSED || !ed_refusal_may_pass (entry->code))
    return TRUE;
  id = g_uuid_string_random ();
  again = ed_command_redo (entry->command, record, id);
  if (again == NULL)
    return TRUE;
  trial = record != NULL ? ed_record_copy (target->record, record) : NULL;
  if (ed_judge_apply (judge, &trial, again, ED_ABSENT, &refusal, &local))
    entry->redo = g_steal_pointer (&again);
  if (trial != NULL)
    ed_record_free (target->record, trial);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

static gboolean
take_up (EdStore *store, const char *command_id, GError **error)
{
  g_autofree char *refused = NULL;

  return ed_outbox_find (store, command_id, ED_OUTBOX_REFUSED, &refused, NULL, error)
         && refused != NULL && ed_outbox_keep_words (store, command_id, refused, error)
         && ed_outbox_discard (store, command_id, error);
}

gboolean
ed_store_take_up (EdStore *store, const char *command_id, GError **error)
{
  return ed_store_begin (store, TRUE, error)
         && ed_store_end (store, take_up (store, command_id, error), error);
}

static gboolean
redo (EdStore *store,
      const char *command_id,
      const EdCommand *again,
      EdRefusal *refusal,
      GError **error)
{
  g_autofree char *refused = NULL;

  return ed_outbox_find (store, command_id, ED_OUTBOX_REFUSED, &refused, NULL, error)
         && refused != NULL && ed_outbox_enqueue (store, again, refusal, error)
         && ed_outbox_discard (store, command_id, error);
}

gboolean
ed_store_redo (EdStore *store,
               const char *command_id,
               const EdCommand *again,
               EdRefusal *refusal,
               GError **error)
{
  *refusal = (EdRefusal){ ED_REFUSAL_NONE, NULL };
  return ed_store_begin (store, TRUE, error)
         && ed_store_end (store, redo (store, command_id, again, refusal, error), error);
}

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The overlay of a thing is the replica with the commands applied that it does not cover. It is
 * kept as a body of its own, so that lists and profiles read it like any other. A command that no
 * longer applies leaves the thing as it is and is marked: the server decides. */

#include "store/overlay.h"

#include "store/case-list.h"
#include "store/document.h"
#include "store/outbox.h"
#include "store/request-list.h"
#include "wire/record-json.h"

#include <string.h>

gpointer
ed_body_parse (const EdRecordType *type, const char *body, GError **error)
{
  g_autoptr (GError) local = NULL;
  gpointer record = ed_record_from_json (type, body, -1, ED_WIRE_LENIENT, &local);

  if (record == NULL)
    g_set_error (error,
                 ED_DB_ERROR,
                 ED_DB_ERROR_FAILED,
                 "a stored %s cannot be read: %s",
                 type->name,
                 local->message);
  return record;
}

/* *BODY is NULL without one. */
static gboolean
find_overlay (EdStore *store, const char *id, gint64 *row, char **body, GError **error)
{
  g_autoptr (EdStatement) select =
      ed_db_query (store->db, error, "SELECT row, body FROM overlay WHERE id = $1", "t", id);
  GError *local = NULL;

  *body = NULL;
  if (select == NULL)
    return FALSE;
  if (ed_statement_step (select, &local))
    {
      *row = ed_statement_int (select, 0);
      *body = g_strdup (ed_statement_text (select, 1));
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

gboolean
ed_overlay_load (EdStore *store,
                 EdTargetKind kind,
                 const char *id,
                 gpointer *record,
                 gint64 *row,
                 GError **error)
{
  const EdTarget *target = ed_target (kind);
  g_autofree char *body = NULL;
  gint64 found = 0;

  *record = NULL;
  if (!find_overlay (store, id, &found, &body, error)
      || (body == NULL && !ed_document_find (store, target->word, id, &found, &body, error)))
    return FALSE;
  if (row != NULL)
    *row = found;
  if (body != NULL)
    *record = ed_body_parse (target->record, body, error);
  return body == NULL || *record != NULL;
}

gboolean
ed_overlay_load_case (EdStore *store, const char *id, EdCase **case_, GError **error)
{
  gpointer record = NULL;
  gboolean done = ed_overlay_load (store, ED_TARGET_CASE, id, &record, NULL, error);

  *case_ = record;
  return done;
}

/* The lists of what is shown, by the kind of thing; the others have none. */
static const struct
{
  gboolean (*put) (EdStore *store, gint64 row, const char *body, gsize length, GError **error);
  gboolean (*remove) (EdStore *store, gint64 row, GError **error);
  gboolean (*cover) (EdStore *store, gint64 row, gboolean covered, GError **error);
} lists[ED_N_TARGETS] = {
  [ED_TARGET_CASE] = { ed_case_list_put, ed_case_list_remove, ed_case_list_cover },
  [ED_TARGET_REQUEST] = { ed_request_list_put, ed_request_list_remove, ed_request_list_cover },
};

/* Whether the replica's own row in the list is hidden by the overlay's. */
static gboolean
cover (EdStore *store, EdTargetKind kind, const char *id, gboolean covered, GError **error)
{
  g_autofree char *body = NULL;
  gint64 row;

  return ed_document_find (store, ed_target (kind)->word, id, &row, &body, error)
         && (body == NULL || lists[kind].cover (store, row, covered, error));
}

static gboolean
find_free_row (EdStore *store, gint64 *row, GError **error)
{
  g_autoptr (EdStatement) select =
      ed_db_query (store->db, error, "SELECT coalesce (min (row), 0) - 1 FROM overlay", "");

  if (select == NULL || !ed_statement_step (select, error))
    return FALSE;
  *row = ed_statement_int (select, 0);
  return TRUE;
}

/* Puts the overlay's row in the list in place of the replica's. */
static gboolean
list_overlay (EdStore *store,
              EdTargetKind kind,
              const char *id,
              gint64 row,
              const char *body,
              gsize length,
              gboolean changed,
              GError **error)
{
  return lists[kind].put == NULL
         || ((!changed
              || (lists[kind].remove (store, row, error)
                  && lists[kind].put (store, row, body, length, error)))
             && cover (store, kind, id, TRUE, error));
}

gboolean
ed_overlay_put (EdStore *store,
                EdTargetKind kind,
                const char *id,
                gconstpointer record,
                GError **error)
{
  gsize length = 0;
  g_autofree char *body = ed_record_to_json (ed_target (kind)->record, record, &length);
  g_autofree char *former = NULL;
  gboolean changed;
  gint64 row;

  if (!find_overlay (store, id, &row, &former, error)
      || (former == NULL && !find_free_row (store, &row, error)))
    return FALSE;
  changed = g_strcmp0 (former, body) != 0;
  return (!changed
          || ed_statement_run (ed_db_query (store->db,
                                            error,
                                            "INSERT INTO overlay (row, id, body, kind)"
                                            " VALUES ($1, $2, $3, $4)"
                                            " ON CONFLICT (id) DO UPDATE SET body = $3",
                                            "itti",
                                            row,
                                            id,
                                            body,
                                            (gint64) kind),
                               error))
         && list_overlay (store, kind, id, row, body, length, changed, error);
}

static gboolean
remove_overlay (EdStore *store, EdTargetKind kind, const char *id, GError **error)
{
  g_autofree char *body = NULL;
  gint64 row;

  if (!find_overlay (store, id, &row, &body, error))
    return FALSE;
  return body == NULL
         || (ed_statement_run (
                 ed_db_query (store->db, error, "DELETE FROM overlay WHERE row = $1", "i", row),
                 error)
             && (lists[kind].put == NULL
                 || (lists[kind].remove (store, row, error)
                     && cover (store, kind, id, FALSE, error))));
}

typedef struct
{
  EdJudge *judge;
  gpointer record;
  gboolean changed;
} Replay;

static gboolean
replay_command (const EdCommand *command,
                gint64 number,
                gboolean *applies,
                gpointer data,
                GError **error)
{
  Replay *replay = data;
  EdRefusal refusal = { 0 };
  GError *local = NULL;

  /* Of a case in the archive: what it was judged by is not here. */
  if (replay->record == NULL && command->type == ED_COMMAND_CASE_REOPEN)
    {
      *applies = TRUE;
      return TRUE;
    }
  *applies = ed_judge_apply (replay->judge, &replay->record, command, number, &refusal, &local);
  replay->changed = replay->changed || (*applies && ed_command_changes_case (command->type));
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

gboolean
ed_overlay_recompute (EdStore *store, EdJudge *judge, const char *id, GError **error)
{
  EdTargetKind kind = ED_TARGET_CASE;
  g_autofree char *body = NULL;
  Replay replay = { .judge = judge };
  gboolean found, done;

  if (!ed_outbox_find_kind (store, id, &kind, &found, error))
    return FALSE;
  if (!found)
    return TRUE;
  if (!ed_document_find (store, ed_target (kind)->word, id, NULL, &body, error))
    return FALSE;
  if (body != NULL)
    replay.record = ed_body_parse (ed_target (kind)->record, body, error);
  if (body != NULL && replay.record == NULL)
    return FALSE;
  done = ed_outbox_replay (store, id, replay_command, &replay, error);
  if (done)
    done = replay.changed ? ed_overlay_put (store, kind, id, replay.record, error)
                          : remove_overlay (store, kind, id, error);
  ed_record_free (ed_target (kind)->record, replay.record);
  return done;
}

static gboolean
list_overlays (EdStore *store, GPtrArray *targets, GError **error)
{
  g_autoptr (EdStatement) select = ed_db_query (store->db, error, "SELECT id FROM overlay", "");
  GError *local = NULL;

  if (select == NULL)
    return FALSE;
  while (ed_statement_step (select, &local))
    if (!g_ptr_array_find_with_equal_func (targets,
                                           ed_statement_text (select, 0),
                                           g_str_equal,
                                           NULL))
      g_ptr_array_add (targets, g_strdup (ed_statement_text (select, 0)));
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

gboolean
ed_overlay_recompute_all (EdStore *store, GError **error)
{
  g_autoptr (GPtrArray) targets = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (EdJudge) judge = NULL;

  if (!ed_outbox_list_targets (store, targets, error) || !list_overlays (store, targets, error))
    return FALSE;
  if (targets->len > 0)
    judge = ed_judge_new (store, error);
  if (targets->len > 0 && judge == NULL)
    return FALSE;
  for (guint i = 0; i < targets->len; i++)
    if (!ed_overlay_recompute (store, judge, targets->pdata[i], error))
      return FALSE;
  return TRUE;
}

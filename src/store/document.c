/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The replica: staged, exposed, forgotten. */

#include "store/document.h"

#include "store/case-list.h"
#include "store/outbox.h"
#include "store/overlay.h"
#include "store/wipe.h"

#include <string.h>

typedef struct
{
  EdStore *store;
  gint64 exposed; /* documents up to this row are seen */
  gint64 next;    /* row of the next one staged */
} Staging;

static gboolean
step_once (EdStatement *statement, gint64 *value, GError **error)
{
  GError *local = NULL;

  *value = 0;
  if (statement == NULL)
    return FALSE;
  if (ed_statement_step (statement, &local))
    *value = ed_statement_int (statement, 0);
  ed_statement_done (statement);
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

gboolean
ed_document_find (EdStore *store,
                  const char *type,
                  const char *id,
                  gint64 *row,
                  char **body,
                  GError **error)
{
  g_autoptr (EdStatement) select = NULL;
  GError *local = NULL;
  gint64 exposed;

  *body = NULL;
  if (!ed_facts_get_number (store, ED_FACT_EXPOSED_ROW, &exposed, error))
    return FALSE;
  select = ed_db_query (store->db,
                        error,
                        "SELECT row, body FROM document WHERE id = $1 AND type = $2 AND row <= $3",
                        "tti",
                        id,
                        type,
                        exposed);
  if (select == NULL)
    return FALSE;
  if (ed_statement_step (select, &local))
    {
      if (row != NULL)
        *row = ed_statement_int (select, 0);
      *body = g_strdup (ed_statement_text (select, 1));
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

gboolean
ed_document_delete (EdStore *store,
                    const char *type,
                    const char *id,
                    gint64 first,
                    gint64 last,
                    GError **error)
{
  return ed_statement_run (
             ed_db_query (store->db,
                          error,
                          "DELETE FROM case_list WHERE row IN (SELECT row FROM document"
                          " WHERE id = $1 AND type = $2 AND row BETWEEN $3 AND $4)",
                          "ttii",
                          id,
                          type,
                          first,
                          last),
             error)
         && ed_statement_run (ed_db_query (store->db,
                                           error,
                                           "DELETE FROM document"
                                           " WHERE id = $1 AND type = $2 AND row BETWEEN $3 AND $4",
                                           "ttii",
                                           id,
                                           type,
                                           first,
                                           last),
                              error);
}

/* The document with the greatest row, or EXPOSED if that is greater. */
static gboolean
find_top (EdStore *store, gint64 exposed, gint64 *top, GError **error)
{
  if (!step_once (ed_db_prepare (store->db, "SELECT max(row) FROM document", error), top, error))
    return FALSE;
  *top = MAX (*top, exposed);
  return TRUE;
}

static gboolean
start_staging (Staging *staging, EdStore *store, GError **error)
{
  staging->store = store;
  if (!ed_facts_get_number (store, ED_FACT_EXPOSED_ROW, &staging->exposed, error)
      || !find_top (store, staging->exposed, &staging->next, error))
    return FALSE;
  staging->next++;
  return TRUE;
}

static gboolean
is_known_type (const char *type)
{
  static const char *const types[] = { "case", "account", "settings", NULL };

  return g_strv_contains (types, type);
}

/* Makes way for a new version: notes the exposed one, deletes one staged before. */
static gboolean
supersede (Staging *staging, const EdItem *item, GError **error)
{
  EdDb *db = staging->store->db;
  g_autoptr (EdStatement) select =
      ed_db_query (db,
                   error,
                   "SELECT row FROM document WHERE id = $1 AND type = $2",
                   "tt",
                   item->id,
                   item->type);
  GError *local = NULL;
  gboolean staged = FALSE;
  gboolean noted = TRUE;

  if (select == NULL)
    return FALSE;
  while (noted && ed_statement_step (select, &local))
    {
      gint64 row = ed_statement_int (select, 0);

      staged = staged || row > staging->exposed;
      noted =
          row > staging->exposed
          || ed_statement_run (
              ed_db_query (db, &local, "INSERT OR IGNORE INTO superseded VALUES ($1)", "i", row),
              &local);
    }
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  ed_statement_done (g_steal_pointer (&select));
  return !staged
         || ed_document_delete (staging->store,
                                item->type,
                                item->id,
                                staging->exposed + 1,
                                G_MAXINT64,
                                error);
}

static gboolean
stage_put (Staging *staging, const EdItem *item, GError **error)
{
  gint64 row = staging->next++;
  EdStatement *insert;

  if (!supersede (staging, item, error))
    return FALSE;
  insert = ed_db_query (staging->store->db,
                        error,
                        "INSERT INTO document VALUES ($1, $2, $3, $4, $5)",
                        "itti",
                        row,
                        item->type,
                        item->id,
                        item->rev);
  if (insert == NULL)
    return FALSE;
  ed_statement_bind_text_n (insert, 5, item->body, item->body_length);
  return ed_statement_run (insert, error)
         && (!g_str_equal (item->type, "case")
             || ed_case_list_put (staging->store, row, item->body, item->body_length, error));
}

static gboolean
stage_gone (Staging *staging, const EdItem *item, GError **error)
{
  return ed_document_delete (staging->store,
                             item->type,
                             item->id,
                             staging->exposed + 1,
                             G_MAXINT64,
                             error)
         && ed_statement_run (
             ed_db_query (staging->store->db,
                          error,
                          "INSERT INTO staged_gone (type, id, why) VALUES ($1, $2, $3)",
                          "ttt",
                          item->type,
                          item->id,
                          item->kind == ED_ITEM_FORGET ? item->why : NULL),
             error);
}

static gboolean
stage_item (Staging *staging, const EdItem *item, GError **error)
{
  switch (item->kind)
    {
    case ED_ITEM_PUT:
      return !is_known_type (item->type) || stage_put (staging, item, error);
    case ED_ITEM_DEL:
    case ED_ITEM_FORGET:
      return stage_gone (staging, item, error);
    case ED_ITEM_END:
    default:
      g_return_val_if_reached (FALSE);
    }
}

static gboolean
stage (EdStore *store, const EdItem *items, guint n, GError **error)
{
  Staging staging;
  gint64 staged;

  if (!start_staging (&staging, store, error)
      || !ed_facts_get_number (store, ED_FACT_STAGED, &staged, error))
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!stage_item (&staging, &items[i], error))
      return FALSE;
  return ed_facts_set_number (store, ED_FACT_STAGED, staged + n, error);
}

static gboolean
forget_staging (EdStore *store, GError **error)
{
  return ed_facts_set_number (store, ED_FACT_STAGED, 0, error)
         && ed_db_exec (store->db, "DELETE FROM superseded; DELETE FROM staged_gone", error);
}

static gboolean
begin_catch_up (EdStore *store, GError **error)
{
  gint64 exposed;

  return ed_facts_get_number (store, ED_FACT_EXPOSED_ROW, &exposed, error)
         && ed_statement_run (
             ed_db_query (store->db, error, "DELETE FROM case_list WHERE row > $1", "i", exposed),
             error)
         && ed_statement_run (
             ed_db_query (store->db, error, "DELETE FROM document WHERE row > $1", "i", exposed),
             error)
         && forget_staging (store, error);
}

/* A complete full pull: all that was seen before goes, what has no new version by way of a forget. */
static gboolean
replace_all (EdStore *store, const EdItem *end, gint64 exposed, GError **error)
{
  gint64 staged;

  if (!ed_facts_get_number (store, ED_FACT_STAGED, &staged, error))
    return FALSE;
  if (staged != end->count)
    {
      g_set_error (error,
                   ED_DB_ERROR,
                   ED_DB_ERROR_FAILED,
                   "the full pull brought %" G_GINT64_FORMAT " items instead of %" G_GINT64_FORMAT,
                   staged,
                   end->count);
      return FALSE;
    }
  return ed_wipe_add_missing (store, exposed, error)
         && ed_statement_run (ed_db_query (store->db,
                                           error,
                                           "DELETE FROM case_list WHERE row BETWEEN 1 AND $1",
                                           "i",
                                           exposed),
                              error)
         && ed_statement_run (
             ed_db_query (store->db, error, "DELETE FROM document WHERE row <= $1", "i", exposed),
             error);
}

static gboolean
replace_superseded (EdStore *store, GError **error)
{
  return ed_db_exec (store->db,
                     "DELETE FROM case_list WHERE row IN (SELECT row FROM superseded);"
                     "DELETE FROM document WHERE row IN (SELECT row FROM superseded)",
                     error);
}

static gboolean
remove_gone (EdStore *store, gint64 exposed, GError **error)
{
  g_autoptr (EdStatement) select =
      ed_db_query (store->db, error, "SELECT type, id, why FROM staged_gone ORDER BY position", "");
  GError *local = NULL;
  gboolean done = select != NULL;

  while (done && ed_statement_step (select, &local))
    {
      const char *type = ed_statement_text (select, 0);
      const char *id = ed_statement_text (select, 1);

      done = ed_document_delete (store, type, id, 1, exposed, &local)
             && (ed_statement_is_null (select, 2) || ed_wipe_add (store, type, id, &local));
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return done && local == NULL;
}

/* The commands of what has just been entered in the journal. */
static gboolean
orphan_commands (EdStore *store, char **forgotten, GError **error)
{
  for (guint i = 0; forgotten[i] != NULL; i++)
    if (g_str_has_prefix (forgotten[i], "case:")
        && !ed_outbox_orphan (store, forgotten[i] + strlen ("case:"), error))
      return FALSE;
  return TRUE;
}

static gboolean
write_position (EdStore *store, const EdItem *end, gint64 top, GError **error)
{
  return ed_facts_set_number (store, ED_FACT_EXPOSED_ROW, top, error)
         && ed_facts_set_text (store, ED_FACT_CURSOR, end->to, error)
         && ed_facts_set_number (store, ED_FACT_ACKED, end->acked, error)
         && ed_facts_set_number (store, ED_FACT_COVERED, end->acked, error)
         && ed_facts_set_number (store, ED_FACT_DURABLE, end->durable, error);
}

static gboolean
expose (EdStore *store, const EdItem *end, char ***forgotten, GError **error)
{
  gint64 exposed, top;

  if (!ed_facts_get_number (store, ED_FACT_EXPOSED_ROW, &exposed, error)
      || !find_top (store, exposed, &top, error)
      || !(end->full ? replace_all (store, end, exposed, error) : replace_superseded (store, error))
      || !remove_gone (store, exposed, error))
    return FALSE;
  *forgotten = ed_wipe_list (store, FALSE, error);
  return *forgotten != NULL && write_position (store, end, top, error)
         && orphan_commands (store, *forgotten, error) && forget_staging (store, error)
         && ed_overlay_recompute_all (store, error) && ed_outbox_prune (store, error);
}

gboolean
ed_store_begin_catch_up (EdStore *store, GError **error)
{
  return ed_store_begin (store, TRUE, error)
         && ed_store_end (store, begin_catch_up (store, error), error);
}

gboolean
ed_store_stage (EdStore *store, const EdItem *items, guint n, GError **error)
{
  return ed_store_begin (store, TRUE, error)
         && ed_store_end (store, stage (store, items, n, error), error);
}

gboolean
ed_store_expose (EdStore *store, const EdItem *end, char ***forgotten, GError **error)
{
  g_auto (GStrv) list = NULL;
  GError *local = NULL;

  g_return_val_if_fail (end->kind == ED_ITEM_END && !end->more, FALSE);

  if (!ed_wipe_finish (store, &local))
    {
      if (local == NULL)
        local = g_error_new (ED_DB_ERROR, ED_DB_ERROR_BUSY, "an earlier wipe is unfinished");
      g_propagate_error (error, local);
      return FALSE;
    }
  if (!ed_store_begin (store, TRUE, error)
      || !ed_store_end (store, expose (store, end, &list, error), error))
    return FALSE;
  if (forgotten != NULL)
    *forgotten = g_steal_pointer (&list);
  return TRUE;
}

gboolean
ed_store_forget_cursor (EdStore *store, GError **error)
{
  return ed_facts_set_text (store, ED_FACT_CURSOR, NULL, error);
}

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A catch-up: its items are staged page by page, where no reader looks, and exposed together. Pages
 * are written in the order they come, beyond the last exposed row. What they do to each other and
 * to what is held is settled when they are exposed, in the order of ids: then a first pull of any
 * size costs little more than writing its documents once. */

#include "base/plant.h"
#include "store/case-list.h"
#include "store/chat.h"
#include "store/document.h"
#include "store/draft.h"
#include "store/erase.h"
#include "store/file.h"
#include "store/late.h"
#include "store/outbox.h"
#include "store/overlay.h"
#include "store/request-list.h"
#include "store/thread.h"
#include "store/wipe.h"

#include <string.h>

static gboolean
is_known_type (const char *type)
{
  static const char *const types[] = { "case",      "account",   "settings", "message",
                                       "request",   "statement", "company",  "internal_message",
                                       "late_work", NULL };

  return g_strv_contains (types, type);
}

/* The last row or position in use. */
static gboolean
find_top (EdStore *store, gint64 *top, GError **error)
{
  g_autoptr (EdStatement) select = NULL;
  gint64 exposed;

  if (!ed_facts_get_number (store, ED_FACT_EXPOSED_ROW, &exposed, error))
    return FALSE;
  select = ed_db_query (store->db,
                        error,
                        "SELECT max ($1, coalesce ((SELECT max (row) FROM document), 0),"
                        " coalesce ((SELECT max (position) FROM staged), 0))",
                        "i",
                        exposed);
  if (select == NULL || !ed_statement_step (select, error))
    return FALSE;
  *top = ed_statement_int (select, 0);
  return TRUE;
}

/* What is written beside the document, by its type. */
typedef gboolean (
    *Index) (EdStore *store, gint64 row, const char *body, gsize length, GError **error);

static const struct
{
  const char *type;
  Index put;
} indices[] = {
  { "case", ed_case_list_put },       { "message", ed_thread_put },
  { "request", ed_request_list_put }, { "internal_message", ed_chat_put },
  { "late_work", ed_late_put },
};

/* --- staging ---------------------------------------------------------------------------------- */

static gboolean
stage_put (EdStore *store, gint64 row, const EdItem *item, GError **error)
{
  EdStatement *insert = ed_db_query (store->db,
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
  if (!ed_statement_run (insert, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (indices); i++)
    if (g_str_equal (item->type, indices[i].type))
      return indices[i].put (store, row, item->body, item->body_length, error);
  return TRUE;
}

static gboolean
stage_item (EdStore *store, gint64 position, const EdItem *item, GError **error)
{
  g_return_val_if_fail (item->kind != ED_ITEM_END, FALSE);

  if (item->kind == ED_ITEM_PUT && !is_known_type (item->type))
    return TRUE;
  return ed_statement_run (ed_db_query (store->db,
                                        error,
                                        "INSERT INTO staged (position, kind, type, id, why)"
                                        " VALUES ($1, $2, $3, $4, $5)",
                                        "iittt",
                                        position,
                                        (gint64) item->kind,
                                        item->type,
                                        item->id,
                                        item->kind == ED_ITEM_FORGET ? item->why : NULL),
                           error)
         && (item->kind != ED_ITEM_PUT || stage_put (store, position, item, error));
}

static gboolean
stage (EdStore *store, const EdItem *items, guint n, GError **error)
{
  gint64 top, staged;

  if (!find_top (store, &top, error)
      || !ed_facts_get_number (store, ED_FACT_STAGED, &staged, error))
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!stage_item (store, ++top, &items[i], error))
      return FALSE;
  return ed_facts_set_number (store, ED_FACT_STAGED, staged + n, error);
}

static gboolean
forget_staged (EdStore *store, GError **error)
{
  return ed_facts_set_number (store, ED_FACT_STAGED, 0, error)
         && ed_facts_set_text (store, ED_FACT_STAGING, NULL, error)
         && ed_db_exec (store->db, "DELETE FROM staged", error);
}

/* What was staged and is dropped may be nothing that the reader may still see, and no forget will
 * tell of it: it leaves the disk before anything is exposed. So does what was to be staged when
 * this failed: the log has it, though no table does. */
static gboolean
begin_catch_up (EdStore *store, GError **error)
{
  gint64 exposed, staging;

  if (ED_PLANT (staging_resumed))
    return TRUE;
  return ed_facts_get_number (store, ED_FACT_EXPOSED_ROW, &exposed, error)
         && ed_facts_get_number (store, ED_FACT_STAGING, &staging, error)
         && ed_document_remove_beyond (store, exposed, error)
         && ((ed_db_changes (store->db) == 0 && staging == 0) || ED_PLANT (staging_left_on_disk)
             || ed_wipe_add (store, ED_WIPE_FILE, ED_FACT_STAGED, error))
         && forget_staged (store, error);
}

/* --- exposing --------------------------------------------------------------------------------- */

/* The last item so far on one document. */
typedef struct
{
  gint64 position;
  EdItemKind kind;
  char *type, *id;
} Last;

static void
clear_last (Last *last)
{
  g_clear_pointer (&last->type, g_free);
  g_clear_pointer (&last->id, g_free);
}

/* The last of several items on a document decides what becomes of it. */
static gboolean
finish_document (EdStore *store, const Last *last, GError **error)
{
  return last->id == NULL
         || (ed_document_remove (store, last->type, last->id, error)
             && (last->kind != ED_ITEM_PUT
                 || ed_document_expose (store, last->type, last->id, last->position, error)));
}

/* A later item on the same document comes instead of LAST. */
static gboolean
drop (EdStore *store, const Last *last, GError **error)
{
  return last->kind != ED_ITEM_PUT || ed_document_remove_row (store, last->position, error);
}

/* Takes the item at SELECT in, after LAST, and makes it the last. */
static gboolean
take_item (EdStore *store, Last *last, EdStatement *select, GError **error)
{
  const char *type = ed_statement_text (select, 2);
  const char *id = ed_statement_text (select, 3);
  gboolean same = last->id != NULL && g_str_equal (last->id, id) && g_str_equal (last->type, type);

  if (same && last->kind == ED_ITEM_PUT && ED_PLANT (put_over_forget))
    return TRUE;
  if (same ? !drop (store, last, error) : !finish_document (store, last, error))
    return FALSE;
  if (!same)
    {
      clear_last (last);
      last->type = g_strdup (type);
      last->id = g_strdup (id);
    }
  last->position = ed_statement_int (select, 0);
  last->kind = (EdItemKind) ed_statement_int (select, 1);
  return last->kind != ED_ITEM_FORGET || ED_PLANT (forget_without_journal)
         || (ed_wipe_add (store, type, id, error)
             && (ed_target_find (type) < 0 || !ed_erase_is_meant (ed_statement_text (select, 4))
                 || ed_erase_target (store, id, error)));
}

static gboolean
take_items (EdStore *store, GError **error)
{
  g_autoptr (EdStatement) select = ed_db_query (store->db,
                                                error,
                                                "SELECT position, kind, type, id, why FROM staged"
                                                " ORDER BY id, type, position",
                                                "");
  GError *local = NULL;
  Last last = { 0 };
  gboolean done = select != NULL;

  while (done && ed_statement_step (select, &local))
    done = take_item (store, &last, select, &local);
  if (done && local == NULL)
    finish_document (store, &last, &local);
  clear_last (&last);
  if (local != NULL)
    g_propagate_error (error, local);
  return done && local == NULL;
}

/* Whether a full pull has brought as many items as it says. */
static gboolean
check_count (EdStore *store, const EdItem *end, GError **error)
{
  gint64 staged;

  if (!ed_facts_get_number (store, ED_FACT_STAGED, &staged, error))
    return FALSE;
  if (staged == end->count)
    return TRUE;
  g_set_error (error,
               ED_DB_ERROR,
               ED_DB_ERROR_FAILED,
               "the full pull brought %" G_GINT64_FORMAT " items instead of %" G_GINT64_FORMAT,
               staged,
               end->count);
  return FALSE;
}

/* What was held before and has no new version goes the way of a forget. */
static gboolean
remove_missing (EdStore *store, gint64 exposed, GError **error)
{
  if (ED_PLANT (full_pull_empties_outbox)
      && !ed_db_exec (store->db, "DELETE FROM outbox WHERE state = 0", error))
    return FALSE;
  return (ED_PLANT (full_pull_without_journal) || ed_wipe_add_missing (store, exposed, error))
         && ed_document_remove_up_to (store, exposed, error);
}

/* What hangs on that which has just been entered in the journal. */
static gboolean
forget_work (EdStore *store, char **forgotten, gint64 now, GError **error)
{
  for (guint i = 0; forgotten[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (forgotten[i], ":", 2);
      gboolean stays = FALSE;

      if (!ed_outbox_makes (store, parts[1], &stays, error))
        return FALSE;
      if (stays)
        continue;
      if ((g_str_equal (parts[0], "request") && !ed_outbox_keep_response (store, parts[1], error))
          || !ed_draft_forget (store, parts[1], error)
          || (ed_target_find (parts[0]) >= 0 && !ed_outbox_orphan (store, parts[1], now, error))
          || (ED_PLANT (work_dropped_by_forget)
              && !ed_statement_run (ed_db_query (store->db,
                                                 error,
                                                 "DELETE FROM outbox WHERE target = $1",
                                                 "t",
                                                 parts[1]),
                                    error))
          || (g_str_equal (parts[0], "case") && !ed_thread_forget (store, parts[1], error))
          || (g_str_equal (parts[0], "request") && !ed_chat_forget (store, parts[1], error))
          || (g_str_equal (parts[0], "document") && !ED_PLANT (revoked_bytes_stay)
              && !ed_file_remove (store, parts[1], error)))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_position (EdStore *store, const EdItem *end, gint64 top, GError **error)
{
  return ed_facts_set_number (store, ED_FACT_EXPOSED_ROW, top, error)
         && ed_facts_set_text (store, ED_FACT_CURSOR, end->to, error)
         && ed_facts_set_number (store, ED_FACT_ACKED, end->acked, error)
         && (ED_PLANT (overlay_never_dropped)
             || ed_facts_set_number (store,
                                     ED_FACT_COVERED,
                                     end->acked + ED_PLANT (overlay_dropped_early),
                                     error))
         && ed_facts_set_number (store, ED_FACT_DURABLE, end->durable, error);
}

/* The server's time; the device's clock may have jumped since it was last put right. */
static gboolean
find_now (EdStore *store, const EdItem *end, gint64 *now, GError **error)
{
  *now = end->server_time;
  return *now != ED_ABSENT || ed_facts_get_now (store, now, error);
}

static gboolean
expose (EdStore *store, const EdItem *end, char ***forgotten, GError **error)
{
  gint64 exposed, top, now;

  if (!find_now (store, end, &now, error)
      || !ed_facts_get_number (store, ED_FACT_EXPOSED_ROW, &exposed, error)
      || !find_top (store, &top, error) || (end->full && !check_count (store, end, error))
      || !take_items (store, error)
      || (end->full && !ED_PLANT (rows_left_after_full_pull)
          && !remove_missing (store, exposed, error))
      || (ED_PLANT (page_deletes_the_rest) && !remove_missing (store, exposed, error)))
    return FALSE;
  *forgotten = ed_wipe_list (store, FALSE, error);
  return *forgotten != NULL && write_position (store, end, top, error)
         && forget_work (store, *forgotten, now, error) && ed_outbox_adopt (store, error)
         && ed_late_take_over (store, error) && ed_overlay_recompute_all (store, error)
         && (ED_PLANT (revoked_bytes_stay) || ed_file_compare (store, error))
         && forget_staged (store, error) && ed_outbox_prune (store, now, error);
}

gboolean
ed_store_begin_catch_up (EdStore *store, GError **error)
{
  return ed_store_begin (store, TRUE, error)
         && ed_store_end (store, begin_catch_up (store, error), error);
}

/* Before the first page, in a transaction of its own: what fails may leave its bytes in the log. */
static gboolean
note_staging (EdStore *store, GError **error)
{
  gint64 staging;

  return ed_facts_get_number (store, ED_FACT_STAGING, &staging, error)
         && (staging != 0 || ed_facts_set_number (store, ED_FACT_STAGING, 1, error));
}

gboolean
ed_store_stage (EdStore *store, const EdItem *items, guint n, GError **error)
{
  return note_staging (store, error) && ed_store_begin (store, TRUE, error)
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

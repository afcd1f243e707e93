/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Cases as they are shown, by row, id or number. */

#include "store/case-list.h"
#include "store/late.h"
#include "store/outbox.h"
#include "store/overlay.h"
#include "store/thread.h"

void
ed_case_row_free (EdCaseRow *row)
{
  if (row == NULL)
    return;
  g_clear_pointer (&row->case_, ed_case_free);
  g_free (row);
}

/* Takes CASE_. */
static EdCaseRow *
make_row (EdStore *store, gint64 row, EdCase *case_, GError **error)
{
  g_autoptr (EdCaseRow) made = g_new0 (EdCaseRow, 1);

  made->row = row;
  made->case_ = case_;
  if (!ed_outbox_count_pending (store, case_->id, &made->pending, error)
      || !ed_thread_find_mark (store, case_, &made->mark, error)
      || !ed_late_count (store, case_->id, &made->late, error))
    return NULL;
  return g_steal_pointer (&made);
}

/* The case at ROW, whichever version of it is shown by now. */
static gboolean
load_row (EdStore *store, gint64 row, gint64 exposed, GPtrArray *rows, GError **error)
{
  g_autoptr (EdStatement) select = NULL;
  GError *local = NULL;
  EdCase *case_ = NULL;
  EdCaseRow *made = NULL;

  if (row > 0)
    select = ed_db_query (store->db,
                          error,
                          "SELECT coalesce (overlay.body, document.body) FROM document"
                          " LEFT JOIN overlay ON overlay.id = document.id"
                          " WHERE document.row = $1 AND document.row <= $2"
                          " AND document.type = 'case'",
                          "ii",
                          row,
                          exposed);
  else
    select = ed_db_query (store->db, error, "SELECT body FROM overlay WHERE row = $1", "i", row);
  if (select == NULL)
    return FALSE;
  if (ed_statement_step (select, &local))
    case_ = ed_body_parse (&ed_case_type, ed_statement_text (select, 0), &local);
  if (case_ != NULL)
    made = make_row (store, row, case_, &local);
  if (made != NULL)
    g_ptr_array_add (rows, made);
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

static gboolean
load_rows (EdStore *store, const gint64 *numbers, guint n, GPtrArray *rows, GError **error)
{
  gint64 exposed;

  if (!ed_facts_get_number (store, ED_FACT_EXPOSED_ROW, &exposed, error))
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!load_row (store, numbers[i], exposed, rows, error))
      return FALSE;
  return TRUE;
}

GPtrArray *
ed_store_load_rows (EdStore *store, const gint64 *rows, guint n, GError **error)
{
  g_autoptr (GPtrArray) loaded = g_ptr_array_new_full (n, (GDestroyNotify) ed_case_row_free);

  if (!ed_store_begin (store, FALSE, error)
      || !ed_store_end (store, load_rows (store, rows, n, loaded, error), error))
    return NULL;
  return g_steal_pointer (&loaded);
}

static gboolean
load_case (EdStore *store, const char *id, EdCaseRow **loaded, GError **error)
{
  gpointer case_ = NULL;
  gint64 row;

  if (!ed_overlay_load (store, ED_TARGET_CASE, id, &case_, &row, error))
    return FALSE;
  if (case_ == NULL)
    return TRUE;
  *loaded = make_row (store, row, case_, error);
  return *loaded != NULL;
}

EdCaseRow *
ed_store_load_case (EdStore *store, const char *id, GError **error)
{
  g_autoptr (EdCaseRow) loaded = NULL;

  if (!ed_store_begin (store, FALSE, error)
      || !ed_store_end (store, load_case (store, id, &loaded, error), error))
    return NULL;
  return g_steal_pointer (&loaded);
}

static gboolean
load_by_number (EdStore *store, gint64 number, GPtrArray *rows, GError **error)
{
  g_autoptr (EdStatement) select = NULL;
  GError *local = NULL;
  gint64 exposed;
  gboolean done = TRUE;

  if (!ed_facts_get_number (store, ED_FACT_EXPOSED_ROW, &exposed, error))
    return FALSE;
  select = ed_db_query (store->db,
                        error,
                        "SELECT row FROM case_list"
                        " WHERE number = $1 AND row <= $2 AND covered = 0",
                        "ii",
                        number,
                        exposed);
  if (select == NULL)
    return FALSE;
  if (ed_statement_step (select, &local))
    done = load_row (store, ed_statement_int (select, 0), exposed, rows, &local);
  if (local != NULL)
    g_propagate_error (error, local);
  return done && local == NULL;
}

EdCaseRow *
ed_store_load_case_by_number (EdStore *store, gint64 number, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) ed_case_row_free);

  if (!ed_store_begin (store, FALSE, error)
      || !ed_store_end (store, load_by_number (store, number, rows, error), error)
      || rows->len == 0)
    return NULL;
  return g_ptr_array_steal_index (rows, 0);
}

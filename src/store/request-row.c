/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Requests as they are shown, by row or id. */

#include "store/requests.h"

#include "store/chat.h"
#include "store/late.h"
#include "store/outbox.h"
#include "store/overlay.h"
#include "store/request-list.h"
#include "store/shown.h"

void
ed_request_row_free (EdRequestRow *row)
{
  if (row == NULL)
    return;
  g_clear_pointer (&row->request, ed_request_free);
  g_free (row);
}

/* Takes REQUEST. */
static EdRequestRow *
make_row (EdStore *store, gint64 row, EdRequest *request, GError **error)
{
  g_autoptr (EdRequestRow) made = g_new0 (EdRequestRow, 1);

  made->row = row;
  made->request = request;
  if (!ed_outbox_count_pending (store, request->id, &made->pending, error)
      || !ed_chat_is_unread (store, request->id, &made->unread, error)
      || !ed_late_count (store, request->id, &made->late, error)
      || !ed_shown_expire (store, request, NULL, error))
    return NULL;
  return g_steal_pointer (&made);
}

/* The request at ROW, whichever version of it is shown by now. */
static gboolean
load_row (EdStore *store, gint64 row, gint64 exposed, GPtrArray *rows, GError **error)
{
  g_autoptr (EdStatement) select = NULL;
  GError *local = NULL;
  EdRequest *request = NULL;
  EdRequestRow *made = NULL;

  if (row > 0)
    select = ed_db_query (store->db,
                          error,
                          "SELECT coalesce (overlay.body, document.body) FROM document"
                          " LEFT JOIN overlay ON overlay.id = document.id"
                          " WHERE document.row = $1 AND document.row <= $2"
                          " AND document.type = 'request'",
                          "ii",
                          row,
                          exposed);
  else
    select = ed_db_query (store->db,
                          error,
                          "SELECT body FROM overlay WHERE row = $1 AND kind = $2",
                          "ii",
                          row,
                          (gint64) ED_TARGET_REQUEST);
  if (select == NULL)
    return FALSE;
  if (ed_statement_step (select, &local))
    request = ed_body_parse (&ed_request_type, ed_statement_text (select, 0), &local);
  if (request != NULL)
    made = make_row (store, row, request, &local);
  if (made != NULL)
    g_ptr_array_add (rows, made);
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

gboolean
ed_request_rows_load (EdStore *store,
                      const gint64 *numbers,
                      guint n,
                      GPtrArray *rows,
                      GError **error)
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
ed_store_load_request_rows (EdStore *store, const gint64 *rows, guint n, GError **error)
{
  g_autoptr (GPtrArray) loaded = g_ptr_array_new_full (n, (GDestroyNotify) ed_request_row_free);

  if (!ed_store_begin (store, FALSE, error)
      || !ed_store_end (store, ed_request_rows_load (store, rows, n, loaded, error), error))
    return NULL;
  return g_steal_pointer (&loaded);
}

static gboolean
load_request (EdStore *store, const char *id, EdRequestRow **loaded, GError **error)
{
  gpointer request = NULL;
  gint64 row;

  if (!ed_overlay_load (store, ED_TARGET_REQUEST, id, &request, &row, error))
    return FALSE;
  if (request == NULL)
    return TRUE;
  *loaded = make_row (store, row, request, error);
  return *loaded != NULL;
}

EdRequestRow *
ed_store_load_request (EdStore *store, const char *id, GError **error)
{
  g_autoptr (EdRequestRow) loaded = NULL;

  g_return_val_if_fail (id != NULL, NULL);

  if (!ed_store_begin (store, FALSE, error)
      || !ed_store_end (store, load_request (store, id, &loaded, error), error))
    return NULL;
  return g_steal_pointer (&loaded);
}

/* The last of a row's words is the number. */
static gboolean
find_by_number (EdStore *store, gint64 number, gint64 *row, GError **error)
{
  g_autofree char *line = g_strdup_printf ("\n%" G_GINT64_FORMAT, number);
  g_autoptr (EdStatement) select =
      ed_db_query (store->db,
                   error,
                   "SELECT row FROM request_list"
                   " WHERE covered = 0 AND substr (words, -length ($1)) = $1",
                   "t",
                   line);
  GError *local = NULL;

  *row = 0;
  if (select == NULL)
    return FALSE;
  if (ed_statement_step (select, &local))
    *row = ed_statement_int (select, 0);
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

static gboolean
load_by_number (EdStore *store, gint64 number, GPtrArray *rows, GError **error)
{
  gint64 row;

  return find_by_number (store, number, &row, error)
         && (row == 0 || ed_request_rows_load (store, &row, 1, rows, error));
}

EdRequestRow *
ed_store_load_request_by_number (EdStore *store, gint64 number, GError **error)
{
  g_autoptr (GPtrArray) rows =
      g_ptr_array_new_with_free_func ((GDestroyNotify) ed_request_row_free);

  if (!ed_store_begin (store, FALSE, error)
      || !ed_store_end (store, load_by_number (store, number, rows, error), error)
      || rows->len == 0)
    return NULL;
  return g_ptr_array_steal_index (rows, 0);
}

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/requests/request-list.h"

#include "sync/desk-requests.h"

#define PAGE 32
#define MAX_PAGES 16

typedef struct
{
  guint number;
  guint64 used;
  EdRequestItem *items[PAGE];
} Page;

struct _EdRequestList
{
  GObject parent_instance;
  EdDesk *desk; /* NULL once stopped */
  EdOutlook *outlook;
  GArray *rows;
  GHashTable *pages; /* number → Page */
  GHashTable *alive; /* items that somebody holds, not owned */
  guint64 uses;
};

static void ed_request_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (EdRequestList,
                               ed_request_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      ed_request_list_model_init))

static void
free_page (Page *page)
{
  for (guint i = 0; i < PAGE; i++)
    g_clear_object (&page->items[i]);
  g_free (page);
}

static void
on_item_gone (gpointer alive, GObject *item)
{
  g_hash_table_remove (alive, item);
}

/* Takes ROW. */
static EdRequestItem *
make_item (EdRequestList *self, EdRequestRow *row)
{
  EdRequestItem *item = ed_request_item_new (row,
                                             self->outlook,
                                             ed_account_roles (ed_desk_account (self->desk)),
                                             ed_desk_now (self->desk));

  g_object_weak_ref (G_OBJECT (item), on_item_gone, self->alive);
  g_hash_table_add (self->alive, item);
  return item;
}

/* For a row that has just gone, until the next change takes it away. */
static EdRequestItem *
make_empty_item (EdRequestList *self, gint64 number)
{
  EdRequestRow *row = g_new0 (EdRequestRow, 1);

  row->row = number;
  row->request = ed_request_new ();
  row->request->state = ED_REQUEST_COMPLETED;
  return make_item (self, row);
}

static void
drop_oldest_page (EdRequestList *self)
{
  GHashTableIter iter;
  Page *page, *oldest = NULL;

  g_hash_table_iter_init (&iter, self->pages);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &page))
    if (oldest == NULL || page->used < oldest->used)
      oldest = page;
  if (oldest != NULL)
    g_hash_table_remove (self->pages, GUINT_TO_POINTER (oldest->number));
}

static void
read_page (EdRequestList *self, Page *page)
{
  const gint64 *numbers = &g_array_index (self->rows, gint64, page->number * PAGE);
  guint n = MIN (PAGE, self->rows->len - page->number * PAGE);
  g_autoptr (GPtrArray) read =
      self->desk == NULL ? NULL : ed_desk_load_request_rows (self->desk, numbers, n, NULL);

  for (guint i = 0; read != NULL && i < n && read->len > 0; i++)
    if (((EdRequestRow *) read->pdata[0])->row == numbers[i])
      page->items[i] = make_item (self, g_ptr_array_steal_index (read, 0));
}

static Page *
ensure_page (EdRequestList *self, guint number)
{
  Page *page = g_hash_table_lookup (self->pages, GUINT_TO_POINTER (number));

  if (page == NULL)
    {
      if (g_hash_table_size (self->pages) >= MAX_PAGES)
        drop_oldest_page (self);
      page = g_new0 (Page, 1);
      page->number = number;
      read_page (self, page);
      g_hash_table_insert (self->pages, GUINT_TO_POINTER (number), page);
    }
  page->used = ++self->uses;
  return page;
}

static GType
ed_request_list_get_item_type (GListModel *model)
{
  return ED_TYPE_REQUEST_ITEM;
}

static guint
ed_request_list_get_n_items (GListModel *model)
{
  return ED_REQUEST_LIST (model)->rows->len;
}

static gpointer
ed_request_list_get_item (GListModel *model, guint position)
{
  EdRequestList *self = ED_REQUEST_LIST (model);
  EdRequestItem **place;

  if (position >= self->rows->len || self->desk == NULL)
    return NULL;
  place = &ensure_page (self, position / PAGE)->items[position % PAGE];
  if (*place == NULL)
    *place = make_empty_item (self, g_array_index (self->rows, gint64, position));
  return g_object_ref (*place);
}

static void
ed_request_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = ed_request_list_get_item_type;
  iface->get_n_items = ed_request_list_get_n_items;
  iface->get_item = ed_request_list_get_item;
}

static void
ed_request_list_dispose (GObject *object)
{
  ed_request_list_stop (ED_REQUEST_LIST (object));
  G_OBJECT_CLASS (ed_request_list_parent_class)->dispose (object);
}

static void
ed_request_list_finalize (GObject *object)
{
  EdRequestList *self = ED_REQUEST_LIST (object);
  GHashTableIter iter;
  gpointer item;

  g_hash_table_unref (self->pages);
  g_hash_table_iter_init (&iter, self->alive);
  while (g_hash_table_iter_next (&iter, &item, NULL))
    g_object_weak_unref (item, on_item_gone, self->alive);
  g_hash_table_unref (self->alive);
  g_array_unref (self->rows);
  ed_outlook_unref (self->outlook);
  G_OBJECT_CLASS (ed_request_list_parent_class)->finalize (object);
}

static void
ed_request_list_class_init (EdRequestListClass *class)
{
  G_OBJECT_CLASS (class)->dispose = ed_request_list_dispose;
  G_OBJECT_CLASS (class)->finalize = ed_request_list_finalize;
}

static void
ed_request_list_init (EdRequestList *self)
{
  self->rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->pages = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) free_page);
  self->alive = g_hash_table_new (NULL, NULL);
}

EdRequestList *
ed_request_list_new (EdDesk *desk)
{
  EdRequestList *self = g_object_new (ED_TYPE_REQUEST_LIST, NULL);

  self->desk = g_object_ref (desk);
  self->outlook = ed_outlook_new_for (ed_desk_settings (desk), ed_desk_account (desk)->id);
  return self;
}

void
ed_request_list_stop (EdRequestList *self)
{
  g_clear_object (&self->desk);
}

/* What is in use is read once more and updated in place, so that widgets keep their items. */
static void
refresh_alive (EdRequestList *self)
{
  g_autoptr (GPtrArray) held = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer item;

  g_hash_table_iter_init (&iter, self->alive);
  while (g_hash_table_iter_next (&iter, &item, NULL))
    g_ptr_array_add (held, g_object_ref (item));
  for (guint i = 0; i < held->len; i++)
    {
      gint64 number = ed_request_item_row (held->pdata[i]);
      g_autoptr (GPtrArray) read = ed_desk_load_request_rows (self->desk, &number, 1, NULL);

      if (read != NULL && read->len > 0)
        ed_request_item_update (held->pdata[i],
                                g_ptr_array_steal_index (read, 0),
                                ed_desk_now (self->desk));
    }
}

static guint
count_common_start (const GArray *a, const GArray *b)
{
  guint most = MIN (a->len, b->len), n = 0;

  while (n < most && g_array_index (a, gint64, n) == g_array_index (b, gint64, n))
    n++;
  return n;
}

static guint
count_common_end (const GArray *a, const GArray *b, guint start)
{
  guint most = MIN (a->len, b->len) - start, n = 0;

  while (n < most
         && g_array_index (a, gint64, a->len - 1 - n) == g_array_index (b, gint64, b->len - 1 - n))
    n++;
  return n;
}

void
ed_request_list_set_rows (EdRequestList *self, const GArray *rows)
{
  guint start = count_common_start (self->rows, rows);
  guint end = count_common_end (self->rows, rows, start);
  guint removed = self->rows->len - start - end;
  guint added = rows->len - start - end;

  g_return_if_fail (self->desk != NULL);
  g_hash_table_remove_all (self->pages);
  g_array_set_size (self->rows, 0);
  g_array_append_vals (self->rows, rows->data, start);
  g_array_append_vals (self->rows, &g_array_index (rows, gint64, rows->len - end), end);
  if (removed > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), start, removed, 0);
  g_hash_table_remove_all (self->pages);
  g_array_insert_vals (self->rows, start, &g_array_index (rows, gint64, start), added);
  if (added > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), start, 0, added);
  refresh_alive (self);
}

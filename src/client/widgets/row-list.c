/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/widgets/row-list.h"

/* In which the place in a view is settled. */
#define FIRST_FRAMES 3

/* Pages kept; 32 × 32 rows are far more than a screen shows. */
#define MAX_PAGES 32

typedef struct
{
  guint number;
  guint64 used;                     /* the list's count of uses when this one was last used */
  GObject *items[ED_ROW_LIST_PAGE]; /* NULL: the row is gone */
} Page;

/* An item that somebody holds. */
typedef struct
{
  GHashTable *alive; /* the table that this is in */
  gint64 row;
  GObject *item; /* not owned */
} Alive;

struct _EdRowList
{
  GObject parent_instance;
  const EdRowCalls *calls;
  gpointer source;
  GArray *rows;
  guint shown; /* rows that are items by now, from the first */
  guint step;  /* 0: all at once */
  guint limit;
  GArray *next; /* rows that come when the present ones have gone, or NULL */
  guint taking;
  GtkWidget *view; /* whose frames set the pace, a weak reference */
  guint tick;
  guint frame;       /* since content began anew; the first one has its first rows to itself */
  GHashTable *pages; /* number → Page */
  GHashTable *alive; /* row number → Alive */
  guint64 uses;
};

static void ed_row_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (EdRowList,
                               ed_row_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, ed_row_list_model_init))

static void
free_page (Page *page)
{
  for (guint i = 0; i < ED_ROW_LIST_PAGE; i++)
    g_clear_object (&page->items[i]);
  g_free (page);
}

static void
on_item_gone (gpointer data, GObject *gone)
{
  Alive *alive = data;

  g_hash_table_remove (alive->alive, &alive->row);
}

/* The item for STORED (taken): the one that somebody holds, brought up to date, or a new one. */
static GObject *
make_item (EdRowList *self, gpointer stored)
{
  gint64 row = *(gint64 *) stored;
  Alive *alive = g_hash_table_lookup (self->alive, &row);

  if (alive != NULL)
    {
      g_object_ref (alive->item);
      return self->calls->show (self->source, alive->item, stored);
    }
  alive = g_new (Alive, 1);
  alive->alive = self->alive;
  alive->row = row;
  alive->item = self->calls->show (self->source, NULL, stored);
  g_object_weak_ref (alive->item, on_item_gone, alive);
  g_hash_table_insert (self->alive, &alive->row, alive);
  return alive->item;
}

static void
drop_oldest_page (EdRowList *self)
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

/* Fills PAGE; rows that are gone stay NULL. */
static void
read_page (EdRowList *self, Page *page)
{
  const gint64 *numbers = &g_array_index (self->rows, gint64, page->number * ED_ROW_LIST_PAGE);
  guint n = MIN (ED_ROW_LIST_PAGE, self->rows->len - page->number * ED_ROW_LIST_PAGE);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) read = self->calls->read (self->source, numbers, n, &error);

  for (guint i = 0; read != NULL && i < n && read->len > 0; i++)
    if (*(gint64 *) read->pdata[0] == numbers[i])
      page->items[i] = make_item (self, g_ptr_array_steal_index (read, 0));
}

static Page *
ensure_page (EdRowList *self, guint number)
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
ed_row_list_get_item_type (GListModel *model)
{
  return G_TYPE_OBJECT;
}

static guint
ed_row_list_get_n_items (GListModel *model)
{
  return ED_ROW_LIST (model)->shown;
}

static gpointer
ed_row_list_get_item (GListModel *model, guint position)
{
  EdRowList *self = ED_ROW_LIST (model);
  GObject **place;

  if (position >= self->shown)
    return NULL;
  place = &ensure_page (self, position / ED_ROW_LIST_PAGE)->items[position % ED_ROW_LIST_PAGE];
  if (*place == NULL)
    *place = self->calls->show_none (self->source, g_array_index (self->rows, gint64, position));
  return g_object_ref (*place);
}

static void
ed_row_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = ed_row_list_get_item_type;
  iface->get_n_items = ed_row_list_get_n_items;
  iface->get_item = ed_row_list_get_item;
}

static void
ed_row_list_dispose (GObject *object)
{
  EdRowList *self = ED_ROW_LIST (object);

  if (self->tick != 0)
    gtk_widget_remove_tick_callback (self->view, self->tick);
  self->tick = 0;
  g_clear_weak_pointer (&self->view);
  g_clear_handle_id (&self->taking, g_source_remove);
  g_clear_pointer (&self->next, g_array_unref);
  G_OBJECT_CLASS (ed_row_list_parent_class)->dispose (object);
}

static void
ed_row_list_finalize (GObject *object)
{
  EdRowList *self = ED_ROW_LIST (object);
  GHashTableIter iter;
  Alive *alive;

  g_hash_table_unref (self->pages);
  g_hash_table_iter_init (&iter, self->alive);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &alive))
    g_object_weak_unref (alive->item, on_item_gone, alive);
  g_hash_table_unref (self->alive);
  g_array_unref (self->rows);
  G_OBJECT_CLASS (ed_row_list_parent_class)->finalize (object);
}

static void
ed_row_list_class_init (EdRowListClass *class)
{
  G_OBJECT_CLASS (class)->dispose = ed_row_list_dispose;
  G_OBJECT_CLASS (class)->finalize = ed_row_list_finalize;
}

static void
ed_row_list_init (EdRowList *self)
{
  self->frame = FIRST_FRAMES;
  self->rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->pages = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) free_page);
  self->alive = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_free);
}

EdRowList *
ed_row_list_new (const EdRowCalls *calls, gpointer source)
{
  EdRowList *self = g_object_new (ED_TYPE_ROW_LIST, NULL);

  self->calls = calls;
  self->source = source;
  return self;
}

/* What is in use, held: rows (gint64) beside their items, in the order of both. */
static GPtrArray *
hold_alive (EdRowList *self, GArray *rows)
{
  GPtrArray *held = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  Alive *alive;

  g_hash_table_iter_init (&iter, self->alive);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &alive))
    {
      g_ptr_array_add (held, g_object_ref (alive->item));
      g_array_append_val (rows, alive->row);
    }
  return held;
}

/* Reads what is in use once more, a page at a time, and updates it in place. */
static void
refresh_alive (EdRowList *self)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) held = hold_alive (self, rows);

  for (guint at = 0; at < held->len; at += ED_ROW_LIST_PAGE)
    {
      const gint64 *numbers = &g_array_index (rows, gint64, at);
      guint n = MIN (ED_ROW_LIST_PAGE, held->len - at);
      g_autoptr (GPtrArray) read = self->calls->read (self->source, numbers, n, NULL);

      while (read != NULL && read->len > 0)
        g_object_unref (make_item (self, g_ptr_array_steal_index_fast (read, read->len - 1)));
    }
}

/* Rows at the beginning that are the same in both. */
static guint
count_common_start (const GArray *a, const GArray *b)
{
  guint most = MIN (a->len, b->len), n = 0;

  while (n < most && g_array_index (a, gint64, n) == g_array_index (b, gint64, n))
    n++;
  return n;
}

/* Rows at the end that are the same in both, but for the first START. */
static guint
count_common_end (const GArray *a, const GArray *b, guint start)
{
  guint most = MIN (a->len, b->len) - start, n = 0;

  while (n < most
         && g_array_index (a, gint64, a->len - 1 - n) == g_array_index (b, gint64, b->len - 1 - n))
    n++;
  return n;
}

static void
show_more (EdRowList *self, guint n)
{
  guint before = self->shown;

  self->shown += n;
  g_list_model_items_changed (G_LIST_MODEL (self), before, 0, n);
}

/* Whether the rows from START on, of which LEFT stay, are to come little by little: not where
 * somebody may be amid what stays. */
static gboolean
is_anew (EdRowList *self, guint added, guint left)
{
  return self->view != NULL && self->step > 0 && added > self->step && left < added;
}

/* Shows the ADDED rows from START on, which are in already. What is added behind rows that are
 * still to come, comes with them. */
static void
show_added (EdRowList *self, guint start, guint added, gboolean is_paced)
{
  guint shown = self->shown;
  gboolean was_complete = shown == self->rows->len - added;

  if (!is_paced && (start < shown || was_complete))
    {
      self->shown += added;
      g_list_model_items_changed (G_LIST_MODEL (self), start, 0, added);
    }
  if (!is_paced)
    return;
  if (shown > start)
    {
      self->shown = start;
      g_list_model_items_changed (G_LIST_MODEL (self), start, shown - start, 0);
    }
  show_more (self, MIN (self->step, self->rows->len - self->shown));
  self->frame = 0;
}

/* Takes the REMOVED rows from START on away, those that are not yet shown quietly. */
static void
remove_rows (EdRowList *self, guint start, guint removed)
{
  guint visible = start < self->shown ? MIN (removed, self->shown - start) : 0;

  g_hash_table_remove_all (self->pages);
  g_array_remove_range (self->rows, start, removed);
  self->shown -= visible;
  if (visible > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), start, visible, 0);
  g_hash_table_remove_all (self->pages);
}

static void
replace_rows (EdRowList *self, const GArray *rows)
{
  guint start, end, removed, added;

  start = count_common_start (self->rows, rows);
  end = count_common_end (self->rows, rows, start);
  removed = self->rows->len - start - end;
  added = rows->len - start - end;
  g_hash_table_remove_all (self->pages);
  if (removed > 0)
    remove_rows (self, start, removed);
  refresh_alive (self);
  if (added > 0)
    {
      g_array_insert_vals (self->rows, start, &g_array_index (rows, gint64, start), added);
      g_hash_table_remove_all (self->pages);
      show_added (self, start, added, is_anew (self, added, start + end));
    }
  /* Where rows that were still to come are all that stays. */
  if (self->shown < MIN (self->step, self->rows->len))
    show_more (self, MIN (self->step, self->rows->len) - self->shown);
}

/* --- frame by frame -------------------------------------------------------------------------- */

static GtkAdjustment *
get_place (EdRowList *self)
{
  return GTK_IS_SCROLLABLE (self->view)
             ? gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->view))
             : NULL;
}

static gboolean
is_at_top (EdRowList *self)
{
  GtkAdjustment *place = get_place (self);

  return place == NULL || gtk_adjustment_get_value (place) <= 0;
}

/* What begins anew is seen from its beginning. A view keeps its place by a row: to be at the top is
 * not enough for it to hold the first one. */
static void
go_to_top (EdRowList *self)
{
  GtkAdjustment *place = self->view != NULL ? get_place (self) : NULL;
  GtkWidget *rows = self->view;

  if (place == NULL || self->shown == 0)
    return;
  gtk_adjustment_set_value (place, 0);
  if (GTK_IS_COLUMN_VIEW (rows))
    rows = gtk_widget_get_last_child (rows);
  gtk_widget_activate_action (rows, "list.scroll-to-item", "u", 0u);
}

/* Takes rows away from the end: at first all that a view at the top has no widgets for. One that is
 * further down has them there, and would end them all at once and make others: it goes to the top
 * before, which only gives them other rows. Both in one turn, for somebody who scrolls on would
 * have moved it down again by the next frame. */
static void
show_less (EdRowList *self)
{
  guint before = self->shown;

  if (!is_at_top (self))
    go_to_top (self);
  if (before > self->limit)
    self->shown = self->limit;
  else
    self->shown -= MIN (before - self->step, 2 * self->step);
  g_list_model_items_changed (G_LIST_MODEL (self), self->shown, before - self->shown, 0);
}

/* Whether something is still to come or to go. */
static gboolean
is_unsettled (EdRowList *self)
{
  return self->next != NULL || self->shown < self->rows->len || self->frame < FIRST_FRAMES;
}

static void ensure_tick (EdRowList *self);

/* In a turn of its own, not in the frame that shows it. */
static gboolean
take_next (gpointer data)
{
  EdRowList *self = data;
  g_autoptr (GArray) next = g_steal_pointer (&self->next);

  self->taking = 0;
  go_to_top (self);
  replace_rows (self, next);
  self->frame = 0;
  ensure_tick (self);
  return G_SOURCE_REMOVE;
}

static void
on_tick_gone (gpointer data)
{
  ED_ROW_LIST (data)->tick = 0;
}

static gboolean
on_tick (GtkWidget *view, GdkFrameClock *clock, gpointer data)
{
  EdRowList *self = data;
  guint left = self->rows->len - self->shown;

  if (self->next != NULL && self->shown > self->step)
    {
      show_less (self);
      return G_SOURCE_CONTINUE;
    }
  if (self->next != NULL)
    {
      self->taking = g_idle_add_full (G_PRIORITY_DEFAULT, take_next, self, NULL);
      return G_SOURCE_REMOVE;
    }
  /* A view holds the few rows of the first frames at their end, where they are less than it. */
  if (self->frame < FIRST_FRAMES)
    go_to_top (self);
  if (self->frame++ > 0 && left > 0)
    show_more (self, self->shown < self->limit ? MIN (self->step, left) : left);
  return is_unsettled (self) ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static void
ensure_tick (EdRowList *self)
{
  if (self->view != NULL && is_unsettled (self) && self->tick == 0 && self->taking == 0)
    self->tick = gtk_widget_add_tick_callback (self->view, on_tick, self, on_tick_gone);
}

/* Whether so many widgets have to go for ROWS that it is better done over several frames. */
static gboolean
is_long_farewell (EdRowList *self, const GArray *rows)
{
  guint start, end;

  if (self->view == NULL || !gtk_widget_get_mapped (self->view) || self->shown <= 2 * self->step)
    return FALSE;
  start = count_common_start (self->rows, rows);
  end = count_common_end (self->rows, rows, start);
  return start + end < MIN (self->shown, self->limit) / 2;
}

void
ed_row_list_set_rows (EdRowList *self, const GArray *rows)
{
  g_return_if_fail (ED_IS_ROW_LIST (self) && rows != NULL);
  if (self->next != NULL || is_long_farewell (self, rows))
    {
      g_clear_pointer (&self->next, g_array_unref);
      self->next = g_array_copy ((GArray *) rows);
    }
  else
    replace_rows (self, rows);
  ensure_tick (self);
}

void
ed_row_list_pace (EdRowList *self, GtkWidget *view, guint step, guint limit)
{
  g_return_if_fail (ED_IS_ROW_LIST (self) && GTK_IS_WIDGET (view));
  g_set_weak_pointer (&self->view, view);
  self->step = step;
  self->limit = limit;
}

guint
ed_row_list_count_rows (EdRowList *self)
{
  g_return_val_if_fail (ED_IS_ROW_LIST (self), 0);
  return self->next != NULL ? self->next->len : self->rows->len;
}

guint
ed_row_list_find (EdRowList *self, GObject *item)
{
  GHashTableIter iter;
  Alive *alive;
  gint64 row = 0;
  gboolean is_known = FALSE;

  g_return_val_if_fail (ED_IS_ROW_LIST (self), GTK_INVALID_LIST_POSITION);
  g_hash_table_iter_init (&iter, self->alive);
  while (!is_known && g_hash_table_iter_next (&iter, NULL, (gpointer *) &alive))
    {
      is_known = alive->item == item;
      row = alive->row;
    }
  for (guint i = 0; is_known && i < self->shown; i++)
    if (g_array_index (self->rows, gint64, i) == row)
      return i;
  return GTK_INVALID_LIST_POSITION;
}

void
ed_row_list_judge (EdRowList *self)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) held = NULL;

  g_return_if_fail (ED_IS_ROW_LIST (self));
  held = hold_alive (self, rows);
  for (guint i = 0; i < held->len; i++)
    self->calls->show (self->source, held->pdata[i], NULL);
}

guint
ed_row_list_count_pages (EdRowList *self)
{
  g_return_val_if_fail (ED_IS_ROW_LIST (self), 0);
  return g_hash_table_size (self->pages);
}

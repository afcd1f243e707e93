/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/coordinator/table-views.h"

#include "client/coordinator/view-dialog.h"
#include "client/widgets/toast.h"

#include <glib/gi18n.h>

struct _EdTableViews
{
  GObject parent_instance;
  EdTableParts parts; /* page NULL: stopped */
  EdCaseViews *views;
  char *chosen; /* its title */
};

G_DEFINE_FINAL_TYPE (EdTableViews, ed_table_views, G_TYPE_OBJECT)

/* --- what the table shows -------------------------------------------------------------------- */

/* The table as it is; texts are borrowed. */
static EdCaseView
get_now (EdTableViews *self)
{
  const EdCaseQuery *query = ed_case_inquiry_query (self->parts.inquiry);

  return (EdCaseView){ .filter = ed_filter_bar_filter (self->parts.bar),
                       .text = (char *) query->text,
                       .sort = query->sort,
                       .descending = query->descending,
                       .layout = *ed_column_set_layout (self->parts.columns) };
}

static guint
get_chosen (EdTableViews *self)
{
  guint chosen = ed_case_views_find (self->views, self->chosen);

  return chosen == G_MAXUINT ? 0 : chosen;
}

static void
choose (EdTableViews *self, guint i)
{
  g_free (self->chosen);
  self->chosen = g_strdup (ed_case_view_title (ed_case_views_get (self->views, i)));
}

/* The chips may say what a preset says. */
static void
find_preset (EdTableViews *self, const EdCaseView *now)
{
  if (!ed_case_views_get (self->views, get_chosen (self))->is_preset)
    return;
  for (guint i = 0; i < ed_case_views_count (self->views); i++)
    if (ed_case_views_get (self->views, i)->is_preset
        && ed_case_view_is_now (ed_case_views_get (self->views, i), now))
      choose (self, i);
}

void
ed_table_views_update (EdTableViews *self)
{
  g_autofree char *changed = NULL;
  const EdCaseView *view;
  EdCaseView now;
  gboolean is_now;

  g_return_if_fail (ED_IS_TABLE_VIEWS (self));
  if (self->parts.page == NULL)
    return;
  now = get_now (self);
  find_preset (self, &now);
  view = ed_case_views_get (self->views, get_chosen (self));
  is_now = ed_case_view_is_now (view, &now);
  if (!is_now)
    /* Translators: name of a view of the table that is narrowed or sorted otherwise now */
    changed = g_strdup_printf (_ ("%s, changed"), ed_case_view_title (view));
  ed_filter_bar_set_title (self->parts.bar, is_now ? ed_case_view_title (view) : changed);
  ed_view_menu_set_chosen (ed_filter_bar_menu (self->parts.bar),
                           is_now ? get_chosen (self) : G_MAXUINT);
}

/* Presets leave columns and order as they are; only what is overdue comes by its time limit. */
static void
show_view (EdTableViews *self, guint i)
{
  const EdCaseView *view = ed_case_views_get (self->views, i);

  choose (self, i);
  ed_filter_bar_set_filter (self->parts.bar, &view->filter);
  ed_case_inquiry_set_filter (self->parts.inquiry, &view->filter);
  gtk_search_bar_set_search_mode (self->parts.search, view->text != NULL);
  gtk_editable_set_text (self->parts.entry, view->text == NULL ? "" : view->text);
  ed_case_inquiry_set_text (self->parts.inquiry, view->text);
  if (!view->is_preset || view->filter.need == ED_NEED_TIME)
    ed_column_set_set_sort (self->parts.columns, view->sort, view->descending);
  if (!view->is_preset)
    ed_column_set_arrange (self->parts.columns, &view->layout);
  ed_table_views_update (self);
}

static void
on_loaded (EdTableViews *self)
{
  if (self->parts.page != NULL && ed_case_views_first (self->views) != 0)
    show_view (self, ed_case_views_first (self->views));
}

/* --- saving and deleting --------------------------------------------------------------------- */

static void
on_named (EdTableViews *self, const char *name, gboolean is_first)
{
  EdCaseView view = get_now (self);
  guint i;

  view.name = (char *) name;
  i = ed_case_views_save (self->views, &view);
  if (is_first)
    ed_case_views_set_first (self->views, i);
  else if (ed_case_views_first (self->views) == i)
    ed_case_views_set_first (self->views, 0);
  choose (self, i);
  ed_table_views_update (self);
}

static void
on_renamed (EdTableViews *self, const char *name, gboolean is_first, GtkWidget *dialog)
{
  const char *former = g_object_get_data (G_OBJECT (dialog), "former");
  guint i = ed_case_views_find (self->views, former);
  gboolean is_chosen = i == get_chosen (self);

  if (i == G_MAXUINT)
    return;
  i = ed_case_views_rename (self->views, i, name);
  if (is_chosen)
    choose (self, i);
  ed_table_views_update (self);
}

static GtkWindow *
get_window (EdTableViews *self)
{
  return GTK_WINDOW (gtk_widget_get_root (self->parts.page));
}

void
ed_table_views_ask_name (EdTableViews *self)
{
  EdCaseView now = get_now (self);
  const EdCaseView *chosen = ed_case_views_get (self->views, get_chosen (self));
  GtkWidget *dialog;

  now.name = chosen->is_preset ? NULL : chosen->name;
  dialog = ed_view_dialog_new (get_window (self), self->views, &now);
  g_signal_connect_object (dialog, "named", G_CALLBACK (on_named), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_rename (EdTableViews *self, guint i)
{
  GtkWidget *dialog = ed_view_dialog_new_rename (get_window (self), self->views, i);

  g_object_set_data_full (G_OBJECT (dialog),
                          "former",
                          g_strdup (ed_case_views_get (self->views, i)->name),
                          g_free);
  g_signal_connect_object (dialog, "named", G_CALLBACK (on_renamed), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_undo (EdTableViews *self, AdwToast *toast)
{
  guint i = ed_case_views_save (self->views, g_object_get_data (G_OBJECT (toast), "view"));

  if (g_object_get_data (G_OBJECT (toast), "first") != NULL)
    ed_case_views_set_first (self->views, i);
}

static void
on_remove (EdTableViews *self, guint i)
{
  gboolean was_first = ed_case_views_first (self->views) == i;
  EdCaseView *view = ed_case_views_remove (self->views, i);
  /* Translators: name of a view of the table of cases */
  g_autofree char *text = g_strdup_printf (_ ("View “%s” deleted"), view->name);
  AdwToast *toast = ed_toast_new_undo (text, G_CALLBACK (on_undo), self);

  g_object_set_data_full (G_OBJECT (toast), "view", view, (GDestroyNotify) ed_case_view_free);
  g_object_set_data (G_OBJECT (toast), "first", GINT_TO_POINTER (was_first));
  ed_toast_show (self->parts.page, toast);
}

/* --- object ---------------------------------------------------------------------------------- */

static void
ed_table_views_finalize (GObject *object)
{
  EdTableViews *self = ED_TABLE_VIEWS (object);

  g_object_unref (self->views);
  g_free (self->chosen);
  G_OBJECT_CLASS (ed_table_views_parent_class)->finalize (object);
}

static void
ed_table_views_class_init (EdTableViewsClass *class)
{
  G_OBJECT_CLASS (class)->finalize = ed_table_views_finalize;
}

static void
ed_table_views_init (EdTableViews *self)
{
}

static void
follow (EdTableViews *self, gpointer object, const char *signal, GCallback callback)
{
  g_signal_connect_object (object, signal, callback, self, G_CONNECT_SWAPPED);
}

EdTableViews *
ed_table_views_new (const EdTableParts *parts, EdDesk *desk)
{
  EdTableViews *self = g_object_new (ED_TYPE_TABLE_VIEWS, NULL);
  EdViewMenu *menu = ed_filter_bar_menu (parts->bar);

  self->parts = *parts;
  self->views = ed_case_views_new (desk);
  choose (self, 0);
  ed_view_menu_set_views (menu, self->views);
  follow (self, self->views, "loaded", G_CALLBACK (on_loaded));
  follow (self, self->views, "changed", G_CALLBACK (ed_table_views_update));
  follow (self, menu, "chosen", G_CALLBACK (show_view));
  follow (self, menu, "rename", G_CALLBACK (on_rename));
  follow (self, menu, "remove", G_CALLBACK (on_remove));
  follow (self, menu, "save", G_CALLBACK (ed_table_views_ask_name));
  ed_table_views_update (self);
  return self;
}

void
ed_table_views_stop (EdTableViews *self)
{
  g_return_if_fail (ED_IS_TABLE_VIEWS (self));
  self->parts.page = NULL;
  ed_case_views_stop (self->views);
}

void
ed_table_views_show_all (EdTableViews *self)
{
  g_return_if_fail (ED_IS_TABLE_VIEWS (self));
  show_view (self, 0);
}

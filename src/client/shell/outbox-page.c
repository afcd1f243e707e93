/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/shell/outbox-page.h"

#include "client/closures.h"
#include "client/resources.h"
#include "client/sentences.h"
#include "client/shell/late-stubs.h"
#include "client/shell/outbox-item.h"
#include "client/shell/outbox-row.h"
#include "client/widgets/page.h"
#include "client/widgets/template.h"
#include "client/widgets/toast.h"

#include <adwaita.h>
#include <glib/gi18n.h>

struct _EdOutboxPage
{
  GtkWidget parent_instance;
  GtkWidget *page;
  GtkListView *view;
  GListStore *items;
  EdLateStubs *stubs;
  EdDesk *desk;
  gboolean attention;
  gboolean loaded;
  GCancellable *cancellable;
};

enum
{
  PROP_DESK = 1,
  PROP_ITEMS,
  PROP_ATTENTION,
  PROP_LOADED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (EdOutboxPage, ed_outbox_page, GTK_TYPE_WIDGET)

static char *
choose_title (gpointer object, gboolean attention)
{
  return g_strdup (attention ? _ ("Needs attention") : _ ("Outbox"));
}

static char *
choose_state (gpointer object, gboolean loaded, guint n, gboolean attention, guint stubs)
{
  if (n > 0)
    return g_strdup ("list");
  if (stubs > 0)
    return g_strdup ("stubs");
  if (!loaded)
    return g_strdup ("loading");
  return g_strdup (attention ? "nothing-refused" : "empty");
}

/* What keeps the sync from working, for the page that is to tell; "" when nothing does. */
static char *
choose_trouble (gpointer object, gboolean attention, EdConnection connection, GError *trouble)
{
  if (!attention)
    return g_strdup ("");
  switch (connection)
    {
    case ED_CONNECTION_SUSPENDED:
      return g_strdup (_ ("Your account is suspended, or this device has been signed out for "
                          "good. Ask your coordinator."));
    case ED_CONNECTION_SIGN_IN:
      return g_strdup (_ ("The server asks you to sign in again. What you do meanwhile is kept."));
    case ED_CONNECTION_TROUBLE:
      return trouble != NULL ? ed_error_sentence (trouble)
                             : g_strdup (_ ("The server answers, but not what it should."));
    default:
      return g_strdup ("");
    }
}

static gboolean
is_wanted (EdOutboxPage *self, const EdOutboxEntry *entry)
{
  return !self->attention || entry->state == ED_OUTBOX_REFUSED || entry->state == ED_OUTBOX_KEPT;
}

/* The entries to show, the latest first; those of ENTRIES are taken. */
static GPtrArray *
make_items (EdOutboxPage *self, GPtrArray *entries)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);

  while (entries->len > 0)
    {
      EdOutboxEntry *entry = g_ptr_array_steal_index (entries, entries->len - 1);

      if (is_wanted (self, entry))
        g_ptr_array_add (items, ed_outbox_item_new (entry, ed_desk_zone (self->desk)));
      else
        ed_outbox_entry_free (entry);
    }
  return items;
}

static gboolean
is_same_at (EdOutboxPage *self, guint position, EdOutboxItem *item)
{
  g_autoptr (EdOutboxItem) present = g_list_model_get_item (G_LIST_MODEL (self->items), position);

  return present != NULL && ed_outbox_item_equal (present, item);
}

/* Tells the list only of what differs between the two ends. */
static void
show_items (EdOutboxPage *self, GPtrArray *items)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->items));
  guint start = 0, end = 0;

  while (start < MIN (n, items->len) && is_same_at (self, start, items->pdata[start]))
    start++;
  while (end < MIN (n, items->len) - start
         && is_same_at (self, n - 1 - end, items->pdata[items->len - 1 - end]))
    end++;
  g_list_store_splice (self->items,
                       start,
                       n - start - end,
                       items->pdata + start,
                       items->len - start - end);
}

static void
on_listed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EdOutboxPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = ed_desk_list_outbox_finish (ED_DESK (source), result, &error);
  g_autoptr (GPtrArray) items = NULL;

  if (g_cancellable_is_cancelled (self->cancellable) || entries == NULL)
    return;
  items = make_items (self, entries);
  show_items (self, items);
  self->loaded = TRUE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADED]);
}

static void
on_desk_changed (EdOutboxPage *self)
{
  ed_desk_list_outbox_async (self->desk, self->cancellable, on_listed, g_object_ref (self));
}

static void
on_file_progress (EdOutboxPage *self, const char *document_id, gint64 so_far, gint64 size)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->items));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (EdOutboxItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);

      ed_outbox_item_note (item, document_id, so_far);
    }
}

static void
on_discarded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EdOutboxPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;

  if (ed_desk_discard_finish (ED_DESK (source), result, &error)
      || g_cancellable_is_cancelled (self->cancellable) || error == NULL)
    return;
  sentence = ed_error_sentence (error);
  ed_toast (GTK_WIDGET (self), sentence, NULL);
}

static void
on_discard (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EdOutboxPage *self = ED_OUTBOX_PAGE (widget);

  ed_desk_discard_async (self->desk,
                         g_variant_get_string (parameter, NULL),
                         self->cancellable,
                         on_discarded,
                         g_object_ref (self));
}

static void
on_redone (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EdOutboxPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;
  EdRefusal refusal = { 0 };

  if (ed_desk_do_finish (ED_DESK (source), result, &refusal, &error)
      || g_cancellable_is_cancelled (self->cancellable))
    return;
  if (error != NULL)
    sentence = ed_error_sentence (error);
  else if (refusal.code != ED_REFUSAL_NONE)
    sentence = ed_refusal_sentence (refusal.code, refusal.field);
  if (sentence != NULL)
    ed_toast (GTK_WIDGET (self), sentence, NULL);
}

/* The item of the command ID, or NULL. */
static EdOutboxItem *
find_item (EdOutboxPage *self, const char *id)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->items));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (EdOutboxItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);

      if (g_str_equal (ed_outbox_item_entry (item)->command->id, id))
        return g_steal_pointer (&item);
    }
  return NULL;
}

static void
on_redo (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EdOutboxPage *self = ED_OUTBOX_PAGE (widget);
  const char *id = g_variant_get_string (parameter, NULL);
  g_autoptr (EdOutboxItem) item = find_item (self, id);

  if (item != NULL && ed_outbox_item_entry (item)->redo != NULL)
    ed_desk_redo_async (self->desk,
                        id,
                        ed_outbox_item_entry (item)->redo,
                        self->cancellable,
                        on_redone,
                        g_object_ref (self));
}

/* What has been taken up is gone on with where it is written. */
static void
open_draft (EdOutboxPage *self, EdOutboxItem *item)
{
  const EdCommand *command = ed_outbox_item_entry (item)->command;

  const char *action = ed_outbox_item_action (item);

  if (command->type == ED_COMMAND_REQUEST_ASK_AGAIN)
    action = "win.ask-again";
  if (command->type == ED_COMMAND_REQUEST_CREATE)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.show", "s", "new-request");
  else
    gtk_widget_activate_action (GTK_WIDGET (self), action, "s", command->target_id);
}

typedef struct
{
  EdOutboxPage *page;
  EdOutboxItem *item;
} TakeUp;

static void
on_taken_up (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree TakeUp *way = data;
  g_autoptr (EdOutboxPage) self = way->page;
  g_autoptr (EdOutboxItem) item = way->item;
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;
  gboolean done = ed_desk_discard_finish (ED_DESK (source), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (done)
    open_draft (self, item);
  else if (error != NULL)
    {
      sentence = ed_error_sentence (error);
      ed_toast (GTK_WIDGET (self), sentence, NULL);
    }
}

static void
on_edit (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EdOutboxPage *self = ED_OUTBOX_PAGE (widget);
  const char *id = g_variant_get_string (parameter, NULL);
  g_autoptr (EdOutboxItem) item = find_item (self, id);
  TakeUp *way;

  if (item == NULL)
    return;
  way = g_new0 (TakeUp, 1);
  way->page = g_object_ref (self);
  way->item = g_steal_pointer (&item);
  ed_desk_take_up_async (self->desk, id, self->cancellable, on_taken_up, way);
}

static void
ed_outbox_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  EdOutboxPage *self = ED_OUTBOX_PAGE (object);

  if (id == PROP_DESK)
    g_value_set_object (value, self->desk);
  else if (id == PROP_ITEMS)
    g_value_set_object (value, self->items);
  else if (id == PROP_ATTENTION)
    g_value_set_boolean (value, self->attention);
  else
    g_value_set_boolean (value, self->loaded);
}

static void
ed_outbox_page_dispose (GObject *object)
{
  EdOutboxPage *self = ED_OUTBOX_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_pointer (&self->page, ed_template_part_unparent);
  g_clear_object (&self->items);
  g_clear_object (&self->desk);
  ed_template_dispose (GTK_WIDGET (object), ED_TYPE_OUTBOX_PAGE);
  G_OBJECT_CLASS (ed_outbox_page_parent_class)->dispose (object);
}

static void
ed_outbox_page_finalize (GObject *object)
{
  g_clear_object (&ED_OUTBOX_PAGE (object)->cancellable);
  G_OBJECT_CLASS (ed_outbox_page_parent_class)->finalize (object);
}

static void
ed_outbox_page_class_init (EdOutboxPageClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  g_type_ensure (ED_TYPE_LATE_STUBS);
  g_type_ensure (ED_TYPE_OUTBOX_ROW);
  g_type_ensure (ED_TYPE_PAGE);
  object_class->dispose = ed_outbox_page_dispose;
  object_class->finalize = ed_outbox_page_finalize;
  object_class->get_property = ed_outbox_page_get_property;
  properties[PROP_DESK] = g_param_spec_object ("desk", NULL, NULL, ED_TYPE_DESK, flags);
  properties[PROP_ITEMS] = g_param_spec_object ("items", NULL, NULL, G_TYPE_LIST_STORE, flags);
  properties[PROP_ATTENTION] = g_param_spec_boolean ("attention", NULL, NULL, FALSE, flags);
  properties[PROP_LOADED] = g_param_spec_boolean ("loaded", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, ED_UI "shell/outbox-page.ui");
  gtk_widget_class_bind_template_child (widget_class, EdOutboxPage, page);
  gtk_widget_class_bind_template_child (widget_class, EdOutboxPage, view);
  gtk_widget_class_bind_template_child (widget_class, EdOutboxPage, stubs);
  gtk_widget_class_bind_template_callback (widget_class, choose_title);
  gtk_widget_class_bind_template_callback (widget_class, choose_state);
  gtk_widget_class_bind_template_callback (widget_class, choose_trouble);
  gtk_widget_class_bind_template_callback_full (widget_class,
                                                "has_text",
                                                G_CALLBACK (ed_closure_has_text));
  gtk_widget_class_install_action (widget_class, "page.discard", "s", on_discard);
  gtk_widget_class_install_action (widget_class, "page.redo", "s", on_redo);
  gtk_widget_class_install_action (widget_class, "page.edit", "s", on_edit);
}

static void
ed_outbox_page_init (EdOutboxPage *self)
{
  g_autoptr (GtkNoSelection) model = NULL;

  self->cancellable = g_cancellable_new ();
  self->items = g_list_store_new (ED_TYPE_OUTBOX_ITEM);
  gtk_widget_init_template (GTK_WIDGET (self));
  model = gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->items)));
  gtk_list_view_set_model (self->view, GTK_SELECTION_MODEL (model));
}

static GtkWidget *
make_page (EdDesk *desk, gboolean attention)
{
  EdOutboxPage *self = g_object_new (ED_TYPE_OUTBOX_PAGE, NULL);

  self->desk = g_object_ref (desk);
  self->attention = attention;
  if (attention)
    ed_late_stubs_set_desk (self->stubs, desk);
  for (guint i = 1; i < N_PROPS; i++)
    g_object_notify_by_pspec (G_OBJECT (self), properties[i]);
  g_signal_connect_object (desk, "changed", G_CALLBACK (on_desk_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (desk,
                           "file-progress",
                           G_CALLBACK (on_file_progress),
                           self,
                           G_CONNECT_SWAPPED);
  on_desk_changed (self);
  return GTK_WIDGET (self);
}

GtkWidget *
ed_outbox_page_new (EdDesk *desk)
{
  return make_page (desk, FALSE);
}

GtkWidget *
ed_outbox_page_new_attention (EdDesk *desk)
{
  return make_page (desk, TRUE);
}

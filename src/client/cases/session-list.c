/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/cases/session-list.h"

#include "client/cases/profile-texts.h"
#include "client/cases/session-row.h"
#include "client/resources.h"
#include "client/widgets/template.h"

struct _EdSessionList
{
  GtkWidget parent_instance;
  GtkWidget *card;
  GtkListBox *list;
  GListStore *entries;
  GHashTable *pending; /* ids, or NULL */
  EdCaseItem *item;
  gboolean editable;
};

enum
{
  PROP_ITEM = 1,
  PROP_EDITABLE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (EdSessionList, ed_session_list, GTK_TYPE_WIDGET)

static GPtrArray *
make_entries (EdSessionList *self)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) sessions = ed_case_list_sessions (ed_case_item_case (self->item));

  for (guint i = 0; i < sessions->len; i++)
    {
      const EdSession *session = sessions->pdata[i];
      gboolean pending =
          self->pending != NULL && g_hash_table_contains (self->pending, session->id);

      g_ptr_array_add (entries,
                       ed_session_entry_new (self->item, session, i + 1, pending, self->editable));
    }
  return entries;
}

/* Replaces the entries that differ; the rest keeps its rows, and the focus in them. */
static void
show_entries (EdSessionList *self)
{
  g_autoptr (GPtrArray) entries = NULL;
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->entries)), same = 0;

  if (self->item == NULL)
    return;
  entries = make_entries (self);
  while (same < n && same < entries->len)
    {
      g_autoptr (EdSessionEntry) present =
          g_list_model_get_item (G_LIST_MODEL (self->entries), same);

      if (!ed_session_entry_equal (present, entries->pdata[same]))
        break;
      same++;
    }
  if (same < n || same < entries->len)
    g_list_store_splice (self->entries, same, n - same, entries->pdata + same, entries->len - same);
}

static GtkWidget *
make_row (gpointer entry, gpointer data)
{
  return ed_session_row_new (entry);
}

static void
ed_session_list_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  EdSessionList *self = ED_SESSION_LIST (object);

  if (id == PROP_ITEM)
    g_value_set_object (value, self->item);
  else
    g_value_set_boolean (value, self->editable);
}

static void
ed_session_list_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  EdSessionList *self = ED_SESSION_LIST (object);

  if (id == PROP_ITEM)
    ed_case_item_hold (&self->item, g_value_get_object (value), self);
  else
    self->editable = g_value_get_boolean (value);
}

static void
ed_session_list_dispose (GObject *object)
{
  EdSessionList *self = ED_SESSION_LIST (object);

  g_clear_object (&self->item);
  g_clear_pointer (&self->card, ed_template_part_unparent);
  ed_template_dispose (GTK_WIDGET (self), ED_TYPE_SESSION_LIST);
  g_clear_object (&self->entries);
  g_clear_pointer (&self->pending, g_hash_table_unref);
  G_OBJECT_CLASS (ed_session_list_parent_class)->dispose (object);
}

static void
ed_session_list_class_init (EdSessionListClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = ed_session_list_dispose;
  object_class->get_property = ed_session_list_get_property;
  object_class->set_property = ed_session_list_set_property;
  properties[PROP_ITEM] =
      g_param_spec_object ("item", NULL, NULL, ED_TYPE_CASE_ITEM, flags | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_EDITABLE] = g_param_spec_boolean ("editable", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, ED_UI "cases/session-list.ui");
  gtk_widget_class_bind_template_child (widget_class, EdSessionList, card);
  gtk_widget_class_bind_template_child (widget_class, EdSessionList, list);
  gtk_widget_class_bind_template_callback_full (widget_class,
                                                "sessions_text",
                                                G_CALLBACK (ed_profile_sessions_text));
}

static void
ed_session_list_init (EdSessionList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->entries = g_list_store_new (ED_TYPE_SESSION_ENTRY);
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (self->entries), make_row, NULL, NULL);
  g_signal_connect (self, "notify::item", G_CALLBACK (show_entries), NULL);
  g_signal_connect (self, "notify::editable", G_CALLBACK (show_entries), NULL);
}

void
ed_session_list_set_pending (EdSessionList *self, GHashTable *ids)
{
  g_return_if_fail (ED_IS_SESSION_LIST (self));
  g_clear_pointer (&self->pending, g_hash_table_unref);
  if (ids != NULL)
    self->pending = g_hash_table_ref (ids);
  show_entries (self);
}

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/documents/document-list.h"

#include "client/documents/document-row.h"
#include "client/resources.h"
#include "client/widgets/template.h"

#include <glib/gi18n.h>

struct _EdDocumentList
{
  GtkWidget parent_instance;
  GtkWidget *card;
  GtkListBox *list;
  GListStore *entries;
  EdCaseItem *item;
  EdCaseFiles *files;
  gboolean editable;
  gboolean private;
  guint expanded; /* kinds whose older versions are shown, as bits */
};

enum
{
  PROP_ITEM = 1,
  PROP_FILES,
  PROP_EDITABLE,
  PROP_PRIVATE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (EdDocumentList, ed_document_list, GTK_TYPE_WIDGET)

/* Of the open assignment's documents of a kind, the newest counts; those of earlier assignments
 * come last. */
static GPtrArray *
list_versions (const EdCase *case_, EdDocumentKind kind)
{
  GPtrArray *versions = ed_case_list_documents (case_, kind);
  guint current = versions->len;

  for (guint i = 0; case_->documents != NULL && i < case_->documents->len; i++)
    {
      EdDocument *document = case_->documents->pdata[i];

      if (document->kind == kind && g_strcmp0 (document->assignment_id, case_->assignment_id) != 0)
        g_ptr_array_insert (versions, (int) current, document);
    }
  return versions;
}

static void
add_kind (EdDocumentList *self, GPtrArray *entries, EdDocumentKind kind)
{
  g_autoptr (GPtrArray) versions = list_versions (ed_case_item_case (self->item), kind);
  gboolean folds = kind != ED_DOCUMENT_OTHER;
  gboolean expanded = (self->expanded >> kind & 1) != 0;

  for (guint i = 0; i < versions->len; i++)
    {
      const EdDocumentPlace place = {
        .editable = self->editable
                    && g_strcmp0 (((EdDocument *) versions->pdata[i])->assignment_id,
                                  ed_case_item_case (self->item)->assignment_id)
                           == 0,
        .private = self->private,
        .older = folds && i > 0,
        .n_older = folds && i == 0 ? versions->len - 1 : 0,
        .expanded = expanded,
      };

      if (place.older && !expanded)
        break;
      g_ptr_array_add (entries,
                       ed_document_entry_new (self->item, versions->pdata[i], self->files, &place));
    }
}

static GPtrArray *
make_entries (EdDocumentList *self)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func (g_object_unref);
  const GPtrArray *files = ed_case_files_list (self->files);
  const EdDocumentPlace place = { .editable = self->editable, .private = self->private };

  for (guint i = 0; i < files->len; i++)
    if (((EdFileProgress *) files->pdata[i])->state == ED_FILE_REFUSED)
      g_ptr_array_add (entries, ed_document_entry_new_refused (files->pdata[i], &place));
  for (int kind = 0; kind <= ED_DOCUMENT_OTHER; kind++)
    add_kind (self, entries, (EdDocumentKind) kind);
  return entries;
}

/* Replaces the entries that differ; the rest keeps its rows, and the focus in them. */
static void
show_entries (EdDocumentList *self)
{
  GListModel *present = G_LIST_MODEL (self->entries);
  g_autoptr (GPtrArray) entries = NULL;
  guint n = g_list_model_get_n_items (present), same = 0;

  if (self->item == NULL || self->files == NULL)
    return;
  entries = make_entries (self);
  for (; same < n && same < entries->len; same++)
    {
      g_autoptr (EdDocumentEntry) entry = g_list_model_get_item (present, same);

      if (!ed_document_entry_equal (entry, entries->pdata[same]))
        break;
    }
  if (same < n || same < entries->len)
    g_list_store_splice (self->entries, same, n - same, entries->pdata + same, entries->len - same);
}

static EdDocumentEntry *
find_entry (EdDocumentList *self, const char *id)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->entries)); i++)
    {
      g_autoptr (EdDocumentEntry) entry = g_list_model_get_item (G_LIST_MODEL (self->entries), i);

      if (g_strcmp0 (ed_document_entry_id (entry), id) == 0)
        return entry; /* the model's own reference is enough */
    }
  return NULL;
}

static void
on_progress (EdDocumentList *self, const char *id, gint64 so_far, gint64 size)
{
  EdDocumentEntry *entry = find_entry (self, id);

  if (entry != NULL)
    ed_document_entry_set_sent (entry, so_far);
}

static void
on_versions_toggled (EdDocumentList *self, EdDocumentRow *row)
{
  self->expanded ^= 1u << ed_document_entry_kind (ed_document_row_entry (row));
  show_entries (self);
}

static GtkWidget *
make_row (gpointer entry, gpointer data)
{
  GtkWidget *row = ed_document_row_new (entry);

  g_signal_connect_object (row,
                           "versions-toggled",
                           G_CALLBACK (on_versions_toggled),
                           data,
                           G_CONNECT_SWAPPED);
  return row;
}

static char *
choose_placeholder (gpointer object, gboolean editable)
{
  return g_strdup (editable
                       ? _ ("No document has been uploaded yet. Files can be dropped here, too.")
                       : _ ("No document has been uploaded yet."));
}

static void
on_row_activated (EdDocumentList *self, EdDocumentRow *row)
{
  gtk_widget_activate_action (GTK_WIDGET (self),
                              "deed.open-document",
                              "s",
                              ed_document_entry_id (ed_document_row_entry (row)));
}

/* --- object ---------------------------------------------------------------------------------- */

static void
ed_document_list_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  EdDocumentList *self = ED_DOCUMENT_LIST (object);

  if (id == PROP_ITEM)
    g_value_set_object (value, self->item);
  else if (id == PROP_FILES)
    g_value_set_object (value, self->files);
  else
    g_value_set_boolean (value, id == PROP_EDITABLE ? self->editable : self->private);
}

static void
set_files (EdDocumentList *self, EdCaseFiles *files)
{
  if (self->files != NULL)
    g_signal_handlers_disconnect_by_data (self->files, self);
  g_set_object (&self->files, files);
  if (files == NULL)
    return;
  g_signal_connect_object (files, "changed", G_CALLBACK (show_entries), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (files, "progress", G_CALLBACK (on_progress), self, G_CONNECT_SWAPPED);
}

static void
ed_document_list_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  EdDocumentList *self = ED_DOCUMENT_LIST (object);

  if (id == PROP_ITEM)
    {
      ed_case_item_hold (&self->item, g_value_get_object (value), self);
      return;
    }
  if (id == PROP_FILES)
    set_files (self, g_value_get_object (value));
  else if (id == PROP_EDITABLE)
    self->editable = g_value_get_boolean (value);
  else
    self->private = g_value_get_boolean (value);
  show_entries (self);
}

static void
ed_document_list_dispose (GObject *object)
{
  EdDocumentList *self = ED_DOCUMENT_LIST (object);

  set_files (self, NULL);
  g_clear_object (&self->item);
  g_clear_pointer (&self->card, ed_template_part_unparent);
  ed_template_dispose (GTK_WIDGET (self), ED_TYPE_DOCUMENT_LIST);
  g_clear_object (&self->entries);
  G_OBJECT_CLASS (ed_document_list_parent_class)->dispose (object);
}

static void
ed_document_list_class_init (EdDocumentListClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = ed_document_list_dispose;
  object_class->get_property = ed_document_list_get_property;
  object_class->set_property = ed_document_list_set_property;
  properties[PROP_ITEM] =
      g_param_spec_object ("item", NULL, NULL, ED_TYPE_CASE_ITEM, flags | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_FILES] = g_param_spec_object ("files", NULL, NULL, ED_TYPE_CASE_FILES, flags);
  properties[PROP_EDITABLE] = g_param_spec_boolean ("editable", NULL, NULL, FALSE, flags);
  properties[PROP_PRIVATE] = g_param_spec_boolean ("private", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, ED_UI "documents/document-list.ui");
  gtk_widget_class_bind_template_child (widget_class, EdDocumentList, card);
  gtk_widget_class_bind_template_child (widget_class, EdDocumentList, list);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
  gtk_widget_class_bind_template_callback (widget_class, choose_placeholder);
}

static void
ed_document_list_init (EdDocumentList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->entries = g_list_store_new (ED_TYPE_DOCUMENT_ENTRY);
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (self->entries), make_row, self, NULL);
  g_signal_connect (self, "notify::item", G_CALLBACK (show_entries), NULL);
}

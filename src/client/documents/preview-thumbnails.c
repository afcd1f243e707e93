/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/documents/preview-thumbnails.h"

#include "client/documents/preview-sheet.h"
#include "client/resources.h"
#include "client/widgets/row-name.h"
#include "client/widgets/template.h"

#define SHOWN "ed-thumbnail-shown"

struct _EdPreviewThumbnails
{
  GtkWidget parent_instance;
  GtkWidget *scroller;
  GtkListView *list;
  GtkSingleSelection *selection;
  GListStore *sheets;
  EdPreviewDocument *document;
};

static guint page_chosen;

G_DEFINE_FINAL_TYPE (EdPreviewThumbnails, ed_preview_thumbnails, GTK_TYPE_WIDGET)

static void
on_activate (EdPreviewThumbnails *self, guint position)
{
  g_signal_emit (self, page_chosen, 0, position + 1);
}

/* --- rows ------------------------------------------------------------------------------------- */

static void
on_setup (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *label = gtk_label_new (NULL);
  GtkWidget *picture = g_object_new (GTK_TYPE_PICTURE,
                                     "accessible-role",
                                     GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                     "halign",
                                     GTK_ALIGN_CENTER,
                                     NULL);

  gtk_widget_set_margin_top (row, 6);
  gtk_widget_set_margin_bottom (row, 6);
  gtk_widget_set_size_request (picture, 96, 128);
  gtk_picture_set_can_shrink (GTK_PICTURE (picture), TRUE);
  gtk_widget_add_css_class (label, "numeric");
  gtk_box_append (GTK_BOX (row), picture);
  gtk_box_append (GTK_BOX (row), label);
  gtk_list_item_set_child (item, row);
}

static void
on_bind (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *row = gtk_list_item_get_child (item);
  GObject *sheet = gtk_list_item_get_item (item);
  g_autofree char *label = NULL;
  GBinding *shown = g_object_bind_property (sheet,
                                            "thumbnail",
                                            gtk_widget_get_first_child (row),
                                            "paintable",
                                            G_BINDING_SYNC_CREATE);

  g_object_set_data (G_OBJECT (item), SHOWN, shown);
  g_object_get (sheet, "label", &label, NULL);
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_last_child (row)), label);
  ed_row_name (row, label, NULL);
}

static void
on_unbind (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GBinding *shown = g_object_steal_data (G_OBJECT (item), SHOWN);

  g_binding_unbind (shown);
}

/* --- object ----------------------------------------------------------------------------------- */

static void
on_thumbnail (EdPreviewThumbnails *self, guint page)
{
  g_autoptr (EdPreviewSheet) sheet = g_list_model_get_item (G_LIST_MODEL (self->sheets), page);

  if (sheet != NULL)
    ed_preview_sheet_say_drawn (sheet);
}

static void
ed_preview_thumbnails_dispose (GObject *object)
{
  EdPreviewThumbnails *self = ED_PREVIEW_THUMBNAILS (object);

  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_clear_object (&self->document);
  g_clear_pointer (&self->scroller, ed_template_part_unparent);
  ed_template_dispose (GTK_WIDGET (self), ED_TYPE_PREVIEW_THUMBNAILS);
  G_OBJECT_CLASS (ed_preview_thumbnails_parent_class)->dispose (object);
}

static void
ed_preview_thumbnails_class_init (EdPreviewThumbnailsClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = ed_preview_thumbnails_dispose;
  g_type_ensure (ED_TYPE_PREVIEW_SHEET);
  page_chosen = g_signal_new ("page-chosen",
                              G_TYPE_FROM_CLASS (class),
                              G_SIGNAL_RUN_LAST,
                              0,
                              NULL,
                              NULL,
                              NULL,
                              G_TYPE_NONE,
                              1,
                              G_TYPE_UINT);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               ED_UI "documents/preview-thumbnails.ui");
  gtk_widget_class_bind_template_child (widget_class, EdPreviewThumbnails, scroller);
  gtk_widget_class_bind_template_child (widget_class, EdPreviewThumbnails, list);
  gtk_widget_class_bind_template_child (widget_class, EdPreviewThumbnails, selection);
  gtk_widget_class_bind_template_child (widget_class, EdPreviewThumbnails, sheets);
  gtk_widget_class_bind_template_callback (widget_class, on_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_setup);
  gtk_widget_class_bind_template_callback (widget_class, on_bind);
  gtk_widget_class_bind_template_callback (widget_class, on_unbind);
}

static void
ed_preview_thumbnails_init (EdPreviewThumbnails *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
ed_preview_thumbnails_set_document (EdPreviewThumbnails *self, EdPreviewDocument *document)
{
  const EdPaper *paper = document != NULL ? ed_preview_document_paper (document) : NULL;
  g_autoptr (GPtrArray) sheets = g_ptr_array_new_with_free_func (g_object_unref);

  g_list_store_remove_all (self->sheets);
  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_set_object (&self->document, document);
  if (paper == NULL)
    return;
  g_signal_connect_swapped (document, "thumbnail", G_CALLBACK (on_thumbnail), self);
  for (guint i = 0; i < paper->n_pages; i++)
    g_ptr_array_add (
        sheets,
        ed_preview_sheet_new (document, i, gtk_widget_get_scale_factor (GTK_WIDGET (self))));
  g_list_store_splice (self->sheets, 0, 0, sheets->pdata, sheets->len);
}

void
ed_preview_thumbnails_set_page (EdPreviewThumbnails *self, guint page)
{
  if (page == 0 || page > g_list_model_get_n_items (G_LIST_MODEL (self->sheets)))
    return;
  gtk_single_selection_set_selected (self->selection, page - 1);
  gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", page - 1);
}

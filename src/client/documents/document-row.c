/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/documents/document-row.h"

#include "client/closures.h"
#include "client/resources.h"
#include "client/widgets/callback.h"
#include "client/widgets/template.h"
#include "client/widgets/wrap.h"

#include <glib/gi18n.h>

struct _EdDocumentRow
{
  GtkListBoxRow parent_instance;
  GtkMenuButton *menu;
  GtkWidget *cancel, *retry, *discard;
  EdDocumentEntry *entry;
};

enum
{
  PROP_ENTRY = 1,
  N_PROPS
};
enum
{
  VERSIONS_TOGGLED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EdDocumentRow, ed_document_row, GTK_TYPE_LIST_BOX_ROW)

static char **
choose_box_classes (gpointer object, gboolean older)
{
  const char *classes[] = { older ? "older-version" : NULL, NULL };

  return g_strdupv ((char **) classes);
}

static char **
choose_icon_classes (gpointer object, const char *tone)
{
  const char *classes[] = { tone, NULL };

  return g_strdupv ((char **) classes);
}

static char **
choose_status_classes (gpointer object, const char *tone)
{
  const char *classes[] = { "caption", "numeric", tone, NULL };

  return g_strdupv ((char **) classes);
}

static char *
choose_arrow (gpointer object, gboolean expanded)
{
  return g_strdup (expanded ? "pan-down-symbolic" : "pan-end-symbolic");
}

static void
on_versions (EdDocumentRow *self)
{
  g_signal_emit (self, signals[VERSIONS_TOGGLED], 0);
}

static void
ed_document_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_object (value, ED_DOCUMENT_ROW (object)->entry);
}

static void
ed_document_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  ED_DOCUMENT_ROW (object)->entry = g_value_dup_object (value);
}

static void
ed_document_row_dispose (GObject *object)
{
  ed_template_dispose (GTK_WIDGET (object), ED_TYPE_DOCUMENT_ROW);
  g_clear_object (&ED_DOCUMENT_ROW (object)->entry);
  G_OBJECT_CLASS (ed_document_row_parent_class)->dispose (object);
}

static const EdCallback closures[] = {
  { "choose_box_classes", G_CALLBACK (choose_box_classes) },
  { "choose_icon_classes", G_CALLBACK (choose_icon_classes) },
  { "choose_status_classes", G_CALLBACK (choose_status_classes) },
  { "choose_arrow", G_CALLBACK (choose_arrow) },
  { "has_text", G_CALLBACK (ed_closure_has_text) },
};

static void
ed_document_row_class_init (EdDocumentRowClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  g_type_ensure (ED_TYPE_WRAP);
  object_class->dispose = ed_document_row_dispose;
  object_class->get_property = ed_document_row_get_property;
  object_class->set_property = ed_document_row_set_property;
  properties[PROP_ENTRY] =
      g_param_spec_object ("entry",
                           NULL,
                           NULL,
                           ED_TYPE_DOCUMENT_ENTRY,
                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[VERSIONS_TOGGLED] = g_signal_new ("versions-toggled",
                                            ED_TYPE_DOCUMENT_ROW,
                                            G_SIGNAL_RUN_LAST,
                                            0,
                                            NULL,
                                            NULL,
                                            NULL,
                                            G_TYPE_NONE,
                                            0);
  gtk_widget_class_set_template_from_resource (widget_class, ED_UI "documents/document-row.ui");
  gtk_widget_class_bind_template_child (widget_class, EdDocumentRow, menu);
  gtk_widget_class_bind_template_child (widget_class, EdDocumentRow, cancel);
  gtk_widget_class_bind_template_child (widget_class, EdDocumentRow, retry);
  gtk_widget_class_bind_template_child (widget_class, EdDocumentRow, discard);
  gtk_widget_class_bind_template_callback (widget_class, on_versions);
  ed_callbacks_bind (widget_class, closures, G_N_ELEMENTS (closures));
}

static void
ed_document_row_init (EdDocumentRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
append_item (GMenu *menu, const char *label, const char *action, const char *id)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", id);
  g_menu_append_item (menu, item);
}

static GMenuModel *
make_menu (EdDocumentEntry *entry)
{
  const char *id = ed_document_entry_id (entry);
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) reading = g_menu_new ();
  g_autoptr (GMenu) removing = g_menu_new ();

  append_item (reading, _ ("Open"), "deed.open-document", id);
  append_item (reading, _ ("Save as…"), "deed.save-document", id);
  append_item (reading, _ ("Print…"), "deed.print-document", id);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (reading));
  if (ed_document_entry_can_remove (entry))
    {
      append_item (removing, _ ("Remove…"), "deed.remove-document", id);
      g_menu_append_section (menu, NULL, G_MENU_MODEL (removing));
    }
  return G_MENU_MODEL (menu);
}

GtkWidget *
ed_document_row_new (EdDocumentEntry *entry)
{
  EdDocumentRow *self = g_object_new (ED_TYPE_DOCUMENT_ROW, "entry", entry, NULL);
  GtkWidget *const buttons[] = { self->cancel, self->retry, self->discard };
  g_autoptr (GMenuModel) menu = make_menu (entry);
  g_autofree char *title = NULL;
  g_autofree char *detail = NULL;
  gboolean can_open;

  for (guint i = 0; i < G_N_ELEMENTS (buttons); i++)
    gtk_actionable_set_action_target (GTK_ACTIONABLE (buttons[i]),
                                      "s",
                                      ed_document_entry_id (entry));
  gtk_menu_button_set_menu_model (self->menu, menu);
  g_object_get (entry, "title", &title, "detail", &detail, "can-open", &can_open, NULL);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), can_open);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  detail,
                                  -1);
  return GTK_WIDGET (self);
}

EdDocumentEntry *
ed_document_row_entry (EdDocumentRow *self)
{
  return self->entry;
}

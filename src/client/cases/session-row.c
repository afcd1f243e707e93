/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/cases/session-row.h"

#include "client/resources.h"
#include "client/widgets/fold.h"
#include "client/widgets/template.h"
#include "client/widgets/wrap.h"

struct _EdSessionRow
{
  GtkListBoxRow parent_instance;
  GtkWidget *title;
  GtkWidget *edit;
  GtkWidget *delete;
  EdSessionEntry *entry;
};

enum
{
  PROP_ENTRY = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (EdSessionRow, ed_session_row, GTK_TYPE_LIST_BOX_ROW)

static void
ed_session_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_object (value, ED_SESSION_ROW (object)->entry);
}

static void
ed_session_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  ED_SESSION_ROW (object)->entry = g_value_dup_object (value);
}

static void
ed_session_row_dispose (GObject *object)
{
  g_clear_object (&ED_SESSION_ROW (object)->entry);
  ed_template_dispose (GTK_WIDGET (object), ED_TYPE_SESSION_ROW);
  G_OBJECT_CLASS (ed_session_row_parent_class)->dispose (object);
}

static void
ed_session_row_class_init (EdSessionRowClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  g_type_ensure (ED_TYPE_FOLD);
  g_type_ensure (ED_TYPE_WRAP);
  object_class->dispose = ed_session_row_dispose;
  object_class->get_property = ed_session_row_get_property;
  object_class->set_property = ed_session_row_set_property;
  properties[PROP_ENTRY] =
      g_param_spec_object ("entry",
                           NULL,
                           NULL,
                           ED_TYPE_SESSION_ENTRY,
                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_template_from_resource (widget_class, ED_UI "cases/session-row.ui");
  gtk_widget_class_bind_template_child (widget_class, EdSessionRow, title);
  gtk_widget_class_bind_template_child (widget_class, EdSessionRow, edit);
  gtk_widget_class_bind_template_child (widget_class, EdSessionRow, delete);
}

static void
ed_session_row_init (EdSessionRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  self->title,
                                  NULL,
                                  -1);
}

GtkWidget *
ed_session_row_new (EdSessionEntry *entry)
{
  EdSessionRow *self = g_object_new (ED_TYPE_SESSION_ROW, "entry", entry, NULL);

  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->edit), "s", ed_session_entry_id (entry));
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->delete),
                                    "s",
                                    ed_session_entry_id (entry));
  return GTK_WIDGET (self);
}

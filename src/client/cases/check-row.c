/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/cases/check-row.h"

#include "client/cases/profile-texts.h"
#include "client/closures.h"
#include "client/resources.h"
#include "client/widgets/button-wrap.h"
#include "client/widgets/callback.h"
#include "client/widgets/fold.h"
#include "client/widgets/template.h"
#include "client/widgets/wrap.h"

struct _EdCheckRow
{
  GtkWidget parent_instance;
  GtkWidget *box;
  EdCaseItem *item;
  guint check;
  gboolean editable;
};

enum
{
  PROP_ITEM = 1,
  PROP_CHECK,
  PROP_EDITABLE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (EdCheckRow, ed_check_row, GTK_TYPE_WIDGET)

static char *
choose_icon (gpointer object, gboolean done)
{
  return g_strdup (done ? "ed-badge-check-symbolic" : "ed-badge-clock-symbolic");
}

static char **
choose_icon_classes (gpointer object, gboolean done)
{
  const char *classes[] = { done ? "success" : "dim-label", NULL };

  return g_strdupv ((char **) classes);
}

static char **
choose_button_classes (gpointer object, gboolean next)
{
  const char *classes[] = { "text-button", next ? "suggested-action" : NULL, NULL };

  return g_strdupv ((char **) classes);
}

static gboolean
has_button (gpointer object, const char *label, gboolean editable)
{
  return editable && label != NULL && *label != '\0';
}

/* The client's satisfaction has a tick box that stands in for it. */
static gboolean
has_box (gpointer object, guint check, gboolean editable)
{
  return editable && check == ED_CHECK_SATISFACTION;
}

/* The row that it is in takes the focus and is read as the condition. */
static void
name_row (EdCheckRow *self)
{
  GtkWidget *row = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_LIST_BOX_ROW);
  g_autofree char *title = NULL;
  g_autofree char *detail = NULL;

  if (row == NULL || self->item == NULL)
    return;
  title = ed_check_title (self, self->item, self->check);
  detail = ed_check_detail (self, self->item, self->check);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  detail != NULL ? detail : "",
                                  -1);
}

static void
ed_check_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  EdCheckRow *self = ED_CHECK_ROW (object);

  if (id == PROP_ITEM)
    g_value_set_object (value, self->item);
  else if (id == PROP_CHECK)
    g_value_set_uint (value, self->check);
  else
    g_value_set_boolean (value, self->editable);
}

static void
ed_check_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  EdCheckRow *self = ED_CHECK_ROW (object);

  if (id == PROP_ITEM)
    ed_case_item_hold (&self->item, g_value_get_object (value), self);
  else if (id == PROP_CHECK)
    self->check = g_value_get_uint (value);
  else
    self->editable = g_value_get_boolean (value);
}

static void
ed_check_row_dispose (GObject *object)
{
  EdCheckRow *self = ED_CHECK_ROW (object);

  g_clear_object (&self->item);
  g_clear_pointer (&self->box, ed_template_part_unparent);
  ed_template_dispose (GTK_WIDGET (self), ED_TYPE_CHECK_ROW);
  G_OBJECT_CLASS (ed_check_row_parent_class)->dispose (object);
}

static const EdCallback closures[] = {
  { "check_is_done", G_CALLBACK (ed_check_is_done) },
  { "check_title", G_CALLBACK (ed_check_title) },
  { "check_detail", G_CALLBACK (ed_check_detail) },
  { "check_button", G_CALLBACK (ed_check_button) },
  { "check_action", G_CALLBACK (ed_check_action) },
  { "check_other_button", G_CALLBACK (ed_check_other_button) },
  { "check_other_action", G_CALLBACK (ed_check_other_action) },
  { "check_fill_button", G_CALLBACK (ed_check_fill_button) },
  { "check_fill_action", G_CALLBACK (ed_check_fill_action) },
  { "has_box", G_CALLBACK (has_box) },
  { "check_is_next", G_CALLBACK (ed_check_is_next) },
  { "choose_icon", G_CALLBACK (choose_icon) },
  { "choose_icon_classes", G_CALLBACK (choose_icon_classes) },
  { "choose_button_classes", G_CALLBACK (choose_button_classes) },
  { "has_button", G_CALLBACK (has_button) },
  { "has_text", G_CALLBACK (ed_closure_has_text) },
};

static void
ed_check_row_class_init (EdCheckRowClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  g_type_ensure (ED_TYPE_FOLD);
  g_type_ensure (ED_TYPE_WRAP);
  object_class->dispose = ed_check_row_dispose;
  object_class->get_property = ed_check_row_get_property;
  object_class->set_property = ed_check_row_set_property;
  properties[PROP_ITEM] =
      g_param_spec_object ("item",
                           NULL,
                           NULL,
                           ED_TYPE_CASE_ITEM,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_CHECK] = g_param_spec_uint ("check",
                                              NULL,
                                              NULL,
                                              0,
                                              G_MAXUINT,
                                              0,
                                              G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_EDITABLE] = g_param_spec_boolean ("editable",
                                                    NULL,
                                                    NULL,
                                                    FALSE,
                                                    G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, ED_UI "cases/check-row.ui");
  gtk_widget_class_bind_template_child (widget_class, EdCheckRow, box);
  gtk_widget_class_bind_template_callback (widget_class, ed_button_wrap);
  ed_callbacks_bind (widget_class, closures, G_N_ELEMENTS (closures));
}

static void
ed_check_row_init (EdCheckRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (self, "notify::item", G_CALLBACK (name_row), NULL);
  g_signal_connect (self, "map", G_CALLBACK (name_row), NULL);
}

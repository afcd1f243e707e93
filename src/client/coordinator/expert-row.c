/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/coordinator/expert-row.h"

#include "client/closures.h"
#include "client/coordinator/account-texts.h"
#include "client/resources.h"
#include "client/widgets/callback.h"
#include "client/widgets/row-name.h"
#include "client/widgets/template.h"
#include "client/widgets/wrap.h"

struct _EdExpertRow
{
  GtkWidget parent_instance;
  GtkWidget *box;
  EdExpertChoice *choice;
};

enum
{
  PROP_CHOICE = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (EdExpertRow, ed_expert_row, GTK_TYPE_WIDGET)

/* Somebody who cannot take the case stands back. */
static double
choose_opacity (gpointer object, EdExpertChoice *choice)
{
  return ed_expert_is_suitable (NULL, choice) ? 1.0 : 0.7;
}

static char *
make_bare_name (gpointer object, EdExpertChoice *choice)
{
  return ed_account_bare_name (choice == NULL ? "" : ed_expert_choice_account (choice)->name);
}

/* A remark on somebody who can take it is a warning. */
static char **
choose_remark_classes (gpointer object, EdExpertChoice *choice)
{
  const char *classes[] = { "caption",
                            ed_expert_is_suitable (NULL, choice) ? "warning" : NULL,
                            NULL };

  return g_strdupv ((char **) classes);
}

static void
set_choice (EdExpertRow *self, EdExpertChoice *choice)
{
  if (!g_set_object (&self->choice, choice))
    return;
  if (choice != NULL)
    ed_row_name (GTK_WIDGET (self), ed_expert_choice_account (choice)->name, NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHOICE]);
}

static void
ed_expert_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_object (value, ED_EXPERT_ROW (object)->choice);
}

static void
ed_expert_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  set_choice (ED_EXPERT_ROW (object), g_value_get_object (value));
}

static void
ed_expert_row_dispose (GObject *object)
{
  EdExpertRow *self = ED_EXPERT_ROW (object);

  g_clear_object (&self->choice);
  g_clear_pointer (&self->box, ed_template_part_unparent);
  ed_template_dispose (GTK_WIDGET (self), ED_TYPE_EXPERT_ROW);
  G_OBJECT_CLASS (ed_expert_row_parent_class)->dispose (object);
}

static const EdCallback closures[] = {
  { "bare_name", G_CALLBACK (make_bare_name) },
  { "name_text", G_CALLBACK (ed_expert_name_text) },
  { "facts_text", G_CALLBACK (ed_expert_facts_text) },
  { "reason_text", G_CALLBACK (ed_expert_reason_text) },
  { "remark_text", G_CALLBACK (ed_expert_remark_text) },
  { "has_text", G_CALLBACK (ed_closure_has_text) },
  { "opacity", G_CALLBACK (choose_opacity) },
  { "remark_classes", G_CALLBACK (choose_remark_classes) },
};

static void
ed_expert_row_class_init (EdExpertRowClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  g_type_ensure (ED_TYPE_WRAP);
  object_class->get_property = ed_expert_row_get_property;
  object_class->set_property = ed_expert_row_set_property;
  object_class->dispose = ed_expert_row_dispose;
  properties[PROP_CHOICE] =
      g_param_spec_object ("choice",
                           NULL,
                           NULL,
                           ED_TYPE_EXPERT_CHOICE,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, ED_UI "coordinator/expert-row.ui");
  gtk_widget_class_bind_template_child (widget_class, EdExpertRow, box);
  ed_callbacks_bind (widget_class, closures, G_N_ELEMENTS (closures));
}

static void
ed_expert_row_init (EdExpertRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

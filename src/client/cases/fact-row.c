/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/cases/fact-row.h"

#include "client/resources.h"
#include "client/widgets/fold.h"
#include "client/widgets/follow.h"
#include "client/widgets/template.h"

struct _EdFactRow
{
  GtkListBoxRow parent_instance;
  EdFact *fact;
  gboolean private;
};

enum
{
  PROP_FACT = 1,
  PROP_PRIVATE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (EdFactRow, ed_fact_row, GTK_TYPE_LIST_BOX_ROW)

/* The value as markup; dots where it is to be hidden. */
static char *
format_value (gpointer object,
              const char *value,
              const char *uri,
              gboolean sensitive,
              gboolean private,
              gboolean pointed)
{
  if (value == NULL)
    return g_strdup ("");
  if (sensitive && private && !pointed)
    return g_strdup ("••••••");
  if (uri == NULL)
    return g_markup_escape_text (value, -1);
  return g_markup_printf_escaped ("<a href=\"%s\">%s</a>", uri, value);
}

static void
ed_fact_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  EdFactRow *self = ED_FACT_ROW (object);

  if (id == PROP_FACT)
    g_value_set_object (value, self->fact);
  else
    g_value_set_boolean (value, self->private);
}

static void
ed_fact_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  EdFactRow *self = ED_FACT_ROW (object);

  if (id == PROP_FACT)
    self->fact = g_value_dup_object (value);
  else
    self->private = g_value_get_boolean (value);
}

static void
ed_fact_row_dispose (GObject *object)
{
  g_clear_object (&ED_FACT_ROW (object)->fact);
  ed_template_dispose (GTK_WIDGET (object), ED_TYPE_FACT_ROW);
  G_OBJECT_CLASS (ed_fact_row_parent_class)->dispose (object);
}

static void
ed_fact_row_class_init (EdFactRowClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  g_type_ensure (ED_TYPE_FOLD);
  object_class->dispose = ed_fact_row_dispose;
  object_class->get_property = ed_fact_row_get_property;
  object_class->set_property = ed_fact_row_set_property;
  properties[PROP_FACT] =
      g_param_spec_object ("fact",
                           NULL,
                           NULL,
                           ED_TYPE_FACT,
                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_PRIVATE] = g_param_spec_boolean ("private",
                                                   NULL,
                                                   NULL,
                                                   FALSE,
                                                   G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_template_from_resource (widget_class, ED_UI "cases/fact-row.ui");
  gtk_widget_class_bind_template_callback (widget_class, format_value);
}

static void
ed_fact_row_init (EdFactRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  ed_follow_window (GTK_WIDGET (self), "private");
}

GtkWidget *
ed_fact_row_new (EdFact *fact)
{
  GtkWidget *self = g_object_new (ED_TYPE_FACT_ROW, "fact", fact, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  ed_fact_label (fact),
                                  -1);
  return self;
}

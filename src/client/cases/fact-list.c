/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/cases/fact-list.h"

#include "client/cases/fact-row.h"
#include "client/resources.h"
#include "client/widgets/template.h"

struct _EdFactList
{
  GtkWidget parent_instance;
  GtkWidget *card;
  GtkListBox *list;
  GListStore *facts;
  EdCaseItem *item;
  EdFactGroup group;
  char *title;
};

enum
{
  PROP_ITEM = 1,
  PROP_GROUP,
  PROP_TITLE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (EdFactList, ed_fact_list, GTK_TYPE_WIDGET)

static gboolean
is_shown (EdFactList *self, GPtrArray *facts)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->facts)) != facts->len)
    return FALSE;
  for (guint i = 0; i < facts->len; i++)
    {
      g_autoptr (EdFact) present = g_list_model_get_item (G_LIST_MODEL (self->facts), i);

      if (g_strcmp0 (ed_fact_label (present), ed_fact_label (facts->pdata[i])) != 0
          || g_strcmp0 (ed_fact_value (present), ed_fact_value (facts->pdata[i])) != 0)
        return FALSE;
    }
  return TRUE;
}

static void
on_item_changed (EdFactList *self)
{
  g_autoptr (GPtrArray) facts = NULL;

  if (self->item == NULL)
    {
      g_list_store_remove_all (self->facts);
      return;
    }
  facts = ed_facts_list (self->item, self->group);
  if (!is_shown (self, facts))
    g_list_store_splice (self->facts,
                         0,
                         g_list_model_get_n_items (G_LIST_MODEL (self->facts)),
                         facts->pdata,
                         facts->len);
}

static GtkWidget *
make_row (gpointer fact, gpointer data)
{
  return ed_fact_row_new (fact);
}

static void
ed_fact_list_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  EdFactList *self = ED_FACT_LIST (object);

  if (id == PROP_ITEM)
    g_value_set_object (value, self->item);
  else if (id == PROP_GROUP)
    g_value_set_uint (value, self->group);
  else
    g_value_set_string (value, self->title);
}

static void
ed_fact_list_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  EdFactList *self = ED_FACT_LIST (object);

  if (id == PROP_ITEM)
    ed_case_item_hold (&self->item, g_value_get_object (value), self);
  else if (id == PROP_GROUP)
    self->group = (EdFactGroup) g_value_get_uint (value);
  else
    {
      g_free (self->title);
      self->title = g_value_dup_string (value);
    }
}

static void
ed_fact_list_dispose (GObject *object)
{
  EdFactList *self = ED_FACT_LIST (object);

  g_clear_object (&self->item);
  g_clear_pointer (&self->card, ed_template_part_unparent);
  ed_template_dispose (GTK_WIDGET (self), ED_TYPE_FACT_LIST);
  g_clear_object (&self->facts);
  G_OBJECT_CLASS (ed_fact_list_parent_class)->dispose (object);
}

static void
ed_fact_list_finalize (GObject *object)
{
  g_free (ED_FACT_LIST (object)->title);
  G_OBJECT_CLASS (ed_fact_list_parent_class)->finalize (object);
}

static void
ed_fact_list_class_init (EdFactListClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = ed_fact_list_dispose;
  object_class->finalize = ed_fact_list_finalize;
  object_class->get_property = ed_fact_list_get_property;
  object_class->set_property = ed_fact_list_set_property;
  properties[PROP_ITEM] =
      g_param_spec_object ("item", NULL, NULL, ED_TYPE_CASE_ITEM, flags | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_GROUP] = g_param_spec_uint ("group", NULL, NULL, 0, ED_FACTS_ORIGIN, 0, flags);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, ED_UI "cases/fact-list.ui");
  gtk_widget_class_bind_template_child (widget_class, EdFactList, card);
  gtk_widget_class_bind_template_child (widget_class, EdFactList, list);
}

static void
ed_fact_list_init (EdFactList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->facts = g_list_store_new (ED_TYPE_FACT);
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (self->facts), make_row, NULL, NULL);
  g_signal_connect (self, "notify::item", G_CALLBACK (on_item_changed), NULL);
}

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/cases/history.h"

#include "client/dates.h"
#include "client/resources.h"

#include <glib/gi18n.h>

struct _EdHistory
{
  GtkWidget parent_instance;
  GtkGrid *grid;
  EdCaseItem *item;
  gboolean since_assignment;
};

enum
{
  PROP_ITEM = 1,
  PROP_SINCE_ASSIGNMENT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (EdHistory, ed_history, GTK_TYPE_WIDGET)

/* Who did it, as far as the case itself tells. */
static const char *
find_name (const EdCase *case_, const EdEvent *event)
{
  if (event->by == NULL)
    return NULL;
  if (g_strcmp0 (event->by, case_->expert_id) == 0)
    return case_->expert_name;
  return g_strcmp0 (event->by, case_->assigned_by) == 0 ? case_->assigned_by_name : NULL;
}

static GtkWidget *
make_label (const char *text, gboolean dim)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  gtk_widget_add_css_class (label, "caption");
  if (dim)
    {
      gtk_widget_add_css_class (label, "dim-label");
      gtk_widget_add_css_class (label, "numeric");
    }
  else
    gtk_widget_set_hexpand (label, TRUE);
  return label;
}

static void
add_event (EdHistory *self, const EdEvent *event, int line)
{
  g_autofree char *moment = ed_instant_text (event->at, ed_case_item_zone (self->item));
  const char *what = _ (ed_event_choices[event->what].label);
  const char *name = find_name (ed_case_item_case (self->item), event);
  g_autofree char *text
      /* Translators: what happened, and who did it: "Session added · Dr. Kovács" */
      = name == NULL ? g_strdup (what) : g_strdup_printf (_ ("%s · %s"), what, name);

  gtk_grid_attach (self->grid, make_label (moment, TRUE), 0, line, 1, 1);
  gtk_grid_attach (self->grid, make_label (text, FALSE), 1, line, 1, 1);
}

static void
on_item_changed (EdHistory *self)
{
  const EdCase *case_ = self->item == NULL ? NULL : ed_case_item_case (self->item);
  GtkWidget *child;
  int line = 0;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->grid))) != NULL)
    gtk_grid_remove (self->grid, child);
  for (guint i = case_ == NULL ? 0 : case_->events->len; i > 0; i--)
    {
      const EdEvent *event = case_->events->pdata[i - 1];

      if (!self->since_assignment
          || (event->assignment_id != NULL
              && g_strcmp0 (event->assignment_id, case_->assignment_id) == 0))
        add_event (self, event, line++);
    }
}

static void
ed_history_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  EdHistory *self = ED_HISTORY (object);

  if (id == PROP_ITEM)
    g_value_set_object (value, self->item);
  else
    g_value_set_boolean (value, self->since_assignment);
}

static void
ed_history_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  EdHistory *self = ED_HISTORY (object);

  if (id == PROP_ITEM)
    ed_case_item_hold (&self->item, g_value_get_object (value), self);
  else
    self->since_assignment = g_value_get_boolean (value);
}

static void
ed_history_dispose (GObject *object)
{
  EdHistory *self = ED_HISTORY (object);
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));

  g_clear_object (&self->item);
  if (child != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (ed_history_parent_class)->dispose (object);
}

static void
ed_history_class_init (EdHistoryClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->dispose = ed_history_dispose;
  object_class->get_property = ed_history_get_property;
  object_class->set_property = ed_history_set_property;
  properties[PROP_ITEM] =
      g_param_spec_object ("item",
                           NULL,
                           NULL,
                           ED_TYPE_CASE_ITEM,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_SINCE_ASSIGNMENT] =
      g_param_spec_boolean ("since-assignment",
                            NULL,
                            NULL,
                            FALSE,
                            G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
ed_history_init (EdHistory *self)
{
  self->grid = GTK_GRID (gtk_grid_new ());
  gtk_grid_set_column_spacing (self->grid, 12);
  gtk_grid_set_row_spacing (self->grid, 6);
  gtk_widget_set_parent (GTK_WIDGET (self->grid), GTK_WIDGET (self));
  g_signal_connect (self, "notify::item", G_CALLBACK (on_item_changed), NULL);
}

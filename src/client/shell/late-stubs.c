/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/shell/late-stubs.h"

#include "client/cases/late-texts.h"
#include "client/resources.h"
#include "client/widgets/answer.h"
#include "client/widgets/row-fold.h"
#include "client/widgets/template.h"

#include <adwaita.h>
#include <glib/gi18n.h>

struct _EdLateStubs
{
  GtkWidget parent_instance;
  GtkWidget *card;
  GtkListBox *list;
  EdDesk *desk;
  guint count;
  GCancellable *cancellable;
};

enum
{
  PROP_COUNT = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (EdLateStubs, ed_late_stubs, GTK_TYPE_WIDGET)

static void
on_put_away (EdLateStubs *self, GtkWidget *button)
{
  ed_desk_put_late_away_async (self->desk,
                               g_object_get_data (G_OBJECT (button), "assignment"),
                               NULL,
                               NULL,
                               NULL);
}

/* LATE: EdLateWork of one assignment. */
static void
add_stub (EdLateStubs *self, const GPtrArray *late)
{
  g_autofree char *title = ed_late_stub_text (late, ed_desk_zone (self->desk));
  g_autofree char *fate = ed_late_fate_text (late);
  const char *assignment = ((EdLateWork *) late->pdata[0])->assignment_id;
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW,
                                 "use-markup",
                                 FALSE,
                                 "title",
                                 title,
                                 "title-lines",
                                 0,
                                 "subtitle",
                                 fate,
                                 "subtitle-lines",
                                 0,
                                 "icon-name",
                                 "ed-badge-returned-symbolic",
                                 NULL);
  GtkWidget *button = gtk_button_new_with_label (_ ("Put away"));

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (button, ed_late_is_settled (late));
  g_object_set_data_full (G_OBJECT (button),
                          "assignment",
                          g_strdup (assignment != NULL ? assignment : ""),
                          g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_put_away), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  ed_row_fold (ADW_ACTION_ROW (row));
  gtk_list_box_append (self->list, row);
}

static gboolean
belong_together (const EdLateWork *a, const EdLateWork *b)
{
  return g_strcmp0 (a->assignment_id, b->assignment_id) == 0;
}

static void
show_stubs (EdLateStubs *self, const GPtrArray *late)
{
  GtkListBoxRow *row;

  self->count = 0;
  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; i < late->len; self->count++)
    {
      g_autoptr (GPtrArray) group = g_ptr_array_new ();
      const EdLateWork *first = late->pdata[i];

      for (; i < late->len && belong_together (first, late->pdata[i]); i++)
        g_ptr_array_add (group, late->pdata[i]);
      add_stub (self, group);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), self->count > 0);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COUNT]);
}

static void
on_listed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GPtrArray) late = ed_desk_list_late_finish (ED_DESK (source), result, NULL);

  if (!ed_answer_is_cancelled (result) && late != NULL)
    show_stubs (data, late);
}

static void
load (EdLateStubs *self)
{
  ed_desk_list_late_async (self->desk, NULL, self->cancellable, on_listed, self);
}

static void
ed_late_stubs_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_uint (value, ED_LATE_STUBS (object)->count);
}

static void
ed_late_stubs_dispose (GObject *object)
{
  EdLateStubs *self = ED_LATE_STUBS (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_pointer (&self->card, ed_template_part_unparent);
  ed_template_dispose (GTK_WIDGET (self), ED_TYPE_LATE_STUBS);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (ed_late_stubs_parent_class)->dispose (object);
}

static void
ed_late_stubs_finalize (GObject *object)
{
  g_object_unref (ED_LATE_STUBS (object)->cancellable);
  G_OBJECT_CLASS (ed_late_stubs_parent_class)->finalize (object);
}

static void
ed_late_stubs_class_init (EdLateStubsClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->dispose = ed_late_stubs_dispose;
  object_class->finalize = ed_late_stubs_finalize;
  object_class->get_property = ed_late_stubs_get_property;
  properties[PROP_COUNT] = g_param_spec_uint ("count",
                                              NULL,
                                              NULL,
                                              0,
                                              G_MAXUINT,
                                              0,
                                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, ED_UI "shell/late-stubs.ui");
  gtk_widget_class_bind_template_child (widget_class, EdLateStubs, card);
  gtk_widget_class_bind_template_child (widget_class, EdLateStubs, list);
}

static void
ed_late_stubs_init (EdLateStubs *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
ed_late_stubs_set_desk (EdLateStubs *self, EdDesk *desk)
{
  g_return_if_fail (ED_IS_LATE_STUBS (self) && self->desk == NULL);
  self->desk = g_object_ref (desk);
  g_signal_connect_object (desk, "changed", G_CALLBACK (load), self, G_CONNECT_SWAPPED);
  load (self);
}

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/cases/attempt-row.h"

#include "client/dates.h"
#include "client/resources.h"
#include "client/widgets/template.h"

#include <glib/gi18n.h>

struct _EdAttemptRow
{
  GtkListBoxRow parent_instance;
  GtkLabel *title;
  GtkLabel *detail;
  GtkWidget *edit;
  GtkWidget *delete;
};

G_DEFINE_FINAL_TYPE (EdAttemptRow, ed_attempt_row, GTK_TYPE_LIST_BOX_ROW)

static void
ed_attempt_row_dispose (GObject *object)
{
  ed_template_dispose (GTK_WIDGET (object), ED_TYPE_ATTEMPT_ROW);
  G_OBJECT_CLASS (ed_attempt_row_parent_class)->dispose (object);
}

static void
ed_attempt_row_class_init (EdAttemptRowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = ed_attempt_row_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, ED_UI "cases/attempt-row.ui");
  gtk_widget_class_bind_template_child (widget_class, EdAttemptRow, title);
  gtk_widget_class_bind_template_child (widget_class, EdAttemptRow, detail);
  gtk_widget_class_bind_template_child (widget_class, EdAttemptRow, edit);
  gtk_widget_class_bind_template_child (widget_class, EdAttemptRow, delete);
}

static void
ed_attempt_row_init (EdAttemptRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  self->title,
                                  NULL,
                                  -1);
}

/* "Phone call: no answer". */
static char *
format_title (const EdAttempt *attempt)
{
  const char *kind = _ (ed_attempt_kind_choices[attempt->kind].label);

  if (attempt->result == ED_ABSENT)
    return g_strdup (kind);
  /* Translators: kind and result of a contact attempt: "Phone call · No answer" */
  return g_strdup_printf (_ ("%s · %s"),
                          kind,
                          _ (ed_attempt_result_choices[attempt->result].label));
}

GtkWidget *
ed_attempt_row_new (EdCaseItem *item, const EdAttempt *attempt, gboolean editable)
{
  EdAttemptRow *self = g_object_new (ED_TYPE_ATTEMPT_ROW, NULL);
  g_autofree char *title = format_title (attempt);
  g_autofree char *detail = ed_instant_text (attempt->at, ed_case_item_zone (item));

  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->detail, detail);
  gtk_widget_set_visible (self->edit, editable);
  gtk_widget_set_visible (self->delete, editable);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->edit), "s", attempt->id);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->delete), "s", attempt->id);
  return GTK_WIDGET (self);
}

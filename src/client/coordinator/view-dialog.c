/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/coordinator/view-dialog.h"

#include "client/resources.h"
#include "client/widgets/message-fit.h"
#include "client/widgets/reason.h"
#include "client/widgets/row-fold.h"
#include "client/widgets/template.h"

#include <glib/gi18n.h>

struct _EdViewDialog
{
  AdwMessageDialog parent_instance;
  GtkEditable *name;
  GtkLabel *trouble; /* why the name does not do, or what it does */
  GtkWidget *first_row;
  GtkSwitch *first;
  EdCaseViews *views;
  guint renamed; /* the one that is, or G_MAXUINT */
};

enum
{
  NAMED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EdViewDialog, ed_view_dialog, ADW_TYPE_MESSAGE_DIALOG)

static char *
get_name (EdViewDialog *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (self->name)));
}

static void
on_changed (EdViewDialog *self)
{
  g_autofree char *name = get_name (self);
  const char *trouble;
  guint same;

  if (self->views == NULL)
    return;
  trouble = ed_case_views_refuse_name (self->views, name, self->renamed);
  same = ed_case_views_find (self->views, name);
  ed_reason_set_response (ADW_MESSAGE_DIALOG (self),
                          "save",
                          *name == '\0' ? _ ("Type a name first") : trouble);
  gtk_label_set_label (self->trouble,
                       trouble != NULL ? trouble
                       : same != G_MAXUINT && same != self->renamed
                           ? _ ("Takes the place of the view of this name")
                           : "");
}

static void
on_response (EdViewDialog *self, const char *response)
{
  g_autofree char *name = get_name (self);

  if (g_strcmp0 (response, "save") == 0)
    g_signal_emit (self, signals[NAMED], 0, name, gtk_switch_get_active (self->first));
}

static void
ed_view_dialog_dispose (GObject *object)
{
  EdViewDialog *self = ED_VIEW_DIALOG (object);

  ed_template_dispose (GTK_WIDGET (self), ED_TYPE_VIEW_DIALOG);
  g_clear_object (&self->views);
  G_OBJECT_CLASS (ed_view_dialog_parent_class)->dispose (object);
}

static void
ed_view_dialog_class_init (EdViewDialogClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = ed_view_dialog_dispose;
  signals[NAMED] = g_signal_new ("named",
                                 ED_TYPE_VIEW_DIALOG,
                                 G_SIGNAL_RUN_LAST,
                                 0,
                                 NULL,
                                 NULL,
                                 NULL,
                                 G_TYPE_NONE,
                                 2,
                                 G_TYPE_STRING,
                                 G_TYPE_BOOLEAN);
  gtk_widget_class_set_template_from_resource (widget_class, ED_UI "coordinator/view-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, EdViewDialog, name);
  gtk_widget_class_bind_template_child (widget_class, EdViewDialog, trouble);
  gtk_widget_class_bind_template_child (widget_class, EdViewDialog, first_row);
  gtk_widget_class_bind_template_child (widget_class, EdViewDialog, first);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_response);
}

static void
ed_view_dialog_init (EdViewDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  ed_rows_fit (GTK_WIDGET (self));
  ed_message_fit (ADW_MESSAGE_DIALOG (self));
  self->renamed = G_MAXUINT;
}

static EdViewDialog *
make (GtkWindow *parent, EdCaseViews *views, guint renamed, const char *name)
{
  EdViewDialog *self = g_object_new (ED_TYPE_VIEW_DIALOG, "transient-for", parent, NULL);

  self->views = g_object_ref (views);
  self->renamed = renamed;
  gtk_editable_set_text (self->name, name);
  on_changed (self);
  return self;
}

GtkWidget *
ed_view_dialog_new (GtkWindow *parent, EdCaseViews *views, const EdCaseView *now)
{
  EdViewDialog *self = make (parent, views, G_MAXUINT, now->name == NULL ? "" : now->name);
  g_autofree char *what = ed_case_view_describe (now);
  guint same = now->name == NULL ? G_MAXUINT : ed_case_views_find (views, now->name);

  adw_message_dialog_set_heading (ADW_MESSAGE_DIALOG (self), _ ("Save view"));
  adw_message_dialog_format_body (
      ADW_MESSAGE_DIALOG (self),
      /* Translators: what the view holds: "Overdue · Legal · by Company · 8 columns" */
      _ ("%s\n\nViews are kept encrypted on this computer, for your account alone. "
         "Other computers have views of their own."),
      what);
  gtk_switch_set_active (self->first, same != G_MAXUINT && same == ed_case_views_first (views));
  return GTK_WIDGET (self);
}

GtkWidget *
ed_view_dialog_new_rename (GtkWindow *parent, EdCaseViews *views, guint i)
{
  const char *name = ed_case_views_get (views, i)->name;
  EdViewDialog *self = make (parent, views, i, name);

  adw_message_dialog_format_heading (ADW_MESSAGE_DIALOG (self),
                                     /* Translators: name of a view of the table of cases */
                                     _ ("Rename “%s”"),
                                     name);
  gtk_widget_set_visible (self->first_row, FALSE);
  return GTK_WIDGET (self);
}

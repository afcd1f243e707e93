/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/cases/delete-dialog.h"

#include "client/dates.h"
#include "client/resources.h"
#include "client/widgets/choice-rows.h"
#include "client/widgets/message-fit.h"
#include "client/widgets/reason.h"
#include "client/widgets/template.h"

#include <glib/gi18n.h>

struct _EdDeleteDialog
{
  AdwMessageDialog parent_instance;
  GtkListBox *reasons;
  guint reason;
};

enum
{
  CONFIRMED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EdDeleteDialog, ed_delete_dialog, ADW_TYPE_MESSAGE_DIALOG)

static void
on_chosen (gpointer self, gint64 reason)
{
  ((EdDeleteDialog *) self)->reason = (guint) reason;
  ed_reason_set_response (ADW_MESSAGE_DIALOG (self), "delete", NULL);
}

static void
on_response (EdDeleteDialog *self, const char *response)
{
  if (g_strcmp0 (response, "delete") == 0)
    g_signal_emit (self, signals[CONFIRMED], 0, self->reason);
}

static void
ed_delete_dialog_dispose (GObject *object)
{
  ed_template_dispose (GTK_WIDGET (object), ED_TYPE_DELETE_DIALOG);
  G_OBJECT_CLASS (ed_delete_dialog_parent_class)->dispose (object);
}

static void
ed_delete_dialog_class_init (EdDeleteDialogClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = ed_delete_dialog_dispose;
  signals[CONFIRMED] = g_signal_new ("confirmed",
                                     ED_TYPE_DELETE_DIALOG,
                                     G_SIGNAL_RUN_LAST,
                                     0,
                                     NULL,
                                     NULL,
                                     NULL,
                                     G_TYPE_NONE,
                                     1,
                                     G_TYPE_UINT);
  gtk_widget_class_set_template_from_resource (widget_class, ED_UI "cases/delete-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, EdDeleteDialog, reasons);
  gtk_widget_class_bind_template_callback (widget_class, on_response);
}

static void
ed_delete_dialog_init (EdDeleteDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  ed_message_fit (ADW_MESSAGE_DIALOG (self));
  ed_choice_rows_add (self->reasons, ed_session_reason_choices, on_chosen, self);
  ed_reason_set_response (ADW_MESSAGE_DIALOG (self), "delete", _ ("Choose one of these first"));
}

GtkWidget *
ed_delete_dialog_new (GtkWindow *parent, guint number, const EdSession *session)
{
  EdDeleteDialog *self = g_object_new (ED_TYPE_DELETE_DIALOG, "transient-for", parent, NULL);
  g_autofree char *date = ed_date_text (session->date);

  adw_message_dialog_format_heading (ADW_MESSAGE_DIALOG (self), _ ("Delete session %u?"), number);
  adw_message_dialog_format_body (ADW_MESSAGE_DIALOG (self),
                                  _ ("The session on %s. It stays in the history with its reason."),
                                  date);
  return GTK_WIDGET (self);
}

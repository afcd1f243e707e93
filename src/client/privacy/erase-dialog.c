/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/privacy/erase-dialog.h"

#include "client/privacy/privacy-texts.h"
#include "client/resources.h"
#include "client/widgets/choice-rows.h"
#include "client/widgets/entry-title.h"
#include "client/widgets/message-fit.h"
#include "client/widgets/reason.h"
#include "client/widgets/template.h"

#include <glib/gi18n.h>

struct _EdEraseDialog
{
  AdwMessageDialog parent_instance;
  GtkLabel *goes;
  GtkLabel *warning;
  GtkListBox *reasons;
  AdwEntryRow *number;
  gint64 expected; /* to be typed */
  gint64 reason;   /* EdErasureReason, ED_ABSENT: not chosen */
};

enum
{
  CONFIRMED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EdEraseDialog, ed_erase_dialog, ADW_TYPE_MESSAGE_DIALOG)

static void
on_changed (EdEraseDialog *self)
{
  g_autofree char *typed =
      g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->number))));
  gint64 number = 0;
  gboolean is_right = g_ascii_string_to_signed (typed, 10, 1, G_MAXINT64, &number, NULL)
                      && number == self->expected;

  ed_reason_set_response (ADW_MESSAGE_DIALOG (self),
                          "erase",
                          self->reason == ED_ABSENT ? _ ("Choose one of these first")
                          : !is_right               ? _ ("Type the number first")
                                                    : NULL);
}

static void
on_chosen (gpointer self, gint64 reason)
{
  ((EdEraseDialog *) self)->reason = reason;
  on_changed (self);
}

static void
on_response (EdEraseDialog *self, const char *response)
{
  if (g_strcmp0 (response, "erase") == 0)
    g_signal_emit (self, signals[CONFIRMED], 0, (guint) self->reason);
}

static void
ed_erase_dialog_dispose (GObject *object)
{
  ed_template_dispose (GTK_WIDGET (object), ED_TYPE_ERASE_DIALOG);
  G_OBJECT_CLASS (ed_erase_dialog_parent_class)->dispose (object);
}

static void
ed_erase_dialog_class_init (EdEraseDialogClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = ed_erase_dialog_dispose;
  signals[CONFIRMED] = g_signal_new ("confirmed",
                                     ED_TYPE_ERASE_DIALOG,
                                     G_SIGNAL_RUN_LAST,
                                     0,
                                     NULL,
                                     NULL,
                                     NULL,
                                     G_TYPE_NONE,
                                     1,
                                     G_TYPE_UINT);
  gtk_widget_class_set_template_from_resource (widget_class, ED_UI "privacy/erase-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, EdEraseDialog, goes);
  gtk_widget_class_bind_template_child (widget_class, EdEraseDialog, warning);
  gtk_widget_class_bind_template_child (widget_class, EdEraseDialog, reasons);
  gtk_widget_class_bind_template_child (widget_class, EdEraseDialog, number);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_response);
}

static void
ed_erase_dialog_init (EdEraseDialog *self)
{
  self->reason = ED_ABSENT;
  gtk_widget_init_template (GTK_WIDGET (self));
  ed_entry_title_wrap (self->number);
  ed_message_fit (ADW_MESSAGE_DIALOG (self));
  ed_choice_rows_add (self->reasons, ed_erasure_reason_choices, on_chosen, self);
  ed_reason_set_response (ADW_MESSAGE_DIALOG (self), "erase", _ ("Choose one of these first"));
}

GtkWidget *
ed_erase_dialog_new (GtkWindow *parent, const GPtrArray *finds)
{
  EdEraseDialog *self = g_object_new (ED_TYPE_ERASE_DIALOG, "transient-for", parent, NULL);
  const EdPrivacyFind *first = finds->pdata[0];
  g_autofree char *goes = ed_privacy_goes_text (finds);
  g_autofree char *warning = ed_privacy_warning (finds);
  g_autofree char *title = ed_privacy_find_title (first);
  /* Translators: "Case 261", "Request 7": its number has to be typed. */
  g_autofree char *typed = g_strdup_printf (_ ("Number of “%s”"), title);

  self->expected = first->number;
  gtk_label_set_label (self->goes, goes);
  gtk_label_set_label (self->warning, warning != NULL ? warning : "");
  gtk_widget_set_visible (GTK_WIDGET (self->warning), warning != NULL);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->number), typed);
  return GTK_WIDGET (self);
}

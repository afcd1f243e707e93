/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/privacy/due-card.h"

#include "client/numbers.h"
#include "client/privacy/privacy-texts.h"
#include "client/resources.h"
#include "client/sentences.h"
#include "client/widgets/answer.h"
#include "client/widgets/message-fit.h"
#include "client/widgets/row-fold.h"
#include "client/widgets/template.h"
#include "client/widgets/toast.h"
#include "domain/account.h"
#include "sync/desk-privacy.h"

#include <adwaita.h>
#include <glib/gi18n.h>

struct _EdDueCard
{
  GtkWidget parent_instance;
  GtkWidget *card;
  GtkStack *states; /* loading, list, trouble */
  GtkListBox *list;
  GtkLabel *trouble;
  AdwActionRow *switch_row;
  GtkSwitch *on;
  EdDesk *desk;
  gint64 due;       /* of all kinds; ED_ABSENT: not known */
  gboolean filling; /* the switch is being set */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (EdDueCard, ed_due_card, GTK_TYPE_WIDGET)

/* --- what is due ------------------------------------------------------------------------------ */

static GtkWidget *
make_row (const EdPrivacyKind *kind, gint64 today)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *note = ed_privacy_kind_note (kind, today);
  g_autofree char *due =
      ed_number_in (ngettext ("%s due", "%s due", (gulong) kind->due), kind->due);
  GtkWidget *label = gtk_label_new (due);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                 _ (ed_retention_kind_choices[kind->kind].label));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), note);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_add_css_class (label, kind->due > 0 ? "heading" : "dim-label");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  ed_row_fold (ADW_ACTION_ROW (row));
  return row;
}

static void
clear_list (EdDueCard *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, child);
}

/* What is held back by statements, and the way to them for those who have it. */
static GtkWidget *
make_unpaid_row (EdDueCard *self)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("What waits for payment"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row),
                               _ ("It is kept until its statement is marked as paid, or for a year "
                                  "longer. A coordinator does that under “Invoicing”."));
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  if ((ed_account_roles (ed_desk_account (self->desk)) & ED_ROLE_COORDINATOR) == 0)
    return row;
  button = gtk_button_new_with_label (_ ("Invoicing"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, _ ("Open the statements that are not paid"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.show");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", "invoicing");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  ed_row_fold (ADW_ACTION_ROW (row));
  return row;
}

static void
show_preview (EdDueCard *self, const EdPrivacyPreview *preview)
{
  gboolean any_unpaid = FALSE;

  clear_list (self);
  self->due = 0;
  for (guint i = 0; i < preview->kinds->len; i++)
    {
      const EdPrivacyKind *kind = preview->kinds->pdata[i];

      self->due += kind->due;
      any_unpaid = any_unpaid || kind->unpaid > 0;
      gtk_list_box_append (self->list, make_row (kind, preview->today));
    }
  if (any_unpaid)
    gtk_list_box_append (self->list, make_unpaid_row (self));
  gtk_stack_set_visible_child_name (self->states, "list");
}

static void
on_preview (GObject *source, GAsyncResult *result, gpointer data)
{
  EdDueCard *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (EdPrivacyPreview) preview =
      ed_desk_preview_retention_finish (ED_DESK (source), result, &error);
  g_autofree char *sentence = NULL;

  if (ed_answer_is_cancelled (result))
    return;
  if (preview != NULL)
    {
      show_preview (self, preview);
      return;
    }
  sentence = ed_error_sentence (error);
  gtk_label_set_label (self->trouble, sentence);
  gtk_stack_set_visible_child_name (self->states, "trouble");
}

void
ed_due_card_ask (EdDueCard *self)
{
  self->due = ED_ABSENT;
  gtk_stack_set_visible_child_name (self->states, "loading");
  ed_desk_preview_retention_async (self->desk, self->cancellable, on_preview, self);
}

static void
on_again (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ed_due_card_ask (ED_DUE_CARD (widget));
}

/* --- the switch ------------------------------------------------------------------------------- */

static void
show_switch (EdDueCard *self)
{
  gboolean may = (ed_account_roles (ed_desk_account (self->desk)) & ED_ROLE_ADMINISTRATOR) != 0;

  self->filling = TRUE;
  gtk_switch_set_active (self->on, ed_desk_settings (self->desk)->retention_on == 1);
  self->filling = FALSE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->on), may);
  adw_action_row_set_subtitle (self->switch_row,
                               may ? _ ("For good, on the server and on every computer. "
                                        "Company, type and month stay for reports.")
                                   : _ ("An administrator can switch it on or off."));
}

static void
on_switched (GObject *source, GAsyncResult *result, gpointer data)
{
  EdDueCard *self = data;
  g_autoptr (GError) error = NULL;
  EdRefusal refusal = { ED_REFUSAL_NONE, NULL };
  gboolean done = ed_desk_do_finish (ED_DESK (source), result, &refusal, &error);
  g_autofree char *sentence = NULL;

  if (ed_answer_is_cancelled (result))
    return;
  if (done)
    return;
  sentence =
      error != NULL ? ed_error_sentence (error) : ed_refusal_sentence (refusal.code, refusal.field);
  ed_toast (GTK_WIDGET (self), sentence, NULL);
  show_switch (self);
}

static void
set_on (EdDueCard *self, gboolean on)
{
  const EdSettings *settings = ed_desk_settings (self->desk);
  g_autofree char *id = g_uuid_string_random ();
  g_autoptr (EdSettings) next = ed_record_copy (&ed_settings_type, settings);
  g_autoptr (EdCommand) command = ed_command_new (ED_COMMAND_SETTINGS_SET,
                                                  id,
                                                  settings->id,
                                                  NULL,
                                                  ed_clock_now (ed_clock_system ()));

  next->retention_on = on;
  ed_command_edit (command, "retention_on", settings, next);
  ed_desk_do_async (self->desk, command, self->cancellable, on_switched, self);
}

static void
on_response (EdDueCard *self, const char *response)
{
  if (g_str_equal (response, "on"))
    set_on (self, TRUE);
  else
    show_switch (self);
}

static void
ask_first (EdDueCard *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *dialog = adw_message_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                              _ ("Erase what is due?"),
                                              NULL);
  g_autofree char *body = NULL;

  body = self->due == ED_ABSENT
             ? g_strdup (_ ("What is due goes at once, and what comes later when its time is over. "
                            "Nobody can bring it back, not from a backup either."))
             : ed_number_in (
                 ngettext ("%s thing is due and goes at once; what comes later goes when its time "
                           "is over. Nobody can bring it back, not from a backup either.",
                           "%s things are due and go at once; what comes later goes when its time "
                           "is over. Nobody can bring it back, not from a backup either.",
                           (gulong) self->due),
                 self->due);
  adw_message_dialog_set_body (ADW_MESSAGE_DIALOG (dialog), body);
  ed_message_fit (ADW_MESSAGE_DIALOG (dialog));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog),
                                    "cancel",
                                    _ ("_Cancel"),
                                    "on",
                                    _ ("_Switch on"),
                                    NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog),
                                              "on",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  gtk_window_set_destroy_with_parent (GTK_WINDOW (dialog), TRUE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_response), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_active (EdDueCard *self)
{
  if (self->filling)
    return;
  if (gtk_switch_get_active (self->on))
    ask_first (self);
  else
    set_on (self, FALSE);
}

static void
on_desk_changed (EdDueCard *self)
{
  gboolean was_on = gtk_switch_get_active (self->on);

  show_switch (self);
  if (was_on != gtk_switch_get_active (self->on))
    ed_due_card_ask (self);
}

/* --- object ----------------------------------------------------------------------------------- */

static void
ed_due_card_dispose (GObject *object)
{
  EdDueCard *self = ED_DUE_CARD (object);

  self->filling = TRUE;
  g_cancellable_cancel (self->cancellable);
  if (self->desk != NULL)
    g_signal_handlers_disconnect_by_data (self->desk, self);
  g_clear_pointer (&self->card, ed_template_part_unparent);
  ed_template_dispose (GTK_WIDGET (object), ED_TYPE_DUE_CARD);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (ed_due_card_parent_class)->dispose (object);
}

static void
ed_due_card_finalize (GObject *object)
{
  g_clear_object (&ED_DUE_CARD (object)->cancellable);
  G_OBJECT_CLASS (ed_due_card_parent_class)->finalize (object);
}

static void
ed_due_card_class_init (EdDueCardClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = ed_due_card_dispose;
  G_OBJECT_CLASS (class)->finalize = ed_due_card_finalize;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, ED_UI "privacy/due-card.ui");
  gtk_widget_class_bind_template_child (widget_class, EdDueCard, card);
  gtk_widget_class_bind_template_child (widget_class, EdDueCard, states);
  gtk_widget_class_bind_template_child (widget_class, EdDueCard, list);
  gtk_widget_class_bind_template_child (widget_class, EdDueCard, trouble);
  gtk_widget_class_bind_template_child (widget_class, EdDueCard, switch_row);
  gtk_widget_class_bind_template_child (widget_class, EdDueCard, on);
  gtk_widget_class_bind_template_callback (widget_class, on_active);
  gtk_widget_class_install_action (widget_class, "due.again", NULL, on_again);
}

static void
ed_due_card_init (EdDueCard *self)
{
  self->cancellable = g_cancellable_new ();
  self->due = ED_ABSENT;
  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  ed_rows_fit (GTK_WIDGET (self));
}

void
ed_due_card_set_desk (EdDueCard *self, EdDesk *desk)
{
  self->desk = g_object_ref (desk);
  g_signal_connect_swapped (desk, "changed", G_CALLBACK (on_desk_changed), self);
  show_switch (self);
  ed_due_card_ask (self);
}

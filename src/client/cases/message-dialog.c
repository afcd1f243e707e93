/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/cases/message-dialog.h"

#include "base/clock.h"
#include "client/cases/case-deeds.h"
#include "client/cases/message-texts.h"
#include "client/resources.h"
#include "client/sentences.h"
#include "client/settings/setting-texts.h"
#include "client/widgets/template.h"
#include "client/widgets/text-scale.h"
#include "client/widgets/toast.h"
#include "store/drafts.h"
#include "sync/desk-drafts.h"

#include <glib/gi18n.h>

/* A draft is saved when nothing has been typed for so long, and when the window closes. */
#define DRAFT_MS 600

struct _EdMessageDialog
{
  AdwWindow parent_instance;
  GtkLabel *hint;
  GtkLabel *placeholder;
  GtkTextView *view;
  GtkTextBuffer *buffer;
  GtkCheckButton *handover;
  GtkWidget *handover_box;
  GtkLabel *trouble;
  EdDesk *desk;
  EdCase *case_;
  GtkWidget *from;
  gboolean as_expert;
  gboolean touched; /* by the writer, so that a draft comes too late */
  gboolean loading; /* the draft is being put in */
  gboolean sending;
  gboolean sent;
  guint save;
};

G_DEFINE_FINAL_TYPE (EdMessageDialog, ed_message_dialog, ADW_TYPE_WINDOW)

/* What is typed, without the space around it. */
static char *
read_text (EdMessageDialog *self)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  return g_strstrip (gtk_text_buffer_get_text (self->buffer, &start, &end, FALSE));
}

static void
set_trouble (EdMessageDialog *self, const char *sentence)
{
  gtk_label_set_label (self->trouble, sentence != NULL ? sentence : "");
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), sentence != NULL);
}

/* What a call that is under way knows of the dialog. A window that is destroyed is disposed of with
 * its last reference, which must not wait for an answer. */
static GWeakRef *
hold_weakly (EdMessageDialog *self)
{
  GWeakRef *weak = g_new0 (GWeakRef, 1);

  g_weak_ref_init (weak, self);
  return weak;
}

/* The dialog, or NULL when it is gone. */
static EdMessageDialog *
let_go (GWeakRef *weak)
{
  EdMessageDialog *self = g_weak_ref_get (weak);

  g_weak_ref_clear (weak);
  g_free (weak);
  return self;
}

/* --- draft ----------------------------------------------------------------------------------- */

static void
on_draft_kept (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EdMessageDialog) self = let_go (data);
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;

  if (ed_desk_save_draft_finish (ED_DESK (source), result, &error) || self == NULL)
    return;
  sentence = ed_error_sentence (error);
  set_trouble (self, sentence);
}

static void
save_draft (EdMessageDialog *self)
{
  g_autofree char *text = NULL;

  g_clear_handle_id (&self->save, g_source_remove);
  if (!self->touched || self->sent || self->sending)
    return;
  text = read_text (self);
  if (*text == '\0')
    ed_desk_discard_draft_async (self->desk, ED_DRAFT_MESSAGE, self->case_->id, NULL, NULL, NULL);
  else
    ed_desk_save_draft_async (self->desk,
                              ED_DRAFT_MESSAGE,
                              self->case_->id,
                              text,
                              NULL,
                              on_draft_kept,
                              hold_weakly (self));
}

static gboolean
on_save_time (gpointer data)
{
  EdMessageDialog *self = data;

  self->save = 0;
  save_draft (self);
  return G_SOURCE_REMOVE;
}

static void
on_draft_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EdMessageDialog) self = let_go (data);
  g_autofree char *text = ed_desk_load_draft_finish (ED_DESK (source), result, NULL, NULL);

  if (self == NULL || text == NULL || self->touched)
    return;
  self->loading = TRUE;
  gtk_text_buffer_set_text (self->buffer, text, -1);
  self->loading = FALSE;
}

/* --- writing --------------------------------------------------------------------------------- */

static void
judge (EdMessageDialog *self)
{
  g_autofree char *text = read_text (self);
  g_autofree char *excess = ed_message_excess_text (text);

  gtk_widget_set_visible (GTK_WIDGET (self->placeholder),
                          gtk_text_buffer_get_char_count (self->buffer) == 0);
  set_trouble (self, excess);
  gtk_widget_action_set_enabled (GTK_WIDGET (self),
                                 "message.send",
                                 *text != '\0' && excess == NULL && !self->sending);
}

static void
on_text_changed (EdMessageDialog *self)
{
  if (self->desk == NULL)
    return;
  judge (self);
  if (self->loading)
    return;
  self->touched = TRUE;
  g_clear_handle_id (&self->save, g_source_remove);
  self->save = g_timeout_add (DRAFT_MS, on_save_time, self);
}

static void
on_handover_toggled (EdMessageDialog *self)
{
  g_autofree char *title =
      ed_message_title (self->as_expert, gtk_check_button_get_active (self->handover));

  gtk_window_set_title (GTK_WINDOW (self), title);
}

/* --- sending --------------------------------------------------------------------------------- */

static EdCommand *
make_command (EdMessageDialog *self)
{
  EdCommand *command =
      ed_case_command (ED_COMMAND_MESSAGE_SEND, self->case_, ed_clock_now (ed_clock_system ()));
  EdArgs *args = command->args;

  args->id = g_uuid_string_random ();
  args->text = read_text (self);
  if (self->as_expert && gtk_check_button_get_active (self->handover))
    args->handover = 1;
  return command;
}

static void
say_sent (EdMessageDialog *self, const char *command_id)
{
  const char *ids[] = { command_id, NULL };

  ed_toast (self->from, _ ("Message on its way"), ids);
}

typedef struct
{
  GWeakRef *dialog;
  char *command_id;
} Sending;

static void
show_refusal (EdMessageDialog *self, const EdRefusal *refusal, const GError *error)
{
  g_autofree char *sentence =
      error != NULL
          ? ed_error_sentence (error)
          : ed_deed_refusal_sentence (ED_COMMAND_MESSAGE_SEND, refusal->code, refusal->field);

  judge (self);
  set_trouble (self, sentence);
}

static void
on_done (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Sending *sending = data;
  g_autoptr (EdMessageDialog) self = let_go (sending->dialog);
  g_autofree char *command_id = sending->command_id;
  g_autoptr (GError) error = NULL;
  EdRefusal refusal = { ED_REFUSAL_NONE, NULL };
  gboolean done = ed_desk_do_finish (ED_DESK (source), result, &refusal, &error);

  if (self == NULL)
    return;
  self->sending = FALSE;
  self->sent = done;
  if (done)
    {
      say_sent (self, command_id);
      gtk_window_close (GTK_WINDOW (self));
    }
  else
    show_refusal (self, &refusal, error);
}

static void
on_send (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EdMessageDialog *self = ED_MESSAGE_DIALOG (widget);
  const EdDraftEnd ends = { .kind = ED_DRAFT_MESSAGE, .object = self->case_->id };
  g_autoptr (EdCommand) command = make_command (self);
  Sending *sending;

  save_draft (self);
  self->sending = TRUE;
  judge (self);
  sending = g_new0 (Sending, 1);
  sending->dialog = hold_weakly (self);
  sending->command_id = g_strdup (command->id);
  ed_desk_do_written_async (self->desk, command, &ends, NULL, on_done, sending);
}

static gboolean
on_key (EdMessageDialog *self, guint key, guint code, GdkModifierType state)
{
  gboolean is_return = key == GDK_KEY_Return || key == GDK_KEY_KP_Enter || key == GDK_KEY_ISO_Enter;

  if (!is_return || (state & gtk_accelerator_get_default_mod_mask ()) != GDK_CONTROL_MASK)
    return GDK_EVENT_PROPAGATE;
  gtk_widget_activate_action (GTK_WIDGET (self), "message.send", NULL);
  return GDK_EVENT_STOP;
}

/* --- object ---------------------------------------------------------------------------------- */

static gboolean
on_close_request (EdMessageDialog *self)
{
  save_draft (self);
  return GDK_EVENT_PROPAGATE;
}

static void
ed_message_dialog_dispose (GObject *object)
{
  EdMessageDialog *self = ED_MESSAGE_DIALOG (object);

  if (self->desk != NULL && self->save != 0)
    save_draft (self);
  ed_template_dispose (GTK_WIDGET (object), ED_TYPE_MESSAGE_DIALOG);
  g_clear_object (&self->from);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (ed_message_dialog_parent_class)->dispose (object);
}

static void
ed_message_dialog_finalize (GObject *object)
{
  EdMessageDialog *self = ED_MESSAGE_DIALOG (object);

  ed_case_free (self->case_);
  G_OBJECT_CLASS (ed_message_dialog_parent_class)->finalize (object);
}

static void
ed_message_dialog_class_init (EdMessageDialogClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->dispose = ed_message_dialog_dispose;
  object_class->finalize = ed_message_dialog_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, ED_UI "cases/message-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, EdMessageDialog, hint);
  gtk_widget_class_bind_template_child (widget_class, EdMessageDialog, placeholder);
  gtk_widget_class_bind_template_child (widget_class, EdMessageDialog, view);
  gtk_widget_class_bind_template_child (widget_class, EdMessageDialog, buffer);
  gtk_widget_class_bind_template_child (widget_class, EdMessageDialog, handover);
  gtk_widget_class_bind_template_child (widget_class, EdMessageDialog, handover_box);
  gtk_widget_class_bind_template_child (widget_class, EdMessageDialog, trouble);
  gtk_widget_class_bind_template_callback (widget_class, on_text_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_handover_toggled);
  gtk_widget_class_bind_template_callback (widget_class, on_key);
  gtk_widget_class_bind_template_callback (widget_class, on_close_request);
  gtk_widget_class_install_action (widget_class, "message.send", NULL, on_send);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
ed_message_dialog_init (EdMessageDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "message.send", FALSE);
}

static void
set_texts (EdMessageDialog *self)
{
  const EdZone *zone = ed_desk_zone (self->desk);
  g_autofree char *who = ed_message_hint (self->case_, self->as_expert);
  g_autofree char *opening =
      ed_opening_text (ed_desk_settings (self->desk), zone, ed_desk_now (self->desk));
  g_autofree char *hint =
      self->as_expert && opening != NULL ? g_strjoin (" ", who, opening, NULL) : g_strdup (who);
  g_autofree char *placeholder = ed_message_placeholder (self->as_expert);

  gtk_label_set_label (self->hint, hint);
  gtk_label_set_label (self->placeholder, placeholder);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  placeholder,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  hint,
                                  -1);
}

GtkWidget *
ed_message_dialog_new (GtkWidget *from, EdDesk *desk, const EdCase *case_, gboolean handover)
{
  EdMessageDialog *self = g_object_new (ED_TYPE_MESSAGE_DIALOG, NULL);
  GtkRoot *root = gtk_widget_get_root (from);
  const EdAccount *account = ed_desk_account (desk);

  self->desk = g_object_ref (desk);
  self->from = g_object_ref (from);
  self->case_ = ed_case_copy (case_);
  self->as_expert = (ed_account_roles (account) & ED_ROLE_EXPERT) != 0
                    && g_strcmp0 (case_->expert_id, account->id) == 0;
  ed_text_scale_window (GTK_WINDOW (self), 480, 400);
  if (GTK_IS_WINDOW (root))
    gtk_window_set_transient_for (GTK_WINDOW (self), GTK_WINDOW (root));
  /* A hand-over of a case whose client waits for the first contact is a refusal of it. */
  gtk_widget_set_visible (self->handover_box,
                          self->as_expert && case_->state == ED_CASE_ASSIGNED
                              && case_->contacted_at != ED_ABSENT);
  gtk_check_button_set_active (self->handover, handover);
  on_handover_toggled (self);
  set_texts (self);
  judge (self);
  ed_desk_load_draft_async (desk,
                            ED_DRAFT_MESSAGE,
                            case_->id,
                            NULL,
                            on_draft_loaded,
                            hold_weakly (self));
  return GTK_WIDGET (self);
}

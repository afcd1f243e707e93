/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/shell/password-dialog.h"

#include "client/closures.h"
#include "client/resources.h"
#include "client/sentences.h"
#include "client/shell/password-texts.h"
#include "client/widgets/answer.h"
#include "client/widgets/in-sight.h"
#include "client/widgets/reason.h"
#include "client/widgets/row-fold.h"
#include "client/widgets/template.h"
#include "client/widgets/text-scale.h"
#include "sync/desk-account.h"

#include <glib/gi18n.h>

struct _EdPasswordDialog
{
  AdwWindow parent_instance;
  GtkEditable *old, *chosen, *again;
  EdDesk *desk;
  gboolean is_issued; /* the present one came by e-mail, and is in OLD */
  gboolean busy;
  char *hint;
  gboolean is_fault; /* the hint tells of something wrong */
  GCancellable *cancellable;
};

enum
{
  PROP_HINT = 1,
  PROP_IS_FAULT,
  PROP_IS_ISSUED,
  PROP_MAY_KEEP,
  PROP_BUSY,
  N_PROPS
};
enum
{
  CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EdPasswordDialog, ed_password_dialog, ADW_TYPE_WINDOW)

static void
set_hint (EdPasswordDialog *self, const char *hint, gboolean is_fault)
{
  g_free (self->hint);
  self->hint = g_strdup (hint);
  self->is_fault = is_fault;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HINT]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_FAULT]);
}

static void
set_busy (EdPasswordDialog *self, gboolean busy)
{
  if (busy)
    gtk_window_set_focus (GTK_WINDOW (self), NULL);
  self->busy = busy;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

/* What stands against what has been typed; NULL: nothing. *IS_FAULT: it is wrong, not just not yet
 * there. */
static const char *
judge (EdPasswordDialog *self, gboolean *is_fault)
{
  const char *chosen = gtk_editable_get_text (self->chosen);
  const char *again = gtk_editable_get_text (self->again);
  EdPasswordFault fault = ed_password_check (chosen,
                                             ed_desk_account (self->desk),
                                             ed_desk_settings (self->desk)->organisation);

  *is_fault = *chosen != '\0' && fault > ED_PASSWORD_SHORT;
  if (fault != ED_PASSWORD_GOOD)
    return ed_password_sentence (fault);
  if (!self->is_issued && *gtk_editable_get_text (self->old) == '\0')
    return _ ("Enter your present password, too.");
  *is_fault = *again != '\0' && !g_str_has_prefix (chosen, again);
  if (g_str_equal (chosen, again))
    return NULL;
  return *is_fault ? _ ("The two are not the same.") : _ ("Enter it once more, to be sure.");
}

static void
on_edited (EdPasswordDialog *self)
{
  gboolean is_fault = FALSE;
  const char *hint;

  if (self->desk == NULL)
    return;
  hint = judge (self, &is_fault);
  set_hint (self,
            hint != NULL ? hint : _ ("On your other computers you are asked for it the next time."),
            is_fault);
  ed_reason_set_action (GTK_WIDGET (self), "password.change", hint);
}

static void
finish (EdPasswordDialog *self, gboolean done, const char *sentence, const GError *error)
{
  g_autofree char *trouble = NULL;

  set_busy (self, FALSE);
  if (done)
    {
      g_signal_emit (self, signals[CHANGED], 0, sentence);
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  if (g_error_matches (error, ED_SYNC_ERROR, ED_SYNC_ERROR_PASSWORD))
    trouble = g_strdup (_ ("The present password is wrong."));
  else
    trouble = ed_error_sentence (error);
  set_hint (self, trouble, TRUE);
}

static void
on_changed (GObject *source, GAsyncResult *result, gpointer data)
{
  EdPasswordDialog *self = data;
  g_autoptr (GError) error = NULL;
  gboolean done = ed_desk_change_password_finish (ED_DESK (source), result, &error);

  if (!ed_answer_is_cancelled (result))
    finish (self, done, _ ("Your password is changed."), error);
}

static void
on_change (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EdPasswordDialog *self = ED_PASSWORD_DIALOG (widget);
  gboolean is_fault;

  if (self->busy || judge (self, &is_fault) != NULL)
    return;
  set_busy (self, TRUE);
  ed_desk_change_password_async (self->desk,
                                 gtk_editable_get_text (self->old),
                                 gtk_editable_get_text (self->chosen),
                                 self->cancellable,
                                 on_changed,
                                 self);
}

static void
on_kept (GObject *source, GAsyncResult *result, gpointer data)
{
  EdPasswordDialog *self = data;
  g_autoptr (GError) error = NULL;
  gboolean done = ed_desk_keep_password_finish (ED_DESK (source), result, &error);

  if (!ed_answer_is_cancelled (result))
    finish (self, done, _ ("You keep the password from the e-mail."), error);
}

static void
on_keep (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EdPasswordDialog *self = ED_PASSWORD_DIALOG (widget);

  if (self->busy)
    return;
  set_busy (self, TRUE);
  ed_desk_keep_password_async (self->desk, self->cancellable, on_kept, self);
}

/* Enter goes on to what is still empty, and then finishes. */
static void
on_entry_activated (EdPasswordDialog *self)
{
  GtkEditable *fields[] = { self->old, self->chosen, self->again };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (gtk_widget_get_visible (GTK_WIDGET (fields[i]))
        && *gtk_editable_get_text (fields[i]) == '\0')
      {
        gtk_widget_grab_focus (GTK_WIDGET (fields[i]));
        return;
      }
  gtk_widget_activate_action (GTK_WIDGET (self), "password.change", NULL);
}

static char **
choose_hint_classes (gpointer object, gboolean is_fault)
{
  const char *classes[] = { is_fault ? "error" : "dim-label", NULL };

  return g_strdupv ((char **) classes);
}

/* Whether the one that was mailed may stay. */
static gboolean
may_keep (EdPasswordDialog *self)
{
  return self->is_issued && self->desk != NULL && ed_desk_settings (self->desk)->own_password != 1;
}

static void
ed_password_dialog_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  EdPasswordDialog *self = ED_PASSWORD_DIALOG (object);

  if (id == PROP_HINT)
    g_value_set_string (value, self->hint);
  else if (id == PROP_IS_FAULT)
    g_value_set_boolean (value, self->is_fault);
  else if (id == PROP_IS_ISSUED)
    g_value_set_boolean (value, self->is_issued);
  else if (id == PROP_MAY_KEEP)
    g_value_set_boolean (value, may_keep (self));
  else
    g_value_set_boolean (value, self->busy);
}

static void
ed_password_dialog_dispose (GObject *object)
{
  EdPasswordDialog *self = ED_PASSWORD_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->desk);
  ed_template_dispose (GTK_WIDGET (object), ED_TYPE_PASSWORD_DIALOG);
  G_OBJECT_CLASS (ed_password_dialog_parent_class)->dispose (object);
}

static void
ed_password_dialog_finalize (GObject *object)
{
  g_clear_object (&ED_PASSWORD_DIALOG (object)->cancellable);
  g_free (ED_PASSWORD_DIALOG (object)->hint);
  G_OBJECT_CLASS (ed_password_dialog_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *class)
{
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  properties[PROP_HINT] = g_param_spec_string ("hint", NULL, NULL, NULL, flags);
  properties[PROP_IS_FAULT] = g_param_spec_boolean ("is-fault", NULL, NULL, FALSE, flags);
  properties[PROP_IS_ISSUED] = g_param_spec_boolean ("is-issued", NULL, NULL, FALSE, flags);
  properties[PROP_MAY_KEEP] = g_param_spec_boolean ("may-keep", NULL, NULL, FALSE, flags);
  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (class, N_PROPS, properties);
}

static void
ed_password_dialog_class_init (EdPasswordDialogClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->dispose = ed_password_dialog_dispose;
  object_class->finalize = ed_password_dialog_finalize;
  object_class->get_property = ed_password_dialog_get_property;
  install_properties (object_class);
  signals[CHANGED] = g_signal_new ("changed",
                                   ED_TYPE_PASSWORD_DIALOG,
                                   G_SIGNAL_RUN_LAST,
                                   0,
                                   NULL,
                                   NULL,
                                   NULL,
                                   G_TYPE_NONE,
                                   1,
                                   G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class, ED_UI "shell/password-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, EdPasswordDialog, old);
  gtk_widget_class_bind_template_child (widget_class, EdPasswordDialog, chosen);
  gtk_widget_class_bind_template_child (widget_class, EdPasswordDialog, again);
  gtk_widget_class_bind_template_callback (widget_class, on_edited);
  gtk_widget_class_bind_template_callback (widget_class, on_entry_activated);
  gtk_widget_class_bind_template_callback (widget_class, choose_hint_classes);
  gtk_widget_class_bind_template_callback_full (widget_class,
                                                "is_not",
                                                G_CALLBACK (ed_closure_not));
  gtk_widget_class_install_action (widget_class, "password.change", NULL, on_change);
  gtk_widget_class_install_action (widget_class, "password.keep", NULL, on_keep);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
ed_password_dialog_init (EdPasswordDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  ed_rows_fit (GTK_WIDGET (self));
  ed_in_sight_keep (GTK_WINDOW (self));
}

GtkWidget *
ed_password_dialog_new (EdDesk *desk, const char *issued)
{
  EdPasswordDialog *self = g_object_new (ED_TYPE_PASSWORD_DIALOG, NULL);

  self->desk = g_object_ref (desk);
  self->is_issued = issued != NULL;
  gtk_editable_set_text (self->old, issued != NULL ? issued : "");
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_ISSUED]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MAY_KEEP]);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "password.keep", may_keep (self));
  on_edited (self);
  gtk_window_set_title (GTK_WINDOW (self),
                        self->is_issued ? _ ("Your password") : _ ("Change password"));
  /* What scrolls asks for the height of lines that are not wrapped. */
  ed_text_scale_window (GTK_WINDOW (self), 440, self->is_issued ? 420 : -1);
  return GTK_WIDGET (self);
}

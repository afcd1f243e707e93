/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/shell/two-step-dialog.h"

#include "client/closures.h"
#include "client/dates.h"
#include "client/documents/preview-save.h"
#include "client/numbers.h"
#include "client/resources.h"
#include "client/sentences.h"
#include "client/shell/code-entry.h"
#include "client/shell/code-sheet.h"
#include "client/shell/qr-picture.h"
#include "client/widgets/answer.h"
#include "client/widgets/reason.h"
#include "client/widgets/row-fold.h"
#include "client/widgets/template.h"
#include "client/widgets/text-scale.h"
#include "client/widgets/toast.h"
#include "client/widgets/wrap.h"
#include "domain/totp.h"
#include "sync/desk-totp.h"
#include "sync/secret.h"

#include <glib/gi18n.h>

#define GROUP 4 /* letters of the secret that stand together */

struct _EdTwoStepDialog
{
  AdwWindow parent_instance;
  GtkStack *states; /* loading, trouble, off, scan, codes, on, prove */
  AdwStatusPage *status;
  GtkEditable *password; /* on "off" */
  GtkWidget *required;   /* the organisation's wish, there too */
  EdQrPicture *picture;
  GtkLabel *secret;
  GtkEditable *first; /* code */
  GtkLabel *codes;
  AdwActionRow *state_row, *codes_row;
  GtkWidget *turn_off;
  GtkEditable *proof_password;
  EdCodeEntry *proof;
  GtkButton *proof_button;
  EdDesk *desk;
  char *hint;
  gboolean busy;
  gboolean is_renewal; /* what is being proved: for new codes, or for turning it off */
  char *sheet; /* the recovery codes as they are saved and printed; overwritten when freed */
  GCancellable *cancellable;
};

enum
{
  PROP_HINT = 1,
  PROP_BUSY,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (EdTwoStepDialog, ed_two_step_dialog, ADW_TYPE_WINDOW)

static void
set_hint (EdTwoStepDialog *self, const char *hint)
{
  g_free (self->hint);
  self->hint = g_strdup (hint);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HINT]);
}

static void
set_busy (EdTwoStepDialog *self, gboolean busy)
{
  if (busy)
    gtk_window_set_focus (GTK_WINDOW (self), NULL);
  self->busy = busy;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

/* Shows the page NAME, where WIDGET, which may be NULL, has the focus. */
static void
show (EdTwoStepDialog *self, const char *name, gpointer widget)
{
  gtk_window_set_focus (GTK_WINDOW (self), NULL);
  set_hint (self, NULL);
  gtk_stack_set_visible_child_name (self->states, name);
  if (widget != NULL)
    gtk_widget_grab_focus (widget);
}

/* Whether what was typed so far is enough for the button of the page. */
static void
update (EdTwoStepDialog *self)
{
  g_autofree char *first = ed_totp_normalise (gtk_editable_get_text (self->first));
  g_autofree char *proof = ed_code_entry_code (self->proof);
  gboolean has_password = *gtk_editable_get_text (self->password) != '\0';
  gboolean has_proof = *gtk_editable_get_text (self->proof_password) != '\0' && proof != NULL;

  ed_reason_set_action (GTK_WIDGET (self),
                        "two-step.begin",
                        has_password ? NULL : _ ("Type your password first"));
  ed_reason_set_action (
      GTK_WIDGET (self),
      "two-step.confirm",
      first != NULL && !ed_totp_is_recovery_code (first) ? NULL : _ ("Type the code first"));
  ed_reason_set_action (GTK_WIDGET (self),
                        "two-step.prove",
                        has_proof ? NULL : _ ("Type your password and the code first"));
}

static void
on_edited (EdTwoStepDialog *self)
{
  if (self->desk == NULL)
    return;
  set_hint (self, NULL);
  update (self);
}

static char *
explain (const GError *error)
{
  if (g_error_matches (error, ED_SYNC_ERROR, ED_SYNC_ERROR_PASSWORD))
    return g_strdup (_ ("The password is wrong."));
  return ed_error_sentence (error);
}

/* --- the recovery codes ---------------------------------------------------------------------- */

static void
show_codes (EdTwoStepDialog *self, char **codes)
{
  g_autofree char *lines = g_strjoinv ("\n", codes);

  gtk_label_set_label (self->codes, lines);
  ed_secret_clear (lines);
  ed_secret_free (self->sheet);
  self->sheet = ed_code_sheet_text (ed_desk_settings (self->desk)->organisation,
                                    ed_desk_account (self->desk)->user,
                                    codes);
  show (self, "codes", NULL);
  ed_desk_sync_now (self->desk);
}

static void
on_save (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EdTwoStepDialog *self = ED_TWO_STEP_DIALOG (widget);
  g_autoptr (GBytes) bytes = NULL;

  if (self->sheet == NULL)
    return;
  bytes = g_bytes_new (self->sheet, strlen (self->sheet));
  /* Translators: the name of a file */
  ed_preview_save (GTK_WIDGET (self->states), _ ("Recovery codes.txt"), bytes, NULL);
}

static void
on_print (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EdTwoStepDialog *self = ED_TWO_STEP_DIALOG (widget);

  if (self->sheet != NULL)
    ed_code_sheet_print (GTK_WIDGET (self->states), self->sheet);
}

/* --- how it stands ---------------------------------------------------------------------------- */

static void
show_state (EdTwoStepDialog *self, const EdTotpAnswer *answer)
{
  gboolean is_required = ed_desk_totp_is_required (self->desk);
  gint64 left = answer->codes_left != ED_ABSENT ? answer->codes_left : 0;
  guint roles = ed_account_roles (ed_desk_account (self->desk));
  gboolean stays = ed_desk_settings (self->desk)->coordinators_totp == 1
                   && (roles & (ED_ROLE_COORDINATOR | ED_ROLE_ADMINISTRATOR)) != 0;
  g_autofree char *since = NULL, *count = NULL, *state = NULL;

  gtk_widget_set_visible (self->required, is_required || stays);
  if (answer->since == ED_ABSENT)
    {
      show (self, "off", self->password);
      return;
    }
  since = ed_date_text (ed_zone_date (ed_desk_zone (self->desk), answer->since));
  /* Translators: %s is a date */
  state = g_strdup_printf (_ ("On since %s"), since);
  count = ed_number_in (ngettext ("%s code is left", "%s codes are left", (gulong) left), left);
  adw_action_row_set_subtitle (self->state_row,
                               stays ? _ ("On: your organisation asks for it") : state);
  adw_action_row_set_subtitle (self->codes_row, count);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "two-step.turn-off", !stays);
  gtk_widget_set_visible (self->turn_off, !stays);
  show (self, "on", NULL);
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  EdTwoStepDialog *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (EdTotpAnswer) answer = ed_desk_totp_finish (ED_DESK (source), result, &error);
  g_autofree char *sentence = NULL;

  if (ed_answer_is_cancelled (result))
    return;
  if (answer != NULL)
    {
      show_state (self, answer);
      return;
    }
  sentence = ed_error_sentence (error);
  adw_status_page_set_description (self->status, sentence);
  show (self, "trouble", NULL);
}

static void
load (EdTwoStepDialog *self)
{
  show (self, "loading", NULL);
  ed_desk_load_totp_async (self->desk, self->cancellable, on_loaded, self);
}

static void
on_retry (GtkWidget *widget, const char *name, GVariant *parameter)
{
  load (ED_TWO_STEP_DIALOG (widget));
}

/* --- setting it up ---------------------------------------------------------------------------- */

/* "ABCD EFGH …": to be read from the screen. */
static char *
spread (const char *secret)
{
  GString *text = g_string_new (NULL);

  for (gsize i = 0; secret[i] != '\0'; i++)
    {
      if (i > 0 && i % GROUP == 0)
        g_string_append_c (text, ' ');
      g_string_append_c (text, secret[i]);
    }
  return g_string_free (text, FALSE);
}

static void
on_begun (GObject *source, GAsyncResult *result, gpointer data)
{
  EdTwoStepDialog *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (EdTotpAnswer) answer = ed_desk_totp_finish (ED_DESK (source), result, &error);
  g_autofree char *sentence = NULL, *secret = NULL;

  if (ed_answer_is_cancelled (result))
    return;
  set_busy (self, FALSE);
  if (answer == NULL || answer->secret == NULL || answer->uri == NULL)
    {
      sentence = error != NULL ? explain (error) : NULL;
      set_hint (self, sentence);
      gtk_widget_grab_focus (GTK_WIDGET (self->password));
      return;
    }
  gtk_editable_set_text (self->password, "");
  secret = spread (answer->secret);
  gtk_label_set_label (self->secret, secret);
  ed_secret_clear (secret);
  ed_qr_picture_set_text (self->picture, answer->uri);
  show (self, "scan", self->first);
}

static void
on_begin (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EdTwoStepDialog *self = ED_TWO_STEP_DIALOG (widget);

  if (self->busy)
    return;
  set_busy (self, TRUE);
  ed_desk_begin_totp_async (self->desk,
                            gtk_editable_get_text (self->password),
                            self->cancellable,
                            on_begun,
                            self);
}

static void
on_confirmed (GObject *source, GAsyncResult *result, gpointer data)
{
  EdTwoStepDialog *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (EdTotpAnswer) answer = ed_desk_totp_finish (ED_DESK (source), result, &error);
  g_autofree char *sentence = NULL;

  if (ed_answer_is_cancelled (result))
    return;
  set_busy (self, FALSE);
  gtk_editable_set_text (self->first, "");
  if (answer != NULL && answer->recovery_codes != NULL)
    {
      ed_qr_picture_set_text (self->picture, NULL);
      gtk_label_set_label (self->secret, "");
      show_codes (self, answer->recovery_codes);
      return;
    }
  sentence = error != NULL ? explain (error) : NULL;
  set_hint (self, sentence);
  gtk_widget_grab_focus (GTK_WIDGET (self->first));
}

static void
on_confirm (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EdTwoStepDialog *self = ED_TWO_STEP_DIALOG (widget);

  if (self->busy)
    return;
  set_busy (self, TRUE);
  ed_desk_confirm_totp_async (self->desk,
                              gtk_editable_get_text (self->first),
                              self->cancellable,
                              on_confirmed,
                              self);
}

/* --- what takes password and code ------------------------------------------------------------- */

static void
ask_for_proof (EdTwoStepDialog *self, gboolean is_renewal)
{
  self->is_renewal = is_renewal;
  gtk_button_set_label (self->proof_button, is_renewal ? _ ("Make new codes") : _ ("Turn off"));
  gtk_editable_set_text (self->proof_password, "");
  ed_code_entry_clear (self->proof, TRUE);
  if (is_renewal)
    gtk_widget_remove_css_class (GTK_WIDGET (self->proof_button), "destructive-action");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->proof_button), "destructive-action");
  show (self, "prove", self->proof_password);
}

static void
on_turn_off (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ask_for_proof (ED_TWO_STEP_DIALOG (widget), FALSE);
}

static void
on_renew (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ask_for_proof (ED_TWO_STEP_DIALOG (widget), TRUE);
}

static void
on_proved (GObject *source, GAsyncResult *result, gpointer data)
{
  EdTwoStepDialog *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (EdTotpAnswer) answer = ed_desk_totp_finish (ED_DESK (source), result, &error);
  g_autofree char *sentence = NULL;

  if (ed_answer_is_cancelled (result))
    return;
  set_busy (self, FALSE);
  ed_code_entry_clear (self->proof, FALSE);
  if (answer == NULL)
    {
      sentence = explain (error);
      set_hint (self, sentence);
      gtk_widget_grab_focus (GTK_WIDGET (self->proof));
      return;
    }
  gtk_editable_set_text (self->proof_password, "");
  if (self->is_renewal && answer->recovery_codes != NULL)
    {
      show_codes (self, answer->recovery_codes);
      return;
    }
  ed_toast (GTK_WIDGET (self->states), _ ("Two-step sign-in is off."), NULL);
  ed_desk_sync_now (self->desk);
  load (self);
}

static void
on_prove (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EdTwoStepDialog *self = ED_TWO_STEP_DIALOG (widget);
  const char *password = gtk_editable_get_text (self->proof_password);
  g_autofree char *code = ed_code_entry_code (self->proof);

  if (self->busy || code == NULL)
    return;
  set_busy (self, TRUE);
  if (self->is_renewal)
    ed_desk_renew_recovery_codes_async (self->desk,
                                        password,
                                        code,
                                        self->cancellable,
                                        on_proved,
                                        self);
  else
    ed_desk_end_totp_async (self->desk, password, code, self->cancellable, on_proved, self);
}

static void
on_password_activated (EdTwoStepDialog *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "two-step.begin", NULL);
}

static void
on_first_activated (EdTwoStepDialog *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "two-step.confirm", NULL);
}

static void
on_proof_activated (EdTwoStepDialog *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "two-step.prove", NULL);
}

/* --- object ---------------------------------------------------------------------------------- */

static void
ed_two_step_dialog_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  EdTwoStepDialog *self = ED_TWO_STEP_DIALOG (object);

  if (id == PROP_HINT)
    g_value_set_string (value, self->hint);
  else
    g_value_set_boolean (value, self->busy);
}

static void
ed_two_step_dialog_dispose (GObject *object)
{
  EdTwoStepDialog *self = ED_TWO_STEP_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->desk);
  ed_template_dispose (GTK_WIDGET (object), ED_TYPE_TWO_STEP_DIALOG);
  G_OBJECT_CLASS (ed_two_step_dialog_parent_class)->dispose (object);
}

static void
ed_two_step_dialog_finalize (GObject *object)
{
  EdTwoStepDialog *self = ED_TWO_STEP_DIALOG (object);

  g_clear_object (&self->cancellable);
  g_free (self->hint);
  ed_secret_free (self->sheet);
  G_OBJECT_CLASS (ed_two_step_dialog_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *class)
{
  gtk_widget_class_bind_template_child (class, EdTwoStepDialog, states);
  gtk_widget_class_bind_template_child (class, EdTwoStepDialog, status);
  gtk_widget_class_bind_template_child (class, EdTwoStepDialog, password);
  gtk_widget_class_bind_template_child (class, EdTwoStepDialog, required);
  gtk_widget_class_bind_template_child (class, EdTwoStepDialog, picture);
  gtk_widget_class_bind_template_child (class, EdTwoStepDialog, secret);
  gtk_widget_class_bind_template_child (class, EdTwoStepDialog, first);
  gtk_widget_class_bind_template_child (class, EdTwoStepDialog, codes);
  gtk_widget_class_bind_template_child (class, EdTwoStepDialog, state_row);
  gtk_widget_class_bind_template_child (class, EdTwoStepDialog, codes_row);
  gtk_widget_class_bind_template_child (class, EdTwoStepDialog, turn_off);
  gtk_widget_class_bind_template_child (class, EdTwoStepDialog, proof_password);
  gtk_widget_class_bind_template_child (class, EdTwoStepDialog, proof);
  gtk_widget_class_bind_template_child (class, EdTwoStepDialog, proof_button);
  gtk_widget_class_bind_template_callback (class, on_edited);
  gtk_widget_class_bind_template_callback (class, on_password_activated);
  gtk_widget_class_bind_template_callback (class, on_first_activated);
  gtk_widget_class_bind_template_callback (class, on_proof_activated);
  gtk_widget_class_bind_template_callback_full (class, "is_not", G_CALLBACK (ed_closure_not));
  gtk_widget_class_bind_template_callback_full (class,
                                                "has_text",
                                                G_CALLBACK (ed_closure_has_text));
}

static void
ed_two_step_dialog_class_init (EdTwoStepDialogClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  g_type_ensure (ED_TYPE_QR_PICTURE);
  g_type_ensure (ED_TYPE_WRAP);
  g_type_ensure (ED_TYPE_CODE_ENTRY);
  object_class->dispose = ed_two_step_dialog_dispose;
  object_class->finalize = ed_two_step_dialog_finalize;
  object_class->get_property = ed_two_step_dialog_get_property;
  properties[PROP_HINT] = g_param_spec_string ("hint", NULL, NULL, NULL, flags);
  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_template_from_resource (widget_class, ED_UI "shell/two-step-dialog.ui");
  bind_children (widget_class);
  gtk_widget_class_install_action (widget_class, "two-step.begin", NULL, on_begin);
  gtk_widget_class_install_action (widget_class, "two-step.confirm", NULL, on_confirm);
  gtk_widget_class_install_action (widget_class, "two-step.save", NULL, on_save);
  gtk_widget_class_install_action (widget_class, "two-step.print", NULL, on_print);
  gtk_widget_class_install_action (widget_class, "two-step.renew", NULL, on_renew);
  gtk_widget_class_install_action (widget_class, "two-step.turn-off", NULL, on_turn_off);
  gtk_widget_class_install_action (widget_class, "two-step.prove", NULL, on_prove);
  gtk_widget_class_install_action (widget_class, "two-step.retry", NULL, on_retry);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
ed_two_step_dialog_init (EdTwoStepDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  ed_rows_fit (GTK_WIDGET (self));
}

GtkWidget *
ed_two_step_dialog_new (EdDesk *desk)
{
  EdTwoStepDialog *self = g_object_new (ED_TYPE_TWO_STEP_DIALOG, NULL);

  self->desk = g_object_ref (desk);
  ed_text_scale_window (GTK_WINDOW (self), 460, 620);
  update (self);
  load (self);
  return GTK_WIDGET (self);
}

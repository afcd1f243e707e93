/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/shell/sign-in-page.h"

#include "client/cases/ask-dialog.h"
#include "client/closures.h"
#include "client/resources.h"
#include "client/sentences.h"
#include "client/shell/address.h"
#include "client/shell/code-entry.h"
#include "client/shell/remembered.h"
#include "client/widgets/row-fold.h"
#include "client/widgets/template.h"
#include "client/widgets/toast.h"
#include "client/widgets/wrap.h"
#include "sync/desk-account.h"
#include "sync/pin.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#define PIN_LINE 24 /* characters: eight pairs, each with what separates it */

struct _EdSignInPage
{
  GtkWidget parent_instance;
  GtkWidget *box;
  GtkEditable *server;
  GtkEditable *user;
  GtkEditable *password;
  GtkLabel *who;
  EdCodeEntry *code;
  GtkWidget *cancel;
  char *data_dir;
  char *ca_file;
  char *trouble;
  char *notice;       /* what has been done, beside what could not */
  char *pin;          /* of the server that is being asked about */
  const char *action; /* to go on with once it is trusted */
  gboolean opening;   /* somebody is being told that the desk is open */
  gboolean busy;
  gboolean asks_code;        /* the password was right: the second step */
  gboolean asking;           /* for a new password */
  GCancellable *cancellable; /* of the sign-in that runs */
};

enum
{
  PROP_TROUBLE = 1,
  PROP_NOTICE,
  PROP_BUSY,
  PROP_ASKS_CODE,
  N_PROPS
};
enum
{
  OPENED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EdSignInPage, ed_sign_in_page, GTK_TYPE_WIDGET)

/* A field that is made insensitive, or left behind by the stack, with the focus in it misses the
 * focus leaving it. */
static void
drop_focus (EdSignInPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (root != NULL)
    gtk_root_set_focus (root, NULL);
}

static void
set_busy (EdSignInPage *self, gboolean busy)
{
  if (busy)
    drop_focus (self);
  self->busy = busy;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
  if (busy)
    gtk_widget_grab_focus (self->cancel);
}

static void
set_notice (EdSignInPage *self, const char *sentence)
{
  g_free (self->notice);
  self->notice = g_strdup (sentence);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NOTICE]);
}

/* The second step, or the first again. */
static void
set_asks_code (EdSignInPage *self, gboolean asks)
{
  g_autofree char *who = NULL;

  if (self->asks_code != asks)
    {
      drop_focus (self);
      ed_code_entry_clear (self->code, TRUE);
    }
  self->asks_code = asks;
  /* Translators: %s is a user name */
  who = g_strdup_printf (_ ("Signing in as %s"), gtk_editable_get_text (self->user));
  gtk_label_set_label (self->who, who);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ASKS_CODE]);
}

static void
focus_first_empty (EdSignInPage *self)
{
  GtkEditable *fields[] = { self->server, self->user, self->password };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (i == G_N_ELEMENTS (fields) - 1 || *gtk_editable_get_text (fields[i]) == '\0')
      {
        gtk_widget_grab_focus (GTK_WIDGET (fields[i]));
        return;
      }
}

static void
on_trusted (EdSignInPage *self)
{
  g_autofree char *server = ed_address_complete (gtk_editable_get_text (self->server));
  g_autoptr (GError) error = NULL;

  if (ed_pin_store (self->data_dir, server, self->pin, &error))
    {
      gtk_widget_activate_action (GTK_WIDGET (self), self->action, NULL);
      return;
    }
  ed_sign_in_page_set_trouble (self, error->message);
}

/* The fingerprint as four lines of eight pairs: there is nowhere to break it otherwise. */
static char *
lay_out (const char *pin)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; pin[i] != '\0'; i++)
    g_string_append_c (text, pin[i] == ':' && i % PIN_LINE == PIN_LINE - 1 ? '\n' : pin[i]);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Asks whether to trust a server that nobody has vouched for; then ACTION is done again. FALSE:
 * ERROR is something else. */
static gboolean
ask_about_stranger (EdSignInPage *self, const GError *error, const char *action)
{
  g_autofree char *pin = ed_pin_of_error (error);
  g_autofree char *lines = NULL, *body = NULL;
  EdAsk question = {
    .heading = _ ("Is this your organisation’s server?"),
    .confirm = _ ("_Trust this server"),
    .appearance = ADW_RESPONSE_DEFAULT,
  };
  GtkWidget *dialog;

  if (pin == NULL)
    return FALSE;
  lines = lay_out (pin);
  /* Translators: the fingerprint, pairs of letters and digits, stands on lines of its own. */
  body =
      g_strdup_printf (_ ("This server shows its own certificate, fingerprint\n\n%s\n\nIs it the "
                          "one your organisation gave you? Compare all pairs. If you have none, "
                          "or another one, cancel and ask: somebody may be between you and the "
                          "server."),
                       lines);
  g_free (self->pin);
  self->pin = g_steal_pointer (&pin);
  self->action = action;
  question.body = body;
  dialog = ed_ask_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), &question);
  g_signal_connect_object (dialog, "answered", G_CALLBACK (on_trusted), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
  return TRUE;
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EdSignInPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (EdDesk) desk = ed_desk_open_finish (result, &error);
  gboolean cancelled = self->cancellable == NULL || g_cancellable_is_cancelled (self->cancellable);

  g_clear_object (&self->cancellable);
  if (cancelled && desk != NULL)
    ed_desk_close (desk);
  set_busy (self, FALSE);
  if (cancelled)
    return;
  if (g_error_matches (error, ED_SYNC_ERROR, ED_SYNC_ERROR_TOTP_NEEDED))
    {
      set_asks_code (self, TRUE);
      gtk_widget_grab_focus (GTK_WIDGET (self->code));
      return;
    }
  if (desk == NULL)
    {
      g_autofree char *sentence = ed_error_sentence (error);

      ed_sign_in_page_set_trouble (self, sentence);
      ed_code_entry_clear (self->code, FALSE);
      if (g_error_matches (error, ED_SYNC_ERROR, ED_SYNC_ERROR_PASSWORD))
        set_asks_code (self, FALSE);
      gtk_widget_grab_focus (self->asks_code ? GTK_WIDGET (self->code)
                                             : GTK_WIDGET (self->password));
      ask_about_stranger (self, error, "sign-in.start");
      return;
    }
  ed_remember_text ("server", gtk_editable_get_text (self->server));
  ed_remember_text ("user", gtk_editable_get_text (self->user));
  self->opening = TRUE;
  g_signal_emit (self, signals[OPENED], 0, desk);
  self->opening = FALSE;
  gtk_editable_set_text (self->password, "");
  set_asks_code (self, FALSE);
}

static void
on_sign_in (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EdSignInPage *self = ED_SIGN_IN_PAGE (widget);
  g_autofree char *server = ed_address_complete (gtk_editable_get_text (self->server));
  g_autofree char *user = g_strstrip (g_strdup (gtk_editable_get_text (self->user)));
  g_autofree char *fault = NULL;
  g_autofree char *code = self->asks_code ? ed_code_entry_code (self->code) : NULL;
  EdDeskOptions options = {
    .data_dir = self->data_dir,
    .server = server,
    .ca_file = self->ca_file,
    .user = user,
    .password = gtk_editable_get_text (self->password),
    .totp = code,
    .hold_ms = ED_UNDO_S * 1000,
  };

  if (self->busy)
    return;
  if (self->asks_code && code == NULL)
    {
      ed_sign_in_page_set_trouble (self, _ ("Enter the whole code."));
      gtk_widget_grab_focus (GTK_WIDGET (self->code));
      return;
    }
  if (*server == '\0' || *user == '\0' || *options.password == '\0')
    {
      ed_sign_in_page_set_trouble (self, _ ("Fill in the server, your user name and password."));
      focus_first_empty (self);
      return;
    }
  fault = ed_address_fault (server);
  ed_sign_in_page_set_trouble (self, fault);
  if (fault != NULL)
    return;
  set_notice (self, NULL);
  set_busy (self, TRUE);
  self->cancellable = g_cancellable_new ();
  ed_desk_open_async (&options, self->cancellable, on_opened, g_object_ref (self));
}

static void
on_reset (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EdSignInPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;
  gboolean done = ed_desk_reset_password_finish (result, &error);

  self->asking = FALSE;
  set_notice (self, NULL);
  if (self->box == NULL)
    return;
  if (done)
    {
      set_notice (self,
                  _ ("If there is an account of this name, a new password is on its way to its "
                     "e-mail address. What you have not sent yet stays on this computer, and is "
                     "sent once you have signed in."));
      return;
    }
  sentence = ed_error_sentence (error);
  ed_sign_in_page_set_trouble (self, sentence);
  ask_about_stranger (self, error, "sign-in.send-reset");
}

static void
on_send_reset (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EdSignInPage *self = ED_SIGN_IN_PAGE (widget);
  g_autofree char *server = ed_address_complete (gtk_editable_get_text (self->server));
  g_autofree char *user = g_strstrip (g_strdup (gtk_editable_get_text (self->user)));
  EdDeskOptions options = { .data_dir = self->data_dir,
                            .server = server,
                            .ca_file = self->ca_file,
                            .user = user };

  if (self->asking)
    return;
  ed_sign_in_page_set_trouble (self, NULL);
  self->asking = TRUE;
  set_notice (self, _ ("Asking the server…"));
  ed_desk_reset_password_async (&options, NULL, on_reset, g_object_ref (self));
}

static void
send_reset (EdSignInPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "sign-in.send-reset", NULL);
}

static void
on_forgot (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EdSignInPage *self = ED_SIGN_IN_PAGE (widget);
  g_autofree char *server = ed_address_complete (gtk_editable_get_text (self->server));
  g_autofree char *user = g_strstrip (g_strdup (gtk_editable_get_text (self->user)));
  g_autofree char *fault = *server != '\0' ? ed_address_fault (server) : NULL;
  EdAsk question = {
    .heading = _ ("Forgot password?"),
    .body = _ ("The server sends a new password to the e-mail address of your account. What you "
               "have not sent yet stays on this computer, and is sent once you have signed in with "
               "the new password. Until then the old one works."),
    .confirm = _ ("_Send e-mail"),
    .appearance = ADW_RESPONSE_SUGGESTED,
  };
  GtkWidget *dialog;

  if (self->busy || self->asking)
    return;
  set_notice (self, NULL);
  ed_sign_in_page_set_trouble (self, fault);
  if (*server == '\0' || *user == '\0')
    ed_sign_in_page_set_trouble (self, _ ("Fill in the server and your user name first."));
  if (self->trouble != NULL)
    {
      focus_first_empty (self);
      return;
    }
  dialog = ed_ask_dialog_new (GTK_WINDOW (gtk_widget_get_root (widget)), &question);
  g_signal_connect_object (dialog, "answered", G_CALLBACK (send_reset), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_cancel (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EdSignInPage *self = ED_SIGN_IN_PAGE (widget);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
}

static void
on_back (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EdSignInPage *self = ED_SIGN_IN_PAGE (widget);

  ed_sign_in_page_set_trouble (self, NULL);
  set_asks_code (self, FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self->password));
}

static void
on_entry_activated (EdSignInPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "sign-in.start", NULL);
}

static void
ed_sign_in_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  EdSignInPage *self = ED_SIGN_IN_PAGE (object);

  if (id == PROP_TROUBLE)
    g_value_set_string (value, self->trouble);
  else if (id == PROP_NOTICE)
    g_value_set_string (value, self->notice);
  else
    g_value_set_boolean (value, id == PROP_ASKS_CODE ? self->asks_code : self->busy);
}

static void
ed_sign_in_page_dispose (GObject *object)
{
  EdSignInPage *self = ED_SIGN_IN_PAGE (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->box, ed_template_part_unparent);
  ed_template_dispose (GTK_WIDGET (self), ED_TYPE_SIGN_IN_PAGE);
  G_OBJECT_CLASS (ed_sign_in_page_parent_class)->dispose (object);
}

static void
ed_sign_in_page_finalize (GObject *object)
{
  EdSignInPage *self = ED_SIGN_IN_PAGE (object);

  g_free (self->data_dir);
  g_free (self->ca_file);
  g_free (self->trouble);
  g_free (self->notice);
  g_free (self->pin);
  G_OBJECT_CLASS (ed_sign_in_page_parent_class)->finalize (object);
}

static void
ed_sign_in_page_class_init (EdSignInPageClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  g_type_ensure (ED_TYPE_WRAP);
  g_type_ensure (ED_TYPE_CODE_ENTRY);
  object_class->dispose = ed_sign_in_page_dispose;
  object_class->finalize = ed_sign_in_page_finalize;
  object_class->get_property = ed_sign_in_page_get_property;
  properties[PROP_TROUBLE] =
      g_param_spec_string ("trouble", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_NOTICE] =
      g_param_spec_string ("notice", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_BUSY] =
      g_param_spec_boolean ("busy", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_ASKS_CODE] = g_param_spec_boolean ("asks-code",
                                                     NULL,
                                                     NULL,
                                                     FALSE,
                                                     G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[OPENED] = g_signal_new ("opened",
                                  ED_TYPE_SIGN_IN_PAGE,
                                  G_SIGNAL_RUN_LAST,
                                  0,
                                  NULL,
                                  NULL,
                                  NULL,
                                  G_TYPE_NONE,
                                  1,
                                  ED_TYPE_DESK);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, ED_UI "shell/sign-in-page.ui");
  gtk_widget_class_bind_template_child (widget_class, EdSignInPage, box);
  gtk_widget_class_bind_template_child (widget_class, EdSignInPage, server);
  gtk_widget_class_bind_template_child (widget_class, EdSignInPage, user);
  gtk_widget_class_bind_template_child (widget_class, EdSignInPage, password);
  gtk_widget_class_bind_template_child (widget_class, EdSignInPage, who);
  gtk_widget_class_bind_template_child (widget_class, EdSignInPage, code);
  gtk_widget_class_bind_template_child (widget_class, EdSignInPage, cancel);
  gtk_widget_class_bind_template_callback (widget_class, on_entry_activated);
  gtk_widget_class_bind_template_callback_full (widget_class,
                                                "is_not",
                                                G_CALLBACK (ed_closure_not));
  gtk_widget_class_bind_template_callback_full (widget_class,
                                                "and_not",
                                                G_CALLBACK (ed_closure_and_not));
  gtk_widget_class_bind_template_callback_full (widget_class,
                                                "has_text",
                                                G_CALLBACK (ed_closure_has_text));
  gtk_widget_class_install_action (widget_class, "sign-in.start", NULL, on_sign_in);
  gtk_widget_class_install_action (widget_class, "sign-in.send-reset", NULL, on_send_reset);
  gtk_widget_class_install_action (widget_class, "sign-in.cancel", NULL, on_cancel);
  gtk_widget_class_install_action (widget_class, "sign-in.back", NULL, on_back);
  gtk_widget_class_install_action (widget_class, "sign-in.forgot", NULL, on_forgot);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "sign-in.cancel", NULL);
}

static void
ed_sign_in_page_init (EdSignInPage *self)
{
  g_autofree char *server = ed_remembered_text ("server");
  g_autofree char *user = ed_remembered_text ("user");

  gtk_widget_init_template (GTK_WIDGET (self));
  ed_rows_fit (GTK_WIDGET (self));
  self->data_dir = g_build_filename (g_get_user_data_dir (), "experts-dashboard", NULL);
  gtk_editable_set_text (self->server, server);
  gtk_editable_set_text (self->user, user);
}

void
ed_sign_in_page_set_places (EdSignInPage *self, const char *data_dir, const char *ca_file)
{
  g_return_if_fail (ED_IS_SIGN_IN_PAGE (self));
  if (data_dir != NULL)
    {
      g_free (self->data_dir);
      self->data_dir = g_strdup (data_dir);
    }
  g_free (self->ca_file);
  self->ca_file = g_strdup (ca_file);
}

void
ed_sign_in_page_prefill (EdSignInPage *self, const char *server, const char *user)
{
  g_return_if_fail (ED_IS_SIGN_IN_PAGE (self));
  if (server != NULL)
    gtk_editable_set_text (self->server, server);
  if (user != NULL)
    gtk_editable_set_text (self->user, user);
  set_asks_code (self, FALSE);
  focus_first_empty (self);
}

void
ed_sign_in_page_sign_in (EdSignInPage *self, const char *password)
{
  g_return_if_fail (ED_IS_SIGN_IN_PAGE (self));
  set_asks_code (self, FALSE);
  gtk_editable_set_text (self->password, password);
  on_sign_in (GTK_WIDGET (self), NULL, NULL);
}

void
ed_sign_in_page_set_trouble (EdSignInPage *self, const char *sentence)
{
  g_return_if_fail (ED_IS_SIGN_IN_PAGE (self));
  if (g_strcmp0 (self->trouble, sentence) == 0)
    return;
  g_free (self->trouble);
  self->trouble = g_strdup (sentence);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TROUBLE]);
}

const char *
ed_sign_in_page_trouble (EdSignInPage *self)
{
  g_return_val_if_fail (ED_IS_SIGN_IN_PAGE (self), NULL);
  return self->trouble;
}

const char *
ed_sign_in_page_password (EdSignInPage *self)
{
  g_return_val_if_fail (ED_IS_SIGN_IN_PAGE (self), NULL);
  return self->opening ? gtk_editable_get_text (self->password) : NULL;
}

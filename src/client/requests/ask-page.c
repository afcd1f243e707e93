/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/requests/ask-page.h"

#include "base/clock.h"
#include "client/draft-keeper.h"
#include "client/requests/ask-lack.h"
#include "client/requests/file-picks.h"
#include "client/requests/request-deeds.h"
#include "client/requests/request-files.h"
#include "client/resources.h"
#include "client/sentences.h"
#include "client/widgets/answer.h"
#include "client/widgets/date-row.h"
#include "client/widgets/page.h"
#include "client/widgets/row-fold.h"
#include "client/widgets/template.h"
#include "client/widgets/toast.h"
#include "store/drafts.h"
#include "sync/desk-files.h"
#include "wire/record-json.h"

#include <adwaita.h>
#include <glib/gi18n.h>

struct _EdAskPage
{
  GtkWidget parent_instance;
  GtkWidget *page;
  GtkEditable *subject, *case_reference;
  AdwComboRow *recipient;
  GtkSwitch *urgent;
  EdDateRow *due, *expires;
  GtkWidget *about, *question_group, *when, *send;
  GtkTextView *view;
  GtkTextBuffer *buffer;
  GtkLabel *trouble, *state;
  AdwBin *files_place;
  EdRequestFiles *list;
  EdDesk *desk;
  EdFilePicks *picks;
  EdDraftKeeper *keeper;
  EdCommandType type;    /* of what is sent */
  char *request_id;      /* NULL: a new one */
  GPtrArray *recipients; /* EdAccount, behind the expert centre */
  char *wish;            /* of the draft, before they have come */
  gboolean loading, busy;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (EdAskPage, ed_ask_page, GTK_TYPE_WIDGET)

/* --- what is entered -------------------------------------------------------------------------- */

/* Without the space around it; NULL where there is nothing. */
static char *
strip (char *taken)
{
  g_autofree char *text = g_strstrip (taken);

  return *text == '\0' ? NULL : g_steal_pointer (&text);
}

static char *
read_question (EdAskPage *self)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  return strip (gtk_text_buffer_get_text (self->buffer, &start, &end, FALSE));
}

static char *
read_entry (GtkEditable *entry)
{
  return strip (g_strdup (gtk_editable_get_text (entry)));
}

static const char *
read_recipient (EdAskPage *self)
{
  guint selected = adw_combo_row_get_selected (self->recipient);

  if (self->recipients == NULL)
    return self->wish;
  return selected == 0 || selected > self->recipients->len
             ? NULL
             : ((EdAccount *) self->recipients->pdata[selected - 1])->id;
}

/* Puts what is entered into ARGS, but for the documents. */
static void
read_args (EdAskPage *self, EdArgs *args)
{
  if (self->type == ED_COMMAND_REQUEST_CREATE)
    {
      args->subject = read_entry (self->subject);
      args->case_reference = read_entry (self->case_reference);
      args->recipient = g_strdup (read_recipient (self));
    }
  if (self->type != ED_COMMAND_REQUEST_SHARE)
    {
      args->question = read_question (self);
      args->urgent = gtk_switch_get_active (self->urgent) ? 1 : ED_ABSENT;
      args->due = ed_date_row_date (self->due);
    }
  args->expires = ed_date_row_date (self->expires);
}

static char *
write_draft (gpointer page)
{
  EdAskPage *self = page;
  const EdRecordType *type = ed_command_form (self->type)->args;
  EdArgs *args = ed_record_new (type);
  g_autofree char *body = NULL;

  read_args (self, args);
  if (args->subject != NULL || args->question != NULL || args->case_reference != NULL
      || ed_file_picks_documents (self->picks)->len > 0)
    body = ed_record_to_json (type, args, NULL);
  ed_record_free (type, args);
  return g_steal_pointer (&body);
}

static void
put_args (EdAskPage *self, const EdArgs *args)
{
  self->loading = TRUE;
  gtk_editable_set_text (self->subject, args->subject != NULL ? args->subject : "");
  gtk_editable_set_text (self->case_reference,
                         args->case_reference != NULL ? args->case_reference : "");
  gtk_text_buffer_set_text (self->buffer, args->question != NULL ? args->question : "", -1);
  gtk_switch_set_active (self->urgent, args->urgent == 1);
  ed_date_row_set_date (self->due, args->due);
  ed_date_row_set_date (self->expires, args->expires);
  g_free (self->wish);
  self->wish = g_strdup (args->recipient);
  self->loading = FALSE;
}

/* --- judging ---------------------------------------------------------------------------------- */

static void
set_trouble (EdAskPage *self, const char *sentence)
{
  gtk_label_set_label (self->trouble, sentence != NULL ? sentence : "");
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), sentence != NULL);
}

static const char *
find_lack (EdAskPage *self)
{
  g_autofree char *subject = read_entry (self->subject);
  g_autofree char *question = read_question (self);

  return ed_ask_lack_find (self->type, subject, question, self->picks);
}

static void
judge (EdAskPage *self)
{
  const char *lack = find_lack (self);

  gtk_widget_set_tooltip_text (self->send, lack != NULL ? lack : _ ("Ctrl+Enter"));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "ask.send", lack == NULL && !self->busy);
}

static void
on_edited (EdAskPage *self)
{
  if (self->desk == NULL)
    return;
  judge (self);
  if (self->loading || self->keeper == NULL)
    return;
  set_trouble (self, NULL);
  ed_draft_keeper_touch (self->keeper);
}

static void
on_keeper (EdAskPage *self)
{
  g_autofree char *text = NULL, *trouble = NULL;

  g_object_get (self->keeper, "text", &text, "trouble", &trouble, NULL);
  gtk_label_set_label (self->state, text != NULL ? text : "");
  if (trouble != NULL)
    set_trouble (self, trouble);
}

/* --- files ------------------------------------------------------------------------------------ */

static void
on_picks_changed (EdAskPage *self)
{
  ed_request_files_set (self->list, ed_file_picks_documents (self->picks), FALSE);
  judge (self);
  if (self->keeper != NULL)
    ed_draft_keeper_touch (self->keeper);
}

static void
on_attach (GtkWidget *widget, const char *name, GVariant *parameter)
{
  set_trouble (ED_ASK_PAGE (widget), NULL);
  ed_file_picks_choose (ED_ASK_PAGE (widget)->picks, widget);
}

static void
on_remove (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_grab_focus (ED_ASK_PAGE (widget)->send);
  ed_file_picks_remove (ED_ASK_PAGE (widget)->picks, g_variant_get_string (parameter, NULL));
}

/* --- recipients ------------------------------------------------------------------------------- */

static void
show_recipients (EdAskPage *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint chosen = 0;

  gtk_string_list_append (names, _ ("Expert centre"));
  for (guint i = 0; i < self->recipients->len; i++)
    {
      const EdAccount *account = self->recipients->pdata[i];

      gtk_string_list_append (names, account->name != NULL ? account->name : "—");
      if (g_strcmp0 (account->id, self->wish) == 0)
        chosen = i + 1;
    }
  self->loading = TRUE;
  adw_combo_row_set_model (self->recipient, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->recipient, chosen);
  self->loading = FALSE;
}

static void
on_accounts (GObject *source, GAsyncResult *result, gpointer data)
{
  EdAskPage *self = data;
  g_autoptr (GPtrArray) accounts = ed_desk_list_accounts_finish (ED_DESK (source), result, NULL);

  if (ed_answer_is_cancelled (result) || accounts == NULL)
    return;
  for (guint i = accounts->len; i > 0; i--)
    if (!ed_account_is_addressable (accounts->pdata[i - 1]))
      g_ptr_array_remove_index (accounts, i - 1);
  if (self->recipients != NULL)
    {
      g_free (self->wish);
      self->wish = g_strdup (read_recipient (self));
    }
  g_clear_pointer (&self->recipients, g_ptr_array_unref);
  self->recipients = g_steal_pointer (&accounts);
  show_recipients (self);
}

static void
on_desk_changed (EdAskPage *self)
{
  if (self->type == ED_COMMAND_REQUEST_CREATE)
    ed_desk_list_accounts_async (self->desk, ED_ROLE_EXPERT, self->cancellable, on_accounts, self);
}

/* --- sending ---------------------------------------------------------------------------------- */

typedef struct
{
  EdAskPage *page;
  char *command_id, *request_id;
} Sending;

static void
free_sending (Sending *sending)
{
  g_object_unref (sending->page);
  g_free (sending->command_id);
  g_free (sending->request_id);
  g_free (sending);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Sending, free_sending)

/* The form is empty again, and what was sent is shown. */
static void
finish (EdAskPage *self, const Sending *sending)
{
  const char *commands[] = { sending->command_id, NULL };
  EdArgs *nothing = ed_record_new (ed_command_form (ED_COMMAND_REQUEST_CREATE)->args);

  nothing->due = nothing->expires = nothing->urgent = ED_ABSENT;
  put_args (self, nothing);
  ed_record_free (ed_command_form (ED_COMMAND_REQUEST_CREATE)->args, nothing);
  if (self->recipients != NULL)
    show_recipients (self);
  ed_file_picks_clear (self->picks);
  ed_draft_keeper_flush (self->keeper);
  ed_toast (GTK_WIDGET (self),
            self->type == ED_COMMAND_REQUEST_SHARE ? _ ("Documents on their way")
                                                   : _ ("Request on its way"),
            commands);
  if (self->request_id == NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.show", "s", "requests");
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "win.open-request", "s", self->request_id);
}

static void
on_sent (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Sending) sending = data;
  EdAskPage *self = sending->page;
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;
  EdRefusal refusal = { ED_REFUSAL_NONE, NULL };
  gboolean done = ed_desk_send_files_finish (ED_DESK (source), result, &refusal, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  self->busy = FALSE;
  ed_draft_keeper_sent (self->keeper, done);
  if (done)
    {
      finish (self, sending);
      return;
    }
  sentence =
      error != NULL
          ? ed_error_sentence (error)
          : ed_deed_refusal_sentence (ED_COMMAND_REQUEST_CREATE, refusal.code, refusal.field);
  judge (self);
  set_trouble (self, sentence);
}

static void
on_send (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EdAskPage *self = ED_ASK_PAGE (widget);
  Sending *sending = g_new (Sending, 1);
  EdDraftEnd ends = ed_draft_keeper_send (self->keeper);
  g_autoptr (EdCommand) command = NULL;
  g_autoptr (GArray) files = ed_file_picks_list (self->picks);

  sending->page = g_object_ref (self);
  sending->command_id = g_uuid_string_random ();
  sending->request_id =
      self->request_id != NULL ? g_strdup (self->request_id) : g_uuid_string_random ();
  command = ed_command_new (self->type,
                            sending->command_id,
                            sending->request_id,
                            NULL,
                            ed_clock_now (ed_clock_system ()));
  read_args (self, command->args);
  ((EdArgs *) command->args)->documents =
      ed_request_document_ids (ed_file_picks_documents (self->picks));
  self->busy = TRUE;
  judge (self);
  ed_desk_send_files_async (self->desk,
                            command,
                            (const EdNewFile *) files->data,
                            files->len,
                            &ends,
                            NULL,
                            on_sent,
                            sending);
}

static gboolean
on_key (EdAskPage *self, guint key, guint code, GdkModifierType state)
{
  gboolean is_return = key == GDK_KEY_Return || key == GDK_KEY_KP_Enter || key == GDK_KEY_ISO_Enter;

  if (!is_return || (state & gtk_accelerator_get_default_mod_mask ()) != GDK_CONTROL_MASK)
    return GDK_EVENT_PROPAGATE;
  gtk_widget_activate_action (GTK_WIDGET (self), "ask.send", NULL);
  return GDK_EVENT_STOP;
}

/* --- drafts ----------------------------------------------------------------------------------- */

/* Whether DRAFT is what is entered, and more. */
static gboolean
says_more (EdAskPage *self, const EdArgs *draft)
{
  g_autofree char *question = read_question (self);
  g_autofree char *subject = read_entry (self->subject);

  if (question == NULL)
    return subject == NULL || g_strcmp0 (draft->subject, subject) == 0;
  return draft->question != NULL && g_strcmp0 (draft->question, question) != 0
         && g_str_has_prefix (draft->question, question);
}

static void
on_draft_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  EdAskPage *self = data;
  g_autofree char *body = ed_draft_keeper_load_finish (ED_DRAFT_KEEPER (source), result, NULL);
  const EdRecordType *type;
  EdArgs *args;

  if (ed_answer_is_cancelled (result) || body == NULL)
    return;
  type = ed_command_form (self->type)->args;
  args = ed_record_from_json (type, body, -1, ED_WIRE_LENIENT, NULL);
  if (args != NULL && says_more (self, args))
    put_args (self, args);
  ed_record_free (type, args);
  if (self->recipients != NULL)
    show_recipients (self);
  judge (self);
}

/* A request that was taken back is a draft by now, or stands behind the one that was begun. */
static void
on_map (EdAskPage *self)
{
  ed_draft_keeper_load_async (self->keeper, self->cancellable, on_draft_loaded, self);
  ed_file_picks_load (self->picks);
}

/* --- object ----------------------------------------------------------------------------------- */

static void
ed_ask_page_dispose (GObject *object)
{
  EdAskPage *self = ED_ASK_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  if (self->keeper != NULL)
    {
      ed_draft_keeper_flush (self->keeper);
      g_signal_handlers_disconnect_by_data (self->keeper, self);
      ed_draft_keeper_stop (self->keeper);
    }
  g_clear_object (&self->keeper);
  if (self->picks != NULL)
    g_signal_handlers_disconnect_by_data (self->picks, self);
  g_clear_object (&self->picks);
  g_clear_pointer (&self->page, ed_template_part_unparent);
  ed_template_dispose (GTK_WIDGET (self), ED_TYPE_ASK_PAGE);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (ed_ask_page_parent_class)->dispose (object);
}

static void
ed_ask_page_finalize (GObject *object)
{
  EdAskPage *self = ED_ASK_PAGE (object);

  g_free (self->request_id);
  g_free (self->wish);
  g_clear_pointer (&self->recipients, g_ptr_array_unref);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (ed_ask_page_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *class)
{
  gtk_widget_class_set_template_from_resource (class, ED_UI "requests/ask-page.ui");
  gtk_widget_class_bind_template_child (class, EdAskPage, page);
  gtk_widget_class_bind_template_child (class, EdAskPage, subject);
  gtk_widget_class_bind_template_child (class, EdAskPage, case_reference);
  gtk_widget_class_bind_template_child (class, EdAskPage, recipient);
  gtk_widget_class_bind_template_child (class, EdAskPage, urgent);
  gtk_widget_class_bind_template_child (class, EdAskPage, due);
  gtk_widget_class_bind_template_child (class, EdAskPage, expires);
  gtk_widget_class_bind_template_child (class, EdAskPage, about);
  gtk_widget_class_bind_template_child (class, EdAskPage, question_group);
  gtk_widget_class_bind_template_child (class, EdAskPage, when);
  gtk_widget_class_bind_template_child (class, EdAskPage, view);
  gtk_widget_class_bind_template_child (class, EdAskPage, buffer);
  gtk_widget_class_bind_template_child (class, EdAskPage, trouble);
  gtk_widget_class_bind_template_child (class, EdAskPage, state);
  gtk_widget_class_bind_template_child (class, EdAskPage, send);
  gtk_widget_class_bind_template_child (class, EdAskPage, files_place);
  gtk_widget_class_bind_template_callback (class, on_edited);
  gtk_widget_class_bind_template_callback (class, on_key);
}

static void
ed_ask_page_class_init (EdAskPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  g_type_ensure (ED_TYPE_DATE_ROW);
  g_type_ensure (ED_TYPE_PAGE);
  G_OBJECT_CLASS (class)->dispose = ed_ask_page_dispose;
  G_OBJECT_CLASS (class)->finalize = ed_ask_page_finalize;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "ask.send", NULL, on_send);
  gtk_widget_class_install_action (widget_class, "ask.attach", NULL, on_attach);
  gtk_widget_class_install_action (widget_class, "request.remove", "s", on_remove);
}

/* What is typed into is called as its row is. */
static void
name_entry (GtkEditable *row)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_editable_get_delegate (row)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)),
                                  -1);
}

static void
ed_ask_page_init (EdAskPage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  ed_rows_fit (GTK_WIDGET (self));
  name_entry (self->subject);
  name_entry (self->case_reference);
  self->picks = ed_file_picks_new (ED_FILE_SHARED);
  self->list = ED_REQUEST_FILES (ed_request_files_new (NULL, ED_REQUEST_FILES_REMOVE));
  adw_bin_set_child (self->files_place, GTK_WIDGET (self->list));
  g_signal_connect_object (self->picks,
                           "changed",
                           G_CALLBACK (on_picks_changed),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->picks,
                           "trouble",
                           G_CALLBACK (set_trouble),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_after (self, "map", G_CALLBACK (on_map), NULL);
}

static const char *
choose_title (EdCommandType type)
{
  if (type == ED_COMMAND_REQUEST_CREATE)
    return _ ("New request");
  return type == ED_COMMAND_REQUEST_ASK_AGAIN ? _ ("Ask again") : _ ("Share documents");
}

static const char *
choose_draft (EdCommandType type)
{
  if (type == ED_COMMAND_REQUEST_CREATE)
    return ED_DRAFT_REQUEST;
  return type == ED_COMMAND_REQUEST_ASK_AGAIN ? ED_DRAFT_AGAIN : ED_DRAFT_SHARE;
}

static GtkWidget *
make_page (EdDesk *desk, EdCommandType type, const char *request_id)
{
  EdAskPage *self = g_object_new (ED_TYPE_ASK_PAGE, NULL);
  gint64 today = ed_zone_date (ed_desk_zone (desk), ed_desk_now (desk));
  const char *object = request_id == NULL ? "" : request_id;

  self->desk = g_object_ref (desk);
  self->type = type;
  self->request_id = g_strdup (request_id);
  g_object_set (self->page, "title", choose_title (type), "detail", request_id != NULL, NULL);
  gtk_button_set_label (GTK_BUTTON (self->send),
                        type == ED_COMMAND_REQUEST_SHARE ? _ ("Share") : _ ("Send"));
  gtk_widget_set_visible (self->about, type == ED_COMMAND_REQUEST_CREATE);
  gtk_widget_set_visible (self->question_group, type != ED_COMMAND_REQUEST_SHARE);
  gtk_widget_set_visible (self->when, type != ED_COMMAND_REQUEST_SHARE);
  ed_date_row_set_today (self->due, today);
  ed_date_row_set_today (self->expires, today);
  self->keeper = ed_draft_keeper_new (desk, choose_draft (type), object, write_draft, self);
  g_signal_connect_object (self->keeper, "notify", G_CALLBACK (on_keeper), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self,
                           "unmap",
                           G_CALLBACK (ed_draft_keeper_flush),
                           self->keeper,
                           G_CONNECT_SWAPPED);
  ed_file_picks_keep (self->picks, desk, choose_draft (type), object);
  g_signal_connect_object (desk, "changed", G_CALLBACK (on_desk_changed), self, G_CONNECT_SWAPPED);
  on_desk_changed (self);
  judge (self);
  return GTK_WIDGET (self);
}

GtkWidget *
ed_ask_page_new (EdDesk *desk)
{
  return make_page (desk, ED_COMMAND_REQUEST_CREATE, NULL);
}

GtkWidget *
ed_ask_page_new_again (EdDesk *desk, const char *request_id)
{
  return make_page (desk, ED_COMMAND_REQUEST_ASK_AGAIN, request_id);
}

GtkWidget *
ed_ask_page_new_share (EdDesk *desk, const char *request_id)
{
  return make_page (desk, ED_COMMAND_REQUEST_SHARE, request_id);
}

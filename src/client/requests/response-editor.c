/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/requests/response-editor.h"

#include "client/draft-keeper.h"
#include "client/numbers.h"
#include "client/requests/file-picks.h"
#include "client/requests/request-deeds.h"
#include "client/requests/request-files.h"
#include "client/resources.h"
#include "client/sentences.h"
#include "client/widgets/answer.h"
#include "client/widgets/fold.h"
#include "client/widgets/template.h"
#include "client/widgets/toast.h"
#include "client/widgets/wrap.h"
#include "store/drafts.h"
#include "sync/desk-drafts.h"
#include "sync/desk-files.h"
#include "wire/push.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* After so long without a change the server gets what was written. */
#define SHARE_S 6

struct _EdResponseEditor
{
  GtkWidget parent_instance;
  GtkWidget *card;
  GtkLabel *heading, *placeholder, *trouble, *state;
  GtkTextView *view;
  GtkTextBuffer *buffer;
  AdwBin *files_place;
  GtkWidget *cancel, *send;
  EdRequestFiles *list;
  EdDesk *desk;
  EdRequestItem *item;
  EdDraftKeeper *keeper;
  gboolean is_adjusting;
  GPtrArray *documents; /* EdRequestDocument: all that it is to have */
  EdFilePicks *picks;   /* not yet with any command */
  gboolean loading;     /* a text is being put in */
  gboolean touched;     /* by the writer since it was last sent to the desk */
  gboolean busy, over;
  guint share; /* source */
  GCancellable *cancellable;
};

enum
{
  DONE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EdResponseEditor, ed_response_editor, GTK_TYPE_WIDGET)

static void
free_document (gpointer document)
{
  ed_record_free (&ed_request_document_type, document);
}

static const EdRequest *
get_request (EdResponseEditor *self)
{
  return ed_request_item_request (self->item);
}

/* What is typed, without the space around it; NULL where there is nothing. */
static char *
read_text (EdResponseEditor *self)
{
  g_autofree char *text = NULL;
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  text = g_strstrip (gtk_text_buffer_get_text (self->buffer, &start, &end, FALSE));
  return *text == '\0' ? NULL : g_steal_pointer (&text);
}

static void
set_trouble (EdResponseEditor *self, const char *sentence)
{
  gtk_label_set_label (self->trouble, sentence != NULL ? sentence : "");
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), sentence != NULL);
}

/* --- judging ---------------------------------------------------------------------------------- */

static void
judge (EdResponseEditor *self)
{
  g_autofree char *text = read_text (self);
  glong excess = text == NULL ? 0 : g_utf8_strlen (text, -1) - ED_RESPONSE_LENGTH;
  gboolean ready =
      text != NULL && excess <= 0 && !self->busy && !ed_file_picks_is_reading (self->picks);

  gtk_widget_set_visible (GTK_WIDGET (self->placeholder),
                          gtk_text_buffer_get_char_count (self->buffer) == 0);
  if (excess > 0)
    {
      g_autofree char *sentence = ed_number_in (
          ngettext ("%s character too many", "%s characters too many", (gulong) excess),
          excess);

      set_trouble (self, sentence);
    }
  gtk_widget_set_tooltip_text (self->send,
                               text == NULL ? _ ("Write the response first.")
                               : ed_file_picks_is_reading (self->picks)
                                   ? _ ("A file is still being read.")
                                   : _ ("Ctrl+Enter"));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "response.send", ready);
}

static void
show_documents (EdResponseEditor *self)
{
  ed_request_files_set (self->list, self->documents, FALSE);
  judge (self);
}

static void
on_keeper (EdResponseEditor *self)
{
  g_autofree char *text = NULL;
  g_autofree char *trouble = NULL;

  g_object_get (self->keeper, "text", &text, "trouble", &trouble, NULL);
  gtk_label_set_label (self->state, text != NULL ? text : "");
  if (trouble != NULL)
    set_trouble (self, trouble);
}

/* --- keeping ---------------------------------------------------------------------------------- */

static EdCommand *
make_command (EdResponseEditor *self, EdCommandType type)
{
  EdCommand *command = ed_request_command (type, get_request (self));
  EdArgs *args = command->args;

  args->text = read_text (self);
  args->documents = ed_request_document_ids (self->documents);
  return command;
}

/* For the keeper: the command that the desk can give itself, or what a coordinator has written. */
static char *
write_draft (gpointer page)
{
  EdResponseEditor *self = page;
  g_autoptr (EdCommand) command = NULL;
  g_autofree char *text = read_text (self);

  if (self->is_adjusting)
    return g_steal_pointer (&text);
  if (text == NULL && self->documents->len == 0)
    return NULL;
  command = make_command (self, ED_COMMAND_RESPONSE_DRAFT);
  return ed_command_to_json (command, 0);
}

/* Gives what is written to the desk as a draft of the response; where that is refused it stays one
 * here. */
static void
share_draft (EdResponseEditor *self)
{
  const EdDraftEnd ends = { .kind = ED_DRAFT_RESPONSE, .object = get_request (self)->id };
  g_autoptr (EdCommand) command = NULL;
  g_autoptr (GArray) files = NULL;

  g_clear_handle_id (&self->share, g_source_remove);
  if (self->is_adjusting || !self->touched || self->over || ed_file_picks_is_reading (self->picks))
    return;
  self->touched = FALSE;
  ed_draft_keeper_flush (self->keeper);
  command = make_command (self, ED_COMMAND_RESPONSE_DRAFT);
  files = ed_file_picks_list (self->picks);
  ed_desk_send_files_async (self->desk,
                            command,
                            (const EdNewFile *) files->data,
                            files->len,
                            &ends,
                            NULL,
                            NULL,
                            NULL);
  ed_file_picks_clear (self->picks);
}

static gboolean
on_share (gpointer data)
{
  EdResponseEditor *self = data;

  self->share = 0;
  share_draft (self);
  return G_SOURCE_REMOVE;
}

static void
touch (EdResponseEditor *self)
{
  if (self->loading || self->over || self->keeper == NULL)
    return;
  self->touched = TRUE;
  ed_draft_keeper_touch (self->keeper);
  g_clear_handle_id (&self->share, g_source_remove);
  self->share = g_timeout_add_seconds (SHARE_S, on_share, self);
}

static void
on_text_changed (EdResponseEditor *self)
{
  if (self->item == NULL)
    return;
  set_trouble (self, NULL);
  judge (self);
  touch (self);
}

/* What has been written, for good. */
static void
keep (EdResponseEditor *self)
{
  if (self->over || self->keeper == NULL)
    return;
  ed_draft_keeper_flush (self->keeper);
  share_draft (self);
}

/* --- files ------------------------------------------------------------------------------------ */

static void
add_documents (EdResponseEditor *self, const GPtrArray *documents, char *const *only)
{
  for (guint i = 0; documents != NULL && i < documents->len; i++)
    {
      const EdRequestDocument *document = documents->pdata[i];

      if ((only == NULL || g_strv_contains ((const char *const *) only, document->id))
          && ed_request_document_find (self->documents, document->id) == NULL)
        g_ptr_array_add (self->documents, ed_record_copy (&ed_request_document_type, document));
    }
}

/* What has been looked at is part of the response, and goes to the desk with it. */
static void
on_picks_changed (EdResponseEditor *self)
{
  guint before = self->documents->len;

  add_documents (self, ed_file_picks_documents (self->picks), NULL);
  show_documents (self);
  if (self->documents->len == before)
    return;
  touch (self);
  share_draft (self);
}

static void
on_attach (GtkWidget *widget, const char *name, GVariant *parameter)
{
  set_trouble (ED_RESPONSE_EDITOR (widget), NULL);
  ed_file_picks_choose (ED_RESPONSE_EDITOR (widget)->picks, widget);
}

static void
on_remove (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EdResponseEditor *self = ED_RESPONSE_EDITOR (widget);
  EdRequestDocument *document =
      ed_request_document_find (self->documents, g_variant_get_string (parameter, NULL));

  if (document == NULL)
    return;
  g_ptr_array_remove (self->documents, document);
  ed_file_picks_remove (self->picks, g_variant_get_string (parameter, NULL));
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
  show_documents (self);
  touch (self);
}

/* --- sending ---------------------------------------------------------------------------------- */

static void
finish (EdResponseEditor *self)
{
  g_clear_handle_id (&self->share, g_source_remove);
  self->over = TRUE;
  ed_draft_keeper_stop (self->keeper);
  g_signal_emit (self, signals[DONE], 0);
}

typedef struct
{
  EdResponseEditor *editor;
  char *command_id;
} Sending;

static void
free_sending (Sending *sending)
{
  g_object_unref (sending->editor);
  g_free (sending->command_id);
  g_free (sending);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Sending, free_sending)

static void
on_sent (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Sending) sending = data;
  EdResponseEditor *self = sending->editor;
  const char *commands[] = { sending->command_id, NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;
  EdRefusal refusal = { ED_REFUSAL_NONE, NULL };
  gboolean done = ed_desk_send_files_finish (ED_DESK (source), result, &refusal, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  self->busy = FALSE;
  if (done)
    {
      ed_file_picks_clear (self->picks);
      ed_toast (GTK_WIDGET (self),
                self->is_adjusting ? _ ("Changes saved") : _ ("Response on its way to review"),
                commands);
      finish (self);
      return;
    }
  sentence = error != NULL
                 ? ed_error_sentence (error)
                 : ed_deed_refusal_sentence (ED_COMMAND_RESPONSE_SEND, refusal.code, refusal.field);
  self->touched = TRUE;
  ed_draft_keeper_sent (self->keeper, FALSE);
  judge (self);
  set_trouble (self, sentence);
}

static void
on_send (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EdResponseEditor *self = ED_RESPONSE_EDITOR (widget);
  const EdResponseVersion *latest = ed_request_latest_version (get_request (self));
  g_autoptr (EdCommand) command = NULL;
  g_autoptr (GArray) files = ed_file_picks_list (self->picks);
  EdDraftEnd ends = ed_draft_keeper_send (self->keeper);
  Sending *sending;

  g_clear_handle_id (&self->share, g_source_remove);
  self->touched = FALSE;
  self->busy = TRUE;
  judge (self);
  command =
      make_command (self,
                    self->is_adjusting ? ED_COMMAND_RESPONSE_ADJUST : ED_COMMAND_RESPONSE_SEND);
  ((EdArgs *) command->args)->version =
      self->is_adjusting ? g_strdup (latest != NULL ? latest->id : NULL) : g_uuid_string_random ();
  sending = g_new (Sending, 1);
  sending->editor = g_object_ref (self);
  sending->command_id = g_strdup (command->id);
  ed_desk_send_files_async (self->desk,
                            command,
                            (const EdNewFile *) files->data,
                            files->len,
                            &ends,
                            NULL,
                            on_sent,
                            sending);
}

static void
on_cancel (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EdResponseEditor *self = ED_RESPONSE_EDITOR (widget);
  const char *kind = self->is_adjusting ? ED_DRAFT_ADJUSTMENT : ED_DRAFT_RESPONSE;

  ed_draft_keeper_stop (self->keeper);
  ed_desk_discard_draft_async (self->desk, kind, get_request (self)->id, NULL, NULL, NULL);
  finish (self);
}

static gboolean
on_key (EdResponseEditor *self, guint key, guint code, GdkModifierType state)
{
  gboolean is_return = key == GDK_KEY_Return || key == GDK_KEY_KP_Enter || key == GDK_KEY_ISO_Enter;

  if (!is_return || (state & gtk_accelerator_get_default_mod_mask ()) != GDK_CONTROL_MASK)
    return GDK_EVENT_PROPAGATE;
  gtk_widget_activate_action (GTK_WIDGET (self), "response.send", NULL);
  return GDK_EVENT_STOP;
}

/* --- beginning -------------------------------------------------------------------------------- */

static void
put_text (EdResponseEditor *self, const char *text)
{
  self->loading = TRUE;
  gtk_text_buffer_set_text (self->buffer, text != NULL ? text : "", -1);
  self->loading = FALSE;
  judge (self);
}

/* What the request itself holds: a draft, or the response that was returned or is under review. */
static void
begin_with_request (EdResponseEditor *self)
{
  const EdRequest *request = get_request (self);
  const EdResponseVersion *latest = ed_request_latest_version (request);

  if (!self->is_adjusting && request->draft != NULL)
    {
      put_text (self, request->draft->text);
      add_documents (self, request->draft->documents, NULL);
    }
  else if (latest != NULL)
    {
      put_text (self, latest->text);
      add_documents (self, latest->documents, NULL);
    }
}

/* A draft that was not yet given to the desk is newer than what the request holds. */
static void
begin_with_draft (EdResponseEditor *self, const char *body)
{
  const EdRequest *request = get_request (self);
  g_autoptr (EdCommand) command = self->is_adjusting ? NULL : ed_command_from_json (body, NULL);
  const EdArgs *args = command == NULL ? NULL : command->args;

  if (self->is_adjusting)
    {
      put_text (self, body);
      return;
    }
  if (command == NULL || command->type != ED_COMMAND_RESPONSE_DRAFT
      || g_strcmp0 (command->assignment_id, request->assignment_id) != 0)
    return;
  put_text (self, args->text);
  g_ptr_array_set_size (self->documents, 0);
  if (request->draft != NULL)
    add_documents (self, request->draft->documents, args->documents);
  for (guint i = 0; i < request->versions->len; i++)
    add_documents (self,
                   ((EdResponseVersion *) request->versions->pdata[i])->documents,
                   args->documents);
}

static void
on_draft_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  EdResponseEditor *self = data;
  g_autofree char *body = ed_draft_keeper_load_finish (ED_DRAFT_KEEPER (source), result, NULL);

  if (ed_answer_is_cancelled (result))
    return;
  if (body != NULL && !self->touched)
    begin_with_draft (self, body);
  show_documents (self);
}

/* --- object ----------------------------------------------------------------------------------- */

static void
ed_response_editor_dispose (GObject *object)
{
  EdResponseEditor *self = ED_RESPONSE_EDITOR (object);

  if (self->keeper != NULL && self->card != NULL)
    keep (self);
  g_clear_handle_id (&self->share, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  if (self->keeper != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->keeper, self);
      ed_draft_keeper_stop (self->keeper);
    }
  g_clear_object (&self->keeper);
  if (self->picks != NULL)
    g_signal_handlers_disconnect_by_data (self->picks, self);
  g_clear_object (&self->picks);
  g_clear_pointer (&self->card, ed_template_part_unparent);
  ed_template_dispose (GTK_WIDGET (self), ED_TYPE_RESPONSE_EDITOR);
  g_clear_object (&self->item);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (ed_response_editor_parent_class)->dispose (object);
}

static void
ed_response_editor_finalize (GObject *object)
{
  EdResponseEditor *self = ED_RESPONSE_EDITOR (object);

  g_ptr_array_unref (self->documents);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (ed_response_editor_parent_class)->finalize (object);
}

static void
ed_response_editor_class_init (EdResponseEditorClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  g_type_ensure (ED_TYPE_FOLD);
  g_type_ensure (ED_TYPE_WRAP);
  object_class->dispose = ed_response_editor_dispose;
  object_class->finalize = ed_response_editor_finalize;
  signals[DONE] = g_signal_new ("done",
                                ED_TYPE_RESPONSE_EDITOR,
                                G_SIGNAL_RUN_LAST,
                                0,
                                NULL,
                                NULL,
                                NULL,
                                G_TYPE_NONE,
                                0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, ED_UI "requests/response-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, EdResponseEditor, card);
  gtk_widget_class_bind_template_child (widget_class, EdResponseEditor, heading);
  gtk_widget_class_bind_template_child (widget_class, EdResponseEditor, placeholder);
  gtk_widget_class_bind_template_child (widget_class, EdResponseEditor, trouble);
  gtk_widget_class_bind_template_child (widget_class, EdResponseEditor, state);
  gtk_widget_class_bind_template_child (widget_class, EdResponseEditor, view);
  gtk_widget_class_bind_template_child (widget_class, EdResponseEditor, buffer);
  gtk_widget_class_bind_template_child (widget_class, EdResponseEditor, files_place);
  gtk_widget_class_bind_template_child (widget_class, EdResponseEditor, cancel);
  gtk_widget_class_bind_template_child (widget_class, EdResponseEditor, send);
  gtk_widget_class_bind_template_callback (widget_class, on_text_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_key);
  gtk_widget_class_install_action (widget_class, "response.attach", NULL, on_attach);
  gtk_widget_class_install_action (widget_class, "response.send", NULL, on_send);
  gtk_widget_class_install_action (widget_class, "response.cancel", NULL, on_cancel);
  gtk_widget_class_install_action (widget_class, "request.remove", "s", on_remove);
}

static void
ed_response_editor_init (EdResponseEditor *self)
{
  self->cancellable = g_cancellable_new ();
  self->documents = g_ptr_array_new_with_free_func (free_document);
  self->picks = ed_file_picks_new (ED_FILE_RESPONSE);
  g_signal_connect_swapped (self->picks, "changed", G_CALLBACK (on_picks_changed), self);
  g_signal_connect_swapped (self->picks, "trouble", G_CALLBACK (set_trouble), self);
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
ed_response_editor_new (EdDesk *desk,
                        EdRequestItem *item,
                        EdCaseFiles *files,
                        gboolean is_adjusting)
{
  EdResponseEditor *self = g_object_new (ED_TYPE_RESPONSE_EDITOR, NULL);

  self->desk = g_object_ref (desk);
  self->item = g_object_ref (item);
  self->is_adjusting = is_adjusting;
  gtk_label_set_label (self->heading, is_adjusting ? _ ("Adjust the response") : _ ("Response"));
  gtk_button_set_label (GTK_BUTTON (self->send),
                        is_adjusting ? _ ("Save changes") : _ ("Send response"));
  gtk_widget_set_visible (self->cancel, is_adjusting);
  self->list = ED_REQUEST_FILES (ed_request_files_new (files, ED_REQUEST_FILES_REMOVE));
  adw_bin_set_child (self->files_place, GTK_WIDGET (self->list));
  self->keeper = ed_draft_keeper_new (desk,
                                      is_adjusting ? ED_DRAFT_ADJUSTMENT : ED_DRAFT_RESPONSE,
                                      get_request (self)->id,
                                      write_draft,
                                      self);
  g_signal_connect_object (self->keeper, "notify", G_CALLBACK (on_keeper), self, G_CONNECT_SWAPPED);
  begin_with_request (self);
  show_documents (self);
  ed_draft_keeper_load_async (self->keeper, self->cancellable, on_draft_loaded, self);
  return GTK_WIDGET (self);
}

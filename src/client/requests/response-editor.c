/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/requests/response-editor.h"

#include "client/documents/file-chooser.h"
#include "client/documents/picked-file.h"
#include "client/draft-keeper.h"
#include "client/numbers.h"
#include "client/requests/request-deeds.h"
#include "client/requests/request-files.h"
#include "client/resources.h"
#include "client/sentences.h"
#include "client/widgets/answer.h"
#include "client/widgets/fold.h"
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
  GPtrArray *picked;    /* EdPickedFile: being read, or not yet with any command */
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

static gboolean
is_reading (EdResponseEditor *self)
{
  for (guint i = 0; i < self->picked->len; i++)
    if (ed_picked_file_state (self->picked->pdata[i]) != ED_PICKED_GOOD)
      return TRUE;
  return FALSE;
}

static void
judge (EdResponseEditor *self)
{
  g_autofree char *text = read_text (self);
  glong excess = text == NULL ? 0 : g_utf8_strlen (text, -1) - ED_RESPONSE_LENGTH;
  gboolean ready = text != NULL && excess <= 0 && !self->busy && !is_reading (self);

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
                               text == NULL        ? _ ("Write the response first.")
                               : is_reading (self) ? _ ("A file is still being read.")
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

/* The files that no command has brought yet; FILES points into them. */
static GArray *
list_new_files (EdResponseEditor *self)
{
  GArray *files = g_array_new (FALSE, TRUE, sizeof (EdNewFile));

  for (guint i = 0; i < self->picked->len; i++)
    {
      EdPickedFile *picked = self->picked->pdata[i];
      EdNewFile file = { g_object_get_data (G_OBJECT (picked), "id"),
                         ED_FILE_RESPONSE,
                         ed_picked_file_name (picked),
                         ed_picked_file_bytes (picked) };

      if (file.id != NULL && ed_request_document_find (self->documents, file.id) != NULL)
        g_array_append_val (files, file);
    }
  return files;
}

/* Files that a command has brought are the desk's. */
static void
forget_files (EdResponseEditor *self)
{
  for (guint i = self->picked->len; i > 0; i--)
    if (g_object_get_data (self->picked->pdata[i - 1], "id") != NULL)
      {
        ed_picked_file_close (self->picked->pdata[i - 1]);
        g_ptr_array_remove_index (self->picked, i - 1);
      }
}

static void
on_shared (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree char *request_id = data;

  /* The draft is a command now; where it was refused it stays a draft. */
  if (ed_desk_send_files_finish (ED_DESK (source), result, NULL, NULL))
    ed_desk_discard_draft_async (ED_DESK (source), ED_DRAFT_RESPONSE, request_id, NULL, NULL, NULL);
}

/* Gives what is written to the desk as a draft of the response. */
static void
share_draft (EdResponseEditor *self)
{
  g_autoptr (EdCommand) command = NULL;
  g_autoptr (GArray) files = NULL;

  g_clear_handle_id (&self->share, g_source_remove);
  if (self->is_adjusting || !self->touched || self->over || is_reading (self))
    return;
  self->touched = FALSE;
  ed_draft_keeper_flush (self->keeper);
  command = make_command (self, ED_COMMAND_RESPONSE_DRAFT);
  files = list_new_files (self);
  ed_desk_send_files_async (self->desk,
                            command,
                            (const EdNewFile *) files->data,
                            files->len,
                            NULL,
                            on_shared,
                            g_strdup (get_request (self)->id));
  forget_files (self);
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

void
ed_response_editor_keep (EdResponseEditor *self)
{
  g_return_if_fail (ED_IS_RESPONSE_EDITOR (self));
  if (self->over || self->keeper == NULL)
    return;
  ed_draft_keeper_flush (self->keeper);
  share_draft (self);
}

/* --- files ------------------------------------------------------------------------------------ */

static void
add_document (EdResponseEditor *self, EdPickedFile *picked)
{
  EdRequestDocument *document = ed_record_new (&ed_request_document_type);
  gsize length = 0;
  const guint8 *bytes = g_bytes_get_data (ed_picked_file_bytes (picked), &length);
  gint64 type = ed_file_type_of (bytes, length);

  document->id = g_uuid_string_random ();
  document->name = g_strdup (ed_picked_file_name (picked));
  document->type = type == ED_ABSENT ? NULL : g_strdup (ed_file_media_choices[type].word);
  document->size = (gint64) length;
  g_object_set_data_full (G_OBJECT (picked), "id", g_strdup (document->id), g_free);
  g_ptr_array_add (self->documents, document);
}

/* Each is opened once, one after the other, to see whether anybody can read it. */
static void
look_at_files (EdResponseEditor *self)
{
  gboolean added = FALSE;

  for (guint i = 0; i < self->picked->len; i++)
    {
      EdPickedFile *picked = self->picked->pdata[i];

      switch (ed_picked_file_state (picked))
        {
        case ED_PICKED_READ:
          ed_picked_file_check (picked);
          return;
        case ED_PICKED_GOOD:
          added = added || g_object_get_data (G_OBJECT (picked), "id") == NULL;
          if (g_object_get_data (G_OBJECT (picked), "id") == NULL)
            add_document (self, picked);
          break;
        case ED_PICKED_BAD:
          set_trouble (self, ed_picked_file_trouble (picked));
          g_signal_handlers_disconnect_by_data (picked, self);
          ed_picked_file_close (picked);
          g_ptr_array_remove_index (self->picked, i--);
          break;
        case ED_PICKED_READING:
        case ED_PICKED_CHECKING:
        default:
          judge (self);
          return;
        }
    }
  show_documents (self);
  if (!added)
    return;
  touch (self);
  share_draft (self);
}

static void
on_chosen (gpointer owner, int kind, GListModel *files)
{
  EdResponseEditor *self = owner;

  set_trouble (self, NULL);
  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);
      EdPickedFile *picked = ed_picked_file_new (file);

      g_ptr_array_add (self->picked, picked);
      g_signal_connect_object (picked,
                               "notify::state",
                               G_CALLBACK (look_at_files),
                               self,
                               G_CONNECT_SWAPPED);
    }
  look_at_files (self);
}

static void
on_attach (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ed_choose_files (widget, ED_DOCUMENT_OTHER, on_chosen, widget);
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
  ed_desk_discard_draft_async (self->desk,
                               self->is_adjusting ? ED_DRAFT_ADJUSTMENT : ED_DRAFT_RESPONSE,
                               get_request (self)->id,
                               NULL,
                               NULL,
                               NULL);
  g_signal_emit (self, signals[DONE], 0);
}

typedef struct
{
  EdResponseEditor *editor;
  char *command_id, *request_id;
  const char *draft; /* kind, static */
} Sending;

static void
free_sending (Sending *sending)
{
  g_object_unref (sending->editor);
  g_free (sending->command_id);
  g_free (sending->request_id);
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
    {
      if (done)
        ed_desk_discard_draft_async (ED_DESK (source),
                                     sending->draft,
                                     sending->request_id,
                                     NULL,
                                     NULL,
                                     NULL);
      return;
    }
  self->busy = FALSE;
  if (done)
    {
      forget_files (self);
      ed_toast (GTK_WIDGET (self),
                self->is_adjusting ? _ ("Changes saved") : _ ("Response on its way to review"),
                commands);
      finish (self);
      return;
    }
  sentence =
      error != NULL ? ed_error_sentence (error) : ed_refusal_sentence (refusal.code, refusal.field);
  judge (self);
  set_trouble (self, sentence);
}

static void
on_send (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EdResponseEditor *self = ED_RESPONSE_EDITOR (widget);
  const EdResponseVersion *latest = ed_request_latest_version (get_request (self));
  g_autoptr (EdCommand) command = NULL;
  g_autoptr (GArray) files = list_new_files (self);
  Sending *sending;

  g_clear_handle_id (&self->share, g_source_remove);
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
  sending->request_id = g_strdup (command->target_id);
  sending->draft = self->is_adjusting ? ED_DRAFT_ADJUSTMENT : ED_DRAFT_RESPONSE;
  ed_desk_send_files_async (self->desk,
                            command,
                            (const EdNewFile *) files->data,
                            files->len,
                            NULL,
                            on_sent,
                            sending);
}

static void
on_cancel (GtkWidget *widget, const char *name, GVariant *parameter)
{
  finish (ED_RESPONSE_EDITOR (widget));
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

static void
add_documents (EdResponseEditor *self, const GPtrArray *documents, char *const *only)
{
  for (guint i = 0; documents != NULL && i < documents->len; i++)
    {
      const EdRequestDocument *document = documents->pdata[i];

      if (only == NULL || g_strv_contains ((const char *const *) only, document->id))
        if (ed_request_document_find (self->documents, document->id) == NULL)
          g_ptr_array_add (self->documents, ed_record_copy (&ed_request_document_type, document));
    }
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
    ed_response_editor_keep (self);
  g_clear_handle_id (&self->share, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  for (guint i = 0; i < self->picked->len; i++)
    {
      g_signal_handlers_disconnect_by_data (self->picked->pdata[i], self);
      ed_picked_file_close (self->picked->pdata[i]);
    }
  g_ptr_array_set_size (self->picked, 0);
  if (self->keeper != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->keeper, self);
      ed_draft_keeper_stop (self->keeper);
    }
  g_clear_object (&self->keeper);
  g_clear_pointer (&self->card, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (self), ED_TYPE_RESPONSE_EDITOR);
  g_clear_object (&self->item);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (ed_response_editor_parent_class)->dispose (object);
}

static void
ed_response_editor_finalize (GObject *object)
{
  EdResponseEditor *self = ED_RESPONSE_EDITOR (object);

  g_ptr_array_unref (self->documents);
  g_ptr_array_unref (self->picked);
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
  self->picked = g_ptr_array_new_with_free_func (g_object_unref);
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

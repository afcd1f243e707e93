/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/requests/chat-card.h"

#include "client/cases/message-bubble.h"
#include "client/cases/message-texts.h"
#include "client/draft-keeper.h"
#include "client/requests/request-deeds.h"
#include "client/resources.h"
#include "client/sentences.h"
#include "client/widgets/answer.h"
#include "client/widgets/template.h"
#include "client/widgets/toast.h"
#include "domain/beginning.h"
#include "store/drafts.h"
#include "sync/desk-drafts.h"
#include "sync/desk-requests.h"

#include <glib/gi18n.h>

/* So long on the screen is read, in ms. */
#define LOOK_MS 500

struct _EdChatCard
{
  GtkWidget parent_instance;
  GtkWidget *card, *composer;
  GtkListBox *list;
  GtkLabel *why_not, *placeholder, *trouble;
  GtkTextView *view;
  GtkTextBuffer *buffer;
  GListStore *entries;
  EdDesk *desk;
  EdRequestItem *item;
  EdDraftKeeper *keeper;
  GPtrArray *rows;  /* EdMessageRow, as last read, or NULL */
  GHashTable *news; /* ids of what was unread when this card first showed it */
  gboolean loading, touched;
  guint look;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (EdChatCard, ed_chat_card, GTK_TYPE_WIDGET)

static const EdRequest *
get_request (EdChatCard *self)
{
  return ed_request_item_request (self->item);
}

static gboolean
is_staff (EdChatCard *self)
{
  return ed_request_item_audience (self->item) == ED_REQUEST_FOR_STAFF;
}

/* --- reading ---------------------------------------------------------------------------------- */

static gboolean
is_news (EdChatCard *self, const EdMessageRow *row)
{
  if (row->unread)
    g_hash_table_add (self->news, g_strdup (row->message->id));
  return g_hash_table_contains (self->news, row->message->id);
}

static EdMessageEntry *
make_entry (EdChatCard *self, const EdMessageRow *row)
{
  return ed_message_entry_new_in (
      ed_request_item_zone (self->item),
      row,
      ed_request_item_reader (self->item),
      is_news (self, row),
      g_strcmp0 (row->message->assignment_id, get_request (self)->assignment_id) != 0);
}

/* Replaces the entries that differ; the rest keeps its rows, and the focus in them. */
static void
show_rows (EdChatCard *self)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (g_object_unref);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->entries)), same = 0;

  for (guint i = 0; i < self->rows->len; i++)
    g_ptr_array_add (entries, make_entry (self, self->rows->pdata[i]));
  for (; same < n && same < entries->len; same++)
    {
      g_autoptr (EdMessageEntry) present =
          g_list_model_get_item (G_LIST_MODEL (self->entries), same);

      if (!ed_message_entry_equal (present, entries->pdata[same]))
        break;
    }
  if (same < n || same < entries->len)
    g_list_store_splice (self->entries, same, n - same, entries->pdata + same, entries->len - same);
}

static gboolean
mark_read (gpointer data)
{
  EdChatCard *self = data;
  gint64 up_to = ED_ABSENT;

  self->look = 0;
  if (self->rows == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return G_SOURCE_REMOVE;
  for (guint i = 0; i < self->rows->len; i++)
    {
      const EdMessageRow *row = self->rows->pdata[i];

      if (row->unread)
        up_to = MAX (up_to, ed_receipt (row->message->at, row->message->at_received_at));
    }
  if (up_to != ED_ABSENT)
    ed_desk_read_chat_async (self->desk,
                             get_request (self)->id,
                             up_to,
                             self->cancellable,
                             NULL,
                             NULL);
  return G_SOURCE_REMOVE;
}

static void
look (EdChatCard *self)
{
  g_clear_handle_id (&self->look, g_source_remove);
  self->look = g_timeout_add (LOOK_MS, mark_read, self);
}

static void
on_listed (GObject *source, GAsyncResult *result, gpointer data)
{
  EdChatCard *self = data;
  g_autoptr (GPtrArray) rows = ed_desk_list_chat_finish (ED_DESK (source), result, NULL);

  if (ed_answer_is_cancelled (result) || rows == NULL)
    return;
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  self->rows = g_steal_pointer (&rows);
  show_rows (self);
  look (self);
}

static GtkWidget *
make_bubble (gpointer entry, gpointer data)
{
  return ed_message_bubble_new (entry);
}

/* --- writing ---------------------------------------------------------------------------------- */

static char *
read_text (EdChatCard *self)
{
  g_autofree char *text = NULL;
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  text = g_strstrip (gtk_text_buffer_get_text (self->buffer, &start, &end, FALSE));
  return *text == '\0' ? NULL : g_steal_pointer (&text);
}

static char *
write_draft (gpointer page)
{
  return read_text (page);
}

static void
set_trouble (EdChatCard *self, const char *sentence)
{
  gtk_label_set_label (self->trouble, sentence != NULL ? sentence : "");
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), sentence != NULL);
}

static void
judge (EdChatCard *self)
{
  g_autofree char *text = read_text (self);
  g_autofree char *excess = text == NULL ? NULL : ed_message_excess_text (text);

  gtk_widget_set_visible (GTK_WIDGET (self->placeholder),
                          gtk_text_buffer_get_char_count (self->buffer) == 0);
  set_trouble (self, excess);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "chat.send", text != NULL && excess == NULL);
}

static void
on_text_changed (EdChatCard *self)
{
  if (self->keeper == NULL)
    return;
  judge (self);
  if (self->loading)
    return;
  self->touched = TRUE;
  ed_draft_keeper_touch (self->keeper);
}

static void
put_text (EdChatCard *self, const char *text)
{
  self->loading = TRUE;
  gtk_text_buffer_set_text (self->buffer, text, -1);
  self->loading = FALSE;
}

static void
on_draft_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  EdChatCard *self = data;
  g_autofree char *text = ed_draft_keeper_load_finish (ED_DRAFT_KEEPER (source), result, NULL);

  if (!ed_answer_is_cancelled (result) && text != NULL && !self->touched)
    put_text (self, text);
}

/* A message that the desk has been asked to send or to give back. */
typedef struct
{
  EdChatCard *card;
  char *text;
} Words;

static Words *
make_words (EdChatCard *self, const char *text)
{
  Words *words = g_new (Words, 1);

  words->card = g_object_ref (self);
  words->text = g_strdup (text);
  return words;
}

static void
free_words (Words *words)
{
  g_object_unref (words->card);
  g_free (words->text);
  g_free (words);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Words, free_words)

/* What is not taken is there again to be written on. */
static void
on_done (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Words) words = data;
  EdChatCard *self = words->card;
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;
  EdRefusal refusal = { ED_REFUSAL_NONE, NULL };
  gboolean done = ed_desk_do_finish (ED_DESK (source), result, &refusal, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  ed_draft_keeper_sent (self->keeper, done);
  if (done)
    return;
  sentence = error != NULL
                 ? ed_error_sentence (error)
                 : ed_deed_refusal_sentence (ED_COMMAND_INTERNAL_SEND, refusal.code, refusal.field);
  gtk_text_buffer_set_text (self->buffer, words->text, -1);
  set_trouble (self, sentence);
}

/* The text is a message now. */
static void
on_send (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EdChatCard *self = ED_CHAT_CARD (widget);
  g_autoptr (EdCommand) command = ed_request_command (ED_COMMAND_INTERNAL_SEND, get_request (self));
  EdArgs *args = command->args;
  EdDraftEnd ends;

  args->id = g_uuid_string_random ();
  args->text = read_text (self);
  if (args->text == NULL)
    return;
  ends = ed_draft_keeper_send (self->keeper);
  ed_desk_do_written_async (self->desk,
                            command,
                            &ends,
                            NULL,
                            on_done,
                            make_words (self, args->text));
  put_text (self, "");
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static gboolean
on_key (EdChatCard *self, guint key, guint code, GdkModifierType state)
{
  gboolean is_return = key == GDK_KEY_Return || key == GDK_KEY_KP_Enter || key == GDK_KEY_ISO_Enter;

  if (!is_return || (state & gtk_accelerator_get_default_mod_mask ()) != GDK_CONTROL_MASK)
    return GDK_EVENT_PROPAGATE;
  gtk_widget_activate_action (GTK_WIDGET (self), "chat.send", NULL);
  return GDK_EVENT_STOP;
}

/* --- taking back ------------------------------------------------------------------------------ */

static EdMessageEntry *
find_entry (EdChatCard *self, const char *command)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->entries)); i++)
    {
      g_autoptr (EdMessageEntry) entry = g_list_model_get_item (G_LIST_MODEL (self->entries), i);

      if (g_strcmp0 (ed_message_entry_command (entry), command) == 0)
        return g_steal_pointer (&entry);
    }
  return NULL;
}

/* The draft has its words behind what was written before, in the step in which it stopped being a
 * message; here they are shown. SENTENCE, or NULL: why not. */
static void
show_taken_up (Words *words, const char *sentence)
{
  EdChatCard *self = words->card;
  g_autofree char *present = NULL, *text = NULL;

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  gtk_text_view_set_editable (self->view, TRUE);
  if (sentence != NULL)
    {
      ed_toast (GTK_WIDGET (self), sentence, NULL);
      return;
    }
  present = read_text (self);
  text =
      present == NULL ? g_strdup (words->text) : g_strdup_printf ("%s\n\n%s", present, words->text);
  gtk_text_buffer_set_text (self->buffer, text, -1);
}

static void
on_undone (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Words) words = data;
  gboolean done = ed_desk_undo_finish (ED_DESK (source), result, NULL);

  show_taken_up (words, done ? NULL : _ ("Too late: it has been sent already."));
}

static void
on_taken_up (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Words) words = data;
  g_autoptr (GError) error = NULL;
  gboolean done = ed_desk_discard_finish (ED_DESK (source), result, &error);
  g_autofree char *sentence = error != NULL ? ed_error_sentence (error) : NULL;

  show_taken_up (words,
                 done               ? NULL
                 : sentence != NULL ? sentence
                                    : _ ("Too late: it has been sent already."));
}

/* What is being written is kept first, and not changed until the words are behind it: they are
 * never in memory alone. */
static void
on_edit (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EdChatCard *self = ED_CHAT_CARD (widget);
  const char *command = g_variant_get_string (parameter, NULL);
  g_autoptr (EdMessageEntry) entry = find_entry (self, command);
  Words *words;

  if (entry == NULL || !gtk_text_view_get_editable (self->view))
    return;
  words = make_words (self, ed_message_entry_text (entry));
  ed_draft_keeper_flush (self->keeper);
  gtk_text_view_set_editable (self->view, FALSE);
  if (ed_message_entry_state (entry) == ED_OUTBOX_WAITING)
    ed_desk_undo_async (self->desk, command, NULL, on_undone, words);
  else
    ed_desk_take_up_async (self->desk, command, NULL, on_taken_up, words);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
on_discard (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ed_desk_discard_async (ED_CHAT_CARD (widget)->desk,
                         g_variant_get_string (parameter, NULL),
                         NULL,
                         NULL,
                         NULL);
}

/* --- object ----------------------------------------------------------------------------------- */

void
ed_chat_card_update (EdChatCard *self)
{
  const EdRequest *request;
  gboolean is_held;

  g_return_if_fail (ED_IS_CHAT_CARD (self));
  request = get_request (self);
  is_held = request->assignment_id != NULL;
  gtk_label_set_label (self->placeholder,
                       !is_staff (self) ? _ ("Write to the coordinators …")
                       : is_held        ? _ ("Write to the expert …")
                                        : _ ("Write a note for the coordinators …"));
  gtk_label_set_label (self->why_not,
                       is_staff (self) ? _ ("Nobody has the request now; only coordinators read "
                                            "what is written.")
                                       : _ ("You do not have this request any more."));
  gtk_widget_set_visible (GTK_WIDGET (self->why_not), !is_held);
  gtk_widget_set_visible (self->composer, is_held || is_staff (self));
  ed_desk_list_chat_async (self->desk, request->id, self->cancellable, on_listed, self);
}

static void
ed_chat_card_dispose (GObject *object)
{
  EdChatCard *self = ED_CHAT_CARD (object);

  g_clear_handle_id (&self->look, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  if (self->keeper != NULL)
    {
      ed_draft_keeper_flush (self->keeper);
      ed_draft_keeper_stop (self->keeper);
    }
  g_clear_object (&self->keeper);
  g_clear_pointer (&self->card, ed_template_part_unparent);
  ed_template_dispose (GTK_WIDGET (self), ED_TYPE_CHAT_CARD);
  g_clear_object (&self->entries);
  g_clear_object (&self->item);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (ed_chat_card_parent_class)->dispose (object);
}

static void
ed_chat_card_finalize (GObject *object)
{
  EdChatCard *self = ED_CHAT_CARD (object);

  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_hash_table_unref (self->news);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (ed_chat_card_parent_class)->finalize (object);
}

static void
ed_chat_card_class_init (EdChatCardClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->dispose = ed_chat_card_dispose;
  object_class->finalize = ed_chat_card_finalize;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, ED_UI "requests/chat-card.ui");
  gtk_widget_class_bind_template_child (widget_class, EdChatCard, card);
  gtk_widget_class_bind_template_child (widget_class, EdChatCard, composer);
  gtk_widget_class_bind_template_child (widget_class, EdChatCard, list);
  gtk_widget_class_bind_template_child (widget_class, EdChatCard, why_not);
  gtk_widget_class_bind_template_child (widget_class, EdChatCard, placeholder);
  gtk_widget_class_bind_template_child (widget_class, EdChatCard, trouble);
  gtk_widget_class_bind_template_child (widget_class, EdChatCard, view);
  gtk_widget_class_bind_template_child (widget_class, EdChatCard, buffer);
  gtk_widget_class_bind_template_callback (widget_class, on_text_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_key);
  gtk_widget_class_install_action (widget_class, "chat.send", NULL, on_send);
  gtk_widget_class_install_action (widget_class, "message.edit", "s", on_edit);
  gtk_widget_class_install_action (widget_class, "message.discard", "s", on_discard);
}

static void
ed_chat_card_init (EdChatCard *self)
{
  self->cancellable = g_cancellable_new ();
  self->news = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  self->entries = g_list_store_new (ED_TYPE_MESSAGE_ENTRY);
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (self->entries), make_bubble, NULL, NULL);
  g_signal_connect_after (self, "map", G_CALLBACK (look), NULL);
}

GtkWidget *
ed_chat_card_new (EdDesk *desk, EdRequestItem *item)
{
  EdChatCard *self = g_object_new (ED_TYPE_CHAT_CARD, NULL);

  self->desk = g_object_ref (desk);
  self->item = g_object_ref (item);
  self->keeper =
      ed_draft_keeper_new (desk, ED_DRAFT_INTERNAL, get_request (self)->id, write_draft, self);
  judge (self);
  ed_draft_keeper_load_async (self->keeper, self->cancellable, on_draft_loaded, self);
  ed_chat_card_update (self);
  return GTK_WIDGET (self);
}

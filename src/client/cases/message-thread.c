/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/cases/message-thread.h"

#include "client/cases/deed-texts.h"
#include "client/cases/message-bubble.h"
#include "client/cases/message-dialog.h"
#include "client/cases/message-texts.h"
#include "client/closures.h"
#include "client/numbers.h"
#include "client/resources.h"
#include "client/sentences.h"
#include "client/widgets/answer.h"
#include "client/widgets/callback.h"
#include "client/widgets/template.h"
#include "client/widgets/toast.h"
#include "domain/beginning.h"
#include "sync/desk-messages.h"

#include <glib/gi18n.h>

/* So many are shown at first; the rest when asked for. */
#define SHOWN 6
/* So long on the screen is read, in ms; by then everything has its place, too. */
#define LOOK_MS 500
/* Of the end of the list, in pixels, that need not be seen. */
#define END_MARGIN 24

struct _EdMessageThread
{
  GtkWidget parent_instance;
  GtkWidget *card;
  GtkListBox *list;
  GtkWidget *write;
  GListStore *entries;
  EdDesk *desk;
  EdCaseItem *item;
  guint rights;
  GPtrArray *rows;  /* EdMessageRow, as last read, or NULL */
  GHashTable *news; /* ids of messages that were unread when this card first showed them */
  gboolean folded;  /* "earlier" has been found */
  guint earlier;    /* how many are not shown */
  char *trouble;    /* why there is nothing to see, or NULL */
  guint look;
  GtkAdjustment *place; /* of the page around it, or NULL */
  GCancellable *cancellable;
};

enum
{
  PROP_ITEM = 1,
  PROP_RIGHTS,
  PROP_EARLIER,
  PROP_TROUBLE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (EdMessageThread, ed_message_thread, GTK_TYPE_WIDGET)

/* --- showing --------------------------------------------------------------------------------- */

static gboolean
is_news (EdMessageThread *self, const EdMessageRow *row)
{
  if (row->unread)
    g_hash_table_add (self->news, g_strdup (row->message->id));
  return g_hash_table_contains (self->news, row->message->id);
}

/* All that was unread is shown, however much; and what was shown once stays, so that rows and what
 * was opened in them keep their place. */
static guint
count_hidden (EdMessageThread *self)
{
  guint most = self->folded ? self->earlier : G_MAXUINT;
  guint first = self->rows->len > SHOWN ? self->rows->len - SHOWN : 0;

  for (guint i = 0; i < first; i++)
    if (is_news (self, self->rows->pdata[i]))
      first = i;
  self->folded = TRUE;
  return MIN (first, most);
}

static GPtrArray *
make_entries (EdMessageThread *self)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func (g_object_unref);
  const char *reader = ed_desk_account (self->desk)->id;

  for (guint i = self->earlier; i < self->rows->len; i++)
    {
      const EdMessageRow *row = self->rows->pdata[i];

      g_ptr_array_add (entries,
                       ed_message_entry_new (self->item, row, reader, is_news (self, row)));
    }
  return entries;
}

/* Replaces the entries that differ; the rest keeps its rows, and the focus in them. */
static void
show_rows (EdMessageThread *self)
{
  g_autoptr (GPtrArray) entries = NULL;
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->entries)), same = 0;

  if (self->rows == NULL || self->item == NULL)
    return;
  self->earlier = count_hidden (self);
  entries = make_entries (self);
  while (same < n && same < entries->len)
    {
      g_autoptr (EdMessageEntry) present =
          g_list_model_get_item (G_LIST_MODEL (self->entries), same);

      if (!ed_message_entry_equal (present, entries->pdata[same]))
        break;
      same++;
    }
  if (same < n || same < entries->len)
    g_list_store_splice (self->entries, same, n - same, entries->pdata + same, entries->len - same);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EARLIER]);
}

static GtkWidget *
make_bubble (gpointer entry, gpointer data)
{
  return ed_message_bubble_new (entry);
}

/* --- reading --------------------------------------------------------------------------------- */

/* Whether the end of the thread, where the news are, is on the screen. */
static gboolean
is_on_screen (EdMessageThread *self)
{
  GtkWidget *port = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_SCROLLED_WINDOW);
  graphene_rect_t bounds;
  float end;

  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return FALSE;
  if (port == NULL)
    return TRUE;
  if (!gtk_widget_compute_bounds (GTK_WIDGET (self->list), port, &bounds))
    return FALSE;
  end = bounds.origin.y + bounds.size.height;
  return end > 0 && end - END_MARGIN <= (float) gtk_widget_get_height (port);
}

/* What is on the screen has been read. */
static gboolean
mark_read (gpointer data)
{
  EdMessageThread *self = data;
  gint64 up_to = ED_ABSENT;

  self->look = 0;
  if (self->rows == NULL || !is_on_screen (self))
    return G_SOURCE_REMOVE;
  for (guint i = 0; i < self->rows->len; i++)
    {
      const EdMessageRow *row = self->rows->pdata[i];

      if (row->unread)
        up_to = MAX (up_to, ed_receipt (row->message->at, row->message->at_received_at));
    }
  if (up_to != ED_ABSENT)
    ed_desk_read_messages_async (self->desk,
                                 ed_case_item_case (self->item)->id,
                                 up_to,
                                 self->cancellable,
                                 NULL,
                                 NULL);
  return G_SOURCE_REMOVE;
}

static void
look (EdMessageThread *self)
{
  g_clear_handle_id (&self->look, g_source_remove);
  self->look = g_timeout_add (LOOK_MS, mark_read, self);
}

static void
on_listed (GObject *source, GAsyncResult *result, gpointer data)
{
  EdMessageThread *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = ed_desk_list_messages_finish (ED_DESK (source), result, &error);

  if (ed_answer_is_cancelled (result))
    return;
  g_clear_pointer (&self->trouble, g_free);
  if (rows == NULL)
    self->trouble = ed_error_sentence (error);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TROUBLE]);
  if (rows == NULL)
    return;
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  self->rows = g_steal_pointer (&rows);
  show_rows (self);
  look (self);
}

/* Follows the page that it is scrolled with. */
static void
on_map (EdMessageThread *self)
{
  GtkWidget *port = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *place =
      port == NULL ? NULL : gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (port));

  if (place != NULL && self->place != place)
    {
      g_signal_connect_object (place, "value-changed", G_CALLBACK (look), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (place, "changed", G_CALLBACK (look), self, G_CONNECT_SWAPPED);
    }
  g_set_object (&self->place, place);
  look (self);
}

static void
reload (EdMessageThread *self)
{
  if (self->desk != NULL && self->item != NULL)
    ed_desk_list_messages_async (self->desk,
                                 ed_case_item_case (self->item)->id,
                                 self->cancellable,
                                 on_listed,
                                 self);
}

static void
on_item_changed (EdMessageThread *self)
{
  if (self->rows == NULL)
    reload (self);
  else
    show_rows (self);
}

static void
on_earlier (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EdMessageThread *self = ED_MESSAGE_THREAD (widget);

  self->earlier = 0;
  show_rows (self);
}

/* --- taking back ----------------------------------------------------------------------------- */

/* A message on its way back into the composer. A card that has gone does not wait for it. */
typedef struct
{
  GWeakRef thread;
  gboolean handover;
} Return;

static void
free_return (Return *way)
{
  g_weak_ref_clear (&way->thread);
  g_free (way);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Return, free_return)

/* Its words are the draft by now; SENTENCE says why not. */
static void
compose (Return *way, const char *sentence)
{
  g_autoptr (GtkWidget) thread = g_weak_ref_get (&way->thread);

  if (thread == NULL)
    return;
  if (sentence != NULL)
    ed_toast (thread, sentence, NULL);
  else
    gtk_widget_activate_action (thread, way->handover ? "deed.hand-over" : "deed.message", NULL);
}

static void
on_undone (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Return) way = data;
  gboolean done = ed_desk_undo_finish (ED_DESK (source), result, NULL);

  compose (way, done ? NULL : _ ("Too late: it has been sent already."));
}

static void
on_taken_up (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Return) way = data;
  g_autoptr (GError) error = NULL;
  gboolean done = ed_desk_discard_finish (ED_DESK (source), result, &error);
  g_autofree char *sentence = error != NULL ? ed_error_sentence (error) : NULL;

  if (done || sentence != NULL)
    compose (way, sentence);
}

static void
on_discarded (GObject *source, GAsyncResult *result, gpointer data)
{
  ed_desk_discard_finish (ED_DESK (source), result, NULL);
}

static EdMessageEntry *
find_entry (EdMessageThread *self, const char *command)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->entries));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (EdMessageEntry) entry = g_list_model_get_item (G_LIST_MODEL (self->entries), i);

      if (g_strcmp0 (ed_message_entry_command (entry), command) == 0)
        return g_steal_pointer (&entry);
    }
  return NULL;
}

static void
on_edit (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EdMessageThread *self = ED_MESSAGE_THREAD (widget);
  const char *command = g_variant_get_string (parameter, NULL);
  g_autoptr (EdMessageEntry) entry = find_entry (self, command);
  Return *way;

  if (entry == NULL)
    return;
  way = g_new0 (Return, 1);
  g_weak_ref_init (&way->thread, self);
  way->handover = ed_message_entry_asks_handover (entry);
  if (ed_message_entry_state (entry) == ED_OUTBOX_WAITING)
    ed_desk_undo_async (self->desk, command, NULL, on_undone, way);
  else
    ed_desk_take_up_async (self->desk, command, NULL, on_taken_up, way);
}

static void
on_discard (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ed_desk_discard_async (ED_MESSAGE_THREAD (widget)->desk,
                         g_variant_get_string (parameter, NULL),
                         NULL,
                         on_discarded,
                         NULL);
}

/* --- closures -------------------------------------------------------------------------------- */

static char *
format_earlier (gpointer object, guint n)
{
  return ed_number_in (ngettext ("Show %s earlier message", "Show %s earlier messages", n), n);
}

static gboolean
is_more (gpointer object, guint n)
{
  return n > 0;
}

static char *
choose_button_label (gpointer object, guint rights)
{
  return g_strdup ((rights & ED_RIGHT_EXPERT) != 0 ? _ ("Emailing the agent")
                                                   : _ ("Message to the expert"));
}

static char *
choose_empty_text (gpointer object, guint rights)
{
  return g_strdup ((rights & ED_RIGHT_EXPERT) != 0
                       ? _ ("No messages yet. Ask the agent, or tell them what they should know.")
                       : _ ("No messages yet."));
}

/* Why the button is off; NULL where it is not. */
static char *
choose_why_not (gpointer object, EdCaseItem *item, guint rights)
{
  const EdCase *case_ = item == NULL ? NULL : ed_case_item_case (item);

  if (case_ == NULL)
    return NULL;
  if (case_->assignment_id == NULL)
    return g_strdup (_ ("Nobody has the case now, so there is nobody to write to."));
  if (case_->state == ED_CASE_CLOSED && (rights & ED_RIGHT_EXPERT) != 0)
    return g_strdup (_ ("The case is closed; its messages can be read only."));
  return NULL;
}

static const EdCallback closures[] = {
  { "format_earlier", G_CALLBACK (format_earlier) },
  { "is_more", G_CALLBACK (is_more) },
  { "choose_button_label", G_CALLBACK (choose_button_label) },
  { "choose_empty_text", G_CALLBACK (choose_empty_text) },
  { "choose_why_not", G_CALLBACK (choose_why_not) },
  { "has_text", G_CALLBACK (ed_closure_has_text) },
};

/* --- object ---------------------------------------------------------------------------------- */

static void
ed_message_thread_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  EdMessageThread *self = ED_MESSAGE_THREAD (object);

  switch (id)
    {
    case PROP_ITEM:
      g_value_set_object (value, self->item);
      break;
    case PROP_RIGHTS:
      g_value_set_uint (value, self->rights);
      break;
    case PROP_EARLIER:
      g_value_set_uint (value, self->earlier);
      break;
    case PROP_TROUBLE:
      g_value_set_string (value, self->trouble);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ed_message_thread_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  EdMessageThread *self = ED_MESSAGE_THREAD (object);

  if (id == PROP_ITEM)
    ed_case_item_hold (&self->item, g_value_get_object (value), self);
  else
    self->rights = g_value_get_uint (value);
}

static void
ed_message_thread_dispose (GObject *object)
{
  EdMessageThread *self = ED_MESSAGE_THREAD (object);

  g_clear_handle_id (&self->look, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->item);
  g_clear_pointer (&self->card, ed_template_part_unparent);
  ed_template_dispose (GTK_WIDGET (self), ED_TYPE_MESSAGE_THREAD);
  g_clear_object (&self->entries);
  g_clear_object (&self->desk);
  g_clear_object (&self->place);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  G_OBJECT_CLASS (ed_message_thread_parent_class)->dispose (object);
}

static void
ed_message_thread_finalize (GObject *object)
{
  EdMessageThread *self = ED_MESSAGE_THREAD (object);

  g_hash_table_unref (self->news);
  g_free (self->trouble);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (ed_message_thread_parent_class)->finalize (object);
}

static void
ed_message_thread_class_init (EdMessageThreadClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = ed_message_thread_dispose;
  object_class->finalize = ed_message_thread_finalize;
  object_class->get_property = ed_message_thread_get_property;
  object_class->set_property = ed_message_thread_set_property;
  properties[PROP_ITEM] =
      g_param_spec_object ("item",
                           NULL,
                           NULL,
                           ED_TYPE_CASE_ITEM,
                           readable | G_PARAM_WRITABLE | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_RIGHTS] =
      g_param_spec_uint ("rights", NULL, NULL, 0, G_MAXUINT, 0, readable | G_PARAM_WRITABLE);
  properties[PROP_EARLIER] = g_param_spec_uint ("earlier", NULL, NULL, 0, G_MAXUINT, 0, readable);
  properties[PROP_TROUBLE] = g_param_spec_string ("trouble", NULL, NULL, NULL, readable);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, ED_UI "cases/message-thread.ui");
  gtk_widget_class_bind_template_child (widget_class, EdMessageThread, card);
  gtk_widget_class_bind_template_child (widget_class, EdMessageThread, list);
  gtk_widget_class_bind_template_child (widget_class, EdMessageThread, write);
  ed_callbacks_bind (widget_class, closures, G_N_ELEMENTS (closures));
  gtk_widget_class_install_action (widget_class, "message.edit", "s", on_edit);
  gtk_widget_class_install_action (widget_class, "message.discard", "s", on_discard);
  gtk_widget_class_install_action (widget_class, "message.earlier", NULL, on_earlier);
}

static void
ed_message_thread_init (EdMessageThread *self)
{
  self->cancellable = g_cancellable_new ();
  self->news = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  self->entries = g_list_store_new (ED_TYPE_MESSAGE_ENTRY);
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (self->entries), make_bubble, NULL, NULL);
  g_signal_connect (self, "notify::item", G_CALLBACK (on_item_changed), NULL);
  g_signal_connect_after (self, "map", G_CALLBACK (on_map), NULL);
}

void
ed_message_thread_set_desk (EdMessageThread *self, EdDesk *desk)
{
  g_return_if_fail (ED_IS_MESSAGE_THREAD (self) && self->desk == NULL);

  self->desk = g_object_ref (desk);
  g_signal_connect_object (desk, "changed", G_CALLBACK (reload), self, G_CONNECT_SWAPPED);
  reload (self);
}

void
ed_message_thread_reveal (EdMessageThread *self)
{
  g_return_if_fail (ED_IS_MESSAGE_THREAD (self));

  if (!gtk_widget_grab_focus (self->write))
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_BACKWARD);
}

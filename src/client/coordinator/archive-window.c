/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/coordinator/archive-window.h"

#include "client/cases/case-texts.h"
#include "client/cases/fact-list.h"
#include "client/cases/history.h"
#include "client/cases/reopening.h"
#include "client/cases/session-list.h"
#include "client/resources.h"
#include "client/sentences.h"
#include "client/widgets/answer.h"
#include "client/widgets/focus.h"
#include "client/widgets/fold.h"
#include "client/widgets/template.h"
#include "client/widgets/text-scale.h"
#include "client/widgets/toast.h"
#include "sync/desk-archive.h"

#include <glib/gi18n.h>

struct _EdArchiveWindow
{
  AdwWindow parent_instance;
  GtkStack *stack; /* loading, case, trouble */
  AdwStatusPage *trouble;
  GtkWidget *reopen;
  EdDesk *desk;
  char *id;         /* or NULL: not known yet */
  gint64 number;    /* by which it is sought then */
  EdCaseItem *item; /* as it was fetched; before that in short, or NULL */
  gboolean is_private;
  GWeakRef from; /* where it is said what was done */
  GCancellable *cancellable;
};

enum
{
  PROP_ITEM = 1,
  PROP_PRIVATE, /* as the window above which it is; followed by what it shows */
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (EdArchiveWindow, ed_archive_window, ADW_TYPE_WINDOW)

static void
show_trouble (EdArchiveWindow *self, const char *sentence)
{
  adw_status_page_set_description (self->trouble, sentence);
  gtk_stack_set_visible_child_name (self->stack, "trouble");
}

/* Takes CASE_. */
static void
show_case (EdArchiveWindow *self, EdCase *case_)
{
  EdCaseRow *row = g_new0 (EdCaseRow, 1);
  g_autoptr (EdOutlook) outlook = ed_outlook_new (ed_desk_settings (self->desk));

  row->case_ = case_;
  if (self->item == NULL)
    self->item = ed_case_item_new (row, outlook, ed_desk_now (self->desk));
  else
    ed_case_item_update (self->item, row, NULL, ed_desk_now (self->desk));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ITEM]);
}

static void
on_fetched (GObject *source, GAsyncResult *result, gpointer data)
{
  EdArchiveWindow *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (EdArchiveAnswer) answer =
      ed_desk_search_archive_finish (ED_DESK (source), result, &error);
  g_autofree char *sentence = NULL;

  if (ed_answer_is_cancelled (result))
    return;
  if (answer != NULL && answer->cases->len == 1)
    {
      show_case (self, g_ptr_array_steal_index (answer->cases, 0));
      gtk_widget_set_visible (self->reopen,
                              ed_case_item_case (self->item)->state == ED_CASE_CLOSED);
      gtk_stack_set_visible_child_name (self->stack, "case");
      ed_focus_enter (GTK_WIDGET (self), GTK_WIDGET (self->stack));
      return;
    }
  sentence = error != NULL ? ed_archive_trouble_sentence (error)
                           : g_strdup (_ ("The case is not in the archive any more."));
  show_trouble (self, sentence);
}

static void
fetch_whole (EdArchiveWindow *self)
{
  const EdArchiveInquiry inquiry = { .id = self->id, .before = ED_ABSENT, .limit = ED_ABSENT };

  ed_desk_search_archive_async (self->desk, &inquiry, self->cancellable, on_fetched, self);
}

/* The first that is looked at is the one with the number, if the archive has it. */
static void
on_sought (GObject *source, GAsyncResult *result, gpointer data)
{
  EdArchiveWindow *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (EdArchiveAnswer) answer =
      ed_desk_search_archive_finish (ED_DESK (source), result, &error);
  const EdCase *first = answer != NULL && answer->cases->len > 0 ? answer->cases->pdata[0] : NULL;
  g_autofree char *sentence = NULL;

  if (ed_answer_is_cancelled (result))
    return;
  if (first != NULL && first->number == self->number)
    {
      self->id = g_strdup (first->id);
      fetch_whole (self);
      return;
    }
  sentence = error != NULL
                 ? ed_archive_trouble_sentence (error)
                 : g_strdup (_ ("There is no such case in the archive. It may have been erased."));
  show_trouble (self, sentence);
}

static void
fetch (EdArchiveWindow *self)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, self->number);
  const EdArchiveInquiry inquiry = { .text = number, .before = self->number + 1, .limit = 1 };

  gtk_stack_set_visible_child_name (self->stack, "loading");
  if (self->id != NULL)
    fetch_whole (self);
  else
    ed_desk_search_archive_async (self->desk, &inquiry, self->cancellable, on_sought, self);
}

/* --- re-opening ------------------------------------------------------------------------------ */

typedef struct
{
  EdArchiveWindow *window;
  EdCommand *command;
} Reopening;

static void
free_reopening (Reopening *reopening)
{
  ed_command_free (reopening->command);
  g_object_unref (reopening->window);
  g_free (reopening);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reopening, free_reopening)

static void
on_reopened (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Reopening) reopening = data;
  EdArchiveWindow *self = reopening->window;
  const EdCommand *command = reopening->command;
  const char *const ids[] = { command->id, NULL };
  g_autoptr (GtkWidget) from = g_weak_ref_get (&self->from);
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;
  EdRefusal refusal = { ED_REFUSAL_NONE, NULL };
  gboolean done = ed_desk_do_archived_finish (ED_DESK (source), result, &refusal, &error);

  if (ed_answer_is_cancelled (result))
    return;
  if (error != NULL)
    sentence = ed_error_sentence (error);
  else if (!done)
    sentence = ed_command_refusal_sentence (command, refusal.code, refusal.field);
  gtk_window_close (GTK_WINDOW (self));
  if (from != NULL)
    ed_toast (from, done ? _ ("Case re-opened") : sentence, done ? ids : NULL);
}

static void
on_answered (EdArchiveWindow *self, gint64 value, const char *why)
{
  const EdCase *case_ = ed_case_item_case (self->item);
  Reopening *reopening = g_new0 (Reopening, 1);

  reopening->window = g_object_ref (self);
  reopening->command = ed_reopening_command (case_, why);
  ed_desk_do_archived_async (self->desk,
                             case_,
                             reopening->command,
                             self->cancellable,
                             on_reopened,
                             reopening);
}

static void
on_reopen (EdArchiveWindow *self)
{
  const EdAsk question = ed_reopening_ask ();
  GtkWidget *dialog = ed_ask_dialog_new (GTK_WINDOW (self), &question);

  g_signal_connect_object (dialog, "answered", G_CALLBACK (on_answered), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* --- object ---------------------------------------------------------------------------------- */

static void
ed_archive_window_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  EdArchiveWindow *self = ED_ARCHIVE_WINDOW (object);

  if (id == PROP_ITEM)
    g_value_set_object (value, self->item);
  else
    g_value_set_boolean (value, self->is_private);
}

static void
ed_archive_window_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  ED_ARCHIVE_WINDOW (object)->is_private = g_value_get_boolean (value);
}

static gboolean
destroy_idly (gpointer data)
{
  gtk_window_destroy (data);
  return G_SOURCE_REMOVE;
}

/* Not while the key that closes it is on its way through the rows: see win.lock. */
static gboolean
ed_archive_window_close_request (GtkWindow *window)
{
  g_idle_add_full (G_PRIORITY_DEFAULT, destroy_idly, g_object_ref (window), g_object_unref);
  return GDK_EVENT_STOP;
}

static void
ed_archive_window_dispose (GObject *object)
{
  EdArchiveWindow *self = ED_ARCHIVE_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  ed_template_dispose (GTK_WIDGET (self), ED_TYPE_ARCHIVE_WINDOW);
  g_clear_object (&self->item);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (ed_archive_window_parent_class)->dispose (object);
}

static void
ed_archive_window_finalize (GObject *object)
{
  EdArchiveWindow *self = ED_ARCHIVE_WINDOW (object);

  g_object_unref (self->cancellable);
  g_weak_ref_clear (&self->from);
  g_free (self->id);
  G_OBJECT_CLASS (ed_archive_window_parent_class)->finalize (object);
}

static void
ed_archive_window_class_init (EdArchiveWindowClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  g_type_ensure (ED_TYPE_FACT_LIST);
  g_type_ensure (ED_TYPE_FOLD);
  g_type_ensure (ED_TYPE_HISTORY);
  g_type_ensure (ED_TYPE_SESSION_LIST);
  object_class->get_property = ed_archive_window_get_property;
  object_class->set_property = ed_archive_window_set_property;
  object_class->dispose = ed_archive_window_dispose;
  GTK_WINDOW_CLASS (class)->close_request = ed_archive_window_close_request;
  object_class->finalize = ed_archive_window_finalize;
  properties[PROP_ITEM] = g_param_spec_object ("item",
                                               NULL,
                                               NULL,
                                               ED_TYPE_CASE_ITEM,
                                               G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_PRIVATE] = g_param_spec_boolean ("private",
                                                   NULL,
                                                   NULL,
                                                   FALSE,
                                                   G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_template_from_resource (widget_class, ED_UI "coordinator/archive-window.ui");
  gtk_widget_class_bind_template_child (widget_class, EdArchiveWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, EdArchiveWindow, trouble);
  gtk_widget_class_bind_template_child (widget_class, EdArchiveWindow, reopen);
  gtk_widget_class_bind_template_callback_full (widget_class,
                                                "case_name",
                                                G_CALLBACK (ed_case_name_text));
  gtk_widget_class_bind_template_callback_full (widget_class,
                                                "case_title",
                                                G_CALLBACK (ed_case_title_markup));
  gtk_widget_class_bind_template_callback (widget_class, fetch);
  gtk_widget_class_bind_template_callback (widget_class, on_reopen);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
ed_archive_window_init (EdArchiveWindow *self)
{
  self->cancellable = g_cancellable_new ();
  g_weak_ref_init (&self->from, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Above the window of FROM; nothing is asked for yet. */
static EdArchiveWindow *
make_window (GtkWidget *from, EdDesk *desk)
{
  GtkRoot *root = gtk_widget_get_root (from);
  EdArchiveWindow *self = g_object_new (ED_TYPE_ARCHIVE_WINDOW, "transient-for", root, NULL);

  if (g_object_class_find_property (G_OBJECT_GET_CLASS (root), "private") != NULL)
    g_object_bind_property (root, "private", self, "private", G_BINDING_SYNC_CREATE);
  ed_text_scale_window (GTK_WINDOW (self), 820, 640);
  g_weak_ref_set (&self->from, from);
  self->desk = g_object_ref (desk);
  self->number = ED_ABSENT;
  return self;
}

static GtkWidget *
open (EdArchiveWindow *self, const char *title)
{
  gtk_window_set_title (GTK_WINDOW (self), title);
  fetch (self);
  gtk_window_present (GTK_WINDOW (self));
  return GTK_WIDGET (self);
}

GtkWidget *
ed_archive_window_open (GtkWidget *from, EdDesk *desk, EdCaseItem *found)
{
  EdArchiveWindow *self = make_window (from, desk);
  g_autofree char *name = ed_case_name_text (NULL, found);

  self->id = g_strdup (ed_case_item_case (found)->id);
  show_case (self, ed_case_copy (ed_case_item_case (found)));
  return open (self, name);
}

GtkWidget *
ed_archive_window_open_id (GtkWidget *from, EdDesk *desk, const char *id)
{
  EdArchiveWindow *self = make_window (from, desk);

  self->id = g_strdup (id);
  return open (self, _ ("From the archive"));
}

GtkWidget *
ed_archive_window_open_number (GtkWidget *from, EdDesk *desk, gint64 number)
{
  EdArchiveWindow *self = make_window (from, desk);

  self->number = number;
  return open (self, _ ("From the archive"));
}

char *
ed_archive_trouble_sentence (const GError *error)
{
  return g_error_matches (error, ED_SYNC_ERROR, ED_SYNC_ERROR_UNREACHABLE)
             ? g_strdup (_ ("The archive is on the server, which cannot be reached now."))
             : ed_error_sentence (error);
}

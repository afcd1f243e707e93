/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/coordinator/review.h"

#include "client/cases/attempt-list.h"
#include "client/cases/badge-button.h"
#include "client/cases/case-texts.h"
#include "client/cases/checklist-card.h"
#include "client/cases/message-thread.h"
#include "client/cases/session-list.h"
#include "client/coordinator/today-texts.h"
#include "client/documents/document-texts.h"
#include "client/documents/document-view.h"
#include "client/resources.h"
#include "client/widgets/answer.h"
#include "client/widgets/bottom-bar.h"
#include "client/widgets/callback.h"
#include "client/widgets/fold.h"
#include "client/widgets/follow.h"
#include "client/widgets/template.h"
#include "client/widgets/wrap.h"

#include <adwaita.h>
#include <glib/gi18n.h>

struct _EdReview
{
  GtkWidget parent_instance;
  GtkWidget *box;
  EdFold *fold;
  GtkScrolledWindow *facts;
  EdWrap *choices;
  EdDocumentView *document;
  EdMessageThread *messages;
  EdDesk *desk;
  char *case_id;
  char *listed; /* ids of the documents that CHOICES offers */
  EdCaseItem *item;
  EdCaseFiles *files;
  gboolean gone;
  gboolean private;
  GCancellable *cancellable;
};

enum
{
  PROP_ITEM = 1,
  PROP_FILES,
  PROP_GONE,
  PROP_PRIVATE,
  N_PROPS
};

enum
{
  SETTLED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EdReview, ed_review, GTK_TYPE_WIDGET)

/* --- documents -------------------------------------------------------------------------------- */

/* The newest of each kind that counts, other documents all: what was closed with. */
static GPtrArray *
list_documents (const EdCase *case_)
{
  GPtrArray *documents = g_ptr_array_new ();

  for (int kind = 0; kind <= ED_DOCUMENT_OTHER; kind++)
    {
      g_autoptr (GPtrArray) versions = ed_case_list_documents (case_, (EdDocumentKind) kind);

      for (guint i = 0; i < versions->len && (i == 0 || kind == ED_DOCUMENT_OTHER); i++)
        g_ptr_array_add (documents, versions->pdata[i]);
    }
  return documents;
}

static void
on_document_chosen (EdReview *self, GtkToggleButton *choice)
{
  const char *id = g_object_get_data (G_OBJECT (choice), "document");
  const EdDocument *document =
      self->item == NULL ? NULL : ed_case_find_document (ed_case_item_case (self->item), id);

  if (gtk_toggle_button_get_active (choice) && document != NULL)
    ed_document_view_show (self->document, self->desk, self->case_id, document, NULL);
}

static GtkWidget *
make_choice (EdReview *self, const EdDocument *document, GtkWidget *group)
{
  GtkWidget *choice = gtk_toggle_button_new_with_label (ed_document_kind_word (document->kind));

  gtk_widget_add_css_class (choice, "chip");
  if (!self->private)
    gtk_widget_set_tooltip_text (choice, document->name);
  if (group != NULL)
    gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (choice), GTK_TOGGLE_BUTTON (group));
  g_object_set_data_full (G_OBJECT (choice), "document", g_strdup (document->id), g_free);
  g_signal_connect_object (choice,
                           "toggled",
                           G_CALLBACK (on_document_chosen),
                           self,
                           G_CONNECT_SWAPPED);
  return choice;
}

static void
offer_documents (EdReview *self, const GPtrArray *documents)
{
  const char *shown = ed_document_view_document (self->document);
  GtkWidget *first = NULL, *chosen = NULL, *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->choices))) != NULL)
    gtk_widget_unparent (child);
  for (guint i = 0; i < documents->len; i++)
    {
      const EdDocument *document = documents->pdata[i];
      GtkWidget *choice = make_choice (self, document, first);

      first = first == NULL ? choice : first;
      if (chosen == NULL || g_strcmp0 (document->id, shown) == 0)
        chosen = choice;
      ed_wrap_append (self->choices, choice);
    }
  if (chosen != NULL)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (chosen), TRUE);
  else
    ed_document_view_clear (self->document);
}

static void
show_documents (EdReview *self)
{
  g_autoptr (GPtrArray) documents = list_documents (ed_case_item_case (self->item));
  g_autoptr (GString) ids = g_string_new (self->case_id);

  for (guint i = 0; i < documents->len; i++)
    g_string_append (ids, ((EdDocument *) documents->pdata[i])->id);
  if (g_strcmp0 (self->listed, ids->str) == 0)
    return;
  g_free (self->listed);
  self->listed = g_strdup (ids->str);
  offer_documents (self, documents);
}

static void
on_document_gone (EdReview *self)
{
  ed_document_view_clear (self->document);
}

static gboolean
has_document (gpointer object, EdCaseItem *item)
{
  g_autoptr (GPtrArray) documents = NULL;

  if (item == NULL)
    return FALSE;
  documents = list_documents (ed_case_item_case (item));
  return documents->len > 0;
}

static gboolean
lacks_document (gpointer object, EdCaseItem *item)
{
  return item != NULL && !has_document (object, item);
}

static char *
make_absence_text (gpointer object, EdCaseItem *item)
{
  const EdCase *case_ = item == NULL ? NULL : ed_case_item_case (item);

  if (case_ == NULL)
    return g_strdup ("");
  if (case_->closing != NULL && case_->closing->outcome == ED_OUTCOME_UNREACHABLE)
    return g_strdup (_ ("An unreachable client leaves no documents; the attempts to reach them are "
                        "what counts."));
  if (ed_case_needed_document (case_) == ED_ABSENT)
    return g_strdup (_ ("A case of this type needs none."));
  return g_strdup (_ ("No document has been uploaded yet."));
}

/* --- reading ---------------------------------------------------------------------------------- */

static void
set_gone (EdReview *self, gboolean gone)
{
  self->gone = gone;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_GONE]);
}

static void
take_row (EdReview *self, EdCaseRow *row)
{
  g_autoptr (EdOutlook) outlook =
      ed_outlook_new_for (ed_desk_settings (self->desk), ed_desk_account (self->desk)->id);

  ed_outlook_set_judge (outlook, ed_desk_account (self->desk));
  if (self->item == NULL)
    self->item = ed_case_item_new (row, outlook, ed_desk_now (self->desk));
  else
    ed_case_item_update (self->item, row, outlook, ed_desk_now (self->desk));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ITEM]);
  show_documents (self);
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  EdReview *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (EdCaseRow) row = ed_desk_load_case_finish (ED_DESK (source), result, &error);

  if (ed_answer_is_cancelled (result))
    return;
  set_gone (self, row == NULL);
  if (row != NULL)
    take_row (self, g_steal_pointer (&row));
}

static void
load (EdReview *self)
{
  ed_desk_load_case_async (self->desk, self->case_id, self->cancellable, on_loaded, self);
}

/* --- deciding --------------------------------------------------------------------------------- */

static void
decide (EdReview *self, gboolean first)
{
  const char *deed = self->item == NULL ? NULL : ed_today_button_deed (self->item, first);
  g_autofree char *action = NULL;

  if (deed == NULL)
    return;
  g_signal_emit (self, signals[SETTLED], 0, self->case_id);
  action = g_strconcat ("deed.", deed, NULL);
  if (!gtk_widget_activate_action (GTK_WIDGET (self), action, NULL))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.open-case", "s", self->case_id);
}

static void
on_first (GtkWidget *widget, const char *name, GVariant *parameter)
{
  decide (ED_REVIEW (widget), TRUE);
}

static void
on_second (GtkWidget *widget, const char *name, GVariant *parameter)
{
  decide (ED_REVIEW (widget), FALSE);
}

static void
on_open (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_activate_action (widget, "win.open-case", "s", ED_REVIEW (widget)->case_id);
}

static gboolean
has_button (gpointer object, EdCaseItem *item, gboolean first)
{
  return item != NULL && ed_today_button_deed (item, first) != NULL;
}

/* --- object ----------------------------------------------------------------------------------- */

static char *
choose_state (gpointer object, EdCaseItem *item, gboolean gone)
{
  if (gone)
    return g_strdup ("gone");
  return g_strdup (item == NULL ? "loading" : "case");
}

/* One column scrolls as a whole; of two, each for itself. */
static void
on_stacked (EdReview *self)
{
  gboolean stacked;

  g_object_get (self->fold, "stacked", &stacked, NULL);
  gtk_scrolled_window_set_policy (self->facts,
                                  GTK_POLICY_NEVER,
                                  stacked ? GTK_POLICY_NEVER : GTK_POLICY_AUTOMATIC);
}

static void
ed_review_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  EdReview *self = ED_REVIEW (object);

  if (id == PROP_ITEM)
    g_value_set_object (value, self->item);
  else if (id == PROP_FILES)
    g_value_set_object (value, self->files);
  else
    g_value_set_boolean (value, id == PROP_GONE ? self->gone : self->private);
}

static void
ed_review_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  g_return_if_fail (id == PROP_PRIVATE);
  ED_REVIEW (object)->private = g_value_get_boolean (value);
}

static void
ed_review_dispose (GObject *object)
{
  EdReview *self = ED_REVIEW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_pointer (&self->box, ed_template_part_unparent);
  ed_template_dispose (GTK_WIDGET (self), ED_TYPE_REVIEW);
  if (self->files != NULL)
    ed_case_files_stop (self->files);
  g_clear_object (&self->files);
  g_clear_object (&self->item);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (ed_review_parent_class)->dispose (object);
}

static void
ed_review_finalize (GObject *object)
{
  EdReview *self = ED_REVIEW (object);

  g_free (self->case_id);
  g_free (self->listed);
  g_object_unref (self->cancellable);
  G_OBJECT_CLASS (ed_review_parent_class)->finalize (object);
}

static const EdCallback closures[] = {
  { "title_markup", G_CALLBACK (ed_case_title_markup) },
  { "why_text", G_CALLBACK (ed_today_why_text) },
  { "button_label", G_CALLBACK (ed_today_button_label) },
  { "button_tooltip", G_CALLBACK (ed_today_button_tooltip) },
  { "has_button", G_CALLBACK (has_button) },
  { "has_document", G_CALLBACK (has_document) },
  { "lacks_document", G_CALLBACK (lacks_document) },
  { "absence_text", G_CALLBACK (make_absence_text) },
  { "choose_state", G_CALLBACK (choose_state) },
  { "on_document_gone", G_CALLBACK (on_document_gone) },
};

static void
bind_template (GtkWidgetClass *class)
{
  gtk_widget_class_set_template_from_resource (class, ED_UI "coordinator/review.ui");
  gtk_widget_class_bind_template_child (class, EdReview, box);
  gtk_widget_class_bind_template_child (class, EdReview, fold);
  gtk_widget_class_bind_template_child (class, EdReview, facts);
  gtk_widget_class_bind_template_child (class, EdReview, choices);
  gtk_widget_class_bind_template_child (class, EdReview, document);
  gtk_widget_class_bind_template_child (class, EdReview, messages);
  ed_callbacks_bind (class, closures, G_N_ELEMENTS (closures));
}

static void
install_properties (GObjectClass *class)
{
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  properties[PROP_ITEM] = g_param_spec_object ("item", NULL, NULL, ED_TYPE_CASE_ITEM, flags);
  properties[PROP_FILES] = g_param_spec_object ("files", NULL, NULL, ED_TYPE_CASE_FILES, flags);
  properties[PROP_GONE] = g_param_spec_boolean ("gone", NULL, NULL, FALSE, flags);
  properties[PROP_PRIVATE] = g_param_spec_boolean ("private",
                                                   NULL,
                                                   NULL,
                                                   FALSE,
                                                   G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (class, N_PROPS, properties);
}

static void
ed_review_class_init (EdReviewClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  g_type_ensure (ED_TYPE_BOTTOM_BAR);
  g_type_ensure (ED_TYPE_ATTEMPT_LIST);
  g_type_ensure (ED_TYPE_BADGE_BUTTON);
  g_type_ensure (ED_TYPE_CHECKLIST_CARD);
  g_type_ensure (ED_TYPE_DOCUMENT_VIEW);
  g_type_ensure (ED_TYPE_FOLD);
  g_type_ensure (ED_TYPE_MESSAGE_THREAD);
  g_type_ensure (ED_TYPE_SESSION_LIST);
  g_type_ensure (ED_TYPE_WRAP);
  object_class->dispose = ed_review_dispose;
  object_class->finalize = ed_review_finalize;
  object_class->get_property = ed_review_get_property;
  object_class->set_property = ed_review_set_property;
  install_properties (object_class);
  signals[SETTLED] = g_signal_new ("settled",
                                   ED_TYPE_REVIEW,
                                   G_SIGNAL_RUN_LAST,
                                   0,
                                   NULL,
                                   NULL,
                                   NULL,
                                   G_TYPE_NONE,
                                   1,
                                   G_TYPE_STRING);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "review.first", NULL, on_first);
  gtk_widget_class_install_action (widget_class, "review.second", NULL, on_second);
  gtk_widget_class_install_action (widget_class, "review.open", NULL, on_open);
}

static void
ed_review_init (EdReview *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->fold,
                           "notify::stacked",
                           G_CALLBACK (on_stacked),
                           self,
                           G_CONNECT_SWAPPED);
  ed_follow_window (GTK_WIDGET (self), "private");
}

GtkWidget *
ed_review_new (EdDesk *desk, const char *case_id)
{
  EdReview *self = g_object_new (ED_TYPE_REVIEW, NULL);

  self->desk = g_object_ref (desk);
  self->case_id = g_strdup (case_id);
  self->files = ed_case_files_new (desk, case_id);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FILES]);
  ed_message_thread_set_desk (self->messages, desk);
  g_signal_connect_object (desk, "changed", G_CALLBACK (load), self, G_CONNECT_SWAPPED);
  load (self);
  return GTK_WIDGET (self);
}

const char *
ed_review_case (EdReview *self)
{
  g_return_val_if_fail (ED_IS_REVIEW (self), NULL);
  return self->case_id;
}

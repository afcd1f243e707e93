/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/coordinator/archive-window.h"

#include "client/cases/case-texts.h"
#include "client/cases/fact-list.h"
#include "client/cases/history.h"
#include "client/cases/session-list.h"
#include "client/resources.h"
#include "client/sentences.h"
#include "client/widgets/answer.h"
#include "client/widgets/fold.h"
#include "client/widgets/text-scale.h"
#include "sync/desk-archive.h"

#include <glib/gi18n.h>

struct _EdArchiveWindow
{
  AdwWindow parent_instance;
  GtkStack *stack; /* loading, case, trouble */
  AdwStatusPage *trouble;
  EdDesk *desk;
  EdCaseItem *item; /* as it was fetched; before that in short */
  gboolean is_private;
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
      EdCaseRow *row = g_new0 (EdCaseRow, 1);

      row->case_ = g_ptr_array_steal_index (answer->cases, 0);
      ed_case_item_update (self->item, row, NULL, ed_desk_now (self->desk));
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ITEM]);
      gtk_stack_set_visible_child_name (self->stack, "case");
      return;
    }
  sentence = error != NULL ? ed_error_sentence (error)
                           : g_strdup (_ ("The case is not in the archive any more."));
  adw_status_page_set_description (self->trouble, sentence);
  gtk_stack_set_visible_child_name (self->stack, "trouble");
}

static void
fetch (EdArchiveWindow *self)
{
  const EdArchiveInquiry inquiry = { .id = ed_case_item_case (self->item)->id,
                                     .before = ED_ABSENT,
                                     .limit = ED_ABSENT };

  gtk_stack_set_visible_child_name (self->stack, "loading");
  ed_desk_search_archive_async (self->desk, &inquiry, self->cancellable, on_fetched, self);
}

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

static void
ed_archive_window_dispose (GObject *object)
{
  EdArchiveWindow *self = ED_ARCHIVE_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), ED_TYPE_ARCHIVE_WINDOW);
  g_clear_object (&self->item);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (ed_archive_window_parent_class)->dispose (object);
}

static void
ed_archive_window_finalize (GObject *object)
{
  g_object_unref (ED_ARCHIVE_WINDOW (object)->cancellable);
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
  gtk_widget_class_bind_template_callback_full (widget_class,
                                                "case_name",
                                                G_CALLBACK (ed_case_name_text));
  gtk_widget_class_bind_template_callback_full (widget_class,
                                                "case_title",
                                                G_CALLBACK (ed_case_title_markup));
  gtk_widget_class_bind_template_callback (widget_class, fetch);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
ed_archive_window_init (EdArchiveWindow *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
ed_archive_window_open (GtkWidget *from, EdDesk *desk, EdCaseItem *found)
{
  GtkRoot *root = gtk_widget_get_root (from);
  EdArchiveWindow *self = g_object_new (ED_TYPE_ARCHIVE_WINDOW, "transient-for", root, NULL);
  g_autoptr (EdOutlook) outlook = ed_outlook_new (ed_desk_settings (desk));
  EdCaseRow *row = g_new0 (EdCaseRow, 1);
  g_autofree char *name = ed_case_name_text (NULL, found);

  gtk_window_set_title (GTK_WINDOW (self), name);
  if (g_object_class_find_property (G_OBJECT_GET_CLASS (root), "private") != NULL)
    g_object_bind_property (root, "private", self, "private", G_BINDING_SYNC_CREATE);
  ed_text_scale_window (GTK_WINDOW (self), 820, 640);
  self->desk = g_object_ref (desk);
  row->case_ = ed_case_copy (ed_case_item_case (found));
  self->item = ed_case_item_new (row, outlook, ed_desk_now (desk));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ITEM]);
  fetch (self);
  gtk_window_present (GTK_WINDOW (self));
  return GTK_WIDGET (self);
}

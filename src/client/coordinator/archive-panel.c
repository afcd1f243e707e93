/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/coordinator/archive-panel.h"

#include "client/cases/case-texts.h"
#include "client/coordinator/archive-window.h"
#include "client/resources.h"
#include "client/sentences.h"
#include "client/widgets/answer.h"
#include "client/widgets/template.h"
#include "sync/desk-archive.h"

#include <adwaita.h>
#include <glib/gi18n.h>

struct _EdArchivePanel
{
  GtkWidget parent_instance;
  GtkWidget *box;
  GtkLabel *state;    /* what is the matter, in words */
  GtkWidget *spinner; /* while it is asked for */
  GtkButton *search;
  GtkWidget *results;
  GtkListBox *list;
  EdDesk *desk;
  EdOutlook *outlook;
  GPtrArray *found;     /* EdCaseItem */
  char *text;           /* what is sought, or NULL */
  gint64 before;        /* where the next page begins; ED_ABSENT: there is none */
  gboolean has_answer;  /* of that text */
  GCancellable *asking; /* the question that is open, or NULL */
  GtkRoot *root; /* whose privacy is followed, or NULL; borrowed while the widget is rooted */
};

G_DEFINE_FINAL_TYPE (EdArchivePanel, ed_archive_panel, GTK_TYPE_WIDGET)

/* --- what is shown --------------------------------------------------------------------------- */

static gboolean
is_private (EdArchivePanel *self)
{
  gboolean is_private = FALSE;

  if (self->root != NULL)
    g_object_get (self->root, "private", &is_private, NULL);
  return is_private;
}

static GtkWidget *
make_row (EdArchivePanel *self, EdCaseItem *item)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *arrow = gtk_image_new_from_icon_name ("go-next-symbolic");
  g_autofree char *title = ed_case_title_markup (NULL, item, is_private (self));
  g_autofree char *number = ed_case_name_text (NULL, item);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), TRUE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), number);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), arrow);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  return row;
}

static void
show_rows (EdArchivePanel *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; i < self->found->len; i++)
    gtk_list_box_append (self->list, make_row (self, self->found->pdata[i]));
  gtk_widget_set_visible (self->results, self->found->len > 0);
}

static char *
describe (EdArchivePanel *self)
{
  if (self->asking != NULL)
    return g_strdup (_ ("Searching the archive…"));
  if (!self->has_answer)
    return g_strdup (_ ("Cases that this computer no longer holds are in the archive of the "
                        "server. Who searches there is written in the audit log."));
  if (self->found->len == 0 && self->before == ED_ABSENT)
    return g_strdup (_ ("Nothing in the archive fits the search."));
  if (self->found->len == 0)
    return g_strdup (_ ("Nothing yet: older cases have not been looked at."));
  return g_strdup (self->before == ED_ABSENT ? _ ("That is all there is in the archive.")
                                             : _ ("There may be older ones."));
}

static void
show_state (EdArchivePanel *self)
{
  g_autofree char *text = describe (self);
  gboolean has_more = !self->has_answer || self->before != ED_ABSENT;

  gtk_label_set_label (self->state, text);
  gtk_widget_set_visible (self->spinner, self->asking != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->search), self->asking == NULL && has_more);
  gtk_button_set_label (self->search,
                        self->has_answer ? _ ("Look further back") : _ ("Search the archive"));
  gtk_widget_set_visible (GTK_WIDGET (self), self->text != NULL);
}

static void
show_trouble (EdArchivePanel *self, const GError *error)
{
  g_autofree char *text = ed_archive_trouble_sentence (error);

  show_state (self);
  gtk_label_set_label (self->state, text);
  gtk_button_set_label (self->search, _ ("Try again"));
}

/* --- asking ---------------------------------------------------------------------------------- */

/* Takes the cases of ANSWER. */
static void
take_found (EdArchivePanel *self, EdArchiveAnswer *answer)
{
  while (answer->cases->len > 0)
    {
      EdCaseRow *row = g_new0 (EdCaseRow, 1);

      row->case_ = g_ptr_array_steal_index (answer->cases, 0);
      g_ptr_array_add (self->found,
                       ed_case_item_new (row, self->outlook, ed_desk_now (self->desk)));
    }
  self->before = answer->before;
  self->has_answer = TRUE;
}

static void
on_answer (GObject *source, GAsyncResult *result, gpointer data)
{
  EdArchivePanel *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (EdArchiveAnswer) answer =
      ed_desk_search_archive_finish (ED_DESK (source), result, &error);

  if (ed_answer_is_cancelled (result))
    return;
  g_clear_object (&self->asking);
  if (answer == NULL)
    {
      show_trouble (self, error);
      return;
    }
  take_found (self, answer);
  show_rows (self);
  show_state (self);
}

static void
on_row_activated (EdArchivePanel *self, GtkListBoxRow *row)
{
  EdCaseItem *item = self->found->pdata[gtk_list_box_row_get_index (row)];

  ed_archive_window_open (GTK_WIDGET (self), self->desk, item);
}

static void
forget_found (EdArchivePanel *self)
{
  if (self->asking != NULL)
    g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  g_ptr_array_set_size (self->found, 0);
  self->has_answer = FALSE;
  self->before = ED_ABSENT;
}

/* --- object ---------------------------------------------------------------------------------- */

static void
on_root (EdArchivePanel *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (self->root != NULL)
    g_signal_handlers_disconnect_by_func (self->root, show_rows, self);
  self->root = NULL;
  if (root == NULL || g_object_class_find_property (G_OBJECT_GET_CLASS (root), "private") == NULL)
    return;
  self->root = root;
  g_signal_connect_object (root,
                           "notify::private",
                           G_CALLBACK (show_rows),
                           self,
                           G_CONNECT_SWAPPED);
}

static void
ed_archive_panel_dispose (GObject *object)
{
  EdArchivePanel *self = ED_ARCHIVE_PANEL (object);

  if (self->found != NULL)
    forget_found (self);
  g_clear_pointer (&self->found, g_ptr_array_unref);
  g_clear_pointer (&self->box, ed_template_part_unparent);
  ed_template_dispose (GTK_WIDGET (self), ED_TYPE_ARCHIVE_PANEL);
  g_clear_pointer (&self->outlook, ed_outlook_unref);
  g_clear_pointer (&self->text, g_free);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (ed_archive_panel_parent_class)->dispose (object);
}

static void
ed_archive_panel_class_init (EdArchivePanelClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = ed_archive_panel_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, ED_UI "coordinator/archive-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, EdArchivePanel, box);
  gtk_widget_class_bind_template_child (widget_class, EdArchivePanel, state);
  gtk_widget_class_bind_template_child (widget_class, EdArchivePanel, spinner);
  gtk_widget_class_bind_template_child (widget_class, EdArchivePanel, search);
  gtk_widget_class_bind_template_child (widget_class, EdArchivePanel, results);
  gtk_widget_class_bind_template_child (widget_class, EdArchivePanel, list);
  gtk_widget_class_bind_template_callback (widget_class, ed_archive_panel_search);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
}

static void
ed_archive_panel_init (EdArchivePanel *self)
{
  self->found = g_ptr_array_new_with_free_func (g_object_unref);
  self->before = ED_ABSENT;
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (self, "notify::root", G_CALLBACK (on_root), NULL);
}

void
ed_archive_panel_set_desk (EdArchivePanel *self, EdDesk *desk)
{
  g_return_if_fail (ED_IS_ARCHIVE_PANEL (self) && self->desk == NULL);
  self->desk = g_object_ref (desk);
  self->outlook = ed_outlook_new (ed_desk_settings (desk));
  show_state (self);
}

void
ed_archive_panel_set_text (EdArchivePanel *self, const char *text)
{
  g_return_if_fail (ED_IS_ARCHIVE_PANEL (self));
  if (g_strcmp0 (self->text, text) == 0)
    return;
  g_free (self->text);
  self->text = g_strdup (text);
  forget_found (self);
  show_rows (self);
  show_state (self);
}

void
ed_archive_panel_search (EdArchivePanel *self)
{
  EdArchiveInquiry inquiry = { .before = self->before, .limit = ED_ABSENT };

  g_return_if_fail (ED_IS_ARCHIVE_PANEL (self));
  if (self->text == NULL || self->asking != NULL || (self->has_answer && self->before == ED_ABSENT))
    return;
  inquiry.text = self->text;
  self->asking = g_cancellable_new ();
  ed_desk_search_archive_async (self->desk, &inquiry, self->asking, on_answer, self);
  show_state (self);
}

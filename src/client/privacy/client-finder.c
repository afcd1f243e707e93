/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/privacy/client-finder.h"

#include "client/documents/form-texts.h"
#include "client/documents/preview-save.h"
#include "client/privacy/client-archive.h"
#include "client/privacy/erase-dialog.h"
#include "client/privacy/privacy-texts.h"
#include "client/resources.h"
#include "client/sentences.h"
#include "client/widgets/answer.h"
#include "client/widgets/in-sight.h"
#include "client/widgets/row-fold.h"
#include "client/widgets/template.h"
#include "client/widgets/toast.h"
#include "client/widgets/wrap.h"
#include "sync/desk-privacy.h"

#include <adwaita.h>
#include <glib/gi18n.h>

struct _EdClientFinder
{
  GtkWidget parent_instance;
  GtkWidget *card;
  GtkEditable *name, *phone, *email;
  GtkStack *states; /* empty, loading, list, nothing, trouble */
  GtkListBox *list;
  GtkLabel *trouble, *more;
  GtkDropDown *languages; /* of what is exported */
  GtkWidget *busy;
  EdDesk *desk;
  EdPrivacyFinds *finds; /* that are shown, or NULL */
  GPtrArray *checks;     /* GtkCheckButton of each, borrowed */
  EdPrivacyOrder *order; /* that is being done, or NULL */
  GCancellable *asking;
  GCancellable *cancellable;
};

enum
{
  DONE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EdClientFinder, ed_client_finder, GTK_TYPE_WIDGET)

/* --- what is picked --------------------------------------------------------------------------- */

/* EdPrivacyFind, borrowed, cases first: their number is what is typed. */
static GPtrArray *
list_picked (EdClientFinder *self)
{
  GPtrArray *picked = g_ptr_array_new ();

  for (gint64 requests = 0; requests <= 1; requests++)
    for (guint i = 0; i < self->checks->len; i++)
      {
        EdPrivacyFind *find = self->finds->finds->pdata[i];

        if ((find->is_request == 1) == (requests == 1)
            && gtk_check_button_get_active (self->checks->pdata[i]))
          g_ptr_array_add (picked, find);
      }
  return picked;
}

static EdPrivacyOrder *
make_order (const GPtrArray *picked)
{
  EdPrivacyOrder *order = ed_record_new (&ed_privacy_order_type);
  g_autoptr (GStrvBuilder) cases = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) requests = g_strv_builder_new ();

  for (guint i = 0; i < picked->len; i++)
    {
      const EdPrivacyFind *find = picked->pdata[i];

      g_strv_builder_add (find->is_request == 1 ? requests : cases, find->id);
    }
  order->cases = g_strv_builder_end (cases);
  order->requests = g_strv_builder_end (requests);
  if (order->cases[0] == NULL)
    g_clear_pointer (&order->cases, g_strfreev);
  if (order->requests[0] == NULL)
    g_clear_pointer (&order->requests, g_strfreev);
  return order;
}

static void
update_actions (EdClientFinder *self)
{
  g_autoptr (GPtrArray) picked = list_picked (self);
  gboolean may = picked->len > 0 && self->order == NULL;

  gtk_widget_set_visible (self->busy, self->order != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "finder.export", may);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "finder.erase", may);
}

/* --- looking ---------------------------------------------------------------------------------- */

static void
clear_finds (EdClientFinder *self)
{
  GtkWidget *child;

  g_ptr_array_set_size (self->checks, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, child);
  g_clear_pointer (&self->finds, ed_privacy_finds_free);
  update_actions (self);
}

static GtkWidget *
make_row (EdClientFinder *self, const EdPrivacyFind *find)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = gtk_check_button_new ();
  g_autofree char *title = ed_privacy_find_title (find);
  g_autofree char *note = ed_privacy_find_note (find);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), note);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  g_signal_connect_object (check, "toggled", G_CALLBACK (update_actions), self, G_CONNECT_SWAPPED);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  g_ptr_array_add (self->checks, check);
  return row;
}

static void
show_finds (EdClientFinder *self, EdPrivacyFinds *finds)
{
  clear_finds (self);
  self->finds = finds;
  for (guint i = 0; i < finds->finds->len; i++)
    gtk_list_box_append (self->list, make_row (self, finds->finds->pdata[i]));
  gtk_widget_set_visible (GTK_WIDGET (self->more), finds->more == 1);
  gtk_stack_set_visible_child_name (self->states, finds->finds->len > 0 ? "list" : "nothing");
  ed_in_sight (gtk_stack_get_visible_child (self->states));
  update_actions (self);
}

static void
on_finds (GObject *source, GAsyncResult *result, gpointer data)
{
  EdClientFinder *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (EdPrivacyFinds) finds =
      ed_desk_search_client_finish (ED_DESK (source), result, &error);
  g_autofree char *sentence = NULL;

  if (ed_answer_is_cancelled (result))
    return;
  if (finds != NULL)
    {
      show_finds (self, g_steal_pointer (&finds));
      return;
    }
  sentence = ed_error_sentence (error);
  gtk_label_set_label (self->trouble, sentence);
  gtk_stack_set_visible_child_name (self->states, "trouble");
  ed_in_sight (GTK_WIDGET (self->trouble));
}

/* What was typed, or NULL. */
static char *
read_typed (GtkEditable *entry)
{
  char *text = g_strstrip (g_strdup (gtk_editable_get_text (entry)));

  if (*text == '\0')
    g_clear_pointer (&text, g_free);
  return text;
}

static void
search (EdClientFinder *self)
{
  g_autoptr (EdClientInquiry) inquiry = ed_record_new (&ed_client_inquiry_type);

  inquiry->name = read_typed (self->name);
  inquiry->phone = read_typed (self->phone);
  inquiry->email = read_typed (self->email);
  g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  clear_finds (self);
  if (inquiry->name == NULL && inquiry->phone == NULL && inquiry->email == NULL)
    {
      gtk_stack_set_visible_child_name (self->states, "empty");
      return;
    }
  self->asking = g_cancellable_new ();
  gtk_stack_set_visible_child_name (self->states, "loading");
  ed_desk_search_client_async (self->desk, inquiry, self->asking, on_finds, self);
}

static void
on_search (GtkWidget *widget, const char *name, GVariant *parameter)
{
  search (ED_CLIENT_FINDER (widget));
}

/* --- saving ----------------------------------------------------------------------------------- */

static void
say_failure (EdClientFinder *self, const GError *error)
{
  g_autofree char *sentence = ed_error_sentence (error);

  ed_toast (GTK_WIDGET (self), sentence, NULL);
}

static void
on_archive (GObject *source, GAsyncResult *result, gpointer data)
{
  EdClientFinder *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) archive = ed_client_archive_finish (ED_DESK (source), result, &error);

  if (ed_answer_is_cancelled (result))
    return;
  g_clear_pointer (&self->order, ed_privacy_order_free);
  update_actions (self);
  if (archive == NULL)
    {
      say_failure (self, error);
      return;
    }
  g_signal_emit (self, signals[DONE], 0);
  ed_preview_save (GTK_WIDGET (self), _ ("Client.zip"), archive, NULL);
}

static const char *
chosen_language (EdClientFinder *self)
{
  guint selected = gtk_drop_down_get_selected (self->languages);

  return ed_form_list_languages ()[selected == GTK_INVALID_LIST_POSITION ? 0 : selected];
}

/* The program's own language where papers have it. */
static void
fill_languages (EdClientFinder *self)
{
  g_auto (GStrv) names = ed_form_language_names ();
  g_autoptr (GtkStringList) model = gtk_string_list_new ((const char *const *) names);

  gtk_drop_down_set_model (self->languages, G_LIST_MODEL (model));
  gtk_drop_down_set_selected (self->languages, ed_form_find_language (g_get_language_names ()[0]));
}

static void
on_export (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EdClientFinder *self = ED_CLIENT_FINDER (widget);
  g_autoptr (GPtrArray) picked = list_picked (self);

  self->order = make_order (picked);
  update_actions (self);
  ed_client_archive_async (self->desk,
                           self->order,
                           chosen_language (self),
                           self->cancellable,
                           on_archive,
                           self);
}

/* --- erasing ---------------------------------------------------------------------------------- */

static void
on_erased (GObject *source, GAsyncResult *result, gpointer data)
{
  EdClientFinder *self = data;
  g_autoptr (GError) error = NULL;
  gboolean erased = ed_desk_erase_client_finish (ED_DESK (source), result, &error);

  if (ed_answer_is_cancelled (result))
    return;
  g_clear_pointer (&self->order, ed_privacy_order_free);
  update_actions (self);
  if (!erased)
    {
      say_failure (self, error);
      return;
    }
  ed_desk_sync_now (self->desk);
  ed_toast (GTK_WIDGET (self),
            _ ("Erased. Every computer forgets it as soon as it connects."),
            NULL);
  g_signal_emit (self, signals[DONE], 0);
  search (self);
}

static void
on_confirmed (EdClientFinder *self, guint reason)
{
  g_autoptr (GPtrArray) picked = NULL;

  if (self->finds == NULL || self->order != NULL)
    return;
  picked = list_picked (self);
  if (picked->len == 0)
    return;
  self->order = make_order (picked);
  self->order->number = ((const EdPrivacyFind *) picked->pdata[0])->number;
  self->order->reason = reason;
  update_actions (self);
  ed_desk_erase_client_async (self->desk, self->order, self->cancellable, on_erased, self);
}

static void
on_erase (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EdClientFinder *self = ED_CLIENT_FINDER (widget);
  g_autoptr (GPtrArray) picked = list_picked (self);
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *dialog = ed_erase_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, picked);

  g_signal_connect_object (dialog, "confirmed", G_CALLBACK (on_confirmed), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* --- object ----------------------------------------------------------------------------------- */

static void
ed_client_finder_dispose (GObject *object)
{
  EdClientFinder *self = ED_CLIENT_FINDER (object);

  g_cancellable_cancel (self->asking);
  g_cancellable_cancel (self->cancellable);
  g_clear_pointer (&self->card, ed_template_part_unparent);
  ed_template_dispose (GTK_WIDGET (object), ED_TYPE_CLIENT_FINDER);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (ed_client_finder_parent_class)->dispose (object);
}

static void
ed_client_finder_finalize (GObject *object)
{
  EdClientFinder *self = ED_CLIENT_FINDER (object);

  g_clear_object (&self->asking);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->finds, ed_privacy_finds_free);
  g_clear_pointer (&self->order, ed_privacy_order_free);
  g_ptr_array_unref (self->checks);
  G_OBJECT_CLASS (ed_client_finder_parent_class)->finalize (object);
}

static void
ed_client_finder_class_init (EdClientFinderClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  g_type_ensure (ED_TYPE_WRAP);
  G_OBJECT_CLASS (class)->dispose = ed_client_finder_dispose;
  G_OBJECT_CLASS (class)->finalize = ed_client_finder_finalize;
  signals[DONE] = g_signal_new ("done",
                                ED_TYPE_CLIENT_FINDER,
                                G_SIGNAL_RUN_LAST,
                                0,
                                NULL,
                                NULL,
                                NULL,
                                G_TYPE_NONE,
                                0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, ED_UI "privacy/client-finder.ui");
  gtk_widget_class_bind_template_child (widget_class, EdClientFinder, card);
  gtk_widget_class_bind_template_child (widget_class, EdClientFinder, name);
  gtk_widget_class_bind_template_child (widget_class, EdClientFinder, phone);
  gtk_widget_class_bind_template_child (widget_class, EdClientFinder, email);
  gtk_widget_class_bind_template_child (widget_class, EdClientFinder, states);
  gtk_widget_class_bind_template_child (widget_class, EdClientFinder, list);
  gtk_widget_class_bind_template_child (widget_class, EdClientFinder, trouble);
  gtk_widget_class_bind_template_child (widget_class, EdClientFinder, more);
  gtk_widget_class_bind_template_child (widget_class, EdClientFinder, busy);
  gtk_widget_class_bind_template_child (widget_class, EdClientFinder, languages);
  gtk_widget_class_bind_template_callback (widget_class, search);
  gtk_widget_class_install_action (widget_class, "finder.search", NULL, on_search);
  gtk_widget_class_install_action (widget_class, "finder.export", NULL, on_export);
  gtk_widget_class_install_action (widget_class, "finder.erase", NULL, on_erase);
}

static void
ed_client_finder_init (EdClientFinder *self)
{
  self->cancellable = g_cancellable_new ();
  self->checks = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  ed_rows_fit (GTK_WIDGET (self));
  fill_languages (self);
  update_actions (self);
}

void
ed_client_finder_set_desk (EdClientFinder *self, EdDesk *desk)
{
  self->desk = g_object_ref (desk);
}

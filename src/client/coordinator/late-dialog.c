/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/coordinator/late-dialog.h"

#include "base/clock.h"
#include "client/cases/ask-dialog.h"
#include "client/coordinator/late-row.h"
#include "client/documents/document-window.h"
#include "client/resources.h"
#include "client/shell/perform.h"
#include "client/widgets/answer.h"
#include "client/widgets/keep-focus.h"
#include "client/widgets/template.h"
#include "client/widgets/text-scale.h"
#include "sync/desk-requests.h"

#include <glib/gi18n.h>

struct _EdLateDialog
{
  AdwWindow parent_instance;
  GtkListBox *list;
  GtkStack *stack;
  GtkLabel *intro;
  GtkWidget *from; /* held */
  EdDesk *desk;
  EdTargetKind kind; /* of what it is about: a case or a request */
  char *id;
  GPtrArray *late; /* EdLateWork, as listed last; or NULL */
  char *shown;     /* ids of the rows */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (EdLateDialog, ed_late_dialog, ADW_TYPE_WINDOW)

/* --- settling --------------------------------------------------------------------------------- */

static const char *
say_done (EdTargetKind kind, gboolean accepted)
{
  if (kind == ED_TARGET_REQUEST)
    return accepted ? _ ("Late response taken over") : _ ("Late response dismissed");
  return accepted ? _ ("Late work accepted") : _ ("Late work discarded");
}

static void
settle (EdLateDialog *self, const char *id, gboolean accepted, const char *note)
{
  GPtrArray *commands = g_ptr_array_new_with_free_func ((GDestroyNotify) ed_command_free);
  g_autofree char *command_id = g_uuid_string_random ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  EdCommand *command = ed_command_new (ED_COMMAND_LATE_SETTLE,
                                       command_id,
                                       id,
                                       NULL,
                                       ed_clock_now (ed_clock_system ()));

  ((EdArgs *) command->args)->accepted = accepted;
  ((EdArgs *) command->args)->note = g_strdup (note);
  g_ptr_array_add (commands, command);
  /* The dialog may have closed by then: the page that it was opened from says it. */
  ed_perform (self->from, self->desk, commands, say_done (self->kind, accepted), cancellable);
}

static void
on_accepted (EdLateDialog *self, EdLateRow *row)
{
  settle (self, ed_late_row_id (row), TRUE, NULL);
}

static void
on_discard_answered (GtkWidget *question, gint64 value, const char *note, EdLateDialog *self)
{
  settle (self, g_object_get_data (G_OBJECT (question), "id"), FALSE, note);
}

static void
on_discarded (EdLateDialog *self, EdLateRow *row)
{
  const EdAsk of_case = {
    .heading = _ ("Leave this out?"),
    .body = _ ("It does not become part of the case; what was entered is deleted."),
    .confirm = _ ("_Discard"),
    .appearance = ADW_RESPONSE_DESTRUCTIVE,
    .text_label = _ ("Note to the expert"),
  };
  const EdAsk of_request = {
    .heading = _ ("Dismiss this response?"),
    .body = _ ("It does not become part of the request; what was written is deleted. The expert "
               "reads your sentence."),
    .confirm = _ ("_Dismiss"),
    .appearance = ADW_RESPONSE_DESTRUCTIVE,
    .text_label = _ ("Sentence to the expert"),
    .text_needed = TRUE,
  };
  GtkWidget *dialog = ed_ask_dialog_new (GTK_WINDOW (self),
                                         self->kind == ED_TARGET_REQUEST ? &of_request : &of_case);

  g_object_set_data_full (G_OBJECT (dialog), "id", g_strdup (ed_late_row_id (row)), g_free);
  g_signal_connect_object (dialog, "answered", G_CALLBACK (on_discard_answered), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* --- looking ---------------------------------------------------------------------------------- */

static const EdFile *
find_file (EdLateDialog *self, const char *id)
{
  for (guint i = 0; self->late != NULL && i < self->late->len; i++)
    {
      const EdLateWork *late = self->late->pdata[i];

      for (guint k = 0; k < late->files->len; k++)
        if (g_strcmp0 (((const EdFile *) late->files->pdata[k])->id, id) == 0)
          return late->files->pdata[k];
    }
  return NULL;
}

/* What was brought is seen before it is decided on. */
static void
on_opened (EdLateDialog *self, const char *id)
{
  const EdFile *file = find_file (self, id);
  const EdDocument document = { .id = (char *) id,
                                .name = file != NULL ? file->name : NULL,
                                .kind = file != NULL ? file->kind : ED_ABSENT };
  const EdRequestDocument shared = { .id = document.id, .name = document.name };
  GtkWidget *from = GTK_WIDGET (self->list);

  if (file == NULL)
    return;
  gtk_window_present (
      GTK_WINDOW (self->kind == ED_TARGET_REQUEST
                      ? ed_document_window_new_for_request (from, self->desk, self->id, &shared)
                      : ed_document_window_new (from, self->desk, self->id, &document, NULL)));
}

/* --- reading ---------------------------------------------------------------------------------- */

/* TARGET: the case or the request. */
static void
add_row (EdLateDialog *self, const EdLateWork *late, gconstpointer target)
{
  const EdZone *zone = ed_desk_zone (self->desk);
  GtkWidget *row = self->kind == ED_TARGET_REQUEST
                       ? ed_late_row_new_for_request (late, target, zone)
                       : ed_late_row_new (late, target, zone);

  if (row == NULL)
    return;
  g_signal_connect_object (row, "accepted", G_CALLBACK (on_accepted), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "discarded", G_CALLBACK (on_discarded), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "opened", G_CALLBACK (on_opened), self, G_CONNECT_SWAPPED);
  gtk_list_box_append (self->list, row);
}

static void
show_rows (EdLateDialog *self, gconstpointer target)
{
  g_autoptr (GString) ids = g_string_new ("");
  GtkListBoxRow *row;

  for (guint i = 0; i < self->late->len; i++)
    g_string_append (ids, ((EdLateWork *) self->late->pdata[i])->id);
  if (g_strcmp0 (ids->str, self->shown) == 0)
    return;
  g_free (self->shown);
  self->shown = g_strdup (ids->str);
  gtk_window_set_focus (GTK_WINDOW (self), NULL);
  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; i < self->late->len; i++)
    add_row (self, self->late->pdata[i], target);
  gtk_stack_set_visible_child_name (self->stack, "list");
}

static void
on_case (GObject *source, GAsyncResult *result, gpointer data)
{
  EdLateDialog *self = data;
  g_autoptr (EdCaseRow) row = ed_desk_load_case_finish (ED_DESK (source), result, NULL);

  if (ed_answer_is_cancelled (result))
    return;
  if (row == NULL)
    gtk_window_close (GTK_WINDOW (self));
  else
    show_rows (self, row->case_);
}

static void
on_request (GObject *source, GAsyncResult *result, gpointer data)
{
  EdLateDialog *self = data;
  g_autoptr (EdRequestRow) row = ed_desk_load_request_finish (ED_DESK (source), result, NULL);

  if (ed_answer_is_cancelled (result))
    return;
  if (row == NULL)
    gtk_window_close (GTK_WINDOW (self));
  else
    show_rows (self, row->request);
}

static void
on_listed (GObject *source, GAsyncResult *result, gpointer data)
{
  EdLateDialog *self = data;
  g_autoptr (GPtrArray) late = ed_desk_list_late_finish (ED_DESK (source), result, NULL);

  if (ed_answer_is_cancelled (result))
    return;
  if (late == NULL || late->len == 0)
    {
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  g_clear_pointer (&self->late, g_ptr_array_unref);
  self->late = g_steal_pointer (&late);
  if (self->kind == ED_TARGET_REQUEST)
    ed_desk_load_request_async (self->desk, self->id, self->cancellable, on_request, self);
  else
    ed_desk_load_case_async (self->desk, self->id, self->cancellable, on_case, self);
}

static void
load (EdLateDialog *self)
{
  ed_desk_list_late_async (self->desk, self->id, self->cancellable, on_listed, self);
}

/* --- object ----------------------------------------------------------------------------------- */

static void
ed_late_dialog_unrealize (GtkWidget *widget)
{
  g_cancellable_cancel (ED_LATE_DIALOG (widget)->cancellable);
  GTK_WIDGET_CLASS (ed_late_dialog_parent_class)->unrealize (widget);
}

static void
ed_late_dialog_dispose (GObject *object)
{
  EdLateDialog *self = ED_LATE_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  ed_template_dispose (GTK_WIDGET (self), ED_TYPE_LATE_DIALOG);
  g_clear_object (&self->desk);
  g_clear_object (&self->from);
  g_clear_pointer (&self->late, g_ptr_array_unref);
  G_OBJECT_CLASS (ed_late_dialog_parent_class)->dispose (object);
}

static void
ed_late_dialog_finalize (GObject *object)
{
  EdLateDialog *self = ED_LATE_DIALOG (object);

  g_free (self->id);
  g_free (self->shown);
  g_object_unref (self->cancellable);
  G_OBJECT_CLASS (ed_late_dialog_parent_class)->finalize (object);
}

static void
ed_late_dialog_class_init (EdLateDialogClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->dispose = ed_late_dialog_dispose;
  object_class->finalize = ed_late_dialog_finalize;
  widget_class->unrealize = ed_late_dialog_unrealize;
  gtk_widget_class_set_template_from_resource (widget_class, ED_UI "coordinator/late-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, EdLateDialog, list);
  gtk_widget_class_bind_template_child (widget_class, EdLateDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, EdLateDialog, intro);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
ed_late_dialog_init (EdLateDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  ed_focus_keep (GTK_WINDOW (self));
}

GtkWidget *
ed_late_dialog_open (GtkWidget *from, EdDesk *desk, EdTargetKind kind, const char *id)
{
  EdLateDialog *self =
      g_object_new (ED_TYPE_LATE_DIALOG, "transient-for", gtk_widget_get_root (from), NULL);

  if (kind == ED_TARGET_REQUEST)
    gtk_label_set_label (self->intro,
                         _ ("It was written before its author knew that the request had gone to "
                            "somebody else or was cancelled. What you take over becomes part "
                            "of the request: a response that was sent is the one to review, a "
                            "draft can be read there. Nobody else’s words are changed by it."));
  ed_text_scale_window (GTK_WINDOW (self), kind == ED_TARGET_REQUEST ? 820 : 640, 520);
  self->from = g_object_ref (from);
  self->desk = g_object_ref (desk);
  self->kind = kind;
  self->id = g_strdup (id);
  g_signal_connect_object (desk, "changed", G_CALLBACK (load), self, G_CONNECT_SWAPPED);
  load (self);
  gtk_window_present (GTK_WINDOW (self));
  return GTK_WIDGET (self);
}

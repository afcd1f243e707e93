/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/export/export.h"

#include "client/documents/preview-texts.h"
#include "client/numbers.h"
#include "client/sentences.h"
#include "client/widgets/chooser.h"
#include "client/widgets/message-fit.h"
#include "client/widgets/toast.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* Less than that is over before anybody could read a dialog. */
#define DIALOG_MS 300

struct _EdExport
{
  GObject parent_instance;
  GtkWidget *from; /* weak */
  EdSpreadsheetKind kind;
  EdExportPlan plan;
  char *stem, *table;
  EdCellColumn *columns;
  char *path;
  EdSpreadsheet *sheet; /* NULL before and after */
  GtkWindow *dialog;
  GtkProgressBar *bar;   /* weak: the dialog may go by itself */
  guint asking, showing; /* sources */
  guint64 done, total;
  gboolean over;
};

G_DEFINE_FINAL_TYPE (EdExport, ed_export, G_TYPE_OBJECT)

/* --- the dialog ------------------------------------------------------------------------------- */

static void
update_bar (EdExport *self)
{
  g_autofree char *rows = NULL;

  if (self->bar == NULL)
    return;
  rows = ed_number_in (ngettext ("%s row", "%s rows", (gulong) self->done), (gint64) self->done);
  gtk_progress_bar_set_text (self->bar, rows);
  if (self->total > 0)
    gtk_progress_bar_set_fraction (self->bar, (double) self->done / (double) self->total);
  else
    gtk_progress_bar_pulse (self->bar);
}

static void
end (EdExport *self)
{
  GtkWindow *dialog = self->dialog;

  self->over = TRUE;
  g_clear_weak_pointer (&self->bar);
  g_clear_handle_id (&self->asking, g_source_remove);
  g_clear_handle_id (&self->showing, g_source_remove);
  if (dialog == NULL)
    return;
  g_signal_handlers_disconnect_by_data (dialog, self);
  g_clear_weak_pointer (&self->dialog);
  gtk_window_destroy (dialog);
}

static void
say (EdExport *self, const char *sentence)
{
  if (self->from != NULL)
    ed_toast (self->from, sentence, NULL);
}

void
ed_export_cancel (EdExport *self)
{
  if (self->over)
    return;
  end (self);
  g_clear_pointer (&self->sheet, ed_spreadsheet_discard);
}

/* What destroys the dialog waits until its own handlers are through. */
static gboolean
cancel_idly (gpointer data)
{
  EdExport *self = data;

  if (self->over || self->sheet == NULL) /* over, or nearly */
    return G_SOURCE_REMOVE;
  ed_export_cancel (self);
  say (self, _ ("Cancelled: nothing was saved"));
  return G_SOURCE_REMOVE;
}

static void
on_response (EdExport *self)
{
  g_idle_add_full (G_PRIORITY_DEFAULT, cancel_idly, g_object_ref (self), g_object_unref);
}

static gboolean
show_dialog (gpointer data)
{
  EdExport *self = data;
  GtkRoot *root = self->from != NULL ? gtk_widget_get_root (self->from) : NULL;
  GtkWidget *dialog;

  self->showing = 0;
  if (!GTK_IS_WINDOW (root))
    return G_SOURCE_REMOVE;
  dialog = adw_message_dialog_new (GTK_WINDOW (root), _ ("Saving"), NULL);
  ed_message_fit (ADW_MESSAGE_DIALOG (dialog));
  g_set_weak_pointer (&self->bar, GTK_PROGRESS_BAR (gtk_progress_bar_new ()));
  gtk_progress_bar_set_show_text (self->bar, TRUE);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), GTK_WIDGET (self->bar));
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"));
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_response), self, G_CONNECT_SWAPPED);
  g_set_weak_pointer (&self->dialog, GTK_WINDOW (dialog));
  update_bar (self);
  gtk_window_present (self->dialog);
  return G_SOURCE_REMOVE;
}

/* --- rows ------------------------------------------------------------------------------------- */

static gboolean
ask (gpointer data)
{
  EdExport *self = data;

  self->asking = 0;
  self->plan.ask (self, self->plan.owner);
  return G_SOURCE_REMOVE;
}

EdSpreadsheet *
ed_export_sheet (EdExport *self)
{
  return self->sheet;
}

void
ed_export_go_on (EdExport *self, guint64 done, guint64 total)
{
  if (self->over)
    return;
  self->done = done;
  self->total = total;
  update_bar (self);
  self->asking = g_idle_add_full (G_PRIORITY_DEFAULT_IDLE + 20, ask, self, NULL);
}

void
ed_export_fail (EdExport *self, const GError *error)
{
  g_autofree char *name = g_path_get_basename (self->path);
  g_autofree char *sentence = error->domain == G_IO_ERROR ? ed_preview_save_sentence (name, error)
                                                          : ed_error_sentence (error);

  if (self->over)
    return;
  ed_export_cancel (self);
  say (self, sentence);
}

static void
run_close (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (ed_spreadsheet_close (data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_closed (GObject *source, GAsyncResult *result, gpointer data)
{
  EdExport *self = ED_EXPORT (source);
  g_autofree char *name = g_path_get_basename (self->path);
  g_autofree char *sentence = NULL;
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    sentence = ed_preview_save_sentence (name, error);
  else
    sentence = g_strdup_printf (_ ("Saved as “%s”"), name);
  end (self);
  say (self, sentence);
}

void
ed_export_complete (EdExport *self)
{
  GTask *task;

  if (self->over)
    return;
  /* It cannot be cancelled any more: what is left is putting it in order. */
  if (self->dialog != NULL)
    adw_message_dialog_set_response_enabled (ADW_MESSAGE_DIALOG (self->dialog), "cancel", FALSE);
  task = g_task_new (self, NULL, on_closed, NULL);
  g_task_set_task_data (task, g_steal_pointer (&self->sheet), NULL);
  g_task_run_in_thread (task, run_close);
  g_object_unref (task);
}

/* --- where ------------------------------------------------------------------------------------ */

void
ed_export_begin_at (EdExport *self, const char *path)
{
  g_autoptr (GError) error = NULL;

  self->path = g_strdup (path);
  self->sheet = ed_spreadsheet_new (self->kind, path, &error);
  if (self->sheet == NULL)
    {
      ed_export_fail (self, error);
      return;
    }
  if (self->table != NULL)
    ed_spreadsheet_begin_table (self->sheet, self->table, self->columns, self->plan.n);
  self->showing = g_timeout_add (DIALOG_MS, show_dialog, self);
  ed_export_go_on (self, 0, 0);
}

static void
on_chosen (GtkNativeDialog *dialog, int response, gpointer data)
{
  g_autoptr (EdExport) self = data;
  g_autoptr (GFile) file = NULL;
  g_autofree char *path = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  if (file != NULL)
    path = g_file_get_path (file);
  gtk_native_dialog_destroy (dialog);
  g_object_unref (dialog);
  if (self->over)
    return;
  if (path != NULL)
    ed_export_begin_at (self, path);
  else
    end (self);
}

void
ed_export_begin (EdExport *self)
{
  GtkRoot *root = self->from != NULL ? gtk_widget_get_root (self->from) : NULL;
  const char *ending = self->kind == ED_SPREADSHEET_CSV ? "csv" : "xlsx";
  g_autofree char *name = g_strdup_printf ("%s.%s", self->stem, ending);
  GtkFileChooserNative *chooser =
      gtk_file_chooser_native_new (_ ("Save as…"),
                                   GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                   GTK_FILE_CHOOSER_ACTION_SAVE,
                                   _ ("_Save"),
                                   _ ("_Cancel"));

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  g_signal_connect (chooser, "response", G_CALLBACK (on_chosen), g_object_ref (self));
  ed_chooser_show (chooser);
}

/* --- object ----------------------------------------------------------------------------------- */

static void
ed_export_finalize (GObject *object)
{
  EdExport *self = ED_EXPORT (object);

  ed_export_cancel (self);
  g_clear_weak_pointer (&self->from);
  for (guint i = 0; i < self->plan.n; i++)
    g_free ((char *) self->columns[i].title);
  g_free (self->columns);
  g_free (self->stem);
  g_free (self->table);
  g_free (self->path);
  G_OBJECT_CLASS (ed_export_parent_class)->finalize (object);
}

static void
ed_export_class_init (EdExportClass *class)
{
  G_OBJECT_CLASS (class)->finalize = ed_export_finalize;
}

static void
ed_export_init (EdExport *self)
{
}

EdExport *
ed_export_new (GtkWidget *from, EdSpreadsheetKind kind, const EdExportPlan *plan)
{
  EdExport *self = g_object_new (ED_TYPE_EXPORT, NULL);

  g_set_weak_pointer (&self->from, from);
  self->kind = kind;
  self->plan = *plan;
  self->stem = g_strdup (plan->stem);
  self->table = g_strdup (plan->table);
  self->columns = g_memdup2 (plan->columns, plan->n * sizeof *plan->columns);
  for (guint i = 0; i < plan->n; i++)
    self->columns[i].title = g_strdup (plan->columns[i].title);
  return self;
}

gboolean
ed_export_is_over (EdExport *self)
{
  return self->over;
}

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/coordinator/take-back-dialog.h"

#include "client/closures.h"
#include "client/coordinator/import-texts.h"
#include "client/dates.h"
#include "client/numbers.h"
#include "client/resources.h"
#include "client/widgets/attend.h"
#include "client/widgets/template.h"

#include <glib/gi18n.h>

struct _EdTakeBackDialog
{
  AdwWindow parent_instance;
  GtkStack *stack;
  AdwStatusPage *question, *trouble, *outcome;
  GtkProgressBar *progress;
  EdDesk *desk;
  EdTakeBack *take_back;
};

G_DEFINE_FINAL_TYPE (EdTakeBackDialog, ed_take_back_dialog, ADW_TYPE_WINDOW)

/* --- what is shown ---------------------------------------------------------------------------- */

static void
show_question (EdTakeBackDialog *self)
{
  guint total = ed_take_back_total (self->take_back);
  g_autofree char *title =
      ed_number_in (ngettext ("Take back %s case?", "Take back %s cases?", total), total);
  g_autofree char *when =
      ed_instant_text (ed_take_back_at (self->take_back), ed_desk_zone (self->desk));
  /* Translators: %s is a date and time */
  g_autofree char *text = g_strdup_printf (_ ("Imported on this computer on %s. What nobody has "
                                              "worked on since is removed for everybody, and "
                                              "cannot be brought back but by importing it once "
                                              "more. The rest stays."),
                                           when);

  adw_status_page_set_title (self->question, title);
  adw_status_page_set_description (self->question, text);
}

static void
show_outcome (EdTakeBackDialog *self)
{
  const GPtrArray *kept = ed_take_back_kept (self->take_back);
  guint gone = ed_take_back_total (self->take_back) - kept->len;
  g_autofree char *title =
      ed_number_in (ngettext ("%s case has been taken back", "%s cases have been taken back", gone),
                    gone);
  g_autofree char *text = kept->len > 0 ? ed_import_kept_text (kept) : NULL;

  adw_status_page_set_title (self->outcome, title);
  adw_status_page_set_description (self->outcome, text);
}

/* Between two calls to the server: what is done stays done. */
static void
show_trouble (EdTakeBackDialog *self)
{
  const GPtrArray *kept = ed_take_back_kept (self->take_back);
  guint done = ed_take_back_done (self->take_back);
  const char *trouble = ed_take_back_trouble (self->take_back);
  g_autofree char *text =
      done > 0 && trouble != NULL
          ? ed_import_half_text (kept, done, ed_take_back_total (self->take_back), trouble)
          : g_strdup (trouble);

  adw_status_page_set_description (self->trouble, text);
}

static void
show_progress (EdTakeBackDialog *self)
{
  guint done = ed_take_back_done (self->take_back), total = ed_take_back_total (self->take_back);
  g_autofree char *text = ed_closure_progress (NULL, done, total);

  gtk_progress_bar_set_text (self->progress, text);
  gtk_progress_bar_set_fraction (self->progress, total > 0 ? (double) done / total : 0);
}

static void
on_state (EdTakeBackDialog *self)
{
  static const char *const pages[] = {
    [ED_TAKE_BACK_LOADING] = "loading", [ED_TAKE_BACK_NOTHING] = "nothing",
    [ED_TAKE_BACK_READY] = "question",  [ED_TAKE_BACK_RUNNING] = "running",
    [ED_TAKE_BACK_FAILED] = "trouble",  [ED_TAKE_BACK_DONE] = "outcome",
  };
  guint state;

  g_object_get (self->take_back, "state", &state, NULL);
  if (state == ED_TAKE_BACK_READY)
    show_question (self);
  if (state == ED_TAKE_BACK_DONE)
    show_outcome (self);
  show_progress (self);
  show_trouble (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self),
                                 "take-back.begin",
                                 state == ED_TAKE_BACK_READY || state == ED_TAKE_BACK_FAILED);
  gtk_stack_set_visible_child_name (self->stack, pages[state]);
}

static void
on_begin (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ed_take_back_begin (ED_TAKE_BACK_DIALOG (widget)->take_back);
}

/* --- object ----------------------------------------------------------------------------------- */

static void
ed_take_back_dialog_dispose (GObject *object)
{
  EdTakeBackDialog *self = ED_TAKE_BACK_DIALOG (object);

  if (self->take_back != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->take_back, self);
      ed_take_back_stop (self->take_back);
    }
  ed_template_dispose (GTK_WIDGET (self), ED_TYPE_TAKE_BACK_DIALOG);
  g_clear_object (&self->take_back);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (ed_take_back_dialog_parent_class)->dispose (object);
}

static void
ed_take_back_dialog_class_init (EdTakeBackDialogClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = ed_take_back_dialog_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               ED_UI "coordinator/take-back-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, EdTakeBackDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, EdTakeBackDialog, question);
  gtk_widget_class_bind_template_child (widget_class, EdTakeBackDialog, trouble);
  gtk_widget_class_bind_template_child (widget_class, EdTakeBackDialog, outcome);
  gtk_widget_class_bind_template_child (widget_class, EdTakeBackDialog, progress);
  gtk_widget_class_install_action (widget_class, "take-back.begin", NULL, on_begin);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
ed_take_back_dialog_init (EdTakeBackDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

EdTakeBackDialog *
ed_take_back_dialog_open (GtkWidget *from, EdDesk *desk)
{
  EdTakeBackDialog *self = g_object_new (ED_TYPE_TAKE_BACK_DIALOG, NULL);

  self->desk = g_object_ref (desk);
  self->take_back = ed_take_back_new (desk);
  g_signal_connect_object (self->take_back,
                           "notify::state",
                           G_CALLBACK (on_state),
                           self,
                           G_CONNECT_SWAPPED);
  on_state (self);
  ed_attend (GTK_WINDOW (self), from, 520, 460);
  gtk_window_present (GTK_WINDOW (self));
  return self;
}

EdTakeBack *
ed_take_back_dialog_take_back (EdTakeBackDialog *self)
{
  g_return_val_if_fail (ED_IS_TAKE_BACK_DIALOG (self), NULL);
  return self->take_back;
}

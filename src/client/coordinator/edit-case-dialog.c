/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/coordinator/edit-case-dialog.h"

#include "base/clock.h"
#include "client/closures.h"
#include "client/coordinator/intake-form.h"
#include "client/resources.h"
#include "client/sentences.h"
#include "client/widgets/answer.h"
#include "client/widgets/attend.h"
#include "client/widgets/focus.h"
#include "client/widgets/in-sight.h"
#include "client/widgets/row-fold.h"
#include "client/widgets/save-keys.h"
#include "client/widgets/template.h"
#include "client/widgets/toast.h"
#include "sync/desk-companies.h"

#include <glib/gi18n.h>

#define MINUTE_MS 60000

struct _EdEditCaseDialog
{
  AdwWindow parent_instance;
  EdIntakeForm *form;
  GtkWidget *from; /* held */
  EdDesk *desk;
  EdCase *case_;      /* as it was shown */
  EdCommand *command; /* the last one given */
  char *trouble;
  gboolean is_saving;
  GCancellable *cancellable;
};

enum
{
  PROP_TROUBLE = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (EdEditCaseDialog, ed_edit_case_dialog, ADW_TYPE_WINDOW)

static void
set_trouble (EdEditCaseDialog *self, char *sentence)
{
  g_free (self->trouble);
  self->trouble = sentence;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TROUBLE]);
}

/* --- saving ------------------------------------------------------------------------------------
 */

/* What the form cannot show as finely as it is known stays as it was. */
static void
keep_unseen (EdEditCaseDialog *self, EdCase *next)
{
  if (next->recorded_at / MINUTE_MS == self->case_->recorded_at / MINUTE_MS)
    next->recorded_at = self->case_->recorded_at;
  if (next->company_id == NULL && g_strcmp0 (next->company_name, self->case_->company_name) == 0)
    next->company_id = g_strdup (self->case_->company_id);
}

/* NULL where a field is wrong, which is said beside it. *ANY: something is another now. */
static EdCommand *
make_command (EdEditCaseDialog *self, gboolean *any)
{
  const EdRecordType *type = &ed_case_intake_type;
  gint64 now = ed_clock_now (ed_clock_system ());
  g_autofree char *id = g_uuid_string_random ();
  g_autoptr (EdCommand) entered =
      ed_intake_form_make_command (self->form, id, self->case_->id, now, ed_desk_zone (self->desk));
  EdCommand *edit;

  if (entered == NULL)
    return NULL;
  keep_unseen (self, entered->args);
  edit = ed_command_new (ED_COMMAND_CASE_EDIT, id, self->case_->id, NULL, now);
  *any = FALSE;
  for (guint i = 0; i < type->n_fields; i++)
    if (!ed_field_equal (&type->fields[i], self->case_, entered->args))
      {
        ed_command_edit (edit, type->fields[i].name, self->case_, entered->args);
        *any = TRUE;
      }
  return edit;
}

static void
show_refusal (EdEditCaseDialog *self, const EdRefusal *refusal, const GError *error)
{
  if (error != NULL)
    set_trouble (self, ed_error_sentence (error));
  else if (refusal->code == ED_REFUSAL_CONFLICT
           || !ed_intake_form_show_refusal (self->form, refusal))
    set_trouble (self, ed_command_refusal_sentence (self->command, refusal->code, refusal->field));
}

static void
on_saved (GObject *source, GAsyncResult *result, gpointer data)
{
  EdEditCaseDialog *self = data;
  g_autoptr (GError) error = NULL;
  EdRefusal refusal = { ED_REFUSAL_NONE, NULL };
  gboolean done = ed_desk_do_finish (ED_DESK (source), result, &refusal, &error);
  const char *ids[] = { NULL, NULL };

  if (ed_answer_is_cancelled (result))
    return;
  self->is_saving = FALSE;
  if (!done)
    {
      show_refusal (self, &refusal, error);
      return;
    }
  ids[0] = self->command->id;
  ed_toast (self->from, _ ("Case changed"), ids);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
on_save (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EdEditCaseDialog *self = ED_EDIT_CASE_DIALOG (widget);
  gboolean any = FALSE;

  if (self->is_saving)
    return;
  g_clear_pointer (&self->command, ed_command_free);
  set_trouble (self, NULL);
  self->command = make_command (self, &any);
  if (self->command == NULL)
    return;
  if (!any)
    {
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  self->is_saving = TRUE;
  ed_desk_do_async (self->desk, self->command, self->cancellable, on_saved, self);
}

/* Completion is good to have, and no reason to fail. */
static void
on_companies (GObject *source, GAsyncResult *result, gpointer data)
{
  static const char *const no_others[] = { NULL };
  EdEditCaseDialog *self = data;
  GPtrArray *companies = ed_desk_load_companies_finish (ED_DESK (source), result, NULL);

  if (ed_answer_is_cancelled (result))
    g_clear_pointer (&companies, g_ptr_array_unref);
  else if (companies != NULL)
    ed_intake_form_set_companies (self->form, companies, no_others);
}

/* --- object ------------------------------------------------------------------------------------
 */

static void
ed_edit_case_dialog_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_string (value, ED_EDIT_CASE_DIALOG (object)->trouble);
}

static void
ed_edit_case_dialog_dispose (GObject *object)
{
  EdEditCaseDialog *self = ED_EDIT_CASE_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  ed_template_dispose (GTK_WIDGET (self), ED_TYPE_EDIT_CASE_DIALOG);
  g_clear_object (&self->desk);
  g_clear_object (&self->from);
  G_OBJECT_CLASS (ed_edit_case_dialog_parent_class)->dispose (object);
}

static void
ed_edit_case_dialog_finalize (GObject *object)
{
  EdEditCaseDialog *self = ED_EDIT_CASE_DIALOG (object);

  ed_case_free (self->case_);
  g_clear_pointer (&self->command, ed_command_free);
  g_free (self->trouble);
  g_object_unref (self->cancellable);
  G_OBJECT_CLASS (ed_edit_case_dialog_parent_class)->finalize (object);
}

static void
ed_edit_case_dialog_class_init (EdEditCaseDialogClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  g_type_ensure (ED_TYPE_INTAKE_FORM);
  object_class->get_property = ed_edit_case_dialog_get_property;
  object_class->dispose = ed_edit_case_dialog_dispose;
  object_class->finalize = ed_edit_case_dialog_finalize;
  properties[PROP_TROUBLE] = g_param_spec_string ("trouble", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               ED_UI "coordinator/edit-case-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, EdEditCaseDialog, form);
  gtk_widget_class_bind_template_callback_full (widget_class,
                                                "has_text",
                                                G_CALLBACK (ed_closure_has_text));
  gtk_widget_class_install_action (widget_class, "edit-case.save", NULL, on_save);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
ed_edit_case_dialog_init (EdEditCaseDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  ed_rows_fit (GTK_WIDGET (self));
  ed_focus_below_header (GTK_WINDOW (self));
  ed_save_keys_add (GTK_WIDGET (self), "edit-case.save");
  ed_in_sight_keep (GTK_WINDOW (self));
}

EdEditCaseDialog *
ed_edit_case_dialog_open (GtkWidget *from, EdDesk *desk, const EdCase *case_)
{
  EdEditCaseDialog *self = g_object_new (ED_TYPE_EDIT_CASE_DIALOG, NULL);

  self->from = g_object_ref (from);
  self->desk = g_object_ref (desk);
  self->case_ = ed_case_copy (case_);
  ed_intake_form_set_now (self->form, ed_desk_now (desk), ed_desk_zone (desk));
  ed_intake_form_show (self->form, case_, ed_desk_zone (desk));
  ed_desk_load_companies_async (desk, self->cancellable, on_companies, self);
  ed_attend (GTK_WINDOW (self), from, 560, 720);
  gtk_window_present (GTK_WINDOW (self));
  return self;
}

GtkWidget *
ed_edit_case_dialog_row (EdEditCaseDialog *self, const char *name)
{
  g_return_val_if_fail (ED_IS_EDIT_CASE_DIALOG (self), NULL);
  return ed_intake_form_row (self->form, name);
}

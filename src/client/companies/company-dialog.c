/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/companies/company-dialog.h"

#include "base/clock.h"
#include "client/closures.h"
#include "client/coordinator/account-texts.h"
#include "client/coordinator/expert-choice.h"
#include "client/coordinator/input-row.h"
#include "client/resources.h"
#include "client/sentences.h"
#include "client/settings/setting-texts.h"
#include "client/widgets/answer.h"
#include "client/widgets/entry-title.h"
#include "client/widgets/focus.h"
#include "client/widgets/in-sight.h"
#include "client/widgets/row-fold.h"
#include "client/widgets/save-keys.h"
#include "client/widgets/template.h"
#include "client/widgets/text-scale.h"
#include "domain/account.h"
#include "domain/case.h"

#include <glib/gi18n.h>

#define N_TYPES 4

/* What a row of its own kind holds; the rest is typed as text. */
static const char *const fields[] = {
  "name", "covered", "sessions_available", "session_minutes", "notes",
};

struct _EdCompanyDialog
{
  AdwWindow parent_instance;
  AdwPreferencesGroup *who, *agreed, *more, *fees;
  EdInputRow *rows[G_N_ELEMENTS (fields)];
  GtkEditable *languages;
  GtkEditable *amounts[N_TYPES];
  EdDesk *desk;
  EdCompany *company; /* NULL: a new one */
  char *trouble;      /* why it cannot be saved */
  gboolean busy;
  char *command_id;
  char *done; /* what is said once it is saved */
  GCancellable *cancellable;
};

enum
{
  PROP_TROUBLE = 1,
  PROP_IS_NEW,
  PROP_IS_RETIRED,
  N_PROPS
};
enum
{
  SAVED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EdCompanyDialog, ed_company_dialog, ADW_TYPE_WINDOW)

static void
set_trouble (EdCompanyDialog *self, char *sentence)
{
  g_free (self->trouble);
  self->trouble = sentence;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TROUBLE]);
}

static const char *
get_currency (EdCompanyDialog *self)
{
  return ed_settings_currency (ed_desk_settings (self->desk));
}

/* --- what is entered -------------------------------------------------------------------------- */

static gboolean
read_fees (EdCompanyDialog *self, EdCompany *entry)
{
  for (guint type = 0; type < N_TYPES; type++)
    {
      gint64 amount;
      EdFee *fee;

      if (!ed_amount_from_typed (gtk_editable_get_text (self->amounts[type]),
                                 get_currency (self),
                                 &amount))
        return FALSE;
      if (amount == ED_ABSENT)
        continue;
      fee = ed_record_new (&ed_fee_type);
      fee->type = type;
      fee->amount = amount;
      g_ptr_array_add (entry->fees, fee);
    }
  return TRUE;
}

/* What the form says; *WRONG is the label of what cannot be read, or NULL. */
static EdCompany *
read_form (EdCompanyDialog *self, const char **wrong)
{
  EdCompany *entry = ed_record_new (&ed_company_entry_type);

  *wrong = NULL;
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      const EdField *field = ed_record_type_find (&ed_company_entry_type, fields[i]);

      if ((!ed_input_row_read (self->rows[i], entry, NULL) || !ed_field_is_valid (field, entry))
          && *wrong == NULL)
        *wrong = _ (field->label);
    }
  entry->languages =
      ed_words_from_typed (gtk_editable_get_text (self->languages), ed_language_choices);
  if (self->company != NULL)
    entry->retired = self->company->retired;
  if (!read_fees (self, entry) && *wrong == NULL)
    *wrong = _ ("Fees");
  return entry;
}

static void
show_company (EdCompanyDialog *self, const EdCompany *company)
{
  g_autofree char *languages = ed_words_to_typed (company->languages, ed_language_choices);

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    ed_input_row_write (self->rows[i], company, NULL);
  gtk_editable_set_text (self->languages, languages);
  for (guint i = 0; i < company->fees->len; i++)
    {
      const EdFee *fee = company->fees->pdata[i];
      g_autofree char *amount = ed_amount_to_typed (fee->amount, get_currency (self));

      if (fee->type >= 0 && fee->type < N_TYPES)
        gtk_editable_set_text (self->amounts[fee->type], amount);
    }
}

/* --- saving ----------------------------------------------------------------------------------- */

static EdCommand *
begin_command (EdCompanyDialog *self, EdCommandType type)
{
  g_autofree char *id = g_uuid_string_random ();

  g_free (self->command_id);
  self->command_id = g_uuid_string_random ();
  return ed_command_new (type,
                         self->command_id,
                         self->company != NULL ? self->company->id : id,
                         NULL,
                         ed_clock_now (ed_clock_system ()));
}

/* The command, or NULL when nothing differs from the company. */
static EdCommand *
make_command (EdCompanyDialog *self, const EdCompany *entry)
{
  const EdRecordType *type = &ed_company_entry_type;
  g_autoptr (EdCommand) command =
      begin_command (self,
                     self->company == NULL ? ED_COMMAND_COMPANY_CREATE : ED_COMMAND_COMPANY_EDIT);

  for (guint i = 0; i < type->n_fields; i++)
    {
      if (self->company == NULL)
        ed_field_copy (&type->fields[i], command->args, entry);
      else if (!ed_field_equal (&type->fields[i], self->company, entry))
        ed_command_edit (command, type->fields[i].name, self->company, entry);
    }
  return self->company != NULL && command->edited == 0 ? NULL : g_steal_pointer (&command);
}

static void
on_done (GObject *source, GAsyncResult *result, gpointer data)
{
  EdCompanyDialog *self = data;
  g_autoptr (GError) error = NULL;
  EdRefusal refusal = { ED_REFUSAL_NONE, NULL };
  gboolean done = ed_desk_do_finish (ED_DESK (source), result, &refusal, &error);

  if (ed_answer_is_cancelled (result))
    return;
  self->busy = FALSE;
  if (!done)
    {
      set_trouble (
          self,
          error != NULL
              ? ed_error_sentence (error)
              : ed_deed_refusal_sentence (ED_COMMAND_COMPANY_EDIT, refusal.code, refusal.field));
      return;
    }
  g_signal_emit (self, signals[SAVED], 0, self->command_id, self->done);
  gtk_window_close (GTK_WINDOW (self));
}

/* DONE has a %s for the company's name. */
static void
send (EdCompanyDialog *self, const EdCommand *command, const char *done, const char *name)
{
  g_autoptr (GString) sentence = g_string_new (done);

  g_string_replace (sentence, "%s", name, 1);
  g_free (self->done);
  self->done = g_strdup (sentence->str);
  self->busy = TRUE;
  ed_desk_do_async (self->desk, command, self->cancellable, on_done, self);
}

static void
on_save (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EdCompanyDialog *self = ED_COMPANY_DIALOG (widget);
  g_autoptr (EdCommand) command = NULL;
  const char *wrong;
  EdCompany *entry;

  if (self->busy)
    return;
  entry = read_form (self, &wrong);
  if (wrong != NULL)
    /* Translators: %s is the label of a field */
    set_trouble (self, g_strdup_printf (_ ("Enter “%s” as it can be."), wrong));
  else
    {
      command = make_command (self, entry);
      set_trouble (self, NULL);
      if (command != NULL)
        send (self,
              command,
              /* Translators: %s is the name of a company */
              self->company == NULL ? _ ("%s is added.") : _ ("%s is changed."),
              entry->name);
      else
        gtk_window_close (GTK_WINDOW (self));
    }
  ed_record_free (&ed_company_entry_type, entry);
}

static void
on_retire (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EdCompanyDialog *self = ED_COMPANY_DIALOG (widget);
  g_autoptr (EdCommand) command = NULL;

  if (self->busy || self->company == NULL)
    return;
  command = begin_command (self, ED_COMMAND_COMPANY_RETIRE);
  /* Translators: %s is the name of a company */
  send (self, command, _ ("%s is retired."), self->company->name);
}

static void
on_revive (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EdCompanyDialog *self = ED_COMPANY_DIALOG (widget);
  g_autoptr (EdCommand) command = NULL;
  g_autoptr (EdCompany) next = NULL;

  if (self->busy || self->company == NULL)
    return;
  command = begin_command (self, ED_COMMAND_COMPANY_EDIT);
  next = ed_record_copy (&ed_company_type, self->company);
  next->retired = ED_ABSENT;
  ed_command_edit (command, "retired", self->company, next);
  /* Translators: %s is the name of a company */
  send (self, command, _ ("%s is offered for new cases again."), self->company->name);
}

static void
on_edited (EdCompanyDialog *self)
{
  if (self->trouble != NULL)
    set_trouble (self, NULL);
}

static void
on_entry_activated (EdCompanyDialog *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "company.save", NULL);
}

/* --- object ----------------------------------------------------------------------------------- */

static GtkEditable *
add_entry (EdCompanyDialog *self, AdwPreferencesGroup *group, const char *title)
{
  GtkWidget *row = adw_entry_row_new ();

  ed_entry_title_wrap (ADW_ENTRY_ROW (row));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  g_signal_connect_object (row, "changed", G_CALLBACK (on_edited), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row,
                           "entry-activated",
                           G_CALLBACK (on_entry_activated),
                           self,
                           G_CONNECT_SWAPPED);
  adw_preferences_group_add (group, row);
  return GTK_EDITABLE (row);
}

static void
add_rows (EdCompanyDialog *self)
{
  AdwPreferencesGroup *groups[] = { self->who, self->who, self->agreed, self->agreed, self->more };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      const EdField *field = ed_record_type_find (&ed_company_entry_type, fields[i]);
      GtkWidget *row = ed_input_row_new (field);

      self->rows[i] = ED_INPUT_ROW (row);
      g_signal_connect_object (row, "edited", G_CALLBACK (on_edited), self, G_CONNECT_SWAPPED);
      adw_preferences_group_add (groups[i], row);
      if (i == 0)
        self->languages = add_entry (self, self->who, _ ("Languages, separated by commas"));
    }
  for (guint type = 0; type < N_TYPES; type++)
    self->amounts[type] = add_entry (self, self->fees, _ (ed_case_type_choices[type].label));
}

static void
ed_company_dialog_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  EdCompanyDialog *self = ED_COMPANY_DIALOG (object);

  if (id == PROP_TROUBLE)
    g_value_set_string (value, self->trouble);
  else if (id == PROP_IS_NEW)
    g_value_set_boolean (value, self->company == NULL);
  else
    g_value_set_boolean (value, self->company != NULL && self->company->retired == 1);
}

static void
ed_company_dialog_dispose (GObject *object)
{
  EdCompanyDialog *self = ED_COMPANY_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->desk);
  ed_template_dispose (GTK_WIDGET (object), ED_TYPE_COMPANY_DIALOG);
  G_OBJECT_CLASS (ed_company_dialog_parent_class)->dispose (object);
}

static void
ed_company_dialog_finalize (GObject *object)
{
  EdCompanyDialog *self = ED_COMPANY_DIALOG (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->company, ed_company_free);
  g_free (self->trouble);
  g_free (self->command_id);
  g_free (self->done);
  G_OBJECT_CLASS (ed_company_dialog_parent_class)->finalize (object);
}

static char *
choose_save (gpointer object, gboolean is_new)
{
  return g_strdup (is_new ? _ ("Add") : _ ("Save"));
}

static gboolean
can_retire (gpointer object, gboolean is_new, gboolean is_retired)
{
  return !is_new && !is_retired;
}

static void
ed_company_dialog_class_init (EdCompanyDialogClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = ed_company_dialog_get_property;
  object_class->dispose = ed_company_dialog_dispose;
  object_class->finalize = ed_company_dialog_finalize;
  properties[PROP_TROUBLE] = g_param_spec_string ("trouble", NULL, NULL, NULL, flags);
  properties[PROP_IS_NEW] = g_param_spec_boolean ("is-new", NULL, NULL, FALSE, flags);
  properties[PROP_IS_RETIRED] = g_param_spec_boolean ("is-retired", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[SAVED] = g_signal_new ("saved",
                                 ED_TYPE_COMPANY_DIALOG,
                                 G_SIGNAL_RUN_LAST,
                                 0,
                                 NULL,
                                 NULL,
                                 NULL,
                                 G_TYPE_NONE,
                                 2,
                                 G_TYPE_STRING,
                                 G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class, ED_UI "companies/company-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, EdCompanyDialog, who);
  gtk_widget_class_bind_template_child (widget_class, EdCompanyDialog, agreed);
  gtk_widget_class_bind_template_child (widget_class, EdCompanyDialog, more);
  gtk_widget_class_bind_template_child (widget_class, EdCompanyDialog, fees);
  gtk_widget_class_bind_template_callback (widget_class, choose_save);
  gtk_widget_class_bind_template_callback (widget_class, can_retire);
  gtk_widget_class_bind_template_callback_full (widget_class,
                                                "has_text",
                                                G_CALLBACK (ed_closure_has_text));
  gtk_widget_class_install_action (widget_class, "company.save", NULL, on_save);
  gtk_widget_class_install_action (widget_class, "company.retire", NULL, on_retire);
  gtk_widget_class_install_action (widget_class, "company.revive", NULL, on_revive);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
ed_company_dialog_init (EdCompanyDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  ed_rows_fit (GTK_WIDGET (self));
  ed_focus_below_header (GTK_WINDOW (self));
  ed_save_keys_add (GTK_WIDGET (self), "company.save");
  ed_in_sight_keep (GTK_WINDOW (self));
  add_rows (self);
}

GtkWidget *
ed_company_dialog_new (EdDesk *desk, const EdCompany *company)
{
  EdCompanyDialog *self = g_object_new (ED_TYPE_COMPANY_DIALOG, NULL);
  g_autofree char *fees = NULL;

  self->desk = g_object_ref (desk);
  /* Translators: %s is a currency, "EUR" */
  fees = g_strdup_printf (_ ("What the company pays for a session, in %s. Another fee counts for "
                             "cases that are approved from then on."),
                          get_currency (self));
  adw_preferences_group_set_description (self->fees, fees);
  ed_group_titles_wrap (GTK_WIDGET (self));
  gtk_window_set_title (GTK_WINDOW (self), company == NULL ? _ ("New company") : company->name);
  ed_text_scale_window (GTK_WINDOW (self), 520, 640);
  if (company != NULL)
    {
      self->company = ed_record_copy (&ed_company_type, company);
      show_company (self, company);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_NEW]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_RETIRED]);
  return GTK_WIDGET (self);
}

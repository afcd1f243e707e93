/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/coordinator/account-dialog.h"

#include "base/clock.h"
#include "client/closures.h"
#include "client/coordinator/account-item.h"
#include "client/coordinator/account-texts.h"
#include "client/coordinator/expert-choice.h"
#include "client/resources.h"
#include "client/sentences.h"
#include "client/widgets/answer.h"
#include "client/widgets/button-wrap.h"
#include "client/widgets/date-row.h"
#include "client/widgets/focus.h"
#include "client/widgets/in-sight.h"
#include "client/widgets/row-fold.h"
#include "client/widgets/save-keys.h"
#include "client/widgets/template.h"
#include "client/widgets/text-scale.h"
#include "domain/account-rules.h"
#include "domain/case.h"

#include <glib/gi18n.h>

#define N_ROLES 4
#define N_TYPES 4
#define N_KINDS 3

struct _EdAccountDialog
{
  AdwWindow parent_instance;
  GtkEditable *name, *user, *reply_to, *cities, *languages;
  AdwComboRow *language;
  AdwPreferencesGroup *roles, *types, *kinds;
  EdDateRow *absent_from, *absent_to;
  AdwComboRow *substitute;
  GtkSwitch *addressable;
  GtkCheckButton *role_checks[N_ROLES]; /* NULL: not the reader's to give */
  GtkCheckButton *type_checks[N_TYPES];
  GtkCheckButton *kind_checks[N_KINDS];
  GPtrArray *substitutes; /* EdAccount, behind "Nobody"; NULL until they are read */
  EdDesk *desk;
  EdAccount *account; /* NULL: a new one */
  char *trouble;      /* why it cannot be saved */
  gboolean busy;
  char *command_id;
  GCancellable *cancellable;
};

enum
{
  PROP_TROUBLE = 1,
  PROP_IS_NEW,
  PROP_FOR_EXPERT,
  N_PROPS
};
enum
{
  SAVED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EdAccountDialog, ed_account_dialog, ADW_TYPE_WINDOW)

/* The languages that the server's mails are written in; the first stands for the organisation's. */
static const char *const mail_languages[] = { NULL, "en", "hu", "de" };

static void
set_trouble (EdAccountDialog *self, char *sentence)
{
  g_free (self->trouble);
  self->trouble = sentence;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TROUBLE]);
}

/* --- what is entered ------------------------------------------------------------------------- */

static char *
read_text (GtkEditable *editable)
{
  char *text = g_strstrip (g_strdup (gtk_editable_get_text (editable)));

  if (*text == '\0')
    g_clear_pointer (&text, g_free);
  return text;
}

/* The words of CHOICES that are ticked, and those of KEPT that no tick stands for. */
static char **
read_ticks (GtkCheckButton *const *checks, const EdChoice *choices, char **kept)
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  char **ticked;

  for (guint i = 0; choices[i].word != NULL; i++)
    if (checks[i] != NULL
            ? gtk_check_button_get_active (checks[i])
            : kept != NULL && g_strv_contains ((const char *const *) kept, choices[i].word))
      g_strv_builder_add (words, choices[i].word);
  ticked = g_strv_builder_end (words);
  if (ticked[0] == NULL)
    g_clear_pointer (&ticked, g_strfreev);
  return ticked;
}

static char *
read_substitute (EdAccountDialog *self)
{
  guint selected = adw_combo_row_get_selected (self->substitute);

  if (self->substitutes == NULL)
    return self->account != NULL ? g_strdup (self->account->substitute) : NULL;
  if (selected == 0 || selected > self->substitutes->len)
    return NULL;
  return g_strdup (((EdAccount *) self->substitutes->pdata[selected - 1])->id);
}

/* What the form says, as a record of the entry's type. */
static EdAccount *
read_form (EdAccountDialog *self)
{
  EdAccount *entry = ed_record_new (&ed_account_entry_type);
  guint language = adw_combo_row_get_selected (self->language);

  entry->name = read_text (self->name);
  entry->user = read_text (self->user);
  entry->reply_to = read_text (self->reply_to);
  entry->cities = ed_words_from_typed (gtk_editable_get_text (self->cities), NULL);
  entry->languages =
      ed_words_from_typed (gtk_editable_get_text (self->languages), ed_language_choices);
  entry->roles = read_ticks (self->role_checks,
                             ed_role_choices,
                             self->account != NULL ? self->account->roles : NULL);
  entry->case_types = read_ticks (self->type_checks, ed_case_type_choices, NULL);
  entry->coaching_kinds = read_ticks (self->kind_checks, ed_coaching_kind_choices, NULL);
  entry->absent_from = ed_date_row_date (self->absent_from);
  entry->absent_to = ed_date_row_date (self->absent_to);
  entry->substitute = read_substitute (self);
  entry->addressable = gtk_switch_get_active (self->addressable) ? 1 : ED_ABSENT;
  /* Off and never said is the same. */
  if (self->account != NULL && entry->addressable == ED_ABSENT && self->account->addressable == 0)
    entry->addressable = 0;
  if (language < G_N_ELEMENTS (mail_languages))
    entry->language = g_strdup (mail_languages[language]);
  return entry;
}

static void
show_ticks (GtkCheckButton *const *checks, const EdChoice *choices, char **words)
{
  for (guint i = 0; choices[i].word != NULL; i++)
    if (checks[i] != NULL)
      gtk_check_button_set_active (
          checks[i],
          words != NULL && g_strv_contains ((const char *const *) words, choices[i].word));
}

static void
show_text (GtkEditable *editable, const char *text)
{
  gtk_editable_set_text (editable, text != NULL ? text : "");
}

static void
show_account (EdAccountDialog *self, const EdAccount *account)
{
  g_autofree char *cities = ed_words_to_typed (account->cities, NULL);
  g_autofree char *languages = ed_words_to_typed (account->languages, ed_language_choices);

  show_text (self->name, account->name);
  show_text (self->user, account->user);
  show_text (self->reply_to, account->reply_to);
  show_text (self->cities, cities);
  show_text (self->languages, languages);
  show_ticks (self->role_checks, ed_role_choices, account->roles);
  show_ticks (self->type_checks, ed_case_type_choices, account->case_types);
  show_ticks (self->kind_checks, ed_coaching_kind_choices, account->coaching_kinds);
  ed_date_row_set_date (self->absent_from, account->absent_from);
  ed_date_row_set_date (self->absent_to, account->absent_to);
  gtk_switch_set_active (self->addressable, account->addressable == 1);
  for (guint i = 1; i < G_N_ELEMENTS (mail_languages); i++)
    if (g_strcmp0 (account->language, mail_languages[i]) == 0)
      adw_combo_row_set_selected (self->language, i);
}

/* --- saving ---------------------------------------------------------------------------------- */

/* The command, or NULL when nothing differs from the account. */
static EdCommand *
make_command (EdAccountDialog *self, const EdAccount *entry)
{
  const EdRecordType *type = &ed_account_entry_type;
  g_autofree char *id = g_uuid_string_random ();
  g_autoptr (EdCommand) command =
      ed_command_new (self->account == NULL ? ED_COMMAND_ACCOUNT_CREATE : ED_COMMAND_ACCOUNT_EDIT,
                      self->command_id,
                      self->account != NULL ? self->account->id : id,
                      NULL,
                      ed_clock_now (ed_clock_system ()));

  for (guint i = 0; i < type->n_fields; i++)
    {
      if (self->account == NULL)
        ed_field_copy (&type->fields[i], command->args, entry);
      else if (!ed_field_equal (&type->fields[i], self->account, entry))
        ed_command_edit (command, type->fields[i].name, self->account, entry);
    }
  return self->account != NULL && command->edited == 0 ? NULL : g_steal_pointer (&command);
}

/* What is missing, in words; NULL: nothing that could be told here. */
static char *
find_missing (EdAccountDialog *self, const EdAccount *entry)
{
  if (entry->name == NULL)
    return g_strdup (_ ("Enter the name."));
  if (entry->user == NULL)
    return g_strdup (_ ("Enter the e-mail address: it is also the user name."));
  if (entry->roles == NULL)
    return g_strdup (_ ("Tick at least one role."));
  if (self->account == NULL && ed_account_address (entry) == NULL)
    return g_strdup (_ ("The invitation needs an e-mail address."));
  return NULL;
}

static void
finish (EdAccountDialog *self)
{
  g_autofree char *name = read_text (self->name);
  /* Translators: %s is a person's name */
  g_autofree char *sentence = g_strdup_printf (
      self->account == NULL ? _ ("%s is invited.") : _ ("The account of %s is changed."),
      name);

  g_signal_emit (self, signals[SAVED], 0, self->command_id, sentence);
  gtk_window_close (GTK_WINDOW (self));
}

static void
on_done (GObject *source, GAsyncResult *result, gpointer data)
{
  EdAccountDialog *self = data;
  g_autoptr (GError) error = NULL;
  EdRefusal refusal = { ED_REFUSAL_NONE, NULL };
  gboolean done = ed_desk_do_finish (ED_DESK (source), result, &refusal, &error);

  if (ed_answer_is_cancelled (result))
    return;
  self->busy = FALSE;
  if (done)
    finish (self);
  else
    set_trouble (
        self,
        error != NULL
            ? ed_error_sentence (error)
            : ed_deed_refusal_sentence (ED_COMMAND_ACCOUNT_EDIT, refusal.code, refusal.field));
}

static void
on_save (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EdAccountDialog *self = ED_ACCOUNT_DIALOG (widget);
  EdAccount *entry = read_form (self);
  char *missing = find_missing (self, entry);
  g_autoptr (EdCommand) command = NULL;

  g_free (self->command_id);
  self->command_id = g_uuid_string_random ();
  command = make_command (self, entry);
  ed_record_free (&ed_account_entry_type, entry);
  set_trouble (self, missing);
  if (missing != NULL || self->busy)
    return;
  if (command == NULL)
    {
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  self->busy = TRUE;
  ed_desk_do_async (self->desk, command, self->cancellable, on_done, self);
}

/* Whether its owner is to be an expert: what concerns experts alone is shown then. */
static gboolean
is_for_expert (EdAccountDialog *self)
{
  for (guint i = 0; ed_role_choices[i].word != NULL; i++)
    if (1u << i == ED_ROLE_EXPERT && self->role_checks[i] != NULL)
      return gtk_check_button_get_active (self->role_checks[i]);
  return self->account != NULL && (ed_account_roles (self->account) & ED_ROLE_EXPERT) != 0;
}

static void
on_edited (EdAccountDialog *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FOR_EXPERT]);
  if (self->trouble != NULL)
    set_trouble (self, NULL);
}

static void
on_entry_activated (EdAccountDialog *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "account.save", NULL);
}

/* --- object ---------------------------------------------------------------------------------- */

static char *
choose_save (gpointer object, gboolean is_new)
{
  return g_strdup (is_new ? _ ("Send invitation") : _ ("Save"));
}

/* A row that is ticked with its whole width. */
static GtkCheckButton *
add_check (EdAccountDialog *self, AdwPreferencesGroup *group, const char *label)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = gtk_check_button_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), label);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  adw_preferences_group_add (group, row);
  g_signal_connect_swapped (check, "toggled", G_CALLBACK (on_edited), self);
  return GTK_CHECK_BUTTON (check);
}

static void
add_checks (EdAccountDialog *self)
{
  guint reader = ed_account_roles (ed_desk_account (self->desk));

  for (guint i = 0; ed_role_choices[i].word != NULL; i++)
    if (ed_roles_may_manage (reader, 1u << i))
      self->role_checks[i] = add_check (self, self->roles, _ (ed_role_choices[i].label));
  for (guint i = 0; ed_case_type_choices[i].word != NULL; i++)
    self->type_checks[i] = add_check (self, self->types, _ (ed_case_type_choices[i].label));
  for (guint i = 0; ed_coaching_kind_choices[i].word != NULL; i++)
    self->kind_checks[i] = add_check (self, self->kinds, _ (ed_coaching_kind_choices[i].label));
}

/* Who can stand in: the other experts. Without them the present one stays. */
static void
on_substitutes (GObject *source, GAsyncResult *result, gpointer data)
{
  EdAccountDialog *self = data;
  g_autoptr (GPtrArray) accounts = ed_desk_list_accounts_finish (ED_DESK (source), result, NULL);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = 0;

  if (accounts == NULL || ed_answer_is_cancelled (result))
    return;
  gtk_string_list_append (names, C_ ("substitute", "Nobody"));
  for (guint i = 0; i < accounts->len;)
    {
      const EdAccount *other = accounts->pdata[i];

      if (self->account != NULL && g_str_equal (other->id, self->account->id))
        {
          g_ptr_array_remove_index (accounts, i);
          continue;
        }
      gtk_string_list_append (names, other->name);
      i++;
      if (self->account != NULL && g_strcmp0 (other->id, self->account->substitute) == 0)
        selected = i;
    }
  self->substitutes = g_steal_pointer (&accounts);
  adw_combo_row_set_model (self->substitute, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->substitute, selected);
}

static void
ed_account_dialog_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  EdAccountDialog *self = ED_ACCOUNT_DIALOG (object);

  if (id == PROP_TROUBLE)
    g_value_set_string (value, self->trouble);
  else
    g_value_set_boolean (value, id == PROP_IS_NEW ? self->account == NULL : is_for_expert (self));
}

static void
ed_account_dialog_dispose (GObject *object)
{
  EdAccountDialog *self = ED_ACCOUNT_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->desk);
  ed_template_dispose (GTK_WIDGET (object), ED_TYPE_ACCOUNT_DIALOG);
  G_OBJECT_CLASS (ed_account_dialog_parent_class)->dispose (object);
}

static void
ed_account_dialog_finalize (GObject *object)
{
  EdAccountDialog *self = ED_ACCOUNT_DIALOG (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->account, ed_account_free);
  g_clear_pointer (&self->substitutes, g_ptr_array_unref);
  g_free (self->command_id);
  g_free (self->trouble);
  G_OBJECT_CLASS (ed_account_dialog_parent_class)->finalize (object);
}

/* On two lines in a narrow header, between words only. */
static void
on_save_named (GtkButton *button)
{
  ed_button_wrap (button);
  gtk_label_set_wrap_mode (GTK_LABEL (gtk_button_get_child (button)), PANGO_WRAP_WORD);
}

static void
ed_account_dialog_class_init (EdAccountDialogClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  g_type_ensure (ED_TYPE_DATE_ROW);
  object_class->dispose = ed_account_dialog_dispose;
  object_class->finalize = ed_account_dialog_finalize;
  object_class->get_property = ed_account_dialog_get_property;
  properties[PROP_TROUBLE] = g_param_spec_string ("trouble", NULL, NULL, NULL, flags);
  properties[PROP_IS_NEW] = g_param_spec_boolean ("is-new", NULL, NULL, FALSE, flags);
  properties[PROP_FOR_EXPERT] = g_param_spec_boolean ("for-expert", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[SAVED] = g_signal_new ("saved",
                                 ED_TYPE_ACCOUNT_DIALOG,
                                 G_SIGNAL_RUN_LAST,
                                 0,
                                 NULL,
                                 NULL,
                                 NULL,
                                 G_TYPE_NONE,
                                 2,
                                 G_TYPE_STRING,
                                 G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class, ED_UI "coordinator/account-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, EdAccountDialog, name);
  gtk_widget_class_bind_template_child (widget_class, EdAccountDialog, user);
  gtk_widget_class_bind_template_child (widget_class, EdAccountDialog, reply_to);
  gtk_widget_class_bind_template_child (widget_class, EdAccountDialog, cities);
  gtk_widget_class_bind_template_child (widget_class, EdAccountDialog, languages);
  gtk_widget_class_bind_template_child (widget_class, EdAccountDialog, language);
  gtk_widget_class_bind_template_child (widget_class, EdAccountDialog, roles);
  gtk_widget_class_bind_template_child (widget_class, EdAccountDialog, types);
  gtk_widget_class_bind_template_child (widget_class, EdAccountDialog, kinds);
  gtk_widget_class_bind_template_child (widget_class, EdAccountDialog, absent_from);
  gtk_widget_class_bind_template_child (widget_class, EdAccountDialog, absent_to);
  gtk_widget_class_bind_template_child (widget_class, EdAccountDialog, substitute);
  gtk_widget_class_bind_template_child (widget_class, EdAccountDialog, addressable);
  gtk_widget_class_bind_template_callback (widget_class, on_save_named);
  gtk_widget_class_bind_template_callback (widget_class, on_edited);
  gtk_widget_class_bind_template_callback (widget_class, on_entry_activated);
  gtk_widget_class_bind_template_callback (widget_class, choose_save);
  gtk_widget_class_bind_template_callback_full (widget_class,
                                                "has_text",
                                                G_CALLBACK (ed_closure_has_text));
  gtk_widget_class_install_action (widget_class, "account.save", NULL, on_save);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
ed_account_dialog_init (EdAccountDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  ed_rows_fit (GTK_WIDGET (self));
  ed_focus_below_header (GTK_WINDOW (self));
  ed_save_keys_add (GTK_WIDGET (self), "account.save");
  ed_in_sight_keep (GTK_WINDOW (self));
}

static void
set_today (EdAccountDialog *self)
{
  gint64 today = ed_zone_date (ed_desk_zone (self->desk), ed_desk_now (self->desk));

  ed_date_row_set_today (self->absent_from, today);
  ed_date_row_set_today (self->absent_to, today);
}

static const char *
find_new_title (guint roles)
{
  for (guint i = 1; i < ED_N_ACCOUNT_GROUPS; i++)
    if (ed_account_groups[i].role == roles)
      return _ (ed_account_groups[i].new_label);
  return _ ("New account");
}

GtkWidget *
ed_account_dialog_new (EdDesk *desk, const EdAccount *account, guint roles)
{
  EdAccountDialog *self = g_object_new (ED_TYPE_ACCOUNT_DIALOG, NULL);

  self->desk = g_object_ref (desk);
  add_checks (self);
  set_today (self);
  ed_desk_list_accounts_async (desk, ED_ROLE_EXPERT, self->cancellable, on_substitutes, self);
  if (account != NULL)
    {
      self->account = ed_record_copy (&ed_account_type, account);
      show_account (self, account);
      gtk_editable_set_editable (self->user,
                                 account->state == ED_ACCOUNT_INVITED
                                     && account->confirmed_at == ED_ABSENT);
      if (!gtk_editable_get_editable (self->user))
        gtk_widget_set_tooltip_text (GTK_WIDGET (self->user),
                                     _ ("The user name stays once its owner has signed in."));
    }
  for (guint i = 0; account == NULL && ed_role_choices[i].word != NULL; i++)
    if (self->role_checks[i] != NULL)
      gtk_check_button_set_active (self->role_checks[i], (roles >> i & 1) != 0);
  set_trouble (self, NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_NEW]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FOR_EXPERT]);
  gtk_window_set_title (GTK_WINDOW (self),
                        account == NULL ? find_new_title (roles) : _ ("Edit account"));
  ed_text_scale_window (GTK_WINDOW (self), 480, 640);
  return GTK_WIDGET (self);
}

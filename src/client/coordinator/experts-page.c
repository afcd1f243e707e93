/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/coordinator/experts-page.h"

#include "base/clock.h"
#include "client/cases/ask-dialog.h"
#include "client/closures.h"
#include "client/coordinator/account-deeds.h"
#include "client/coordinator/account-dialog.h"
#include "client/coordinator/account-item.h"
#include "client/coordinator/account-row.h"
#include "client/coordinator/account-texts.h"
#include "client/resources.h"
#include "client/sentences.h"
#include "client/shell/devices-dialog.h"
#include "client/widgets/answer.h"
#include "client/widgets/chip.h"
#include "client/widgets/page.h"
#include "client/widgets/template.h"
#include "client/widgets/toast.h"
#include "client/widgets/wrap.h"
#include "domain/account-rules.h"
#include "sync/desk-account.h"

#include <glib/gi18n.h>

struct _EdExpertsPage
{
  GtkWidget parent_instance;
  GtkWidget *page;
  EdWrap *chips;
  GMenu *new_menu;
  GtkListView *view;
  GtkSearchBar *search_bar;
  GtkEditable *entry;
  GListStore *items; /* EdAccountItem */
  GtkFilter *filter;
  GtkFilterListModel *shown;
  guint group; /* index of ed_account_groups */
  EdDesk *desk;
  GPtrArray *accounts; /* EdAccount, as last listed */
  GHashTable *open;    /* cases in progress by account id; NULL: not yet counted */
  gboolean loaded;
  char *asked; /* id of the account that a dialog asks about */
  GCancellable *cancellable;
};

enum
{
  PROP_SHOWN = 1,
  PROP_LOADED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (EdExpertsPage, ed_experts_page, GTK_TYPE_WIDGET)

/* --- the list -------------------------------------------------------------------------------- */

static char *
choose_state (gpointer object, gboolean loaded, guint n_shown, const char *typed)
{
  if (!loaded)
    return g_strdup ("loading");
  if (n_shown > 0)
    return g_strdup ("list");
  return g_strdup (typed != NULL && *typed != '\0' ? "nothing-found" : "empty");
}

static gboolean
is_in_group (const EdAccount *account, guint group)
{
  guint role = ed_account_groups[group].role;

  return role == 0 || (ed_account_roles (account) & role) != 0;
}

static gboolean
fits_search (gpointer item, gpointer data)
{
  EdExpertsPage *self = data;
  g_autofree char *typed = g_strstrip (g_strdup (gtk_editable_get_text (self->entry)));

  return is_in_group (ed_account_item_account (item), self->group)
         && ed_account_item_fits (item, typed);
}

static void
on_search_changed (EdExpertsPage *self)
{
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
}

/* Whom the reader sees to; not oneself. */
static gboolean
is_listed (EdExpertsPage *self, const EdAccount *account)
{
  const EdAccount *reader = ed_desk_account (self->desk);

  return reader != NULL && g_strcmp0 (account->id, reader->id) != 0
         && ed_roles_may_manage (ed_account_roles (reader), ed_account_roles (account));
}

static gint64
find_open (EdExpertsPage *self, const EdAccount *account)
{
  return self->open == NULL ? ED_ABSENT
                            : GPOINTER_TO_INT (g_hash_table_lookup (self->open, account->id));
}

static gboolean
is_same_at (EdExpertsPage *self, guint position, EdAccountItem *item)
{
  g_autoptr (EdAccountItem) present = g_list_model_get_item (G_LIST_MODEL (self->items), position);

  return present != NULL && ed_account_item_equal (present, item);
}

/* Tells the list only of what differs between the two ends. */
static void
show_items (EdExpertsPage *self, GPtrArray *items)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->items));
  guint start = 0, end = 0;

  while (start < MIN (n, items->len) && is_same_at (self, start, items->pdata[start]))
    start++;
  while (end < MIN (n, items->len) - start
         && is_same_at (self, n - 1 - end, items->pdata[items->len - 1 - end]))
    end++;
  g_list_store_splice (self->items,
                       start,
                       n - start - end,
                       items->pdata + start,
                       items->len - start - end);
}

static void
count_groups (EdExpertsPage *self)
{
  GListModel *items = G_LIST_MODEL (self->items);
  GtkWidget *chip = gtk_widget_get_first_child (GTK_WIDGET (self->chips));

  for (guint i = 0; chip != NULL && i < ED_N_ACCOUNT_GROUPS; i++)
    {
      guint n = 0;

      for (guint j = 0; j < g_list_model_get_n_items (items); j++)
        {
          g_autoptr (EdAccountItem) item = g_list_model_get_item (items, j);

          n += (guint) is_in_group (ed_account_item_account (item), i);
        }
      ed_chip_set_count (ED_CHIP (chip), n);
      chip = gtk_widget_get_next_sibling (chip);
    }
}

static void
on_chip_toggled (EdExpertsPage *self, GtkToggleButton *chip)
{
  GtkWidget *sibling = gtk_widget_get_first_child (GTK_WIDGET (self->chips));

  if (!gtk_toggle_button_get_active (chip))
    return;
  for (guint i = 0; sibling != NULL; i++, sibling = gtk_widget_get_next_sibling (sibling))
    if (sibling == GTK_WIDGET (chip))
      self->group = i;
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
}

static void
show_accounts (EdExpertsPage *self)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; self->accounts != NULL && i < self->accounts->len; i++)
    {
      const EdAccount *account = self->accounts->pdata[i];

      if (is_listed (self, account))
        g_ptr_array_add (items,
                         ed_account_item_new (account,
                                              find_open (self, account),
                                              ed_desk_now (self->desk),
                                              ed_desk_zone (self->desk)));
    }
  show_items (self, items);
  count_groups (self);
  self->loaded = self->accounts != NULL;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADED]);
}

static void
on_listed (GObject *source, GAsyncResult *result, gpointer data)
{
  EdExpertsPage *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) accounts = ed_desk_list_accounts_finish (ED_DESK (source), result, &error);

  if (ed_answer_is_cancelled (result))
    return;
  if (accounts == NULL)
    {
      g_autofree char *sentence = ed_error_sentence (error);

      ed_toast (GTK_WIDGET (self), sentence, NULL);
      return;
    }
  g_clear_pointer (&self->accounts, g_ptr_array_unref);
  self->accounts = g_steal_pointer (&accounts);
  show_accounts (self);
}

/* How many cases somebody has is good to know, and no reason to fail; administrators cannot. */
static void
on_counted (GObject *source, GAsyncResult *result, gpointer data)
{
  EdExpertsPage *self = data;
  g_autoptr (GHashTable) open = ed_desk_count_open_cases_finish (ED_DESK (source), result, NULL);

  if (ed_answer_is_cancelled (result) || open == NULL)
    return;
  g_clear_pointer (&self->open, g_hash_table_unref);
  self->open = g_steal_pointer (&open);
  show_accounts (self);
}

static void
on_desk_changed (EdExpertsPage *self)
{
  ed_desk_list_accounts_async (self->desk, 0, self->cancellable, on_listed, self);
  if ((ed_account_roles (ed_desk_account (self->desk)) & ED_ROLE_COORDINATOR) != 0)
    ed_desk_count_open_cases_async (self->desk, self->cancellable, on_counted, self);
}

/* --- deeds ----------------------------------------------------------------------------------- */

static const EdAccount *
find_account (EdExpertsPage *self, const char *id)
{
  for (guint i = 0; self->accounts != NULL && i < self->accounts->len; i++)
    if (g_strcmp0 (((EdAccount *) self->accounts->pdata[i])->id, id) == 0)
      return self->accounts->pdata[i];
  return NULL;
}

static GtkWindow *
get_window (EdExpertsPage *self)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
}

static void
show_dialog (EdExpertsPage *self, GtkWidget *dialog)
{
  gtk_window_set_transient_for (GTK_WINDOW (dialog), get_window (self));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_saved (EdExpertsPage *self, const char *command_id, const char *sentence)
{
  const char *commands[] = { command_id, NULL };

  ed_toast (GTK_WIDGET (self), sentence, commands);
}

/* ROLES: of a new one. */
static void
edit (EdExpertsPage *self, const EdAccount *account, guint roles)
{
  GtkWidget *dialog = ed_account_dialog_new (self->desk, account, roles);

  g_signal_connect_object (dialog, "saved", G_CALLBACK (on_saved), self, G_CONNECT_SWAPPED);
  show_dialog (self, dialog);
}

static void
on_new (GtkWidget *widget, const char *name, GVariant *parameter)
{
  edit (ED_EXPERTS_PAGE (widget), NULL, ED_ROLE_EXPERT);
}

/* PARAMETER: a word of ed_role_choices. */
static void
on_new_of_role (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gint64 role = ed_choice_find (ed_role_choices, g_variant_get_string (parameter, NULL));

  if (role != ED_ABSENT)
    edit (ED_EXPERTS_PAGE (widget), NULL, 1u << role);
}

static void
on_edit (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EdExpertsPage *self = ED_EXPERTS_PAGE (widget);
  const EdAccount *account = find_account (self, g_variant_get_string (parameter, NULL));

  if (account != NULL)
    edit (self, account, 0);
}

static void
on_activated (EdExpertsPage *self, guint position)
{
  g_autoptr (EdAccountItem) item = g_list_model_get_item (G_LIST_MODEL (self->shown), position);

  edit (self, ed_account_item_account (item), 0);
}

static void
on_devices (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EdExpertsPage *self = ED_EXPERTS_PAGE (widget);
  const EdAccount *account = find_account (self, g_variant_get_string (parameter, NULL));

  if (account != NULL)
    show_dialog (self, ed_devices_dialog_new (self->desk, account));
}

/* Does a command without arguments on the account; DONE has a %s for its owner's name. */
static void
perform (EdExpertsPage *self, EdCommandType type, const char *id, const char *done)
{
  const EdAccount *account = find_account (self, id);

  if (account != NULL)
    ed_account_do (GTK_WIDGET (self), self->desk, type, account, done, self->cancellable);
}

static void
on_suspend_answered (EdExpertsPage *self)
{
  /* Translators: %s is a person's name */
  perform (self, ED_COMMAND_ACCOUNT_SUSPEND, self->asked, _ ("%s is suspended."));
}

static void
on_password_answered (EdExpertsPage *self)
{
  /* Translators: %s is a person's name */
  perform (self, ED_COMMAND_ACCOUNT_INVITE, self->asked, _ ("%s gets a new password by e-mail."));
}

/* Asks before something is done with the account. */
static void
ask (EdExpertsPage *self, const char *id, const EdAsk *question, void (*answered) (EdExpertsPage *))
{
  GtkWidget *dialog = ed_ask_dialog_new (get_window (self), question);

  g_free (self->asked);
  self->asked = g_strdup (id);
  g_signal_connect_object (dialog, "answered", G_CALLBACK (answered), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_invite (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EdExpertsPage *self = ED_EXPERTS_PAGE (widget);
  const char *id = g_variant_get_string (parameter, NULL);
  const EdAccount *account = find_account (self, id);
  EdAsk question = {
    .heading = _ ("Send a new password?"),
    .body = _ ("It goes to the e-mail address of the account. The present password works until "
               "the new one is used, and work that has not been sent is kept."),
    .confirm = _ ("_Send e-mail"),
    .appearance = ADW_RESPONSE_SUGGESTED,
  };

  if (account == NULL)
    return;
  if (account->state == ED_ACCOUNT_ACTIVE)
    ask (self, id, &question, on_password_answered);
  else
    /* Translators: %s is a person's name */
    perform (self, ED_COMMAND_ACCOUNT_INVITE, id, _ ("%s is invited again."));
}

static void
on_reset_answered (EdExpertsPage *self)
{
  perform (self,
           ED_COMMAND_ACCOUNT_RESET_TOTP,
           self->asked,
           /* Translators: %s is a person's name */
           _ ("%s signs in with the password alone again."));
}

static void
on_reset_totp (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EdExpertsPage *self = ED_EXPERTS_PAGE (widget);
  EdAsk question;

  ed_account_ask_reset_totp (&question);
  ask (self, g_variant_get_string (parameter, NULL), &question, on_reset_answered);
}

static void
on_suspend (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EdExpertsPage *self = ED_EXPERTS_PAGE (widget);
  const char *id = g_variant_get_string (parameter, NULL);
  const EdAccount *account = find_account (self, id);
  g_autofree char *heading = NULL;
  g_autofree char *body = NULL;
  EdAsk question = {
    .confirm = _ ("_Suspend"),
    .appearance = ADW_RESPONSE_DESTRUCTIVE,
  };

  if (account == NULL)
    return;
  question.body = body = ed_suspending_text (account, find_open (self, account));
  /* Translators: %s is a person's name */
  heading = g_strdup_printf (_ ("Suspend %s?"), account->name);
  question.heading = heading;
  ask (self, id, &question, on_suspend_answered);
}

static void
on_resume (GtkWidget *widget, const char *name, GVariant *parameter)
{
  perform (ED_EXPERTS_PAGE (widget),
           ED_COMMAND_ACCOUNT_RESUME,
           g_variant_get_string (parameter, NULL),
           /* Translators: %s is a person's name */
           _ ("%s can sign in again."));
}

static void
on_search (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EdExpertsPage *self = ED_EXPERTS_PAGE (widget);

  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

/* --- object ---------------------------------------------------------------------------------- */

static void
ed_experts_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  EdExpertsPage *self = ED_EXPERTS_PAGE (object);

  if (id == PROP_SHOWN)
    g_value_set_object (value, self->shown);
  else
    g_value_set_boolean (value, self->loaded);
}

static void
ed_experts_page_dispose (GObject *object)
{
  EdExpertsPage *self = ED_EXPERTS_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_pointer (&self->page, ed_template_part_unparent);
  g_clear_object (&self->items);
  g_clear_object (&self->shown);
  g_clear_object (&self->desk);
  ed_template_dispose (GTK_WIDGET (object), ED_TYPE_EXPERTS_PAGE);
  G_OBJECT_CLASS (ed_experts_page_parent_class)->dispose (object);
}

static void
ed_experts_page_finalize (GObject *object)
{
  EdExpertsPage *self = ED_EXPERTS_PAGE (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->accounts, g_ptr_array_unref);
  g_clear_pointer (&self->open, g_hash_table_unref);
  g_free (self->asked);
  G_OBJECT_CLASS (ed_experts_page_parent_class)->finalize (object);
}

static void
ed_experts_page_class_init (EdExpertsPageClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  g_type_ensure (ED_TYPE_ACCOUNT_ROW);
  g_type_ensure (ED_TYPE_PAGE);
  g_type_ensure (ED_TYPE_WRAP);
  object_class->dispose = ed_experts_page_dispose;
  object_class->finalize = ed_experts_page_finalize;
  object_class->get_property = ed_experts_page_get_property;
  properties[PROP_SHOWN] =
      g_param_spec_object ("shown", NULL, NULL, GTK_TYPE_FILTER_LIST_MODEL, flags);
  properties[PROP_LOADED] = g_param_spec_boolean ("loaded", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, ED_UI "coordinator/experts-page.ui");
  gtk_widget_class_bind_template_child (widget_class, EdExpertsPage, page);
  gtk_widget_class_bind_template_child (widget_class, EdExpertsPage, chips);
  gtk_widget_class_bind_template_child (widget_class, EdExpertsPage, new_menu);
  gtk_widget_class_bind_template_child (widget_class, EdExpertsPage, view);
  gtk_widget_class_bind_template_child (widget_class, EdExpertsPage, search_bar);
  gtk_widget_class_bind_template_child (widget_class, EdExpertsPage, entry);
  gtk_widget_class_bind_template_callback (widget_class, choose_state);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_activated);
  gtk_widget_class_bind_template_callback_full (widget_class,
                                                "is_not",
                                                G_CALLBACK (ed_closure_not));
  gtk_widget_class_install_action (widget_class, "experts.new", NULL, on_new);
  gtk_widget_class_install_action (widget_class, "experts.new-of-role", "s", on_new_of_role);
  gtk_widget_class_install_action (widget_class, "experts.edit", "s", on_edit);
  gtk_widget_class_install_action (widget_class, "experts.invite", "s", on_invite);
  gtk_widget_class_install_action (widget_class, "experts.devices", "s", on_devices);
  gtk_widget_class_install_action (widget_class, "experts.suspend", "s", on_suspend);
  gtk_widget_class_install_action (widget_class, "experts.reset-totp", "s", on_reset_totp);
  gtk_widget_class_install_action (widget_class, "experts.resume", "s", on_resume);
  gtk_widget_class_install_action (widget_class, "page.search", NULL, on_search);
  gtk_widget_class_add_binding_action (widget_class,
                                       GDK_KEY_n,
                                       GDK_CONTROL_MASK,
                                       "experts.new",
                                       NULL);
}

static void
ed_experts_page_init (EdExpertsPage *self)
{
  g_autoptr (GtkNoSelection) model = NULL;

  self->cancellable = g_cancellable_new ();
  self->items = g_list_store_new (ED_TYPE_ACCOUNT_ITEM);
  gtk_widget_init_template (GTK_WIDGET (self));
  self->filter = GTK_FILTER (gtk_custom_filter_new (fits_search, self, NULL));
  self->shown = gtk_filter_list_model_new (G_LIST_MODEL (g_object_ref (self->items)), self->filter);
  gtk_search_bar_connect_entry (self->search_bar, self->entry);
  model = gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->shown)));
  gtk_list_view_set_model (self->view, GTK_SELECTION_MODEL (model));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOWN]);
}

/* The groups of those whom the reader sees to, and how each is begun. */
static void
add_groups (EdExpertsPage *self)
{
  guint reader = ed_account_roles (ed_desk_account (self->desk));
  EdChip *first = NULL;

  for (guint i = 0; i < ED_N_ACCOUNT_GROUPS; i++)
    {
      const EdAccountGroup *group = &ed_account_groups[i];
      GtkWidget *chip = ed_chip_new (_ (group->title), first);
      g_autofree char *action = NULL;

      first = first == NULL ? ED_CHIP (chip) : first;
      g_signal_connect_object (chip,
                               "toggled",
                               G_CALLBACK (on_chip_toggled),
                               self,
                               G_CONNECT_SWAPPED);
      ed_wrap_append (self->chips, chip);
      if (group->role == 0 || !ed_roles_may_manage (reader, group->role))
        continue;
      for (guint role = 0; ed_role_choices[role].word != NULL; role++)
        if (1u << role == group->role)
          action = g_strdup_printf ("experts.new-of-role::%s", ed_role_choices[role].word);
      g_menu_append (self->new_menu, _ (group->new_label), action);
    }
}

GtkWidget *
ed_experts_page_new (EdDesk *desk)
{
  EdExpertsPage *self = g_object_new (ED_TYPE_EXPERTS_PAGE, NULL);

  self->desk = g_object_ref (desk);
  add_groups (self);
  g_signal_connect_object (desk, "changed", G_CALLBACK (on_desk_changed), self, G_CONNECT_SWAPPED);
  on_desk_changed (self);
  return GTK_WIDGET (self);
}

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/coordinator/assign-dialog.h"

#include "base/clock.h"
#include "client/cases/ask-dialog.h"
#include "client/cases/case-deeds.h"
#include "client/closures.h"
#include "client/coordinator/assign-texts.h"
#include "client/coordinator/expert-choice.h"
#include "client/coordinator/expert-row.h"
#include "client/resources.h"
#include "client/sentences.h"
#include "client/widgets/answer.h"
#include "client/widgets/focus.h"
#include "client/widgets/reason.h"
#include "client/widgets/toast.h"
#include "sync/desk-companies.h"
#include "sync/desk-intakes.h"

#include <glib/gi18n.h>

struct _EdAssignDialog
{
  AdwWindow parent_instance;
  GtkEditable *entry;
  GtkListView *view;
  GtkFilter *filter;
  GtkSingleSelection *selection;
  GtkFilterListModel *candidates;
  EdDesk *desk;
  EdCase *case_; /* or else */
  EdRequest *request;
  char *title;            /* of either */
  char *notice;           /* what assigning it will mean */
  char *trouble;          /* why it was not assigned */
  gboolean loaded;        /* the experts are there */
  gboolean assigned;      /* done, or being done */
  GPtrArray *accounts;    /* EdAccount */
  GHashTable *burdens;    /* account id to EdBurden; NULL until it is known */
  GPtrArray *companies;   /* EdCompany; likewise */
  char *command_id;       /* of the command given */
  EdExpertChoice *chosen; /* for whom */
  GCancellable *cancellable;
};

enum
{
  PROP_CASE_TITLE = 1,
  PROP_NOTICE,
  PROP_TROUBLE,
  PROP_LOADED,
  N_PROPS
};
enum
{
  ASSIGNED,
  GIVEN_UP,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EdAssignDialog, ed_assign_dialog, ADW_TYPE_WINDOW)

/* --- what is shown --------------------------------------------------------------------------- */

static void
set_trouble (EdAssignDialog *self, char *sentence)
{
  g_free (self->trouble);
  self->trouble = sentence;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TROUBLE]);
}

static EdExpertChoice *
get_selected (EdAssignDialog *self)
{
  return gtk_single_selection_get_selected_item (self->selection);
}

/* Somebody who cannot take the case can be looked at, but not chosen: then it says why. */
static void
on_selected (EdAssignDialog *self)
{
  EdExpertChoice *choice = get_selected (self);
  gboolean is_suitable = ed_expert_is_suitable (NULL, choice);
  char *sentence = NULL;

  if (choice != NULL && !is_suitable)
    {
      g_autofree char *remark = ed_expert_remark_text (NULL, choice);

      /* Translators: name of an expert, and why the case cannot be given to them */
      sentence = g_strdup_printf (_ ("%s: %s."), ed_expert_choice_account (choice)->name, remark);
    }
  ed_reason_set_action (GTK_WIDGET (self),
                        "assign.do",
                        is_suitable && !self->assigned ? NULL
                        : sentence != NULL             ? sentence
                                                       : _ ("Choose an expert first"));
  set_trouble (self, sentence);
}

static gboolean
fits_search (gpointer item, gpointer data)
{
  EdAssignDialog *self = data;
  g_autofree char *typed = g_strstrip (g_strdup (gtk_editable_get_text (self->entry)));

  return ed_expert_choice_fits (item, typed);
}

/* The best of those who are left is chosen; Enter assigns. */
static void
on_search_changed (EdAssignDialog *self)
{
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  gtk_single_selection_set_selected (self->selection, 0);
  on_selected (self);
}

static void
on_search_activated (EdAssignDialog *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "assign.do", NULL);
}

static char *
choose_state (gpointer object, gboolean loaded, guint n_shown, const char *typed)
{
  if (!loaded)
    return g_strdup ("loading");
  if (n_shown > 0)
    return g_strdup ("list");
  return g_strdup (typed != NULL && *typed != '\0' ? "nothing-found" : "none");
}

/* --- who there is ---------------------------------------------------------------------------- */

static const char *
find_substitute (EdAssignDialog *self, const EdAccount *account)
{
  for (guint i = 0; account->substitute != NULL && i < self->accounts->len; i++)
    if (g_str_equal (((EdAccount *) self->accounts->pdata[i])->id, account->substitute))
      return ((EdAccount *) self->accounts->pdata[i])->name;
  return NULL;
}

static EdExpertChoice *
make_choice (EdAssignDialog *self, const EdAccount *account)
{
  const EdExpertQuestion question = { .case_ = self->case_,
                                      .request = self->request,
                                      .companies = self->companies,
                                      .zone = ed_desk_zone (self->desk),
                                      .today = ed_zone_date (ed_desk_zone (self->desk),
                                                             ed_desk_now (self->desk)) };
  const EdBurden *burden =
      self->burdens != NULL ? g_hash_table_lookup (self->burdens, account->id) : NULL;
  /* Without an answer nothing is known, else there is none. */
  const EdBurden none = { self->burdens != NULL ? 0 : ED_ABSENT, ED_ABSENT };

  return ed_expert_choice_new (&question,
                               account,
                               burden != NULL ? burden : &none,
                               find_substitute (self, account));
}

static void
show_candidates (EdAssignDialog *self)
{
  g_autoptr (GListStore) store = g_list_store_new (ED_TYPE_EXPERT_CHOICE);
  g_autoptr (GPtrArray) choices = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < self->accounts->len; i++)
    g_ptr_array_add (choices, make_choice (self, self->accounts->pdata[i]));
  g_ptr_array_sort_with_data (choices, ed_expert_choice_compare, NULL);
  g_list_store_splice (store, 0, 0, choices->pdata, choices->len);
  gtk_filter_list_model_set_model (self->candidates, G_LIST_MODEL (store));
  self->loaded = TRUE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADED]);
  gtk_single_selection_set_selected (self->selection, 0);
  on_selected (self);
}

/* What else is known is good to know, and no reason to fail. */
static void
on_companies (GObject *source, GAsyncResult *result, gpointer data)
{
  EdAssignDialog *self = data;
  g_autoptr (GPtrArray) companies = ed_desk_load_companies_finish (ED_DESK (source), result, NULL);

  if (ed_answer_is_cancelled (result))
    return;
  self->companies = g_steal_pointer (&companies);
  show_candidates (self);
}

static void
on_burdens (GObject *source, GAsyncResult *result, gpointer data)
{
  EdAssignDialog *self = data;
  g_autoptr (GHashTable) burdens = ed_desk_load_burdens_finish (ED_DESK (source), result, NULL);

  if (ed_answer_is_cancelled (result))
    return;
  self->burdens = g_steal_pointer (&burdens);
  ed_desk_load_companies_async (self->desk, self->cancellable, on_companies, self);
}

static void
on_accounts (GObject *source, GAsyncResult *result, gpointer data)
{
  EdAssignDialog *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) accounts = ed_desk_list_accounts_finish (ED_DESK (source), result, &error);

  if (ed_answer_is_cancelled (result))
    return;
  if (accounts == NULL)
    {
      set_trouble (self, ed_error_sentence (error));
      return;
    }
  self->accounts = g_steal_pointer (&accounts);
  ed_desk_load_burdens_async (self->desk, self->cancellable, on_burdens, self);
}

/* --- assigning ------------------------------------------------------------------------------- */

static void
on_done (GObject *source, GAsyncResult *result, gpointer data)
{
  EdAssignDialog *self = data;
  g_autoptr (GError) error = NULL;
  EdRefusal refusal = { ED_REFUSAL_NONE, NULL };
  gboolean is_done = ed_desk_do_finish (ED_DESK (source), result, &refusal, &error);

  if (ed_answer_is_cancelled (result))
    return;
  if (is_done)
    {
      g_signal_emit (self,
                     signals[ASSIGNED],
                     0,
                     self->command_id,
                     ed_expert_choice_account (self->chosen)->name);
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }
  self->assigned = FALSE;
  on_selected (self);
  set_trouble (self,
               error != NULL
                   ? ed_error_sentence (error)
                   : ed_deed_refusal_sentence (self->request != NULL ? ED_COMMAND_REQUEST_ASSIGN
                                                                     : ED_COMMAND_CASE_ASSIGN,
                                               refusal.code,
                                               refusal.field));
}

/* Whom it is taken from is named, so that nobody is overrun. */
static EdCommand *
make_command (EdAssignDialog *self, const EdAccount *expert)
{
  gint64 now = ed_clock_now (ed_clock_system ());
  g_autofree char *id = NULL;
  EdCommand *command;

  if (self->request == NULL)
    return ed_case_assign_command (self->case_, expert->id, now);
  id = g_uuid_string_random ();
  command = ed_command_new (ED_COMMAND_REQUEST_ASSIGN,
                            id,
                            self->request->id,
                            self->request->assignment_id,
                            now);
  ((EdArgs *) command->args)->expert = g_strdup (expert->id);
  return command;
}

static void
assign (EdAssignDialog *self, EdExpertChoice *choice)
{
  g_autoptr (EdCommand) command = NULL;

  if (self->assigned)
    return;
  self->assigned = TRUE;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "assign.do", FALSE);
  g_set_object (&self->chosen, choice);
  command = make_command (self, ed_expert_choice_account (choice));
  g_free (self->command_id);
  self->command_id = g_strdup (command->id);
  ed_desk_do_async (self->desk, command, self->cancellable, on_done, self);
}

static void
on_confirmed (GtkWidget *question, gint64 value, const char *text, EdAssignDialog *self)
{
  assign (self, g_object_get_data (G_OBJECT (question), "choice"));
}

/* Something speaks against it, which the rules leave to the reader. */
static void
confirm (EdAssignDialog *self, EdExpertChoice *choice)
{
  g_autofree char *heading = NULL;
  g_autofree char *remark = ed_expert_remark_text (NULL, choice);
  EdAsk question = { .confirm = _ ("_Assign"), .appearance = ADW_RESPONSE_SUGGESTED };
  GtkWidget *dialog;

  /* Translators: %s is the name of an expert */
  heading =
      g_strdup_printf (_ ("Assign to %s all the same?"), ed_expert_choice_account (choice)->name);
  question.heading = heading;
  question.body = remark;
  dialog = ed_ask_dialog_new (GTK_WINDOW (self), &question);
  g_object_set_data_full (G_OBJECT (dialog), "choice", g_object_ref (choice), g_object_unref);
  g_signal_connect_object (dialog, "answered", G_CALLBACK (on_confirmed), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_assign (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EdAssignDialog *self = ED_ASSIGN_DIALOG (widget);
  EdExpertChoice *choice = get_selected (self);

  if (self->assigned || !ed_expert_is_suitable (NULL, choice))
    return;
  if (ed_expert_choice_match (choice).fit == ED_FIT_DOUBTFUL)
    confirm (self, choice);
  else
    assign (self, choice);
}

static void
on_search (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_grab_focus (GTK_WIDGET (ED_ASSIGN_DIALOG (widget)->entry));
}

static gboolean
ed_assign_dialog_close_request (GtkWindow *window)
{
  EdAssignDialog *self = ED_ASSIGN_DIALOG (window);

  if (!self->assigned)
    g_signal_emit (self, signals[GIVEN_UP], 0);
  return GTK_WINDOW_CLASS (ed_assign_dialog_parent_class)->close_request (window);
}

/* --- object ---------------------------------------------------------------------------------- */

static void
ed_assign_dialog_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  EdAssignDialog *self = ED_ASSIGN_DIALOG (object);

  switch (id)
    {
    case PROP_CASE_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_NOTICE:
      g_value_set_string (value, self->notice);
      break;
    case PROP_TROUBLE:
      g_value_set_string (value, self->trouble);
      break;
    case PROP_LOADED:
      g_value_set_boolean (value, self->loaded);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ed_assign_dialog_dispose (GObject *object)
{
  EdAssignDialog *self = ED_ASSIGN_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->desk);
  g_clear_object (&self->chosen);
  G_OBJECT_CLASS (ed_assign_dialog_parent_class)->dispose (object);
}

static void
ed_assign_dialog_finalize (GObject *object)
{
  EdAssignDialog *self = ED_ASSIGN_DIALOG (object);

  ed_case_free (self->case_);
  ed_request_free (self->request);
  g_free (self->title);
  g_free (self->notice);
  g_free (self->trouble);
  g_free (self->command_id);
  g_clear_pointer (&self->accounts, g_ptr_array_unref);
  g_clear_pointer (&self->burdens, g_hash_table_unref);
  g_clear_pointer (&self->companies, g_ptr_array_unref);
  g_object_unref (self->cancellable);
  G_OBJECT_CLASS (ed_assign_dialog_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *class)
{
  gtk_widget_class_set_template_from_resource (class, ED_UI "coordinator/assign-dialog.ui");
  gtk_widget_class_bind_template_child (class, EdAssignDialog, entry);
  gtk_widget_class_bind_template_child (class, EdAssignDialog, view);
  gtk_widget_class_bind_template_child (class, EdAssignDialog, selection);
  gtk_widget_class_bind_template_child (class, EdAssignDialog, candidates);
  gtk_widget_class_bind_template_callback (class, choose_state);
  gtk_widget_class_bind_template_callback (class, on_selected);
  gtk_widget_class_bind_template_callback (class, on_search_changed);
  gtk_widget_class_bind_template_callback (class, on_search_activated);
  gtk_widget_class_bind_template_callback (class, gtk_window_close);
  gtk_widget_class_bind_template_callback_full (class,
                                                "has_text",
                                                G_CALLBACK (ed_closure_has_text));
}

static void
install_properties (GObjectClass *class)
{
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  properties[PROP_CASE_TITLE] = g_param_spec_string ("case-title", NULL, NULL, NULL, flags);
  properties[PROP_NOTICE] = g_param_spec_string ("notice", NULL, NULL, NULL, flags);
  properties[PROP_TROUBLE] = g_param_spec_string ("trouble", NULL, NULL, NULL, flags);
  properties[PROP_LOADED] = g_param_spec_boolean ("loaded", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (class, N_PROPS, properties);
}

static void
ed_assign_dialog_class_init (EdAssignDialogClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  g_type_ensure (ED_TYPE_EXPERT_ROW);
  object_class->get_property = ed_assign_dialog_get_property;
  object_class->dispose = ed_assign_dialog_dispose;
  object_class->finalize = ed_assign_dialog_finalize;
  GTK_WINDOW_CLASS (class)->close_request = ed_assign_dialog_close_request;
  install_properties (object_class);
  signals[ASSIGNED] = g_signal_new ("assigned",
                                    ED_TYPE_ASSIGN_DIALOG,
                                    G_SIGNAL_RUN_LAST,
                                    0,
                                    NULL,
                                    NULL,
                                    NULL,
                                    G_TYPE_NONE,
                                    2,
                                    G_TYPE_STRING,
                                    G_TYPE_STRING);
  signals[GIVEN_UP] = g_signal_new ("given-up",
                                    ED_TYPE_ASSIGN_DIALOG,
                                    G_SIGNAL_RUN_LAST,
                                    0,
                                    NULL,
                                    NULL,
                                    NULL,
                                    G_TYPE_NONE,
                                    0);
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "assign.do", NULL, on_assign);
  gtk_widget_class_install_action (widget_class, "page.search", NULL, on_search);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class,
                                       GDK_KEY_f,
                                       GDK_CONTROL_MASK,
                                       "page.search",
                                       NULL);
}

static void
ed_assign_dialog_init (EdAssignDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  ed_focus_below_header (GTK_WINDOW (self));
  self->filter = GTK_FILTER (gtk_custom_filter_new (fits_search, self, NULL));
  gtk_filter_list_model_set_filter (self->candidates, self->filter);
  g_object_unref (self->filter);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "assign.do", FALSE);
}

static const char *
translate (const char *label)
{
  return _ (label);
}

static EdAssignDialog *
make_dialog (GtkWidget *from, EdDesk *desk)
{
  GtkRoot *root = gtk_widget_get_root (from);
  EdAssignDialog *self = g_object_new (ED_TYPE_ASSIGN_DIALOG, "transient-for", root, NULL);

  self->desk = g_object_ref (desk);
  return self;
}

static EdAssignDialog *
present (EdAssignDialog *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CASE_TITLE]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NOTICE]);
  ed_desk_list_accounts_async (self->desk, ED_ROLE_EXPERT, self->cancellable, on_accounts, self);
  gtk_window_present (GTK_WINDOW (self));
  return self;
}

EdAssignDialog *
ed_assign_dialog_open (GtkWidget *from, EdDesk *desk, const EdCase *case_)
{
  EdAssignDialog *self = make_dialog (from, desk);

  self->case_ = ed_case_copy (case_);
  self->title = ed_case_make_title (case_, ed_desk_zone (desk), translate);
  self->notice = ed_assign_notice_text (case_, ed_desk_settings (desk), ed_desk_zone (desk));
  return present (self);
}

EdAssignDialog *
ed_assign_dialog_open_request (GtkWidget *from, EdDesk *desk, const EdRequest *request)
{
  EdAssignDialog *self = make_dialog (from, desk);

  self->request = ed_request_copy (request);
  self->title = g_strdup (request->subject);
  self->notice = ed_assign_request_notice_text (request, ed_desk_zone (desk));
  return present (self);
}

static void
on_assigned (EdAssignDialog *self, const char *command_id, const char *expert, GtkWidget *from)
{
  const char *commands[] = { command_id, NULL };
  g_autofree char *text = NULL;

  /* Translators: name of an expert */
  text = g_strdup_printf (_ ("Assigned to %s"), expert);
  ed_toast (from, text, commands);
}

void
ed_assign_dialog_tell (EdAssignDialog *self, GtkWidget *from)
{
  g_return_if_fail (ED_IS_ASSIGN_DIALOG (self) && GTK_IS_WIDGET (from));
  g_signal_connect_object (self, "assigned", G_CALLBACK (on_assigned), from, G_CONNECT_DEFAULT);
}

GListModel *
ed_assign_dialog_candidates (EdAssignDialog *self)
{
  g_return_val_if_fail (ED_IS_ASSIGN_DIALOG (self), NULL);
  return G_LIST_MODEL (self->candidates);
}

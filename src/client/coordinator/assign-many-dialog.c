/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/coordinator/assign-many-dialog.h"

#include "base/clock.h"
#include "client/closures.h"
#include "client/coordinator/assign-plan.h"
#include "client/coordinator/assign-row.h"
#include "client/coordinator/case-selection.h"
#include "client/numbers.h"
#include "client/resources.h"
#include "client/sentences.h"
#include "client/widgets/answer.h"
#include "client/widgets/attend.h"
#include "client/widgets/row-fold.h"
#include "client/widgets/template.h"
#include "client/widgets/toast.h"
#include "sync/desk-companies.h"
#include "sync/desk-intakes.h"

#include <glib/gi18n.h>

struct _EdAssignManyDialog
{
  AdwWindow parent_instance;
  GtkStack *stack;
  AdwComboRow *whom;
  GtkListView *view;
  GtkWidget *from; /* held */
  EdDesk *desk;
  GPtrArray *cases;    /* EdCase; NULL until they are known */
  GPtrArray *experts;  /* EdAccount that are not suspended, by name */
  GHashTable *burdens; /* account id to EdBurden */
  EdAssignPlan *plan;  /* NULL until all is known */
  GPtrArray *commands; /* those given, and the items of them */
  GPtrArray *items;
  char *trouble;
  gboolean is_busy;
  GCancellable *cancellable;
};

enum
{
  PROP_COUNT_TEXT = 1,
  PROP_SUMMARY,
  PROP_TROUBLE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (EdAssignManyDialog, ed_assign_many_dialog, ADW_TYPE_WINDOW)

/* --- the plan --------------------------------------------------------------------------------- */

static void
update (EdAssignManyDialog *self)
{
  gboolean any = self->plan != NULL && ed_assign_plan_count_included (self->plan) > 0;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "assign-many.do", any && !self->is_busy);
  for (guint i = 1; i < N_PROPS; i++)
    g_object_notify_by_pspec (G_OBJECT (self), properties[i]);
}

static void
set_trouble (EdAssignManyDialog *self, char *sentence)
{
  g_free (self->trouble);
  self->trouble = sentence;
  update (self);
}

static void
on_whom (EdAssignManyDialog *self)
{
  guint selected = adw_combo_row_get_selected (self->whom);

  if (self->plan == NULL || selected == GTK_INVALID_LIST_POSITION)
    return;
  if (selected == 0)
    ed_assign_plan_spread (self->plan);
  else
    ed_assign_plan_give_all (self->plan, selected - 1);
  update (self);
}

static void
offer_experts (EdAssignManyDialog *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, _ ("Spread by rank"));
  for (guint i = 0; i < self->experts->len; i++)
    gtk_string_list_append (names, ((const EdAccount *) self->experts->pdata[i])->name);
  adw_combo_row_set_model (self->whom, G_LIST_MODEL (names));
}

static void
watch_items (EdAssignManyDialog *self)
{
  GListModel *items = ed_assign_plan_items (self->plan);

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (EdAssignItem) item = g_list_model_get_item (items, i);

      g_signal_connect_object (item,
                               "notify::included",
                               G_CALLBACK (update),
                               self,
                               G_CONNECT_SWAPPED);
    }
}

static void
begin_plan (EdAssignManyDialog *self, GPtrArray *companies)
{
  gint64 today = ed_zone_date (ed_desk_zone (self->desk), ed_desk_now (self->desk));
  g_autoptr (GtkNoSelection) rows = NULL;

  if (self->cases->len == 0)
    {
      gtk_stack_set_visible_child_name (self->stack, "none");
      return;
    }
  self->plan = ed_assign_plan_new (self->cases,
                                   self->experts,
                                   self->burdens,
                                   companies,
                                   ed_desk_zone (self->desk),
                                   today);
  offer_experts (self);
  on_whom (self);
  watch_items (self);
  rows = gtk_no_selection_new (g_object_ref (ed_assign_plan_items (self->plan)));
  gtk_list_view_set_model (self->view, GTK_SELECTION_MODEL (rows));
  gtk_stack_set_visible_child_name (self->stack, "plan");
  update (self);
}

/* --- what is known ---------------------------------------------------------------------------- */

static void
on_companies (GObject *source, GAsyncResult *result, gpointer data)
{
  EdAssignManyDialog *self = data;
  g_autoptr (GPtrArray) companies = ed_desk_load_companies_finish (ED_DESK (source), result, NULL);

  if (ed_answer_is_cancelled (result))
    return;
  if (companies == NULL)
    companies = g_ptr_array_new ();
  begin_plan (self, companies);
}

/* How much somebody has to do is good to know, and no reason to fail. */
static void
on_burdens (GObject *source, GAsyncResult *result, gpointer data)
{
  EdAssignManyDialog *self = data;
  GHashTable *burdens = ed_desk_load_burdens_finish (ED_DESK (source), result, NULL);

  if (ed_answer_is_cancelled (result))
    {
      g_clear_pointer (&burdens, g_hash_table_unref);
      return;
    }
  self->burdens = burdens != NULL ? burdens : g_hash_table_new (g_str_hash, g_str_equal);
  ed_desk_load_companies_async (self->desk, self->cancellable, on_companies, self);
}

static void
on_experts (GObject *source, GAsyncResult *result, gpointer data)
{
  EdAssignManyDialog *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) experts = ed_desk_list_accounts_finish (ED_DESK (source), result, &error);

  if (ed_answer_is_cancelled (result))
    return;
  if (experts == NULL)
    {
      set_trouble (self, ed_error_sentence (error));
      return;
    }
  for (guint i = experts->len; i > 0; i--)
    if (((const EdAccount *) experts->pdata[i - 1])->state == ED_ACCOUNT_SUSPENDED)
      g_ptr_array_remove_index (experts, i - 1);
  self->experts = g_steal_pointer (&experts);
  ed_desk_load_burdens_async (self->desk, self->cancellable, on_burdens, self);
}

static void
load (EdAssignManyDialog *self)
{
  ed_desk_list_accounts_async (self->desk, ED_ROLE_EXPERT, self->cancellable, on_experts, self);
}

static void
add_cases (EdAssignManyDialog *self, const GArray *rows)
{
  guint n = MIN (rows->len, ED_SELECTION_MAX - MIN (self->cases->len, ED_SELECTION_MAX));
  g_autoptr (GPtrArray) found =
      ed_desk_load_rows (self->desk, (const gint64 *) (gpointer) rows->data, n, NULL);

  for (guint i = 0; found != NULL && i < found->len; i++)
    g_ptr_array_add (self->cases, ed_case_copy (((const EdCaseRow *) found->pdata[i])->case_));
}

static void
on_unassigned (GObject *source, GAsyncResult *result, gpointer data)
{
  EdAssignManyDialog *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) lists = ed_desk_query_lists_finish (ED_DESK (source), result, &error);

  if (ed_answer_is_cancelled (result))
    return;
  if (lists == NULL)
    {
      set_trouble (self, ed_error_sentence (error));
      return;
    }
  for (guint i = 0; i < lists->len; i++)
    add_cases (self, lists->pdata[i]);
  load (self);
}

/* --- assigning -------------------------------------------------------------------------------- */

static void
say_done (EdAssignManyDialog *self, const GArray *refusals, guint done)
{
  g_autofree char *text = NULL;

  text = ed_number_in (ngettext ("%s case assigned", "%s cases assigned", done), done);
  ed_toast_taken (self->from, text, self->commands, refusals);
}

static void
on_done (GObject *source, GAsyncResult *result, gpointer data)
{
  EdAssignManyDialog *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) refusals = ed_desk_do_all_finish (ED_DESK (source), result, &error);
  guint done = 0;

  if (ed_answer_is_cancelled (result))
    return;
  self->is_busy = FALSE;
  if (refusals == NULL)
    {
      set_trouble (self, ed_error_sentence (error));
      return;
    }
  for (guint i = 0; i < refusals->len; i++)
    {
      const EdRefusal *refusal = &g_array_index (refusals, EdRefusal, i);

      done += refusal->code == ED_REFUSAL_NONE;
      ed_assign_item_settle (self->items->pdata[i], refusal);
    }
  if (done > 0)
    say_done (self, refusals, done);
  if (done == refusals->len)
    gtk_window_destroy (GTK_WINDOW (self));
  else
    set_trouble (self,
                 ed_number_in (ngettext ("%s case could not be assigned.",
                                         "%s cases could not be assigned.",
                                         refusals->len - done),
                               refusals->len - done));
}

static void
on_assign (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EdAssignManyDialog *self = ED_ASSIGN_MANY_DIALOG (widget);

  if (self->plan == NULL || self->is_busy)
    return;
  g_clear_pointer (&self->commands, g_ptr_array_unref);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  self->commands =
      ed_assign_plan_make_commands (self->plan, ed_clock_now (ed_clock_system ()), &self->items);
  self->is_busy = TRUE;
  set_trouble (self, NULL);
  ed_desk_do_all_async (self->desk, self->commands, self->cancellable, on_done, self);
}

/* --- object ----------------------------------------------------------------------------------- */

static void
ed_assign_many_dialog_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  EdAssignManyDialog *self = ED_ASSIGN_MANY_DIALOG (object);
  guint n = self->plan != NULL ? ed_assign_plan_count_included (self->plan) : 0;

  switch (id)
    {
    case PROP_COUNT_TEXT:
      if (self->plan != NULL)
        g_value_take_string (value, ed_number_in (ngettext ("%s case", "%s cases", n), n));
      break;
    case PROP_SUMMARY:
      if (self->plan != NULL)
        g_value_take_string (value, ed_assign_plan_summary (self->plan));
      break;
    case PROP_TROUBLE:
      g_value_set_string (value, self->trouble);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ed_assign_many_dialog_dispose (GObject *object)
{
  EdAssignManyDialog *self = ED_ASSIGN_MANY_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  if (self->view != NULL)
    gtk_list_view_set_model (self->view, NULL);
  self->view = NULL;
  ed_template_dispose (GTK_WIDGET (self), ED_TYPE_ASSIGN_MANY_DIALOG);
  g_clear_pointer (&self->plan, ed_assign_plan_free);
  g_clear_object (&self->desk);
  g_clear_object (&self->from);
  G_OBJECT_CLASS (ed_assign_many_dialog_parent_class)->dispose (object);
}

static void
ed_assign_many_dialog_finalize (GObject *object)
{
  EdAssignManyDialog *self = ED_ASSIGN_MANY_DIALOG (object);

  g_ptr_array_unref (self->cases);
  g_clear_pointer (&self->experts, g_ptr_array_unref);
  g_clear_pointer (&self->burdens, g_hash_table_unref);
  g_clear_pointer (&self->commands, g_ptr_array_unref);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_free (self->trouble);
  g_object_unref (self->cancellable);
  G_OBJECT_CLASS (ed_assign_many_dialog_parent_class)->finalize (object);
}

static void
ed_assign_many_dialog_class_init (EdAssignManyDialogClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  g_type_ensure (ED_TYPE_ASSIGN_ROW);
  object_class->get_property = ed_assign_many_dialog_get_property;
  object_class->dispose = ed_assign_many_dialog_dispose;
  object_class->finalize = ed_assign_many_dialog_finalize;
  properties[PROP_COUNT_TEXT] = g_param_spec_string ("count-text", NULL, NULL, NULL, flags);
  properties[PROP_SUMMARY] = g_param_spec_string ("summary", NULL, NULL, NULL, flags);
  properties[PROP_TROUBLE] = g_param_spec_string ("trouble", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               ED_UI "coordinator/assign-many-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, EdAssignManyDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, EdAssignManyDialog, whom);
  gtk_widget_class_bind_template_child (widget_class, EdAssignManyDialog, view);
  gtk_widget_class_bind_template_callback (widget_class, on_whom);
  gtk_widget_class_bind_template_callback_full (widget_class,
                                                "has_text",
                                                G_CALLBACK (ed_closure_has_text));
  gtk_widget_class_install_action (widget_class, "assign-many.do", NULL, on_assign);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class,
                                       GDK_KEY_Return,
                                       GDK_CONTROL_MASK,
                                       "assign-many.do",
                                       NULL);
}

static void
ed_assign_many_dialog_init (EdAssignManyDialog *self)
{
  self->cancellable = g_cancellable_new ();
  self->cases = g_ptr_array_new_with_free_func ((GDestroyNotify) ed_case_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  ed_rows_fit (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "assign-many.do", FALSE);
}

static EdAssignManyDialog *
open_dialog (GtkWidget *from, EdDesk *desk)
{
  EdAssignManyDialog *self = g_object_new (ED_TYPE_ASSIGN_MANY_DIALOG, NULL);

  self->from = g_object_ref (from);
  self->desk = g_object_ref (desk);
  ed_attend (GTK_WINDOW (self), from, 640, 640);
  gtk_window_present (GTK_WINDOW (self));
  return self;
}

EdAssignManyDialog *
ed_assign_many_dialog_open (GtkWidget *from, EdDesk *desk, const GPtrArray *cases)
{
  EdAssignManyDialog *self = open_dialog (from, desk);

  for (guint i = 0; i < cases->len; i++)
    g_ptr_array_add (self->cases, ed_case_copy (cases->pdata[i]));
  load (self);
  return self;
}

EdAssignManyDialog *
ed_assign_many_dialog_open_unassigned (GtkWidget *from, EdDesk *desk)
{
  EdAssignManyDialog *self = open_dialog (from, desk);
  const EdCaseQuery query = { .scope = ED_SCOPE_IN_PROGRESS,
                              .sort = ED_SORT_DUE,
                              .type = ED_ABSENT,
                              .state = ED_ABSENT };
  const EdCasePick picks[] = {
    { ED_ABSENT, ED_CASE_RECORDED, ED_ABSENT, FALSE },
    { ED_ABSENT, ED_CASE_DECLINED, ED_ABSENT, FALSE },
  };

  ed_desk_query_lists_async (desk,
                             &query,
                             picks,
                             G_N_ELEMENTS (picks),
                             self->cancellable,
                             on_unassigned,
                             self);
  return self;
}

GListModel *
ed_assign_many_dialog_items (EdAssignManyDialog *self)
{
  return self->plan != NULL ? ed_assign_plan_items (self->plan) : NULL;
}

void
ed_assign_many_dialog_choose (EdAssignManyDialog *self, guint whom)
{
  g_return_if_fail (ED_IS_ASSIGN_MANY_DIALOG (self));
  adw_combo_row_set_selected (self->whom, whom);
}

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/coordinator/all-cases-page.h"
#include "client/coordinator/assign-dialog.h"
#include "client/coordinator/case-cell.h"
#include "client/coordinator/case-inquiry.h"
#include "client/coordinator/thirds.h"
#include "client/fake-desk.h"
#include "client/sample-cases.h"
#include "client/sample-experts.h"
#include "client/sample-messages.h"
#include "client/stage.h"
#include "client/widgets/page.h"
#include "domain/standing.h"

#include <string.h>

#define MANY 100000

typedef struct
{
  GtkWidget *window;
  GtkWidget *page;
  EdDesk *desk;
} Fixture;

static GListModel *
get_rows (Fixture *fixture)
{
  return G_LIST_MODEL (
      gtk_column_view_get_model (ed_stage_find_type (fixture->page, GTK_TYPE_COLUMN_VIEW)));
}

static const EdCase *
get_case (Fixture *fixture, guint position)
{
  g_autoptr (EdCaseItem) item = g_list_model_get_item (get_rows (fixture), position);

  return ed_case_item_case (item);
}

static void
wait_for_rows (Fixture *fixture, guint n)
{
  while (g_list_model_get_n_items (get_rows (fixture)) != n)
    g_main_context_iteration (NULL, TRUE);
}

static void
set_up_empty (Fixture *fixture, gconstpointer data)
{
  fixture->desk = ed_fake_desk_new (ED_SAMPLE_NOW);
  ed_fake_desk_set_roles (fixture->desk, ED_ROLE_COORDINATOR);
  ed_sample_experts_add (fixture->desk);
  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1500, 900);
  fixture->page = ed_all_cases_page_new (fixture->desk);
  gtk_window_set_child (GTK_WINDOW (fixture->window), fixture->page);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
on_counted (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GArray) rows = ed_desk_query_cases_finish (ED_DESK (source), result, NULL);

  *(gint64 *) data = rows->len;
}

/* How many cases the desk has of that state and type. */
static guint
count_cases (Fixture *fixture, gint64 state, gint64 type)
{
  EdCaseQuery query = { .scope = ED_SCOPE_ALL,
                        .sort = ED_SORT_NUMBER,
                        .type = type,
                        .state = state };
  gint64 n = -1;

  ed_desk_query_cases_async (fixture->desk, &query, NULL, on_counted, &n);
  while (n < 0)
    g_main_context_iteration (NULL, TRUE);
  return (guint) n;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  set_up_empty (fixture, data);
  ed_sample_cases_add (fixture->desk);
  g_signal_emit_by_name (fixture->desk, "changed");
  wait_for_rows (fixture, count_cases (fixture, ED_ABSENT, ED_ABSENT));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_add_weak_pointer (G_OBJECT (fixture->page), (gpointer *) &fixture->page);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  while (fixture->page != NULL)
    g_main_context_iteration (NULL, TRUE);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_assert_finalize_object (fixture->desk);
}

static char *
get_visible_state (Fixture *fixture)
{
  GtkWidget *table = ed_stage_find_type (fixture->page, GTK_TYPE_COLUMN_VIEW);
  GtkStack *stack = GTK_STACK (gtk_widget_get_ancestor (table, GTK_TYPE_STACK));

  return g_strdup (gtk_stack_get_visible_child_name (stack));
}

static GtkColumnViewColumn *
find_column (Fixture *fixture, const char *title)
{
  GListModel *columns =
      gtk_column_view_get_columns (ed_stage_find_type (fixture->page, GTK_TYPE_COLUMN_VIEW));

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      if (g_str_equal (gtk_column_view_column_get_title (column), title))
        return column;
    }
  g_error ("no column '%s'", title);
}

static void
toggle (Fixture *fixture, GtkWidget *widget, const char *label)
{
  if (GTK_IS_TOGGLE_BUTTON (widget)
      && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (widget),
                                  !gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    toggle (fixture, child, label);
}

static int
compare_numbers (const EdCase *a, const EdCase *b)
{
  return a->number < b->number ? -1 : a->number > b->number;
}

static int
compare_dates (const EdCase *a, const EdCase *b)
{
  return a->recorded_at < b->recorded_at ? -1 : a->recorded_at > b->recorded_at;
}

static int
compare_companies (const EdCase *a, const EdCase *b)
{
  return strcmp (a->company_name, b->company_name);
}

static gboolean
is_sorted (Fixture *fixture, int (*compare) (const EdCase *a, const EdCase *b), int sign)
{
  guint n = g_list_model_get_n_items (get_rows (fixture));

  for (guint i = 1; i < n; i++)
    if (compare (get_case (fixture, i - 1), get_case (fixture, i)) * sign > 0)
      return FALSE;
  return TRUE;
}

/* Each header sorts by its column, either way; the newest case comes first until then. */
static void
test_page_sorts (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *title;
    GtkSortType order;
    int (*compare) (const EdCase *a, const EdCase *b);
    int sign;
  } cases[] = {
    { "Number", GTK_SORT_ASCENDING, compare_numbers, 1 },
    { "Company", GTK_SORT_DESCENDING, compare_companies, -1 },
    { "Number", GTK_SORT_DESCENDING, compare_numbers, -1 },
    { "Company", GTK_SORT_ASCENDING, compare_companies, 1 },
    { "Date recorded", GTK_SORT_ASCENDING, compare_dates, 1 },
  };
  GtkColumnView *view = ed_stage_find_type (fixture->page, GTK_TYPE_COLUMN_VIEW);

  g_assert_true (is_sorted (fixture, compare_dates, -1));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_false (is_sorted (fixture, cases[i].compare, cases[i].sign));
      gtk_column_view_sort_by_column (view, find_column (fixture, cases[i].title), cases[i].order);
      while (!is_sorted (fixture, cases[i].compare, cases[i].sign))
        g_main_context_iteration (NULL, TRUE);
    }
}

static void
test_page_filters (Fixture *fixture, gconstpointer data)
{
  guint all = g_list_model_get_n_items (get_rows (fixture));
  guint closed = count_cases (fixture, ED_CASE_CLOSED, ED_ABSENT);
  guint assigned = count_cases (fixture, ED_CASE_ASSIGNED, ED_ABSENT);
  guint both = count_cases (fixture, ED_CASE_ASSIGNED, ED_CASE_LEGAL);

  g_assert_cmpuint (closed, >, 0);
  g_assert_cmpuint (both, >, 0);
  g_assert_cmpuint (closed + assigned, <=, all);
  toggle (fixture, fixture->page, "Closed");
  wait_for_rows (fixture, closed);
  toggle (fixture, fixture->page, "Assigned"); /* lets the other state go */
  wait_for_rows (fixture, assigned);
  toggle (fixture, fixture->page, "Legal");
  wait_for_rows (fixture, both);
  toggle (fixture, fixture->page, "Assigned");
  wait_for_rows (fixture, count_cases (fixture, ED_ABSENT, ED_CASE_LEGAL));
  gtk_widget_activate_action (fixture->page, "page.show-all", NULL);
  wait_for_rows (fixture, all);
}

static void
test_page_searches (Fixture *fixture, gconstpointer data)
{
  guint all = g_list_model_get_n_items (get_rows (fixture));
  GtkEditable *entry = ed_stage_find_type (fixture->page, GTK_TYPE_SEARCH_ENTRY);
  g_autofree char *state = NULL;

  gtk_widget_activate_action (fixture->page, "page.search", NULL);
  gtk_editable_set_text (entry, "261");
  g_signal_emit_by_name (entry, "search-changed");
  wait_for_rows (fixture, 1);
  g_assert_cmpint (get_case (fixture, 0)->number, ==, 261);
  gtk_editable_set_text (entry, "nobody at all");
  g_signal_emit_by_name (entry, "search-changed");
  wait_for_rows (fixture, 0);
  state = get_visible_state (fixture);
  g_assert_cmpstr (state, ==, "nothing-found");
  gtk_widget_activate_action (fixture->page, "page.show-all", NULL);
  g_signal_emit_by_name (entry, "search-changed");
  wait_for_rows (fixture, all);
}

static EdAssignDialog *
wait_for_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (;;)
    {
      for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
        {
          g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

          if (ED_IS_ASSIGN_DIALOG (window)
              && g_list_model_get_n_items (ed_assign_dialog_candidates (ED_ASSIGN_DIALOG (window)))
                     > 0)
            return ED_ASSIGN_DIALOG (window);
        }
      g_main_context_iteration (NULL, TRUE);
    }
}

static void
test_page_assigns (Fixture *fixture, gconstpointer data)
{
  GtkSelectionModel *selection = GTK_SELECTION_MODEL (get_rows (fixture));
  guint n = g_list_model_get_n_items (G_LIST_MODEL (selection));
  guint commands = ed_fake_desk_count_commands (fixture->desk);

  for (guint i = 0; i < n; i++)
    if (get_case (fixture, i)->number == 261)
      gtk_selection_model_select_item (selection, i, TRUE);
  gtk_widget_activate_action (fixture->page, "all-cases.assign", NULL);
  gtk_widget_activate_action (GTK_WIDGET (wait_for_dialog ()), "assign.do", NULL);
  while (ed_fake_desk_count_commands (fixture->desk) == commands)
    g_main_context_iteration (NULL, TRUE);
  while (
      g_strcmp0 (ed_fake_desk_find (fixture->desk, ED_SAMPLE_CASE)->expert_name, "Dr. Szabó Péter")
      != 0)
    g_main_context_iteration (NULL, TRUE);
}

/* Closed cases, and none at all, cannot be assigned. */
static void
test_page_assigns_open_cases_only (Fixture *fixture, gconstpointer data)
{
  GtkSelectionModel *selection = GTK_SELECTION_MODEL (get_rows (fixture));
  guint n = g_list_model_get_n_items (G_LIST_MODEL (selection));
  GListModel *windows = gtk_window_get_toplevels ();
  guint n_windows = g_list_model_get_n_items (windows);

  gtk_widget_activate_action (fixture->page, "all-cases.assign", NULL);
  for (guint i = 0; i < n; i++)
    if (!ed_case_is_open (get_case (fixture, i)))
      {
        gtk_selection_model_select_item (selection, i, TRUE);
        gtk_widget_activate_action (fixture->page, "all-cases.assign", NULL);
      }
  g_assert_cmpuint (g_list_model_get_n_items (windows), ==, n_windows);
}

static void
test_page_is_empty (Fixture *fixture, gconstpointer data)
{
  g_autofree char *state = get_visible_state (fixture);

  g_assert_cmpstr (state, ==, "loading");
  while (!g_str_equal (state, "none"))
    {
      g_main_context_iteration (NULL, TRUE);
      g_free (state);
      state = get_visible_state (fixture);
    }
}

static void
count_cells (GtkWidget *widget, guint *n)
{
  if (ed_case_cell_is (widget))
    (*n)++;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    count_cells (child, n);
}

static void
add_many (Fixture *fixture)
{
  for (int i = 0; i < MANY; i++)
    {
      EdCase *case_ = ed_case_new ();

      case_->id = g_strdup_printf ("00000000-0000-4000-8000-%012d", i);
      case_->number = i;
      case_->state = ED_CASE_RECORDED;
      case_->type = ED_CASE_LEGAL;
      case_->recorded_at = i * 1000;
      case_->company_name = g_strdup ("Suzuki");
      ed_fake_desk_add_case (fixture->desk, case_);
    }
  g_signal_emit_by_name (fixture->desk, "changed");
  wait_for_rows (fixture, MANY);
}

static GtkAdjustment *
wait_for_length (Fixture *fixture)
{
  GtkColumnView *view = ed_stage_find_type (fixture->page, GTK_TYPE_COLUMN_VIEW);
  GtkAdjustment *down = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view));

  while (gtk_adjustment_get_upper (down) < MANY)
    g_main_context_iteration (NULL, TRUE);
  return down;
}

/* However many rows there are, only those that can be seen cost widgets, and pages of them memory.
 */
static void
test_page_holds_many (Fixture *fixture, gconstpointer data)
{
  GtkAdjustment *down;
  guint cells = 0;

  add_many (fixture);
  down = wait_for_length (fixture);
  gtk_adjustment_set_value (down, gtk_adjustment_get_upper (down));
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  count_cells (ed_stage_find_type (fixture->page, GTK_TYPE_COLUMN_VIEW), &cells);
  g_assert_cmpuint (cells, >, 0);
  g_assert_cmpuint (cells, <, 10000);
}

/* Those that do not show what they have yet: all, or those that can be seen. */
static guint
count_due (GtkWidget *widget, gboolean is_all)
{
  guint n = ed_case_cell_is_due (widget) ? 1 : 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (is_all || gtk_widget_get_mapped (child))
      n += count_due (child, is_all);
  return n;
}

static void
on_painted (Fixture *fixture)
{
  g_assert_cmpuint (count_due (fixture->page, FALSE), ==, 0);
}

/* After a jump, cells are filled when there is time, but none is painted with what it had before.
 */
static void
test_page_jumps (Fixture *fixture, gconstpointer data)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (fixture->page);
  GtkAdjustment *down;
  gulong painted;

  add_many (fixture);
  down = wait_for_length (fixture);
  painted = g_signal_connect_swapped (clock, "after-paint", G_CALLBACK (on_painted), fixture);
  ed_stage_settle ();
  gtk_adjustment_set_value (down, gtk_adjustment_get_upper (down));
  g_assert_cmpuint (count_due (fixture->page, TRUE), >, 0);
  ed_stage_wait_for (fixture->page, "0"); /* the first case is the last one here */
  gtk_adjustment_set_value (down, gtk_adjustment_get_upper (down) / 2);
  while (count_due (fixture->page, TRUE) > 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (ed_stage_says (fixture->page, "0"));
  g_signal_handler_disconnect (clock, painted);
}

static void
gather (GtkWidget *widget, GString *texts, guint *filled)
{
  if (!gtk_widget_get_mapped (widget))
    return;
  if (GTK_IS_LABEL (widget))
    g_string_append_printf (texts, "|%s|", gtk_label_get_label (GTK_LABEL (widget)));
  if (ED_IS_THIRDS (widget))
    *filled += ed_thirds_filled (ED_THIRDS (widget));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    gather (child, texts, filled);
}

/* Every case with its texts, its progress and its badge. */
static void
test_page_shows_cases (Fixture *fixture, gconstpointer data)
{
  static const char *const texts[] = {
    "Number", "Badge", "261",      "2020-03-18",       "Suzuki",
    "XY",     "Legal", "Assigned", "Táplószentmárton", "Life coach",
    "0/3",    "3/3",   "4 hours",  "Approval pending", "2 months"
  };
  GtkWidget *view = ed_stage_find_type (fixture->page, GTK_TYPE_COLUMN_VIEW);
  guint n = g_list_model_get_n_items (get_rows (fixture));
  guint progress = 0;
  guint filled = 0;
  g_autoptr (GString) shown = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    progress +=
        ed_case_progress (get_case (fixture, i), ED_SAMPLE_NOW, ed_desk_zone (fixture->desk));
  g_assert_cmpuint (progress, >, 0);
  while (filled != progress)
    {
      g_main_context_iteration (NULL, TRUE);
      g_string_truncate (shown, 0);
      filled = 0;
      gather (view, shown, &filled);
    }
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *text = g_strdup_printf ("|%s|", texts[i]);

      g_test_message ("%s", texts[i]);
      g_assert_nonnull (strstr (shown->str, text));
    }
}

static void
write_as_expert (EdDesk *desk, const char *case_id)
{
  const EdCase *case_ = ed_fake_desk_find (desk, case_id);

  ed_fake_desk_add_message (desk, ed_sample_message_new (case_, ED_AUTHOR_EXPERT, "May I?", 5));
}

static void
test_page_finds_messages (Fixture *fixture, gconstpointer data)
{
  guint all = count_cases (fixture, ED_ABSENT, ED_ABSENT);

  write_as_expert (fixture->desk, "00000000-0000-4000-8000-000000000266");
  toggle (fixture, fixture->page, "Messages to answer");
  wait_for_rows (fixture, 1);
  g_assert_cmpint (get_case (fixture, 0)->number, ==, 266);
  toggle (fixture, fixture->page, "Messages to answer");
  wait_for_rows (fixture, all);
}

/* How many of the widgets that are seen in WIDGET have a tooltip when it is asked for. */
static guint
count_tooltips (GtkWidget *widget, GtkTooltip *tooltip)
{
  gboolean has_tooltip = FALSE;
  guint n = 0;

  /* A text that is set makes a round to the screen and back for each cell that is filled. */
  g_assert_null (gtk_widget_get_tooltip_text (widget));
  if (gtk_widget_get_has_tooltip (widget))
    g_signal_emit_by_name (widget, "query-tooltip", 0, 0, FALSE, tooltip, &has_tooltip);
  n = has_tooltip ? 1 : 0;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_get_mapped (child))
      n += count_tooltips (child, tooltip);
  return n;
}

static void
test_page_answers_what_a_badge_means (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GObject) tooltip = g_object_new (GTK_TYPE_TOOLTIP, NULL);
  GtkWidget *rows =
      gtk_widget_get_last_child (ed_stage_find_type (fixture->page, GTK_TYPE_COLUMN_VIEW));
  guint badges;

  while (g_main_context_iteration (NULL, FALSE))
    continue;
  badges = count_tooltips (rows, GTK_TOOLTIP (tooltip));
  g_assert_cmpuint (badges, >, 0);
  write_as_expert (fixture->desk, "00000000-0000-4000-8000-000000000266");
  while (count_tooltips (rows, GTK_TOOLTIP (tooltip)) == badges)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (count_tooltips (rows, GTK_TOOLTIP (tooltip)), ==, badges + 1);
}

#define ADD(path, set_up, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  ADD ("/coordinator/all-cases-page/shows-cases", set_up, test_page_shows_cases);
  ADD ("/coordinator/all-cases-page/sorts", set_up, test_page_sorts);
  ADD ("/coordinator/all-cases-page/filters", set_up, test_page_filters);
  ADD ("/coordinator/all-cases-page/finds-messages", set_up, test_page_finds_messages);
  ADD ("/coordinator/all-cases-page/answers-what-a-badge-means",
       set_up,
       test_page_answers_what_a_badge_means);
  ADD ("/coordinator/all-cases-page/searches", set_up, test_page_searches);
  ADD ("/coordinator/all-cases-page/assigns", set_up, test_page_assigns);
  ADD ("/coordinator/all-cases-page/assigns-open-cases-only",
       set_up,
       test_page_assigns_open_cases_only);
  ADD ("/coordinator/all-cases-page/is-empty", set_up_empty, test_page_is_empty);
  ADD ("/coordinator/all-cases-page/holds-many", set_up_empty, test_page_holds_many);
  ADD ("/coordinator/all-cases-page/jumps", set_up_empty, test_page_jumps);
  return g_test_run ();
}

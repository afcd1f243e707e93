/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Who leaves a case or a request by the keyboard is back at the row that it was opened from. */

#include "client/cases/case-bar.h"
#include "client/sample-cases.h"
#include "client/stage.h"
#include "client/walk-stage.h"
#include "client/walk.h"
#include "client/widgets/chip.h"

#include <adwaita.h>

/* Not yet contacted. */
#define NEW_CASE "00000000-0000-4000-8000-000000000270"

static gboolean
has_detail (gpointer window)
{
  return ed_window_detail (window) != NULL;
}

static gboolean
has_no_detail (gpointer window)
{
  return !has_detail (window);
}

static GtkWidget *
get_focus (EdWalkStage *stage)
{
  return gtk_window_get_focus (GTK_WINDOW (stage->window));
}

static void
press_tab (EdWalkStage *stage)
{
  g_signal_emit_by_name (stage->window, "move-focus", GTK_DIR_TAB_FORWARD);
}

/* The list that has the focus in it. */
static GtkWidget *
find_list (EdWalkStage *stage)
{
  GtkWidget *focus = get_focus (stage);
  GtkWidget *list = focus == NULL ? NULL : gtk_widget_get_ancestor (focus, GTK_TYPE_LIST_BASE);

  g_assert_nonnull (list);
  return list;
}

/* The row of it that has the focus in it. */
static GtkWidget *
find_row (EdWalkStage *stage)
{
  GtkWidget *list = find_list (stage);
  GtkWidget *row = get_focus (stage);

  while (gtk_widget_get_parent (row) != list)
    row = gtk_widget_get_parent (row);
  return row;
}

static void
gather_words (GtkWidget *widget, GString *words)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);

  if (GTK_IS_LABEL (widget))
    g_string_append_printf (words, "%s\n", gtk_label_get_text (GTK_LABEL (widget)));
  for (; child != NULL; child = gtk_widget_get_next_sibling (child))
    gather_words (child, words);
}

/* All that the row says. */
static char *
read_row (EdWalkStage *stage)
{
  GString *words = g_string_new (NULL);

  gather_words (find_row (stage), words);
  return g_string_free (words, FALSE);
}

static gboolean
is_in_list (EdWalkStage *stage)
{
  GtkWidget *focus = get_focus (stage);

  return focus != NULL && gtk_widget_get_ancestor (focus, GTK_TYPE_LIST_BASE) != NULL;
}

/* Tab to the list, and from row to row to the one after N others. */
static void
go_to_row (EdWalkStage *stage, guint n)
{
  GtkWidget *before;

  while (!is_in_list (stage))
    press_tab (stage);
  for (before = find_row (stage); n > 0; before = find_row (stage))
    {
      press_tab (stage);
      if (find_row (stage) != before)
        n--;
    }
}

static void
open_row (EdWalkStage *stage, guint position)
{
  gtk_widget_activate_action (find_list (stage), "list.activate-item", "u", position);
  ed_stage_wait (has_detail, stage->window);
  ed_walk_wait_drawn (stage->window);
}

static void
go_back (EdWalkStage *stage)
{
  gtk_widget_activate_action (stage->window, "win.back", NULL);
  ed_stage_wait (has_no_detail, stage->window);
  ed_walk_wait_drawn (stage->window);
}

static void
test_focus_returns_to_the_row (EdWalkStage *stage, gconstpointer data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  GtkWidget *focus;

  ed_walk_stage_show (stage, data);
  go_to_row (stage, 2);
  before = read_row (stage);
  focus = get_focus (stage);
  open_row (stage, 2);
  go_back (stage);
  after = read_row (stage);
  g_assert_cmpstr (after, ==, before);
  g_assert_true (get_focus (stage) == focus);
}

/* Enter does not leave at once, and Page Down scrolls. */
static void
test_detail_begins_below_its_header (EdWalkStage *stage, gconstpointer data)
{
  ed_walk_stage_show (stage, data);
  go_to_row (stage, 0);
  open_row (stage, 0);
  ed_walk_wait_drawn (stage->window);
  ed_walk_stage_wait_ready (stage->window);
  g_assert_nonnull (get_focus (stage));
  g_assert_false (GTK_IS_LABEL (get_focus (stage))
                  && gtk_label_get_selection_bounds (GTK_LABEL (get_focus (stage)), NULL, NULL));
  g_assert_null (gtk_widget_get_ancestor (get_focus (stage), ADW_TYPE_HEADER_BAR));
  g_assert_nonnull (gtk_widget_get_ancestor (get_focus (stage), GTK_TYPE_SCROLLED_WINDOW));
}

/* --- a list that has changed meanwhile -------------------------------------------------------- */

static GListModel *
get_model (EdWalkStage *stage)
{
  g_autoptr (GListModel) model = NULL;

  g_object_get (find_list (stage), "model", &model, NULL);
  return model; /* the view's reference is enough */
}

/* The id of the case at POSITION, or NULL. */
static char *
read_id (GListModel *model, guint position)
{
  g_autoptr (EdCaseItem) item = g_list_model_get_item (model, position);

  return item == NULL ? NULL : g_strdup (ed_case_item_case (item)->id);
}

/* The place of the case ID. */
static guint
find_case (EdWalkStage *stage, const char *id)
{
  GListModel *model = get_model (stage);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autofree char *present = read_id (model, i);

      if (g_str_equal (present, id))
        return i;
    }
  g_assert_not_reached ();
}

/* The id of the case whose row has the focus. */
static char *
read_focus (EdWalkStage *stage)
{
  GtkWidget *bar = gtk_widget_get_first_child (find_row (stage));
  g_autoptr (EdCaseItem) item = NULL;

  g_object_get (bar, "item", &item, NULL);
  return g_strdup (ed_case_item_case (item)->id);
}

static void
contact_client (EdWalkStage *stage)
{
  ed_stage_click (ed_window_detail (ED_WINDOW (stage->window)), "Client has been contacted");
  ed_stage_wait_for (stage->window, "Next: register the first session");
}

/* It was due before others, and is further down now that it has been done. */
static void
test_focus_follows_the_row (EdWalkStage *stage, gconstpointer data)
{
  g_autofree char *after = NULL;
  guint place;

  ed_walk_stage_show (stage, data);
  place = find_case (stage, NEW_CASE);
  go_to_row (stage, place);
  open_row (stage, place);
  contact_client (stage);
  go_back (stage);
  after = read_focus (stage);
  g_assert_cmpstr (after, ==, NEW_CASE);
  g_assert_cmpuint (find_case (stage, NEW_CASE), >, place);
}

/* What is not due any more is not among those that are: the next one takes its place. */
static void
test_focus_stays_where_the_row_was (EdWalkStage *stage, gconstpointer data)
{
  g_autofree char *next = NULL;
  g_autofree char *after = NULL;
  guint place, n;

  ed_walk_stage_show (stage, data);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (gtk_widget_get_ancestor (
                                    ed_stage_find (stage->window, GTK_TYPE_LABEL, "Due first"),
                                    ED_TYPE_CHIP)),
                                TRUE);
  ed_walk_wait_drawn (stage->window);
  n = g_list_model_get_n_items (get_model (stage));
  place = find_case (stage, NEW_CASE);
  next = read_id (get_model (stage), place + 1);
  g_assert_nonnull (next);
  go_to_row (stage, place);
  open_row (stage, place);
  contact_client (stage);
  go_back (stage);
  g_assert_cmpuint (g_list_model_get_n_items (get_model (stage)), ==, n - 1);
  after = read_focus (stage);
  g_assert_cmpstr (after, ==, next);
}

static const EdWalkPage in_progress = { ED_ROLE_EXPERT, "list", "cases-in-progress" };
static const EdWalkPage today = { ED_ROLE_COORDINATOR, "list", "today" };
static const EdWalkPage all_cases = { ED_ROLE_COORDINATOR, "list", "all-cases" };
static const EdWalkPage requests = { ED_ROLE_EXPERT, "list", "requests" };

int
main (int argc, char **argv)
{
  ed_walk_stage_init (&argc, &argv);
  ed_walk_stage_add ("way-back", "cases", &in_progress, test_focus_returns_to_the_row);
  ed_walk_stage_add ("way-back", "today", &today, test_focus_returns_to_the_row);
  ed_walk_stage_add ("way-back", "table", &all_cases, test_focus_returns_to_the_row);
  ed_walk_stage_add ("way-back", "requests", &requests, test_focus_returns_to_the_row);
  ed_walk_stage_add ("way-back", "begins", &in_progress, test_detail_begins_below_its_header);
  ed_walk_stage_add ("way-back", "request-begins", &requests, test_detail_begins_below_its_header);
  ed_walk_stage_add ("way-back", "moved", &in_progress, test_focus_follows_the_row);
  ed_walk_stage_add ("way-back", "gone", &in_progress, test_focus_stays_where_the_row_was);
  return g_test_run ();
}

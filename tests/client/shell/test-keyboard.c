/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Every page of the three windows, used by Tab alone. */

#include "client/sample-cases.h"
#include "client/sample-requests.h"
#include "client/shell/place.h"
#include "client/shell/sidebar-row.h"
#include "client/stage.h"
#include "client/walk-stage.h"
#include "client/walk.h"
#include "client/widgets/page.h"

/* A sentence about a page that begins elsewhere than with itself, or NULL. */
static char *
judge_begin (EdWalkStage *stage)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (stage->window));
  g_autofree char *where = NULL;

  if (focus == NULL)
    return g_strdup ("begins nowhere");
  if (gtk_widget_get_mapped (focus)
      && (gtk_widget_get_ancestor (focus, ED_TYPE_PAGE) != NULL || ED_IS_SIDEBAR_ROW (focus)))
    return NULL;
  where = ed_walk_describe (focus);
  return g_strdup_printf ("does not begin with the page: %s", where);
}

static void
test_page_is_used_by_keyboard (EdWalkStage *stage, gconstpointer data)
{
  const EdWalkPage *page = data;
  GtkWidget *detail = ed_walk_stage_show (stage, page);
  g_autoptr (GPtrArray) complaints = NULL;
  char *begin = judge_begin (stage);

  ed_walk_stage_picture (stage->window);
  complaints = ed_walk_around (GTK_WINDOW (stage->window));

  g_assert_cmpint (detail != NULL, ==, page->action != NULL);
  if (begin != NULL)
    g_ptr_array_add (complaints, begin);
  ed_walk_stage_judge_width (GTK_WINDOW (stage->window), complaints);
  ed_walk_stage_complain (page, complaints);
}

static gboolean
can_discard (gpointer window)
{
  return ed_walk_stage_find_action (window, "settings.discard") != NULL;
}

/* What is changed and not saved has more on its page. */
static void
test_changed_settings_are_used_by_keyboard (EdWalkStage *stage, gconstpointer data)
{
  g_autoptr (GPtrArray) complaints = NULL;
  GtkWidget *text;

  ed_walk_stage_show (stage, data);
  text = ed_stage_find (stage->window, GTK_TYPE_TEXT, NULL);
  g_assert_nonnull (text);
  gtk_editable_set_text (GTK_EDITABLE (text), "Another name");
  ed_stage_wait (can_discard, stage->window);
  ed_walk_wait_drawn (stage->window);
  complaints = ed_walk_around (GTK_WINDOW (stage->window));
  ed_walk_stage_judge_width (GTK_WINDOW (stage->window), complaints);
  ed_walk_stage_complain (data, complaints);
}

/* --- there and back --------------------------------------------------------------------------- */

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

/* The case or request of the row that has the focus. */
static char *
read_row (EdWalkStage *stage)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (stage->window));
  GtkWidget *row = focus != NULL ? gtk_widget_get_ancestor (focus, GTK_TYPE_LIST_BASE) : NULL;

  g_assert_nonnull (row);
  for (row = focus; !GTK_IS_LIST_BASE (gtk_widget_get_parent (row));)
    row = gtk_widget_get_parent (row);
  return g_strdup (gtk_label_get_text (GTK_LABEL (ed_stage_find (row, GTK_TYPE_LABEL, NULL))));
}

/* The third row's first button opens its case; who leaves it is back on that row. */
static void
test_leaving_a_case_returns_to_its_row (EdWalkStage *stage, gconstpointer data)
{
  GtkWindow *window = GTK_WINDOW (stage->window);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  ed_walk_stage_show (stage, data);
  for (int i = 0; i < 2; i++)
    g_signal_emit_by_name (window, "move-focus", GTK_DIR_TAB_FORWARD);
  before = read_row (stage);
  gtk_widget_activate (gtk_window_get_focus (window));
  ed_stage_wait (has_detail, window);
  ed_walk_wait_drawn (stage->window);
  gtk_widget_activate_action (stage->window, "win.back", NULL);
  ed_stage_wait (has_no_detail, window);
  ed_walk_wait_drawn (stage->window);
  after = read_row (stage);
  g_assert_cmpstr (after, ==, before);
}

/* Tab through the sidebar leaves alone what lies above the places. */
static void
test_tab_leaves_the_case_open (EdWalkStage *stage, gconstpointer data)
{
  GtkWidget *focus = NULL;

  gtk_widget_activate_action (stage->window, "win.open-case", "s", ED_SAMPLE_CASE);
  ed_stage_wait (has_detail, stage->window);
  ed_walk_wait_drawn (stage->window);
  gtk_window_set_focus (GTK_WINDOW (stage->window), NULL);
  while (focus == NULL || !ED_IS_SIDEBAR_ROW (focus))
    {
      g_signal_emit_by_name (stage->window, "move-focus", GTK_DIR_TAB_FORWARD);
      focus = gtk_window_get_focus (GTK_WINDOW (stage->window));
    }
  ed_walk_wait_drawn (stage->window);
  g_assert_true (has_detail (stage->window));
}

/* GTK selects a label's text when Tab comes to it, and would leave it so. */
static void
test_text_is_selected_no_longer_than_focused (EdWalkStage *stage, gconstpointer data)
{
  GtkWindow *window = GTK_WINDOW (stage->window);
  GtkWidget *label = NULL;

  gtk_widget_activate_action (stage->window, "win.open-case", "s", ED_SAMPLE_CASE);
  ed_stage_wait (has_detail, stage->window);
  ed_walk_wait_drawn (stage->window);
  gtk_window_set_focus (window, NULL);
  for (int i = 0; i < 20 && (label == NULL || !GTK_IS_LABEL (label)); i++)
    {
      g_signal_emit_by_name (window, "move-focus", GTK_DIR_TAB_FORWARD);
      label = gtk_window_get_focus (window);
    }
  g_assert_true (gtk_label_get_selection_bounds (GTK_LABEL (label), NULL, NULL));
  g_signal_emit_by_name (window, "move-focus", GTK_DIR_TAB_FORWARD);
  g_assert_false (gtk_label_get_selection_bounds (GTK_LABEL (label), NULL, NULL));
}

static const EdWalkPage settings = { ED_ROLE_ADMINISTRATOR, "settings-changed", "settings" };
static const EdWalkPage in_progress = { ED_ROLE_EXPERT, "list", "cases-in-progress" };

#define CASE(number) "'00000000-0000-4000-8000-000000000" number "'"
#define REQUEST "'" ED_SAMPLE_REQUEST "'"

static const EdWalkPage details[] = {
  { ED_ROLE_EXPERT, "profile", NULL, "win.open-case", CASE ("261") },
  { ED_ROLE_EXPERT, "profile-legal", NULL, "win.open-case", CASE ("270") },
  { ED_ROLE_EXPERT, "profile-begun", NULL, "win.open-case", CASE ("240") },
  { ED_ROLE_EXPERT, "profile-late", NULL, "win.open-case", CASE ("221") },
  { ED_ROLE_EXPERT, "profile-closed", NULL, "win.open-case", CASE ("199") },
  { ED_ROLE_EXPERT, "profile-messages", NULL, "win.open-case", CASE ("266") },
  { ED_ROLE_EXPERT, "form", NULL, "win.fill-form", "(" CASE ("240") ", 'treatment-log')" },
  { ED_ROLE_EXPERT, "request", NULL, "win.open-request", REQUEST },
  { ED_ROLE_COORDINATOR, "profile", NULL, "win.open-case", "'" ED_SAMPLE_CLOSING "'" },
  { ED_ROLE_COORDINATOR, "request", NULL, "win.open-request", REQUEST },
  { ED_ROLE_CASE_MANAGER, "request", NULL, "win.open-request", REQUEST },
};

static void
add (const EdWalkPage *page)
{
  const char *role = page->roles == ED_ROLE_EXPERT          ? "expert"
                     : page->roles == ED_ROLE_COORDINATOR   ? "coordinator"
                     : page->roles == ED_ROLE_ADMINISTRATOR ? "administrator"
                                                            : "case-manager";
  g_autofree char *name =
      g_strdup_printf ("%s/%s%s", role, page->action != NULL ? "detail-" : "", page->name);

  ed_walk_stage_add ("keyboard", name, page, test_page_is_used_by_keyboard);
}

int
main (int argc, char **argv)
{
  ed_walk_stage_init (&argc, &argv);
  ed_walk_add_places (ED_ROLE_EXPERT, ed_expert_places, add);
  ed_walk_add_places (ED_ROLE_EXPERT, ed_common_places, add);
  ed_walk_add_places (ED_ROLE_COORDINATOR, ed_coordinator_places, add);
  ed_walk_add_places (ED_ROLE_COORDINATOR, ed_common_places, add);
  ed_walk_add_places (ED_ROLE_CASE_MANAGER, ed_case_manager_places, add);
  ed_walk_add_places (ED_ROLE_ADMINISTRATOR, ed_administrator_places, add);
  for (guint i = 0; i < G_N_ELEMENTS (details); i++)
    add (&details[i]);
  ed_walk_stage_add ("keyboard",
                     "administrator/settings-changed",
                     &settings,
                     test_changed_settings_are_used_by_keyboard);
  if (g_getenv ("ED_WALK_WIDTH") != NULL)
    return g_test_run ();
  /* With the sidebar beside the page. */
  ed_walk_stage_add ("keyboard", "way-back", &in_progress, test_leaving_a_case_returns_to_its_row);
  ed_walk_stage_add ("keyboard",
                     "label",
                     &in_progress,
                     test_text_is_selected_no_longer_than_focused);
  ed_walk_stage_add ("keyboard", "sidebar", &in_progress, test_tab_leaves_the_case_open);
  return g_test_run ();
}

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/cases/cases-page.h"

#include "client/cases/case-bar.h"
#include "client/fake-desk.h"
#include "client/sample-cases.h"
#include "client/sample-messages.h"
#include "client/stage.h"
#include "client/widgets/chip.h"

#include <adwaita.h>
#include <string.h>

typedef struct
{
  EdDesk *desk;
  GtkWidget *page;
  GtkWindow *window;
  char *opened; /* the case that win.open-case was asked for */
} Fixture;

static void
on_open_case (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  Fixture *fixture = data;

  g_free (fixture->opened);
  fixture->opened = g_variant_dup_string (parameter, NULL);
}

static const GActionEntry actions[] = { { "open-case", on_open_case, "s" } };

static void
show_page (Fixture *fixture, EdScope scope)
{
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  fixture->page = ed_cases_page_new (fixture->desk, scope);
  fixture->window = ed_stage_show (fixture->page, 1160, 900);
  g_action_map_add_action_entries (G_ACTION_MAP (group), actions, G_N_ELEMENTS (actions), fixture);
  gtk_widget_insert_action_group (GTK_WIDGET (fixture->window), "win", G_ACTION_GROUP (group));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->desk = ed_fake_desk_new (ED_SAMPLE_NOW);
  if (data != NULL)
    ed_sample_cases_add (fixture->desk);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  ed_stage_close (fixture->window);
  g_assert_finalize_object (fixture->desk);
  g_free (fixture->opened);
}

static GListModel *
find_model (GtkWidget *page)
{
  GtkWidget *view = ed_stage_find (page, GTK_TYPE_GRID_VIEW, NULL);

  return G_LIST_MODEL (gtk_grid_view_get_model (GTK_GRID_VIEW (view)));
}

static void
wait_for_items (GListModel *model, guint n)
{
  while (g_list_model_get_n_items (model) != n)
    g_main_context_iteration (NULL, TRUE);
}

/* The titles that the bars show, from the top, one a line. */
static char *
list_aliases (GtkWidget *page)
{
  GListModel *model = find_model (page);
  GString *aliases = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (EdCaseItem) item = g_list_model_get_item (model, i);

      g_string_append_printf (aliases, "%s ", ed_case_item_case (item)->client_alias);
    }
  return g_string_free (aliases, FALSE);
}

static GtkWidget *
find_chip (GtkWidget *page, const char *title)
{
  GtkWidget *label = ed_stage_find (page, GTK_TYPE_LABEL, title);

  return label == NULL ? NULL : gtk_widget_get_ancestor (label, ED_TYPE_CHIP);
}

static void
test_page_lists_what_is_due_first (Fixture *fixture, gconstpointer data)
{
  g_autofree char *aliases = NULL;

  show_page (fixture, ED_SCOPE_IN_PROGRESS);
  ed_stage_wait_for (fixture->page, "24 hours");
  aliases = list_aliases (fixture->page);
  g_assert_true (g_str_has_prefix (aliases, "Tó ")); /* the crisis call */
  g_assert_true (ed_stage_says (fixture->page, "Cases in progress"));
  g_assert_true (ed_stage_says (fixture->page, "Crisis call"));
  g_assert_null (strstr (aliases, "Erdő")); /* closed */
}

static void
test_chips_count_and_filter (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *title, *count, *aliases;
  } rows[] = {
    { "Legal", "2", "Nap Hold " },
    { "Health coaching", "1", "Fűzfa " },
    { "Approval pending", "2", "Part Hold " },
    { "New messages", "1", "Rigó " },
    { "Due first", "6", NULL },
    { "All", "12", NULL },
  };

  ed_sample_messages_add (fixture->desk, "00000000-0000-4000-8000-000000000266");
  show_page (fixture, ED_SCOPE_IN_PROGRESS);
  ed_stage_wait_for (fixture->page, "24 hours");
  g_assert_true (ed_stage_says (fixture->page, "new message"));
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      GtkWidget *chip = find_chip (fixture->page, rows[i].title);
      g_autofree char *aliases = NULL;

      g_assert_nonnull (chip);
      g_assert_true (ed_stage_says (chip, rows[i].count));
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (chip), TRUE);
      wait_for_items (find_model (fixture->page),
                      (guint) g_ascii_strtoull (rows[i].count, NULL, 10));
      aliases = list_aliases (fixture->page);
      if (rows[i].aliases != NULL)
        g_assert_cmpstr (aliases, ==, rows[i].aliases);
    }
}

static void
test_search_narrows_the_list (Fixture *fixture, gconstpointer data)
{
  GtkWidget *entry;
  g_autofree char *aliases = NULL;

  show_page (fixture, ED_SCOPE_IN_PROGRESS);
  ed_stage_wait_for (fixture->page, "24 hours");
  g_assert_true (gtk_widget_activate_action (fixture->page, "page.search", NULL));
  entry = ed_stage_find (fixture->page, GTK_TYPE_SEARCH_ENTRY, NULL);
  g_assert_nonnull (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), "pécs");
  g_signal_emit_by_name (entry, "search-changed");
  while (g_strcmp0 (aliases, "Rigó ") != 0)
    {
      g_main_context_iteration (NULL, TRUE);
      g_free (aliases);
      aliases = list_aliases (fixture->page);
    }

  gtk_editable_set_text (GTK_EDITABLE (entry), "nobody");
  g_signal_emit_by_name (entry, "search-changed");
  ed_stage_wait_for (fixture->page, "Nothing found");
  ed_stage_click (fixture->page, "Show all");
  ed_stage_wait_for (fixture->page, "24 hours");
}

static void
test_select_opens_the_case (Fixture *fixture, gconstpointer data)
{
  GtkWidget *bar;
  g_autoptr (EdCaseItem) item = NULL;

  show_page (fixture, ED_SCOPE_IN_PROGRESS);
  ed_stage_wait_for (fixture->page, "24 hours");
  bar = ed_stage_find (fixture->page, ED_TYPE_CASE_BAR, NULL);
  g_object_get (bar, "item", &item, NULL);
  ed_stage_click (bar, "Select");
  g_assert_cmpstr (fixture->opened, ==, ed_case_item_case (item)->id);
}

static void
test_row_opens_the_case (Fixture *fixture, gconstpointer data)
{
  show_page (fixture, ED_SCOPE_IN_PROGRESS);
  ed_stage_wait_for (fixture->page, "24 hours");
  g_signal_emit_by_name (ed_stage_find (fixture->page, GTK_TYPE_GRID_VIEW, NULL), "activate", 0u);
  g_assert_nonnull (fixture->opened);
}

static void
test_closed_cases_are_a_list_of_their_own (Fixture *fixture, gconstpointer data)
{
  g_autofree char *aliases = NULL;

  show_page (fixture, ED_SCOPE_CLOSED);
  ed_stage_wait_for (fixture->page, "3/3");
  aliases = list_aliases (fixture->page);
  g_assert_true (ed_stage_says (fixture->page, "Closed cases"));
  g_assert_nonnull (strstr (aliases, "Erdő"));
  g_assert_nonnull (strstr (aliases, "Mező"));
}

static void
test_empty_page_says_so (Fixture *fixture, gconstpointer data)
{
  show_page (fixture, ED_SCOPE_IN_PROGRESS);
  ed_stage_wait_for (fixture->page, "No cases in progress");
}

static void
test_empty_closed_page_says_so (Fixture *fixture, gconstpointer data)
{
  show_page (fixture, ED_SCOPE_CLOSED);
  ed_stage_wait_for (fixture->page, "No closed cases");
}

static void
test_first_sync_shows_its_progress (Fixture *fixture, gconstpointer data)
{
  ed_fake_desk_set_connection (fixture->desk, ED_CONNECTION_SYNCING, 200, 5000);
  show_page (fixture, ED_SCOPE_IN_PROGRESS);
  ed_stage_wait_for (fixture->page, "Getting your cases");
  g_assert_true (ed_stage_says (fixture->page, "200 of 5000"));
  ed_fake_desk_set_connection (fixture->desk, ED_CONNECTION_UP_TO_DATE, 0, 0);
  ed_stage_wait_for (fixture->page, "No cases in progress");
}

static void
test_list_follows_the_desk (Fixture *fixture, gconstpointer data)
{
  show_page (fixture, ED_SCOPE_IN_PROGRESS);
  ed_stage_wait_for (fixture->page, "No cases in progress");
  ed_fake_desk_add_case (fixture->desk, ed_sample_case_new ());
  g_signal_emit_by_name (fixture->desk, "changed");
  ed_stage_wait_for (
      fixture->page,
      "2020-03-18 - Suzuki - Dr. Kovács Anna - Psychological - Táplószentmárton - XY");
}

static GtkAccessibleRole
get_role (GtkWidget *widget)
{
  return gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (widget));
}

static void
test_list_is_one_to_screen_readers (Fixture *fixture, gconstpointer data)
{
  GtkWidget *bar;

  show_page (fixture, ED_SCOPE_IN_PROGRESS);
  ed_stage_wait_for (fixture->page, "24 hours");
  bar = ed_stage_find (fixture->page, ED_TYPE_CASE_BAR, NULL);
  g_assert_cmpint (get_role (ed_stage_find (fixture->page, GTK_TYPE_GRID_VIEW, NULL)),
                   ==,
                   GTK_ACCESSIBLE_ROLE_LIST);
  g_assert_cmpint (get_role (gtk_widget_get_parent (bar)), ==, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
}

typedef struct
{
  guint n; /* changes */
  guint most_added, most_removed;
} Growth;

/* Once a view has as many rows as it keeps widgets for, the rest costs nothing. */
static void
on_items_changed (GListModel *model, guint position, guint removed, guint added, Growth *growth)
{
  growth->n++;
  if (position < 48)
    {
      growth->most_added = MAX (growth->most_added, added);
      growth->most_removed = MAX (growth->most_removed, removed);
    }
}

static void
add_many (EdDesk *desk, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      EdCase *case_ = ed_sample_case_new ();

      g_free (case_->id);
      case_->id = g_uuid_string_random ();
      case_->number = 1000 + i;
      ed_fake_desk_add_case (desk, case_);
    }
}

static void
test_long_list_comes_little_by_little (Fixture *fixture, gconstpointer data)
{
  Growth growth = { 0 };
  GListModel *model;

  add_many (fixture->desk, 300);
  show_page (fixture, ED_SCOPE_IN_PROGRESS);
  model = find_model (fixture->page);
  g_signal_connect (model, "items-changed", G_CALLBACK (on_items_changed), &growth);
  while (g_list_model_get_n_items (model) < 300)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (growth.n, >=, 4);
  g_assert_cmpuint (growth.most_added, <=, 12);
  g_assert_cmpuint (growth.most_removed, ==, 0);

  /* What comes later comes at once, and takes nobody away from where he is. */
  growth = (Growth){ 0 };
  add_many (fixture->desk, 40);
  g_signal_emit_by_name (fixture->desk, "changed");
  while (g_list_model_get_n_items (model) < 340)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (growth.n, ==, 1);
  g_assert_cmpuint (growth.most_removed, ==, 0);
}

/* --- files ----------------------------------------------------------------------------------- */

static GtkDropTarget *
find_target (GtkWidget *widget)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_DROP_TARGET (controller))
        return GTK_DROP_TARGET (controller); /* the widget's own reference is enough */
    }
  g_assert_not_reached ();
}

static GtkWidget *
find_bar_below (GtkWidget *widget, gint64 number)
{
  GtkWidget *found = NULL;

  if (ED_IS_CASE_BAR (widget))
    {
      g_autoptr (EdCaseItem) item = NULL;

      g_object_get (widget, "item", &item, NULL);
      return item != NULL && ed_case_item_case (item)->number == number ? widget : NULL;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_bar_below (child, number);
  return found;
}

/* The bar of the case NUMBER, as soon as it is there, and its middle in the coordinates of VIEW. */
static GtkWidget *
find_bar (GtkWidget *view, gint64 number, double *x, double *y)
{
  GtkWidget *bar;

  while ((bar = find_bar_below (view, number)) == NULL || gtk_widget_get_height (bar) == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (gtk_widget_translate_coordinates (bar,
                                                   view,
                                                   gtk_widget_get_width (bar) / 2.0,
                                                   gtk_widget_get_height (bar) / 2.0,
                                                   x,
                                                   y));
  return bar;
}

static void
set_picture (GValue *value)
{
  static const guint8 pixel[] = { 1, 2, 3 };
  g_autoptr (GBytes) bytes = g_bytes_new_static (pixel, sizeof pixel);

  g_value_init (value, GDK_TYPE_TEXTURE);
  g_value_take_object (value, gdk_memory_texture_new (1, 1, GDK_MEMORY_R8G8B8, bytes, 3));
}

static gboolean
has_dialog (gpointer data)
{
  return g_list_model_get_n_items (gtk_window_get_toplevels ()) > 1;
}

static gboolean
has_no_dialog (gpointer data)
{
  return !has_dialog (data);
}

static void
test_files_are_dropped_on_a_bar (Fixture *fixture, gconstpointer data)
{
  GtkWidget *view, *bar;
  GtkDropTarget *target;
  g_auto (GValue) value = G_VALUE_INIT;
  GdkDragAction action;
  gboolean taken;
  double x, y;

  show_page (fixture, ED_SCOPE_IN_PROGRESS);
  ed_stage_wait_for (fixture->page, "2 months");
  view = ed_stage_find (fixture->page, GTK_TYPE_GRID_VIEW, NULL);
  target = find_target (view);
  bar = find_bar (view, 240, &x, &y);
  g_signal_emit_by_name (target, "motion", x, y, &action);
  g_assert_cmpint (action, ==, GDK_ACTION_COPY);
  g_assert_true (gtk_widget_has_css_class (bar, "drop-here"));
  g_signal_emit_by_name (target, "leave");
  g_assert_false (gtk_widget_has_css_class (bar, "drop-here"));
  set_picture (&value);
  g_signal_emit_by_name (target, "drop", &value, x, y, &taken);
  g_assert_true (taken);
  g_assert_true (has_dialog (fixture));
  for (guint i = 0; i < g_list_model_get_n_items (gtk_window_get_toplevels ()); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (gtk_window_get_toplevels (), i);

      if (window == fixture->window)
        continue;
      g_assert_true (ed_stage_says (GTK_WIDGET (window), "Case 240"));
      gtk_window_destroy (window);
    }
  ed_stage_wait (has_no_dialog, fixture);
}

static void
test_closed_case_takes_no_files (Fixture *fixture, gconstpointer data)
{
  GtkWidget *view, *bar;
  g_auto (GValue) value = G_VALUE_INIT;
  GdkDragAction action;
  gboolean taken;
  double x, y;

  show_page (fixture, ED_SCOPE_IN_PROGRESS);
  ed_stage_wait_for (fixture->page, "Approval pending");
  view = ed_stage_find (fixture->page, GTK_TYPE_GRID_VIEW, NULL);
  bar = find_bar (view, 244, &x, &y);
  g_signal_emit_by_name (find_target (view), "motion", x, y, &action);
  g_assert_cmpint (action, ==, 0);
  g_assert_false (gtk_widget_has_css_class (bar, "drop-here"));
  set_picture (&value);
  g_signal_emit_by_name (find_target (view), "drop", &value, x, y, &taken);
  g_assert_false (taken);
  g_assert_false (has_dialog (fixture));
}

static void
search_for (Fixture *fixture, const char *text)
{
  GtkWidget *entry;

  gtk_widget_activate_action (fixture->page, "page.search", NULL);
  entry = ed_stage_find (fixture->page, GTK_TYPE_SEARCH_ENTRY, NULL);
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  g_signal_emit_by_name (entry, "search-changed");
}

/* Whoever was at the end of a list begins another one at its beginning. */
static void
test_new_list_begins_at_the_top (Fixture *fixture, gconstpointer data)
{
  GtkWidget *view;
  GtkAdjustment *place;
  GListModel *model;

  add_many (fixture->desk, 300);
  show_page (fixture, ED_SCOPE_IN_PROGRESS);
  view = ed_stage_find (fixture->page, GTK_TYPE_GRID_VIEW, NULL);
  place = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view));
  model = find_model (fixture->page);
  wait_for_items (model, 300);
  ed_stage_settle ();
  gtk_adjustment_set_value (place, gtk_adjustment_get_upper (place));
  ed_stage_settle ();
  g_assert_cmpfloat (gtk_adjustment_get_value (place), >, 1000);

  search_for (fixture, "11"); /* 1011, 1100 to 1199, 1211 */
  wait_for_items (model, 102);
  g_assert_cmpfloat (gtk_adjustment_get_value (place), ==, 0);
}

static gint64
get_first_number (GListModel *model)
{
  g_autoptr (EdCaseItem) item = g_list_model_get_item (model, 0);

  return item != NULL ? ed_case_item_case (item)->number : ED_ABSENT;
}

static void
test_long_list_goes_little_by_little (Fixture *fixture, gconstpointer data)
{
  Growth growth = { 0 };
  GListModel *model;

  add_many (fixture->desk, 300);
  show_page (fixture, ED_SCOPE_IN_PROGRESS);
  model = find_model (fixture->page);
  wait_for_items (model, 300);
  g_signal_connect (model, "items-changed", G_CALLBACK (on_items_changed), &growth);

  /* What is asked for meanwhile comes instead. */
  search_for (fixture, "1007");
  g_main_context_iteration (NULL, TRUE);
  search_for (fixture, "1008");
  wait_for_items (model, 1);
  g_assert_cmpuint (growth.n, >=, 3);
  g_assert_cmpuint (growth.most_removed, <=, 24);
  while (get_first_number (model) != 1008)
    g_main_context_iteration (NULL, TRUE);

  search_for (fixture, "");
  wait_for_items (model, 300);
  search_for (fixture, "nobody");
  ed_stage_wait_for (fixture->page, "Nothing found");
  wait_for_items (model, 0);
  search_for (fixture, "");
  wait_for_items (model, 300);
}

/* Everything fits into 360 pixels, also with text twice as large. */
static void
test_page_fits_a_narrow_window (Fixture *fixture, gconstpointer data)
{
  for (int percent = 100; percent <= 200; percent += 100)
    {
      int minimum, natural;

      g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 96 * 1024 * percent / 100, NULL);
      if (fixture->window == NULL)
        show_page (fixture, ED_SCOPE_IN_PROGRESS);
      ed_stage_wait_for (fixture->page, "24 hours");
      gtk_widget_measure (fixture->page,
                          GTK_ORIENTATION_HORIZONTAL,
                          -1,
                          &minimum,
                          &natural,
                          NULL,
                          NULL);
      g_test_message ("%d %%: %d pixels", percent, minimum);
      g_assert_cmpint (minimum, <=, 360);
    }
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 96 * 1024, NULL);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    gboolean with_cases;
    void (*test) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "/client/cases-page/due-first", TRUE, test_page_lists_what_is_due_first },
    { "/client/cases-page/is-a-list", TRUE, test_list_is_one_to_screen_readers },
    { "/client/cases-page/little-by-little", FALSE, test_long_list_comes_little_by_little },
    { "/client/cases-page/goes-little-by-little", FALSE, test_long_list_goes_little_by_little },
    { "/client/cases-page/begins-at-the-top", FALSE, test_new_list_begins_at_the_top },
    { "/client/cases-page/chips", TRUE, test_chips_count_and_filter },
    { "/client/cases-page/search", TRUE, test_search_narrows_the_list },
    { "/client/cases-page/select", TRUE, test_select_opens_the_case },
    { "/client/cases-page/activate", TRUE, test_row_opens_the_case },
    { "/client/cases-page/dropped", TRUE, test_files_are_dropped_on_a_bar },
    { "/client/cases-page/dropped-closed", TRUE, test_closed_case_takes_no_files },
    { "/client/cases-page/closed", TRUE, test_closed_cases_are_a_list_of_their_own },
    { "/client/cases-page/empty", FALSE, test_empty_page_says_so },
    { "/client/cases-page/empty-closed", FALSE, test_empty_closed_page_says_so },
    { "/client/cases-page/first-sync", FALSE, test_first_sync_shows_its_progress },
    { "/client/cases-page/follows", FALSE, test_list_follows_the_desk },
    { "/client/cases-page/narrow", TRUE, test_page_fits_a_narrow_window },
  };

  g_setenv ("GTK_A11Y", "test", TRUE);
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path,
                Fixture,
                GINT_TO_POINTER (tests[i].with_cases),
                set_up,
                tests[i].test,
                tear_down);
  return g_test_run ();
}

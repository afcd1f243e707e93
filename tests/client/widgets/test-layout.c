/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/stage.h"
#include "client/walk.h"
#include "client/widgets/chip.h"
#include "client/widgets/entry-title.h"
#include "client/widgets/fold.h"
#include "client/widgets/header-title.h"
#include "client/widgets/message-fit.h"
#include "client/widgets/panes.h"
#include "client/widgets/row-fold.h"
#include "client/widgets/text-scale.h"
#include "client/widgets/wrap.h"

#include <adwaita.h>

/* A child that wants WIDTH by HEIGHT and takes no less. */
static GtkWidget *
make_brick (int width, int height)
{
  GtkWidget *brick = gtk_fixed_new ();

  gtk_widget_set_size_request (brick, width, height);
  return brick;
}

static GtkWidget *
make_fold (int threshold, int share)
{
  return g_object_new (ED_TYPE_FOLD,
                       "start",
                       make_brick (100, 20),
                       "end",
                       make_brick (50, 30),
                       "threshold",
                       threshold,
                       "spacing",
                       10,
                       "share",
                       share,
                       NULL);
}

static int
measure_height (GtkWidget *widget, int width)
{
  int minimum, natural;

  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, width, &minimum, &natural, NULL, NULL);
  return natural;
}

static void
test_fold_stacks_below_its_threshold (void)
{
  static const struct
  {
    int threshold, width;
    gboolean stacked;
  } rows[] = {
    { 300, 300, FALSE }, { 300, 299, TRUE }, { 0, 160, FALSE },
    { 0, 159, TRUE },    { 100, 159, TRUE }, /* they do not fit side by side */
    { 100, 160, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GtkWidget) fold = g_object_ref_sink (make_fold (rows[i].threshold, 0));

      g_assert_cmpint (ed_fold_is_stacked_at (ED_FOLD (fold), rows[i].width), ==, rows[i].stacked);
      g_assert_cmpint (measure_height (fold, rows[i].width), ==, rows[i].stacked ? 60 : 30);
    }
}

static void
test_fold_grows_with_the_text (void)
{
  g_autoptr (GtkWidget) fold = g_object_ref_sink (make_fold (300, 0));
  GtkSettings *settings = gtk_settings_get_default ();

  g_object_set (settings, "gtk-xft-dpi", 2 * 96 * 1024, NULL);
  g_assert_true (ed_fold_is_stacked_at (ED_FOLD (fold), 599));
  g_assert_false (ed_fold_is_stacked_at (ED_FOLD (fold), 600));
  g_object_set (settings, "gtk-xft-dpi", 96 * 1024, NULL);
}

static void
test_fold_is_as_narrow_as_its_widest_child (void)
{
  g_autoptr (GtkWidget) fold = g_object_ref_sink (make_fold (300, 0));
  int minimum, natural;

  gtk_widget_measure (fold, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  g_assert_cmpint (minimum, ==, 100);
  g_assert_cmpint (natural, ==, 160);
}

static void
test_fold_shares_the_width (void)
{
  static const struct
  {
    int share, start, end; /* of 410 pixels with 10 between */
  } rows[] = { { 0, 350, 50 }, { 50, 200, 200 }, { 75, 300, 100 }, { 10, 100, 300 } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GtkWidget) fold = g_object_ref_sink (make_fold (300, rows[i].share));
      GtkWidget *start = gtk_widget_get_first_child (fold);

      measure_height (fold, 410);
      gtk_widget_size_allocate (fold, &(GtkAllocation){ 0, 0, 410, 30 }, -1);
      g_assert_cmpint (gtk_widget_get_width (start), ==, rows[i].start);
      g_assert_cmpint (gtk_widget_get_width (gtk_widget_get_last_child (fold)), ==, rows[i].end);
    }
}

static void
test_fold_gives_all_to_the_only_child (void)
{
  g_autoptr (GtkWidget) fold = g_object_ref_sink (make_fold (300, 50));
  GtkWidget *start = gtk_widget_get_first_child (fold);

  gtk_widget_set_visible (gtk_widget_get_last_child (fold), FALSE);
  g_assert_cmpint (measure_height (fold, 410), ==, 20);
  gtk_widget_size_allocate (fold, &(GtkAllocation){ 0, 0, 410, 20 }, -1);
  g_assert_cmpint (gtk_widget_get_width (start), ==, 410);
}

/* A line of words: the narrower, the higher. */
static GtkWidget *
make_words (void)
{
  GtkWidget *label =
      gtk_label_new ("One two three four five six seven eight nine ten eleven twelve "
                     "thirteen fourteen fifteen sixteen seventeen eighteen nineteen");

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  return label;
}

/* Beside a wide button a text would have a column of one word a line. */
static void
test_fold_keeps_words_readable (void)
{
  static const struct
  {
    gboolean is_long;
    int width;
    gboolean stacked;
  } rows[] = { { TRUE, 370, TRUE }, { TRUE, 371, FALSE }, { FALSE, 301, FALSE } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      GtkWidget *start = rows[i].is_long ? make_words () : make_brick (100, 20);
      g_autoptr (GtkWidget) fold = g_object_ref_sink (g_object_new (ED_TYPE_FOLD,
                                                                    "start",
                                                                    start,
                                                                    "end",
                                                                    make_brick (180, 20),
                                                                    "spacing",
                                                                    11,
                                                                    "threshold",
                                                                    300,
                                                                    NULL));

      g_assert_cmpint (ed_fold_is_stacked_at (ED_FOLD (fold), rows[i].width), ==, rows[i].stacked);
    }
}

static GtkWidget *
make_panes (GtkWidget *start, GtkWidget *end)
{
  return g_object_new (ED_TYPE_PANES, "start", start, "end", end, "threshold", 300, NULL);
}

static int
allocate_start (GtkWidget *panes, int width)
{
  gtk_widget_measure (panes, GTK_ORIENTATION_VERTICAL, width, NULL, NULL, NULL, NULL);
  gtk_widget_size_allocate (panes, &(GtkAllocation){ 0, 0, width, 400 }, -1);
  return gtk_widget_get_width (gtk_widget_get_first_child (panes));
}

/* Whatever width they had before: it is the width in question that counts. */
static void
test_panes_are_as_high_as_that_width_makes_them (void)
{
  g_autoptr (GtkWidget) panes = g_object_ref_sink (make_panes (make_words (), make_brick (90, 20)));
  GtkWidget *words = gtk_widget_get_first_child (panes);

  g_assert_cmpint (allocate_start (panes, 200), ==, 200);
  g_assert_cmpint (measure_height (panes, 300), ==, measure_height (words, 150));
  g_assert_cmpint (allocate_start (panes, 300), ==, 150);
  g_assert_cmpint (measure_height (panes, 200), ==, measure_height (words, 200));
  g_assert_cmpint (measure_height (words, 200), <, measure_height (words, 150));
}

static void
test_panes_get_no_less_than_they_need (void)
{
  g_autoptr (GtkWidget) panes =
      g_object_ref_sink (make_panes (make_brick (90, 20), make_brick (180, 20)));

  g_assert_cmpint (allocate_start (panes, 359), ==, 359);
  g_assert_cmpint (allocate_start (panes, 360), ==, 180);
}

/* Every title of a dialog that is shown, in WIDGET, has all its letters. */
static void
check_titles (GtkWidget *widget)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);

  if (GTK_IS_LABEL (widget) && gtk_widget_has_css_class (widget, "title-2")
      && gtk_widget_get_mapped (widget))
    g_assert_false (pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (widget))));
  for (; child != NULL; child = gtk_widget_get_next_sibling (child))
    check_titles (child);
}

static void
test_heading_is_shown_whole (void)
{
  const char *heading = "Accept the statement of July for the expert who does not answer";
  GtkWidget *dialog = adw_message_dialog_new (NULL, heading, "They see it.");

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", "Close");
  ed_message_fit (ADW_MESSAGE_DIALOG (dialog));
  gtk_window_set_default_size (GTK_WINDOW (dialog), 300, 400);
  gtk_window_present (GTK_WINDOW (dialog));
  ed_stage_settle ();
  check_titles (dialog);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
test_title_of_an_entry_wraps (void)
{
  GtkWidget *row = g_object_ref_sink (adw_entry_row_new ());
  const char *title = "Number of sessions available to an employee or a member of the family";

  ed_entry_title_wrap (ADW_ENTRY_ROW (row));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  g_assert_cmpint (measure_height (row, 2000), ==, measure_height (row, -1));
  g_assert_cmpint (measure_height (row, 200), >, measure_height (row, 2000));
  g_assert_cmpint (measure_height (row, 150), >, measure_height (row, 200));
  g_object_unref (row);
}

/* The row lays it out for a height: there may be a width for that which tears words. */
static void
test_title_of_an_entry_breaks_between_words (void)
{
  GtkWidget *row = adw_entry_row_new (), *list = gtk_list_box_new (), *label;
  const char *title = "Beneficiaries covered";
  PangoLayout *layout;
  GtkWindow *window = NULL;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  ed_entry_title_wrap (ADW_ENTRY_ROW (row));
  gtk_list_box_append (GTK_LIST_BOX (list), row);
  for (int width = 320; width >= 130; width -= 10)
    {
      gtk_widget_set_halign (list, GTK_ALIGN_START);
      gtk_widget_set_size_request (list, width, -1);
      window = window == NULL ? ed_stage_show (list, width, 200) : window;
      gtk_window_set_default_size (window, width, 200);
      ed_walk_wait_drawn (list);
      label = ed_stage_find (row, GTK_TYPE_LABEL, title);
      layout = gtk_label_get_layout (GTK_LABEL (label));
      for (int i = 1; i < pango_layout_get_line_count (layout); i++)
        g_assert_cmpint (
            title[pango_layout_line_get_start_index (pango_layout_get_line_readonly (layout, i))
                  - 1],
            ==,
            ' ');
    }
  ed_stage_close (window);
}

static void
scale_text (int percent)
{
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 1024 * 96 * percent / 100, NULL);
}

/* Where CHILD begins in ROOT, from above. */
static float
find_top (GtkWidget *child, GtkWidget *root)
{
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (child, root, &bounds));
  return bounds.origin.y;
}

/* Large text takes what is at the end of a row below its words, unless it is small or has room. */
static void
test_row_folds_for_large_text (void)
{
  static const struct
  {
    int percent, end, width;
    gboolean folded;
  } rows[] = {
    { 100, 150, 300, FALSE }, { 200, 150, 300, TRUE },  { 200, 30, 300, FALSE },
    { 200, 150, 900, FALSE }, { 149, 150, 300, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      GtkWidget *list = gtk_list_box_new (), *row = adw_action_row_new ();
      GtkWidget *brick = make_brick (rows[i].end, 30), *words;
      GtkWindow *window;

      scale_text (rows[i].percent);
      gtk_widget_set_valign (list, GTK_ALIGN_START);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), "Duration in minutes");
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), brick);
      ed_rows_fit (row);
      gtk_list_box_append (GTK_LIST_BOX (list), row);
      window = ed_stage_show (list, rows[i].width, 400);
      words = ed_stage_find (row, GTK_TYPE_LABEL, "Duration in minutes");
      g_assert_cmpint (find_top (brick, row)
                           >= find_top (words, row) + gtk_widget_get_height (words),
                       ==,
                       rows[i].folded);
      g_assert_cmpint (gtk_widget_get_width (brick), ==, rows[i].end);
      ed_stage_close (window);
    }
  scale_text (100);
}

static gboolean
is_cut (GtkWidget *label)
{
  return pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (label)));
}

/* On one line where there is room, on several where there is not. */
static void
test_header_title_wraps (void)
{
  const char *title = "Submission of the form";
  int heights[2];

  for (int i = 0; i < 2; i++)
    {
      GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *bar = adw_header_bar_new ();
      GtkWidget *label;
      GtkWindow *window;

      adw_header_bar_pack_start (ADW_HEADER_BAR (bar), gtk_button_new_with_label ("Cancel"));
      gtk_box_append (GTK_BOX (box), bar);
      window = ed_stage_show (box, i == 0 ? 800 : 340, 300);
      gtk_window_set_title (window, title);
      ed_header_titles_wrap (GTK_WIDGET (window));
      ed_stage_wait_for (bar, title);
      ed_walk_wait_drawn (box);
      label = ed_stage_find (bar, GTK_TYPE_LABEL, title);
      g_assert_false (is_cut (label));
      heights[i] = gtk_widget_get_height (label);
      ed_stage_close (window);
    }
  g_assert_cmpint (heights[1], >=, 2 * heights[0] - 2);
}

/* Large words go below the buttons where they would be broken beside them; no words lie upon the
 * buttons. */
static void
test_header_folds_for_large_text (void)
{
  static const struct
  {
    int percent, width;
    gboolean folded;
  } bars[] = { { 100, 360, FALSE }, { 200, 360, TRUE }, { 200, 900, FALSE } };

  for (guint i = 0; i < G_N_ELEMENTS (bars); i++)
    {
      GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *bar = adw_header_bar_new ();
      GtkWidget *cancel = gtk_button_new_with_label ("Abbrechen");
      GtkWidget *save = gtk_button_new_with_label ("Speichern"), *label;
      GtkWindow *window;
      graphene_rect_t words, button;
      gboolean below;

      scale_text (bars[i].percent);
      adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (bar), FALSE);
      adw_header_bar_pack_start (ADW_HEADER_BAR (bar), cancel);
      adw_header_bar_pack_end (ADW_HEADER_BAR (bar), save);
      gtk_box_append (GTK_BOX (box), bar);
      window = ed_stage_show (box, bars[i].width, 300);
      gtk_window_set_title (window, "Sitzung eintragen");
      ed_header_titles_wrap (GTK_WIDGET (window));
      ed_stage_wait_for (bar, "Sitzung eintragen");
      ed_walk_wait_drawn (box);
      label = ed_stage_find (bar, GTK_TYPE_LABEL, "Sitzung eintragen");
      g_assert_false (is_cut (label));
      below = find_top (label, bar) >= find_top (save, bar) + gtk_widget_get_height (save);
      g_assert_cmpint (below, ==, bars[i].folded);
      g_assert_true (gtk_widget_compute_bounds (label, bar, &words));
      g_assert_true (gtk_widget_compute_bounds (save, bar, &button));
      g_assert_false (graphene_rect_intersection (&words, &button, NULL));
      g_assert_true (gtk_widget_compute_bounds (cancel, bar, &button));
      g_assert_false (graphene_rect_intersection (&words, &button, NULL));
      ed_stage_close (window);
    }
  scale_text (100);
}

static void
test_wrap_begins_a_new_line (void)
{
  static const struct
  {
    int width, height;
  } rows[] = { { 320, 20 }, { 319, 46 }, { 210, 46 }, { 209, 72 }, { 104, 72 } };
  GtkWidget *wrap = g_object_ref_sink (g_object_new (ED_TYPE_WRAP, "spacing", 6, NULL));
  int minimum, natural;

  ed_wrap_append (ED_WRAP (wrap), make_brick (100, 20));
  ed_wrap_append (ED_WRAP (wrap), make_brick (104, 20));
  ed_wrap_append (ED_WRAP (wrap), make_brick (104, 20));
  gtk_widget_measure (wrap, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  g_assert_cmpint (minimum, ==, 104);
  g_assert_cmpint (natural, ==, 320);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpint (measure_height (wrap, rows[i].width), ==, rows[i].height);
  g_assert_finalize_object (wrap);
}

static void
test_chip_hides_when_it_would_show_nothing (void)
{
  GtkWidget *all = g_object_ref_sink (ed_chip_new ("All", NULL));
  GtkWidget *legal = g_object_ref_sink (ed_chip_new ("Legal", ED_CHIP (all)));

  g_assert_true (gtk_widget_get_visible (all));
  g_assert_false (gtk_widget_get_visible (legal));
  ed_chip_set_count (ED_CHIP (legal), 2);
  g_assert_true (gtk_widget_get_visible (legal));
  g_assert_true (ed_stage_says (legal, "2"));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (legal), TRUE);
  g_assert_false (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (all)));
  ed_chip_set_count (ED_CHIP (legal), 0);
  g_assert_true (gtk_widget_get_visible (legal)); /* the chosen one stays */
  g_assert_finalize_object (legal);
  g_assert_finalize_object (all);
}

static int
measure_icon (GtkWindow *window)
{
  int natural;

  gtk_widget_measure (gtk_window_get_child (window),
                      GTK_ORIENTATION_HORIZONTAL,
                      -1,
                      NULL,
                      &natural,
                      NULL,
                      NULL);
  return natural;
}

static void
test_icons_grow_with_the_text (void)
{
  GtkSettings *settings = gtk_settings_get_default ();
  GtkWidget *icon = gtk_image_new_from_icon_name ("open-menu-symbolic");
  GtkWidget *large = gtk_image_new_from_icon_name ("open-menu-symbolic");
  GtkWindow *window, *other;

  ed_text_scale_follow (gdk_display_get_default ());
  gtk_image_set_pixel_size (GTK_IMAGE (large), 64);
  window = ed_stage_show (icon, 100, 100);
  other = ed_stage_show (large, 100, 100);
  g_assert_cmpint (measure_icon (window), ==, 16);
  g_object_set (settings, "gtk-xft-dpi", 2 * 96 * 1024, NULL);
  g_assert_cmpint (measure_icon (window), ==, 32);
  g_assert_cmpint (measure_icon (other), ==, 64);
  g_object_set (settings, "gtk-xft-dpi", 96 * 1024 * 9 / 10, NULL);
  g_assert_cmpint (measure_icon (window), ==, 16);
  g_object_set (settings, "gtk-xft-dpi", 96 * 1024, NULL);
  ed_stage_close (window);
  ed_stage_close (other);
}

/* Grown with the text, but never beyond the monitor, where its end could not be reached. */
static void
test_window_grows_as_far_as_the_monitor (void)
{
  GListModel *monitors = gdk_display_get_monitors (gdk_display_get_default ());
  g_autoptr (GdkMonitor) monitor = g_list_model_get_item (monitors, 0);
  GtkSettings *settings = gtk_settings_get_default ();
  GtkWindow *window = GTK_WINDOW (gtk_window_new ());
  GdkRectangle area;
  int width, height;

  gdk_monitor_get_geometry (monitor, &area);
  ed_text_scale_window (window, 300, 200);
  gtk_window_get_default_size (window, &width, &height);
  g_assert_cmpint (width, ==, 300);
  g_assert_cmpint (height, ==, 200);
  g_object_set (settings, "gtk-xft-dpi", 2 * 96 * 1024, NULL);
  ed_text_scale_window (window, 300, 200);
  gtk_window_get_default_size (window, &width, &height);
  g_assert_cmpint (width, ==, 600);
  g_assert_cmpint (height, ==, 400);
  ed_text_scale_window (window, area.width, area.height);
  gtk_window_get_default_size (window, &width, &height);
  g_assert_cmpint (width, ==, area.width);
  g_assert_cmpint (height, <, area.height);
  ed_text_scale_window (window, 300, -1);
  gtk_window_get_default_size (window, &width, &height);
  g_assert_cmpint (height, ==, -1);
  g_object_set (settings, "gtk-xft-dpi", 96 * 1024, NULL);
  gtk_window_destroy (window);
}

int
main (int argc, char **argv)
{
  g_setenv ("GTK_A11Y", "test", TRUE);
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/client/fold/stacks", test_fold_stacks_below_its_threshold);
  g_test_add_func ("/client/fold/text-size", test_fold_grows_with_the_text);
  g_test_add_func ("/client/fold/width", test_fold_is_as_narrow_as_its_widest_child);
  g_test_add_func ("/client/fold/readable", test_fold_keeps_words_readable);
  g_test_add_func ("/client/fold/shares", test_fold_shares_the_width);
  g_test_add_func ("/client/fold/only-child", test_fold_gives_all_to_the_only_child);
  g_test_add_func ("/client/panes/height", test_panes_are_as_high_as_that_width_makes_them);
  g_test_add_func ("/client/panes/least", test_panes_get_no_less_than_they_need);
  g_test_add_func ("/client/heading/whole", test_heading_is_shown_whole);
  g_test_add_func ("/client/entry-title/wraps", test_title_of_an_entry_wraps);
  g_test_add_func ("/client/row-fold/large-text", test_row_folds_for_large_text);
  g_test_add_func ("/client/header-title/wraps", test_header_title_wraps);
  g_test_add_func ("/client/header-fold/large-text", test_header_folds_for_large_text);
  g_test_add_func ("/client/wrap/new-line", test_wrap_begins_a_new_line);
  g_test_add_func ("/client/chip/hides", test_chip_hides_when_it_would_show_nothing);
  g_test_add_func ("/client/text-scale/icons", test_icons_grow_with_the_text);
  g_test_add_func ("/client/text-scale/window", test_window_grows_as_far_as_the_monitor);
  g_test_add_func ("/client/entry-title/words", test_title_of_an_entry_breaks_between_words);
  return g_test_run ();
}

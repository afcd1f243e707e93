/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/stage.h"
#include "client/walk.h"
#include "client/widgets/bottom-bar.h"
#include "client/widgets/toast.h"

#include <adwaita.h>

static gboolean
is_cut (GtkWidget *label)
{
  return pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (label)));
}

static gboolean
says_only_second (gpointer overlay)
{
  return ed_stage_says (overlay, "Second") && !ed_stage_says (overlay, "First");
}

/* Not after it: "Undo" takes back what was done last. */
static void
test_toast_takes_the_place_of_the_former (void)
{
  GtkWidget *overlay = adw_toast_overlay_new ();
  GtkWidget *child = gtk_label_new ("A page");
  GtkWindow *window;

  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), child);
  window = ed_stage_show (overlay, 400, 300);
  ed_toast (child, "First", NULL);
  ed_stage_wait_for (overlay, "First");
  ed_toast (child, "Second", NULL);
  ed_stage_wait (says_only_second, overlay);
  ed_stage_close (window);
}

static void
lay_out_toast (GtkWidget *overlay, GtkWidget *toast, graphene_rect_t *bounds)
{
  ed_walk_wait_drawn (overlay);
  g_assert_true (gtk_widget_compute_bounds (toast, overlay, bounds));
}

/* Also as bars come, grow and go while it shows. */
static void
test_toast_lies_above_the_bar (void)
{
  GtkWidget *overlay = adw_toast_overlay_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *bar = g_object_new (ED_TYPE_BOTTOM_BAR, "visible", FALSE, NULL);
  GtkWidget *page = gtk_label_new ("A page"), *deeds = gtk_fixed_new (), *toast;
  graphene_rect_t alone, above, higher, below;
  GtkWindow *window;

  gtk_widget_set_vexpand (page, TRUE);
  gtk_widget_set_size_request (deeds, 50, 40);
  adw_bin_set_child (ADW_BIN (bar), deeds);
  gtk_box_append (GTK_BOX (box), page);
  gtk_box_append (GTK_BOX (box), bar);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), box);
  window = ed_stage_show (overlay, 300, 300);
  ed_toast (page, "Done", NULL);
  ed_stage_wait_for (overlay, "Done");
  toast = gtk_widget_get_last_child (overlay);
  lay_out_toast (overlay, toast, &alone);
  gtk_widget_set_visible (bar, TRUE);
  lay_out_toast (overlay, toast, &above);
  g_assert_cmpfloat (alone.origin.y - above.origin.y, >=, 40);
  gtk_widget_set_size_request (deeds, 50, 90);
  lay_out_toast (overlay, toast, &higher);
  g_assert_cmpfloat (above.origin.y - higher.origin.y, ==, 50);
  gtk_box_remove (GTK_BOX (box), bar);
  lay_out_toast (overlay, toast, &below);
  g_assert_cmpfloat (below.origin.y, ==, alone.origin.y);
  ed_stage_close (window);
}

/* Whoever has not heard it cannot ask again. */
static void
test_toast_is_shown_whole (void)
{
  const char *text = "Your account may not do this, and this is a longer sentence";
  GtkWidget *overlay = adw_toast_overlay_new (), *label;
  GtkWidget *child = gtk_label_new ("A page");
  GtkWindow *window;
  int height;

  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), child);
  window = ed_stage_show (overlay, 300, 300);
  ed_toast (child, text, NULL);
  ed_stage_wait_for (overlay, text);
  ed_walk_wait_drawn (overlay);
  label = ed_stage_find (overlay, GTK_TYPE_LABEL, text);
  g_assert_false (is_cut (label));
  pango_layout_get_pixel_size (gtk_label_get_layout (GTK_LABEL (label)), NULL, &height);
  g_assert_cmpint (gtk_widget_get_height (label), >=, height);
  ed_stage_close (window);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/client/toast/newest", test_toast_takes_the_place_of_the_former);
  g_test_add_func ("/client/toast/above-the-bar", test_toast_lies_above_the_bar);
  g_test_add_func ("/client/toast/whole", test_toast_is_shown_whole);
  return g_test_run ();
}

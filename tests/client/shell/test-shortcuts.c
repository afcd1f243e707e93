/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/shell/shortcuts.h"

#include "client/shell/shortcut-row.h"
#include "client/stage.h"
#include "domain/account.h"

static gboolean
is_mapped (gpointer widget)
{
  return gtk_widget_get_mapped (widget);
}

/* Whether there is a row for TITLE. */
static gboolean
shows (GtkWidget *widget, const char *title)
{
  gboolean is_shown = FALSE;

  if (!gtk_widget_get_visible (widget))
    return FALSE;
  if (ED_IS_SHORTCUT_ROW (widget))
    return g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && !is_shown;
       child = gtk_widget_get_next_sibling (child))
    is_shown = shows (child, title);
  return is_shown;
}

static void
test_keys_of_the_role_are_shown (void)
{
  static const struct
  {
    guint roles;
    gboolean counsels, coordinates;
  } rows[] = {
    { ED_ROLE_EXPERT, TRUE, FALSE },
    { ED_ROLE_COORDINATOR, FALSE, TRUE },
    { ED_ROLE_CASE_MANAGER, FALSE, FALSE },
    { ED_ROLE_EXPERT | ED_ROLE_COORDINATOR, TRUE, TRUE },
    { 0, FALSE, FALSE },
  };
  g_autoptr (GtkApplication) application = gtk_application_new (NULL, 0);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      GtkWidget *window = ed_shortcuts_new (application, rows[i].roles);

      gtk_window_present (GTK_WINDOW (window));
      ed_stage_wait (is_mapped, window);
      g_assert_cmpint (shows (window, "Finish and attach"), ==, rows[i].counsels);
      g_assert_cmpint (shows (window, "Assign the selected cases"), ==, rows[i].coordinates);
      g_assert_true (shows (window, "Back to list"));
      gtk_window_destroy (GTK_WINDOW (window));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/client/shortcuts/role", test_keys_of_the_role_are_shown);
  return g_test_run ();
}

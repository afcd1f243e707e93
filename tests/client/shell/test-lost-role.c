/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Who loses a role while the program is open has nothing of it on any page or window: what was
 * fetched for them to look at, as a case of the archive, no forget takes away. */

#include "client/coordinator/archive-window.h"
#include "client/fake-desk-archive.h"
#include "client/fake-desk.h"
#include "client/sample-cases.h"
#include "client/shell/window.h"
#include "client/stage.h"

#include <adwaita.h>

#define ARCHIVED "00000000-0000-4000-8000-000000000099"

typedef struct
{
  GtkWidget *window;
  EdDesk *desk;
} Fixture;

static gboolean
is_drawn (gpointer data)
{
  return gtk_widget_get_mapped (data) && gtk_widget_get_width (data) > 0;
}

static gboolean
is_null (gpointer data)
{
  return *(gpointer *) data == NULL;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->window = ed_window_new (NULL);
  gtk_window_present (GTK_WINDOW (fixture->window));
  ed_stage_wait (is_drawn, fixture->window);
  fixture->desk = ed_fake_desk_new (ED_SAMPLE_NOW);
  ed_fake_desk_set_roles (fixture->desk, ED_ROLE_EXPERT | ED_ROLE_COORDINATOR);
  ed_sample_cases_add (fixture->desk);
  ed_window_enter (ED_WINDOW (fixture->window), g_object_ref (fixture->desk));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gpointer window = fixture->window;

  g_object_add_weak_pointer (G_OBJECT (fixture->window), &window);
  gtk_window_close (GTK_WINDOW (fixture->window));
  ed_stage_wait (is_null, &window);
  ed_stage_settle ();
  g_assert_finalize_object (fixture->desk);
}

static gboolean
has_place (Fixture *fixture, const char *name)
{
  g_auto (GStrv) places = ed_window_list_places (ED_WINDOW (fixture->window));

  return g_strv_contains ((const char *const *) places, name);
}

static void
show_every_place (Fixture *fixture)
{
  g_auto (GStrv) places = ed_window_list_places (ED_WINDOW (fixture->window));

  for (char **name = places; *name != NULL; name++)
    {
      g_assert_true (ed_window_show (ED_WINDOW (fixture->window), *name));
      ed_stage_settle ();
    }
}

static void
change_roles (Fixture *fixture, guint roles)
{
  ed_fake_desk_set_roles (fixture->desk, roles);
  g_signal_emit_by_name (fixture->desk, "changed");
  ed_stage_settle ();
}

static void
test_pages_go_with_the_role (Fixture *fixture, gconstpointer data)
{
  show_every_place (fixture);
  g_assert_true (has_place (fixture, "privacy"));
  change_roles (fixture, ED_ROLE_EXPERT);
  g_assert_false (has_place (fixture, "privacy"));
  g_assert_true (has_place (fixture, "cases-in-progress"));
  g_assert_nonnull (ed_window_desk (ED_WINDOW (fixture->window)));
  /* What is left is as good as new. */
  show_every_place (fixture);
  change_roles (fixture, ED_ROLE_EXPERT);
  g_assert_true (ed_window_show (ED_WINDOW (fixture->window), "cases-in-progress"));
  ed_stage_wait_for (fixture->window, "24 hours");
}

static void
test_windows_go_with_the_role (Fixture *fixture, gconstpointer data)
{
  EdArchiveAnswer *answer = ed_record_new (&ed_archive_answer_type);
  EdCase *archived = ed_sample_case_new ();
  GtkWidget *window;

  g_free (archived->id);
  archived->id = g_strdup (ARCHIVED);
  g_ptr_array_add (answer->cases, archived);
  ed_fake_desk_set_archive (answer);
  window = ed_archive_window_open_id (fixture->window, fixture->desk, ARCHIVED);
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  ed_stage_settle ();
  g_assert_nonnull (window);
  change_roles (fixture, ED_ROLE_EXPERT);
  ed_stage_wait (is_null, &window);
}

/* Nobody is torn from what they write by a role that they get. */
static void
test_role_that_comes_disturbs_nobody (Fixture *fixture, gconstpointer data)
{
  change_roles (fixture, ED_ROLE_EXPERT);
  g_assert_true (ed_window_show (ED_WINDOW (fixture->window), "statement"));
  change_roles (fixture, ED_ROLE_EXPERT | ED_ROLE_COORDINATOR);
  g_assert_false (has_place (fixture, "privacy"));
}

int
main (int argc, char **argv)
{
  g_setenv ("GTK_A11Y", "test", TRUE);
  g_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(path, test) \
  g_test_add ("/client/lost-role/" path, Fixture, NULL, set_up, test, tear_down)
  ADD ("pages", test_pages_go_with_the_role);
  ADD ("windows", test_windows_go_with_the_role);
  ADD ("gained", test_role_that_comes_disturbs_nobody);
#undef ADD
  return g_test_run ();
}

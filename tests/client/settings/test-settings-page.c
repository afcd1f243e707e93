/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The page of settings: what is shown, saved, refused, and changed by others meanwhile. */

#include "client/fake-desk-insides.h"
#include "client/fake-desk.h"
#include "client/sample-cases.h"
#include "client/settings/setting-row.h"
#include "client/settings/settings-page.h"
#include "client/stage.h"

typedef struct
{
  EdDesk *desk;
  GtkWidget *page;
  GtkWindow *window;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->desk = ed_fake_desk_new (ED_SAMPLE_NOW);
  ed_fake_desk_set_roles (fixture->desk, GPOINTER_TO_UINT (data));
  g_free (fixture->desk->settings->id);
  fixture->desk->settings->id = g_strdup ("99999999-9999-4999-8999-999999999999");
  g_free (fixture->desk->settings->organisation);
  fixture->desk->settings->organisation = g_strdup ("Helping Circle");
  fixture->page = ed_settings_page_new (fixture->desk);
  fixture->window = ed_stage_show (fixture->page, 700, 800);
  ed_stage_wait_for (fixture->page, "Time limits");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  ed_stage_close (fixture->window);
  ed_stage_settle ();
  g_assert_finalize_object (fixture->desk);
}

/* The field of the row called TITLE. */
static GtkWidget *
find_entry (Fixture *fixture, const char *title)
{
  GtkWidget *label = ed_stage_find (fixture->page, GTK_TYPE_LABEL, title);
  GtkWidget *row = gtk_widget_get_ancestor (label, ED_TYPE_SETTING_ROW);

  g_assert_nonnull (row);
  return ed_stage_find (row, GTK_TYPE_ENTRY, NULL);
}

static void
enter (Fixture *fixture, const char *title, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (find_entry (fixture, title)), text);
}

static gboolean
has_command (gpointer data)
{
  return ed_fake_desk_count_commands (data) > 0;
}

static void
test_change_is_saved_as_one (Fixture *fixture, gconstpointer data)
{
  const EdCommand *command;

  g_assert_null (ed_stage_find (fixture->page, GTK_TYPE_BUTTON, "Save"));
  enter (fixture, "Client to be contacted", "72");
  enter (fixture, "Monday", "8-16:30");
  ed_stage_settle ();
  ed_stage_click (fixture->page, "Save");
  ed_stage_wait (has_command, fixture->desk);
  command = ed_fake_desk_command (fixture->desk, 0);
  g_assert_cmpint (command->type, ==, ED_COMMAND_SETTINGS_SET);
  g_assert_cmpint (__builtin_popcountll (command->edited), ==, 2);
  g_assert_cmpint (((EdSettings *) command->from)->contact_due_h, ==, 48);
  g_assert_cmpint (((EdSettings *) command->to)->contact_due_h, ==, 72);
  g_assert_cmpint (((EdSettings *) command->to)->opening->len, ==, 1);
  ed_stage_settle ();
  g_assert_null (ed_stage_find (fixture->page, GTK_TYPE_BUTTON, "Save"));
}

static void
test_contradiction_is_said_beside_it (Fixture *fixture, gconstpointer data)
{
  enter (fixture, "Client to be contacted", "12");
  ed_stage_settle ();
  ed_stage_click (fixture->page, "Save");
  ed_stage_wait_for (fixture->page, "The reminder has to come before what it reminds of.");
  g_assert_cmpuint (ed_fake_desk_count_commands (fixture->desk), ==, 0);
}

static void
test_nonsense_is_not_sent (Fixture *fixture, gconstpointer data)
{
  enter (fixture, "Tuesday", "whenever");
  ed_stage_settle ();
  ed_stage_click (fixture->page, "Save");
  ed_stage_wait_for (fixture->page, "This value is not possible here.");
  g_assert_cmpuint (ed_fake_desk_count_commands (fixture->desk), ==, 0);
  ed_stage_click (fixture->page, "Discard");
  ed_stage_settle ();
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find_entry (fixture, "Tuesday"))), ==, "");
  g_assert_null (ed_stage_find (fixture->page, GTK_TYPE_BUTTON, "Save"));
}

/* What somebody else changes shows at once, but for what is being changed here. */
static void
test_conflict_shows_both_values (Fixture *fixture, gconstpointer data)
{
  enter (fixture, "Client to be contacted", "72");
  fixture->desk->settings->contact_due_h = 60;
  fixture->desk->settings->session_due_days = 7;
  g_signal_emit_by_name (fixture->desk, "changed");
  ed_stage_settle ();
  g_assert_cmpstr (gtk_editable_get_text (
                       GTK_EDITABLE (find_entry (fixture, "First appointment to be registered"))),
                   ==,
                   "7");
  ed_stage_click (fixture->page, "Save");
  ed_stage_wait_for (fixture->page,
                     "Somebody else has made it 60 meanwhile. Save again to replace that.");
  g_assert_cmpstr (
      gtk_editable_get_text (GTK_EDITABLE (find_entry (fixture, "Client to be contacted"))),
      ==,
      "72");
  ed_stage_click (fixture->page, "Save");
  ed_stage_wait (has_command, fixture->desk);
  g_assert_cmpint (fixture->desk->settings->contact_due_h, ==, 72);
}

static void
test_coordinators_only_look (Fixture *fixture, gconstpointer data)
{
  g_assert_true (ed_stage_says (fixture->page, "An administrator can change these settings."));
  g_assert_false (gtk_widget_is_sensitive (find_entry (fixture, "Client to be contacted")));
}

#define ADD(name, roles, function)           \
  g_test_add ("/client/settings-page/" name, \
              Fixture,                       \
              GUINT_TO_POINTER (roles),      \
              set_up,                        \
              function,                      \
              tear_down)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  ADD ("change-is-saved-as-one", ED_ROLE_ADMINISTRATOR, test_change_is_saved_as_one);
  ADD ("contradiction-is-said", ED_ROLE_ADMINISTRATOR, test_contradiction_is_said_beside_it);
  ADD ("nonsense-is-not-sent", ED_ROLE_ADMINISTRATOR, test_nonsense_is_not_sent);
  ADD ("conflict-shows-both", ED_ROLE_ADMINISTRATOR, test_conflict_shows_both_values);
  ADD ("coordinators-only-look", ED_ROLE_COORDINATOR, test_coordinators_only_look);
  return g_test_run ();
}

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/shell/window.h"

#include "client/cases/case-profile.h"
#include "client/coordinator/archive-window.h"
#include "client/fake-desk-archive.h"
#include "client/fake-desk.h"
#include "client/sample-cases.h"
#include "client/sample-requests.h"
#include "client/shell/above.h"
#include "client/shell/sidebar-row.h"
#include "client/stage.h"
#include "client/widgets/page.h"
#include "client/widgets/toast.h"

typedef struct
{
  GtkWidget *window; /* NULL once the test has closed it */
  gpointer given;
  EdDesk *desk;
} Fixture;

static gboolean
is_drawn (gpointer data)
{
  return gtk_widget_get_mapped (data) && gtk_widget_get_width (data) > 0;
}

static void
enter (Fixture *fixture, guint roles)
{
  fixture->desk = ed_fake_desk_new (ED_SAMPLE_NOW);
  ed_fake_desk_set_roles (fixture->desk, roles);
  ed_sample_cases_add (fixture->desk);
  ed_window_enter (ED_WINDOW (fixture->window), g_object_ref (fixture->desk));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->window = ed_window_new (NULL);
  fixture->given = fixture->window;
  gtk_window_present (GTK_WINDOW (fixture->window));
  ed_stage_wait (is_drawn, fixture->window);
}

static gboolean
is_null (gpointer data)
{
  return *(gpointer *) data == NULL;
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gpointer window = fixture->given;

  g_object_add_weak_pointer (fixture->given, &window);
  if (fixture->window != NULL)
    gtk_window_close (GTK_WINDOW (fixture->window));
  ed_stage_wait (is_null, &window);
  if (fixture->window == NULL)
    ed_stage_settle (); /* what the deed has set going */
  if (fixture->desk != NULL)
    g_assert_finalize_object (fixture->desk);
}

static void
test_window_begins_with_signing_in (Fixture *fixture, gconstpointer data)
{
  g_assert_nonnull (ed_stage_find (fixture->window, ED_TYPE_SIGN_IN_PAGE, NULL));
  g_assert_null (ed_window_desk (ED_WINDOW (fixture->window)));
}

static void
test_expert_sees_their_places (Fixture *fixture, gconstpointer data)
{
  static const char *const places[] = {
    "cases-in-progress", "closed-cases", "requests", "satisfaction-form", "treatment-log",
    "case-file",         "statement",    "outbox",   "needs-attention",   NULL
  };
  g_auto (GStrv) names = NULL;

  enter (fixture, ED_ROLE_EXPERT);
  names = ed_window_list_places (ED_WINDOW (fixture->window));
  g_assert_cmpstrv (names, places);
  ed_stage_wait_for (fixture->window, "24 hours");
  g_assert_true (ed_stage_says (fixture->window, "Dr. Kovács Anna"));
  g_assert_true (ed_stage_says (fixture->window, "Up to date, 12:32"));
}

static gboolean
is_inside (gpointer window)
{
  gboolean inside;

  g_object_get (window, "inside", &inside, NULL);
  return inside;
}

/* Nobody is shown a page that still loads. */
static void
test_inside_is_shown_when_it_has_content (Fixture *fixture, gconstpointer data)
{
  enter (fixture, ED_ROLE_EXPERT);
  g_assert_false (is_inside (fixture->window));
  g_assert_true (
      gtk_widget_get_mapped (ed_stage_find (fixture->window, ED_TYPE_SIGN_IN_PAGE, NULL)));
  ed_stage_wait (is_inside, fixture->window);
  g_assert_true (ed_stage_says (fixture->window, "24 hours"));
  ed_window_lock (ED_WINDOW (fixture->window));
  g_assert_false (is_inside (fixture->window));
}

static void
test_coordinator_sees_other_places (Fixture *fixture, gconstpointer data)
{
  g_auto (GStrv) names = NULL;

  enter (fixture, ED_ROLE_COORDINATOR | ED_ROLE_ADMINISTRATOR);
  names = ed_window_list_places (ED_WINDOW (fixture->window));
  g_assert_cmpstr (names[0], ==, "today");
  g_assert_true (g_strv_contains ((const char *const *) names, "new-case"));
  g_assert_true (g_strv_contains ((const char *const *) names, "outbox"));
  g_assert_false (g_strv_contains ((const char *const *) names, "cases-in-progress"));
}

static void
test_case_manager_sees_requests_alone (Fixture *fixture, gconstpointer data)
{
  static const char *const places[] = { "requests",
                                        "new-request",
                                        "outbox",
                                        "needs-attention",
                                        NULL };
  g_auto (GStrv) names = NULL;

  enter (fixture, ED_ROLE_CASE_MANAGER);
  names = ed_window_list_places (ED_WINDOW (fixture->window));
  g_assert_cmpstrv (names, places);
  ed_stage_wait_for (fixture->window, "No requests yet");
}

/* What two roles have in common is there once. */
static void
test_two_roles_share_their_places (Fixture *fixture, gconstpointer data)
{
  g_auto (GStrv) names = NULL;
  guint n = 0;

  enter (fixture, ED_ROLE_EXPERT | ED_ROLE_COORDINATOR);
  names = ed_window_list_places (ED_WINDOW (fixture->window));
  for (guint i = 0; names[i] != NULL; i++)
    n += (guint) g_str_equal (names[i], "requests");
  g_assert_cmpuint (n, ==, 1);
}

static void
test_every_place_can_be_shown (Fixture *fixture, gconstpointer roles)
{
  g_auto (GStrv) names = NULL;

  enter (fixture, GPOINTER_TO_UINT (roles));
  names = ed_window_list_places (ED_WINDOW (fixture->window));
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_assert_true (ed_window_show (ED_WINDOW (fixture->window), names[i]));
      ed_stage_settle ();
    }
  g_assert_false (ed_window_show (ED_WINDOW (fixture->window), "no-such-place"));
}

static void
test_link_opens_the_profile (Fixture *fixture, gconstpointer data)
{
  enter (fixture, ED_ROLE_EXPERT);
  ed_window_open_number (ED_WINDOW (fixture->window), 261);
  ed_stage_wait_for (fixture->window, "Case 261");
  gtk_widget_activate_action (fixture->window, "win.back", NULL);
  ed_stage_wait_for (fixture->window, "24 hours");
}

/* One to a request, before signing in too; cases and requests have numbers of their own. */
static void
test_link_opens_the_request (Fixture *fixture, gconstpointer data)
{
  EdRequest *request = ed_sample_request_new (ED_SAMPLE_REQUEST, ED_REQUEST_UNASSIGNED);

  request->number = 261;
  ed_window_open_request_number (ED_WINDOW (fixture->window), 261);
  enter (fixture, ED_ROLE_COORDINATOR);
  ed_fake_desk_add_request (fixture->desk, request);
  ed_stage_wait_for (fixture->window, "Can the employee resume work?");
}

static void
test_link_waits_for_signing_in (Fixture *fixture, gconstpointer data)
{
  ed_window_open_number (ED_WINDOW (fixture->window), 261);
  enter (fixture, ED_ROLE_EXPERT);
  ed_stage_wait_for (fixture->window, "Case 261");
}

static void
test_link_waits_for_the_first_sync (Fixture *fixture, gconstpointer data)
{
  EdCase *later = ed_sample_case_new ();

  later->number = 999;
  g_free (later->id);
  later->id = g_strdup ("00000000-0000-4000-8000-000000000999");
  enter (fixture, ED_ROLE_EXPERT);
  ed_fake_desk_set_connection (fixture->desk, ED_CONNECTION_SYNCING, 1, 10);
  ed_window_open_number (ED_WINDOW (fixture->window), 999);
  ed_stage_settle ();
  ed_fake_desk_add_case (fixture->desk, later);
  g_signal_emit_by_name (fixture->desk, "changed");
  ed_stage_wait_for (fixture->window, "Case 999");
}

static gboolean
is_asked (gpointer desk)
{
  return ed_fake_desk_asked_to_sync (desk) > 0;
}

static gboolean
is_sought_in_archive (gpointer unused)
{
  return ed_fake_desk_last_archive_inquiry () != NULL;
}

static void
close_archive_windows (void)
{
  g_autoptr (GListModel) windows = g_object_ref (gtk_window_get_toplevels ());

  for (guint i = g_list_model_get_n_items (windows); i > 0; i--)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i - 1);

      if (ED_IS_ARCHIVE_WINDOW (window))
        gtk_window_destroy (window);
    }
}

/* The server may have learned of the case since it was heard last: it is asked first. */
static void
test_unknown_link_says_so (Fixture *fixture, gconstpointer data)
{
  enter (fixture, ED_ROLE_EXPERT);
  ed_window_open_number (ED_WINDOW (fixture->window), 4711);
  ed_stage_wait (is_asked, fixture->desk);
  ed_stage_settle ();
  g_assert_false (ed_stage_says (fixture->window, "Case 4711 is not among your cases."));
  ed_fake_desk_set_now (fixture->desk, ED_SAMPLE_NOW + 1000);
  ed_fake_desk_set_connection (fixture->desk, ED_CONNECTION_UP_TO_DATE, 0, 0);
  ed_stage_wait_for (fixture->window, "Case 4711 is not among your cases.");
}

/* What a coordinator does not hold of cases the server's archive may have. */
static void
test_unknown_link_looks_in_the_archive (Fixture *fixture, gconstpointer data)
{
  enter (fixture, ED_ROLE_COORDINATOR);
  ed_window_open_number (ED_WINDOW (fixture->window), 4711);
  ed_stage_wait (is_asked, fixture->desk);
  ed_stage_settle ();
  ed_fake_desk_set_now (fixture->desk, ED_SAMPLE_NOW + 1000);
  ed_fake_desk_set_connection (fixture->desk, ED_CONNECTION_UP_TO_DATE, 0, 0);
  ed_stage_wait (is_sought_in_archive, NULL);
  g_assert_cmpstr (ed_fake_desk_last_archive_inquiry ()->text, ==, "4711");
  ed_stage_settle ();
  close_archive_windows ();
}

/* It is not forgotten, and opens when the server can be reached. */
static void
test_link_waits_for_the_server (Fixture *fixture, gconstpointer data)
{
  EdCase *later = ed_sample_case_new ();

  later->number = 999;
  g_free (later->id);
  later->id = g_strdup ("00000000-0000-4000-8000-000000000999");
  ed_window_open_number (ED_WINDOW (fixture->window), 999);
  ed_stage_wait_for (fixture->window, "Sign in to open case 999.");
  enter (fixture, ED_ROLE_EXPERT);
  ed_fake_desk_set_connection (fixture->desk, ED_CONNECTION_OFFLINE, 0, 0);
  ed_stage_wait_for (fixture->window,
                     "Case 999 is not on this computer. It opens when the server is reached.");
  ed_fake_desk_add_case (fixture->desk, later);
  ed_fake_desk_set_connection (fixture->desk, ED_CONNECTION_UP_TO_DATE, 0, 0);
  ed_stage_wait_for (fixture->window, "Case 999");
}

static void
test_locking_closes_the_desk (Fixture *fixture, gconstpointer data)
{
  enter (fixture, ED_ROLE_EXPERT);
  ed_stage_wait_for (fixture->window, "24 hours");
  ed_window_lock (ED_WINDOW (fixture->window));
  ed_stage_settle ();
  g_assert_null (ed_window_desk (ED_WINDOW (fixture->window)));
  g_assert_nonnull (ed_stage_find (fixture->window, ED_TYPE_SIGN_IN_PAGE, NULL));
  g_assert_null (ed_stage_find (fixture->window, ED_TYPE_SIDEBAR_ROW, NULL));
}

static gboolean
is_alone (gpointer data)
{
  return g_list_model_get_n_items (gtk_window_get_toplevels ()) == 1;
}

static gboolean
is_accompanied (gpointer data)
{
  return !is_alone (data);
}

/* What was said last names somebody. */
static void
test_locking_takes_the_toast_away (Fixture *fixture, gconstpointer data)
{
  GtkWidget *within;

  enter (fixture, ED_ROLE_EXPERT);
  ed_stage_wait (is_inside, fixture->window);
  within = ed_stage_find (fixture->window, ED_TYPE_PAGE, NULL);
  ed_toast (within, "Saved as “Kovács Anna.pdf”", NULL);
  ed_stage_wait_for (fixture->window, "Saved as “Kovács Anna.pdf”");
  ed_window_lock (ED_WINDOW (fixture->window));
  ed_stage_settle ();
  g_assert_false (ed_stage_says (fixture->window, "Saved as “Kovács Anna.pdf”"));
}

/* A file that is about to be attached is seen no longer than the case. */
static gboolean
is_foreign (gpointer clipboard)
{
  return !gdk_clipboard_is_local (clipboard);
}

/* What was copied out of a case goes when it locks; what another program has put there stays. */
static void
test_locking_clears_the_clipboard (Fixture *fixture, gconstpointer data)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (fixture->window);
  GdkClipboard *primary = gtk_widget_get_primary_clipboard (fixture->window);
  GdkDisplay *elsewhere = gdk_display_open (NULL);
  GdkClipboard *foreign = gdk_display_get_clipboard (elsewhere);

  enter (fixture, ED_ROLE_EXPERT);
  gdk_clipboard_set_text (clipboard, "+36 30 111 1111");
  gdk_clipboard_set_text (primary, "Anna");
  ed_window_lock (ED_WINDOW (fixture->window));
  g_assert_null (gdk_clipboard_get_content (clipboard));
  g_assert_null (gdk_clipboard_get_content (primary));
  ed_stage_settle ();
  g_assert_finalize_object (g_steal_pointer (&fixture->desk));

  enter (fixture, ED_ROLE_EXPERT);
  gdk_clipboard_set_text (clipboard, "+36 30 111 1111");
  gdk_display_sync (gtk_widget_get_display (fixture->window));
  ed_stage_settle ();
  gdk_clipboard_set_text (foreign, "a recipe");
  gdk_display_sync (elsewhere);
  ed_stage_wait (is_foreign, clipboard);
  ed_stage_settle ();
  g_assert_true (gdk_clipboard_is_local (foreign));
  ed_window_lock (ED_WINDOW (fixture->window));
  ed_stage_settle ();
  g_assert_true (gdk_clipboard_is_local (foreign));
  g_assert_nonnull (gdk_clipboard_get_content (foreign));
}

static void
test_locking_closes_what_lies_above (Fixture *fixture, gconstpointer data)
{
  static const guint8 pixel[] = { 1, 2, 3 };
  g_autoptr (GBytes) bytes = g_bytes_new_static (pixel, sizeof pixel);
  g_autoptr (GdkTexture) texture = gdk_memory_texture_new (1, 1, GDK_MEMORY_R8G8B8, bytes, 3);

  enter (fixture, ED_ROLE_EXPERT);
  ed_window_open_number (ED_WINDOW (fixture->window), 261);
  ed_stage_wait_for (fixture->window, "Case 261");
  gdk_clipboard_set_texture (gtk_widget_get_clipboard (fixture->window), texture);
  gtk_widget_activate_action (ed_stage_find (fixture->window, ED_TYPE_CASE_PROFILE, NULL),
                              "deed.paste-file",
                              NULL);
  ed_stage_wait (is_accompanied, NULL);
  ed_window_lock (ED_WINDOW (fixture->window));
  ed_stage_wait (is_alone, NULL);
}

/* What Ctrl+L does in the one window beside WINDOW; whether it does anything. */
static gboolean
press_lock_beside (gpointer window)
{
  g_autoptr (GtkShortcutTrigger) key = gtk_shortcut_trigger_parse_string ("<Control>l");
  g_autoptr (GtkWidget) first = g_list_model_get_item (gtk_window_get_toplevels (), 0);
  g_autoptr (GtkWidget) second = g_list_model_get_item (gtk_window_get_toplevels (), 1);
  GtkWidget *other = first == window ? second : first;
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (other);
  guint n = g_list_model_get_n_items (controllers);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GObject) keys = g_list_model_get_item (controllers, i);
      g_autoptr (GtkShortcut) shortcut =
          GTK_IS_SHORTCUT_CONTROLLER (keys) ? g_list_model_get_item (G_LIST_MODEL (keys), 0) : NULL;

      if (shortcut != NULL && gtk_shortcut_trigger_equal (gtk_shortcut_get_trigger (shortcut), key))
        return gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0, other, NULL);
    }
  return FALSE;
}

/* A question is open when somebody comes in: the key locks all the same, and it goes too. */
static void
test_key_locks_from_a_dialog (Fixture *fixture, gconstpointer data)
{
  ed_above_lock_by (GTK_WINDOW (fixture->window), "<Control>l");
  enter (fixture, ED_ROLE_EXPERT);
  ed_window_open_number (ED_WINDOW (fixture->window), 261);
  ed_stage_wait_for (fixture->window, "Case 261");
  ed_stage_click (fixture->window, "Decline case");
  ed_stage_wait (is_accompanied, NULL);
  g_assert_true (press_lock_beside (fixture->window));
  ed_stage_wait (is_alone, NULL);
  g_assert_null (ed_window_desk (ED_WINDOW (fixture->window)));
}

static void
test_toast_undoes_what_was_done (Fixture *fixture, gconstpointer data)
{
  enter (fixture, ED_ROLE_EXPERT);
  ed_window_open_number (ED_WINDOW (fixture->window), 261);
  ed_stage_wait_for (fixture->window, "Case 261");
  ed_stage_click (fixture->window, "Client has been contacted");
  ed_stage_wait_for (fixture->window, "Next: register the first session");
  ed_stage_click (fixture->window, "Undo");
  ed_stage_wait_for (fixture->window, "Next: contact the client");
  g_assert_cmpint (ed_fake_desk_find (fixture->desk, ED_SAMPLE_CASE)->contacted_at, ==, ED_ABSENT);
}

static void
test_undoing_what_was_sent_says_so (Fixture *fixture, gconstpointer data)
{
  enter (fixture, ED_ROLE_EXPERT);
  ed_sample_outbox_add (fixture->desk); /* of which something waits on */
  ed_window_open_number (ED_WINDOW (fixture->window), 261);
  ed_stage_wait_for (fixture->window, "Case 261");
  ed_stage_click (fixture->window, "Client has been contacted");
  ed_stage_wait_for (fixture->window, "Next: register the first session");
  ed_fake_desk_settle (fixture->desk, ED_OUTBOX_ACCEPTED, ED_REFUSAL_NONE, NULL);
  ed_stage_click (fixture->window, "Undo");
  ed_stage_wait_for (fixture->window, "This has been sent already and cannot be undone.");
}

static void
test_undo_is_not_offered_once_all_is_sent (Fixture *fixture, gconstpointer data)
{
  enter (fixture, ED_ROLE_EXPERT);
  ed_window_open_number (ED_WINDOW (fixture->window), 261);
  ed_stage_wait_for (fixture->window, "Case 261");
  ed_stage_click (fixture->window, "Client has been contacted");
  ed_stage_wait_for (fixture->window, "Next: register the first session");
  ed_stage_wait_for (fixture->window, "Undo");
  ed_fake_desk_settle (fixture->desk, ED_OUTBOX_ACCEPTED, ED_REFUSAL_NONE, NULL);
  ed_stage_settle ();
  g_assert_false (ed_stage_says (fixture->window, "Undo"));
}

static void
test_closing_sends_what_was_just_done (Fixture *fixture, gconstpointer data)
{
  enter (fixture, ED_ROLE_EXPERT);
  ed_window_open_number (ED_WINDOW (fixture->window), 261);
  ed_stage_wait_for (fixture->window, "Case 261");
  ed_stage_click (fixture->window, "Client has been contacted");
  ed_stage_wait_for (fixture->window, "Next: register the first session");
  gtk_window_close (GTK_WINDOW (fixture->window));
  g_assert_cmpuint (ed_fake_desk_asked_to_sync (fixture->desk), ==, 1);
  g_assert_true (gtk_widget_get_visible (fixture->window));
  g_assert_false (gtk_widget_get_sensitive (fixture->window));
  ed_fake_desk_settle (fixture->desk, ED_OUTBOX_ACCEPTED, ED_REFUSAL_NONE, NULL);
  g_assert_false (gtk_widget_get_visible (fixture->window));
  fixture->window = NULL;
}

/* Offline there is nothing to wait for. */
static void
test_closing_offline_closes (Fixture *fixture, gconstpointer data)
{
  enter (fixture, ED_ROLE_EXPERT);
  ed_fake_desk_set_connection (fixture->desk, ED_CONNECTION_OFFLINE, 0, 0);
  ed_window_open_number (ED_WINDOW (fixture->window), 261);
  ed_stage_wait_for (fixture->window, "Case 261");
  ed_stage_click (fixture->window, "Client has been contacted");
  ed_stage_wait_for (fixture->window, "Next: register the first session");
  gtk_window_close (GTK_WINDOW (fixture->window));
  g_assert_false (gtk_widget_get_visible (fixture->window));
  fixture->window = NULL;
}

static void
test_sidebar_counts (Fixture *fixture, gconstpointer data)
{
  GtkWidget *row;

  enter (fixture, ED_ROLE_EXPERT);
  ed_stage_wait_for (fixture->window, "24 hours");
  row = ed_stage_find (fixture->window, ED_TYPE_SIDEBAR_ROW, NULL);
  ed_stage_wait_for (row, "12");
}

static gboolean
is_folded (gpointer data)
{
  gboolean folded;

  g_object_get (data, "folded", &folded, NULL);
  return folded;
}

static void
test_narrow_window_folds (Fixture *fixture, gconstpointer data)
{
  enter (fixture, ED_ROLE_EXPERT);
  g_assert_false (is_folded (fixture->window));
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 360, 700);
  ed_stage_wait (is_folded, fixture->window);
  ed_stage_wait_for (fixture->window, "24 hours");
  gtk_widget_activate_action (fixture->window, "win.sidebar", NULL);
  ed_stage_wait_for (fixture->window, "Closed cases");
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    guint roles;
    void (*test) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "/client/window/sign-in", 0, test_window_begins_with_signing_in },
    { "/client/window/expert", 0, test_expert_sees_their_places },
    { "/client/window/content-first", 0, test_inside_is_shown_when_it_has_content },
    { "/client/window/coordinator", 0, test_coordinator_sees_other_places },
    { "/client/window/case-manager", 0, test_case_manager_sees_requests_alone },
    { "/client/window/two-roles", 0, test_two_roles_share_their_places },
    { "/client/window/expert-places", ED_ROLE_EXPERT, test_every_place_can_be_shown },
    { "/client/window/coordinator-places", ED_ROLE_COORDINATOR, test_every_place_can_be_shown },
    { "/client/window/case-manager-places", ED_ROLE_CASE_MANAGER, test_every_place_can_be_shown },
    { "/client/window/link", 0, test_link_opens_the_profile },
    { "/client/window/link-before-sign-in", 0, test_link_waits_for_signing_in },
    { "/client/window/link-to-a-request", 0, test_link_opens_the_request },
    { "/client/window/link-before-sync", 0, test_link_waits_for_the_first_sync },
    { "/client/window/unknown-link", 0, test_unknown_link_says_so },
    { "/client/window/unknown-link-archive", 0, test_unknown_link_looks_in_the_archive },
    { "/client/window/link-waits-for-the-server", 0, test_link_waits_for_the_server },
    { "/client/window/lock", 0, test_locking_closes_the_desk },
    { "/client/window/lock-clears-the-clipboard", 0, test_locking_clears_the_clipboard },
    { "/client/window/lock-above", 0, test_locking_closes_what_lies_above },
    { "/client/window/lock-from-dialog", 0, test_key_locks_from_a_dialog },
    { "/client/window/lock-takes-the-toast", 0, test_locking_takes_the_toast_away },
    { "/client/window/undo", 0, test_toast_undoes_what_was_done },
    { "/client/window/undo-too-late", 0, test_undoing_what_was_sent_says_so },
    { "/client/window/undo-goes", 0, test_undo_is_not_offered_once_all_is_sent },
    { "/client/window/close-sends", 0, test_closing_sends_what_was_just_done },
    { "/client/window/close-offline", 0, test_closing_offline_closes },
    { "/client/window/counts", 0, test_sidebar_counts },
    { "/client/window/folds", 0, test_narrow_window_folds },
  };

  g_setenv ("GTK_A11Y", "test", TRUE);
  g_setenv ("TZ", "UTC", TRUE);
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path,
                Fixture,
                GUINT_TO_POINTER (tests[i].roles),
                set_up,
                tests[i].test,
                tear_down);
  return g_test_run ();
}

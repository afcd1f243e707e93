/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Every page of the three windows, used by Tab alone. */

#include "client/fake-desk.h"
#include "client/sample-cases.h"
#include "client/sample-experts.h"
#include "client/sample-messages.h"
#include "client/sample-office.h"
#include "client/sample-requests.h"
#include "client/shell/place.h"
#include "client/shell/sidebar-row.h"
#include "client/shell/window.h"
#include "client/stage.h"
#include "client/walk.h"
#include "client/widgets/page.h"

/* A page of a window: a place, or what an action lays over one. */
typedef struct
{
  guint roles;
  const char *name;
  const char *action; /* or NULL: the place of that name */
  const char *target; /* in GVariant's text format */
} Page;

typedef struct
{
  EdDesk *desk;
  GtkWidget *window;
} Fixture;

static gboolean
is_inside (gpointer window)
{
  gboolean inside;

  g_object_get (window, "inside", &inside, NULL);
  return inside;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  const Page *page = data;

  fixture->desk = ed_fake_desk_new (ED_SAMPLE_NOW);
  ed_fake_desk_set_roles (fixture->desk, page->roles);
  ed_sample_cases_add (fixture->desk);
  ed_sample_experts_add (fixture->desk);
  ed_sample_outbox_add (fixture->desk);
  ed_sample_conflict_add (fixture->desk);
  ed_sample_messages_add (fixture->desk, "00000000-0000-4000-8000-000000000266");
  ed_sample_requests_add (fixture->desk);
  ed_sample_office_add (fixture->desk);
  if ((page->roles & ED_ROLE_COORDINATOR) != 0)
    ed_sample_closings_add (fixture->desk);
  ed_sample_office_answer ();
  if (g_str_equal (page->name, "audit"))
    ed_sample_office_queue_audit ();
  fixture->window = ed_window_new (NULL);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1160, 780);
  ed_window_enter (ED_WINDOW (fixture->window), g_object_ref (fixture->desk));
  gtk_window_present (GTK_WINDOW (fixture->window));
  ed_stage_wait (is_inside, fixture->window);
}

static gboolean
is_null (gpointer data)
{
  return *(gpointer *) data == NULL;
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gpointer window = fixture->window;

  g_object_add_weak_pointer (G_OBJECT (fixture->window), &window);
  ed_fake_desk_set_connection (fixture->desk, ED_CONNECTION_OFFLINE, 0, 0); /* it need not wait */
  gtk_window_close (GTK_WINDOW (fixture->window));
  ed_stage_wait (is_null, &window);
  ed_stage_settle ();
  g_assert_finalize_object (fixture->desk);
}

static GtkWidget *
open_page (Fixture *fixture, const Page *page)
{
  if (page->action == NULL)
    ed_window_show (ED_WINDOW (fixture->window), page->name);
  else
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GVariant) target = g_variant_parse (NULL, page->target, NULL, NULL, &error);

      g_assert_no_error (error);
      gtk_widget_activate_action_variant (fixture->window, page->action, target);
    }
  ed_stage_settle ();
  ed_walk_wait_drawn (fixture->window);
  return ed_window_detail (ED_WINDOW (fixture->window));
}

static void
complain (const Page *page, const char *sentence, gboolean *failed)
{
  g_printerr ("# %s: %s\n", page->name, sentence);
  *failed = TRUE;
}

static void
test_page_is_used_by_keyboard (Fixture *fixture, gconstpointer data)
{
  const Page *page = data;
  GtkWidget *detail = open_page (fixture, page);
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));
  g_autoptr (GPtrArray) complaints = NULL;
  gboolean failed = FALSE;

  g_assert_cmpint (detail != NULL, ==, page->action != NULL);
  if (focus == NULL || !gtk_widget_get_mapped (focus)
      || (gtk_widget_get_ancestor (focus, ED_TYPE_PAGE) == NULL && !ED_IS_SIDEBAR_ROW (focus)))
    {
      g_autofree char *where = focus != NULL ? ed_walk_describe (focus) : g_strdup ("nowhere");
      g_autofree char *sentence = g_strdup_printf ("does not begin with the page: %s", where);

      complain (page, sentence, &failed);
    }
  complaints = ed_walk_around (GTK_WINDOW (fixture->window));
  for (guint i = 0; i < complaints->len; i++)
    complain (page, complaints->pdata[i], &failed);
  if (failed)
    g_test_fail ();
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
read_row (Fixture *fixture)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));
  GtkWidget *row = focus != NULL ? gtk_widget_get_ancestor (focus, GTK_TYPE_LIST_BASE) : NULL;

  g_assert_nonnull (row);
  for (row = focus; !GTK_IS_LIST_BASE (gtk_widget_get_parent (row));)
    row = gtk_widget_get_parent (row);
  return g_strdup (gtk_label_get_text (GTK_LABEL (ed_stage_find (row, GTK_TYPE_LABEL, NULL))));
}

/* The third row's first button opens its case; who leaves it is back on that row. */
static void
test_leaving_a_case_returns_to_its_row (Fixture *fixture, gconstpointer data)
{
  GtkWindow *window = GTK_WINDOW (fixture->window);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  open_page (fixture, data);
  for (int i = 0; i < 2; i++)
    g_signal_emit_by_name (window, "move-focus", GTK_DIR_TAB_FORWARD);
  before = read_row (fixture);
  gtk_widget_activate (gtk_window_get_focus (window));
  ed_stage_wait (has_detail, window);
  ed_walk_wait_drawn (fixture->window);
  gtk_widget_activate_action (fixture->window, "win.back", NULL);
  ed_stage_wait (has_no_detail, window);
  ed_walk_wait_drawn (fixture->window);
  after = read_row (fixture);
  g_assert_cmpstr (after, ==, before);
}

/* Tab through the sidebar leaves alone what lies above the places. */
static void
test_tab_leaves_the_case_open (Fixture *fixture, gconstpointer data)
{
  GtkWidget *focus = NULL;

  gtk_widget_activate_action (fixture->window, "win.open-case", "s", ED_SAMPLE_CASE);
  ed_stage_wait (has_detail, fixture->window);
  gtk_window_set_focus (GTK_WINDOW (fixture->window), NULL);
  while (focus == NULL || !ED_IS_SIDEBAR_ROW (focus))
    {
      g_signal_emit_by_name (fixture->window, "move-focus", GTK_DIR_TAB_FORWARD);
      focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));
    }
  ed_walk_wait_drawn (fixture->window);
  g_assert_true (has_detail (fixture->window));
}

static const Page in_progress = { ED_ROLE_EXPERT, "cases-in-progress", NULL, NULL };

static const Page details[] = {
  { ED_ROLE_EXPERT, "profile", "win.open-case", "'00000000-0000-4000-8000-000000000261'" },
  { ED_ROLE_EXPERT, "profile-messages", "win.open-case", "'00000000-0000-4000-8000-000000000266'" },
  { ED_ROLE_EXPERT,
    "form",
    "win.fill-form",
    "('00000000-0000-4000-8000-000000000240', 'treatment-log')" },
  { ED_ROLE_EXPERT, "request", "win.open-request", "'" ED_SAMPLE_REQUEST "'" },
  { ED_ROLE_COORDINATOR, "profile", "win.open-case", "'" ED_SAMPLE_CLOSING "'" },
  { ED_ROLE_COORDINATOR, "request", "win.open-request", "'" ED_SAMPLE_REQUEST "'" },
  { ED_ROLE_CASE_MANAGER, "request", "win.open-request", "'" ED_SAMPLE_REQUEST "'" },
};

static void
add (const Page *page)
{
  const char *role = page->roles == ED_ROLE_EXPERT          ? "expert"
                     : page->roles == ED_ROLE_COORDINATOR   ? "coordinator"
                     : page->roles == ED_ROLE_ADMINISTRATOR ? "administrator"
                                                            : "case-manager";
  g_autofree char *path = g_strdup_printf ("/client/keyboard/%s/%s%s",
                                           role,
                                           page->action != NULL ? "detail-" : "",
                                           page->name);

  g_test_add (path, Fixture, page, set_up, test_page_is_used_by_keyboard, tear_down);
}

static void
add_places (guint roles, const EdPlace *places)
{
  for (; places->name != NULL; places++)
    {
      static Page pages[40];
      static guint n;
      Page *page = &pages[n++];

      g_assert_cmpuint (n, <=, G_N_ELEMENTS (pages));
      page->roles = roles;
      page->name = places->name;
      add (page);
    }
}

int
main (int argc, char **argv)
{
  g_setenv ("GTK_A11Y", "test", TRUE);
  g_setenv ("TZ", "UTC", TRUE);
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  add_places (ED_ROLE_EXPERT, ed_expert_places);
  add_places (ED_ROLE_EXPERT, ed_common_places);
  add_places (ED_ROLE_COORDINATOR, ed_coordinator_places);
  add_places (ED_ROLE_COORDINATOR, ed_common_places);
  add_places (ED_ROLE_CASE_MANAGER, ed_case_manager_places);
  add_places (ED_ROLE_ADMINISTRATOR, ed_administrator_places);
  for (guint i = 0; i < G_N_ELEMENTS (details); i++)
    add (&details[i]);
  g_test_add ("/client/keyboard/way-back",
              Fixture,
              &in_progress,
              set_up,
              test_leaving_a_case_returns_to_its_row,
              tear_down);
  g_test_add ("/client/keyboard/sidebar",
              Fixture,
              &in_progress,
              set_up,
              test_tab_leaves_the_case_open,
              tear_down);
  return g_test_run ();
}

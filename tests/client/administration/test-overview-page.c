/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Where administrators begin, and that their window has nothing of cases. */

#include "client/administration/overview-page.h"
#include "client/fake-desk.h"
#include "client/sample-cases.h"
#include "client/sample-experts.h"
#include "client/shell/place.h"
#include "client/shell/window.h"
#include "client/stage.h"

#include <adwaita.h>

#define DAY_MS G_GINT64_CONSTANT (86400000)

typedef struct
{
  EdDesk *desk;
  GtkWidget *page;
  GtkWindow *window;
} Fixture;

static EdAccount *
make_account (const char *name, const char *role)
{
  EdAccount *account = ed_record_new (&ed_account_type);

  account->id = g_uuid_string_random ();
  account->name = g_strdup (name);
  account->roles = g_strsplit (role, ",", -1);
  account->state = ED_ACCOUNT_ACTIVE;
  account->seen_on = ed_date_from_text ("2020-03-28");
  account->totp_since = 0;
  return account;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->desk = ed_fake_desk_new (ED_SAMPLE_NOW);
  ed_fake_desk_set_roles (fixture->desk, ED_ROLE_ADMINISTRATOR);
  ed_fake_desk_add_account (fixture->desk, make_account ("Chief", "administrator"));
  ed_fake_desk_add_account (fixture->desk, make_account ("Deputy", "administrator"));
}

static void
show (Fixture *fixture)
{
  fixture->page = ed_overview_page_new (fixture->desk);
  fixture->window = ed_stage_show (fixture->page, 800, 800);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  ed_stage_close (fixture->window);
  ed_stage_settle ();
  g_assert_finalize_object (fixture->desk);
}

static void
test_nothing_to_see_to (Fixture *fixture, gconstpointer data)
{
  show (fixture);
  ed_stage_wait_for (fixture->page, "Nothing waits for you");
  g_assert_true (ed_stage_says (fixture->page, "Administrators"));
  g_assert_true (ed_stage_says (fixture->page, "Settings"));
  g_assert_false (ed_stage_says (fixture->page, "All cases"));
}

static void
test_concerns_are_said (Fixture *fixture, gconstpointer data)
{
  EdAccount *invited = make_account ("Dr. Late", "expert");
  EdAccount *plain = make_account ("Nagy Éva", "coordinator");

  invited->state = ED_ACCOUNT_INVITED;
  invited->invited_at = ED_SAMPLE_NOW - 20 * DAY_MS;
  plain->totp_since = ED_ABSENT;
  ed_fake_desk_add_account (fixture->desk, invited);
  ed_fake_desk_add_account (fixture->desk, plain);
  show (fixture);
  ed_stage_wait_for (fixture->page, "Dr. Late");
  g_assert_true (ed_stage_says (fixture->page, "Nagy Éva"));
  g_assert_true (ed_stage_says (fixture->page,
                                "Signs in with a password alone. Ask them to set up two-step "
                                "sign-in, or require it in the settings."));
  g_assert_true (ed_stage_says (fixture->page, "1 invited"));
  g_assert_false (ed_stage_says (fixture->page, "Nothing waits for you"));
}

/* What is not there cannot be opened: no place shows clients, money or requests. */
static void
test_places_are_the_administrators (void)
{
  static const char *const own[] = { "overview", "experts", "privacy", "audit", "settings" };
  guint n = 0;

  for (const EdPlace *place = ed_administrator_places; place->name != NULL; place++, n++)
    {
      g_assert_cmpuint (n, <, G_N_ELEMENTS (own));
      g_assert_cmpstr (place->name, ==, own[n]);
    }
  g_assert_cmpuint (n, ==, G_N_ELEMENTS (own));
}

static gboolean
is_null (gpointer data)
{
  return *(gpointer *) data == NULL;
}

/* They begin there. */
static void
test_window_begins_with_it (void)
{
  EdDesk *desk = ed_fake_desk_new (ED_SAMPLE_NOW);
  GtkWidget *window = ed_window_new (NULL);
  gpointer given = window;

  ed_fake_desk_set_roles (desk, ED_ROLE_ADMINISTRATOR);
  g_object_add_weak_pointer (G_OBJECT (window), &given);
  gtk_window_present (GTK_WINDOW (window));
  ed_window_enter (ED_WINDOW (window), g_object_ref (desk));
  ed_stage_wait_for (window, "In your care");
  gtk_window_close (GTK_WINDOW (window));
  ed_stage_wait (is_null, &given);
  g_assert_finalize_object (desk);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(path, test) \
  g_test_add ("/client/overview-page/" path, Fixture, NULL, set_up, test, tear_down)
  ADD ("nothing-to-see-to", test_nothing_to_see_to);
  ADD ("concerns-are-said", test_concerns_are_said);
  g_test_add_func ("/client/overview-page/places", test_places_are_the_administrators);
  g_test_add_func ("/client/overview-page/begins", test_window_begins_with_it);
  return g_test_run ();
}

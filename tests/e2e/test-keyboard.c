/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The guide's way of a case, from signing in to closing it, by somebody who has no pointer. What a
 * key reaches is what has the focus, as the screen reader is told. */

#include "e2e/desks.h"

#include "e2e/guide/reader.h"
#include "support/desktop-tree.h"

#define LAWYER "lawyer@demo.example"
#define PASSWORD "demonstration-only"
#define MOST_TABS 120
#define PATIENCE_S 30

/* --- where the focus is ------------------------------------------------------------------------
 */

static AtspiAccessible *focused; /* as heard last */
static guint n_heard;

static void
on_focus (AtspiEvent *event, gpointer data)
{
  if (event->detail1 == 1)
    {
      g_set_object (&focused, event->source);
      n_heard++;
    }
  g_boxed_free (ATSPI_TYPE_EVENT, event);
}

/* What the reader says of it; free with g_free(). */
static char *
read_focus (void)
{
  return focused != NULL ? atspi_accessible_get_name (focused, NULL) : NULL;
}

static gboolean
is_at (const char *name)
{
  g_autofree char *said = read_focus ();

  return said != NULL && g_str_has_suffix (said, name);
}

/* Waits until the focus comes to NAME by itself. */
static void
wait_focus (const char *name)
{
  gint64 limit = g_get_monotonic_time () + PATIENCE_S * G_USEC_PER_SEC;

  while (!is_at (name))
    {
      g_autofree char *said = read_focus ();

      if (g_get_monotonic_time () > limit)
        g_error ("the focus is at '%s', not '%s'", said, name);
      ed_driver_turn ();
    }
}

/* Presses KEY, and waits until the focus has moved. */
static void
move (EdDriver *driver, const char *key)
{
  guint before = n_heard;
  gint64 limit = g_get_monotonic_time () + PATIENCE_S * G_USEC_PER_SEC;

  ed_driver_key (driver, key);
  while (n_heard == before)
    {
      if (g_get_monotonic_time () > limit)
        g_error ("%s does not move the focus", key);
      ed_driver_turn ();
    }
}

/* Tab until NAME has the focus. */
static void
tab_to (EdDriver *driver, const char *name)
{
  for (int i = 0; i < MOST_TABS && !is_at (name); i++)
    move (driver, "Tab");
  if (!is_at (name))
    g_error ("Tab does not lead to '%s'", name);
}

/* --- the story ---------------------------------------------------------------------------------
 */

static void
sign_in (EdDesks *desks, EdDriver *driver)
{
  ed_desks_read (driver, "Server");
  g_free (ed_driver_wait_active (driver, "Experts' Dashboard"));
  ed_driver_write (driver, ed_server_process_url (desks->server));
  ed_driver_key (driver, "Tab");
  ed_driver_write (driver, LAWYER);
  ed_driver_key (driver, "Tab");
  ed_driver_write (driver, PASSWORD);
  ed_driver_key (driver, "Return");
}

static void
register_session (EdDriver *driver)
{
  g_autofree char *today = reader_date (0);

  ed_driver_key (driver, "ctrl+shift+n");
  g_free (ed_driver_wait_active (driver, "Add session"));
  ed_driver_write (driver, today);
  ed_driver_key (driver, "Return");
  ed_desks_read (driver, "Date and time of session 1");
}

static void
enter_score (EdDriver *driver)
{
  tab_to (driver, "Enter satisfaction score");
  ed_driver_key (driver, "space");
  tab_to (driver, "9");
  ed_driver_key (driver, "space");
  tab_to (driver, "Save");
  ed_driver_key (driver, "space");
  ed_desks_read (driver, "All conditions are fulfilled");
}

/* Presses KEY, and waits until another window has the keyboard. */
static void
wait_other_window (EdDriver *driver, const char *key)
{
  g_autofree char *before = ed_driver_wait_active (driver, "Experts' Dashboard");
  gint64 limit = g_get_monotonic_time () + PATIENCE_S * G_USEC_PER_SEC;

  ed_driver_key (driver, key);
  for (;;)
    {
      g_autofree char *now = ed_driver_active ();

      if (*now != '\0' && !g_str_equal (now, before))
        return;
      if (g_get_monotonic_time () > limit)
        g_error ("%s opens no window", key);
      ed_driver_turn ();
    }
}

/* Guide 4.1: select, contact, register; 4.4: score, close. */
static void
test_case_is_closed_without_a_pointer (EdDesks *desks, gconstpointer data)
{
  const char *const argv[] = { ed_desks_program ("ED_CLIENT_PROGRAM"), NULL };
  EdDriver *driver = ed_driver_start (argv);
  AtspiEventListener *listener = atspi_event_listener_new (on_focus, NULL, NULL);

  atspi_event_listener_register (listener, "object:state-changed:focused", NULL);
  sign_in (desks, driver);
  wait_focus ("Select");
  ed_driver_key (driver, "Return");
  ed_desks_read (driver, "Contact the client");

  tab_to (driver, "Client has been contacted");
  ed_driver_key (driver, "space");
  ed_desks_read (driver, "Next: register the first session");
  register_session (driver);
  enter_score (driver);
  tab_to (driver, "Close case");
  ed_driver_key (driver, "space");
  ed_desks_read (driver, "Approval pending");

  /* Back to the list, and to the shortcuts. */
  ed_driver_key (driver, "Escape");
  ed_desks_read (driver, "Cases in progress");
  wait_other_window (driver, "F1");
  ed_driver_key (driver, "Escape");
  g_free (ed_driver_wait_active (driver, "Experts' Dashboard"));
  ed_desks_wait_sent (driver);
  atspi_event_listener_deregister (listener, "object:state-changed:focused", NULL);
  g_object_unref (listener);
  g_clear_object (&focused);
  ed_desks_leave (driver);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  reader_add ("/e2e/keyboard/case-is-closed", test_case_is_closed_without_a_pointer);
  return g_test_run ();
}

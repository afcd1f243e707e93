/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the desktop is given to show: the test is its notification service. */

#include "e2e/desks.h"

#include <string.h>

#include "e2e/guide/reader.h"

#define SERVICE "org.freedesktop.Notifications"
#define OBJECT "/org/freedesktop/Notifications"

static const char introspection[] =
    "<node><interface name='" SERVICE "'>"
    "<method name='GetCapabilities'><arg type='as' direction='out'/></method>"
    "<method name='GetServerInformation'><arg type='s' direction='out'/>"
    "<arg type='s' direction='out'/><arg type='s' direction='out'/>"
    "<arg type='s' direction='out'/></method>"
    "<method name='CloseNotification'><arg type='u' direction='in'/></method>"
    "<method name='Notify'><arg type='s' direction='in'/><arg type='u' direction='in'/>"
    "<arg type='s' direction='in'/><arg type='s' direction='in'/><arg type='s' direction='in'/>"
    "<arg type='as' direction='in'/><arg type='a{sv}' direction='in'/><arg type='i' "
    "direction='in'/><arg type='u' direction='out'/></method>"
    "<signal name='ActionInvoked'><arg type='u'/><arg type='s'/></signal>"
    "<signal name='NotificationClosed'><arg type='u'/><arg type='u'/></signal>"
    "</interface></node>";

typedef struct
{
  EdDesks desks;
  GDBusConnection *bus;
  guint object, name;
  GPtrArray *shown; /* "TITLE|BODY"; its id is the place plus one */
  gboolean owned;
} Desktop;

static void
on_call (GDBusConnection *bus,
         const char *sender,
         const char *path,
         const char *interface,
         const char *method,
         GVariant *arguments,
         GDBusMethodInvocation *call,
         gpointer data)
{
  Desktop *desktop = data;
  const char *title, *body;
  const char *capabilities[] = { "actions", "body", NULL };

  if (g_str_equal (method, "Notify"))
    {
      g_variant_get_child (arguments, 3, "&s", &title);
      g_variant_get_child (arguments, 4, "&s", &body);
      g_ptr_array_add (desktop->shown, g_strdup_printf ("%s|%s", title, body));
      g_dbus_method_invocation_return_value (call, g_variant_new ("(u)", desktop->shown->len));
    }
  else if (g_str_equal (method, "GetCapabilities"))
    g_dbus_method_invocation_return_value (call, g_variant_new ("(^as)", capabilities));
  else if (g_str_equal (method, "GetServerInformation"))
    g_dbus_method_invocation_return_value (call,
                                           g_variant_new ("(ssss)", "test", "test", "1", "1.2"));
  else
    g_dbus_method_invocation_return_value (call, NULL);
}

static const GDBusInterfaceVTable vtable = { .method_call = on_call };

static void
on_owned (GDBusConnection *bus, const char *name, gpointer data)
{
  ((Desktop *) data)->owned = TRUE;
}

static void
set_up (Desktop *desktop, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (introspection, &error);

  g_assert_no_error (error);
  desktop->shown = g_ptr_array_new_with_free_func (g_free);
  desktop->bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);
  g_assert_no_error (error);
  desktop->object = g_dbus_connection_register_object (desktop->bus,
                                                       OBJECT,
                                                       node->interfaces[0],
                                                       &vtable,
                                                       desktop,
                                                       NULL,
                                                       &error);
  g_assert_no_error (error);
  desktop->name = g_bus_own_name_on_connection (desktop->bus,
                                                SERVICE,
                                                G_BUS_NAME_OWNER_FLAGS_NONE,
                                                on_owned,
                                                NULL,
                                                desktop,
                                                NULL);
  while (!desktop->owned)
    g_main_context_iteration (NULL, TRUE);
  ed_desks_init_demonstration (&desktop->desks, NULL);
}

static void
tear_down (Desktop *desktop, gconstpointer data)
{
  g_bus_unown_name (desktop->name);
  g_dbus_connection_unregister_object (desktop->bus, desktop->object);
  g_object_unref (desktop->bus);
  g_ptr_array_unref (desktop->shown);
  ed_desks_clear (&desktop->desks, NULL);
}

static void
wait_shown (Desktop *desktop, guint n)
{
  while (desktop->shown->len < n)
    g_main_context_iteration (NULL, TRUE);
}

/* Waits until EXPECTED is shown; its id. */
static guint
wait_told (Desktop *desktop, const char *expected)
{
  for (guint i = 0;; i++)
    {
      wait_shown (desktop, i + 1);
      if (g_str_equal (desktop->shown->pdata[i], expected))
        return i + 1;
    }
}

/* The first sync is told as one; who clicks it has the window, and no name was said. */
static void
test_first_sync_is_told_as_one (Desktop *desktop, gconstpointer data)
{
  EdDriver *driver = ed_desks_open (&desktop->desks, READER_EXPERT, NULL);
  const char *shown;

  ed_desks_read (driver, READER_TITLE);
  wait_shown (desktop, 1);
  shown = desktop->shown->pdata[0];
  g_assert_true (g_str_has_prefix (shown, "What is new|"));
  g_assert_nonnull (strstr (shown, "time limits near or over"));
  g_assert_null (strstr (shown, "Suzuki"));
  g_assert_null (strstr (shown, "XY"));
  g_assert_cmpuint (desktop->shown->len, ==, 1);
  ed_desks_leave (driver);
}

/* The coordinator, who stays: a key to leave by may reach the other's window. *NUMBER is that of
 * the case of CLIENT, which waits for somebody, and is assigned to the reader. */
static EdDriver *
assign (Desktop *desktop, const char *client, char **number)
{
  EdDriver *driver = ed_desks_open (&desktop->desks, READER_COORDINATOR, NULL);

  ed_driver_press (driver, "All cases");
  ed_driver_press (driver, "Recorded");
  *number = ed_driver_read_row (driver, client, "Richter Gedeon");
  ed_driver_press (driver, "Today");
  ed_driver_press_in_row (driver, client, "Assign…");
  ed_driver_press (driver, "Dr. Kovács Anna");
  ed_driver_press (driver, "Assign");
  return driver;
}

/* Who has left the program open is told of the assignment, by number, and a click shows the case.
 */
static void
test_assignment_is_told_and_opens (Desktop *desktop, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *number = NULL;
  g_autofree char *expected = NULL;
  EdDriver *expert = ed_desks_open (&desktop->desks, READER_EXPERT, NULL);
  EdDriver *coordinator;
  guint id;

  wait_shown (desktop, 1);
  coordinator = assign (desktop, "Szikla", &number);
  expected = g_strdup_printf ("Case %s: new assignment|See the case and contact the client, or "
                              "decline it.",
                              number);
  id = wait_told (desktop, expected); /* the coordinator is told of other things */
  g_dbus_connection_emit_signal (desktop->bus,
                                 NULL,
                                 OBJECT,
                                 SERVICE,
                                 "ActionInvoked",
                                 g_variant_new ("(us)", id, "default"),
                                 &error);
  g_assert_no_error (error);
  ed_driver_wait_row (expert, "Client name", "Szikla");
  ed_desks_leave (expert);
  ed_desks_leave (coordinator);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test) g_test_add ("/e2e/notices/" path, Desktop, NULL, set_up, test, tear_down)
  ADD ("first-sync", test_first_sync_is_told_as_one);
  ADD ("assignment", test_assignment_is_told_and_opens);
#undef ADD
  return g_test_run ();
}

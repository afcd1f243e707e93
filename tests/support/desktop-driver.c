/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "support/desktop-driver.h"

#include <locale.h>
#include <stdio.h>
#include <string.h>

/* libatspi has no g_autoptr before 2.54. */
#define OWNED __attribute__ ((cleanup (drop_reference)))

#define WATCHDOG_S 60
#define MAX_DEPTH 40

struct _EdDriver
{
  GSubprocess *process;
  guint pid;
  gboolean ended;
};

typedef struct
{
  AtspiRole role;
  const char *name;
  gboolean part;
} Wanted;

static void
drop_reference (gpointer place)
{
  g_clear_object ((GObject **) place);
}

/* GTK before 4.10 says "showing" of windows alone, and "visible" of what is in them. */
static gboolean
is_showing (AtspiAccessible *element)
{
  OWNED AtspiStateSet *states = atspi_accessible_get_state_set (element);

  return states != NULL
         && (atspi_state_set_contains (states, ATSPI_STATE_SHOWING)
             || atspi_state_set_contains (states, ATSPI_STATE_VISIBLE));
}

static gboolean
is_sensitive (AtspiAccessible *element)
{
  OWNED AtspiStateSet *states = atspi_accessible_get_state_set (element);

  return states != NULL && atspi_state_set_contains (states, ATSPI_STATE_SENSITIVE);
}

static gboolean
fits (AtspiAccessible *element, const Wanted *wanted)
{
  g_autofree char *name = NULL;

  if (wanted->role != ATSPI_ROLE_INVALID
      && atspi_accessible_get_role (element, NULL) != wanted->role)
    return FALSE;
  name = atspi_accessible_get_name (element, NULL);
  if (name == NULL)
    return FALSE;
  return wanted->part ? strstr (name, wanted->name) != NULL : g_str_equal (name, wanted->name);
}

static AtspiAccessible *
search (AtspiAccessible *element, const Wanted *wanted, int depth)
{
  int n;

  if (depth > MAX_DEPTH || (depth > 1 && !is_showing (element)))
    return NULL;
  if (fits (element, wanted))
    return g_object_ref (element);
  n = atspi_accessible_get_child_count (element, NULL);
  for (int i = 0; i < n; i++)
    {
      OWNED AtspiAccessible *child = atspi_accessible_get_child_at_index (element, i, NULL);
      AtspiAccessible *found = child != NULL ? search (child, wanted, depth + 1) : NULL;

      if (found != NULL)
        return found;
    }
  return NULL;
}

static AtspiAccessible *
find_application (EdDriver *self)
{
  OWNED AtspiAccessible *desktop = atspi_get_desktop (0);
  int n = atspi_accessible_get_child_count (desktop, NULL);

  for (int i = 0; i < n; i++)
    {
      OWNED AtspiAccessible *child = atspi_accessible_get_child_at_index (desktop, i, NULL);

      if (child != NULL && atspi_accessible_get_process_id (child, NULL) == self->pid)
        return g_steal_pointer (&child);
    }
  return NULL;
}

static AtspiAccessible *
look (EdDriver *self, const Wanted *wanted)
{
  OWNED AtspiAccessible *application = find_application (self);

  if (application == NULL)
    return NULL;
  atspi_accessible_clear_cache (application);
  return search (application, wanted, 0);
}

static void
print_tree (AtspiAccessible *element, int depth)
{
  g_autofree char *name = NULL;
  int n;

  if (depth > MAX_DEPTH || (depth > 1 && !is_showing (element)))
    return;
  name = atspi_accessible_get_name (element, NULL);
  g_printerr ("%*s%d '%s'\n",
              depth * 2,
              "",
              atspi_accessible_get_role (element, NULL),
              name != NULL ? name : "");
  n = atspi_accessible_get_child_count (element, NULL);
  for (int i = 0; i < n; i++)
    {
      OWNED AtspiAccessible *child = atspi_accessible_get_child_at_index (element, i, NULL);

      if (child != NULL)
        print_tree (child, depth + 1);
    }
}

static void
fail (EdDriver *self, const char *what, const char *name)
{
  OWNED AtspiAccessible *application = find_application (self);
  g_autofree char *shot = g_build_filename (g_get_tmp_dir (), "experts-dashboard-e2e.png", NULL);

  if (application != NULL)
    print_tree (application, 0);
  ed_driver_shot (shot);
  g_error ("%s: '%s' (screen in %s)", what, name, shot);
}

static gboolean
end_pause (gpointer data)
{
  return G_SOURCE_REMOVE;
}

/* One turn of the main context: lets accessibility events in, or passes a short while. */
static void
turn (void)
{
  g_autoptr (GSource) pause = g_timeout_source_new (20);

  g_source_set_callback (pause, end_pause, NULL, NULL);
  g_source_attach (pause, NULL);
  g_main_context_iteration (NULL, TRUE);
  g_source_destroy (pause);
}

static AtspiAccessible *
wait_for (EdDriver *self, const Wanted *wanted)
{
  gint64 limit = g_get_monotonic_time () + WATCHDOG_S * G_USEC_PER_SEC;

  while (g_get_monotonic_time () < limit)
    {
      AtspiAccessible *found = look (self, wanted);

      if (found != NULL)
        return found;
      if (self->ended)
        g_error ("the program ended before it showed '%s'", wanted->name);
      turn ();
    }
  fail (self, "does not show", wanted->name);
  return NULL;
}

static void
swallow (const char *domain, GLogLevelFlags level, const char *message, gpointer data)
{
}

/* libatspi warns when a program has no cache of its own; that is no failure of the test. */
static gboolean
is_fatal (const char *domain, GLogLevelFlags level, const char *message, gpointer data)
{
  return g_strcmp0 (domain, "dbind") != 0;
}

static void
on_ended (GObject *source, GAsyncResult *result, gpointer data)
{
  EdDriver *self = data;

  g_subprocess_wait_finish (G_SUBPROCESS (source), result, NULL);
  self->ended = TRUE;
}

EdDriver *
ed_driver_start (const char *const *argv)
{
  g_autoptr (GError) error = NULL;
  OWNED AtspiAccessible *window = NULL;
  EdDriver *self = g_new0 (EdDriver, 1);
  const Wanted any_window = { ATSPI_ROLE_FRAME, "", TRUE };

  setlocale (LC_ALL, "C.UTF-8");
  g_test_log_set_fatal_handler (is_fatal, NULL);
  g_log_set_handler ("dbind", G_LOG_LEVEL_WARNING | G_LOG_FLAG_FATAL, swallow, NULL);
  atspi_init ();
  self->process = g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_NONE, &error);
  g_assert_no_error (error);
  g_subprocess_wait_async (self->process, NULL, on_ended, self);
  self->pid = (guint) g_ascii_strtoull (g_subprocess_get_identifier (self->process), NULL, 10);
  window = wait_for (self, &any_window);
  return self;
}

int
ed_driver_quit (EdDriver *self)
{
  gint64 limit = g_get_monotonic_time () + WATCHDOG_S * G_USEC_PER_SEC;
  int status;

  /* A key that comes while a dialog goes away is lost. */
  while (!self->ended)
    {
      ed_driver_key (self, "ctrl+q");
      for (int i = 0; i < 25 && !self->ended; i++)
        turn ();
      if (g_get_monotonic_time () > limit)
        fail (self, "does not end", "Ctrl+Q");
    }
  status = g_subprocess_get_if_exited (self->process)
               ? g_subprocess_get_exit_status (self->process)
               : 128 + g_subprocess_get_term_sig (self->process);
  g_object_unref (self->process);
  g_free (self);
  return status;
}

AtspiAccessible *
ed_driver_wait (EdDriver *self, AtspiRole role, const char *name)
{
  const Wanted wanted = { role, name, FALSE };

  return wait_for (self, &wanted);
}

AtspiAccessible *
ed_driver_wait_part (EdDriver *self, AtspiRole role, const char *part)
{
  const Wanted wanted = { role, part, TRUE };

  return wait_for (self, &wanted);
}

gboolean
ed_driver_shows (EdDriver *self, AtspiRole role, const char *name)
{
  const Wanted wanted = { role, name, FALSE };
  OWNED AtspiAccessible *found = look (self, &wanted);

  return found != NULL;
}

void
ed_driver_wait_gone (EdDriver *self, AtspiRole role, const char *name)
{
  gint64 limit = g_get_monotonic_time () + WATCHDOG_S * G_USEC_PER_SEC;

  while (ed_driver_shows (self, role, name))
    {
      if (g_get_monotonic_time () > limit)
        fail (self, "still shows", name);
      turn ();
    }
}

static gboolean
do_action (AtspiAccessible *element)
{
  OWNED AtspiAction *action = atspi_accessible_get_action_iface (element);
  int n = action != NULL ? atspi_action_get_n_actions (action, NULL) : 0;

  for (int i = 0; i < n; i++)
    {
      g_autofree char *name = atspi_action_get_action_name (action, i, NULL);

      if (g_strcmp0 (name, "click") == 0 || g_strcmp0 (name, "activate") == 0
          || g_strcmp0 (name, "toggle") == 0)
        return atspi_action_do_action (action, i, NULL);
    }
  return FALSE;
}

static void
run_tool (const char *const *argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) tool = g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_NONE, &error);

  g_assert_no_error (error);
  g_subprocess_wait_check (tool, NULL, &error);
  g_assert_no_error (error);
}

/* What a tool says on its standard output, stripped. */
static char *
ask_tool (const char *const *argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) tool = g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  char *said = NULL;

  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (tool, NULL, NULL, &said, NULL, &error);
  g_assert_no_error (error);
  return g_strstrip (said);
}

/* The frame or dialog that ELEMENT is in: coordinates are relative to it. */
static AtspiAccessible *
find_window (AtspiAccessible *element)
{
  AtspiAccessible *up = g_object_ref (element);

  while (up != NULL)
    {
      AtspiRole role = atspi_accessible_get_role (up, NULL);
      AtspiAccessible *parent;

      if (role == ATSPI_ROLE_FRAME || role == ATSPI_ROLE_DIALOG || role == ATSPI_ROLE_WINDOW)
        return up;
      parent = atspi_accessible_get_parent (up, NULL);
      g_object_unref (up);
      up = parent;
    }
  return NULL;
}

static void
measure (AtspiAccessible *element, AtspiRect *rect)
{
  OWNED AtspiComponent *component = atspi_accessible_get_component_iface (element);
  g_autofree AtspiRect *found =
      atspi_component_get_extents (component, ATSPI_COORD_TYPE_WINDOW, NULL);

  g_assert_nonnull (found);
  *rect = *found;
}

/* Clicks the middle of ELEMENT with the mouse. The active window's frame is as wide on all sides.
 */
static void
click (EdDriver *self, AtspiAccessible *element, const char *name)
{
  const char *const active[] = { "xdotool", "getactivewindow", NULL };
  OWNED AtspiAccessible *window = find_window (element);
  g_autofree char *id = ask_tool (active);
  const char *const geometry[] = { "xdotool", "getwindowgeometry", "--shell", id, NULL };
  g_autofree char *said = ask_tool (geometry);
  g_autofree char *x_text = NULL;
  g_autofree char *y_text = NULL;
  AtspiRect rect, frame;
  int width = 0, height = 0;

  if (window == NULL)
    fail (self, "is in no window", name);
  measure (element, &rect);
  measure (window, &frame);
  sscanf (strstr (said, "WIDTH="), "WIDTH=%d", &width);
  sscanf (strstr (said, "HEIGHT="), "HEIGHT=%d", &height);
  x_text = g_strdup_printf ("%d", (width - frame.width) / 2 + rect.x + rect.width / 2);
  y_text = g_strdup_printf ("%d", (height - frame.height) / 2 + rect.y + rect.height / 2);
  {
    const char *const argv[] = { "xdotool", "mousemove", "--window", id,  x_text,
                                 y_text,    "click",     "1",        NULL };

    run_tool (argv);
  }
}

static gint
count_characters (AtspiAccessible *element)
{
  OWNED AtspiText *text = atspi_accessible_get_text_iface (element);

  return text != NULL ? atspi_text_get_character_count (text, NULL) : -1;
}

static void
wait_for_characters (EdDriver *self, AtspiAccessible *element, gint count, const char *name)
{
  gint64 limit = g_get_monotonic_time () + WATCHDOG_S * G_USEC_PER_SEC;

  while (count_characters (element) != count)
    {
      if (g_get_monotonic_time () > limit)
        fail (self, "does not take what is typed", name);
      turn ();
    }
}

static void
press_element (EdDriver *self, AtspiAccessible *element, const char *name)
{
  gint64 limit = g_get_monotonic_time () + WATCHDOG_S * G_USEC_PER_SEC;

  while (!is_sensitive (element))
    {
      if (g_get_monotonic_time () > limit)
        fail (self, "stays insensitive", name);
      turn ();
    }
  if (do_action (element))
    return;
  click (self, element, name);
}

void
ed_driver_press (EdDriver *self, const char *name)
{
  static const AtspiRole roles[] = { ATSPI_ROLE_PUSH_BUTTON, ATSPI_ROLE_TOGGLE_BUTTON,
                                     ATSPI_ROLE_CHECK_BOX,   ATSPI_ROLE_RADIO_BUTTON,
                                     ATSPI_ROLE_LIST_ITEM,   ATSPI_ROLE_MENU_ITEM,
                                     ATSPI_ROLE_INVALID };
  gint64 limit = g_get_monotonic_time () + WATCHDOG_S * G_USEC_PER_SEC;

  for (;;)
    {
      for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
        {
          const Wanted wanted = { roles[i], name, FALSE };
          OWNED AtspiAccessible *element = look (self, &wanted);

          if (element == NULL)
            continue;
          press_element (self, element, name);
          return;
        }
      if (g_get_monotonic_time () > limit)
        fail (self, "nothing to press", name);
      turn ();
    }
}

void
ed_driver_press_beside (EdDriver *self, const char *part, const char *button)
{
  OWNED AtspiAccessible *label = ed_driver_wait_part (self, ATSPI_ROLE_INVALID, part);
  OWNED AtspiAccessible *box = g_object_ref (label);
  const Wanted wanted = { ATSPI_ROLE_PUSH_BUTTON, button, FALSE };

  while (box != NULL)
    {
      OWNED AtspiAccessible *found = search (box, &wanted, 2);
      AtspiAccessible *parent;

      if (found != NULL)
        {
          press_element (self, found, button);
          return;
        }
      parent = atspi_accessible_get_parent (box, NULL);
      g_object_unref (box);
      box = parent;
    }
  fail (self, "no such button beside it", part);
}

/* Letters that the keyboard's layout lacks come as an input method would bring them. */
static void
insert_text (AtspiAccessible *entry, const char *text)
{
  OWNED AtspiEditableText *editable = atspi_accessible_get_editable_text_iface (entry);

  atspi_editable_text_insert_text (editable, 0, text, (gint) strlen (text), NULL);
}

void
ed_driver_type (EdDriver *self, const char *name, const char *text)
{
  OWNED AtspiAccessible *entry = ed_driver_wait (self, ATSPI_ROLE_TEXT, name);
  const char *const type[] = { "xdotool", "type", "--delay", "12", "--", text, NULL };

  click (self, entry, name);
  ed_driver_key (self, "ctrl+a");
  ed_driver_key (self, "Delete");
  wait_for_characters (self, entry, 0, name);
  if (g_str_is_ascii (text))
    run_tool (type);
  else
    insert_text (entry, text);
  wait_for_characters (self, entry, (gint) g_utf8_strlen (text, -1), name);
}

/* The place of the list's entry that shows LABEL, from 0. */
static int
find_place (AtspiAccessible *label)
{
  AtspiAccessible *up = g_object_ref (label);

  while (up != NULL)
    {
      AtspiAccessible *parent;
      int place;

      if (atspi_accessible_get_role (up, NULL) == ATSPI_ROLE_LIST_ITEM)
        {
          place = atspi_accessible_get_index_in_parent (up, NULL);
          g_object_unref (up);
          return place;
        }
      parent = atspi_accessible_get_parent (up, NULL);
      g_object_unref (up);
      up = parent;
    }
  return -1;
}

void
ed_driver_choose (EdDriver *self, const char *name, const char *choice)
{
  OWNED AtspiAccessible *combo = ed_driver_wait (self, ATSPI_ROLE_COMBO_BOX, name);
  OWNED AtspiAccessible *label = NULL;

  click (self, combo, name);
  label = ed_driver_wait (self, ATSPI_ROLE_LABEL, choice);
  ed_driver_key (self, "Home");
  for (int place = find_place (label); place > 0; place--)
    ed_driver_key (self, "Down");
  ed_driver_key (self, "Return");
}

void
ed_driver_key (EdDriver *self, const char *key)
{
  const char *const argv[] = { "xdotool", "key", "--clearmodifiers", key, NULL };

  run_tool (argv);
}

void
ed_driver_shot (const char *path)
{
  const char *const argv[] = { "import", "-window", "root", path, NULL };

  run_tool (argv);
}

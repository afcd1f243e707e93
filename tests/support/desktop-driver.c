/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "support/desktop-driver.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "support/desktop-log.h"
#include "support/desktop-tree.h"

#define WATCHDOG_S 60

struct _EdDriver
{
  GSubprocess *process;
  guint pid;
  gboolean ended;
  char *log; /* NULL: started by somebody else */
};

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
look (EdDriver *self, const EdWanted *wanted)
{
  OWNED AtspiAccessible *application = find_application (self);

  if (application == NULL)
    return NULL;
  atspi_accessible_clear_cache (application);
  return ed_tree_find (application, wanted, 0);
}

static void
fail (EdDriver *self, const char *what, const char *name)
{
  OWNED AtspiAccessible *application = find_application (self);
  g_autofree char *shot = g_build_filename (g_get_tmp_dir (), "experts-dashboard-e2e.png", NULL);

  if (application != NULL)
    ed_tree_print (application, 0);
  if (self->log != NULL)
    ed_desktop_log_print (self->log);
  ed_driver_shot (shot);
  g_error ("%s: '%s' (screen in %s)", what, name, shot);
}

static gboolean
end_pause (gpointer data)
{
  return G_SOURCE_REMOVE;
}

void
ed_driver_turn (void)
{
  g_autoptr (GSource) pause = g_timeout_source_new (20);

  g_source_set_callback (pause, end_pause, NULL, NULL);
  g_source_attach (pause, NULL);
  g_main_context_iteration (NULL, TRUE);
  g_source_destroy (pause);
}

static AtspiAccessible *
wait_for (EdDriver *self, const EdWanted *wanted)
{
  gint64 limit = g_get_monotonic_time () + WATCHDOG_S * G_USEC_PER_SEC;

  while (g_get_monotonic_time () < limit)
    {
      AtspiAccessible *found = look (self, wanted);

      if (found != NULL)
        return found;
      if (self->ended)
        fail (self, "the program ended before it showed", wanted->name);
      ed_driver_turn ();
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

static GSubprocess *
spawn (const char *const *argv, const char *log)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  const char *extents = g_getenv ("ED_TRUE_EXTENTS");
  GSubprocess *process;

  g_subprocess_launcher_set_stderr_file_path (launcher, log);
  if (extents != NULL)
    g_subprocess_launcher_setenv (launcher, "LD_PRELOAD", extents, TRUE);
  process = g_subprocess_launcher_spawnv (launcher, argv, &error);
  g_assert_no_error (error);
  return process;
}

static const EdWanted any_window = { ATSPI_ROLE_FRAME, "", TRUE };

static EdDriver *
make_driver (void)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_log_set_fatal_handler (is_fatal, NULL);
  g_log_set_handler ("dbind", G_LOG_LEVEL_WARNING | G_LOG_FLAG_FATAL, swallow, NULL);
  atspi_init ();
  return g_new0 (EdDriver, 1);
}

EdDriver *
ed_driver_join (guint pid)
{
  EdDriver *self = make_driver ();

  self->pid = pid;
  g_object_unref (wait_for (self, &any_window));
  return self;
}

EdDriver *
ed_driver_start (const char *const *argv)
{
  EdDriver *self = make_driver ();

  self->log = ed_desktop_log_new ();
  self->process = spawn (argv, self->log);
  g_subprocess_wait_async (self->process, NULL, on_ended, self);
  self->pid = (guint) g_ascii_strtoull (g_subprocess_get_identifier (self->process), NULL, 10);
  g_object_unref (wait_for (self, &any_window));
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
        ed_driver_turn ();
      if (g_get_monotonic_time () > limit)
        fail (self, "does not end", "Ctrl+Q");
    }
  status = g_subprocess_get_if_exited (self->process)
               ? g_subprocess_get_exit_status (self->process)
               : 128 + g_subprocess_get_term_sig (self->process);
  if (!ed_desktop_log_is_clean (self->log))
    fail (self, "warns of something", "standard error");
  g_unlink (self->log);
  g_free (self->log);
  g_object_unref (self->process);
  g_free (self);
  return status;
}

AtspiAccessible *
ed_driver_wait (EdDriver *self, AtspiRole role, const char *name)
{
  const EdWanted wanted = { role, name, FALSE };

  return wait_for (self, &wanted);
}

AtspiAccessible *
ed_driver_wait_part (EdDriver *self, AtspiRole role, const char *part)
{
  const EdWanted wanted = { role, part, TRUE };

  return wait_for (self, &wanted);
}

static AtspiAccessible *
wait_for_row (EdDriver *self, AtspiRole role, const char *part, const EdWanted *second)
{
  const EdWanted first = { ATSPI_ROLE_INVALID, part, TRUE };
  gint64 limit = g_get_monotonic_time () + WATCHDOG_S * G_USEC_PER_SEC;

  while (g_get_monotonic_time () < limit)
    {
      OWNED AtspiAccessible *application = find_application (self);
      AtspiAccessible *found = NULL;

      if (application != NULL)
        {
          atspi_accessible_clear_cache (application);
          found = ed_tree_find_row (application, role, &first, second, 0);
        }
      if (found != NULL)
        return found;
      if (self->ended)
        fail (self, "the program ended before it showed", part);
      ed_driver_turn ();
    }
  g_printerr ("beside '%s':\n", part);
  fail (self, "does not show", second->name);
  return NULL;
}

void
ed_driver_wait_row (EdDriver *self, const char *part, const char *text)
{
  const EdWanted second = { ATSPI_ROLE_INVALID, text, TRUE };

  g_object_unref (wait_for_row (self, ATSPI_ROLE_INVALID, part, &second));
}

char *
ed_driver_read_row (EdDriver *self, const char *part, const char *text)
{
  const EdWanted second = { ATSPI_ROLE_INVALID, text, TRUE };
  OWNED AtspiAccessible *row = wait_for_row (self, ATSPI_ROLE_TABLE_ROW, part, &second);

  return ed_tree_first_text (row);
}

gboolean
ed_driver_shows (EdDriver *self, AtspiRole role, const char *name)
{
  const EdWanted wanted = { role, name, FALSE };
  OWNED AtspiAccessible *found = look (self, &wanted);

  return found != NULL;
}

gboolean
ed_driver_shows_part (EdDriver *self, const char *part)
{
  const EdWanted wanted = { ATSPI_ROLE_INVALID, part, TRUE };
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
      ed_driver_turn ();
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
  const GSpawnFlags flags = G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL;
  char *said = NULL;

  g_spawn_sync (NULL, (char **) argv, NULL, flags, NULL, NULL, &said, NULL, NULL, &error);
  g_assert_no_error (error);
  return g_strstrip (said);
}

/* The window that has the keyboard, by its id and by its title. */
static char *
ask_active (const char *name)
{
  const char *const active[] = { "xdotool", "getactivewindow", name, NULL };

  return ask_tool (active);
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

/* The id of the active window, once it is large enough for what FRAME measures: a dialog may be
 * about to leave what it covered. */
static char *
wait_for_window (EdDriver *self, const AtspiRect *frame, const char *name, int *width, int *height)
{
  gint64 limit = g_get_monotonic_time () + WATCHDOG_S * G_USEC_PER_SEC;

  for (;;)
    {
      g_autofree char *id = ask_active (NULL);
      const char *const geometry[] = { "xdotool", "getwindowgeometry", "--shell", id, NULL };
      g_autofree char *said = ask_tool (geometry);
      const char *size = strstr (said, "WIDTH=");

      if (size != NULL && sscanf (size, "WIDTH=%d HEIGHT=%d", width, height) == 2
          && *width >= frame->width && *height >= frame->height)
        return g_steal_pointer (&id);
      if (g_get_monotonic_time () > limit)
        fail (self, "is not in the active window", name);
      ed_driver_turn ();
    }
}

/* Clicks the middle of ELEMENT with the mouse. The active window's frame is as wide on all sides.
 */
static void
click (EdDriver *self, AtspiAccessible *element, const char *name)
{
  OWNED AtspiAccessible *window = find_window (element);
  g_autofree char *id = NULL;
  g_autofree char *x_text = NULL;
  g_autofree char *y_text = NULL;
  AtspiRect rect, frame;
  int width, height;

  if (window == NULL)
    fail (self, "is in no window", name);
  measure (element, &rect);
  measure (window, &frame);
  id = wait_for_window (self, &frame, name, &width, &height);
  x_text = g_strdup_printf ("%d", (width - frame.width) / 2 + rect.x - frame.x + rect.width / 2);
  y_text = g_strdup_printf ("%d", (height - frame.height) / 2 + rect.y - frame.y + rect.height / 2);
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
      ed_driver_turn ();
    }
}

static void
press_element (EdDriver *self, AtspiAccessible *element, const char *name)
{
  gint64 limit = g_get_monotonic_time () + WATCHDOG_S * G_USEC_PER_SEC;

  while (!ed_tree_is_sensitive (element))
    {
      if (g_get_monotonic_time () > limit)
        fail (self, "stays insensitive", name);
      ed_driver_turn ();
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
      OWNED AtspiAccessible *application = find_application (self);
      OWNED AtspiAccessible *element = NULL;

      if (application != NULL)
        {
          atspi_accessible_clear_cache (application);
          element = ed_tree_find_by_roles (application, name, roles, G_N_ELEMENTS (roles));
        }
      if (element != NULL)
        {
          press_element (self, element, name);
          return;
        }
      if (g_get_monotonic_time () > limit)
        fail (self, "nothing to press", name);
      ed_driver_turn ();
    }
}

void
ed_driver_press_in_row (EdDriver *self, const char *part, const char *button)
{
  const EdWanted wanted = { ATSPI_ROLE_PUSH_BUTTON, button, FALSE };
  OWNED AtspiAccessible *row = wait_for_row (self, ATSPI_ROLE_INVALID, part, &wanted);
  OWNED AtspiAccessible *found = ed_tree_find (row, &wanted, 2);

  press_element (self, found, button);
}

/* Letters that the keyboard's layout lacks come as an input method would bring them. */
static void
insert_text (AtspiAccessible *entry, const char *text)
{
  OWNED AtspiEditableText *editable = atspi_accessible_get_editable_text_iface (entry);

  atspi_editable_text_insert_text (editable, 0, text, (gint) strlen (text), NULL);
}

char *
ed_driver_active (void)
{
  return ask_active (NULL);
}

char *
ed_driver_wait_active (EdDriver *self, const char *title)
{
  gint64 limit = g_get_monotonic_time () + WATCHDOG_S * G_USEC_PER_SEC;

  for (;;)
    {
      g_autofree char *id = ask_active (NULL);
      g_autofree char *said = ask_active ("getwindowname");

      if (g_str_equal (said, title))
        return g_steal_pointer (&id);
      if (g_get_monotonic_time () > limit)
        fail (self, "does not become the active window", title);
      ed_driver_turn ();
    }
}

void
ed_driver_write (EdDriver *self, const char *text)
{
  const char *const type[] = { "xdotool", "type", "--delay", "12", "--", text, NULL };

  run_tool (type);
}

void
ed_driver_type (EdDriver *self, const char *name, const char *text)
{
  OWNED AtspiAccessible *entry = ed_driver_wait (self, ATSPI_ROLE_TEXT, name);

  click (self, entry, name);
  ed_driver_key (self, "ctrl+a");
  ed_driver_key (self, "Delete");
  wait_for_characters (self, entry, 0, name);
  if (g_str_is_ascii (text))
    ed_driver_write (self, text);
  else
    insert_text (entry, text);
  wait_for_characters (self, entry, (gint) g_utf8_strlen (text, -1), name);
}

void
ed_driver_choose (EdDriver *self, const char *name, const char *choice)
{
  OWNED AtspiAccessible *combo = ed_driver_wait (self, ATSPI_ROLE_COMBO_BOX, name);
  OWNED AtspiAccessible *label = NULL;

  click (self, combo, name);
  label = ed_driver_wait (self, ATSPI_ROLE_LABEL, choice);
  ed_driver_key (self, "Home");
  for (int place = ed_tree_place (label); place > 0; place--)
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

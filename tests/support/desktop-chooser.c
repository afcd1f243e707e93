/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "support/desktop-chooser.h"

#include "support/desktop-tree.h"

#define HEARD_US (1500 * G_TIME_SPAN_MILLISECOND) /* after it a key or a press counts as lost */
#define TURNS 10 /* that a path has to stand in its entry before it is believed */
#define TRIES 100

/* The window that ELEMENT is in: what is a child of its program. */
static AtspiAccessible *
find_window (AtspiAccessible *element)
{
  AtspiAccessible *up = g_object_ref (element);

  while (TRUE)
    {
      AtspiAccessible *parent = atspi_accessible_get_parent (up, NULL);

      if (parent == NULL || atspi_accessible_get_role (parent, NULL) == ATSPI_ROLE_APPLICATION)
        {
          g_clear_object (&parent);
          return up;
        }
      g_object_unref (up);
      up = parent;
    }
}

static gboolean
has_size (AtspiAccessible *element)
{
  OWNED AtspiComponent *component = atspi_accessible_get_component_iface (element);
  g_autofree AtspiRect *rect =
      component != NULL ? atspi_component_get_extents (component, ATSPI_COORD_TYPE_WINDOW, NULL)
                        : NULL;

  return rect != NULL && rect->width > 0 && rect->height > 0;
}

/* The first entry at or below ELEMENT that has a place: choosers keep others out of sight. */
static AtspiAccessible *
find_entry_below (AtspiAccessible *element)
{
  AtspiAccessible *found = NULL;
  int n = atspi_accessible_get_child_count (element, NULL);

  if (atspi_accessible_get_role (element, NULL) == ATSPI_ROLE_TEXT)
    return has_size (element) ? g_object_ref (element) : NULL;
  for (int i = 0; i < n && found == NULL; i++)
    {
      OWNED AtspiAccessible *child = atspi_accessible_get_child_at_index (element, i, NULL);

      if (child != NULL)
        found = find_entry_below (child);
    }
  return found;
}

/* The entry for a file's name or path, where the chooser, which has BUTTON, shows one. */
static AtspiAccessible *
find_entry (EdDriver *driver, const char *button)
{
  OWNED AtspiAccessible *found = ed_driver_wait (driver, ATSPI_ROLE_PUSH_BUTTON, button);
  OWNED AtspiAccessible *window = find_window (found);

  return find_entry_below (window);
}

static gboolean
says (AtspiAccessible *entry, const char *path)
{
  OWNED AtspiText *text = atspi_accessible_get_text_iface (entry);
  gint n = text != NULL ? atspi_text_get_character_count (text, NULL) : 0;
  g_autofree char *said = n > 0 ? atspi_text_get_text (text, 0, n, NULL) : NULL;

  return g_strcmp0 (said, path) == 0;
}

/* Whether PATH stands in the entry, and stays there. */
static gboolean
write_path (AtspiAccessible *entry, const char *path)
{
  OWNED AtspiEditableText *editable = atspi_accessible_get_editable_text_iface (entry);

  if (editable == NULL)
    return FALSE;
  if (!says (entry, path))
    atspi_editable_text_set_text_contents (editable, path, NULL);
  for (int i = 0; i < TURNS; i++)
    {
      if (!says (entry, path))
        return FALSE;
      ed_driver_turn ();
    }
  return TRUE;
}

/* An open dialog shows its entry when asked by a key, which also takes it away again. */
static void
ask_for_entry (EdDriver *driver, const char *title, const char *button)
{
  gint64 limit;

  g_free (ed_driver_wait_active (driver, title));
  ed_driver_key (driver, "ctrl+l");
  limit = g_get_monotonic_time () + HEARD_US;
  while (g_get_monotonic_time () < limit)
    {
      OWNED AtspiAccessible *entry = find_entry (driver, button);

      if (entry != NULL)
        return;
      ed_driver_turn ();
    }
}

/* Whether another window than WINDOW has the keyboard soon after a press. A chooser that is still
 * read may not have heard it; one that has gone stays in the tree for a while, and must not hear it
 * twice. */
static gboolean
leaves (const char *window)
{
  gint64 limit = g_get_monotonic_time () + HEARD_US;

  while (g_get_monotonic_time () < limit)
    {
      g_autofree char *active = ed_driver_active ();

      if (*active != '\0' && !g_str_equal (active, window))
        return TRUE;
      ed_driver_turn ();
    }
  return FALSE;
}

void
ed_driver_choose_file (EdDriver *driver, const char *title, const char *path, const char *button)
{
  g_autofree char *chooser = NULL;

  g_object_unref (ed_driver_wait (driver, ATSPI_ROLE_PUSH_BUTTON, button));
  chooser = ed_driver_wait_active (driver, title);
  for (int tries = 0; tries < TRIES; tries++)
    {
      OWNED AtspiAccessible *entry = NULL;

      if (tries > 0 && !ed_driver_shows (driver, ATSPI_ROLE_PUSH_BUTTON, button))
        return; /* a press was heard late */
      entry = find_entry (driver, button);
      if (entry == NULL)
        {
          ask_for_entry (driver, title, button);
          continue;
        }
      if (!write_path (entry, path))
        continue;
      ed_driver_press (driver, button);
      if (leaves (chooser))
        return;
    }
  g_error ("the chooser “%s” does not take %s", title, path);
}

void
ed_driver_press_for_window (EdDriver *driver, const char *title, const char *name)
{
  g_autofree char *window = ed_driver_wait_active (driver, title);

  for (int tries = 0; tries < TRIES; tries++)
    {
      ed_driver_press (driver, name);
      if (leaves (window))
        return;
    }
  g_error ("'%s' opens no window", name);
}

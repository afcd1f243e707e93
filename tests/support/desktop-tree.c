/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "support/desktop-tree.h"

#include <string.h>

#define MAX_DEPTH 40

void
ed_drop_reference (gpointer place)
{
  g_clear_object ((GObject **) place);
}

/* GTK before 4.10 says "showing" of windows alone, and "visible" of what is in them. */
static gboolean
ed_tree_is_showing (AtspiAccessible *element)
{
  OWNED AtspiStateSet *states = atspi_accessible_get_state_set (element);

  return states != NULL
         && (atspi_state_set_contains (states, ATSPI_STATE_SHOWING)
             || atspi_state_set_contains (states, ATSPI_STATE_VISIBLE));
}

gboolean
ed_tree_is_sensitive (AtspiAccessible *element)
{
  OWNED AtspiStateSet *states = atspi_accessible_get_state_set (element);

  return states != NULL && atspi_state_set_contains (states, ATSPI_STATE_SENSITIVE);
}

/* libadwaita 1.2 calls a message dialog's button "_Save Save": its label, and its text. */
static gboolean
is_doubled (const char *name, const char *text)
{
  const char *mark = strchr (name, '_');
  gsize length = strlen (text);

  return mark != NULL && strlen (name) == 2 * length + 2 && g_str_has_suffix (name, text)
         && strncmp (name, text, mark - name) == 0
         && strncmp (mark + 1, text + (mark - name), length - (mark - name)) == 0;
}

static gboolean
fits (AtspiAccessible *element, const EdWanted *wanted)
{
  g_autofree char *name = NULL;

  if (wanted->role != ATSPI_ROLE_INVALID
      && atspi_accessible_get_role (element, NULL) != wanted->role)
    return FALSE;
  name = atspi_accessible_get_name (element, NULL);
  if (name == NULL)
    return FALSE;
  if (wanted->part)
    return strstr (name, wanted->name) != NULL;
  return g_str_equal (name, wanted->name) || is_doubled (name, wanted->name);
}

AtspiAccessible *
ed_tree_find (AtspiAccessible *element, const EdWanted *wanted, int depth)
{
  int n;

  if (depth > MAX_DEPTH || (depth > 1 && !ed_tree_is_showing (element)))
    return NULL;
  if (fits (element, wanted))
    return g_object_ref (element);
  n = atspi_accessible_get_child_count (element, NULL);
  for (int i = 0; i < n; i++)
    {
      /* Of the windows the newest first: a dialog before what it covers. */
      OWNED AtspiAccessible *child =
          atspi_accessible_get_child_at_index (element, depth == 0 ? n - 1 - i : i, NULL);
      AtspiAccessible *found = child != NULL ? ed_tree_find (child, wanted, depth + 1) : NULL;

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* The best element so far, and its place among the roles. */
typedef struct
{
  const EdWanted *wanted;
  const AtspiRole *roles;
  guint place;
  AtspiAccessible *found;
} Best;

static void
compare_to_best (Best *best, AtspiAccessible *element)
{
  AtspiRole role = atspi_accessible_get_role (element, NULL);
  guint place = 0;

  while (place < best->place && best->roles[place] != role
         && best->roles[place] != ATSPI_ROLE_INVALID)
    place++;
  if (place >= best->place)
    return;
  best->place = place;
  g_set_object (&best->found, element);
}

static void
walk_for_best (Best *best, AtspiAccessible *element, int depth)
{
  int n;

  if (depth > MAX_DEPTH || best->place == 0 || (depth > 1 && !ed_tree_is_showing (element)))
    return;
  if (fits (element, best->wanted))
    compare_to_best (best, element);
  n = atspi_accessible_get_child_count (element, NULL);
  for (int i = 0; i < n && best->place > 0; i++)
    {
      OWNED AtspiAccessible *child =
          atspi_accessible_get_child_at_index (element, depth == 0 ? n - 1 - i : i, NULL);

      if (child != NULL)
        walk_for_best (best, child, depth + 1);
    }
}

AtspiAccessible *
ed_tree_find_by_roles (AtspiAccessible *element, const char *name, const AtspiRole *roles, guint n)
{
  const EdWanted wanted = { ATSPI_ROLE_INVALID, name, FALSE };
  Best best = { .wanted = &wanted, .roles = roles, .place = n };

  walk_for_best (&best, element, 0);
  return best.found;
}

/* Of a list, of a table, or of a grid, which has cells alone. */
static gboolean
is_row (AtspiAccessible *element, AtspiRole wanted)
{
  AtspiRole role = atspi_accessible_get_role (element, NULL);

  if (wanted != ATSPI_ROLE_INVALID)
    return role == wanted;
  return role == ATSPI_ROLE_LIST_ITEM || role == ATSPI_ROLE_TABLE_ROW
         || role == ATSPI_ROLE_TABLE_CELL;
}

/* The first row below ELEMENT that shows both; new reference. */
AtspiAccessible *
ed_tree_find_row (AtspiAccessible *element,
                  AtspiRole role,
                  const EdWanted *first,
                  const EdWanted *second,
                  int depth)
{
  int n;

  if (depth > MAX_DEPTH || (depth > 1 && !ed_tree_is_showing (element)))
    return NULL;
  if (is_row (element, role))
    {
      OWNED AtspiAccessible *one = ed_tree_find (element, first, 2);
      OWNED AtspiAccessible *other = one != NULL ? ed_tree_find (element, second, 2) : NULL;

      if (other != NULL)
        return g_object_ref (element);
    }
  n = atspi_accessible_get_child_count (element, NULL);
  for (int i = 0; i < n; i++)
    {
      OWNED AtspiAccessible *child = atspi_accessible_get_child_at_index (element, i, NULL);
      AtspiAccessible *found =
          child != NULL ? ed_tree_find_row (child, role, first, second, depth + 1) : NULL;

      if (found != NULL)
        return found;
    }
  return NULL;
}

void
ed_tree_print (AtspiAccessible *element, int depth)
{
  g_autofree char *name = NULL;
  int n;

  if (depth > MAX_DEPTH || (depth > 1 && !ed_tree_is_showing (element)))
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
        ed_tree_print (child, depth + 1);
    }
}

char *
ed_tree_first_text (AtspiAccessible *element)
{
  g_autofree char *name = atspi_accessible_get_name (element, NULL);
  int n = atspi_accessible_get_child_count (element, NULL);
  char *text = NULL;

  if (atspi_accessible_get_role (element, NULL) == ATSPI_ROLE_LABEL && name != NULL
      && *name != '\0')
    return g_steal_pointer (&name);
  for (int i = 0; i < n && text == NULL; i++)
    {
      OWNED AtspiAccessible *child = atspi_accessible_get_child_at_index (element, i, NULL);

      if (child != NULL)
        text = ed_tree_first_text (child);
    }
  return text;
}

int
ed_tree_place (AtspiAccessible *label)
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

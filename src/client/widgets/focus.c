/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/widgets/focus.h"

#include <adwaita.h>

#define PASSED 8             /* things that come before the one that a page begins with, at most */
#define LAST "ed-last-label" /* a weak reference, of a window */
#define BEFORE "ed-before"   /* the same, of a popover */

gboolean
ed_focus_through (GtkWidget *widget, GtkDirectionType direction)
{
  gboolean back =
      direction == GTK_DIR_TAB_BACKWARD || direction == GTK_DIR_UP || direction == GTK_DIR_LEFT;
  GtkWidget *child = gtk_widget_get_focus_child (widget);

  if (child == NULL)
    child = back ? gtk_widget_get_last_child (widget) : gtk_widget_get_first_child (widget);
  while (child != NULL)
    {
      if (gtk_widget_get_child_visible (child) && gtk_widget_child_focus (child, direction))
        return TRUE;
      child = back ? gtk_widget_get_prev_sibling (child) : gtk_widget_get_next_sibling (child);
    }
  return FALSE;
}

/* Views of GTK 4.12 and later stop at the row that is focused by them, which says nothing; those
 * before at what is in it. */
static void
enter_row (GtkRoot *root)
{
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus != NULL && g_str_equal (G_OBJECT_TYPE_NAME (focus), "GtkListItemWidget"))
    gtk_widget_child_focus (focus, GTK_DIR_TAB_FORWARD);
}

gboolean
ed_focus_begin (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus != NULL && gtk_widget_is_ancestor (focus, widget))
    return TRUE;
  if (!gtk_widget_child_focus (widget, GTK_DIR_TAB_FORWARD))
    return FALSE;
  enter_row (root);
  return TRUE;
}

static gboolean
grab_first (GtkWidget *widget)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);

  for (; child != NULL; child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_get_visible (child)
        && ((gtk_widget_get_focusable (child) && gtk_widget_grab_focus (child))
            || grab_first (child)))
      return TRUE;
  return FALSE;
}

/* Of a row out of sight, which is only being made: GTK does not move to what is not mapped. */
static gboolean
begin_row (GtkWidget *widget)
{
  return gtk_widget_get_mapped (widget) ? ed_focus_begin (widget) : grab_first (widget);
}

void
ed_focus_row_class (GtkWidgetClass *class)
{
  class->grab_focus = begin_row;
  class->focus = ed_focus_through;
}

static GtkWidget *
find_header (GtkWidget *widget)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);
  GtkWidget *found = ADW_IS_HEADER_BAR (widget) ? widget : NULL;

  for (; child != NULL && found == NULL; child = gtk_widget_get_next_sibling (child))
    found = find_header (child);
  return found;
}

/* Before GTK puts the focus on what comes first. */
static void
on_map (GtkWidget *dialog)
{
  GtkWidget *header = find_header (dialog);
  GtkWidget *below = header != NULL ? gtk_widget_get_next_sibling (header) : NULL;

  while (below != NULL && !ed_focus_begin (below))
    below = gtk_widget_get_next_sibling (below);
}

void
ed_focus_below_header (GtkWindow *dialog)
{
  g_signal_connect (dialog, "map", G_CALLBACK (on_map), NULL);
}

static gboolean
is_passed (GtkWidget *widget)
{
  return widget != NULL
         && (GTK_IS_LABEL (widget) || gtk_widget_has_css_class (widget, "suggested-action"));
}

/* From a text of CONTENT to what comes next; FALSE: there is nothing else, the focus is at FIRST.
 */
static gboolean
pass (GtkRoot *root, GtkWidget *content, GtkWidget *first)
{
  GtkWidget *focus;

  gtk_widget_child_focus (content, GTK_DIR_TAB_FORWARD);
  focus = gtk_root_get_focus (root);
  if (focus != NULL && gtk_widget_get_ancestor (focus, ADW_TYPE_HEADER_BAR) == NULL)
    return TRUE;
  gtk_widget_grab_focus (first);
  if (GTK_IS_LABEL (first))
    gtk_label_select_region (GTK_LABEL (first), 0, 0);
  return FALSE;
}

void
ed_focus_enter (GtkWidget *page, GtkWidget *content)
{
  GtkRoot *root = gtk_widget_get_root (page);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL, *first;
  int passed = 0;

  if (focus == NULL ? !GTK_IS_ROOT (page) : focus != page && !gtk_widget_is_ancestor (focus, page))
    return;
  if (!gtk_widget_grab_focus (content))
    ed_focus_begin (content);
  first = gtk_root_get_focus (root);
  while (passed < PASSED && is_passed (gtk_root_get_focus (root)) && pass (root, content, first))
    passed++;
}

static void
drop_weak (gpointer data)
{
  g_clear_weak_pointer ((GtkLabel **) data);
  g_free (data);
}

static void
unselect (GtkLabel *label)
{
  int start, end;

  if (gtk_label_get_selection_bounds (label, &start, &end) && start == 0
      && end == g_utf8_strlen (gtk_label_get_text (label), -1))
    gtk_label_select_region (label, 0, 0);
}

static void
on_focus_widget (GtkWindow *window)
{
  GtkLabel **last = g_object_get_data (G_OBJECT (window), LAST);
  GtkWidget *focus = gtk_window_get_focus (window);

  /* What is open upon the label, its menu, is in it. */
  if (*last != NULL
      && (focus == NULL
          || (focus != GTK_WIDGET (*last) && !gtk_widget_is_ancestor (focus, GTK_WIDGET (*last)))))
    unselect (*last);
  if (focus == NULL || GTK_IS_LABEL (focus))
    g_set_weak_pointer (last, GTK_LABEL (focus));
}

void
ed_focus_unselect (GtkWindow *window)
{
  g_object_set_data_full (G_OBJECT (window), LAST, g_new0 (GtkLabel *, 1), drop_weak);
  g_signal_connect (window, "notify::focus-widget", G_CALLBACK (on_focus_widget), NULL);
}

static void
drop_reference (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

/* GTK puts the focus into a popover after it is mapped. */
static void
on_popover_mapped (GtkWidget *popover, GWeakRef *before)
{
  g_weak_ref_set (before, gtk_root_get_focus (gtk_widget_get_root (popover)));
}

static void
on_popover_closed (GtkWidget *popover, GWeakRef *before)
{
  g_autoptr (GtkWidget) widget = g_weak_ref_get (before);
  GtkRoot *root = gtk_widget_get_root (popover);
  GtkWidget *focus = gtk_root_get_focus (root);

  if (widget != NULL && gtk_widget_get_mapped (widget)
      && (focus == NULL || gtk_widget_is_ancestor (focus, gtk_widget_get_parent (popover))))
    gtk_root_set_focus (root, widget);
}

void
ed_focus_return (GtkPopover *popover)
{
  GWeakRef *before = g_new0 (GWeakRef, 1);

  g_weak_ref_init (before, NULL);
  g_object_set_data_full (G_OBJECT (popover), BEFORE, before, drop_reference);
  g_signal_connect (popover, "map", G_CALLBACK (on_popover_mapped), before);
  g_signal_connect (popover, "closed", G_CALLBACK (on_popover_closed), before);
}

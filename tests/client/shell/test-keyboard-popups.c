/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What opens upon a page and has no menu button of its own, used by keys alone: the menu of a row,
 * the chooser of columns, completions and calendars. A key opens it, Tab goes round in what takes
 * the focus, Escape closes it, and the focus is where it was. */

#include "client/coordinator/entry-row.h"
#include "client/coordinator/moment-row.h"
#include "client/stage.h"
#include "client/walk-stage.h"
#include "client/walk.h"
#include "client/widgets/date-row.h"

/* Turns of the main loop in which a popover opens or closes, or never does. */
#define PATIENCE 60

typedef struct
{
  EdWalkPage page;
  GtkWidget *(*find) (EdWalkStage *stage); /* what has the focus at first */
  const char *key;                         /* of X, and another one or NULL */
  const char *then;
  gboolean leaves_focus; /* where it was, while it is open */
  gboolean lets_go;      /* Tab leaves it */
} Popup;

/* --- what opens them -------------------------------------------------------------------------- */

/* The first row of the table, by its first cell's row widget. */
static GtkWidget *
find_row (EdWalkStage *stage)
{
  GtkWidget *view = ed_stage_find (stage->window, GTK_TYPE_COLUMN_VIEW, NULL);
  GtkWidget *list = view != NULL ? ed_stage_find (view, GTK_TYPE_LIST_VIEW, NULL) : NULL;

  g_assert_nonnull (list);
  return gtk_widget_get_first_child (list);
}

static GtkWidget *
find_columns_button (EdWalkStage *stage)
{
  return ed_walk_stage_find_action (stage->window, "all-cases.columns");
}

static GtkWidget *
find_text (GtkWidget *row)
{
  return row != NULL ? ed_stage_find (row, GTK_TYPE_TEXT, NULL) : NULL;
}

static GtkWidget *
find_company (EdWalkStage *stage)
{
  return find_text (ed_stage_find (stage->window, ED_TYPE_ENTRY_ROW, "Company name"));
}

static GtkWidget *
find_date (EdWalkStage *stage)
{
  return find_text (ed_stage_find (stage->window, ED_TYPE_DATE_ROW, NULL));
}

static GtkWidget *
find_moment (EdWalkStage *stage)
{
  GtkWidget *row = ed_stage_find (stage->window, ED_TYPE_MOMENT_ROW, NULL);

  return row != NULL ? ed_stage_find (row, GTK_TYPE_MENU_BUTTON, NULL) : NULL;
}

static const Popup popups[] = {
  { { ED_ROLE_COORDINATOR, "row-menu", "all-cases" }, find_row, "shift+F10" },
  { { ED_ROLE_COORDINATOR, "columns", "all-cases" }, find_columns_button, "space" },
  { { ED_ROLE_COORDINATOR, "completions", "new-case" }, find_company, "s", "Down", TRUE },
  { { ED_ROLE_COORDINATOR, "moment", "new-case" }, find_moment, "space" },
  { { ED_ROLE_CASE_MANAGER, "date", "new-request" }, find_date, "Down", NULL, FALSE, TRUE },
};

/* --- opening and closing ---------------------------------------------------------------------- */

static GtkWidget *
find_open (GtkWidget *widget)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);
  GtkWidget *found = NULL;

  if (!gtk_widget_get_mapped (widget))
    return NULL;
  if (GTK_IS_POPOVER (widget))
    return widget;
  for (; child != NULL && found == NULL; child = gtk_widget_get_next_sibling (child))
    found = find_open (child);
  return found;
}

/* The popover that is open, once there is one as WANTED; or NULL. */
static GtkWidget *
wait_popover (EdWalkStage *stage, gboolean wanted)
{
  GtkWidget *popover = NULL;

  for (int i = 0; i < PATIENCE; i++)
    {
      ed_walk_wait_drawn (stage->window);
      popover = find_open (stage->window);
      if ((popover != NULL) == wanted)
        return popover;
    }
  return popover;
}

static void
judge_open (EdWalkStage *stage, const Popup *popup, GtkWidget *popover, GPtrArray *complaints)
{
  g_autoptr (GPtrArray) inside = NULL;

  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (stage->window));

  if (popup->leaves_focus)
    return;
  if (focus == NULL || !gtk_widget_is_ancestor (focus, popover))
    g_ptr_array_add (complaints, g_strdup ("does not take the focus"));
  if (popup->lets_go)
    return;
  inside = ed_walk_around_popover (GTK_POPOVER (popover));
  g_ptr_array_extend_and_steal (complaints, g_steal_pointer (&inside));
}

static void
test_popup_is_used_by_keyboard (EdWalkStage *stage, gconstpointer data)
{
  const Popup *popup = data;
  GtkWindow *window = GTK_WINDOW (stage->window);
  g_autoptr (GPtrArray) complaints = g_ptr_array_new_with_free_func (g_free);
  GtkWidget *opener, *before, *popover;

  ed_walk_stage_show (stage, &popup->page);
  opener = popup->find (stage);
  g_assert_nonnull (opener);
  g_assert_true (gtk_widget_grab_focus (opener));
  ed_walk_wait_drawn (stage->window);
  before = gtk_window_get_focus (window);
  ed_walk_stage_press (window, popup->key);
  popover = wait_popover (stage, TRUE);
  if (popover == NULL)
    g_ptr_array_add (complaints, g_strdup ("the key does not open it"));
  else
    {
      ed_walk_wait_drawn (popover);
      if (popup->then != NULL)
        ed_walk_stage_press (window, popup->then);
      judge_open (stage, popup, popover, complaints);
      if (popup->leaves_focus && gtk_window_get_focus (window) != before)
        g_ptr_array_add (complaints, g_strdup ("takes the focus"));
      ed_walk_stage_press (window, "Escape");
      if (wait_popover (stage, FALSE) != NULL)
        g_ptr_array_add (complaints, g_strdup ("Escape does not close it"));
      if (gtk_window_get_focus (window) != before)
        {
          GtkWidget *focus = gtk_window_get_focus (window);
          g_autofree char *where = focus != NULL ? ed_walk_describe (focus) : g_strdup ("nowhere");

          g_ptr_array_add (complaints, g_strdup_printf ("the focus is then elsewhere: %s", where));
        }
    }
  ed_walk_stage_complain (&popup->page, complaints);
}

int
main (int argc, char **argv)
{
  ed_walk_stage_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (popups); i++)
    ed_walk_stage_add ("keyboard-popups",
                       popups[i].page.name,
                       &popups[i],
                       test_popup_is_used_by_keyboard);
  return g_test_run ();
}

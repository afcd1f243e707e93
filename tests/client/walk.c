/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/walk.h"

#include "client/documents/pick-row.h"
#include "client/stage.h"

#include <adwaita.h>

/* Steps after which a ring that has not closed never will. */
#define MAX_STEPS 400

/* Pixels that rounding may hide. */
#define SLACK 2
/* Times that three frames are waited for, until what has the focus is scrolled to and laid out. */
#define PATIENCE 3

typedef struct
{
  GtkWindow *window;
  GtkWidget *frame; /* that is gone round in: the window, or a popover of it */
  GPtrArray *complaints;
  GHashTable *stops; /* widgets that had the focus */
  GHashTable *lists; /* lists that one of them was in: arrows go to the other rows */
} Walk;

/* --- words ----------------------------------------------------------------------------------- */

/* The text of the label, tooltip or value that tells WIDGET apart, or "". */
static const char *
find_words (GtkWidget *widget)
{
  const char *words = NULL;

  if (GTK_IS_LABEL (widget))
    words = gtk_label_get_text (GTK_LABEL (widget));
  else if (GTK_IS_BUTTON (widget))
    words = gtk_button_get_label (GTK_BUTTON (widget));
  else if (ADW_IS_PREFERENCES_ROW (widget))
    words = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget));
  return words != NULL ? words : gtk_widget_get_tooltip_text (widget);
}

char *
ed_walk_describe (GtkWidget *widget)
{
  GString *text = g_string_new (NULL);

  for (GtkWidget *at = widget; at != NULL; at = gtk_widget_get_parent (at))
    {
      const char *words = find_words (at);

      if (at != widget && words == NULL && !g_str_has_prefix (G_OBJECT_TYPE_NAME (at), "Ed"))
        continue;
      g_string_append_printf (text, "%s%s", at == widget ? "" : " in ", G_OBJECT_TYPE_NAME (at));
      if (words != NULL)
        g_string_append_printf (text, " \"%s\"", words);
    }
  return g_string_free (text, FALSE);
}

static void
complain (Walk *walk, GtkWidget *widget, const char *what)
{
  g_autofree char *where = ed_walk_describe (widget);

  g_ptr_array_add (walk->complaints, g_strdup_printf ("%s: %s", where, what));
}

/* --- names ----------------------------------------------------------------------------------- */

static gboolean
has_words (GtkWidget *widget)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (widget);
  g_autofree char *otherwise = NULL;

  /* GTK labels each button by its child, also by an icon, which says nothing. */
  if (gtk_test_accessible_has_relation (accessible, GTK_ACCESSIBLE_RELATION_LABELLED_BY)
      && (!GTK_IS_BUTTON (widget) || gtk_button_get_icon_name (GTK_BUTTON (widget)) == NULL))
    return TRUE;
  /* It is there, and something else than nothing. */
  if (!gtk_test_accessible_has_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL))
    return FALSE;
  otherwise =
      gtk_test_accessible_check_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL, "", NULL);
  return otherwise != NULL;
}

/* The control that WIDGET, which has the focus, is a part of. */
static GtkWidget *
find_whole (GtkWidget *widget)
{
  GtkWidget *parent = gtk_widget_get_parent (widget);

  if (parent == NULL)
    return NULL;
  if (GTK_IS_DROP_DOWN (parent) || GTK_IS_MENU_BUTTON (parent) || ADW_IS_SPLIT_BUTTON (parent))
    return parent;
  for (; GTK_IS_TEXT (widget) && parent != NULL; parent = gtk_widget_get_parent (parent))
    if (GTK_IS_EDITABLE (parent) && gtk_editable_get_delegate (GTK_EDITABLE (parent)) != NULL)
      return parent;
  return NULL;
}

/* Buttons that libadwaita makes, to which nothing but a tooltip can be given. */
static gboolean
is_adwaitas_own (GtkWidget *widget)
{
  return ADW_IS_SPLIT_BUTTON (gtk_widget_get_parent (widget))
         || gtk_widget_get_ancestor (widget, ADW_TYPE_PASSWORD_ENTRY_ROW) != NULL
         || (ADW_IS_PREFERENCES_WINDOW (gtk_widget_get_root (widget))
             && gtk_widget_get_ancestor (widget, ADW_TYPE_HEADER_BAR) != NULL);
}

gboolean
ed_walk_has_name (GtkWidget *widget)
{
  /* The item of a view: newer readers do not look for words in it. */
  static const char *const items[] = { "GtkListItemWidget",
                                       "GtkColumnListItemWidget",
                                       "GtkColumnViewRowWidget", /* from GTK 4.12 on */
                                       NULL };
  GtkWidget *content = gtk_widget_get_first_child (widget);

  /* What is only scrolled has no words of its own; nor can GTK's own header of a column be given
   * any. */
  if (GTK_IS_SCROLLED_WINDOW (widget) || GTK_IS_VIEWPORT (widget)
      || g_str_equal (G_OBJECT_TYPE_NAME (widget), "GtkColumnViewTitle"))
    return TRUE;
  if (g_strv_contains (items, G_OBJECT_TYPE_NAME (widget)) && content != NULL)
    return has_words (widget);
  /* The arrows above a calendar: its keys go to other months and years, too. */
  if (GTK_IS_BUTTON (widget) && gtk_widget_get_ancestor (widget, GTK_TYPE_CALENDAR) != NULL)
    return TRUE;
  if (GTK_IS_MENU_BUTTON (gtk_widget_get_parent (widget)))
    widget = gtk_widget_get_parent (widget);
  if (is_adwaitas_own (widget) && gtk_widget_get_tooltip_text (widget) != NULL)
    return TRUE;
  for (; widget != NULL; widget = find_whole (widget))
    if (has_words (widget))
      return TRUE;
  return FALSE;
}

/* --- sight ----------------------------------------------------------------------------------- */

static gboolean
on_drawn (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  guint *frames = data;

  return --*frames > 0 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static gboolean
is_zero (gpointer data)
{
  return *(guint *) data == 0;
}

void
ed_walk_wait_drawn (GtkWidget *widget)
{
  guint frames = 3;

  gtk_widget_add_tick_callback (widget, on_drawn, &frames, NULL);
  ed_stage_wait (is_zero, &frames);
  ed_stage_settle ();
}

/* What of WIDGET is left after all that clips it, in the FRAME's coordinates. Not what is scrolled
 * away. WANTED: as much as has to be; of a tall row a quarter of the view it is in, as lists scroll
 * by heights they guess. */
static void
find_visible (GtkWidget *frame, GtkWidget *widget, graphene_rect_t *seen, graphene_size_t *wanted)
{
  if (!gtk_widget_compute_bounds (widget, frame, seen))
    *seen = *graphene_rect_zero ();
  *wanted = seen->size;
  for (GtkWidget *at = widget; at != frame && at != NULL;)
    {
      graphene_rect_t clip;

      at = gtk_widget_get_parent (at);
      if (at == NULL || (at != frame && !GTK_IS_VIEWPORT (at) && !GTK_IS_SCROLLABLE (at)))
        continue;
      if (!gtk_widget_compute_bounds (at, frame, &clip)
          || !graphene_rect_intersection (seen, &clip, seen))
        *seen = *graphene_rect_zero ();
      wanted->width = MIN (wanted->width, clip.size.width);
      wanted->height = MIN (wanted->height, clip.size.height / 4);
    }
}

static gboolean
is_in_sight (GtkWidget *frame, GtkWidget *widget)
{
  graphene_rect_t seen;
  graphene_size_t wanted;

  find_visible (frame, widget, &seen, &wanted);
  return seen.size.width > 0 && seen.size.height > 0 && seen.size.width + SLACK >= wanted.width
         && seen.size.height + SLACK >= wanted.height;
}

/* Something else lies upon the middle of what is seen of it. */
static GtkWidget *
find_cover (GtkWidget *frame, GtkWidget *widget)
{
  graphene_rect_t seen;
  graphene_size_t wanted;
  GtkWidget *picked;

  find_visible (frame, widget, &seen, &wanted);
  picked = gtk_widget_pick (frame,
                            seen.origin.x + seen.size.width / 2,
                            seen.origin.y + seen.size.height / 2,
                            GTK_PICK_INSENSITIVE);
  if (picked == NULL || picked == widget || gtk_widget_is_ancestor (picked, widget)
      || gtk_widget_is_ancestor (widget, picked))
    return NULL;
  return picked;
}

static void
judge_stop (Walk *walk, GtkWidget *focus)
{
  GtkWidget *cover;

  if (!gtk_widget_get_mapped (focus))
    ed_walk_wait_drawn (GTK_WIDGET (walk->window)); /* a new row of a view */
  if (!gtk_widget_get_mapped (focus) || !gtk_widget_is_sensitive (focus))
    {
      complain (walk, focus, "has the focus, unseen or off");
      return;
    }
  for (int i = 0; i < PATIENCE && !is_in_sight (walk->frame, focus); i++)
    ed_walk_wait_drawn (GTK_WIDGET (walk->window)); /* it is being scrolled there */
  if (!is_in_sight (walk->frame, focus))
    complain (walk, focus, "has the focus, out of sight");
  cover = find_cover (walk->frame, focus);
  for (int i = 0; i < PATIENCE && cover != NULL; i++)
    {
      /* What is about to be laid out anew, as pages arrive, is picked by nobody. */
      ed_walk_wait_drawn (GTK_WIDGET (walk->window));
      cover = find_cover (walk->frame, focus);
    }
  if (cover != NULL)
    {
      g_autofree char *what = ed_walk_describe (cover);
      g_autofree char *sentence = g_strdup_printf ("has the focus, covered by %s", what);

      complain (walk, focus, sentence);
    }
  if (!ed_walk_has_name (focus))
    complain (walk, focus, "has no name");
  if (GTK_IS_TEXT_VIEW (focus) && gtk_text_view_get_accepts_tab (GTK_TEXT_VIEW (focus))
      && gtk_text_view_get_editable (GTK_TEXT_VIEW (focus)))
    complain (walk, focus, "keeps the Tab key");
}

/* --- the ring -------------------------------------------------------------------------------- */

static gboolean
is_list (GtkWidget *widget)
{
  return GTK_IS_LIST_BOX (widget) || GTK_IS_LIST_BASE (widget) || GTK_IS_FLOW_BOX (widget)
         || GTK_IS_COLUMN_VIEW (widget);
}

static void
note_stop (Walk *walk, GtkWidget *focus)
{
  g_hash_table_add (walk->stops, focus);
  for (GtkWidget *at = gtk_widget_get_parent (focus); at != NULL; at = gtk_widget_get_parent (at))
    if (is_list (at))
      g_hash_table_add (walk->lists, at);
}

static void
tell (GtkWidget *focus)
{
  g_autofree char *where = g_test_verbose () ? ed_walk_describe (focus) : NULL;

  if (where != NULL)
    g_test_message ("Tab leads to %s", where);
}

static GtkWidget *
press (Walk *walk, GtkDirectionType direction)
{
  g_signal_emit_by_name (walk->window, "move-focus", direction);
  ed_stage_settle ();
  return gtk_window_get_focus (walk->window);
}

/* GTK remembers in each container where the focus was; who comes round finds it forgotten. */
static void
forget_focus (GtkWidget *widget)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);

  gtk_widget_set_focus_child (widget, NULL);
  for (; child != NULL; child = gtk_widget_get_next_sibling (child))
    forget_focus (child);
}

/* Tab until the focus is where it was at first. */
static void
go_round (Walk *walk)
{
  GtkWidget *first = NULL;

  gtk_window_set_focus (walk->window, NULL);
  forget_focus (GTK_WIDGET (walk->window));
  for (guint i = 0; i < MAX_STEPS; i++)
    {
      GtkWidget *focus = press (walk, GTK_DIR_TAB_FORWARD);

      if (focus == NULL)
        {
          g_ptr_array_add (walk->complaints, g_strdup ("Tab leads nowhere"));
          return;
        }
      if (focus == first)
        return;
      if (g_hash_table_contains (walk->stops, focus))
        {
          complain (walk, focus, "Tab comes back here, or stays, and does not come round");
          return;
        }
      first = first != NULL ? first : focus;
      note_stop (walk, focus);
      tell (focus);
      judge_stop (walk, focus);
    }
  g_ptr_array_add (walk->complaints, g_strdup ("Tab does not come round"));
}

static gboolean
is_in_list (GtkWidget *widget)
{
  while (widget != NULL && !is_list (widget))
    widget = gtk_widget_get_parent (widget);
  return widget != NULL;
}

/* Shift+Tab, which enters a list at another row, meets all else that Tab has met and that is still
 * there: the mark of new messages goes once they have been on the screen. */
static void
go_back (Walk *walk)
{
  g_autoptr (GHashTable) met = g_hash_table_new (NULL, NULL);
  GHashTableIter iter;
  GtkWidget *focus = NULL;

  gtk_window_set_focus (walk->window, NULL);
  forget_focus (GTK_WIDGET (walk->window));
  for (guint i = 0; i < MAX_STEPS; i++)
    {
      GtkWidget *before = focus;

      focus = press (walk, GTK_DIR_TAB_BACKWARD);
      if (focus == before && focus != NULL && g_hash_table_size (walk->stops) > 1)
        complain (walk, focus, "Shift+Tab does not lead away from here");
      if (focus == NULL || !g_hash_table_add (met, focus))
        break;
    }
  g_hash_table_iter_init (&iter, walk->stops);
  while (g_hash_table_iter_next (&iter, (gpointer *) &focus, NULL))
    if (!g_hash_table_contains (met, focus) && !is_in_list (focus) && gtk_widget_get_mapped (focus))
      complain (walk, focus, "Shift+Tab does not lead here");
}

/* --- what there is --------------------------------------------------------------------------- */

static gboolean
has_click (GtkWidget *widget)
{
  g_autoptr (GListModel) controllers = NULL;

  if (!g_str_has_prefix (G_OBJECT_TYPE_NAME (widget), "Ed") || GTK_IS_WINDOW (widget))
    return FALSE;
  controllers = gtk_widget_observe_controllers (widget);
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_GESTURE_CLICK (controller))
        return TRUE;
    }
  return FALSE;
}

/* Whether a pointer can do something with it. */
static gboolean
is_control (GtkWidget *widget)
{
  if (GTK_IS_LIST_BOX_ROW (widget))
    return gtk_list_box_row_get_activatable (GTK_LIST_BOX_ROW (widget))
           && (gtk_widget_get_focusable (widget) || gtk_widget_get_can_target (widget));
  return GTK_IS_BUTTON (widget) || GTK_IS_CHECK_BUTTON (widget) || GTK_IS_SWITCH (widget)
         || GTK_IS_TEXT (widget) || GTK_IS_TEXT_VIEW (widget) || GTK_IS_CALENDAR (widget)
         || GTK_IS_EXPANDER (widget) || GTK_IS_SCALE (widget) || has_click (widget);
}

/* Of GTK's own, with keys of theirs: the arrows of a number, the headers of a table and a
 * calendar, what closes a window and what switches its pages. */
static gboolean
is_gtks_own (GtkWidget *widget)
{
  return GTK_IS_SPIN_BUTTON (widget) || GTK_IS_CALENDAR (widget) || GTK_IS_WINDOW_CONTROLS (widget)
         || ADW_IS_VIEW_SWITCHER (widget)
         || g_str_equal (G_OBJECT_TYPE_NAME (widget), "GtkColumnViewTitle");
}

/* By Tab, or by an arrow from what Tab leads to: to another row of the same list, where rows take
 * the focus, and on by Tab. */
static gboolean
is_reached (Walk *walk, GtkWidget *widget)
{
  GtkWidget *row = NULL;

  if (GTK_IS_TOGGLE_BUTTON (widget) && gtk_widget_get_ancestor (widget, ED_TYPE_PICK_ROW) != NULL)
    return TRUE; /* its arrows are tested with it */
  for (GtkWidget *at = widget; at != NULL; at = gtk_widget_get_parent (at))
    {
      if (g_hash_table_contains (walk->stops, at))
        return TRUE;
      if (g_hash_table_contains (walk->lists, at) && row != NULL && gtk_widget_get_focusable (row))
        return TRUE;
      row = at;
    }
  return FALSE;
}

static gboolean
says_why (GtkWidget *widget)
{
  for (int up = 0; up < 3 && widget != NULL; up++, widget = gtk_widget_get_parent (widget))
    if (gtk_widget_get_tooltip_text (widget) != NULL
        || gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget),
                                             GTK_ACCESSIBLE_PROPERTY_DESCRIPTION)
        || gtk_test_accessible_has_relation (GTK_ACCESSIBLE (widget),
                                             GTK_ACCESSIBLE_RELATION_DESCRIBED_BY))
      return TRUE;
  return FALSE;
}

static void
look_around (Walk *walk, GtkWidget *widget)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);

  if (!gtk_widget_get_mapped (widget) || GTK_IS_POPOVER (widget) || is_gtks_own (widget))
    return;
  if (is_control (widget))
    {
      if (!gtk_widget_is_sensitive (widget))
        {
          if (!says_why (widget))
            complain (walk, widget, "is off and does not say why");
          return;
        }
      if (!is_reached (walk, widget))
        complain (walk, widget, "cannot be reached");
    }
  for (; child != NULL; child = gtk_widget_get_next_sibling (child))
    look_around (walk, child);
}

/* Whether there is anything below WIDGET to go to: a menu may have nothing to offer now. */
static gboolean
has_stop (GtkWidget *widget)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);

  for (; child != NULL; child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_get_mapped (child) && gtk_widget_is_sensitive (child)
        && ((gtk_widget_get_focusable (child) && !GTK_IS_SCROLLED_WINDOW (child))
            || has_stop (child)))
      return TRUE;
  return FALSE;
}

/* Arrows give the focus to the rows of a view, one after the other: what is in a row takes it, or
 * the row itself. Else they stand still, and nothing shows where. */
static void
judge_arrows (Walk *walk, GtkWidget *widget)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);

  for (; child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      if (!gtk_widget_get_mapped (child))
        continue;
      if ((GTK_IS_LIST_VIEW (widget) || GTK_IS_GRID_VIEW (widget)) && has_stop (child)
          && !gtk_widget_grab_focus (child))
        complain (walk, child, "is not reached by arrows");
      judge_arrows (walk, child);
    }
}

GPtrArray *
ed_walk_around (GtkWindow *window)
{
  GtkWidget *before = NULL;
  g_autoptr (GHashTable) stops = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) lists = g_hash_table_new (NULL, NULL);
  Walk walk = { window,
                GTK_WIDGET (window),
                g_ptr_array_new_with_free_func (g_free),
                stops,
                lists };

  g_set_weak_pointer (&before, gtk_window_get_focus (window));
  go_round (&walk);
  go_back (&walk);
  look_around (&walk, GTK_WIDGET (window));
  judge_arrows (&walk, GTK_WIDGET (window));
  if (before != NULL)
    gtk_window_set_focus (window, before);
  g_clear_weak_pointer (&before);
  return walk.complaints;
}

/* From where the focus is until it is there again. */
static void
go_round_popover (Walk *walk)
{
  GtkWidget *first = gtk_window_get_focus (walk->window);

  for (guint i = 0; i < MAX_STEPS; i++)
    {
      GtkWidget *focus = gtk_window_get_focus (walk->window);

      if (focus == NULL || !gtk_widget_is_ancestor (focus, walk->frame))
        {
          complain (walk,
                    focus != NULL ? focus : walk->frame,
                    i == 0 ? "has the focus, and not what has opened" : "Tab leads out of it");
          return;
        }
      if (g_hash_table_contains (walk->stops, focus))
        {
          if (focus != first)
            complain (walk, focus, "Tab comes back here, or stays, and does not come round");
          return;
        }
      note_stop (walk, focus);
      tell (focus);
      judge_stop (walk, focus);
      press (walk, GTK_DIR_TAB_FORWARD);
    }
}

GPtrArray *
ed_walk_around_popover (GtkPopover *popover)
{
  g_autoptr (GHashTable) stops = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) lists = g_hash_table_new (NULL, NULL);
  Walk walk = { GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (popover))),
                GTK_WIDGET (popover),
                g_ptr_array_new_with_free_func (g_free),
                stops,
                lists };
  GtkWidget *child = gtk_widget_get_first_child (walk.frame);

  if (has_stop (walk.frame))
    go_round_popover (&walk);
  for (; child != NULL; child = gtk_widget_get_next_sibling (child))
    look_around (&walk, child);
  return walk.complaints;
}

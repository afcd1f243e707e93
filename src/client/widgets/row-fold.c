/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/widgets/row-fold.h"

#include "client/widgets/button-wrap.h"
#include "client/widgets/entry-title.h"
#include "client/widgets/text-scale.h"

#define SPACING 6 /* pixels between children, as libadwaita has it */
#define BELOW 10  /* below what is below the words */

/* Of a header: what is at its end, and the least and natural widths of that and of all before it,
 * with what is between them. */
typedef struct
{
  GtkWidget *end;
  int start_minimum, start_natural;
  int end_minimum, end_natural;
} Widths;

static gboolean
is_shown (GtkWidget *child)
{
  return child != NULL && gtk_widget_should_layout (child);
}

static void
measure_widths (GtkWidget *header, Widths *widths)
{
  GtkWidget *child = gtk_widget_get_first_child (header);

  *widths = (Widths){ .end = gtk_widget_get_last_child (header) };
  for (; child != widths->end; child = gtk_widget_get_next_sibling (child))
    {
      int minimum, natural;
      int between = widths->start_natural > 0 ? SPACING : 0;

      if (!is_shown (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
      widths->start_minimum += minimum + between;
      widths->start_natural += natural + between;
    }
  if (is_shown (widths->end))
    gtk_widget_measure (widths->end,
                        GTK_ORIENTATION_HORIZONTAL,
                        -1,
                        &widths->end_minimum,
                        &widths->end_natural,
                        NULL,
                        NULL);
}

/* Something small, as a switch is, stays where it is as long as it can. */
static gboolean
is_stacked (GtkWidget *header, const Widths *widths, int width)
{
  if (!is_shown (widths->end) || ed_text_scale (header) < ED_TEXT_LARGE
      || widths->start_natural + SPACING + widths->end_natural <= width)
    return FALSE;
  return 3 * widths->end_natural > width
         || widths->start_minimum + SPACING + widths->end_minimum > width;
}

/* The width of the end in a header WIDTH wide. */
static int
choose_end (const Widths *widths, int width, gboolean stacked)
{
  int room = stacked ? width : width - SPACING - widths->start_minimum;

  if (!is_shown (widths->end))
    return 0;
  if (stacked && gtk_widget_compute_expand (widths->end, GTK_ORIENTATION_HORIZONTAL))
    return width;
  return MAX (widths->end_minimum, MIN (widths->end_natural, room));
}

/* The width that CHILD, of those before the end, has in ROOM: only the words take the rest. */
static int
choose_start (GtkWidget *child, const Widths *widths, int room)
{
  int minimum, natural;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  if (!gtk_widget_has_css_class (child, "title"))
    return natural;
  return MAX (minimum, room - (widths->start_natural - natural));
}

/* The height of those before the end in ROOM, and where ALLOCATED is the height of their line, puts
 * them there. */
static int
lay_out_start (GtkWidget *header, const Widths *widths, int x, int room, int allocated)
{
  gboolean mirrored = gtk_widget_get_direction (header) == GTK_TEXT_DIR_RTL;
  GtkWidget *child = gtk_widget_get_first_child (header);
  int height = 0, at = 0;

  for (; child != widths->end; child = gtk_widget_get_next_sibling (child))
    {
      int natural, width;

      if (!is_shown (child))
        continue;
      width = choose_start (child, widths, room);
      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, NULL, &natural, NULL, NULL);
      height = MAX (height, natural);
      if (allocated >= 0)
        gtk_widget_size_allocate (
            child,
            &(GtkAllocation){ mirrored ? x + room - at - width : x + at, 0, width, allocated },
            -1);
      at += width + SPACING;
    }
  return height;
}

static int
measure_end (const Widths *widths, int width)
{
  int natural = 0;

  if (is_shown (widths->end))
    gtk_widget_measure (widths->end, GTK_ORIENTATION_VERTICAL, width, NULL, &natural, NULL, NULL);
  return natural;
}

static void
measure (GtkWidget *header,
         GtkOrientation orientation,
         int for_size,
         int *minimum,
         int *natural,
         int *minimum_baseline,
         int *natural_baseline)
{
  Widths widths;
  gboolean stacked;
  int between, width, end, start;

  measure_widths (header, &widths);
  between = is_shown (widths.end) ? SPACING : 0;
  *natural = widths.start_natural + between + widths.end_natural;
  *minimum = ed_text_scale (header) >= ED_TEXT_LARGE
                 ? MAX (widths.start_minimum, widths.end_minimum)
                 : widths.start_minimum + between + widths.end_minimum;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    return;
  width = for_size < 0 ? *natural : MAX (for_size, *minimum);
  stacked = is_stacked (header, &widths, width);
  end = choose_end (&widths, width, stacked);
  start = lay_out_start (header, &widths, 0, stacked ? width : width - between - end, -1);
  *minimum = *natural = stacked ? start + measure_end (&widths, end) + BELOW
                                : MAX (start, measure_end (&widths, end));
}

static void
allocate (GtkWidget *header, int width, int height, int baseline)
{
  gboolean mirrored = gtk_widget_get_direction (header) == GTK_TEXT_DIR_RTL;
  Widths widths;
  gboolean stacked;
  int between, end, room, start;

  measure_widths (header, &widths);
  between = is_shown (widths.end) ? SPACING : 0;
  stacked = is_stacked (header, &widths, width);
  end = choose_end (&widths, width, stacked);
  room = stacked ? width : width - between - end;
  start = stacked ? lay_out_start (header, &widths, 0, room, -1) : height;
  lay_out_start (header, &widths, mirrored ? width - room : 0, room, start);
  if (is_shown (widths.end))
    gtk_widget_size_allocate (
        widths.end,
        &(GtkAllocation){ mirrored ? 0 : width - end,
                          stacked ? start : 0,
                          end,
                          stacked ? MAX (0, height - start - BELOW) : height },
        -1);
}

static GtkSizeRequestMode
get_mode (GtkWidget *header)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

void
ed_row_fold (AdwActionRow *row)
{
  GtkWidget *header = gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (row));

  g_return_if_fail (GTK_IS_BOX (header));
  gtk_widget_set_layout_manager (header, gtk_custom_layout_new (get_mode, measure, allocate));
}

void
ed_rows_fit (GtkWidget *within)
{
  GtkWidget *child = gtk_widget_get_first_child (within);

  if (ADW_IS_HEADER_BAR (within))
    return;
  if (GTK_IS_BUTTON (within))
    ed_button_wrap_always (GTK_BUTTON (within));
  else if (ADW_IS_ACTION_ROW (within))
    ed_row_fold (ADW_ACTION_ROW (within));
  else if (ADW_IS_ENTRY_ROW (within))
    ed_entry_title_wrap (ADW_ENTRY_ROW (within));
  else if (ADW_IS_PREFERENCES_GROUP (within))
    ed_group_titles_wrap (within);
  for (; child != NULL; child = gtk_widget_get_next_sibling (child))
    ed_rows_fit (child);
}

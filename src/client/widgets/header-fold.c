/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/widgets/header-fold.h"

#include "client/widgets/text-scale.h"

#include <adwaita.h>

#define SPACING 6 /* pixels between a title and what is beside it, as libadwaita has it */
#define BELOW 6   /* below a title that is below that */

/* What is at the start of a bar, in its middle and at its end; their widths, those of the sides
 * with what keeps them apart from the title. */
typedef struct
{
  GtkWidget *start, *title, *end;
  int start_minimum, start_natural;
  int end_minimum, end_natural;
  int title_minimum, title_natural;
} Parts;

static void
measure_part (GtkWidget *part, int around, int *minimum, int *natural)
{
  *minimum = *natural = 0;
  if (part == NULL || !gtk_widget_should_layout (part))
    return;
  gtk_widget_measure (part, GTK_ORIENTATION_HORIZONTAL, -1, minimum, natural, NULL, NULL);
  if (*natural == 0)
    return;
  *minimum += around;
  *natural += around;
}

static void
find_parts (GtkWidget *box, Parts *parts)
{
  parts->start = gtk_center_box_get_start_widget (GTK_CENTER_BOX (box));
  parts->title = gtk_center_box_get_center_widget (GTK_CENTER_BOX (box));
  parts->end = gtk_center_box_get_end_widget (GTK_CENTER_BOX (box));
  measure_part (parts->start, SPACING, &parts->start_minimum, &parts->start_natural);
  measure_part (parts->end, SPACING, &parts->end_minimum, &parts->end_natural);
  measure_part (parts->title, 0, &parts->title_minimum, &parts->title_natural);
}

/* Whether LABEL is whole in WIDTH, on few enough lines and with each of its words on one. */
static gboolean
is_whole (GtkLabel *label, int width)
{
  g_autoptr (PangoLayout) layout = pango_layout_copy (gtk_label_get_layout (label));
  int natural, words;

  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_NONE);
  pango_layout_set_height (layout, -1);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD);
  pango_layout_set_width (layout, -1);
  pango_layout_get_pixel_size (layout, &words, NULL);
  gtk_widget_measure (GTK_WIDGET (label),
                      GTK_ORIENTATION_HORIZONTAL,
                      -1,
                      NULL,
                      &natural,
                      NULL,
                      NULL);
  width -= MAX (0, natural - words); /* what is around them */
  pango_layout_set_width (layout, MAX (width, 0) * PANGO_SCALE);
  pango_layout_get_pixel_size (layout, &words, NULL);
  return words <= width && pango_layout_get_line_count (layout) <= ED_HEADER_LINES;
}

static gboolean
are_labels_whole (GtkWidget *within, int width)
{
  GtkWidget *child = gtk_widget_get_first_child (within);

  if (!gtk_widget_should_layout (within))
    return TRUE;
  if (GTK_IS_LABEL (within))
    return is_whole (GTK_LABEL (within), width);
  while (child != NULL && are_labels_whole (child, width))
    child = gtk_widget_get_next_sibling (child);
  return child == NULL;
}

/* Large words go below the buttons where they have no room beside them. */
static gboolean
may_stack (const Parts *parts)
{
  return parts->title != NULL && ADW_IS_WINDOW_TITLE (parts->title)
         && gtk_widget_should_layout (parts->title)
         && ed_text_scale (parts->title) >= ED_TEXT_LARGE;
}

static gboolean
is_stacked (const Parts *parts, int width)
{
  int room = width - parts->start_natural - parts->end_natural;

  return may_stack (parts)
         && (room < parts->title_minimum || !are_labels_whole (parts->title, room));
}

static int
measure_height (GtkWidget *part, int width)
{
  int natural = 0;

  if (part != NULL && gtk_widget_should_layout (part))
    gtk_widget_measure (part, GTK_ORIENTATION_VERTICAL, width, NULL, &natural, NULL, NULL);
  return natural;
}

/* The widths of both sides and of the title in a bar WIDTH wide, and where the title begins. */
typedef struct
{
  gboolean stacked;
  int start, end;
  int title, title_x;
} Widths;

/* The sides have what they want, or the title what it needs. */
static void
choose_widths (const Parts *parts, int width, Widths *widths)
{
  int over = parts->start_natural + parts->end_natural - width;

  *widths = (Widths){ .stacked = is_stacked (parts, width) };
  over += widths->stacked ? 0 : parts->title_minimum;
  widths->end = parts->end_natural - CLAMP (over, 0, parts->end_natural - parts->end_minimum);
  over -= parts->end_natural - widths->end;
  widths->start =
      parts->start_natural - CLAMP (over, 0, parts->start_natural - parts->start_minimum);
  if (widths->stacked)
    {
      widths->title = MIN (width, parts->title_natural);
      widths->title_x = (width - widths->title) / 2;
      return;
    }
  widths->title = CLAMP (width - widths->start - widths->end,
                         parts->title_minimum,
                         MAX (parts->title_minimum, parts->title_natural));
  widths->title_x = MIN ((width - widths->title) / 2, width - widths->end - widths->title);
  widths->title_x = MAX (widths->title_x, widths->start);
}

static int
measure_sides (const Parts *parts, const Widths *widths)
{
  return MAX (measure_height (parts->start, widths->start),
              measure_height (parts->end, widths->end));
}

static GtkSizeRequestMode
get_mode (GtkWidget *box)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
measure (GtkWidget *box,
         GtkOrientation orientation,
         int for_size,
         int *minimum,
         int *natural,
         int *minimum_baseline,
         int *natural_baseline)
{
  int sides, title;
  Parts parts;
  Widths widths;

  find_parts (box, &parts);
  sides = parts.start_minimum + parts.end_minimum;
  *minimum = may_stack (&parts) ? MAX (sides, parts.title_minimum) : sides + parts.title_minimum;
  *natural = parts.start_natural + parts.end_natural + parts.title_natural;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    return;
  choose_widths (&parts, for_size < 0 ? *natural : MAX (for_size, *minimum), &widths);
  title = measure_height (parts.title, widths.title);
  sides = measure_sides (&parts, &widths);
  *minimum = *natural = widths.stacked ? sides + title + BELOW : MAX (sides, title);
}

static void
place (GtkWidget *part, gboolean mirrored, int within, GtkAllocation at)
{
  if (part == NULL || !gtk_widget_should_layout (part))
    return;
  at.width = MAX (0, at.width); /* of nothing, there is less than what keeps it apart */
  if (mirrored)
    at.x = within - at.x - at.width;
  gtk_widget_size_allocate (part, &at, -1);
}

static void
allocate (GtkWidget *box, int width, int height, int baseline)
{
  gboolean mirrored = gtk_widget_get_direction (box) == GTK_TEXT_DIR_RTL;
  Parts parts;
  Widths widths;
  int top = 0, sides = height;

  find_parts (box, &parts);
  choose_widths (&parts, width, &widths);
  if (widths.stacked)
    top = sides = measure_sides (&parts, &widths);
  place (parts.start, mirrored, width, (GtkAllocation){ 0, 0, widths.start - SPACING, sides });
  place (parts.title,
         mirrored,
         width,
         (GtkAllocation){ widths.title_x,
                          top,
                          widths.title,
                          height - top - (widths.stacked ? BELOW : 0) });
  place (parts.end,
         mirrored,
         width,
         (GtkAllocation){ width - widths.end + SPACING, 0, widths.end - SPACING, sides });
}

void
ed_header_fold (GtkCenterBox *box)
{
  gtk_widget_set_layout_manager (GTK_WIDGET (box),
                                 gtk_custom_layout_new (get_mode, measure, allocate));
}

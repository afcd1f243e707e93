/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/widgets/fold.h"

#include "client/widgets/text-scale.h"

/* Pixels at the normal text size: narrower than that a text that wraps is a column of single
 * words. */
#define READABLE 180

struct _EdFold
{
  GtkWidget parent_instance;
  GtkWidget *start;
  GtkWidget *end;
  int threshold;
  int spacing;
  int share;
  gboolean snug;
  gboolean is_stacked;  /* as laid out last */
  gboolean was_stacked; /* as watchers know it */
  guint telling;        /* source */
};

enum
{
  PROP_START = 1,
  PROP_END,
  PROP_THRESHOLD,
  PROP_SPACING,
  PROP_SHARE,
  PROP_SNUG,
  PROP_STACKED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (EdFold, ed_fold, GTK_TYPE_WIDGET)

/* Watchers change what they show, which nobody may while the window lays itself out. */
static gboolean
tell (gpointer data)
{
  EdFold *self = data;

  self->telling = 0;
  if (self->was_stacked != self->is_stacked)
    {
      self->was_stacked = self->is_stacked;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STACKED]);
    }
  return G_SOURCE_REMOVE;
}

static gboolean
is_shown (GtkWidget *child)
{
  return child != NULL && gtk_widget_should_layout (child);
}

static void
measure_child (GtkWidget *child,
               GtkOrientation orientation,
               int for_size,
               int *minimum,
               int *natural)
{
  *minimum = *natural = 0;
  if (is_shown (child))
    gtk_widget_measure (child, orientation, for_size, minimum, natural, NULL, NULL);
}

/* Splits WIDTH between the two, side by side. */
static void
split (EdFold *self, int width, int *start, int *end)
{
  int start_minimum, start_natural, end_minimum, end_natural;
  int room = MAX (0, width - self->spacing);

  measure_child (self->start, GTK_ORIENTATION_HORIZONTAL, -1, &start_minimum, &start_natural);
  measure_child (self->end, GTK_ORIENTATION_HORIZONTAL, -1, &end_minimum, &end_natural);
  if (self->share > 0)
    *start =
        CLAMP (room * self->share / 100, start_minimum, MAX (start_minimum, room - end_minimum));
  else
    *start = MAX (start_minimum, room - end_natural);
  *end = MAX (end_minimum, room - *start);
}

static gboolean
has_both (EdFold *self)
{
  return is_shown (self->start) && is_shown (self->end);
}

gboolean
ed_fold_is_stacked_at (EdFold *self, int width)
{
  int start_minimum, end_minimum, start_natural, end_natural;
  double scale;

  g_return_val_if_fail (ED_IS_FOLD (self), FALSE);
  measure_child (self->start, GTK_ORIENTATION_HORIZONTAL, -1, &start_minimum, &start_natural);
  measure_child (self->end, GTK_ORIENTATION_HORIZONTAL, -1, &end_minimum, &end_natural);
  if (self->threshold == 0)
    return width < start_natural + self->spacing + end_natural;
  scale = ed_text_scale (GTK_WIDGET (self));
  if (width < self->threshold * scale || width < start_minimum + self->spacing + end_minimum)
    return TRUE;
  return self->share == 0 && has_both (self)
         && width - self->spacing - end_natural < MIN (start_natural, READABLE * scale);
}

static void
measure_width (EdFold *self, int *minimum, int *natural)
{
  int start_minimum, start_natural, end_minimum, end_natural;

  measure_child (self->start, GTK_ORIENTATION_HORIZONTAL, -1, &start_minimum, &start_natural);
  measure_child (self->end, GTK_ORIENTATION_HORIZONTAL, -1, &end_minimum, &end_natural);
  *minimum = MAX (start_minimum, end_minimum);
  *natural = start_natural + end_natural + (has_both (self) ? self->spacing : 0);
}

static void
measure_height (EdFold *self, int width, int *minimum, int *natural)
{
  int start_minimum, start_natural, end_minimum, end_natural;
  int start_width = width, end_width = width;
  gboolean stacked = width >= 0 && ed_fold_is_stacked_at (self, width);

  if (width >= 0 && !stacked && has_both (self))
    split (self, width, &start_width, &end_width);
  measure_child (self->start,
                 GTK_ORIENTATION_VERTICAL,
                 start_width,
                 &start_minimum,
                 &start_natural);
  measure_child (self->end, GTK_ORIENTATION_VERTICAL, end_width, &end_minimum, &end_natural);
  if (stacked)
    {
      int gap = has_both (self) ? self->spacing : 0;

      *minimum = start_minimum + gap + end_minimum;
      *natural = start_natural + gap + end_natural;
    }
  else
    {
      *minimum = MAX (start_minimum, end_minimum);
      *natural = MAX (start_natural, end_natural);
    }
}

static void
ed_fold_measure (GtkWidget *widget,
                 GtkOrientation orientation,
                 int for_size,
                 int *minimum,
                 int *natural,
                 int *minimum_baseline,
                 int *natural_baseline)
{
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    measure_width (ED_FOLD (widget), minimum, natural);
  else
    measure_height (ED_FOLD (widget), for_size, minimum, natural);
}

/* Gives CHILD its place in AREA: all of it, or where the fold is snug no more than it wants, at the
 * start and in the middle of the height. */
static void
place_child (EdFold *self, GtkWidget *child, GtkAllocation area)
{
  gboolean mirrored = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  int minimum, natural;

  if (self->snug && child == self->start)
    {
      measure_child (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural);
      if (mirrored)
        area.x += MAX (0, area.width - natural);
      area.width = MIN (area.width, natural);
    }
  if (self->snug)
    {
      measure_child (child, GTK_ORIENTATION_VERTICAL, area.width, &minimum, &natural);
      area.y += MAX (0, area.height - natural) / 2;
      area.height = MIN (area.height, natural);
    }
  gtk_widget_size_allocate (child, &area, -1);
}

static void
allocate_stacked (EdFold *self, int width, int height)
{
  int minimum, natural;

  measure_child (self->start, GTK_ORIENTATION_VERTICAL, width, &minimum, &natural);
  place_child (self, self->start, (GtkAllocation){ 0, 0, width, natural });
  natural += self->spacing;
  place_child (self, self->end, (GtkAllocation){ 0, natural, width, MAX (0, height - natural) });
}

static void
ed_fold_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  EdFold *self = ED_FOLD (widget);
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int start, end;

  if (!has_both (self))
    {
      GtkWidget *only = is_shown (self->start) ? self->start : self->end;

      if (is_shown (only))
        place_child (self, only, (GtkAllocation){ 0, 0, width, height });
      return;
    }
  self->is_stacked = ed_fold_is_stacked_at (self, width);
  if (self->telling == 0 && self->was_stacked != self->is_stacked)
    self->telling = g_idle_add (tell, self);
  if (self->is_stacked)
    {
      allocate_stacked (self, width, height);
      return;
    }
  split (self, width, &start, &end);
  place_child (self,
               self->start,
               (GtkAllocation){ mirrored ? width - start : 0, 0, start, height });
  place_child (self, self->end, (GtkAllocation){ mirrored ? 0 : width - end, 0, end, height });
}

static GtkSizeRequestMode
ed_fold_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
set_child (EdFold *self, GtkWidget **place, GtkWidget *child)
{
  g_clear_pointer (place, gtk_widget_unparent);
  *place = child;
  if (self->end != NULL && *place == self->end)
    gtk_widget_insert_before (child, GTK_WIDGET (self), NULL);
  else if (child != NULL)
    gtk_widget_insert_after (child, GTK_WIDGET (self), NULL);
}

static void
ed_fold_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_return_if_fail (id == PROP_STACKED);
  g_value_set_boolean (value, ED_FOLD (object)->was_stacked);
}

static void
ed_fold_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  EdFold *self = ED_FOLD (object);

  switch (id)
    {
    case PROP_START:
      set_child (self, &self->start, g_value_get_object (value));
      break;
    case PROP_END:
      set_child (self, &self->end, g_value_get_object (value));
      break;
    case PROP_THRESHOLD:
      self->threshold = g_value_get_int (value);
      break;
    case PROP_SPACING:
      self->spacing = g_value_get_int (value);
      break;
    case PROP_SHARE:
      self->share = g_value_get_int (value);
      break;
    case PROP_SNUG:
      self->snug = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
ed_fold_dispose (GObject *object)
{
  EdFold *self = ED_FOLD (object);

  g_clear_handle_id (&self->telling, g_source_remove);
  g_clear_pointer (&self->start, gtk_widget_unparent);
  g_clear_pointer (&self->end, gtk_widget_unparent);
  G_OBJECT_CLASS (ed_fold_parent_class)->dispose (object);
}

static void
ed_fold_class_init (EdFoldClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = ed_fold_dispose;
  object_class->get_property = ed_fold_get_property;
  object_class->set_property = ed_fold_set_property;
  widget_class->measure = ed_fold_measure;
  widget_class->size_allocate = ed_fold_size_allocate;
  widget_class->get_request_mode = ed_fold_get_request_mode;
  properties[PROP_START] = g_param_spec_object ("start", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_END] = g_param_spec_object ("end", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_THRESHOLD] = g_param_spec_int ("threshold", NULL, NULL, 0, G_MAXINT, 0, flags);
  properties[PROP_SPACING] = g_param_spec_int ("spacing", NULL, NULL, 0, G_MAXINT, 0, flags);
  properties[PROP_SHARE] = g_param_spec_int ("share", NULL, NULL, 0, 100, 0, flags);
  properties[PROP_SNUG] = g_param_spec_boolean ("snug", NULL, NULL, FALSE, flags);
  properties[PROP_STACKED] = g_param_spec_boolean ("stacked",
                                                   NULL,
                                                   NULL,
                                                   FALSE,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ed_fold_init (EdFold *self)
{
}

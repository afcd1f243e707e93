/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/widgets/wrap.h"

#include "client/widgets/button-wrap.h"

struct _EdWrap
{
  GtkWidget parent_instance;
  int spacing;
};

enum
{
  PROP_SPACING = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static GtkBuildableIface *parent_buildable;

static void
ed_wrap_add_child (GtkBuildable *buildable, GtkBuilder *builder, GObject *child, const char *type)
{
  if (GTK_IS_WIDGET (child))
    ed_wrap_append (ED_WRAP (buildable), GTK_WIDGET (child));
  else
    parent_buildable->add_child (buildable, builder, child, type);
}

static void
ed_wrap_buildable_init (GtkBuildableIface *iface)
{
  parent_buildable = g_type_interface_peek_parent (iface);
  iface->add_child = ed_wrap_add_child;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (EdWrap,
                               ed_wrap,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE, ed_wrap_buildable_init))

/* Where a line has come to. */
typedef struct
{
  int x, y;
  int line_height;
} Pen;

typedef struct
{
  int x, y;
} Place;

/* Moves PEN behind a child of that size and answers where the child begins. */
static Place
place_child (EdWrap *self, Pen *pen, int width, int child_width, int child_height)
{
  Place at;

  if (pen->x > 0 && pen->x + child_width > width)
    {
      pen->x = 0;
      pen->y += pen->line_height + self->spacing;
      pen->line_height = 0;
    }
  at = (Place){ pen->x, pen->y };
  pen->x += child_width + self->spacing;
  pen->line_height = MAX (pen->line_height, child_height);
  return at;
}

/* The size of CHILD in a line WIDTH wide. */
static void
measure_child (GtkWidget *child, int width, int *child_width, int *child_height)
{
  int minimum, natural;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  *child_width = MAX (minimum, MIN (natural, width));
  gtk_widget_measure (child,
                      GTK_ORIENTATION_VERTICAL,
                      *child_width,
                      &minimum,
                      &natural,
                      NULL,
                      NULL);
  *child_height = natural;
}

/* The height of the line that begins with FIRST. */
static int
measure_line (EdWrap *self, GtkWidget *first, int width)
{
  Pen pen = { 0, 0, 0 };

  for (GtkWidget *child = first; child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      int child_width, child_height;
      int height = pen.line_height;

      if (!gtk_widget_should_layout (child))
        continue;
      measure_child (child, width, &child_width, &child_height);
      place_child (self, &pen, width, child_width, child_height);
      if (pen.y > 0)
        return height;
    }
  return pen.line_height;
}

static void
measure_width (EdWrap *self, int *minimum, int *natural)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));

  *minimum = *natural = 0;
  for (; child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      int child_minimum, child_natural;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child,
                          GTK_ORIENTATION_HORIZONTAL,
                          -1,
                          &child_minimum,
                          &child_natural,
                          NULL,
                          NULL);
      *minimum = MAX (*minimum, child_minimum);
      *natural += child_natural + (*natural > 0 ? self->spacing : 0);
    }
}

/* Lays the children out in WIDTH, moving them there where ALLOCATE; answers the height. */
static int
lay_out (EdWrap *self, int width, gboolean allocate)
{
  gboolean mirrored = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));
  Pen pen = { 0, 0, 0 };
  int line_height = 0;

  for (; child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkAllocation allocation;
      Place at;

      if (!gtk_widget_should_layout (child))
        continue;
      measure_child (child, width, &allocation.width, &allocation.height);
      at = place_child (self, &pen, width, allocation.width, allocation.height);
      allocation.x = mirrored ? width - at.x - allocation.width : at.x;
      if (at.x == 0 && allocate)
        line_height = measure_line (self, child, width);
      allocation.y = at.y + MAX (0, line_height - allocation.height) / 2;
      if (allocate)
        gtk_widget_size_allocate (child, &allocation, -1);
    }
  return pen.y + pen.line_height;
}

static void
ed_wrap_measure (GtkWidget *widget,
                 GtkOrientation orientation,
                 int for_size,
                 int *minimum,
                 int *natural,
                 int *minimum_baseline,
                 int *natural_baseline)
{
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    measure_width (ED_WRAP (widget), minimum, natural);
  else
    *minimum = *natural = lay_out (ED_WRAP (widget), for_size < 0 ? G_MAXINT / 2 : for_size, FALSE);
}

static void
ed_wrap_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  lay_out (ED_WRAP (widget), width, TRUE);
}

static GtkSizeRequestMode
ed_wrap_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
ed_wrap_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  ED_WRAP (object)->spacing = g_value_get_int (value);
  gtk_widget_queue_resize (GTK_WIDGET (object));
}

static void
ed_wrap_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (ed_wrap_parent_class)->dispose (object);
}

static void
ed_wrap_class_init (EdWrapClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->dispose = ed_wrap_dispose;
  object_class->set_property = ed_wrap_set_property;
  widget_class->measure = ed_wrap_measure;
  widget_class->size_allocate = ed_wrap_size_allocate;
  widget_class->get_request_mode = ed_wrap_get_request_mode;
  properties[PROP_SPACING] = g_param_spec_int ("spacing",
                                               NULL,
                                               NULL,
                                               0,
                                               G_MAXINT,
                                               0,
                                               G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ed_wrap_init (EdWrap *self)
{
}

/* What is wider than a line has several of its own. */
static void
break_words (GtkWidget *within)
{
  GtkWidget *child = gtk_widget_get_first_child (within);

  if (GTK_IS_BUTTON (within))
    ed_button_wrap_always (GTK_BUTTON (within));
  if (GTK_IS_LABEL (within) && gtk_label_get_ellipsize (GTK_LABEL (within)) == PANGO_ELLIPSIZE_NONE)
    {
      gtk_label_set_wrap (GTK_LABEL (within), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (within), PANGO_WRAP_WORD_CHAR);
      gtk_label_set_natural_wrap_mode (GTK_LABEL (within), GTK_NATURAL_WRAP_NONE);
      gtk_label_set_xalign (GTK_LABEL (within), 0);
    }
  if (!GTK_IS_BUTTON (within) && !GTK_IS_BOX (within))
    return;
  for (; child != NULL; child = gtk_widget_get_next_sibling (child))
    break_words (child);
}

void
ed_wrap_append (EdWrap *self, GtkWidget *child)
{
  g_return_if_fail (ED_IS_WRAP (self) && GTK_IS_WIDGET (child));
  break_words (child);
  gtk_widget_insert_before (child, GTK_WIDGET (self), NULL);
}

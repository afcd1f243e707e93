/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/widgets/message-room.h"

/* Pixels that any screen has for a message with its answers: 640, less a bar of the system's. */
#define HEIGHT 600
/* What answers as high as that leave. */
#define LEAST 120

struct _EdMessageRoom
{
  GtkWidget parent_instance;
  GtkWidget *scroller;
  GtkWidget *said;
  gboolean is_begun; /* the focus is where the message begins */
};

G_DEFINE_FINAL_TYPE (EdMessageRoom, ed_message_room, GTK_TYPE_WIDGET)

static GtkAdjustment *
get_adjustment (EdMessageRoom *self)
{
  return gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));
}

static gboolean
does_scroll (EdMessageRoom *self)
{
  GtkAdjustment *adjustment = get_adjustment (self);

  return gtk_adjustment_get_upper (adjustment) > gtk_adjustment_get_page_size (adjustment);
}

/* Of what the box has below it: the answers. */
static int
measure_rest (EdMessageRoom *self, int width)
{
  GtkWidget *other = gtk_widget_get_next_sibling (GTK_WIDGET (self));
  int rest = 0, least;

  for (; other != NULL; other = gtk_widget_get_next_sibling (other))
    {
      gtk_widget_measure (other, GTK_ORIENTATION_VERTICAL, width, &least, NULL, NULL, NULL);
      rest += least;
    }
  return rest;
}

static GtkSizeRequestMode
ed_message_room_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
ed_message_room_measure (GtkWidget *widget,
                         GtkOrientation orientation,
                         int for_size,
                         int *minimum,
                         int *natural,
                         int *minimum_baseline,
                         int *natural_baseline)
{
  EdMessageRoom *self = ED_MESSAGE_ROOM (widget);

  /* What scrolls is no wider for being lower. */
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    for_size = -1;
  gtk_widget_measure (self->said, orientation, for_size, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_VERTICAL)
    *minimum = MIN (*minimum, MAX (LEAST, HEIGHT - measure_rest (self, for_size)));
}

/* With the first field, if that is seen without scrolling; else with what is to be read. */
static gboolean
begin (GtkWidget *widget, GdkFrameClock *clock, gpointer unused)
{
  EdMessageRoom *self = ED_MESSAGE_ROOM (widget);
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (gtk_widget_get_root (widget)));
  graphene_rect_t bounds;

  if (does_scroll (self) && focus != NULL && gtk_widget_is_ancestor (focus, self->said)
      && gtk_widget_compute_bounds (focus, self->said, &bounds)
      && bounds.origin.y + bounds.size.height > (float) gtk_widget_get_height (widget))
    {
      gtk_widget_grab_focus (self->scroller);
      gtk_adjustment_set_value (get_adjustment (self), 0);
    }
  return G_SOURCE_REMOVE;
}

static void
ed_message_room_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  EdMessageRoom *self = ED_MESSAGE_ROOM (widget);
  const GtkAllocation all = { 0, 0, width, height };

  gtk_widget_size_allocate (self->scroller, &all, -1);
  if (!self->is_begun)
    gtk_widget_add_tick_callback (widget, begin, NULL, NULL);
  self->is_begun = TRUE;
}

/* GTK's own lets Tab stop at what scrolls only if nothing in it takes the focus, and then also if
 * all of it is seen. */
static gboolean
ed_message_room_focus (GtkWidget *widget, GtkDirectionType direction)
{
  EdMessageRoom *self = ED_MESSAGE_ROOM (widget);
  gboolean is_back = direction == GTK_DIR_TAB_BACKWARD;
  gboolean was_in = gtk_widget_get_focus_child (widget) != NULL;
  gboolean may_stop = self->is_begun && does_scroll (self);

  if (gtk_widget_has_focus (self->scroller))
    return !is_back && gtk_widget_child_focus (self->said, direction);
  if (may_stop && !is_back && !was_in)
    return gtk_widget_grab_focus (self->scroller);
  if (gtk_widget_child_focus (self->said, direction))
    return TRUE;
  return may_stop && is_back && gtk_widget_grab_focus (self->scroller);
}

static void
ed_message_room_dispose (GObject *object)
{
  g_clear_pointer (&ED_MESSAGE_ROOM (object)->scroller, gtk_widget_unparent);
  G_OBJECT_CLASS (ed_message_room_parent_class)->dispose (object);
}

static void
ed_message_room_class_init (EdMessageRoomClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = ed_message_room_dispose;
  widget_class->get_request_mode = ed_message_room_get_request_mode;
  widget_class->measure = ed_message_room_measure;
  widget_class->size_allocate = ed_message_room_size_allocate;
  widget_class->focus = ed_message_room_focus;
}

static void
ed_message_room_init (EdMessageRoom *self)
{
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller),
                                  GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_widget_add_css_class (self->scroller, "message-room");
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
}

void
ed_message_room_wrap (GtkBox *box, GtkWidget *said, GtkWidget *name)
{
  EdMessageRoom *self = g_object_new (ED_TYPE_MESSAGE_ROOM, NULL);
  g_autoptr (GtkWidget) kept = g_object_ref (said);

  gtk_box_insert_child_after (box, GTK_WIDGET (self), said);
  gtk_box_remove (box, said);
  self->said = said;
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), said);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->scroller),
                                  GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  name,
                                  NULL,
                                  -1);
}

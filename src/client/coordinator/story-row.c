/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/coordinator/story-row.h"

#include "client/coordinator/typed.h"
#include "client/resources.h"
#include "client/widgets/focus.h"
#include "client/widgets/text-scale.h"

#include <glib/gi18n.h>

/* At the normal text size: three lines, and what leaves place for other rows. */
#define LEAST_HEIGHT 60
#define MOST_HEIGHT 300
#define ROOM 12 /* around the cursor */

struct _EdStoryRow
{
  AdwPreferencesRow parent_instance;
  GtkScrolledWindow *scroller;
  GtkTextView *view;
  GtkTextBuffer *buffer;
  const EdField *field;
  guint fitting; /* source */
};

static gboolean
ed_story_row_read (EdInputRow *row, gpointer record, const EdZone *zone)
{
  EdStoryRow *self = ED_STORY_ROW (row);
  GtkTextIter start, end;
  g_autofree char *typed = NULL;
  g_autofree char *text = NULL;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  typed = gtk_text_buffer_get_text (self->buffer, &start, &end, FALSE);
  text = ed_typed_text (typed, (self->field->flags & ED_FIELD_REQUIRED) != 0);
  ed_field_set_text (self->field, record, text);
  return TRUE;
}

static void
ed_story_row_write (EdInputRow *row, gconstpointer record, const EdZone *zone)
{
  EdStoryRow *self = ED_STORY_ROW (row);
  const char *text = ed_field_get_text (self->field, record);

  gtk_text_buffer_set_text (self->buffer, text == NULL ? "" : text, -1);
}

static void
ed_story_row_input_row_init (EdInputRowInterface *iface)
{
  iface->read = ed_story_row_read;
  iface->write = ed_story_row_write;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (EdStoryRow,
                               ed_story_row,
                               ADW_TYPE_PREFERENCES_ROW,
                               G_IMPLEMENT_INTERFACE (ED_TYPE_INPUT_ROW,
                                                      ed_story_row_input_row_init))

/* Where the cursor went with a line that is new, the page follows. */
static void
show_cursor (EdStoryRow *self)
{
  GtkWidget *viewport = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_VIEWPORT);
  GtkAdjustment *adjustment;
  GtkTextIter cursor;
  GdkRectangle at;
  double x, y;

  if (viewport == NULL || !gtk_widget_has_focus (GTK_WIDGET (self->view)))
    return;
  gtk_text_buffer_get_iter_at_mark (self->buffer,
                                    &cursor,
                                    gtk_text_buffer_get_insert (self->buffer));
  gtk_text_view_get_iter_location (self->view, &cursor, &at);
  gtk_text_view_buffer_to_window_coords (self->view,
                                         GTK_TEXT_WINDOW_WIDGET,
                                         at.x,
                                         at.y,
                                         &at.x,
                                         &at.y);
  adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (viewport));
  if (gtk_widget_translate_coordinates (GTK_WIDGET (self->view), viewport, 0, at.y, &x, &y))
    {
      y += gtk_adjustment_get_value (adjustment);
      gtk_adjustment_clamp_page (adjustment, y - ROOM, y + at.height + ROOM);
    }
}

/* A row is as high as its text, within bounds: a list gives it no more than the least height. */
static gboolean
fit (gpointer data)
{
  EdStoryRow *self = data;
  double scale = ed_text_scale (GTK_WIDGET (self));
  GtkTextIter end;
  GdkRectangle at;
  int height;

  self->fitting = 0;
  gtk_text_buffer_get_end_iter (self->buffer, &end);
  gtk_text_view_get_iter_location (self->view, &end, &at);
  height = CLAMP (at.y + at.height, (int) (LEAST_HEIGHT * scale), (int) (MOST_HEIGHT * scale));
  if (height == gtk_scrolled_window_get_min_content_height (self->scroller))
    show_cursor (self);
  else
    gtk_scrolled_window_set_min_content_height (self->scroller, height);
  return G_SOURCE_REMOVE;
}

static void
on_laid_out (EdStoryRow *self)
{
  if (self->fitting == 0)
    self->fitting = g_idle_add (fit, self);
}

/* The row itself is no stop of the keyboard's way. */
static gboolean
ed_story_row_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (ED_STORY_ROW (widget)->view));
}

static void
on_pressed (EdStoryRow *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
ed_story_row_dispose (GObject *object)
{
  EdStoryRow *self = ED_STORY_ROW (object);

  g_clear_handle_id (&self->fitting, g_source_remove);
  if (self->scroller != NULL)
    g_signal_handlers_disconnect_by_data (gtk_scrolled_window_get_vadjustment (self->scroller),
                                          self);
  self->scroller = NULL;
  G_OBJECT_CLASS (ed_story_row_parent_class)->dispose (object);
}

static void
ed_story_row_class_init (EdStoryRowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = ed_story_row_dispose;
  widget_class->grab_focus = ed_story_row_grab_focus;
  widget_class->focus = ed_focus_through;
  gtk_widget_class_set_template_from_resource (widget_class, ED_UI "coordinator/story-row.ui");
  gtk_widget_class_bind_template_child (widget_class, EdStoryRow, scroller);
  gtk_widget_class_bind_template_child (widget_class, EdStoryRow, view);
  gtk_widget_class_bind_template_child (widget_class, EdStoryRow, buffer);
  gtk_widget_class_bind_template_callback (widget_class, ed_input_row_edited);
  gtk_widget_class_bind_template_callback (widget_class, on_pressed);
}

static void
ed_story_row_init (EdStoryRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (gtk_scrolled_window_get_vadjustment (self->scroller),
                            "changed",
                            G_CALLBACK (on_laid_out),
                            self);
}

GtkWidget *
ed_story_row_new (const EdField *field)
{
  EdStoryRow *self = g_object_new (ED_TYPE_STORY_ROW, "title", _ (field->label), NULL);

  self->field = field;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (field->label),
                                  -1);
  return GTK_WIDGET (self);
}

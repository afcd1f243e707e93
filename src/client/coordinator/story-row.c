/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/coordinator/story-row.h"

#include "client/coordinator/typed.h"
#include "client/resources.h"

#include <glib/gi18n.h>

struct _EdStoryRow
{
  AdwPreferencesRow parent_instance;
  GtkTextView *view;
  GtkTextBuffer *buffer;
  const EdField *field;
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
ed_story_row_class_init (EdStoryRowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  widget_class->grab_focus = ed_story_row_grab_focus;
  gtk_widget_class_set_template_from_resource (widget_class, ED_UI "coordinator/story-row.ui");
  gtk_widget_class_bind_template_child (widget_class, EdStoryRow, view);
  gtk_widget_class_bind_template_child (widget_class, EdStoryRow, buffer);
  gtk_widget_class_bind_template_callback (widget_class, ed_input_row_edited);
  gtk_widget_class_bind_template_callback (widget_class, on_pressed);
}

static void
ed_story_row_init (EdStoryRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
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

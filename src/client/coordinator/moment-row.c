/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/coordinator/moment-row.h"

#include "client/dates.h"
#include "client/resources.h"
#include "client/widgets/focus.h"
#include "client/widgets/fold.h"
#include "client/widgets/wrap.h"

#include <glib/gi18n.h>

struct _EdMomentRow
{
  AdwPreferencesRow parent_instance;
  GtkEditable *date_entry;
  GtkEditable *time_entry;
  GtkCalendar *calendar;
  GtkMenuButton *calendar_button;
  const EdField *field;
  gint64 today;
  gboolean is_now;     /* shows now, and follows it */
  gboolean is_writing; /* the change is the row's own */
};

static void
show_moment (EdMomentRow *self, gint64 instant, const EdZone *zone)
{
  g_autofree char *date = ed_date_to_text (ed_zone_date (zone, instant));
  g_autofree char *time = ed_time_to_text (ed_zone_minutes (zone, instant));

  self->is_writing = TRUE;
  gtk_editable_set_text (self->date_entry, date);
  gtk_editable_set_text (self->time_entry, time);
  self->is_writing = FALSE;
}

static gboolean
is_empty (GtkEditable *entry)
{
  return *gtk_editable_get_text (entry) == '\0';
}

static gboolean
ed_moment_row_read (EdInputRow *row, gpointer record, const EdZone *zone)
{
  EdMomentRow *self = ED_MOMENT_ROW (row);
  gint64 date, time;

  ed_field_set_number (self->field, record, ED_ABSENT);
  if (self->is_now || (is_empty (self->date_entry) && is_empty (self->time_entry)))
    return TRUE;
  date = ed_date_from_typed (gtk_editable_get_text (self->date_entry), self->today);
  time = ed_time_from_typed (gtk_editable_get_text (self->time_entry));
  if (date == ED_ABSENT || time == ED_ABSENT)
    return FALSE;
  ed_field_set_number (self->field, record, ed_zone_instant (zone, date, time));
  return TRUE;
}

static void
ed_moment_row_write (EdInputRow *row, gconstpointer record, const EdZone *zone)
{
  EdMomentRow *self = ED_MOMENT_ROW (row);
  gint64 instant = ed_field_get_number (self->field, record);

  self->is_now = instant == ED_ABSENT;
  if (!self->is_now)
    show_moment (self, instant, zone);
}

static void
ed_moment_row_input_row_init (EdInputRowInterface *iface)
{
  iface->read = ed_moment_row_read;
  iface->write = ed_moment_row_write;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (EdMomentRow,
                               ed_moment_row,
                               ADW_TYPE_PREFERENCES_ROW,
                               G_IMPLEMENT_INTERFACE (ED_TYPE_INPUT_ROW,
                                                      ed_moment_row_input_row_init))

static void
on_changed (EdMomentRow *self)
{
  if (self->is_writing)
    return;
  self->is_now = FALSE;
  ed_input_row_edited (ED_INPUT_ROW (self));
}

static void
on_day_selected (EdMomentRow *self)
{
  g_autoptr (GDateTime) day = gtk_calendar_get_date (self->calendar);
  g_autofree char *text = g_date_time_format (day, "%Y-%m-%d");

  if (!self->is_writing)
    gtk_editable_set_text (self->date_entry, text);
}

static void
on_today (EdMomentRow *self)
{
  g_autofree char *text = ed_date_to_text (self->today);

  gtk_editable_set_text (self->date_entry, text);
  gtk_menu_button_popdown (self->calendar_button);
}

/* The calendar opens at the day that is entered. */
static void
on_calendar_opened (EdMomentRow *self)
{
  gint64 date = ed_date_from_typed (gtk_editable_get_text (self->date_entry), self->today);
  g_autoptr (GDateTime) day = NULL;
  int year, month, day_of_month;

  if (date == ED_ABSENT)
    return;
  ed_date_split (date, &year, &month, &day_of_month);
  day = g_date_time_new_local (year, month, day_of_month, 0, 0, 0);
  self->is_writing = TRUE;
  gtk_calendar_select_day (self->calendar, day);
  self->is_writing = FALSE;
}

static gboolean
ed_moment_row_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (ED_MOMENT_ROW (widget)->date_entry));
}

static void
ed_moment_row_class_init (EdMomentRowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  g_type_ensure (ED_TYPE_FOLD);
  g_type_ensure (ED_TYPE_WRAP);
  widget_class->grab_focus = ed_moment_row_grab_focus;
  widget_class->focus = ed_focus_through;
  gtk_widget_class_set_template_from_resource (widget_class, ED_UI "coordinator/moment-row.ui");
  gtk_widget_class_bind_template_child (widget_class, EdMomentRow, date_entry);
  gtk_widget_class_bind_template_child (widget_class, EdMomentRow, time_entry);
  gtk_widget_class_bind_template_child (widget_class, EdMomentRow, calendar);
  gtk_widget_class_bind_template_child (widget_class, EdMomentRow, calendar_button);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_day_selected);
  gtk_widget_class_bind_template_callback (widget_class, on_today);
  gtk_widget_class_bind_template_callback (widget_class, on_calendar_opened);
  gtk_widget_class_bind_template_callback (widget_class, ed_input_row_done);
}

static void
ed_moment_row_init (EdMomentRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->is_now = TRUE;
}

GtkWidget *
ed_moment_row_new (const EdField *field)
{
  EdMomentRow *self = g_object_new (ED_TYPE_MOMENT_ROW, "title", _ (field->label), NULL);

  self->field = field;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->date_entry),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (field->label),
                                  -1);
  return GTK_WIDGET (self);
}

void
ed_moment_row_set_now (EdMomentRow *self, gint64 now, const EdZone *zone)
{
  g_return_if_fail (ED_IS_MOMENT_ROW (self));
  self->today = ed_zone_date (zone, now);
  if (self->is_now)
    show_moment (self, now, zone);
}

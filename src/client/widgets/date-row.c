/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/widgets/date-row.h"

#include "client/dates.h"
#include "client/resources.h"
#include "client/widgets/entry-title.h"
#include "client/widgets/focus.h"
#include "client/widgets/template.h"
#include "domain/record.h"

struct _EdDateRow
{
  AdwEntryRow parent_instance;
  GtkMenuButton *button;
  GtkPopover *popover;
  GtkCalendar *calendar;
  gint64 date;
  gint64 today;
  gboolean picking; /* the calendar's change comes from the text */
};

enum
{
  PROP_DATE = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (EdDateRow, ed_date_row, ADW_TYPE_ENTRY_ROW)

static void
show_in_calendar (EdDateRow *self, gint64 date)
{
  g_autoptr (GDateTime) day = NULL;
  int year, month, number;

  ed_date_split (date, &year, &month, &number);
  day = g_date_time_new_local (year, month, number, 12, 0, 0);
  self->picking = TRUE;
  gtk_calendar_select_day (self->calendar, day);
  self->picking = FALSE;
}

static void
on_text_changed (EdDateRow *self)
{
  gint64 date = ed_date_from_typed (gtk_editable_get_text (GTK_EDITABLE (self)), self->today);

  if (date == self->date)
    return;
  self->date = date;
  if (date != ED_ABSENT)
    show_in_calendar (self, date);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DATE]);
}

static void
on_day_selected (EdDateRow *self)
{
  g_autoptr (GDateTime) day = NULL;

  if (self->picking)
    return;
  day = gtk_calendar_get_date (self->calendar);
  ed_date_row_set_date (self,
                        ed_date_new (g_date_time_get_year (day),
                                     g_date_time_get_month (day),
                                     g_date_time_get_day_of_month (day)));
  gtk_popover_popdown (self->popover);
}

static void
on_clicked (EdDateRow *self)
{
  if (!gtk_widget_get_visible (GTK_WIDGET (self->popover)))
    gtk_menu_button_popup (self->button);
}

static gboolean
on_key_pressed (EdDateRow *self, guint key)
{
  if (key == GDK_KEY_Escape && gtk_widget_get_visible (GTK_WIDGET (self->popover)))
    {
      gtk_popover_popdown (self->popover);
      return GDK_EVENT_STOP;
    }
  if (key == GDK_KEY_Down)
    {
      gtk_menu_button_popup (self->button);
      gtk_widget_grab_focus (GTK_WIDGET (self->calendar));
      return GDK_EVENT_STOP;
    }
  return GDK_EVENT_PROPAGATE;
}

static void
on_left (EdDateRow *self)
{
  gtk_popover_popdown (self->popover);
}

static void
ed_date_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_int64 (value, ED_DATE_ROW (object)->date);
}

static void
ed_date_row_dispose (GObject *object)
{
  ed_template_dispose (GTK_WIDGET (object), ED_TYPE_DATE_ROW);
  G_OBJECT_CLASS (ed_date_row_parent_class)->dispose (object);
}

static void
ed_date_row_class_init (EdDateRowClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->dispose = ed_date_row_dispose;
  object_class->get_property = ed_date_row_get_property;
  properties[PROP_DATE] = g_param_spec_int64 ("date",
                                              NULL,
                                              NULL,
                                              G_MININT64,
                                              G_MAXINT64,
                                              ED_ABSENT,
                                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_template_from_resource (widget_class, ED_UI "widgets/date-row.ui");
  gtk_widget_class_bind_template_child (widget_class, EdDateRow, button);
  gtk_widget_class_bind_template_child (widget_class, EdDateRow, popover);
  gtk_widget_class_bind_template_child (widget_class, EdDateRow, calendar);
  gtk_widget_class_bind_template_callback (widget_class, on_text_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_day_selected);
  gtk_widget_class_bind_template_callback (widget_class, on_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_key_pressed);
  gtk_widget_class_bind_template_callback (widget_class, on_left);
}

static void
ed_date_row_init (EdDateRow *self)
{
  self->date = ED_ABSENT;
  gtk_widget_init_template (GTK_WIDGET (self));
  ed_entry_title_wrap (ADW_ENTRY_ROW (self));
  ed_focus_return (self->popover);
}

gint64
ed_date_row_date (EdDateRow *self)
{
  g_return_val_if_fail (ED_IS_DATE_ROW (self), ED_ABSENT);
  return self->date;
}

void
ed_date_row_set_date (EdDateRow *self, gint64 date)
{
  g_autofree char *text = NULL;

  g_return_if_fail (ED_IS_DATE_ROW (self));
  text = date == ED_ABSENT ? g_strdup ("") : ed_date_to_text (date);
  gtk_editable_set_text (GTK_EDITABLE (self), text);
  gtk_editable_set_position (GTK_EDITABLE (self), -1);
}

void
ed_date_row_set_today (EdDateRow *self, gint64 today)
{
  g_return_if_fail (ED_IS_DATE_ROW (self));
  self->today = today;
  if (self->date == ED_ABSENT)
    show_in_calendar (self, today);
}

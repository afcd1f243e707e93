/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/settings/holidays-row.h"

#include "client/coordinator/typed.h"
#include "client/dates.h"
#include "client/numbers.h"
#include "client/resources.h"
#include "client/widgets/date-row.h"
#include "client/widgets/row-fold.h"
#include "domain/settings.h"

#include <glib/gi18n.h>

struct _EdHolidaysRow
{
  AdwExpanderRow parent_instance;
  EdDateRow *date;
  GtkEditable *name;
  EdSettings *held; /* its holidays are what is shown, in their order */
  GPtrArray *rows;  /* GtkWidget, one for each */
};

static void show_days (EdHolidaysRow *self);

static gboolean
ed_holidays_row_read (EdInputRow *row, gpointer record, const EdZone *zone)
{
  ed_field_copy (ed_record_type_find (&ed_settings_entry_type, "holidays"),
                 record,
                 ED_HOLIDAYS_ROW (row)->held);
  return TRUE;
}

static void
ed_holidays_row_write (EdInputRow *row, gconstpointer record, const EdZone *zone)
{
  EdHolidaysRow *self = ED_HOLIDAYS_ROW (row);

  ed_field_copy (ed_record_type_find (&ed_settings_entry_type, "holidays"), self->held, record);
  show_days (self);
}

static void
ed_holidays_row_input_row_init (EdInputRowInterface *iface)
{
  iface->read = ed_holidays_row_read;
  iface->write = ed_holidays_row_write;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (EdHolidaysRow,
                               ed_holidays_row,
                               ADW_TYPE_EXPANDER_ROW,
                               G_IMPLEMENT_INTERFACE (ED_TYPE_INPUT_ROW,
                                                      ed_holidays_row_input_row_init))

static void
change (EdHolidaysRow *self)
{
  show_days (self);
  ed_input_row_edited (ED_INPUT_ROW (self));
}

static gboolean
remove_idly (gpointer data)
{
  EdHolidaysRow *self = g_object_get_data (data, "holidays");
  guint i;

  if (self != NULL && g_ptr_array_find (self->rows, data, &i))
    {
      g_ptr_array_remove_index (self->held->holidays, i);
      change (self);
    }
  return G_SOURCE_REMOVE;
}

/* The button must not go while it is being clicked. */
static void
on_remove (GtkWidget *row)
{
  gtk_window_set_focus (GTK_WINDOW (gtk_widget_get_root (row)), NULL);
  g_idle_add_full (G_PRIORITY_DEFAULT, remove_idly, g_object_ref (row), g_object_unref);
}

static void
add_day (EdHolidaysRow *self, const EdHoliday *day)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *remove = gtk_button_new_from_icon_name ("user-trash-symbolic");
  g_autofree char *date = ed_date_text (day->date);
  /* Translators: a date */
  g_autofree char *label = g_strdup_printf (_ ("Remove %s"), date);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), day->name != NULL ? day->name : date);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), day->name != NULL ? date : "");
  gtk_widget_set_valign (remove, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (remove, "flat");
  gtk_widget_set_tooltip_text (remove, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (remove),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label,
                                  -1);
  g_object_set_data (G_OBJECT (row), "holidays", self);
  g_signal_connect_object (remove, "clicked", G_CALLBACK (on_remove), row, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), remove);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);
  g_ptr_array_add (self->rows, row);
}

static void
show_days (EdHolidaysRow *self)
{
  const GPtrArray *days = self->held->holidays;
  g_autofree char *count = ed_number_in (
      ngettext ("%s day on which nobody answers.", "%s days on which nobody answers.", days->len),
      days->len);

  for (guint i = 0; i < self->rows->len; i++)
    {
      g_object_set_data (self->rows->pdata[i], "holidays", NULL);
      adw_expander_row_remove (ADW_EXPANDER_ROW (self), self->rows->pdata[i]);
    }
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < days->len; i++)
    add_day (self, days->pdata[i]);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), days->len > 0 ? count : _ ("None yet."));
}

static void
on_date_changed (EdHolidaysRow *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self),
                                 "holidays.add",
                                 ed_date_row_date (self->date) != ED_ABSENT);
}

/* One day has one name: the newer. */
static void
on_add (GtkWidget *widget, const char *action, GVariant *parameter)
{
  EdHolidaysRow *self = ED_HOLIDAYS_ROW (widget);
  GPtrArray *days = self->held->holidays;
  EdHoliday *day = ed_record_new (&ed_holiday_type);
  guint i = 0;

  day->date = ed_date_row_date (self->date);
  day->name = ed_typed_text (gtk_editable_get_text (self->name), FALSE);
  while (i < days->len && ((EdHoliday *) days->pdata[i])->date < day->date)
    i++;
  if (i < days->len && ((EdHoliday *) days->pdata[i])->date == day->date)
    g_ptr_array_remove_index (days, i);
  g_ptr_array_insert (days, (gint) i, day);
  ed_date_row_set_date (self->date, ED_ABSENT);
  gtk_editable_set_text (self->name, "");
  gtk_widget_grab_focus (GTK_WIDGET (self->date));
  change (self);
}

static void
on_name_activated (EdHolidaysRow *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "holidays.add", NULL);
}

static void
ed_holidays_row_finalize (GObject *object)
{
  EdHolidaysRow *self = ED_HOLIDAYS_ROW (object);

  g_ptr_array_unref (self->rows);
  ed_settings_free (self->held);
  G_OBJECT_CLASS (ed_holidays_row_parent_class)->finalize (object);
}

static void
ed_holidays_row_class_init (EdHolidaysRowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  g_type_ensure (ED_TYPE_DATE_ROW);
  G_OBJECT_CLASS (class)->finalize = ed_holidays_row_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, ED_UI "settings/holidays-row.ui");
  gtk_widget_class_bind_template_child (widget_class, EdHolidaysRow, date);
  gtk_widget_class_bind_template_child (widget_class, EdHolidaysRow, name);
  gtk_widget_class_bind_template_callback (widget_class, on_date_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_name_activated);
  gtk_widget_class_install_action (widget_class, "holidays.add", NULL, on_add);
}

static void
ed_holidays_row_init (EdHolidaysRow *self)
{
  self->held = ed_settings_new ();
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  ed_rows_fit (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "holidays.add", FALSE);
  show_days (self);
}

GtkWidget *
ed_holidays_row_new (gint64 today)
{
  EdHolidaysRow *self = g_object_new (ED_TYPE_HOLIDAYS_ROW, NULL);

  ed_date_row_set_today (self->date, today);
  return GTK_WIDGET (self);
}

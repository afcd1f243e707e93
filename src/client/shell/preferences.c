/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/shell/preferences.h"

#include "client/dates.h"
#include "client/numbers.h"
#include "client/resources.h"
#include "client/shell/remembered.h"
#include "client/widgets/row-fold.h"
#include "client/widgets/template.h"
#include "client/widgets/wrap.h"

#include <glib/gi18n.h>

#define DAYS_A_WEEK 7
#define HALF_HOURS 48

struct _EdPreferences
{
  AdwPreferencesWindow parent_instance;
  AdwComboRow *language;
  GtkSwitch *safe_graphics;
  GtkSwitch *notifications;
  AdwPreferencesGroup *quiet_group;
  GtkSwitch *quiet_hours;
  AdwComboRow *quiet_from;
  AdwComboRow *quiet_to;
  AdwPreferencesRow *quiet_days;
  EdWrap *days;
  GtkSwitch *privacy_mode;
  AdwComboRow *auto_lock;
};

G_DEFINE_FINAL_TYPE (EdPreferences, ed_preferences, ADW_TYPE_PREFERENCES_WINDOW)

static const char *const languages[] = { "", "en", "hu", "de" };
static const int lock_minutes[] = { 0, 1, 2, 5, 10, 15, 30, 60 };

/* --- choices --------------------------------------------------------------------------------- */

static void
fill_languages (EdPreferences *self)
{
  const char *const names[] = { _ ("The system's"), "English", "Magyar", "Deutsch", NULL };
  g_autoptr (GtkStringList) list = gtk_string_list_new (names);

  adw_combo_row_set_model (self->language, G_LIST_MODEL (list));
}

static void
fill_times (AdwComboRow *row)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);

  for (int i = 0; i < HALF_HOURS; i++)
    gtk_string_list_take (list, g_strdup_printf ("%02d:%02d", i / 2, i % 2 * 30));
  adw_combo_row_set_model (row, G_LIST_MODEL (list));
}

static void
fill_minutes (EdPreferences *self)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);

  gtk_string_list_append (list, C_ ("lock the program", "Never"));
  for (guint i = 1; i < G_N_ELEMENTS (lock_minutes); i++)
    gtk_string_list_take (
        list,
        ed_number_in (ngettext ("After %s minute", "After %s minutes", (gulong) lock_minutes[i]),
                      lock_minutes[i]));
  adw_combo_row_set_model (self->auto_lock, G_LIST_MODEL (list));
}

static gboolean
read_language (GValue *value, GVariant *variant, gpointer data)
{
  guint chosen = 0;

  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    if (g_str_equal (g_variant_get_string (variant, NULL), languages[i]))
      chosen = i;
  g_value_set_uint (value, chosen);
  return TRUE;
}

static GVariant *
write_language (const GValue *value, const GVariantType *type, gpointer data)
{
  guint chosen = g_value_get_uint (value);

  return chosen < G_N_ELEMENTS (languages) ? g_variant_new_string (languages[chosen]) : NULL;
}

static gboolean
read_time (GValue *value, GVariant *variant, gpointer data)
{
  g_value_set_uint (value, (guint) g_variant_get_int32 (variant) / 30);
  return TRUE;
}

static GVariant *
write_time (const GValue *value, const GVariantType *type, gpointer data)
{
  guint chosen = g_value_get_uint (value);

  return chosen < HALF_HOURS ? g_variant_new_int32 ((gint32) chosen * 30) : NULL;
}

/* The longest of the choices that is no longer than what is set. */
static gboolean
read_minutes (GValue *value, GVariant *variant, gpointer data)
{
  guint chosen = 0;

  for (guint i = 0; i < G_N_ELEMENTS (lock_minutes); i++)
    if (lock_minutes[i] <= g_variant_get_int32 (variant))
      chosen = i;
  g_value_set_uint (value, chosen);
  return TRUE;
}

static GVariant *
write_minutes (const GValue *value, const GVariantType *type, gpointer data)
{
  guint chosen = g_value_get_uint (value);

  return chosen < G_N_ELEMENTS (lock_minutes) ? g_variant_new_int32 (lock_minutes[chosen]) : NULL;
}

/* --- the days of the quiet hours ------------------------------------------------------------- */

static void
on_day_toggled (GtkToggleButton *button, gpointer day)
{
  guint bit = 1u << GPOINTER_TO_UINT (day);
  guint days = (guint) g_settings_get_int (ed_remembered (), "quiet-days");

  days = gtk_toggle_button_get_active (button) ? days | bit : days & ~bit;
  g_settings_set_int (ed_remembered (), "quiet-days", (int) days);
}

static void
fill_days (EdPreferences *self)
{
  guint days = (guint) g_settings_get_int (ed_remembered (), "quiet-days");

  for (guint i = 0; i < DAYS_A_WEEK; i++)
    {
      /* 1 January 2024 was a Monday. */
      gint64 day = ed_date_new (2024, 1, 1 + (int) i);
      g_autofree char *name = ed_date_in_format (day, "%A");
      g_autofree char *brief = ed_date_in_format (day, "%a");
      GtkWidget *button = gtk_toggle_button_new_with_label (brief);

      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), (days & 1u << i) != 0);
      gtk_widget_set_tooltip_text (button, name);
      gtk_widget_add_css_class (button, "day");
      gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      name,
                                      -1);
      g_signal_connect (button, "toggled", G_CALLBACK (on_day_toggled), GUINT_TO_POINTER (i));
      ed_wrap_append (self->days, button);
    }
}

/* --- object ---------------------------------------------------------------------------------- */

static void
bind_choice (const char *key,
             AdwComboRow *row,
             GSettingsBindGetMapping read,
             GSettingsBindSetMapping write)
{
  g_settings_bind_with_mapping (ed_remembered (),
                                key,
                                row,
                                "selected",
                                G_SETTINGS_BIND_DEFAULT,
                                read,
                                write,
                                NULL,
                                NULL);
}

static void
bind_all (EdPreferences *self)
{
  GSettings *settings = ed_remembered ();
  const GSettingsBindFlags flags = G_SETTINGS_BIND_DEFAULT;

  bind_choice ("language", self->language, read_language, write_language);
  bind_choice ("quiet-from", self->quiet_from, read_time, write_time);
  bind_choice ("quiet-to", self->quiet_to, read_time, write_time);
  bind_choice ("auto-lock-minutes", self->auto_lock, read_minutes, write_minutes);
  g_settings_bind (settings, "safe-graphics", self->safe_graphics, "active", flags);
  g_settings_bind (settings, "notifications", self->notifications, "active", flags);
  g_settings_bind (settings, "quiet-hours", self->quiet_hours, "active", flags);
  g_settings_bind (settings, "privacy-mode", self->privacy_mode, "active", flags);
}

static void
ed_preferences_dispose (GObject *object)
{
  ed_template_dispose (GTK_WIDGET (object), ED_TYPE_PREFERENCES);
  G_OBJECT_CLASS (ed_preferences_parent_class)->dispose (object);
}

static void
ed_preferences_class_init (EdPreferencesClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  g_type_ensure (ED_TYPE_WRAP);
  G_OBJECT_CLASS (class)->dispose = ed_preferences_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, ED_UI "shell/preferences.ui");
  gtk_widget_class_bind_template_child (widget_class, EdPreferences, language);
  gtk_widget_class_bind_template_child (widget_class, EdPreferences, safe_graphics);
  gtk_widget_class_bind_template_child (widget_class, EdPreferences, notifications);
  gtk_widget_class_bind_template_child (widget_class, EdPreferences, quiet_group);
  gtk_widget_class_bind_template_child (widget_class, EdPreferences, quiet_hours);
  gtk_widget_class_bind_template_child (widget_class, EdPreferences, quiet_from);
  gtk_widget_class_bind_template_child (widget_class, EdPreferences, quiet_to);
  gtk_widget_class_bind_template_child (widget_class, EdPreferences, quiet_days);
  gtk_widget_class_bind_template_child (widget_class, EdPreferences, days);
  gtk_widget_class_bind_template_child (widget_class, EdPreferences, privacy_mode);
  gtk_widget_class_bind_template_child (widget_class, EdPreferences, auto_lock);
}

static void
ed_preferences_init (EdPreferences *self)
{
  gpointer of_quiet_hours[3];

  gtk_widget_init_template (GTK_WIDGET (self));
  ed_rows_fit (GTK_WIDGET (self));
  of_quiet_hours[0] = self->quiet_from;
  of_quiet_hours[1] = self->quiet_to;
  of_quiet_hours[2] = self->quiet_days;
  fill_languages (self);
  fill_times (self->quiet_from);
  fill_times (self->quiet_to);
  fill_minutes (self);
  /* Without the schema nothing can be kept: an installation that lacks a part of itself. */
  if (!ed_remembered_has ("notifications"))
    {
      adw_preferences_window_add_toast (
          ADW_PREFERENCES_WINDOW (self),
          adw_toast_new (_ ("This installation is incomplete, so nothing chosen here is kept.")));
      return;
    }
  fill_days (self);
  bind_all (self);
  g_object_bind_property (self->notifications,
                          "active",
                          self->quiet_group,
                          "sensitive",
                          G_BINDING_SYNC_CREATE);
  for (guint i = 0; i < G_N_ELEMENTS (of_quiet_hours); i++)
    g_object_bind_property (self->quiet_hours,
                            "active",
                            of_quiet_hours[i],
                            "sensitive",
                            G_BINDING_SYNC_CREATE);
}

GtkWidget *
ed_preferences_new (void)
{
  return g_object_new (ED_TYPE_PREFERENCES, NULL);
}

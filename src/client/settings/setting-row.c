/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/settings/setting-row.h"

#include "client/coordinator/typed.h"
#include "client/settings/setting-texts.h"
#include "client/widgets/row-fold.h"
#include "client/widgets/text-scale.h"

#include <glib/gi18n.h>

#define NUMBER_CHARS 5
#define UNIT_CHARS 8
#define TEXT_CHARS 22
#define HOURS_CHARS 12
#define AMOUNT_CHARS 8
#define LEAST_CHARS 10 /* where there is little room */

#define LARGE 1.5 /* scale of text */

struct _EdSettingRow
{
  AdwActionRow parent_instance;
  const EdSetting *setting;
  const EdField *field;
  char *currency;
  char **words;       /* of a choice, as stored */
  GtkWidget *control; /* a GtkEntry, GtkSwitch or GtkDropDown */
  gboolean is_filling;
};

static const char *const language_words[] = { "en", "hu", "de", NULL };

static const char *
get_typed (EdSettingRow *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->control));
}

/* --- reading ---------------------------------------------------------------------------------- */

static gboolean
read_number (EdSettingRow *self, gpointer record)
{
  gint64 value;
  gboolean is_readable = ed_typed_integer (get_typed (self), &value);

  if (value == 0 && self->setting->otherwise == 0 && self->field->minimum > 0
      && (self->field->flags & ED_FIELD_REQUIRED) == 0)
    value = ED_ABSENT;
  ed_field_set_number (self->field, record, value);
  return is_readable && ed_field_is_valid (self->field, record);
}

static gboolean
read_text (EdSettingRow *self, gpointer record)
{
  gboolean is_required = (self->field->flags & ED_FIELD_REQUIRED) != 0;
  g_autofree char *text = ed_typed_text (get_typed (self), is_required);

  ed_field_set_text (self->field, record, text);
  return ed_field_is_valid (self->field, record);
}

static gboolean
read_amount (EdSettingRow *self, gpointer record)
{
  gint64 amount;
  gboolean is_readable = ed_amount_from_typed (get_typed (self), self->currency, &amount);

  ed_field_set_number (self->field, record, amount);
  return is_readable && ed_field_is_valid (self->field, record);
}

static gboolean
read_switch (EdSettingRow *self, gpointer record)
{
  gboolean is_on = gtk_switch_get_active (GTK_SWITCH (self->control));

  if (self->setting->kind == ED_SETTING_UNSWITCH)
    is_on = !is_on;
  ed_field_set_number (self->field, record, is_on ? 1 : ED_ABSENT);
  return TRUE;
}

static gboolean
read_choice (EdSettingRow *self, gpointer record)
{
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->control));

  if (selected == GTK_INVALID_LIST_POSITION)
    return FALSE;
  ed_field_set_text (self->field, record, self->words[selected]);
  return TRUE;
}

static gboolean
ed_setting_row_read (EdInputRow *row, gpointer record, const EdZone *zone)
{
  EdSettingRow *self = ED_SETTING_ROW (row);

  switch (self->setting->kind)
    {
    case ED_SETTING_TEXT:
      return read_text (self, record);
    case ED_SETTING_NUMBER:
      return read_number (self, record);
    case ED_SETTING_AMOUNT:
      return read_amount (self, record);
    case ED_SETTING_SWITCH:
    case ED_SETTING_UNSWITCH:
      return read_switch (self, record);
    case ED_SETTING_ZONE:
    case ED_SETTING_LANGUAGE:
      return read_choice (self, record);
    case ED_SETTING_HOURS:
      return ed_hours_from_typed (get_typed (self),
                                  self->setting->day,
                                  ((EdSettings *) record)->opening);
    default:
      g_return_val_if_reached (FALSE);
    }
}

/* --- writing ---------------------------------------------------------------------------------- */

static void
set_typed (EdSettingRow *self, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (self->control), text != NULL ? text : "");
}

static void
write_number (EdSettingRow *self, gint64 value)
{
  g_autofree char *text = NULL;

  if (value == ED_ABSENT)
    value = self->setting->otherwise;
  text = g_strdup_printf ("%" G_GINT64_FORMAT, value);
  set_typed (self, text);
}

static void
write_amount (EdSettingRow *self, gint64 amount)
{
  g_autofree char *text = ed_amount_to_typed (amount, self->currency);

  set_typed (self, text);
}

static void
write_hours (EdSettingRow *self, const EdSettings *settings)
{
  g_autofree char *text = ed_hours_text (settings->opening, self->setting->day);

  set_typed (self, text);
}

/* The words of a zone depend on which is chosen now. */
static void
write_choice (EdSettingRow *self, const char *word)
{
  guint selected = 0;

  if (self->setting->kind == ED_SETTING_ZONE)
    {
      g_autoptr (GtkStringList) model = NULL;

      g_strfreev (self->words);
      self->words = ed_zone_names (word);
      model = gtk_string_list_new ((const char *const *) self->words);
      gtk_drop_down_set_model (GTK_DROP_DOWN (self->control), G_LIST_MODEL (model));
    }
  while (self->words[selected] != NULL && g_strcmp0 (self->words[selected], word) != 0)
    selected++;
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->control),
                              self->words[selected] != NULL ? selected : 0);
}

static void
write_value (EdSettingRow *self, gconstpointer record)
{
  switch (self->setting->kind)
    {
    case ED_SETTING_TEXT:
      set_typed (self, ed_field_get_text (self->field, record));
      break;
    case ED_SETTING_NUMBER:
      write_number (self, ed_field_get_number (self->field, record));
      break;
    case ED_SETTING_AMOUNT:
      write_amount (self, ed_field_get_number (self->field, record));
      break;
    case ED_SETTING_SWITCH:
    case ED_SETTING_UNSWITCH:
      gtk_switch_set_active (GTK_SWITCH (self->control),
                             (ed_field_get_number (self->field, record) == 1)
                                 == (self->setting->kind == ED_SETTING_SWITCH));
      break;
    case ED_SETTING_ZONE:
    case ED_SETTING_LANGUAGE:
      write_choice (self, ed_field_get_text (self->field, record));
      break;
    case ED_SETTING_HOURS:
      write_hours (self, record);
      break;
    default:
      g_return_if_reached ();
    }
}

static void
ed_setting_row_write (EdInputRow *row, gconstpointer record, const EdZone *zone)
{
  EdSettingRow *self = ED_SETTING_ROW (row);

  self->is_filling = TRUE;
  write_value (self, record);
  self->is_filling = FALSE;
}

static void
ed_setting_row_input_row_init (EdInputRowInterface *iface)
{
  iface->read = ed_setting_row_read;
  iface->write = ed_setting_row_write;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (EdSettingRow,
                               ed_setting_row,
                               ADW_TYPE_ACTION_ROW,
                               G_IMPLEMENT_INTERFACE (ED_TYPE_INPUT_ROW,
                                                      ed_setting_row_input_row_init))

/* --- object ----------------------------------------------------------------------------------- */

static void
on_edited (EdSettingRow *self)
{
  if (!self->is_filling)
    ed_input_row_edited (ED_INPUT_ROW (self));
}

static void
on_activate (EdSettingRow *self)
{
  ed_input_row_done (ED_INPUT_ROW (self));
}

/* The arrows count, as in every field for a number. */
static gboolean
on_key_pressed (EdSettingRow *self, guint keyval, guint keycode, GdkModifierType state)
{
  gint64 least = self->setting->otherwise == 0 && (self->field->flags & ED_FIELD_REQUIRED) == 0
                     ? 0
                     : self->field->minimum;
  gint64 value;

  if ((keyval != GDK_KEY_Up && keyval != GDK_KEY_Down)
      || !ed_typed_integer (get_typed (self), &value) || value == ED_ABSENT)
    return GDK_EVENT_PROPAGATE;
  write_number (self, CLAMP (value + (keyval == GDK_KEY_Up ? 1 : -1), least, self->field->maximum));
  return GDK_EVENT_STOP;
}

static GtkWidget *
make_entry (EdSettingRow *self, int chars)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_editable_set_width_chars (GTK_EDITABLE (entry), MIN (chars, LEAST_CHARS));
  gtk_editable_set_max_width_chars (GTK_EDITABLE (entry), chars);
  gtk_entry_set_input_hints (GTK_ENTRY (entry), GTK_INPUT_HINT_NO_SPELLCHECK);
  g_signal_connect_object (entry, "changed", G_CALLBACK (on_edited), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (entry, "activate", G_CALLBACK (on_activate), self, G_CONNECT_SWAPPED);
  return entry;
}

static GtkWidget *
make_number (EdSettingRow *self)
{
  GtkWidget *entry = make_entry (self, NUMBER_CHARS);
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_entry_set_input_purpose (GTK_ENTRY (entry), GTK_INPUT_PURPOSE_DIGITS);
  gtk_editable_set_alignment (GTK_EDITABLE (entry), 1);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys,
                           "key-pressed",
                           G_CALLBACK (on_key_pressed),
                           self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (entry, keys);
  return entry;
}

static GtkWidget *
make_hours (EdSettingRow *self)
{
  GtkWidget *entry = make_entry (self, HOURS_CHARS);

  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), C_ ("opening hours", "closed"));
  return entry;
}

static GtkWidget *
make_switch (EdSettingRow *self)
{
  GtkWidget *widget = gtk_switch_new ();

  g_signal_connect_object (widget,
                           "notify::active",
                           G_CALLBACK (on_edited),
                           self,
                           G_CONNECT_SWAPPED);
  return widget;
}

static GtkWidget *
make_choice (EdSettingRow *self)
{
  GtkExpression *words = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");
  g_autoptr (GtkStringList) model = gtk_string_list_new (NULL);
  GtkWidget *widget = gtk_drop_down_new (G_LIST_MODEL (g_object_ref (model)), words);

  if (self->setting->kind == ED_SETTING_LANGUAGE)
    {
      self->words = g_strdupv ((char **) language_words);
      gtk_string_list_append (model, _ ("English"));
      gtk_string_list_append (model, _ ("Hungarian"));
      gtk_string_list_append (model, _ ("German"));
    }
  gtk_drop_down_set_enable_search (GTK_DROP_DOWN (widget), self->setting->kind == ED_SETTING_ZONE);
  g_signal_connect_object (widget,
                           "notify::selected",
                           G_CALLBACK (on_edited),
                           self,
                           G_CONNECT_SWAPPED);
  return widget;
}

static GtkWidget *
make_control (EdSettingRow *self)
{
  switch (self->setting->kind)
    {
    case ED_SETTING_NUMBER:
      return make_number (self);
    case ED_SETTING_SWITCH:
    case ED_SETTING_UNSWITCH:
      return make_switch (self);
    case ED_SETTING_ZONE:
    case ED_SETTING_LANGUAGE:
      return make_choice (self);
    case ED_SETTING_HOURS:
      return make_hours (self);
    case ED_SETTING_AMOUNT:
      return make_entry (self, AMOUNT_CHARS);
    default:
      return make_entry (self, TEXT_CHARS);
    }
}

static void
add_unit (EdSettingRow *self, const char *unit)
{
  GtkWidget *label = gtk_label_new (unit);

  /* One width, so that the fields stand in a column, where text leaves room for one. */
  if (ed_text_scale (label) < LARGE && self->setting->kind != ED_SETTING_AMOUNT)
    gtk_label_set_width_chars (GTK_LABEL (label), UNIT_CHARS);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "dim-label");
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), label);
}

static void
ed_setting_row_finalize (GObject *object)
{
  g_free (ED_SETTING_ROW (object)->currency);
  g_strfreev (ED_SETTING_ROW (object)->words);
  G_OBJECT_CLASS (ed_setting_row_parent_class)->finalize (object);
}

static void
ed_setting_row_class_init (EdSettingRowClass *class)
{
  G_OBJECT_CLASS (class)->finalize = ed_setting_row_finalize;
}

static void
ed_setting_row_init (EdSettingRow *self)
{
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  ed_row_fold (ADW_ACTION_ROW (self));
}

static const char *
find_title (const EdSettingRow *self)
{
  if (self->setting->kind == ED_SETTING_HOURS)
    return _ (ed_weekday_choices[self->setting->day].label);
  return _ (self->setting->title != NULL ? self->setting->title : self->field->label);
}

GtkWidget *
ed_setting_row_new (const EdSetting *setting, const char *currency)
{
  EdSettingRow *self = g_object_new (ED_TYPE_SETTING_ROW, NULL);
  const char *sentence = setting->sentence != NULL ? _ (setting->sentence) : "";

  self->setting = setting;
  self->field = ed_setting_field (setting);
  self->currency = g_strdup (currency);
  self->control = make_control (self);
  gtk_widget_set_valign (self->control, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_start (self->control, 6); /* no text up to the very field */
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), find_title (self));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), sentence);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), self->control);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self), self->control);
  if (setting->kind == ED_SETTING_AMOUNT)
    add_unit (self, currency);
  else if (setting->unit != NULL)
    add_unit (self, _ (setting->unit));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->control),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  find_title (self),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  sentence,
                                  -1);
  return GTK_WIDGET (self);
}

void
ed_setting_row_set_read_only (EdSettingRow *self, gboolean read_only)
{
  g_return_if_fail (ED_IS_SETTING_ROW (self));
  gtk_widget_set_sensitive (self->control, !read_only);
}

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/settings/setting-form.h"

#include "client/coordinator/trouble-row.h"
#include "client/resources.h"
#include "client/sentences.h"
#include "client/settings/holidays-row.h"
#include "client/settings/setting-row.h"
#include "client/widgets/entry-title.h"

#include <glib/gi18n.h>

typedef struct
{
  const EdSetting *setting;
  EdInputRow *row;
  EdTroubleRow *trouble;
} Input;

struct _EdSettingForm
{
  GtkWidget parent_instance;
  GtkWidget *page;
  GArray *inputs;
  EdSettings *base; /* what was in force when it was shown */
  EdSettings *held; /* ed_settings_entry_type: what the rows show of it */
  gboolean edited;
  gboolean read_only;
};

enum
{
  PROP_EDITED = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (EdSettingForm, ed_setting_form, GTK_TYPE_WIDGET)

static Input *
get_input (EdSettingForm *self, guint i)
{
  return &g_array_index (self->inputs, Input, i);
}

static gboolean
is_shown (EdSettingForm *self, const EdField *field)
{
  for (guint i = 0; i < self->inputs->len; i++)
    if (g_str_equal (get_input (self, i)->setting->field, field->name))
      return TRUE;
  return FALSE;
}

/* What the rows hold, as far as it can be read. */
static EdSettings *
read_rows (EdSettingForm *self, gboolean *is_readable)
{
  EdSettings *entered = ed_record_new (&ed_settings_entry_type);

  *is_readable = TRUE;
  for (guint i = 0; i < self->inputs->len; i++)
    *is_readable &= ed_input_row_read (get_input (self, i)->row, entered, NULL);
  return entered;
}

static void
free_entry (EdSettings *entry)
{
  ed_record_free (&ed_settings_entry_type, entry);
}

/* What a field holds when it has its default and when it is absent is the same for the reader. */
static gboolean
is_changed (EdSettingForm *self, const EdField *field, const EdSettings *entered)
{
  return !ed_field_equal (field, entered, self->held);
}

static void
update_edited (EdSettingForm *self)
{
  gboolean is_readable;
  EdSettings *entered = read_rows (self, &is_readable);
  gboolean edited = !self->read_only && !is_readable;

  for (guint i = 0; i < ed_settings_entry_type.n_fields && !edited; i++)
    edited = !self->read_only && is_shown (self, &ed_settings_entry_type.fields[i])
             && is_changed (self, &ed_settings_entry_type.fields[i], entered);
  free_entry (entered);
  if (edited == self->edited)
    return;
  self->edited = edited;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EDITED]);
}

static void
on_edited (EdSettingForm *self, EdInputRow *row)
{
  if (self->held == NULL)
    return;
  for (guint i = 0; i < self->inputs->len; i++)
    if (get_input (self, i)->row == row)
      ed_trouble_row_set_sentence (get_input (self, i)->trouble, NULL);
  update_edited (self);
}

/* Shows SETTINGS in every row, but in those of a field that has been changed. */
static void
fill (EdSettingForm *self, const EdSettings *settings, gboolean all)
{
  gboolean is_readable;
  EdSettings *entered = all ? NULL : read_rows (self, &is_readable);

  for (guint i = 0; i < self->inputs->len; i++)
    {
      Input *input = get_input (self, i);
      const EdField *field = ed_setting_field (input->setting);

      if (!all && is_changed (self, field, entered))
        continue;
      ed_input_row_write (input->row, settings, NULL);
      ed_trouble_row_set_sentence (input->trouble, NULL);
      ed_field_copy (field, self->base, settings);
    }
  g_clear_pointer (&entered, free_entry);
}

static void
hold (EdSettingForm *self)
{
  gboolean is_readable;
  EdSettings *now = read_rows (self, &is_readable);

  g_clear_pointer (&self->held, free_entry);
  self->held = now;
  update_edited (self);
}

/* --- building --------------------------------------------------------------------------------- */

static void
add_input (EdSettingForm *self,
           AdwPreferencesGroup *group,
           const EdSetting *setting,
           const EdSettings *settings,
           gint64 today)
{
  GtkWidget *row = setting->kind == ED_SETTING_HOLIDAYS
                       ? ed_holidays_row_new (today)
                       : ed_setting_row_new (setting, ed_settings_currency (settings));
  GtkWidget *trouble = ed_trouble_row_new (row);
  Input input = { setting, ED_INPUT_ROW (row), ED_TROUBLE_ROW (trouble) };

  adw_preferences_group_add (group, row);
  adw_preferences_group_add (group, trouble);
  g_array_append_val (self->inputs, input);
  g_signal_connect_object (row, "edited", G_CALLBACK (on_edited), self, G_CONNECT_SWAPPED);
}

void
ed_setting_form_build (EdSettingForm *self,
                       const EdSettingGroup *groups,
                       guint n_groups,
                       const EdSettings *settings,
                       gint64 today)
{
  g_return_if_fail (ED_IS_SETTING_FORM (self) && self->inputs->len == 0);

  for (guint i = 0; i < n_groups; i++)
    {
      AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

      adw_preferences_group_set_title (group, _ (groups[i].title));
      if (groups[i].description != NULL)
        adw_preferences_group_set_description (group, _ (groups[i].description));
      for (guint j = 0; j < groups[i].n_settings; j++)
        add_input (self, group, &groups[i].settings[j], settings, today);
      ed_group_titles_wrap (GTK_WIDGET (group));
      adw_preferences_page_add (ADW_PREFERENCES_PAGE (self->page), group);
    }
  self->base = ed_record_copy (&ed_settings_type, settings);
  fill (self, settings, TRUE);
  hold (self);
}

static void
ed_setting_form_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_boolean (value, ED_SETTING_FORM (object)->edited);
}

static void
ed_setting_form_dispose (GObject *object)
{
  EdSettingForm *self = ED_SETTING_FORM (object);

  g_clear_pointer (&self->page, gtk_widget_unparent);
  G_OBJECT_CLASS (ed_setting_form_parent_class)->dispose (object);
}

static void
ed_setting_form_finalize (GObject *object)
{
  EdSettingForm *self = ED_SETTING_FORM (object);

  g_array_unref (self->inputs);
  g_clear_pointer (&self->base, ed_settings_free);
  g_clear_pointer (&self->held, free_entry);
  G_OBJECT_CLASS (ed_setting_form_parent_class)->finalize (object);
}

static void
ed_setting_form_class_init (EdSettingFormClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->get_property = ed_setting_form_get_property;
  object_class->dispose = ed_setting_form_dispose;
  object_class->finalize = ed_setting_form_finalize;
  properties[PROP_EDITED] =
      g_param_spec_boolean ("edited", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BIN_LAYOUT);
}

static void
ed_setting_form_init (EdSettingForm *self)
{
  self->inputs = g_array_new (FALSE, FALSE, sizeof (Input));
  self->page = adw_preferences_page_new ();
  gtk_widget_set_parent (self->page, GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), "intake");
}

void
ed_setting_form_set_read_only (EdSettingForm *self, gboolean read_only)
{
  g_return_if_fail (ED_IS_SETTING_FORM (self));
  self->read_only = read_only;
  if (self->held != NULL)
    update_edited (self);
  for (guint i = 0; i < self->inputs->len; i++)
    {
      EdInputRow *row = get_input (self, i)->row;

      if (ED_IS_SETTING_ROW (row))
        ed_setting_row_set_read_only (ED_SETTING_ROW (row), read_only);
      else
        gtk_widget_set_sensitive (GTK_WIDGET (row), !read_only);
    }
}

/* --- changing --------------------------------------------------------------------------------- */

void
ed_setting_form_show (EdSettingForm *self, const EdSettings *settings)
{
  gboolean is_readable;
  EdSettings *entered;

  g_return_if_fail (ED_IS_SETTING_FORM (self) && self->base != NULL);
  entered = read_rows (self, &is_readable);
  fill (self, settings, FALSE);
  /* What has been changed still differs from what it was. */
  for (guint i = 0; i < ed_settings_entry_type.n_fields; i++)
    {
      const EdField *field = &ed_settings_entry_type.fields[i];

      if (is_shown (self, field) && !is_changed (self, field, entered))
        {
          EdSettings *now = read_rows (self, &is_readable);

          ed_field_copy (field, self->held, now);
          free_entry (now);
        }
    }
  free_entry (entered);
  update_edited (self);
}

void
ed_setting_form_discard (EdSettingForm *self)
{
  g_autoptr (EdSettings) base = NULL;

  g_return_if_fail (ED_IS_SETTING_FORM (self) && self->base != NULL);
  base = ed_record_copy (&ed_settings_type, self->base);
  fill (self, base, TRUE);
  hold (self);
}

gboolean
ed_setting_form_is_edited (EdSettingForm *self)
{
  g_return_val_if_fail (ED_IS_SETTING_FORM (self), FALSE);
  return self->edited;
}

/* Whether every row can be read; the first that cannot gets the focus. */
static gboolean
judge_rows (EdSettingForm *self)
{
  EdSettings *entered = ed_record_new (&ed_settings_entry_type);
  Input *wrong = NULL;

  for (guint i = 0; i < self->inputs->len; i++)
    {
      Input *input = get_input (self, i);
      gboolean is_readable = ed_input_row_read (input->row, entered, NULL);

      ed_trouble_row_set_sentence (input->trouble,
                                   is_readable ? NULL : _ ("This value is not possible here."));
      if (!is_readable && wrong == NULL)
        wrong = input;
    }
  free_entry (entered);
  if (wrong != NULL)
    gtk_widget_child_focus (GTK_WIDGET (wrong->row), GTK_DIR_TAB_FORWARD);
  return wrong == NULL;
}

EdCommand *
ed_setting_form_make_command (EdSettingForm *self, const char *id, gint64 done_at)
{
  g_autoptr (EdCommand) command = NULL;
  EdSettings *entered;
  gboolean is_readable;

  g_return_val_if_fail (ED_IS_SETTING_FORM (self) && self->base != NULL, NULL);
  if (!judge_rows (self))
    return NULL;
  command = ed_command_new (ED_COMMAND_SETTINGS_SET, id, self->base->id, NULL, done_at);
  entered = read_rows (self, &is_readable);
  for (guint i = 0; i < ed_settings_entry_type.n_fields; i++)
    {
      const EdField *field = &ed_settings_entry_type.fields[i];

      if (is_shown (self, field) && is_changed (self, field, entered))
        ed_command_edit (command, field->name, self->base, entered);
    }
  free_entry (entered);
  return command->edited != 0 ? g_steal_pointer (&command) : NULL;
}

void
ed_setting_form_settle (EdSettingForm *self)
{
  EdSettings *entered;
  gboolean is_readable;

  g_return_if_fail (ED_IS_SETTING_FORM (self) && self->base != NULL);
  entered = read_rows (self, &is_readable);
  for (guint i = 0; i < ed_settings_entry_type.n_fields; i++)
    {
      const EdField *field = &ed_settings_entry_type.fields[i];

      if (is_shown (self, field) && is_changed (self, field, entered))
        ed_field_copy (field, self->base, entered);
    }
  free_entry (entered);
  hold (self);
}

/* What others have made of the field meanwhile, which the next saving replaces. */
static char *
describe_conflict (EdSettingForm *self, const EdField *field, const EdSettings *settings)
{
  ed_field_copy (field, self->base, settings);
  if (field->kind == ED_FIELD_TEXT)
    return g_strdup_printf (
        /* Translators: %s is a text */
        _ ("Somebody else has made it “%s” meanwhile. Save again to replace that."),
        ed_field_get_text (field, settings));
  if (field->kind == ED_FIELD_INTEGER)
    return g_strdup_printf (
        /* Translators: %d is a number */
        _ ("Somebody else has made it %d meanwhile. Save again to replace that."),
        (int) ed_field_get_number (field, settings));
  return g_strdup (_ ("Somebody else has changed it meanwhile. Save again to replace that."));
}

gboolean
ed_setting_form_show_refusal (EdSettingForm *self,
                              const EdRefusal *refusal,
                              const EdSettings *settings)
{
  g_return_val_if_fail (ED_IS_SETTING_FORM (self), FALSE);

  for (guint i = 0; refusal->field != NULL && i < self->inputs->len; i++)
    {
      Input *input = get_input (self, i);
      g_autofree char *sentence = NULL;

      if (!g_str_equal (input->setting->field, refusal->field))
        continue;
      if (refusal->code == ED_REFUSAL_CONFLICT)
        sentence = describe_conflict (self, ed_setting_field (input->setting), settings);
      else if (g_str_equal (refusal->field, "contact_first_h")
               || g_str_equal (refusal->field, "crisis_first_h")
               || g_str_equal (refusal->field, "closing_warn_months"))
        sentence = g_strdup (_ ("The reminder has to come before what it reminds of."));
      else
        sentence = ed_refusal_sentence (refusal->code, refusal->field);
      ed_trouble_row_set_sentence (input->trouble, sentence);
      gtk_widget_child_focus (GTK_WIDGET (input->row), GTK_DIR_TAB_FORWARD);
      return TRUE;
    }
  return FALSE;
}

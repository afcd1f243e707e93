/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/coordinator/intake-form.h"

#include "client/coordinator/entry-row.h"
#include "client/coordinator/input-row.h"
#include "client/coordinator/intake-texts.h"
#include "client/coordinator/moment-row.h"
#include "client/coordinator/trouble-row.h"
#include "client/resources.h"
#include "client/widgets/focus.h"
#include "client/widgets/template.h"
#include "domain/case-rules.h"
#include "domain/company.h"

#include <glib/gi18n.h>

typedef struct
{
  const EdField *field;
  EdInputRow *row;
  EdTroubleRow *trouble;
  gboolean is_wanted; /* FALSE: hidden, and absent whatever it holds */
} Input;

struct _EdIntakeForm
{
  GtkWidget parent_instance;
  GtkWidget *scroller;
  GtkBox *groups;
  GArray *inputs;                          /* Input, in the table's order */
  EdCase *empty;                           /* what the rows hold when nothing has been entered */
  GPtrArray *companies;                    /* EdCompany */
  gint64 filled_available, filled_minutes; /* what a company has filled in, or the default */
  gboolean has_draft;
};

enum
{
  PROP_HAS_DRAFT = 1,
  N_PROPS
};

enum
{
  EDITED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EdIntakeForm, ed_intake_form, GTK_TYPE_WIDGET)

/* Where a group begins: the fields stay in the table's order. */
static const struct
{
  const char *first_field;
  const char *title;
  const char *description;
} groups[] = {
  { "recorded_at", N_ ("Origin"), NULL },
  { "client_alias",
    N_ ("Client and call"),
    N_ ("The client’s name is the one they chose, never their legal name.") },
  { "problem_details", N_ ("Problem and contact"), NULL },
  { "sessions_available", N_ ("Consultation"), NULL },
};

static Input *
get_input (EdIntakeForm *self, guint i)
{
  return &g_array_index (self->inputs, Input, i);
}

static Input *
find_input (EdIntakeForm *self, const char *name)
{
  for (guint i = 0; i < self->inputs->len; i++)
    if (g_strcmp0 (get_input (self, i)->field->name, name) == 0)
      return get_input (self, i);
  return NULL;
}

/* --- reading --------------------------------------------------------------------------------- */

static gboolean
read_input (const Input *input, EdCase *intake, const EdZone *zone)
{
  if (input->is_wanted)
    return ed_input_row_read (input->row, intake, zone);
  ed_field_clear (input->field, intake);
  return TRUE;
}

/* What is entered, as far as it can be read. */
static EdCase *
read_intake (EdIntakeForm *self, const EdZone *zone, gboolean *is_readable)
{
  EdCase *intake = ed_record_new (&ed_case_intake_type);

  *is_readable = TRUE;
  for (guint i = 0; i < self->inputs->len; i++)
    *is_readable &= read_input (get_input (self, i), intake, zone);
  return intake;
}

static gboolean
judge (Input *input, EdCase *intake, const EdZone *zone)
{
  gboolean is_readable = read_input (input, intake, zone);
  g_autofree char *sentence = ed_intake_trouble_text (input->field, intake, is_readable);

  ed_trouble_row_set_sentence (input->trouble, sentence);
  return sentence == NULL;
}

/* --- what the reader does -------------------------------------------------------------------- */

static void
update_has_draft (EdIntakeForm *self)
{
  g_autoptr (EdZone) utc = ed_zone_new_utc ();
  gboolean is_readable;
  EdCase *intake = read_intake (self, utc, &is_readable);
  gboolean has_draft = !is_readable || !ed_record_equal (&ed_case_intake_type, intake, self->empty);

  ed_record_free (&ed_case_intake_type, intake);
  if (has_draft == self->has_draft)
    return;
  self->has_draft = has_draft;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HAS_DRAFT]);
}

/* The kind of coaching is asked for health coaching alone. */
static void
update_coaching (EdIntakeForm *self)
{
  Input *type = find_input (self, "type");
  Input *kind = find_input (self, "coaching_kind");
  EdCase *intake = ed_record_new (&ed_case_intake_type);

  ed_input_row_read (type->row, intake, NULL);
  kind->is_wanted = intake->type == ED_CASE_HEALTH_COACHING;
  gtk_widget_set_visible (GTK_WIDGET (kind->row), kind->is_wanted);
  if (!kind->is_wanted)
    ed_trouble_row_set_sentence (kind->trouble, NULL);
  ed_record_free (&ed_case_intake_type, intake);
}

/* Fills NUMBER into the field called NAME, if it still holds what was filled in before. */
static void
fill_number (EdIntakeForm *self, const char *name, gint64 *filled, gint64 number)
{
  Input *input = find_input (self, name);
  EdCase *intake = ed_record_new (&ed_case_intake_type);

  if (ed_input_row_read (input->row, intake, NULL)
      && ed_field_get_number (input->field, intake) == *filled && number != *filled)
    {
      *filled = number;
      ed_field_set_number (input->field, intake, number);
      ed_input_row_write (input->row, intake, NULL);
    }
  ed_record_free (&ed_case_intake_type, intake);
}

static const EdCompany *
find_company (EdIntakeForm *self)
{
  EdCase *intake = ed_record_new (&ed_case_intake_type);
  const EdCompany *company;

  ed_input_row_read (find_input (self, "company_name")->row, intake, NULL);
  company = ed_company_find (self->companies, intake->company_name);
  ed_record_free (&ed_case_intake_type, intake);
  return company;
}

/* What the company has agreed for its people; nothing is taken from what was entered by hand. */
static void
fill_in (EdIntakeForm *self)
{
  const EdCompany *company = find_company (self);
  gint64 available = ED_CASE_SESSIONS_AVAILABLE, minutes = ED_CASE_SESSION_MINUTES;

  if (company != NULL && company->sessions_available != ED_ABSENT)
    available = company->sessions_available;
  if (company != NULL && company->session_minutes != ED_ABSENT)
    minutes = company->session_minutes;
  fill_number (self, "sessions_available", &self->filled_available, available);
  fill_number (self, "session_minutes", &self->filled_minutes, minutes);
}

static void
on_edited (EdIntakeForm *self, EdInputRow *row)
{
  if (self->empty == NULL)
    return;
  if (row == find_input (self, "company_name")->row)
    fill_in (self);
  for (guint i = 0; i < self->inputs->len; i++)
    if (get_input (self, i)->row == row)
      ed_trouble_row_set_sentence (get_input (self, i)->trouble, NULL);
  update_coaching (self);
  update_has_draft (self);
  g_signal_emit (self, signals[EDITED], 0);
}

static void
on_done (EdIntakeForm *self)
{
  gtk_widget_child_focus (GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self))),
                          GTK_DIR_TAB_FORWARD);
}

/* A field that was left with something wrong in it says so; an empty one waits until saving. */
static void
on_left (GtkEventControllerFocus *controller, EdIntakeForm *self)
{
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller));
  g_autoptr (EdZone) utc = ed_zone_new_utc ();
  EdCase *intake = ed_record_new (&ed_case_intake_type);

  for (guint i = 0; i < self->inputs->len; i++)
    {
      Input *input = get_input (self, i);

      if (GTK_WIDGET (input->row) != row)
        continue;
      if (!read_input (input, intake, utc) || !ed_field_is_absent (input->field, intake))
        judge (input, intake, utc);
    }
  ed_record_free (&ed_case_intake_type, intake);
}

/* --- building -------------------------------------------------------------------------------- */

static AdwPreferencesGroup *
add_group (EdIntakeForm *self, guint i)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ (groups[i].title));
  if (groups[i].description != NULL)
    adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group),
                                           _ (groups[i].description));
  gtk_box_append (self->groups, group);
  return ADW_PREFERENCES_GROUP (group);
}

static void
add_input (EdIntakeForm *self, AdwPreferencesGroup *group, const EdField *field)
{
  GtkWidget *row = ed_input_row_new (field);
  GtkWidget *trouble = ed_trouble_row_new (row);
  GtkEventController *focus = gtk_event_controller_focus_new ();
  Input input = { field, ED_INPUT_ROW (row), ED_TROUBLE_ROW (trouble), TRUE };

  adw_preferences_group_add (group, row);
  adw_preferences_group_add (group, trouble);
  g_array_append_val (self->inputs, input);
  g_signal_connect_object (row, "edited", G_CALLBACK (on_edited), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "done", G_CALLBACK (on_done), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (on_left), self, 0);
  gtk_widget_add_controller (row, focus);
}

/* Fields without a label are for programs. */
static void
add_inputs (EdIntakeForm *self)
{
  AdwPreferencesGroup *group = NULL;
  guint next = 0;

  for (guint i = 0; i < ed_case_intake_type.n_fields; i++)
    {
      const EdField *field = &ed_case_intake_type.fields[i];

      if (field->label == NULL)
        continue;
      if (group == NULL
          || (next < G_N_ELEMENTS (groups) && g_str_equal (field->name, groups[next].first_field)))
        group = add_group (self, next++);
      add_input (self, group, field);
    }
}

static void
ed_intake_form_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_boolean (value, ED_INTAKE_FORM (object)->has_draft);
}

static void
ed_intake_form_dispose (GObject *object)
{
  EdIntakeForm *self = ED_INTAKE_FORM (object);

  g_clear_pointer (&self->scroller, ed_template_part_unparent);
  ed_template_dispose (GTK_WIDGET (self), ED_TYPE_INTAKE_FORM);
  G_OBJECT_CLASS (ed_intake_form_parent_class)->dispose (object);
}

static void
ed_intake_form_finalize (GObject *object)
{
  EdIntakeForm *self = ED_INTAKE_FORM (object);

  g_array_unref (self->inputs);
  g_ptr_array_unref (self->companies);
  ed_record_free (&ed_case_intake_type, self->empty);
  G_OBJECT_CLASS (ed_intake_form_parent_class)->finalize (object);
}

static gboolean
ed_intake_form_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (
      GTK_WIDGET (find_input (ED_INTAKE_FORM (widget), "company_name")->row));
}

static void
ed_intake_form_class_init (EdIntakeFormClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->get_property = ed_intake_form_get_property;
  object_class->dispose = ed_intake_form_dispose;
  object_class->finalize = ed_intake_form_finalize;
  widget_class->grab_focus = ed_intake_form_grab_focus;
  widget_class->focus = ed_focus_through;
  properties[PROP_HAS_DRAFT] = g_param_spec_boolean ("has-draft",
                                                     NULL,
                                                     NULL,
                                                     FALSE,
                                                     G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[EDITED] = g_signal_new ("edited",
                                  ED_TYPE_INTAKE_FORM,
                                  G_SIGNAL_RUN_LAST,
                                  0,
                                  NULL,
                                  NULL,
                                  NULL,
                                  G_TYPE_NONE,
                                  0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, ED_UI "coordinator/intake-form.ui");
  gtk_widget_class_bind_template_child (widget_class, EdIntakeForm, scroller);
  gtk_widget_class_bind_template_child (widget_class, EdIntakeForm, groups);
}

static void
ed_intake_form_init (EdIntakeForm *self)
{
  g_autoptr (EdZone) utc = ed_zone_new_utc ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->companies = g_ptr_array_new_with_free_func ((GDestroyNotify) ed_company_free);
  self->inputs = g_array_new (FALSE, FALSE, sizeof (Input));
  add_inputs (self);
  ed_intake_form_clear (self, utc);
}

GtkWidget *
ed_intake_form_new (void)
{
  return g_object_new (ED_TYPE_INTAKE_FORM, NULL);
}

void
ed_intake_form_set_now (EdIntakeForm *self, gint64 now, const EdZone *zone)
{
  g_return_if_fail (ED_IS_INTAKE_FORM (self));
  for (guint i = 0; i < self->inputs->len; i++)
    if (ED_IS_MOMENT_ROW (get_input (self, i)->row))
      ed_moment_row_set_now (ED_MOMENT_ROW (get_input (self, i)->row), now, zone);
}

void
ed_intake_form_set_companies (EdIntakeForm *self, GPtrArray *companies, const char *const *others)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) names = NULL;

  g_return_if_fail (ED_IS_INTAKE_FORM (self));
  g_ptr_array_unref (self->companies);
  self->companies = companies;
  for (guint i = 0; i < companies->len; i++)
    if (((const EdCompany *) companies->pdata[i])->retired != 1)
      g_strv_builder_add (builder, ((const EdCompany *) companies->pdata[i])->name);
  for (guint i = 0; others != NULL && others[i] != NULL; i++)
    if (ed_company_find (companies, others[i]) == NULL)
      g_strv_builder_add (builder, others[i]);
  names = g_strv_builder_end (builder);
  ed_entry_row_set_suggestions (ED_ENTRY_ROW (find_input (self, "company_name")->row),
                                (const char *const *) names);
}

EdCommand *
ed_intake_form_make_command (EdIntakeForm *self,
                             const char *id,
                             const char *case_id,
                             gint64 done_at,
                             const EdZone *zone)
{
  g_autoptr (EdCommand) command =
      ed_command_new (ED_COMMAND_CASE_CREATE, id, case_id, NULL, done_at);
  Input *first_wrong = NULL;

  g_return_val_if_fail (ED_IS_INTAKE_FORM (self), NULL);
  for (guint i = 0; i < self->inputs->len; i++)
    {
      Input *input = get_input (self, i);

      if (!judge (input, command->args, zone) && first_wrong == NULL)
        first_wrong = input;
    }
  if (find_company (self) != NULL)
    ((EdCase *) command->args)->company_id = g_strdup (find_company (self)->id);
  if (first_wrong == NULL)
    return g_steal_pointer (&command);
  gtk_widget_grab_focus (GTK_WIDGET (first_wrong->row));
  return NULL;
}

gboolean
ed_intake_form_show_refusal (EdIntakeForm *self, const EdRefusal *refusal)
{
  Input *input;
  g_autofree char *sentence = NULL;

  g_return_val_if_fail (ED_IS_INTAKE_FORM (self), FALSE);
  input = find_input (self, refusal->field);
  if (input == NULL)
    return FALSE;
  sentence = ed_intake_refused_text (input->field);
  ed_trouble_row_set_sentence (input->trouble, sentence);
  gtk_widget_grab_focus (GTK_WIDGET (input->row));
  return TRUE;
}

EdCase *
ed_intake_form_read (EdIntakeForm *self, const EdZone *zone)
{
  gboolean is_readable;

  g_return_val_if_fail (ED_IS_INTAKE_FORM (self), NULL);
  return read_intake (self, zone, &is_readable);
}

void
ed_intake_form_show (EdIntakeForm *self, const EdCase *intake, const EdZone *zone)
{
  g_return_if_fail (ED_IS_INTAKE_FORM (self));
  for (guint i = 0; i < self->inputs->len; i++)
    {
      Input *input = get_input (self, i);

      ed_input_row_write (input->row, intake, zone);
      ed_trouble_row_set_sentence (input->trouble, NULL);
    }
  update_coaching (self);
  if (self->empty != NULL)
    update_has_draft (self);
}

void
ed_intake_form_clear (EdIntakeForm *self, const EdZone *zone)
{
  EdCase *intake = ed_record_new (&ed_case_intake_type);
  gboolean is_readable;

  g_return_if_fail (ED_IS_INTAKE_FORM (self));
  self->filled_available = ED_CASE_SESSIONS_AVAILABLE;
  self->filled_minutes = ED_CASE_SESSION_MINUTES;
  intake->sessions_available = ED_CASE_SESSIONS_AVAILABLE;
  intake->session_minutes = ED_CASE_SESSION_MINUTES;
  ed_intake_form_show (self, intake, zone);
  ed_record_free (&ed_case_intake_type, intake);
  if (self->empty == NULL)
    self->empty = read_intake (self, zone, &is_readable);
  gtk_adjustment_set_value (
      gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller)),
      0);
}

gboolean
ed_intake_form_has_draft (EdIntakeForm *self)
{
  g_return_val_if_fail (ED_IS_INTAKE_FORM (self), FALSE);
  return self->has_draft;
}

GtkWidget *
ed_intake_form_row (EdIntakeForm *self, const char *name)
{
  Input *input = find_input (self, name);

  return input == NULL ? NULL : GTK_WIDGET (input->row);
}

const char *
ed_intake_form_trouble (EdIntakeForm *self, const char *name)
{
  Input *input = find_input (self, name);

  return input == NULL ? NULL : ed_trouble_row_sentence (input->trouble);
}

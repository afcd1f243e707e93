/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/documents/form-editor.h"

#include "client/coordinator/input-row.h"
#include "client/documents/logged-session-row.h"
#include "client/documents/pick-row.h"
#include "client/resources.h"
#include "client/widgets/date-row.h"
#include "client/widgets/entry-title.h"
#include "client/widgets/focus.h"
#include "client/widgets/template.h"
#include "forms/texts.h"

#include <glib/gi18n.h>

/* With more scores than that the number is typed. */
#define MOST_PICKS 21

/* A row and the answer it stands for. */
typedef struct
{
  EdField field; /* the form's, with its label in the program's language */
  const EdField *original;
  GtkWidget *row;  /* an EdInputRow */
  gpointer record; /* the answers, or the session, that it is in */
} Question;

struct _EdFormEditor
{
  GtkWidget parent_instance;
  GtkScrolledWindow *scroller;
  GtkBox *groups;
  EdFormKind kind;
  gpointer values; /* NULL until opened */
  EdSettings *settings;
  GPtrArray *questions;         /* Question */
  GPtrArray *session_questions; /* Question */
  GPtrArray *session_rows;      /* EdLoggedSessionRow; the group's */
  AdwPreferencesGroup *sessions_group;
  GtkWidget *no_sessions;
  EdDateRow *day;
  const EdField *day_field;
  GtkWidget *offer; /* the row that asks whether to enter the score for the case */
  GtkSwitch *offer_switch;
  gboolean is_offered;
  gboolean is_writing; /* the change is the editor's own */
};

enum
{
  EDITED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EdFormEditor, ed_form_editor, GTK_TYPE_WIDGET)

/* Where a group begins, and the text that heads it. */
static const struct
{
  EdFormKind kind;
  const char *first_field;
  const char *text;
} groups[] = {
  { ED_FORM_SATISFACTION, "score", NULL },      { ED_FORM_SATISFACTION, "prompt", "statements" },
  { ED_FORM_SATISFACTION, "recommend", NULL },  { ED_FORM_SATISFACTION, "filled_on", NULL },
  { ED_FORM_TREATMENT_LOG, "concern", NULL },   { ED_FORM_TREATMENT_LOG, "sessions", "sessions" },
  { ED_FORM_TREATMENT_LOG, "summary", NULL },   { ED_FORM_TREATMENT_LOG, "signed_on", NULL },
  { ED_FORM_CASE_FILE, "coaching_kind", NULL }, { ED_FORM_CASE_FILE, "sessions", "sessions" },
  { ED_FORM_CASE_FILE, "results", NULL },       { ED_FORM_CASE_FILE, "signed_on", NULL },
};

static const char *
get_language (void)
{
  return g_get_language_names ()[0];
}

static const char *
say (EdFormEditor *self, const char *key)
{
  return ed_texts_say (ed_texts_get (get_language ()), ed_form_get (self->kind)->name, key);
}

static const EdRecordType *
get_type (EdFormEditor *self)
{
  return ed_form_get (self->kind)->values;
}

static GPtrArray *
get_sessions (EdFormEditor *self)
{
  const EdField *field = ed_record_type_find (get_type (self), "sessions");

  return field == NULL ? NULL : G_STRUCT_MEMBER (GPtrArray *, self->values, field->offset);
}

/* --- what the reader does -------------------------------------------------------------------- */

static Question *
find_question (GPtrArray *questions, GtkWidget *row)
{
  for (guint i = 0; i < questions->len; i++)
    if (((Question *) questions->pdata[i])->row == row)
      return questions->pdata[i];
  return NULL;
}

static void
update_offer (EdFormEditor *self)
{
  if (self->offer != NULL)
    gtk_widget_set_visible (self->offer,
                            self->is_offered && ((EdFeedback *) self->values)->score != ED_ABSENT);
}

static void
take (Question *question)
{
  if (!ed_input_row_read (ED_INPUT_ROW (question->row), question->record, NULL))
    ed_field_clear (question->original, question->record);
}

static void
on_edited (EdFormEditor *self, GtkWidget *row)
{
  Question *question = find_question (self->questions, row);

  if (self->is_writing || question == NULL)
    return;
  take (question);
  update_offer (self);
  g_signal_emit (self, signals[EDITED], 0);
}

static void
on_session_edited (EdFormEditor *self, GtkWidget *row)
{
  Question *question = find_question (self->session_questions, row);
  GtkWidget *session_row;

  if (self->is_writing || question == NULL)
    return;
  take (question);
  session_row = gtk_widget_get_ancestor (row, ED_TYPE_LOGGED_SESSION_ROW);
  ed_logged_session_row_show (ED_LOGGED_SESSION_ROW (session_row), question->record);
  g_signal_emit (self, signals[EDITED], 0);
}

static void
on_day_changed (EdFormEditor *self)
{
  if (self->is_writing)
    return;
  ed_field_set_number (self->day_field, self->values, ed_date_row_date (self->day));
  g_signal_emit (self, signals[EDITED], 0);
}

static void
on_done (EdFormEditor *self)
{
  gtk_widget_child_focus (GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self))),
                          GTK_DIR_TAB_FORWARD);
}

/* --- building -------------------------------------------------------------------------------- */

static Question *
add_question (EdFormEditor *self, GPtrArray *questions, const EdField *field, gpointer record)
{
  Question *question = g_new0 (Question, 1);

  question->field = *field;
  question->original = field;
  question->field.label = ed_form_label (self->kind, field, get_language ());
  /* So that it is kept as it is typed: "none" is an answer. */
  question->field.flags |= ED_FIELD_REQUIRED;
  question->record = record;
  g_ptr_array_add (questions, question);
  return question;
}

static GtkWidget *
make_choice_row (EdFormEditor *self, const Question *question)
{
  GtkWidget *row = ed_pick_row_new (&question->field);

  for (gint64 i = 0; question->field.choices[i].word != NULL; i++)
    ed_pick_row_add (ED_PICK_ROW (row),
                     i,
                     ed_form_choice (self->kind, question->original, i, get_language ()));
  return row;
}

/* "1 = not satisfied at all, 10 = completely satisfied" */
static char *
describe_scale (EdFormEditor *self)
{
  const EdTexts *texts = ed_texts_get (get_language ());
  const char *form = ed_form_get (self->kind)->name;
  g_autofree char *low = g_strdup_printf ("%d", (int) self->settings->score_min);
  g_autofree char *high = g_strdup_printf ("%d", (int) self->settings->score_max);
  g_autofree char *least = ed_texts_fill (texts, form, "score.least", "score", low, NULL);
  g_autofree char *best = ed_texts_fill (texts, form, "score.best", "score", high, NULL);

  return g_strjoin (", ", least, best, NULL);
}

static GtkWidget *
make_score_row (EdFormEditor *self, Question *question)
{
  gint64 least = self->settings->score_min;
  gint64 best = self->settings->score_max;
  g_autofree char *note = describe_scale (self);
  GtkWidget *row;

  question->field.minimum = least;
  question->field.maximum = best;
  if (best - least >= MOST_PICKS)
    return ed_input_row_new (&question->field);
  row = ed_pick_row_new (&question->field);
  for (gint64 score = least; score <= best; score++)
    {
      g_autofree char *word = g_strdup_printf ("%d", (int) score);

      ed_pick_row_add (ED_PICK_ROW (row), score, word);
    }
  ed_pick_row_set_note (ED_PICK_ROW (row), note);
  return row;
}

static GtkWidget *
make_row (EdFormEditor *self, Question *question)
{
  switch (question->field.kind)
    {
    case ED_FIELD_CHOICE:
      return make_choice_row (self, question);
    case ED_FIELD_INTEGER:
      return make_score_row (self, question);
    default:
      return ed_input_row_new (&question->field);
    }
}

static void
add_row (EdFormEditor *self, AdwPreferencesGroup *group, const EdField *field)
{
  Question *question = add_question (self, self->questions, field, self->values);

  question->row = make_row (self, question);
  adw_preferences_group_add (group, question->row);
  ed_input_row_write (ED_INPUT_ROW (question->row), self->values, NULL);
  g_signal_connect_object (question->row,
                           "edited",
                           G_CALLBACK (on_edited),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (question->row, "done", G_CALLBACK (on_done), self, G_CONNECT_SWAPPED);
}

static void
add_day (EdFormEditor *self, AdwPreferencesGroup *group, const EdField *field, gint64 today)
{
  gint64 date = ed_field_get_number (field, self->values);

  self->day = g_object_new (ED_TYPE_DATE_ROW,
                            "title",
                            ed_form_label (self->kind, field, get_language ()),
                            NULL);
  self->day_field = field;
  ed_date_row_set_today (self->day, today);
  ed_date_row_set_date (self->day, date == ED_ABSENT ? today : date);
  adw_preferences_group_add (group, GTK_WIDGET (self->day));
  g_signal_connect_object (self->day,
                           "notify::date",
                           G_CALLBACK (on_day_changed),
                           self,
                           G_CONNECT_SWAPPED);
}

static void
add_offer (EdFormEditor *self, AdwPreferencesGroup *group)
{
  self->offer_switch = GTK_SWITCH (gtk_switch_new ());
  gtk_switch_set_active (self->offer_switch, TRUE);
  gtk_widget_set_valign (GTK_WIDGET (self->offer_switch), GTK_ALIGN_CENTER);
  self->offer = adw_action_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->offer),
                                 _ ("Enter it as the case’s satisfaction score, too"));
  adw_action_row_set_title_lines (ADW_ACTION_ROW (self->offer), 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->offer), GTK_WIDGET (self->offer_switch));
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self->offer),
                                         GTK_WIDGET (self->offer_switch));
  adw_preferences_group_add (group, self->offer);
  update_offer (self);
}

static AdwPreferencesGroup *
add_group (EdFormEditor *self, const char *text)
{
  GtkWidget *group = adw_preferences_group_new ();

  if (text != NULL)
    adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), say (self, text));
  ed_group_titles_wrap (group);
  gtk_box_append (self->groups, group);
  return ADW_PREFERENCES_GROUP (group);
}

/* The group that begins with FIELD, or LAST, where none does. */
static AdwPreferencesGroup *
find_group (EdFormEditor *self, const EdField *field, AdwPreferencesGroup *last)
{
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    if (groups[i].kind == self->kind && g_str_equal (groups[i].first_field, field->name))
      return add_group (self, groups[i].text);
  return last;
}

/* --- sessions -------------------------------------------------------------------------------- */

static void
add_session (EdFormEditor *self, guint i)
{
  EdLoggedSession *session = get_sessions (self)->pdata[i];
  GtkWidget *session_row = ed_logged_session_row_new (i + 1);

  for (guint j = 0; j < ed_logged_session_type.n_fields; j++)
    {
      const EdField *field = &ed_logged_session_type.fields[j];
      Question *question;

      if (field->kind != ED_FIELD_TEXT)
        continue;
      question = add_question (self, self->session_questions, field, session);
      question->row = ed_input_row_new (&question->field);
      ed_input_row_write (ED_INPUT_ROW (question->row), session, NULL);
      adw_expander_row_add_row (ADW_EXPANDER_ROW (session_row), question->row);
      g_signal_connect_object (question->row,
                               "edited",
                               G_CALLBACK (on_session_edited),
                               self,
                               G_CONNECT_SWAPPED);
    }
  ed_logged_session_row_show (ED_LOGGED_SESSION_ROW (session_row), session);
  adw_preferences_group_add (self->sessions_group, session_row);
  g_ptr_array_add (self->session_rows, session_row);
}

static void
fill_sessions (EdFormEditor *self)
{
  GPtrArray *sessions = get_sessions (self);

  for (guint i = 0; i < self->session_rows->len; i++)
    adw_preferences_group_remove (self->sessions_group, self->session_rows->pdata[i]);
  g_ptr_array_set_size (self->session_rows, 0);
  g_ptr_array_set_size (self->session_questions, 0);
  for (guint i = 0; i < sessions->len; i++)
    add_session (self, i);
  gtk_widget_set_visible (self->no_sessions, sessions->len == 0);
}

static void
add_sessions (EdFormEditor *self, AdwPreferencesGroup *group)
{
  self->sessions_group = group;
  self->no_sessions = adw_action_row_new ();
  adw_preferences_row_set_title (
      ADW_PREFERENCES_ROW (self->no_sessions),
      _ ("No sessions yet. Those that are added to the case appear here."));
  adw_action_row_set_title_lines (ADW_ACTION_ROW (self->no_sessions), 0);
  gtk_widget_add_css_class (self->no_sessions, "dim-label");
  adw_preferences_group_add (group, self->no_sessions);
  fill_sessions (self);
}

/* --- object ---------------------------------------------------------------------------------- */

static gboolean
ed_form_editor_grab_focus (GtkWidget *widget)
{
  EdFormEditor *self = ED_FORM_EDITOR (widget);

  return self->questions->len > 0
         && gtk_widget_grab_focus (((Question *) self->questions->pdata[0])->row);
}

static void
ed_form_editor_dispose (GObject *object)
{
  EdFormEditor *self = ED_FORM_EDITOR (object);
  GtkWidget *scroller = GTK_WIDGET (self->scroller);

  self->is_writing = TRUE; /* rows that go say so */
  g_clear_pointer (&scroller, ed_template_part_unparent);
  ed_template_dispose (GTK_WIDGET (self), ED_TYPE_FORM_EDITOR);
  G_OBJECT_CLASS (ed_form_editor_parent_class)->dispose (object);
}

static void
ed_form_editor_finalize (GObject *object)
{
  EdFormEditor *self = ED_FORM_EDITOR (object);

  g_ptr_array_unref (self->questions);
  g_ptr_array_unref (self->session_questions);
  g_ptr_array_unref (self->session_rows);
  if (self->values != NULL)
    ed_record_free (get_type (self), self->values);
  ed_settings_free (self->settings);
  G_OBJECT_CLASS (ed_form_editor_parent_class)->finalize (object);
}

static void
ed_form_editor_class_init (EdFormEditorClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->dispose = ed_form_editor_dispose;
  object_class->finalize = ed_form_editor_finalize;
  widget_class->grab_focus = ed_form_editor_grab_focus;
  widget_class->focus = ed_focus_through;
  signals[EDITED] = g_signal_new ("edited",
                                  ED_TYPE_FORM_EDITOR,
                                  G_SIGNAL_RUN_LAST,
                                  0,
                                  NULL,
                                  NULL,
                                  NULL,
                                  G_TYPE_NONE,
                                  0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, ED_UI "documents/form-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, EdFormEditor, scroller);
  gtk_widget_class_bind_template_child (widget_class, EdFormEditor, groups);
}

static void
ed_form_editor_init (EdFormEditor *self)
{
  self->questions = g_ptr_array_new_with_free_func (g_free);
  self->session_questions = g_ptr_array_new_with_free_func (g_free);
  self->session_rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* All rows go, and what they stood for. */
static void
clear (EdFormEditor *self)
{
  GtkWidget *group;

  while ((group = gtk_widget_get_first_child (GTK_WIDGET (self->groups))) != NULL)
    gtk_box_remove (self->groups, group);
  g_ptr_array_set_size (self->questions, 0);
  g_ptr_array_set_size (self->session_questions, 0);
  g_ptr_array_set_size (self->session_rows, 0);
  self->offer = NULL;
  if (self->values != NULL)
    ed_record_free (get_type (self), self->values);
  self->values = NULL;
  g_clear_pointer (&self->settings, ed_settings_free);
}

/* A draft may be older than the scale. */
static void
drop_score_off_scale (EdFormEditor *self)
{
  EdFeedback *feedback = self->kind == ED_FORM_SATISFACTION ? self->values : NULL;

  if (feedback != NULL
      && (feedback->score < self->settings->score_min
          || feedback->score > self->settings->score_max))
    feedback->score = ED_ABSENT;
}

GtkWidget *
ed_form_editor_new (void)
{
  return g_object_new (ED_TYPE_FORM_EDITOR, NULL);
}

void
ed_form_editor_open (EdFormEditor *self,
                     EdFormKind kind,
                     gpointer values,
                     const EdSettings *settings,
                     gint64 today)
{
  AdwPreferencesGroup *group = NULL;

  g_return_if_fail (ED_IS_FORM_EDITOR (self));
  self->is_writing = TRUE;
  clear (self);
  self->kind = kind;
  self->values = values;
  self->settings = ed_record_copy (&ed_settings_type, settings);
  drop_score_off_scale (self);
  for (guint i = 0; i < get_type (self)->n_fields; i++)
    {
      const EdField *field = &get_type (self)->fields[i];

      group = find_group (self, field, group);
      if (field->kind == ED_FIELD_RECORDS)
        add_sessions (self, group);
      else if (field->kind == ED_FIELD_DATE)
        add_day (self, group, field, today);
      else
        add_row (self, group, field);
      if (field->kind == ED_FIELD_INTEGER)
        add_offer (self, group);
    }
  self->is_writing = FALSE;
}

void
ed_form_editor_follow (EdFormEditor *self, const EdCase *case_)
{
  GPtrArray *sessions;
  gpointer next;

  g_return_if_fail (ED_IS_FORM_EDITOR (self) && self->values != NULL);
  sessions = get_sessions (self);
  if (sessions == NULL)
    return;
  next = ed_record_copy (get_type (self), self->values);
  ed_form_follow_case (self->kind, next, case_);
  if (!ed_record_equal (get_type (self), self->values, next))
    {
      ed_form_follow_case (self->kind, self->values, case_);
      fill_sessions (self);
      g_signal_emit (self, signals[EDITED], 0);
    }
  ed_record_free (get_type (self), next);
}

gconstpointer
ed_form_editor_values (EdFormEditor *self)
{
  g_return_val_if_fail (ED_IS_FORM_EDITOR (self), NULL);
  return self->values;
}

gpointer
ed_form_editor_make_answers (EdFormEditor *self)
{
  gpointer answers;

  g_return_val_if_fail (ED_IS_FORM_EDITOR (self) && self->values != NULL, NULL);
  answers = ed_record_copy (get_type (self), self->values);
  ed_field_set_number (self->day_field, answers, ed_date_row_date (self->day));
  return answers;
}

void
ed_form_editor_offer_score (EdFormEditor *self, gboolean is_offered)
{
  g_return_if_fail (ED_IS_FORM_EDITOR (self));
  self->is_offered = is_offered;
  update_offer (self);
}

gint64
ed_form_editor_score (EdFormEditor *self)
{
  g_return_val_if_fail (ED_IS_FORM_EDITOR (self), ED_ABSENT);
  if (self->offer == NULL || !gtk_widget_get_visible (self->offer)
      || !gtk_switch_get_active (self->offer_switch))
    return ED_ABSENT;
  return ((EdFeedback *) self->values)->score;
}

void
ed_form_editor_point_at (EdFormEditor *self, const EdField *field)
{
  GPtrArray *lists[] = { self->questions, self->session_questions };

  g_return_if_fail (ED_IS_FORM_EDITOR (self));
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    for (guint j = 0; j < lists[i]->len; j++)
      {
        const Question *question = lists[i]->pdata[j];
        GtkWidget *session_row;

        if (question->original != field || ed_field_is_valid (field, question->record))
          continue;
        session_row = gtk_widget_get_ancestor (question->row, ED_TYPE_LOGGED_SESSION_ROW);
        if (session_row != NULL)
          adw_expander_row_set_expanded (ADW_EXPANDER_ROW (session_row), TRUE);
        gtk_widget_grab_focus (question->row);
        return;
      }
}

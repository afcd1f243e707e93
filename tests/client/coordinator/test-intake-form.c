/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The form makes exactly the command that its fields say; whatever the table of intake fields has,
 * the form has. */

#include "client/coordinator/intake-form.h"
#include "client/coordinator/suggestions.h"
#include "domain/case-rules.h"

#include <string.h>

#define CASE_ID "c2610000-0000-4000-8000-000000000000"
#define COMMAND_ID "0a010000-0000-4000-8000-000000000000"

/* 2020-03-18T19:44Z; the organisation's clock is an hour ahead. */
#define NOW (G_GINT64_CONSTANT (1584560640) * 1000)
#define DONE_AT (NOW + 77)

typedef struct
{
  EdZone *zone;
  GtkWidget *window;
  EdIntakeForm *form;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  const gint64 at[] = { 0 };
  const gint32 offset[] = { 3600 };

  fixture->zone = ed_zone_new (at, offset, 1);
  fixture->window = g_object_ref (gtk_window_new ());
  fixture->form = ED_INTAKE_FORM (ed_intake_form_new ());
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->form));
  ed_intake_form_set_now (fixture->form, NOW, fixture->zone);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gpointer form = fixture->form;

  g_object_add_weak_pointer (form, &form);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_assert_finalize_object (fixture->window);
  g_assert_null (form);
  ed_zone_free (fixture->zone);
}

/* The NTH widget of TYPE within WIDGET, itself included. */
static GtkWidget *
find_nth (GtkWidget *widget, GType type, guint *nth)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type) && (*nth)-- == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_nth (child, type, nth);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gpointer
find_within (GtkWidget *widget, GType type, guint nth)
{
  GtkWidget *found = find_nth (widget, type, &nth);

  g_assert_nonnull (found);
  return found;
}

static void
enter_moment (GtkWidget *row, const char *date, const char *time)
{
  gtk_editable_set_text (find_within (row, GTK_TYPE_ENTRY, 0), date);
  gtk_editable_set_text (find_within (row, GTK_TYPE_ENTRY, 1), time);
}

static void
enter_text (GtkWidget *row, const char *text)
{
  if (GTK_IS_EDITABLE (row))
    gtk_editable_set_text (GTK_EDITABLE (row), text);
  else
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (find_within (row, GTK_TYPE_TEXT_VIEW, 0)),
                              text,
                              -1);
}

/* Enters something that FIELD can hold as a person would, and puts the same into EXPECTED. */
static void
enter (Fixture *fixture, const EdField *field, EdCase *expected)
{
  GtkWidget *row = ed_intake_form_row (fixture->form, field->name);
  g_autofree char *text = NULL;

  g_assert_nonnull (row);
  switch (field->kind)
    {
    case ED_FIELD_TEXT:
      text = g_strdup_printf ("Some %s", field->name);
      enter_text (row, text);
      ed_field_set_text (field, expected, text);
      break;
    case ED_FIELD_INTEGER:
      text = g_strdup_printf ("%" G_GINT64_FORMAT, field->maximum);
      enter_text (row, text);
      ed_field_set_number (field, expected, field->maximum);
      break;
    case ED_FIELD_BOOLEAN:
      gtk_switch_set_active (find_within (row, GTK_TYPE_SWITCH, 0), TRUE);
      ed_field_set_number (field, expected, 1);
      break;
    case ED_FIELD_CHOICE:
      adw_combo_row_set_selected (ADW_COMBO_ROW (row), 2); /* behind "unknown" */
      ed_field_set_number (field, expected, 1);
      break;
    case ED_FIELD_INSTANT:
      enter_moment (row, "2020-03-17", "08:30");
      ed_field_set_number (field, expected, ed_instant_from_text ("2020-03-17T07:30:00.000Z"));
      break;
    default:
      g_assert_not_reached ();
    }
}

/* What the form says without being touched. */
static EdCase *
make_untouched (void)
{
  EdCase *intake = ed_record_new (&ed_case_intake_type);

  intake->crisis_call = 0;
  intake->backup_call = 0;
  intake->sessions_available = ED_CASE_SESSIONS_AVAILABLE;
  intake->session_minutes = ED_CASE_SESSION_MINUTES;
  return intake;
}

static EdCommand *
make_command (Fixture *fixture)
{
  return ed_intake_form_make_command (fixture->form, COMMAND_ID, CASE_ID, DONE_AT, fixture->zone);
}

static void
assert_says (Fixture *fixture, EdCase *expected)
{
  g_autoptr (EdCommand) command = make_command (fixture);

  g_assert_nonnull (command);
  g_assert_cmpint (command->type, ==, ED_COMMAND_CASE_CREATE);
  g_assert_cmpstr (command->id, ==, COMMAND_ID);
  g_assert_cmpstr (command->target_id, ==, CASE_ID);
  g_assert_null (command->assignment_id);
  g_assert_cmpint (command->done_at, ==, DONE_AT);
  g_assert_null (ed_command_find_invalid (command));
  for (guint i = 0; i < ed_case_intake_type.n_fields; i++)
    {
      const EdField *field = &ed_case_intake_type.fields[i];

      if (!ed_field_equal (field, command->args, expected))
        g_error ("%s is not as entered", field->name);
    }
}

static void
enter_required (Fixture *fixture, EdCase *expected)
{
  for (guint i = 0; i < ed_case_intake_type.n_fields; i++)
    if ((ed_case_intake_type.fields[i].flags & ED_FIELD_REQUIRED) != 0)
      enter (fixture, &ed_case_intake_type.fields[i], expected);
}

/* One by one, beside what is required; then all of them. */
static void
test_form_says_every_field (Fixture *fixture, gconstpointer data)
{
  EdCase *all = make_untouched ();

  for (guint i = 0; i < ed_case_intake_type.n_fields; i++)
    {
      const EdField *field = &ed_case_intake_type.fields[i];
      EdCase *expected = make_untouched ();

      if (field->label != NULL && strcmp (field->name, "coaching_kind") != 0)
        {
          ed_intake_form_clear (fixture->form, fixture->zone);
          enter_required (fixture, expected);
          enter (fixture, field, expected);
          assert_says (fixture, expected);
        }
      ed_record_free (&ed_case_intake_type, expected);
    }
  for (guint i = 0; i < ed_case_intake_type.n_fields; i++)
    if (ed_case_intake_type.fields[i].label != NULL)
      enter (fixture, &ed_case_intake_type.fields[i], all);
  all->coaching_kind = ED_ABSENT; /* the type is another */
  assert_says (fixture, all);
  ed_record_free (&ed_case_intake_type, all);
}

static void
test_form_asks_kind_of_coaching (Fixture *fixture, gconstpointer data)
{
  GtkWidget *type = ed_intake_form_row (fixture->form, "type");
  GtkWidget *kind = ed_intake_form_row (fixture->form, "coaching_kind");
  EdCase *expected = make_untouched ();

  enter_required (fixture, expected);
  g_assert_false (gtk_widget_get_visible (kind));
  adw_combo_row_set_selected (ADW_COMBO_ROW (type), ED_CASE_HEALTH_COACHING + 1);
  g_assert_true (gtk_widget_get_visible (kind));
  adw_combo_row_set_selected (ADW_COMBO_ROW (kind), 3);
  expected->type = ED_CASE_HEALTH_COACHING;
  expected->coaching_kind = 2;
  assert_says (fixture, expected);

  adw_combo_row_set_selected (ADW_COMBO_ROW (type), ED_CASE_LEGAL + 1);
  g_assert_false (gtk_widget_get_visible (kind));
  expected->type = ED_CASE_LEGAL;
  expected->coaching_kind = ED_ABSENT;
  assert_says (fixture, expected);
  ed_record_free (&ed_case_intake_type, expected);
}

/* Rows in the order of the table, titled with its labels, and none besides. */
static void
test_form_follows_the_table (Fixture *fixture, gconstpointer data)
{
  guint n_entered = 0;
  graphene_point_t before = { 0, -1 };

  gtk_widget_show (fixture->window);
  adw_combo_row_set_selected (ADW_COMBO_ROW (ed_intake_form_row (fixture->form, "type")),
                              ED_CASE_HEALTH_COACHING + 1);
  while (gtk_widget_get_height (ed_intake_form_row (fixture->form, "coaching_kind")) == 0)
    g_main_context_iteration (NULL, TRUE);
  for (guint i = 0; i < ed_case_intake_type.n_fields; i++)
    {
      const EdField *field = &ed_case_intake_type.fields[i];
      GtkWidget *row = ed_intake_form_row (fixture->form, field->name);
      graphene_point_t place;

      g_assert_cmpint (row != NULL, ==, field->label != NULL);
      if (row == NULL)
        continue;
      g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), ==, field->label);
      g_assert_true (gtk_widget_compute_point (row,
                                               GTK_WIDGET (fixture->form),
                                               &GRAPHENE_POINT_INIT (0, 0),
                                               &place));
      g_assert_cmpfloat (place.y, >, before.y);
      before = place;
      n_entered++;
    }
  g_assert_cmpuint (n_entered, ==, ed_case_intake_type.n_fields - 1);
}

static void
test_form_says_what_is_wrong (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *field;
    const char *typed;
    const char *sentence;
  } cases[] = {
    { "company_name", "", "“Company name” is needed to save the case." },
    { "client_alias", " ", "“Client name” is needed to save the case." },
    { "age", "about forty", "“Age” is a whole number from 0 to 130, or empty." },
    { "age", "131", "“Age” is a whole number from 0 to 130, or empty." },
    { "call_length_min", "-1", "“Call length” is a whole number from 0 to 1440, or empty." },
    { "session_minutes",
      "0",
      "“Duration of consultation in minutes” is a whole number from 1 to 1440, or empty." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      EdCase *expected = make_untouched ();
      GtkWidget *row = ed_intake_form_row (fixture->form, cases[i].field);

      ed_intake_form_clear (fixture->form, fixture->zone);
      enter_required (fixture, expected);
      enter_text (row, cases[i].typed);
      g_assert_null (make_command (fixture));
      g_assert_cmpstr (ed_intake_form_trouble (fixture->form, cases[i].field),
                       ==,
                       cases[i].sentence);
      g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row)), ==, cases[i].typed);
      enter_text (row, "7");
      g_assert_null (ed_intake_form_trouble (fixture->form, cases[i].field));
      ed_record_free (&ed_case_intake_type, expected);
    }
}

static void
test_form_says_all_that_is_missing (Fixture *fixture, gconstpointer data)
{
  g_assert_null (make_command (fixture));
  for (guint i = 0; i < ed_case_intake_type.n_fields; i++)
    {
      const EdField *field = &ed_case_intake_type.fields[i];

      if (field->label != NULL)
        g_assert_cmpint (ed_intake_form_trouble (fixture->form, field->name) != NULL,
                         ==,
                         (field->flags & ED_FIELD_REQUIRED) != 0);
    }
}

static void
test_form_says_bad_dates (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *date;
    const char *time;
  } cases[] = {
    { "2020-02-30", "20:44" }, { "2020-03-18", "25:00" }, { "2020-03-18", "" },
    { "", "20:44" },           { "soon", "20:44" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      EdCase *expected = make_untouched ();

      enter_required (fixture, expected);
      enter_moment (ed_intake_form_row (fixture->form, "recorded_at"),
                    cases[i].date,
                    cases[i].time);
      g_assert_null (make_command (fixture));
      g_assert_cmpstr (ed_intake_form_trouble (fixture->form, "recorded_at"),
                       ==,
                       "This is no date and time. Write them like 2020-03-18 and 20:44.");
      ed_record_free (&ed_case_intake_type, expected);
    }
}

static void
test_form_shows_now_until_told (Fixture *fixture, gconstpointer data)
{
  GtkWidget *row = ed_intake_form_row (fixture->form, "recorded_at");
  GtkEditable *date = find_within (row, GTK_TYPE_ENTRY, 0);
  GtkEditable *time = find_within (row, GTK_TYPE_ENTRY, 1);

  g_assert_cmpstr (gtk_editable_get_text (date), ==, "2020-03-18");
  g_assert_cmpstr (gtk_editable_get_text (time), ==, "20:44");
  ed_intake_form_set_now (fixture->form, NOW + 4 * 3600 * 1000, fixture->zone);
  g_assert_cmpstr (gtk_editable_get_text (date), ==, "2020-03-19");
  g_assert_cmpstr (gtk_editable_get_text (time), ==, "00:44");
  g_assert_false (ed_intake_form_has_draft (fixture->form));

  gtk_editable_set_text (time, "00:40");
  ed_intake_form_set_now (fixture->form, NOW + 5 * 3600 * 1000, fixture->zone);
  g_assert_cmpstr (gtk_editable_get_text (time), ==, "00:40");
  g_assert_true (ed_intake_form_has_draft (fixture->form));
}

static void
test_form_shows_refusals (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    EdRefusal refusal;
    const char *sentence;
  } cases[] = {
    { { ED_REFUSAL_INVALID, "recorded_at" }, "A case cannot be recorded later than now." },
    { { ED_REFUSAL_INVALID, "coaching_kind" }, "Choose the kind of health coaching." },
    { { ED_REFUSAL_INVALID, "email" }, "The value of “Email address of Client” is not allowed." },
    { { ED_REFUSAL_FORBIDDEN, NULL }, NULL },
    { { ED_REFUSAL_INVALID, "case" }, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gboolean is_shown = ed_intake_form_show_refusal (fixture->form, &cases[i].refusal);

      g_assert_cmpint (is_shown, ==, cases[i].sentence != NULL);
      if (is_shown)
        g_assert_cmpstr (ed_intake_form_trouble (fixture->form, cases[i].refusal.field),
                         ==,
                         cases[i].sentence);
    }
}

/* What was sent can be put back as it was, and cleared away. */
static void
test_form_takes_back_a_draft (Fixture *fixture, gconstpointer data)
{
  EdCase *expected = make_untouched ();
  EdCase *untouched = make_untouched ();
  g_autoptr (EdCommand) command = NULL;

  for (guint i = 0; i < ed_case_intake_type.n_fields; i++)
    if (ed_case_intake_type.fields[i].label != NULL)
      enter (fixture, &ed_case_intake_type.fields[i], expected);
  expected->coaching_kind = ED_ABSENT;
  g_assert_true (ed_intake_form_has_draft (fixture->form));
  command = make_command (fixture);

  ed_intake_form_clear (fixture->form, fixture->zone);
  g_assert_false (ed_intake_form_has_draft (fixture->form));
  enter_required (fixture, untouched);
  assert_says (fixture, untouched);

  ed_intake_form_show (fixture->form, command->args, fixture->zone);
  g_assert_true (ed_intake_form_has_draft (fixture->form));
  assert_says (fixture, expected);
  ed_record_free (&ed_case_intake_type, expected);
  ed_record_free (&ed_case_intake_type, untouched);
}

static void
test_form_offers_companies (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "Suzuki", "Magyar Posta", "Sumitomo", NULL };
  GtkWidget *row = ed_intake_form_row (fixture->form, "company_name");
  GtkWidget *text = find_within (row, GTK_TYPE_TEXT, 0);
  EdSuggestions *suggestions;
  g_autofree char *selected = NULL;

  ed_intake_form_set_companies (fixture->form, g_ptr_array_new (), names);
  suggestions = find_within (row, ED_TYPE_SUGGESTIONS, 0);
  gtk_widget_show (fixture->window);
  gtk_widget_grab_focus (row);
  /* Later GTKs give the focus only once the window manager has made the window active. */
  while (!gtk_widget_has_focus (text))
    g_main_context_iteration (NULL, TRUE);
  enter_text (row, "Xy");
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (suggestions)));
  enter_text (row, "su");
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (suggestions)));
  g_assert_null (ed_suggestions_selected (suggestions));
  ed_suggestions_move (suggestions, -1);
  selected = ed_suggestions_selected (suggestions);
  g_assert_cmpstr (selected, ==, "Sumitomo");
  g_signal_emit_by_name (suggestions, "taken", selected);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row)), ==, "Sumitomo");
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (suggestions)));
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  ADD ("/coordinator/intake-form/says-every-field", test_form_says_every_field);
  ADD ("/coordinator/intake-form/asks-kind-of-coaching", test_form_asks_kind_of_coaching);
  ADD ("/coordinator/intake-form/follows-the-table", test_form_follows_the_table);
  ADD ("/coordinator/intake-form/says-what-is-wrong", test_form_says_what_is_wrong);
  ADD ("/coordinator/intake-form/says-all-that-is-missing", test_form_says_all_that_is_missing);
  ADD ("/coordinator/intake-form/says-bad-dates", test_form_says_bad_dates);
  ADD ("/coordinator/intake-form/shows-now-until-told", test_form_shows_now_until_told);
  ADD ("/coordinator/intake-form/shows-refusals", test_form_shows_refusals);
  ADD ("/coordinator/intake-form/takes-back-a-draft", test_form_takes_back_a_draft);
  ADD ("/coordinator/intake-form/offers-companies", test_form_offers_companies);
  return g_test_run ();
}

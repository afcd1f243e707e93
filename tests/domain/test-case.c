/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The case's own questions, and commands as records. */

#include "domain/play.h"

#include "domain/command.h"

#define PSY "c case.create company_name=Suzuki client_alias=XY type=psychological;"

static const struct
{
  const char *script;
  const char *title;
} titles[] = {
  { "c case.create company_name=Suzuki client_alias=XY type=psychological city=Táplószentmárton "
    "recorded_at=2020-03-18T19:44:00Z; c case.assign expert=a",
    "2020-03-18 - Suzuki - Dr. Anna - Psychological - Táplószentmárton - XY" },
  { PSY, "2024-05-01 - Suzuki - Psychological - XY" },
  { "at 2024-05-01T21:59:59Z;" PSY, "2024-05-01 - Suzuki - Psychological - XY" },
  { "at 2024-05-01T22:00:00Z;" PSY, "2024-05-02 - Suzuki - Psychological - XY" },
  { "c case.create company_name=S client_alias=XY type=legal city=Vác",
    "2024-05-01 - S - Legal - Vác - XY" },
  { "c case.create company_name=S client_alias=XY type=health_coaching "
    "coaching_kind=personal_trainer; c case.assign expert=b",
    "2024-05-01 - S - Béla - Personal trainer - XY" },
  { PSY "c case.assign expert=a; a case.decline", "2024-05-01 - Suzuki - Psychological - XY" },
};

static void
test_title (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      g_autoptr (Play) play = play_run (play_new ("budapest"), titles[i].script);
      g_autofree char *title = ed_case_make_title (play->case_, play->zone, NULL);

      g_assert_cmpstr (title, ==, titles[i].title);
    }
}

static const char *
translate (const char *label)
{
  return g_str_equal (label, "Psychological") ? "Pszichológiai" : "?";
}

static void
test_title_is_translated (void)
{
  g_autoptr (Play) play = play_run (play_new ("budapest"), PSY);
  g_autoptr (EdCase) empty = ed_case_new ();
  g_autofree char *title = ed_case_make_title (play->case_, play->zone, translate);
  g_autofree char *none = ed_case_make_title (empty, play->zone, translate);

  g_assert_cmpstr (title, ==, "2024-05-01 - Suzuki - Pszichológiai - XY");
  g_assert_cmpstr (none, ==, "");
}

static void
test_sessions_are_in_order (void)
{
  static const guint expected[] = { 4, 1, 3, 6, 2 };
  g_autoptr (Play) play =
      play_run (play_new ("utc"),
                PSY "c case.assign expert=a; a session.add id=9 date=2024-05-01;"
                    "c case.assign expert=b;"
                    "b session.add id=2 date=2024-05-04 time=09:00;"
                    "b session.add id=6 date=2024-05-03 time=10:00;"
                    "b session.add id=3 date=2024-05-03 time=10:00;"
                    "b session.add id=1 date=2024-05-03;"
                    "b session.add id=4 date=2024-05-02 time=23:00;"
                    "b session.add id=5 date=2024-05-01;"
                    "b session.delete id=5 reason=cancelled");
  g_autoptr (GPtrArray) list = ed_case_list_sessions (play->case_);

  g_assert_cmpuint (list->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < list->len; i++)
    g_assert_cmpstr (((EdSession *) list->pdata[i])->id, ==, play_id (expected[i]));
  g_assert_cmpuint (ed_case_count_used (play->case_), ==, 6);
  g_assert_nonnull (ed_case_find_session (play->case_, play_id (5)));
  g_assert_nonnull (ed_case_find_session (play->case_, play_id (9)));
  g_assert_null (ed_case_find_session (play->case_, play_id (7)));
}

/* The former expert's sessions count; which are over goes by date, whoever held them. */
static void
test_over_is_by_date (void)
{
  static const struct
  {
    guint id;
    gboolean is_over;
  } cases[] = { { 1, FALSE }, { 2, FALSE }, { 3, TRUE }, { 4, FALSE }, { 5, TRUE }, { 6, FALSE } };
  g_autoptr (Play) play =
      play_run (play_new ("utc"),
                PSY "c case.edit sessions_available=5>2; c case.assign expert=a;"
                    "a session.add id=1 date=2024-05-01; a session.add id=5 date=2024-06-01;"
                    "c case.assign expert=b; b session.add id=3 date=2024-05-20;"
                    "b session.add id=2 date=2024-05-10; b session.add id=4 date=2024-05-02;"
                    "b session.delete id=4 reason=mistake; b session.add id=6 date=2024-07-01;"
                    "b session.delete id=6 reason=mistake");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (
        ed_case_session_is_over (play->case_,
                                 ed_case_find_session (play->case_, play_id (cases[i].id))),
        ==,
        cases[i].is_over);
  play->case_->sessions_available = ED_ABSENT;
  g_assert_false (
      ed_case_session_is_over (play->case_, ed_case_find_session (play->case_, play_id (5))));
}

/* Source: guide, "Uploading treatment log / case file". */
static void
test_type_needs (void)
{
  static const struct
  {
    EdCaseKind type;
    gint64 document;
    gboolean has_form;
  } cases[] = { { ED_CASE_PSYCHOLOGICAL, ED_DOCUMENT_TREATMENT_LOG, TRUE },
                { ED_CASE_HEALTH_COACHING, ED_DOCUMENT_CASE_FILE, TRUE },
                { ED_CASE_LEGAL, ED_ABSENT, FALSE },
                { ED_CASE_FINANCIAL, ED_ABSENT, FALSE } };
  g_autoptr (EdCase) case_ = ed_case_new ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      case_->type = cases[i].type;
      g_assert_cmpint (ed_case_needed_document (case_), ==, cases[i].document);
      g_assert_cmpint (ed_case_has_satisfaction_form (case_), ==, cases[i].has_form);
    }
}

static void
test_open_states (void)
{
  static const gboolean is_open[] = { [ED_CASE_RECORDED] = TRUE,
                                      [ED_CASE_ASSIGNED] = TRUE,
                                      [ED_CASE_DECLINED] = TRUE,
                                      [ED_CASE_CLOSING] = FALSE,
                                      [ED_CASE_CLOSED] = FALSE };
  g_autoptr (EdCase) case_ = ed_case_new ();

  for (guint state = 0; state < G_N_ELEMENTS (is_open); state++)
    {
      case_->state = state;
      g_assert_cmpint (ed_case_is_open (case_), ==, is_open[state]);
    }
}

/* The words that the guide shows must be found again on the screen. */
static void
test_labels_are_the_guide_s (void)
{
  static const char *const labels[] = {
    "ID",
    "The date the case was recorded",
    "Company name",
    "Was it a crisis call?",
    "Client name",
    "City of consultation",
    "Place of receipt",
    "Type of problem",
    "Call length",
    "Employee / Family Member",
    "Male / Female",
    "Age",
    "Where did you hear about the program?",
    "Was it a backup call?",
    "Problem details",
    "Phone number of Client",
    "Email address of Client",
    "Other comment",
    "Chat or Email text",
    "Number of available consultations",
    "Duration of consultation in minutes",
    "Operator name",
    "Type of consultation requested",
    "Expert outsourced",
    "Submission of client satisfaction feedback form not possible",
  };
  guint next = 0;

  /* In the guide's order. */
  for (guint i = 0; i < ed_case_type.n_fields && next < G_N_ELEMENTS (labels); i++)
    next += g_strcmp0 (ed_case_type.fields[i].label, labels[next]) == 0;
  g_assert_cmpuint (next, ==, G_N_ELEMENTS (labels));
}

static void
test_intake_is_part_of_case (void)
{
  for (guint i = 0; i < ed_case_intake_type.n_fields; i++)
    {
      const EdField *field = &ed_case_intake_type.fields[i];
      const EdField *same = ed_record_type_find (&ed_case_type, field->name);

      g_assert_nonnull (same);
      g_assert_cmpuint (same->offset, ==, field->offset);
      g_assert_cmpuint (same->flags, ==, field->flags);
      g_assert_cmpuint (field->flags & ED_FIELD_INTAKE, !=, 0);
    }
  for (guint i = 0; i < ed_case_type.n_fields; i++)
    {
      const EdField *field = &ed_case_type.fields[i];

      g_assert_cmpint ((field->flags & ED_FIELD_INTAKE) != 0,
                       ==,
                       ed_record_type_find (&ed_case_intake_type, field->name) != NULL);
    }
}

static void
test_words_of_commands (void)
{
  static const char *const words[] = {
    "case.create",       "case.edit",          "case.assign",          "case.contact",
    "contact.correct",   "case.decline",       "case.unreachable",     "case.close",
    "case.withdraw",     "case.approve",       "case.return",          "case.reopen",
    "session.add",       "session.edit",       "session.delete",       "attempt.add",
    "attempt.edit",      "attempt.delete",     "satisfaction.score",   "satisfaction.not_possible",
    "sessions.ask_more", "sessions.authorise", "sessions.refuse",      "message.send",
    "document.attach",   "document.detach",    "account.create",       "account.edit",
    "account.invite",    "account.suspend",    "account.resume",       "account.reset_totp",
    "fee.set",           "statement.send",     "statement.accept",     "statement.dispute",
    "statement.pay",     "statement.correct",  "statement.accept_for", "settings.set",
    "request.create",    "request.cancel",     "request.share",        "request.revoke",
    "request.ask_again", "request.assign",     "request.approve",      "request.return",
    "request.hand_back", "response.draft",     "response.send",        "response.adjust",
    "internal.send",     "company.create",     "company.edit",         "company.retire",
    "late.settle",
  };

  g_assert_cmpuint (G_N_ELEMENTS (words), ==, ED_N_COMMANDS);
  for (int type = 0; type < ED_N_COMMANDS; type++)
    {
      const EdCommandForm *form = ed_command_form (type);

      g_assert_cmpint (ed_command_find (words[type]), ==, type);
      g_assert_cmpstr (form->word, ==, words[type]);
      g_assert_cmpint (form->version, ==, 1);
      /* A late fact is told by the assignment that it names. */
      g_assert_true (!form->is_fact || form->needs_assignment);
      g_assert_cmpint (form->edited != NULL,
                       ==,
                       g_str_has_suffix (form->word, ".edit") || type == ED_COMMAND_SETTINGS_SET);
    }
  g_assert_cmpint (ed_command_find ("case.nothing"), ==, -1);
  g_assert_cmpint (ed_command_find (""), ==, -1);
}

static void
test_command_is_copied_whole (void)
{
  g_autoptr (EdCommand) command =
      ed_command_new (ED_COMMAND_SESSION_EDIT, play_id (3), play_id (1), play_id (2), 77);
  g_autoptr (EdCommand) copy = NULL;
  g_autoptr (EdCommand) create =
      ed_command_new (ED_COMMAND_CASE_CREATE, play_id (4), play_id (1), NULL, 77);
  g_autoptr (EdCommand) create_copy = NULL;
  const EdRecordType *edited = ed_command_form (ED_COMMAND_SESSION_EDIT)->edited;
  EdSession session = { .date = 10, .time = ED_ABSENT, .minutes = 50 };
  EdSession wish = { .date = 12, .time = 600, .minutes = 50 };

  ((EdArgs *) command->args)->id = g_strdup (play_id (9));
  ed_command_edit (command, "date", &session, &wish);
  ed_command_edit (command, "time", &session, &wish);
  copy = ed_command_copy (command);
  ((EdSession *) command->to)->date = 99;

  g_assert_cmpint (copy->type, ==, ED_COMMAND_SESSION_EDIT);
  g_assert_cmpint (copy->version, ==, 1);
  g_assert_cmpint (copy->done_at, ==, 77);
  g_assert_cmpstr (copy->id, ==, play_id (3));
  g_assert_cmpstr (copy->target_id, ==, play_id (1));
  g_assert_cmpstr (copy->assignment_id, ==, play_id (2));
  g_assert_cmpstr (((EdArgs *) copy->args)->id, ==, play_id (9));
  g_assert_cmpint (((EdSession *) copy->from)->date, ==, 10);
  g_assert_cmpint (((EdSession *) copy->to)->date, ==, 12);
  g_assert_cmpint (((EdSession *) copy->to)->time, ==, 600);
  /* Only what is edited travels. */
  g_assert_cmpint (((EdSession *) copy->to)->minutes, ==, ED_ABSENT);
  for (guint i = 0; i < edited->n_fields; i++)
    g_assert_cmpint (copy->edited >> i & 1, ==, !g_str_equal (edited->fields[i].name, "minutes"));

  ((EdCase *) create->args)->city = g_strdup ("Vác");
  create_copy = ed_command_copy (create);
  g_assert_cmpstr (((EdCase *) create_copy->args)->city, ==, "Vác");
  g_assert_true (((EdCase *) create_copy->args)->city != ((EdCase *) create->args)->city);
}

static void
test_invalid_is_named (void)
{
  static const struct
  {
    const char *step;
    const char *invalid; /* NULL: all is well */
  } cases[] = {
    { "a session.add id=1 date=2024-05-02", NULL },
    { "a session.add id=1 date=2024-05-02 assignment=nonsense", "assignment" },
    { "a session.add id=1 date=2024-05-02 assignment=", "assignment" },
    { "a session.add id=1 date=2024-05-02 case=nonsense", "case" },
    { "a session.add id=1", "date" },
    { "a session.edit id=1 time=>10:00", NULL },
    { "a session.edit id=1 time=10:00>", NULL },
    { "a session.edit id=1", "args" },
    { "a session.edit id=1 minutes=50>0", "minutes" },
    { "a session.edit id=1 minutes=0>50", "minutes" },
    { "a session.edit id=1 date=2024-05-02>", "date" },
    { "c case.edit city=>Vác", NULL },
    { "c case.edit age=>-1", "age" },
    { "c case.assign expert=a", NULL },
    { "c case.assign", "expert" },
    { "a case.contact", NULL },
    { "a case.contact at=+1h", NULL }, /* by its table; the rule says more */
    { "a satisfaction.score score=99", NULL },
  };
  g_autoptr (Play) play = play_run (play_new ("utc"), PSY "c case.assign expert=a");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      EdCircumstances circumstances;
      g_autoptr (EdCommand) command = play_read (play, cases[i].step, &circumstances);

      g_assert_cmpstr (ed_command_find_invalid (command), ==, cases[i].invalid);
    }
}

/* An edit of a field that the table does not have, as a reader of the wire could make it. */
static void
test_stray_edit_is_invalid (void)
{
  EdCircumstances circumstances;
  g_autoptr (Play) play = play_run (play_new ("utc"), PSY "c case.assign expert=a");
  g_autoptr (EdCommand) command =
      play_read (play, "a session.edit id=1 time=>10:00", &circumstances);
  g_autoptr (EdCommand) widest = play_read (play, "c case.edit city=>Vác", &circumstances);

  command->edited |= 1 << ed_command_form (ED_COMMAND_SESSION_EDIT)->edited->n_fields;
  g_assert_cmpstr (ed_command_find_invalid (command), ==, "args");
  widest->edited |= G_GUINT64_CONSTANT (1) << 63;
  g_assert_cmpstr (ed_command_find_invalid (widest), ==, "args");
  g_clear_pointer (&command->id, g_free);
  g_assert_cmpstr (ed_command_find_invalid (command), ==, "id");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/domain/case/title", test_title);
  g_test_add_func ("/domain/case/title-is-translated", test_title_is_translated);
  g_test_add_func ("/domain/case/sessions-are-in-order", test_sessions_are_in_order);
  g_test_add_func ("/domain/case/over-is-by-date", test_over_is_by_date);
  g_test_add_func ("/domain/case/type-needs", test_type_needs);
  g_test_add_func ("/domain/case/open-states", test_open_states);
  g_test_add_func ("/domain/case/labels-are-the-guide-s", test_labels_are_the_guide_s);
  g_test_add_func ("/domain/case/intake-is-part-of-case", test_intake_is_part_of_case);
  g_test_add_func ("/domain/command/words", test_words_of_commands);
  g_test_add_func ("/domain/command/is-copied-whole", test_command_is_copied_whole);
  g_test_add_func ("/domain/command/invalid-is-named", test_invalid_is_named);
  g_test_add_func ("/domain/command/stray-edit-is-invalid", test_stray_edit_is_invalid);
  return g_test_run ();
}

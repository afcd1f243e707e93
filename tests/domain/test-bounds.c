/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* No document grows until nobody can read it any more: what adds to it is refused in time, what
 * ends something never. */

#include "domain/billing.h"
#include "domain/bounds.h"
#include "domain/play.h"
#include "domain/request-play.h"
#include "domain/statement-rules.h"
#include "domain/weight.h"
#include "wire/record-json.h"

#include <string.h>

#define GREATEST ((G_GINT64_CONSTANT (1) << 53) - 1) /* PROTOCOL 1.2 */
#define AT G_GINT64_CONSTANT (1714550400000)
#define PSY "c case.create company_name=Suzuki client_alias=XY type=psychological phone=0630;"
#define ANNA "wait 1h; c case.assign expert=a;"
#define READY                                                                            \
  PSY ANNA "wait 1h; a case.contact; a session.add id=1 date=2024-05-01;"                \
           "a attempt.add id=2 kind=call at=-1m; a document.attach upload=3 kind=other;" \
           "document treatment_log; a satisfaction.score score=7;"
#define CLOSING READY "a case.close closing=50 outcome=completed;"

/* --- the longest values ----------------------------------------------------------------------- */

/* As many characters as FIELD takes, each as long as it can be in JSON. */
static char *
make_text (const EdField *field)
{
  GString *text = g_string_new (NULL);

  for (gint64 i = 0; i < field->maximum; i++)
    g_string_append (text, "\U0001F33B");
  return g_string_free (text, FALSE);
}

static void fill (const EdRecordType *type, gpointer record);

static void
fill_field (const EdField *field, gpointer record)
{
  g_autofree char *text = NULL;

  switch (field->kind)
    {
    case ED_FIELD_TEXT:
      text = make_text (field);
      ed_field_set_text (field, record, text);
      break;
    case ED_FIELD_ID:
      ed_field_set_text (field, record, play_id (1));
      break;
    case ED_FIELD_INTEGER:
      ed_field_set_number (field,
                           record,
                           field->minimum < 0 ? field->minimum : MIN (field->maximum, GREATEST));
      break;
    case ED_FIELD_RECORD:
      *(gpointer *) G_STRUCT_MEMBER_P (record, field->offset) = ed_record_new (field->element);
      fill (field->element, *(gpointer *) G_STRUCT_MEMBER_P (record, field->offset));
      break;
    case ED_FIELD_CHOICE:
      ed_field_set_number (field, record, 1);
      break;
    case ED_FIELD_RECORDS:
    case ED_FIELD_TEXTS:
      break;
    default:
      ed_field_set_number (field, record, 1);
    }
}

/* Each field but lists. */
static void
fill (const EdRecordType *type, gpointer record)
{
  for (guint i = 0; i < type->n_fields; i++)
    fill_field (&type->fields[i], record);
}

static void
fill_list (const EdRecordType *type, gpointer record, const char *name, guint n)
{
  const EdField *field = ed_record_type_find (type, name);
  GPtrArray *list = *(GPtrArray **) G_STRUCT_MEMBER_P (record, field->offset);

  g_ptr_array_set_size (list, 0);
  for (guint i = 0; i < n; i++)
    {
      gpointer element = ed_record_new (field->element);

      fill (field->element, element);
      g_ptr_array_add (list, element);
    }
}

/* It is read again, and there is room beside it. */
static void
assert_is_read (const EdRecordType *type, gconstpointer record)
{
  gsize length;
  g_autofree char *text = ed_record_to_json (type, record, &length);
  g_autoptr (GError) error = NULL;
  gpointer again;

  g_test_message ("%s: %" G_GSIZE_FORMAT " bytes", type->name, length);
  g_assert_cmpuint (length, <=, ed_record_weigh (type, record));
  g_assert_cmpuint (length, <, ED_JSON_LENGTH_MAX * 2 / 3);
  again = ed_record_from_json (type, text, (gssize) length, ED_WIRE_LENIENT, &error);
  g_assert_no_error (error);
  g_assert_true (ed_record_equal (type, record, again));
  ed_record_free (type, again);
}

/* --- cases ------------------------------------------------------------------------------------ */

/* Twice the bound of events was reached, and then everything that can still end did. */
static void
test_full_case_is_read (void)
{
  static const struct
  {
    const char *list;
    guint n;
  } lists[] = { { "sessions", ED_CASE_SESSIONS_MAX },
                { "attempts", ED_CASE_ATTEMPTS_MAX },
                { "documents", ED_CASE_DOCUMENTS_MAX },
                { "assignments", ED_CASE_ASSIGNMENTS_MAX },
                { "declined", ED_CASE_ASSIGNMENTS_MAX + 1 } };
  guint n_events = 2 * ED_CASE_EVENTS_MAX + 10;
  g_autoptr (EdCase) case_ = ed_case_new ();

  fill (&ed_case_type, case_);
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      fill_list (&ed_case_type, case_, lists[i].list, lists[i].n);
      n_events += lists[i].n;
    }
  fill_list (&ed_case_type, case_, "events", n_events);
  assert_is_read (&ed_case_type, case_);
}

typedef struct
{
  const char *before, *list, *step;
  guint maximum;
} Full;

static const Full full[] = {
  { READY, "sessions", "a session.add id=9 date=2024-05-02", ED_CASE_SESSIONS_MAX },
  { READY, "attempts", "a attempt.add id=9 kind=call at=-1m", ED_CASE_ATTEMPTS_MAX },
  { READY, "documents", "a document.attach upload=9 kind=other", ED_CASE_DOCUMENTS_MAX },
  { READY, "assignments", "c case.assign expert=b", ED_CASE_ASSIGNMENTS_MAX },
  { READY, "events", "a session.add id=9 date=2024-05-02", ED_CASE_EVENTS_MAX },
  { READY, "events", "a session.edit id=1 time=>10:00", ED_CASE_EVENTS_MAX },
  { READY "a session.delete id=1 reason=mistake",
    "events",
    "a session.delete id=1 reason=mistake",
    ED_CASE_EVENTS_MAX },
  { READY, "events", "a attempt.add id=9 kind=call at=-1m", ED_CASE_EVENTS_MAX },
  { READY, "events", "a attempt.edit id=2 kind=call>text", ED_CASE_EVENTS_MAX },
  { READY "a attempt.delete id=2", "events", "a attempt.delete id=2", ED_CASE_EVENTS_MAX },
  { READY, "events", "a document.attach upload=9 kind=other", ED_CASE_EVENTS_MAX },
  { READY, "events", "a contact.correct at=-1m", ED_CASE_EVENTS_MAX },
  { READY, "events", "a satisfaction.score score=8", ED_CASE_EVENTS_MAX },
  { READY, "events", "a satisfaction.not_possible not_possible=1", ED_CASE_EVENTS_MAX },
  { READY, "events", "a sessions.ask_more number=6 why=so", ED_CASE_EVENTS_MAX },
  { READY, "events", "c sessions.authorise number=6", ED_CASE_EVENTS_MAX },
  { READY, "events", "c case.edit city=>Vác", ED_CASE_EVENTS_MAX },
  { CLOSING, "events", "a case.withdraw closing=50", ED_CASE_EVENTS_MAX },
  { READY, "events", "c case.assign expert=b", 2 * ED_CASE_EVENTS_MAX },
  { CLOSING, "events", "c case.return closing=50 note=x", 2 * ED_CASE_EVENTS_MAX },
  { CLOSING "c case.approve closing=50",
    "events",
    "c case.reopen reason=x",
    2 * ED_CASE_EVENTS_MAX },
};

/* Puts elements of another assignment before those that are there until there are N. */
static void
stuff (EdCase *case_, const char *name, guint n)
{
  const EdField *field = ed_record_type_find (&ed_case_type, name);
  GPtrArray *list = *(GPtrArray **) G_STRUCT_MEMBER_P (case_, field->offset);

  while (list->len < n)
    {
      gpointer element = ed_record_new (field->element);

      fill (field->element, element);
      ed_field_set_text (&field->element->fields[0], element, play_id (100000 + list->len));
      g_ptr_array_insert (list, 0, element);
    }
}

static void
stuff_events (EdCase *case_, guint n)
{
  while (case_->events->len < n)
    {
      EdEvent *event = ed_record_new (&ed_event_type);

      fill (&ed_event_type, event);
      g_ptr_array_insert (case_->events, 0, event);
    }
}

static Play *
play_stuffed (const Full *row, guint n)
{
  Play *play = play_run (play_new ("budapest"), row->before);

  if (strcmp (row->list, "events") == 0)
    stuff_events (play->case_, n);
  else
    stuff (play->case_, row->list, n);
  return play;
}

/* The last one that fits is taken, the next is not, and leaves everything as it was. */
static void
test_full_case_takes_no_more (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (full); i++)
    {
      g_autoptr (Play) below = play_stuffed (&full[i], full[i].maximum - 1);
      g_autoptr (Play) at = play_stuffed (&full[i], full[i].maximum);
      g_autoptr (EdCase) before = ed_case_copy (at->case_);

      g_test_message ("%s", full[i].step);
      g_assert_true (play_step (below, full[i].step));
      g_assert_false (play_step (at, full[i].step));
      g_assert_cmpstr (ed_refusal_word (at->refusal.code), ==, "full");
      g_assert_cmpstr (at->refusal.field, ==, full[i].list);
      g_assert_true (ed_record_equal (&ed_case_type, before, at->case_));
    }
}

/* What ends something, and what is said, finds its place in a case that is as full as can be. */
static void
test_full_case_ends (void)
{
  static const char *const rows[][2] = {
    { READY, "a session.delete id=1 reason=mistake" },
    { READY, "a attempt.delete id=2" },
    { READY, "a document.detach id=3" },
    { READY "a sessions.ask_more number=6 why=so", "c sessions.refuse note=no" },
    { READY, "a message.send id=9 text=x" },
    { READY, "a case.close closing=50 outcome=completed" },
    { CLOSING, "c case.approve closing=50" },
    { CLOSING, "a message.send id=9 text=x" },
    { PSY ANNA, "a case.contact" },
    { PSY ANNA, "a case.decline" },
    { PSY ANNA "wait 1h; a attempt.add id=21 kind=call at=-1m result=busy;"
               "a attempt.add id=22 kind=call at=-1m result=busy;"
               "a attempt.add id=23 kind=call at=-1m result=busy;"
               "a attempt.add id=24 kind=text at=-1m result=no_answer",
      "a case.unreachable closing=50" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (Play) play = play_run (play_new ("budapest"), rows[i][0]);

      stuff (play->case_, "sessions", ED_CASE_SESSIONS_MAX);
      stuff (play->case_, "attempts", ED_CASE_ATTEMPTS_MAX);
      stuff (play->case_, "documents", ED_CASE_DOCUMENTS_MAX);
      stuff (play->case_, "assignments", ED_CASE_ASSIGNMENTS_MAX);
      stuff_events (play->case_, 2 * ED_CASE_EVENTS_MAX);
      g_test_message ("%s", rows[i][1]);
      g_assert_true (play_step (play, rows[i][1]));
    }
}

/* --- requests --------------------------------------------------------------------------------- */

#define TAG "11111111"

/* For the assignment that is open, whoever had it before. */
static EdCommand *
make_command (EdCommandType type, PlayPerson who, const EdRequest *request, guint n)
{
  EdCommand *command = play_request_command (type, who, request, TAG, play_id (2000 + n), AT);

  if (command->assignment_id != NULL)
    {
      g_free (command->assignment_id);
      command->assignment_id = g_strdup (request->assignment_id);
    }
  if (type == ED_COMMAND_REQUEST_ASSIGN)
    ed_field_set_text (ed_record_type_find (ed_command_form (type)->args, "expert"),
                       command->args,
                       play_person_id (PLAY_ASSIGNED));
  return command;
}

/* The text that a command of this type brings, as long as it can be. */
static void
lengthen (EdCommand *command)
{
  static const char *const names[] = { "text", "question", "reason", "note" };
  const EdRecordType *type = ed_command_form (command->type)->args;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const EdField *field = ed_record_type_find (type, names[i]);

      if (field != NULL)
        fill_field (field, command->args);
    }
  if (ed_record_type_find (type, "version") != NULL && command->type == ED_COMMAND_RESPONSE_SEND)
    ed_field_set_text (ed_record_type_find (type, "version"), command->args, command->id);
}

static gboolean
try_long (EdRequest **request, EdCommandType type, PlayPerson who, guint n, EdRefusal *refusal)
{
  g_autoptr (EdCommand) command = make_command (type, who, *request, n);

  lengthen (command);
  return play_request_apply (request, who, command, refusal);
}

static void
must (EdRequest **request, EdCommandType type, PlayPerson who, guint n)
{
  EdRefusal refusal;

  if (!try_long (request, type, who, n, &refusal))
    g_error ("%s is refused: %s", ed_command_form (type)->word, ed_refusal_word (refusal.code));
}

static void
must_be_full (EdRequest **request, EdCommandType type, PlayPerson who)
{
  g_autoptr (EdRequest) before = ed_request_copy (*request);
  EdRefusal refusal = { ED_REFUSAL_NONE, NULL };

  g_test_message ("%s", ed_command_form (type)->word);
  g_assert_false (try_long (request, type, who, 9000, &refusal));
  g_assert_cmpstr (ed_refusal_word (refusal.code), ==, "full");
  g_assert_cmpstr (refusal.field, ==, "request");
  g_assert_true (ed_record_equal (&ed_request_type, before, *request));
}

/* Responses are sent and returned until no more fits: then it is given to others, again and again,
 * and at last approved. */
static void
test_full_request_is_read (void)
{
  g_autoptr (EdRequest) request = play_request (ED_REQUEST_IN_PROGRESS, AT);
  EdRefusal refusal = { ED_REFUSAL_NONE, NULL };
  guint n = 0;

  while (try_long (&request, ED_COMMAND_RESPONSE_SEND, PLAY_ASSIGNED, n++, &refusal))
    must (&request, ED_COMMAND_REQUEST_RETURN, PLAY_COORDINATOR, n++);
  g_assert_cmpstr (ed_refusal_word (refusal.code), ==, "full");
  g_assert_cmpuint (n, >, 20);
  must_be_full (&request, ED_COMMAND_RESPONSE_DRAFT, PLAY_ASSIGNED);
  must_be_full (&request, ED_COMMAND_REQUEST_SHARE, PLAY_SENDER);
  do
    must (&request, ED_COMMAND_REQUEST_HAND_BACK, PLAY_ASSIGNED, n++);
  while (try_long (&request, ED_COMMAND_REQUEST_ASSIGN, PLAY_COORDINATOR, n++, &refusal));
  g_assert_cmpstr (ed_refusal_word (refusal.code), ==, "full");
  g_assert_cmpuint (request->assignments->len, >, 100);
  must (&request, ED_COMMAND_INTERNAL_SEND, PLAY_COORDINATOR, n++);
  must (&request, ED_COMMAND_REQUEST_REVOKE, PLAY_SENDER, n++);
  must (&request, ED_COMMAND_REQUEST_CANCEL, PLAY_SENDER, n++);
  assert_is_read (&ed_request_type, request);
}

/* A request that weighs as much as it may, in STATE. */
static EdRequest *
make_heavy (EdRequestState state)
{
  EdRequest *request = play_request (state, AT);

  while (ed_record_weigh (&ed_request_type, request) < 2 * ED_REQUEST_WEIGHT_MAX)
    {
      EdRequestAssignment *ended = ed_record_new (&ed_request_assignment_type);

      fill (&ed_request_assignment_type, ended);
      g_ptr_array_add (request->assignments, ended);
    }
  return request;
}

static void
test_heavy_request_is_decided (void)
{
  g_autoptr (EdRequest) reviewed = make_heavy (ED_REQUEST_UNDER_REVIEW);
  g_autoptr (EdRequest) returned = ed_request_copy (reviewed);
  g_autoptr (EdRequest) completed = make_heavy (ED_REQUEST_COMPLETED);
  g_autoptr (EdCommand) approve =
      make_command (ED_COMMAND_REQUEST_APPROVE, PLAY_COORDINATOR, reviewed, 1);
  EdRefusal refusal;

  must_be_full (&reviewed, ED_COMMAND_RESPONSE_ADJUST, PLAY_COORDINATOR);
  must_be_full (&reviewed, ED_COMMAND_REQUEST_APPROVE, PLAY_COORDINATOR);
  must_be_full (&reviewed, ED_COMMAND_REQUEST_ASSIGN, PLAY_COORDINATOR);
  must_be_full (&completed, ED_COMMAND_REQUEST_ASK_AGAIN, PLAY_SENDER);
  must (&returned, ED_COMMAND_REQUEST_RETURN, PLAY_COORDINATOR, 1);
  ed_field_clear (ed_record_type_find (ed_command_form (approve->type)->args, "text"),
                  approve->args);
  ed_field_clear (ed_record_type_find (ed_command_form (approve->type)->args, "documents"),
                  approve->args);
  g_assert_true (play_request_apply (&reviewed, PLAY_COORDINATOR, approve, &refusal));
}

/* --- statements ------------------------------------------------------------------------------- */

static EdFeeStatement *
make_statement (guint n)
{
  EdFeeStatement *statement = ed_record_new (&ed_fee_statement_type);

  fill (&ed_fee_statement_type, statement);
  fill_list (&ed_fee_statement_type, statement, "lines", n);
  statement->state = ED_STATEMENT_DRAFT;
  return statement;
}

/* One more approval may bring as many lines as a case has sessions. */
static void
test_full_statement_is_read (void)
{
  g_autoptr (EdFeeStatement) statement =
      make_statement (ED_STATEMENT_LINES_MAX - 1 + ED_CASE_SESSIONS_MAX);

  assert_is_read (&ed_fee_statement_type, statement);
}

static gboolean
correct (EdFeeStatement *statement, EdRefusal *refusal)
{
  const EdStatementCircumstances circumstances = { .account_id = play_id (7),
                                                   .roles = ED_ROLE_COORDINATOR,
                                                   .at = AT };
  g_autoptr (EdCommand) command =
      ed_command_new (ED_COMMAND_STATEMENT_CORRECT, play_id (8), statement->id, NULL, AT);
  EdArgs *args = command->args;

  args->id = g_strdup (play_id (9));
  args->amount = 5;
  args->note = g_strdup ("Note");
  return ed_fee_statement_apply (statement, command, &circumstances, refusal);
}

/* What is approved then stands on the next month's. */
static void
test_full_statement_takes_no_more (void)
{
  GPtrArray *statements = g_ptr_array_new_with_free_func ((GDestroyNotify) ed_fee_statement_free);
  EdFeeStatement *statement = make_statement (ED_STATEMENT_LINES_MAX - 1);
  EdRefusal refusal;
  gint64 month = statement->month, next = ED_ABSENT;

  g_ptr_array_add (statements, statement);
  g_assert_true (ed_billing_choose (statements, month, &next) == statement);
  g_assert_true (correct (statement, &refusal));
  g_clear_pointer (&((EdStatementLine *) statement->lines->pdata[statement->lines->len - 1])->id,
                   g_free);
  g_assert_false (correct (statement, &refusal));
  g_assert_cmpstr (ed_refusal_word (refusal.code), ==, "full");
  g_assert_cmpstr (refusal.field, ==, "lines");
  g_assert_null (ed_billing_choose (statements, month, &next));
  g_assert_cmpint (next, ==, ed_date_add_months (month, 1));
  g_ptr_array_unref (statements);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/domain/bounds/full-case-is-read", test_full_case_is_read);
  g_test_add_func ("/domain/bounds/full-case-takes-no-more", test_full_case_takes_no_more);
  g_test_add_func ("/domain/bounds/full-case-ends", test_full_case_ends);
  g_test_add_func ("/domain/bounds/full-request-is-read", test_full_request_is_read);
  g_test_add_func ("/domain/bounds/heavy-request-is-decided", test_heavy_request_is_decided);
  g_test_add_func ("/domain/bounds/full-statement-is-read", test_full_statement_is_read);
  g_test_add_func ("/domain/bounds/full-statement-takes-no-more",
                   test_full_statement_takes_no_more);
  return g_test_run ();
}

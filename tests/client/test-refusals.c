/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/sentences.h"

#include "domain/account.h"
#include "domain/case.h"
#include "domain/company.h"
#include "domain/settings.h"

#include <string.h>

/* A command that the rules, server or upload refuse so, and what its sentence has to say. */
typedef struct
{
  EdRefusalCode code;
  EdCommandType type;
  const char *field, *phrase;
} Row;

static const Row rows[] = {
  { ED_REFUSAL_FORBIDDEN, ED_COMMAND_CASE_ASSIGN, NULL, "account may not do this" },
  { ED_REFUSAL_NOT_FOUND, ED_COMMAND_SESSION_EDIT, "id", "no longer there" },
  { ED_REFUSAL_NOT_ASSIGNED, ED_COMMAND_SESSION_ADD, NULL, "case is no longer assigned to you" },
  { ED_REFUSAL_NOT_ASSIGNED,
    ED_COMMAND_RESPONSE_SEND,
    NULL,
    "request is no longer assigned to you" },
  { ED_REFUSAL_ALREADY_ASSIGNED, ED_COMMAND_CASE_ASSIGN, NULL, "case has already been assigned" },
  { ED_REFUSAL_ALREADY_ASSIGNED,
    ED_COMMAND_REQUEST_ASSIGN,
    NULL,
    "request has already been assigned" },
  { ED_REFUSAL_ALREADY_ASSIGNED, ED_COMMAND_MESSAGE_SEND, NULL, "case has changed hands" },
  { ED_REFUSAL_ALREADY_ASSIGNED, ED_COMMAND_INTERNAL_SEND, NULL, "request has changed hands" },
  { ED_REFUSAL_EXPERT_NOT_SUITABLE, ED_COMMAND_CASE_ASSIGN, "expert", "cases of this type" },
  { ED_REFUSAL_EXPERT_NOT_SUITABLE,
    ED_COMMAND_REQUEST_ASSIGN,
    "expert",
    "does not take this request" },
  { ED_REFUSAL_EXPERT_NOT_SUITABLE,
    ED_COMMAND_REQUEST_CREATE,
    "recipient",
    "does not take this request" },
  { ED_REFUSAL_ALREADY_CONTACTED, ED_COMMAND_CASE_CONTACT, NULL, "already been marked" },
  { ED_REFUSAL_ALREADY_CONTACTED, ED_COMMAND_CASE_DECLINE, NULL, "already been marked" },
  { ED_REFUSAL_NOT_CONTACTED, ED_COMMAND_CONTACT_CORRECT, NULL, "not been contacted yet" },
  { ED_REFUSAL_NOT_CONTACTED, ED_COMMAND_CASE_CLOSE, NULL, "not been contacted yet" },
  { ED_REFUSAL_HAS_SESSIONS, ED_COMMAND_CASE_DECLINE, NULL, "Sessions are registered" },
  { ED_REFUSAL_HAS_SESSIONS, ED_COMMAND_CASE_UNREACHABLE, NULL, "Sessions are registered" },
  { ED_REFUSAL_ATTEMPTS_MISSING, ED_COMMAND_CASE_UNREACHABLE, NULL, "Three phone calls" },
  { ED_REFUSAL_NO_SESSION, ED_COMMAND_CASE_CLOSE, NULL, "No session" },
  { ED_REFUSAL_SESSION_IN_FUTURE, ED_COMMAND_CASE_CLOSE, NULL, "in the future" },
  { ED_REFUSAL_SESSION_BEFORE_RECORDED,
    ED_COMMAND_SESSION_ADD,
    "date",
    "The session lies before the day on which the case was recorded" },
  { ED_REFUSAL_SESSION_BEFORE_RECORDED,
    ED_COMMAND_CASE_EDIT,
    "recorded_at",
    "A session lies before the new day of recording" },
  { ED_REFUSAL_DOCUMENT_MISSING, ED_COMMAND_CASE_CLOSE, NULL, "treatment log or case file" },
  { ED_REFUSAL_SATISFACTION_MISSING, ED_COMMAND_CASE_CLOSE, NULL, "satisfaction feedback" },
  { ED_REFUSAL_CASE_LOCKED, ED_COMMAND_SESSION_ADD, NULL, "profile is locked" },
  { ED_REFUSAL_CASE_CLOSED, ED_COMMAND_MESSAGE_SEND, NULL, "case is closed" },
  { ED_REFUSAL_REASON_REQUIRED, ED_COMMAND_CASE_RETURN, "note", "reason has to be given" },
  { ED_REFUSAL_REASON_REQUIRED, ED_COMMAND_STATEMENT_DISPUTE, "note", "reason has to be given" },
  { ED_REFUSAL_SCORE_OUT_OF_RANGE, ED_COMMAND_SATISFACTION_SCORE, "score", "not on the scale" },
  { ED_REFUSAL_LIMIT_NOT_RAISED,
    ED_COMMAND_SESSIONS_AUTHORISE,
    "number",
    "number of consultations would not be raised" },
  { ED_REFUSAL_UPLOAD_UNKNOWN, ED_COMMAND_DOCUMENT_ATTACH, "upload", "not arrived" },
  { ED_REFUSAL_TYPE_NOT_ALLOWED, ED_COMMAND_DOCUMENT_ATTACH, "type", "PDF, JPEG and PNG" },
  { ED_REFUSAL_TYPE_NOT_ALLOWED, ED_COMMAND_DOCUMENT_ATTACH, NULL, "PDF, JPEG and PNG" },
  { ED_REFUSAL_TYPE_NOT_ALLOWED,
    ED_COMMAND_DOCUMENT_ATTACH,
    "kind",
    "does not take documents of this kind" },
  { ED_REFUSAL_TYPE_NOT_ALLOWED, ED_COMMAND_LATE_SETTLE, "accepted", "cannot be accepted" },
  { ED_REFUSAL_TOO_LARGE, ED_COMMAND_DOCUMENT_ATTACH, "length", "25 MB" },
  { ED_REFUSAL_WRONG_STATE, ED_COMMAND_CASE_APPROVE, "closing", "The case has changed" },
  { ED_REFUSAL_WRONG_STATE, ED_COMMAND_ACCOUNT_SUSPEND, NULL, "The account has changed" },
  { ED_REFUSAL_WRONG_STATE, ED_COMMAND_STATEMENT_PAY, NULL, "The statement has changed" },
  { ED_REFUSAL_WRONG_STATE, ED_COMMAND_REQUEST_APPROVE, "version", "The request has changed" },
  { ED_REFUSAL_WRONG_STATE, ED_COMMAND_COMPANY_RETIRE, NULL, "The company has changed" },
  { ED_REFUSAL_WRONG_STATE, ED_COMMAND_LATE_SETTLE, NULL, "already been settled" },
  { ED_REFUSAL_STATEMENT_LOCKED, ED_COMMAND_STATEMENT_CORRECT, NULL, "already been sent" },
  { ED_REFUSAL_CONFLICT, ED_COMMAND_SESSION_DELETE, "reason", "changed “Reason”" },
  { ED_REFUSAL_INVALID, ED_COMMAND_CASE_EDIT, "session_minutes", "“Duration of consultation" },
  { ED_REFUSAL_INVALID, ED_COMMAND_COMPANY_EDIT, "name", "“Company name”" },
  { ED_REFUSAL_INVALID, ED_COMMAND_ACCOUNT_EDIT, "name", "“Name”" },
  { ED_REFUSAL_INVALID, ED_COMMAND_STATEMENT_CORRECT, "id", "A value is not allowed" },
  { ED_REFUSAL_ERASED, ED_COMMAND_LATE_SETTLE, NULL, "have been erased" },
  { ED_REFUSAL_INTERNAL_ERROR, ED_COMMAND_CASE_EDIT, NULL, "What you entered is kept" },
  { ED_REFUSAL_USER_TAKEN, ED_COMMAND_ACCOUNT_CREATE, "user", "has this user name" },
  { ED_REFUSAL_USER_FIXED, ED_COMMAND_ACCOUNT_EDIT, "user", "user name stays" },
  { ED_REFUSAL_OWN_ACCOUNT, ED_COMMAND_ACCOUNT_SUSPEND, NULL, "suspend their own account" },
  { ED_REFUSAL_LAST_ADMINISTRATOR, ED_COMMAND_ACCOUNT_EDIT, NULL, "an administrator left" },
  { ED_REFUSAL_FEE_MISSING, ED_COMMAND_STATEMENT_SEND, NULL, "fee is not agreed" },
  { ED_REFUSAL_FULL, ED_COMMAND_SESSION_ADD, "sessions", "The case holds as much" },
  { ED_REFUSAL_FULL, ED_COMMAND_RESPONSE_SEND, "request", "The request holds as much" },
  { ED_REFUSAL_FULL, ED_COMMAND_STATEMENT_CORRECT, "lines", "as many lines" },
  { ED_REFUSAL_OWN_MONEY, ED_COMMAND_CASE_APPROVE, NULL, "You are paid for this case yourself" },
  { ED_REFUSAL_OWN_MONEY, ED_COMMAND_STATEMENT_PAY, NULL, "The statement is your own" },
  { ED_REFUSAL_NAME_TAKEN, ED_COMMAND_COMPANY_CREATE, "name", "company of this name" },
};

static char *
read_outcome (EdCommand *command, EdRefusalCode code, const char *field)
{
  const EdOutboxEntry entry = { .command = command,
                                .state = ED_OUTBOX_REFUSED,
                                .code = code,
                                .field = (char *) field,
                                .case_number = ED_ABSENT };

  return ed_outbox_outcome (&entry);
}

/* Whether OUTCOME is "refused: " and a sentence for people, with nothing of a code in it. */
static gboolean
is_refused_with_sentence (const char *outcome)
{
  const char *sentence = outcome + strlen ("refused: ");

  return g_str_has_prefix (outcome, "refused: ") && g_ascii_isupper (*sentence)
         && strchr (sentence, '_') == NULL && strchr (sentence, '%') == NULL
         && strstr (sentence, "(null)") == NULL && strchr (sentence, ' ') != NULL
         && g_str_has_suffix (sentence, ".");
}

static void
test_every_code_has_a_row (void)
{
  for (int code = ED_REFUSAL_NONE + 1; code < ED_N_REFUSALS; code++)
    {
      guint n = 0;

      for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
        n += rows[i].code == (EdRefusalCode) code;
      g_test_message ("%s", ed_refusal_word ((EdRefusalCode) code));
      g_assert_cmpuint (n, >, 0);
    }
}

static void
test_sentence_fits_its_command (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (EdCommand) command = ed_command_new (rows[i].type, "1", "2", NULL, 0);
      g_autofree char *outcome = read_outcome (command, rows[i].code, rows[i].field);

      g_test_message ("%s: %s", ed_command_form (rows[i].type)->word, outcome);
      g_assert_true (is_refused_with_sentence (outcome));
      g_assert_nonnull (strstr (outcome, rows[i].phrase));
    }
}

/* The server may be newer, so any code may come to any command. */
static void
test_every_pair_has_a_sentence (void)
{
  for (int type = 0; type < ED_N_COMMANDS; type++)
    for (int code = ED_REFUSAL_NONE + 1; code < ED_N_REFUSALS; code++)
      {
        g_autoptr (EdCommand) command = ed_command_new ((EdCommandType) type, "1", "2", NULL, 0);
        g_autofree char *outcome = read_outcome (command, (EdRefusalCode) code, NULL);

        g_assert_true (is_refused_with_sentence (outcome));
      }
}

static void
set_value (const EdField *field, gpointer record, const char *value)
{
  if (value == NULL)
    return;
  if (field->kind == ED_FIELD_TEXT)
    ed_field_set_text (field, record, value);
  else if (field->kind == ED_FIELD_DATE)
    ed_field_set_number (field, record, ed_date_from_text (value));
  else
    ed_field_set_number (field, record, g_ascii_strtoll (value, NULL, 10));
}

static const struct
{
  EdCommandType type;
  const char *field, *from, *to, *sentence;
} conflict_rows[] = {
  { ED_COMMAND_CASE_EDIT,
    "city",
    "Pécs",
    "Győr",
    "Somebody else has changed “City of consultation” meanwhile. You had changed it from “Pécs” "
    "to “Győr”." },
  { ED_COMMAND_CASE_EDIT,
    "age",
    NULL,
    "41",
    "Somebody else has changed “Age” meanwhile. You had changed it from “none” to “41”." },
  { ED_COMMAND_SESSION_EDIT,
    "date",
    "2020-03-22",
    "2020-03-29",
    "Somebody else has changed “Date of session” meanwhile. You had changed it from “Sun 22 "
    "March 2020” to “Sun 29 March 2020”." },
  { ED_COMMAND_SESSION_EDIT,
    "time",
    "545",
    "600",
    "Somebody else has changed “Time of session” meanwhile. You had changed it from “09:05” to "
    "“10:00”." },
  { ED_COMMAND_COMPANY_EDIT,
    "name",
    "Suzuki",
    "Audi",
    "Somebody else has changed “Company name” meanwhile. You had changed it from “Suzuki” to "
    "“Audi”." },
  /* Covered by privacy mode elsewhere */
  { ED_COMMAND_CASE_EDIT,
    "phone",
    "+36 1 111",
    "+36 1 222",
    "Somebody else has changed “Phone number of Client” meanwhile." },
  /* An amount in minor units says nothing without its currency */
  { ED_COMMAND_SETTINGS_SET,
    "attempt_fee",
    "100000",
    "200000",
    "Somebody else has changed “Fee for unreachable clients” meanwhile." },
};

static void
test_conflict_shows_field_and_values (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (conflict_rows); i++)
    {
      const EdRecordType *type = ed_command_form (conflict_rows[i].type)->edited;
      const EdField *field = ed_record_type_find (type, conflict_rows[i].field);
      g_autoptr (EdCommand) command = ed_command_new (conflict_rows[i].type, "1", "2", NULL, 0);
      gpointer from = ed_record_new (type), to = ed_record_new (type);
      g_autofree char *sentence = NULL;

      set_value (field, from, conflict_rows[i].from);
      set_value (field, to, conflict_rows[i].to);
      ed_command_edit (command, conflict_rows[i].field, from, to);
      sentence = ed_command_refusal_sentence (command, ED_REFUSAL_CONFLICT, conflict_rows[i].field);
      g_assert_cmpstr (sentence, ==, conflict_rows[i].sentence);
      ed_record_free (type, from);
      ed_record_free (type, to);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/client/refusals/every-code", test_every_code_has_a_row);
  g_test_add_func ("/client/refusals/fits-command", test_sentence_fits_its_command);
  g_test_add_func ("/client/refusals/every-pair", test_every_pair_has_a_sentence);
  g_test_add_func ("/client/refusals/conflict", test_conflict_shows_field_and_values);
  return g_test_run ();
}

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The commands by their tables. A field's name is its key on the wire; the words, versions and
 * names never change once released. */

#include "domain/command.h"

#include <string.h>

#include "domain/account.h"
#include "domain/case.h"
#include "domain/company.h"
#include "domain/fee-statement.h"
#include "domain/late-work.h"
#include "domain/message.h"
#include "domain/record-table.h"
#include "domain/request.h"
#include "domain/settings.h"

#define NOTE 4000
#define REQUIRED ED_FIELD_REQUIRED

#define ARGS(name)                                    \
  static const EdRecordType name = { "args",          \
                                     sizeof (EdArgs), \
                                     name##_fields,   \
                                     G_N_ELEMENTS (name##_fields) }

static const EdRecordType no_args = { "args", sizeof (EdArgs), NULL, 0 };

static const EdField assign_args_fields[] = {
  ED_ID (EdArgs, expert, REQUIRED, N_ ("Expert")),
};
ARGS (assign_args);

static const EdField contact_args_fields[] = {
  ED_INSTANT (EdArgs, at, 0, N_ ("Time of contact")),
};
ARGS (contact_args);

static const EdField correct_args_fields[] = {
  ED_INSTANT (EdArgs, at, REQUIRED, N_ ("Time of contact")),
};
ARGS (correct_args);

static const EdField decline_args_fields[] = {
  ED_CHOICE (EdArgs, reason, 0, N_ ("Reason"), ed_decline_reason_choices),
};
ARGS (decline_args);

static const EdField closing_args_fields[] = {
  ED_ID (EdArgs, closing, REQUIRED, NULL),
};
ARGS (closing_args);

static const EdField close_args_fields[] = {
  ED_ID (EdArgs, closing, REQUIRED, NULL),
  ED_CHOICE (EdArgs, outcome, REQUIRED, N_ ("Outcome"), ed_outcome_choices),
};
ARGS (close_args);

/* That a reason must be given is a rule with a refusal of its own, so the tables do not ask for
 * it. */
static const EdField return_args_fields[] = {
  ED_ID (EdArgs, closing, REQUIRED, NULL),
  ED_TEXT (EdArgs, note, ED_FIELD_MULTILINE, N_ ("Note"), NOTE),
};
ARGS (return_args);

static const EdField reason_args_fields[] = {
  ED_NAMED_TEXT (EdArgs, why, "reason", ED_FIELD_MULTILINE, N_ ("Reason"), NOTE),
};
ARGS (reason_args);

static const EdField session_add_args_fields[] = {
  ED_ID (EdArgs, id, REQUIRED, NULL),
  ED_DATE (EdArgs, date, REQUIRED, N_ ("Date of session")),
  ED_TIME (EdArgs, time, 0, N_ ("Time of session")),
  ED_INTEGER (EdArgs, minutes, 0, N_ ("Duration of consultation in minutes"), 1, 1440),
};
ARGS (session_add_args);

static const EdField id_args_fields[] = {
  ED_ID (EdArgs, id, REQUIRED, NULL),
};
ARGS (id_args);

static const EdField session_delete_args_fields[] = {
  ED_ID (EdArgs, id, REQUIRED, NULL),
  ED_CHOICE (EdArgs, reason, 0, N_ ("Reason"), ed_session_reason_choices),
};
ARGS (session_delete_args);

static const EdField attempt_add_args_fields[] = {
  ED_ID (EdArgs, id, REQUIRED, NULL),
  ED_CHOICE (EdArgs, kind, REQUIRED, N_ ("Kind"), ed_attempt_kind_choices),
  ED_INSTANT (EdArgs, at, REQUIRED, N_ ("Time")),
  ED_CHOICE (EdArgs, result, 0, N_ ("Result"), ed_attempt_result_choices),
};
ARGS (attempt_add_args);

/* The scale is the organisation's (domain/settings.h); beyond it there is a refusal of its own. */
static const EdField score_args_fields[] = {
  ED_INTEGER (EdArgs, score, REQUIRED, N_ ("Satisfaction score"), G_MININT, G_MAXINT),
};
ARGS (score_args);

static const EdField not_possible_args_fields[] = {
  ED_BOOLEAN (EdArgs,
              not_possible,
              REQUIRED,
              N_ ("Submission of client satisfaction feedback form not possible")),
};
ARGS (not_possible_args);

static const EdField ask_more_args_fields[] = {
  ED_INTEGER (EdArgs, number, REQUIRED, N_ ("Number of available consultations"), 1, 1000),
  ED_TEXT (EdArgs, why, ED_FIELD_MULTILINE, N_ ("Reason"), NOTE),
};
ARGS (ask_more_args);

static const EdField authorise_args_fields[] = {
  ED_INTEGER (EdArgs, number, REQUIRED, N_ ("Number of available consultations"), 1, 1000),
};
ARGS (authorise_args);

static const EdField note_args_fields[] = {
  ED_TEXT (EdArgs, note, ED_FIELD_MULTILINE, N_ ("Note"), NOTE),
};
ARGS (note_args);

static const EdField message_args_fields[] = {
  ED_ID (EdArgs, id, REQUIRED, NULL),
  ED_TEXT (EdArgs, text, REQUIRED | ED_FIELD_MULTILINE, N_ ("Message"), ED_MESSAGE_LENGTH),
  ED_BOOLEAN (EdArgs, handover, 0, N_ ("Ask to hand the case over")),
};
ARGS (message_args);

static const EdField attach_args_fields[] = {
  ED_ID (EdArgs, upload, REQUIRED, N_ ("File")),
  ED_CHOICE (EdArgs, kind, REQUIRED, N_ ("Kind"), ed_document_kind_choices),
};
ARGS (attach_args);

static const EdField fee_args_fields[] = {
  ED_CHOICE (EdArgs, type, REQUIRED, N_ ("Type of problem"), ed_case_type_choices),
  ED_INTEGER (EdArgs, amount, 0, N_ ("Fee"), 0, ED_AMOUNT_MAX),
};
ARGS (fee_args);

static const EdField statement_args_fields[] = {
  ED_INTEGER (EdArgs, statement_rev, REQUIRED, NULL, 1, G_MAXINT),
};
ARGS (statement_args);

static const EdField dispute_args_fields[] = {
  ED_INTEGER (EdArgs, statement_rev, REQUIRED, NULL, 1, G_MAXINT),
  ED_TEXT (EdArgs, note, ED_FIELD_MULTILINE, N_ ("Note"), NOTE),
};
ARGS (dispute_args);

static const EdField correction_args_fields[] = {
  ED_ID (EdArgs, id, REQUIRED, NULL),
  ED_INTEGER (EdArgs, amount, REQUIRED, N_ ("Amount"), -ED_AMOUNT_MAX, ED_AMOUNT_MAX),
  ED_TEXT (EdArgs, note, 0, N_ ("Note"), ED_STATEMENT_NOTE_LENGTH),
};
ARGS (correction_args);

#define DOCUMENTS(flags) ED_TEXTS (EdArgs, documents, flags, N_ ("Documents"), 36)
#define EXPIRES ED_DATE (EdArgs, expires, 0, N_ ("Shared until"))

static const EdField request_create_args_fields[] = {
  ED_TEXT (EdArgs, subject, REQUIRED, N_ ("Subject"), 200),
  ED_TEXT (EdArgs, case_reference, 0, N_ ("Case"), 200),
  ED_TEXT (EdArgs, question, REQUIRED | ED_FIELD_MULTILINE, N_ ("Question"), ED_QUESTION_LENGTH),
  ED_ID (EdArgs, recipient, 0, N_ ("Recipient")),
  ED_BOOLEAN (EdArgs, urgent, 0, N_ ("Urgent")),
  ED_DATE (EdArgs, due, 0, N_ ("Due")),
  DOCUMENTS (0),
  EXPIRES,
};
ARGS (request_create_args);

static const EdField share_args_fields[] = { DOCUMENTS (REQUIRED), EXPIRES };
ARGS (share_args);

static const EdField ask_again_args_fields[] = {
  ED_TEXT (EdArgs, question, REQUIRED | ED_FIELD_MULTILINE, N_ ("Question"), ED_QUESTION_LENGTH),
  ED_BOOLEAN (EdArgs, urgent, 0, N_ ("Urgent")),
  ED_DATE (EdArgs, due, 0, N_ ("Due")),
  DOCUMENTS (0),
  EXPIRES,
};
ARGS (ask_again_args);

static const EdField request_approve_args_fields[] = {
  ED_ID (EdArgs, version, REQUIRED, NULL),
  ED_TEXT (EdArgs, text, ED_FIELD_MULTILINE, N_ ("Response"), ED_RESPONSE_LENGTH),
  DOCUMENTS (0),
};
ARGS (request_approve_args);

static const EdField request_return_args_fields[] = {
  ED_ID (EdArgs, version, REQUIRED, NULL),
  ED_TEXT (EdArgs, note, ED_FIELD_MULTILINE, N_ ("Note"), NOTE),
};
ARGS (request_return_args);

static const EdField draft_args_fields[] = {
  ED_TEXT (EdArgs, text, ED_FIELD_MULTILINE, N_ ("Response"), ED_RESPONSE_LENGTH),
  DOCUMENTS (0),
};
ARGS (draft_args);

/* Sending and adjusting: the whole response as it is to be. */
static const EdField response_args_fields[] = {
  ED_ID (EdArgs, version, REQUIRED, NULL),
  ED_TEXT (EdArgs, text, REQUIRED | ED_FIELD_MULTILINE, N_ ("Response"), ED_RESPONSE_LENGTH),
  DOCUMENTS (0),
};
ARGS (response_args);

static const EdField internal_args_fields[] = {
  ED_ID (EdArgs, id, REQUIRED, NULL),
  ED_TEXT (EdArgs, text, REQUIRED | ED_FIELD_MULTILINE, N_ ("Message"), ED_MESSAGE_LENGTH),
};
ARGS (internal_args);

static const EdField settle_args_fields[] = {
  ED_BOOLEAN (EdArgs, accepted, REQUIRED, NULL),
  ED_TEXT (EdArgs, note, ED_FIELD_MULTILINE, N_ ("Note"), NOTE)
};
ARGS (settle_args);

static const EdField session_edit_fields[] = {
  ED_DATE (EdSession, date, REQUIRED, N_ ("Date of session")),
  ED_TIME (EdSession, time, 0, N_ ("Time of session")),
  ED_INTEGER (EdSession, minutes, 0, N_ ("Duration of consultation in minutes"), 1, 1440),
};
static const EdRecordType session_edit = ED_RECORD_TYPE ("session", EdSession, session_edit_fields);

static const EdField attempt_edit_fields[] = {
  ED_CHOICE (EdAttempt, kind, REQUIRED, N_ ("Kind"), ed_attempt_kind_choices),
  ED_INSTANT (EdAttempt, at, REQUIRED, N_ ("Time")),
  ED_CHOICE (EdAttempt, result, 0, N_ ("Result"), ed_attempt_result_choices),
};
static const EdRecordType attempt_edit = ED_RECORD_TYPE ("attempt", EdAttempt, attempt_edit_fields);

#define OF_REQUEST(word, args, names, fact)              \
  {                                                      \
    word, 1, &args, NULL, names, fact, ED_TARGET_REQUEST \
  }

/* word, version, arguments, record edited, names its assignment, is a fact; target if no case */
static const EdCommandForm forms[ED_N_COMMANDS] = {
  [ED_COMMAND_CASE_CREATE] = { "case.create", 1, &ed_case_intake_type, NULL, FALSE, FALSE },
  [ED_COMMAND_CASE_EDIT] = { "case.edit", 1, &no_args, &ed_case_intake_type, FALSE, FALSE },
  [ED_COMMAND_CASE_ASSIGN] = { "case.assign", 1, &assign_args, NULL, FALSE, FALSE },
  [ED_COMMAND_CASE_CONTACT] = { "case.contact", 1, &contact_args, NULL, TRUE, TRUE },
  [ED_COMMAND_CONTACT_CORRECT] = { "contact.correct", 1, &correct_args, NULL, TRUE, FALSE },
  [ED_COMMAND_CASE_DECLINE] = { "case.decline", 1, &decline_args, NULL, TRUE, FALSE },
  [ED_COMMAND_CASE_UNREACHABLE] = { "case.unreachable", 1, &closing_args, NULL, TRUE, FALSE },
  [ED_COMMAND_CASE_CLOSE] = { "case.close", 1, &close_args, NULL, TRUE, FALSE },
  [ED_COMMAND_CASE_WITHDRAW] = { "case.withdraw", 1, &closing_args, NULL, TRUE, FALSE },
  [ED_COMMAND_CASE_APPROVE] = { "case.approve", 1, &closing_args, NULL, FALSE, FALSE },
  [ED_COMMAND_CASE_RETURN] = { "case.return", 1, &return_args, NULL, FALSE, FALSE },
  [ED_COMMAND_CASE_REOPEN] = { "case.reopen", 1, &reason_args, NULL, FALSE, FALSE },
  [ED_COMMAND_SESSION_ADD] = { "session.add", 1, &session_add_args, NULL, TRUE, TRUE },
  [ED_COMMAND_SESSION_EDIT] = { "session.edit", 1, &id_args, &session_edit, TRUE, TRUE },
  [ED_COMMAND_SESSION_DELETE] = { "session.delete", 1, &session_delete_args, NULL, TRUE, TRUE },
  [ED_COMMAND_ATTEMPT_ADD] = { "attempt.add", 1, &attempt_add_args, NULL, TRUE, TRUE },
  [ED_COMMAND_ATTEMPT_EDIT] = { "attempt.edit", 1, &id_args, &attempt_edit, TRUE, TRUE },
  [ED_COMMAND_ATTEMPT_DELETE] = { "attempt.delete", 1, &id_args, NULL, TRUE, TRUE },
  [ED_COMMAND_SATISFACTION_SCORE] = { "satisfaction.score", 1, &score_args, NULL, TRUE, TRUE },
  [ED_COMMAND_SATISFACTION_NOT_POSSIBLE] = { "satisfaction.not_possible",
                                             1,
                                             &not_possible_args,
                                             NULL,
                                             TRUE,
                                             TRUE },
  [ED_COMMAND_SESSIONS_ASK_MORE] = { "sessions.ask_more", 1, &ask_more_args, NULL, TRUE, FALSE },
  [ED_COMMAND_SESSIONS_AUTHORISE] = { "sessions.authorise",
                                      1,
                                      &authorise_args,
                                      NULL,
                                      FALSE,
                                      FALSE },
  [ED_COMMAND_SESSIONS_REFUSE] = { "sessions.refuse", 1, &note_args, NULL, FALSE, FALSE },
  [ED_COMMAND_MESSAGE_SEND] = { "message.send", 1, &message_args, NULL, TRUE, TRUE },
  [ED_COMMAND_DOCUMENT_ATTACH] = { "document.attach", 1, &attach_args, NULL, TRUE, TRUE },
  [ED_COMMAND_DOCUMENT_DETACH] = { "document.detach", 1, &id_args, NULL, TRUE, FALSE },
  [ED_COMMAND_ACCOUNT_CREATE] = { "account.create",
                                  1,
                                  &ed_account_entry_type,
                                  .target_kind = ED_TARGET_ACCOUNT },
  [ED_COMMAND_ACCOUNT_EDIT] = { "account.edit",
                                1,
                                &no_args,
                                &ed_account_entry_type,
                                .target_kind = ED_TARGET_ACCOUNT },
  [ED_COMMAND_ACCOUNT_INVITE] = { "account.invite", 1, &no_args, .target_kind = ED_TARGET_ACCOUNT },
  [ED_COMMAND_ACCOUNT_SUSPEND] = { "account.suspend",
                                   1,
                                   &no_args,
                                   .target_kind = ED_TARGET_ACCOUNT },
  [ED_COMMAND_ACCOUNT_RESUME] = { "account.resume", 1, &no_args, .target_kind = ED_TARGET_ACCOUNT },
  [ED_COMMAND_ACCOUNT_RESET_TOTP] = { "account.reset_totp",
                                      1,
                                      &no_args,
                                      .target_kind = ED_TARGET_ACCOUNT },
  [ED_COMMAND_FEE_SET] = { "fee.set", 1, &fee_args, .target_kind = ED_TARGET_ACCOUNT },
  [ED_COMMAND_STATEMENT_SEND] = { "statement.send",
                                  1,
                                  &statement_args,
                                  .target_kind = ED_TARGET_STATEMENT },
  [ED_COMMAND_STATEMENT_ACCEPT] = { "statement.accept",
                                    1,
                                    &statement_args,
                                    .target_kind = ED_TARGET_STATEMENT },
  [ED_COMMAND_STATEMENT_DISPUTE] = { "statement.dispute",
                                     1,
                                     &dispute_args,
                                     .target_kind = ED_TARGET_STATEMENT },
  [ED_COMMAND_STATEMENT_PAY] = { "statement.pay",
                                 1,
                                 &statement_args,
                                 .target_kind = ED_TARGET_STATEMENT },
  [ED_COMMAND_STATEMENT_CORRECT] = { "statement.correct",
                                     1,
                                     &correction_args,
                                     .target_kind = ED_TARGET_STATEMENT },
  [ED_COMMAND_STATEMENT_ACCEPT_FOR] = { "statement.accept_for",
                                        1,
                                        &dispute_args,
                                        .target_kind = ED_TARGET_STATEMENT },
  [ED_COMMAND_SETTINGS_SET] = { "settings.set",
                                1,
                                &no_args,
                                &ed_settings_entry_type,
                                .target_kind = ED_TARGET_SETTINGS },
  [ED_COMMAND_REQUEST_CREATE] = OF_REQUEST ("request.create", request_create_args, FALSE, FALSE),
  [ED_COMMAND_REQUEST_CANCEL] = OF_REQUEST ("request.cancel", no_args, FALSE, FALSE),
  [ED_COMMAND_REQUEST_SHARE] = OF_REQUEST ("request.share", share_args, FALSE, FALSE),
  [ED_COMMAND_REQUEST_REVOKE] = OF_REQUEST ("request.revoke", id_args, FALSE, FALSE),
  [ED_COMMAND_REQUEST_ASK_AGAIN] = OF_REQUEST ("request.ask_again", ask_again_args, FALSE, FALSE),
  [ED_COMMAND_REQUEST_ASSIGN] = OF_REQUEST ("request.assign", assign_args, FALSE, FALSE),
  [ED_COMMAND_REQUEST_APPROVE] = OF_REQUEST ("request.approve", request_approve_args, FALSE, FALSE),
  [ED_COMMAND_REQUEST_RETURN] = OF_REQUEST ("request.return", request_return_args, FALSE, FALSE),
  [ED_COMMAND_REQUEST_HAND_BACK] = OF_REQUEST ("request.hand_back", reason_args, TRUE, FALSE),
  [ED_COMMAND_RESPONSE_DRAFT] = OF_REQUEST ("response.draft", draft_args, TRUE, TRUE),
  [ED_COMMAND_RESPONSE_SEND] = OF_REQUEST ("response.send", response_args, TRUE, TRUE),
  [ED_COMMAND_RESPONSE_ADJUST] = OF_REQUEST ("response.adjust", response_args, FALSE, FALSE),
  [ED_COMMAND_INTERNAL_SEND] = OF_REQUEST ("internal.send", internal_args, FALSE, FALSE),
  [ED_COMMAND_COMPANY_CREATE] = { "company.create",
                                  1,
                                  &ed_company_entry_type,
                                  .target_kind = ED_TARGET_COMPANY },
  [ED_COMMAND_COMPANY_EDIT] = { "company.edit",
                                1,
                                &no_args,
                                &ed_company_entry_type,
                                .target_kind = ED_TARGET_COMPANY },
  [ED_COMMAND_COMPANY_RETIRE] = { "company.retire", 1, &no_args, .target_kind = ED_TARGET_COMPANY },
  [ED_COMMAND_LATE_SETTLE] = { "late.settle", 1, &settle_args, .target_kind = ED_TARGET_LATE_WORK },
};

static const EdTarget targets[ED_N_TARGETS] = {
  [ED_TARGET_CASE] = { "case", &ed_case_type },
  [ED_TARGET_ACCOUNT] = { "account", &ed_account_type },
  [ED_TARGET_STATEMENT] = { "statement", &ed_fee_statement_type },
  [ED_TARGET_SETTINGS] = { "settings", &ed_settings_type },
  [ED_TARGET_REQUEST] = { "request", &ed_request_type },
  [ED_TARGET_COMPANY] = { "company", &ed_company_type },
  [ED_TARGET_LATE_WORK] = { "late_work", &ed_late_work_type },
};

static const EdField envelope_fields[] = {
  ED_ID (EdCommand, id, REQUIRED, NULL),
  { .name = "assignment",
    .kind = ED_FIELD_ID,
    .offset = G_STRUCT_OFFSET (EdCommand, assignment_id) },
  ED_INSTANT (EdCommand, done_at, REQUIRED, NULL),
};

static const EdField target_field = ED_ID (EdCommand, target_id, REQUIRED, NULL);

const EdTarget *
ed_target (EdTargetKind kind)
{
  g_return_val_if_fail (kind < ED_N_TARGETS, NULL);

  return &targets[kind];
}

int
ed_target_find (const char *word)
{
  for (int kind = 0; kind < ED_N_TARGETS; kind++)
    {
      if (strcmp (targets[kind].word, word) == 0)
        return kind;
    }
  return -1;
}

const EdCommandForm *
ed_command_form (EdCommandType type)
{
  g_return_val_if_fail (type < ED_N_COMMANDS, NULL);

  return &forms[type];
}

gboolean
ed_command_changes_case (EdCommandType type)
{
  return type != ED_COMMAND_MESSAGE_SEND && type != ED_COMMAND_INTERNAL_SEND;
}

int
ed_command_find (const char *word)
{
  for (int type = 0; type < ED_N_COMMANDS; type++)
    {
      if (strcmp (forms[type].word, word) == 0)
        return type;
    }
  return -1;
}

EdCommand *
ed_command_new (EdCommandType type,
                const char *id,
                const char *target_id,
                const char *assignment_id,
                gint64 done_at)
{
  EdCommand *self = g_new0 (EdCommand, 1);

  self->id = g_strdup (id);
  self->type = type;
  self->version = forms[type].version;
  self->target_id = g_strdup (target_id);
  self->assignment_id = g_strdup (assignment_id);
  self->done_at = done_at;
  self->args = ed_record_new (forms[type].args);
  return self;
}

void
ed_command_free (EdCommand *self)
{
  const EdCommandForm *form;

  if (self == NULL)
    return;
  form = &forms[self->type];
  g_free (self->id);
  g_free (self->target_id);
  g_free (self->assignment_id);
  ed_record_free (form->args, self->args);
  ed_record_free (form->edited, self->from);
  ed_record_free (form->edited, self->to);
  g_free (self);
}

EdCommand *
ed_command_copy (const EdCommand *self)
{
  const EdCommandForm *form = &forms[self->type];
  EdCommand *copy = g_new0 (EdCommand, 1);

  copy->id = g_strdup (self->id);
  copy->type = self->type;
  copy->version = self->version;
  copy->target_id = g_strdup (self->target_id);
  copy->assignment_id = g_strdup (self->assignment_id);
  copy->done_at = self->done_at;
  copy->args = ed_record_copy (form->args, self->args);
  copy->from = ed_record_copy (form->edited, self->from);
  copy->to = ed_record_copy (form->edited, self->to);
  copy->edited = self->edited;
  return copy;
}

void
ed_command_edit (EdCommand *self, const char *name, gconstpointer from, gconstpointer to)
{
  const EdRecordType *type = forms[self->type].edited;
  const EdField *field;

  g_return_if_fail (type != NULL);
  field = ed_record_type_find (type, name);
  g_return_if_fail (field != NULL);

  if (self->from == NULL)
    {
      self->from = ed_record_new (type);
      self->to = ed_record_new (type);
    }
  ed_field_copy (field, self->from, from);
  ed_field_copy (field, self->to, to);
  self->edited |= G_GUINT64_CONSTANT (1) << (field - type->fields);
}

/* The first field edited to or from what it cannot be; "args" where nothing is edited. */
static const char *
find_invalid_edit (const EdCommand *self)
{
  const EdRecordType *type = forms[self->type].edited;

  if (self->edited == 0 || self->from == NULL || self->to == NULL)
    return "args";
  for (guint i = 0; i < type->n_fields; i++)
    {
      const EdField *field = &type->fields[i];

      if ((self->edited >> i & 1) == 0)
        continue;
      if (!ed_field_is_valid (field, self->to)
          || !(ed_field_is_absent (field, self->from) || ed_field_is_valid (field, self->from)))
        return field->name;
    }
  return self->edited >> (type->n_fields - 1) >> 1 == 0 ? NULL : "args";
}

const char *
ed_command_find_invalid (const EdCommand *self)
{
  const EdCommandForm *form = &forms[self->type];
  const EdField *invalid;

  if (!ed_field_is_valid (&target_field, self))
    return targets[form->target_kind].word;
  for (guint i = 0; i < G_N_ELEMENTS (envelope_fields); i++)
    {
      if (!ed_field_is_valid (&envelope_fields[i], self))
        return envelope_fields[i].name;
    }
  if (form->needs_assignment && self->assignment_id == NULL)
    return "assignment";
  invalid = ed_record_find_invalid (form->args, self->args);
  if (invalid != NULL)
    return invalid->name;
  return form->edited != NULL ? find_invalid_edit (self) : NULL;
}

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/sentences.h"

#include "client/dates.h"
#include "client/documents/document-texts.h"
#include "client/field-text.h"
#include "client/numbers.h"
#include "domain/account.h"
#include "domain/case.h"
#include "domain/company.h"
#include "domain/message.h"
#include "domain/settings.h"
#include "domain/unlock-tries.h"
#include "sql/db.h"
#include "store/vault.h"
#include "sync/transport.h"

#include <glib/gi18n.h>
#include <string.h>

#define FEW_TRIES 6
#define VALUE 60 /* characters of a value that a sentence may hold */

static const char *
find_sync_sentence (int code)
{
  switch (code)
    {
    case ED_SYNC_ERROR_UNREACHABLE:
      return N_ ("The server cannot be reached. Check the address and your connection.");
    case ED_SYNC_ERROR_CERTIFICATE:
      return N_ ("The server’s certificate is not one to trust, so nothing was sent to it. "
                 "Ask your coordinator before you go on.");
    case ED_SYNC_ERROR_STRANGER:
      return N_ ("This server shows its own certificate, which nobody has confirmed on this "
                 "computer yet, so nothing was sent to it.");
    case ED_SYNC_ERROR_CHANGED:
      return N_ ("This server shows another certificate than the one that was confirmed on this "
                 "computer, so nothing was sent to it. Ask your organisation whether its server "
                 "has changed before you go on.");
    case ED_SYNC_ERROR_PROTOCOL:
      return N_ ("The server’s answer makes no sense. Is this the address of an Experts’ "
                 "Dashboard server?");
    case ED_SYNC_ERROR_PROBLEM:
      return N_ ("The server could not do this. Try again later.");
    case ED_SYNC_ERROR_PASSWORD:
      return N_ ("User name or password is wrong.");
    case ED_SYNC_ERROR_TOTP_NEEDED:
      return N_ ("A code from your authenticator app is asked for, too.");
    case ED_SYNC_ERROR_TOTP_WRONG:
      return N_ (
          "The code is wrong, or was used before. Wait for the next one that the app shows.");
    case ED_SYNC_ERROR_TOTP_REQUIRED:
      return N_ ("Your organisation asks everybody who coordinates for two-step sign-in. Set it up "
                 "under “Two-step sign-in…” in the main menu.");
    case ED_SYNC_ERROR_SIGN_IN:
      return N_ ("The server asks you to sign in again.");
    case ED_SYNC_ERROR_BUSY:
      return N_ ("The server is busy. Try again in a moment.");
    case ED_SYNC_ERROR_SUSPENDED:
      return N_ ("Your account is suspended, or this device has been signed out for good. "
                 "Ask your coordinator.");
    case ED_SYNC_ERROR_STALE:
      return N_ ("This computer has been without the server for too long. Connect to the network "
                 "and sign in; work that was not sent is still here.");
    case ED_SYNC_ERROR_OLD:
      return N_ ("This program and the server are of different ages. Update the program, or ask "
                 "your coordinator.");
    default:
      return NULL;
    }
}

static const char *
find_vault_sentence (int code)
{
  switch (code)
    {
    case ED_VAULT_ERROR_PASSWORD:
      return N_ ("The password does not open what is kept on this computer. If it was changed, "
                 "sign in while the server can be reached.");
    case ED_VAULT_ERROR_CLOSED:
      return N_ ("Too many wrong passwords: this computer now opens only with the server. Connect "
                 "to the network and sign in; what you have not sent is still here.");
    case ED_VAULT_ERROR_IN_USE:
      return N_ ("This account is already open in another window on this computer.");
    case ED_VAULT_ERROR_DAMAGED:
      return N_ ("What is kept on this computer is damaged and cannot be read.");
    case ED_VAULT_ERROR_FOLDER:
      return N_ ("The program’s folder on this computer cannot be read or written.");
    default:
      return NULL;
    }
}

static const char *
find_db_sentence (int code)
{
  switch (code)
    {
    case ED_DB_ERROR_FAILED:
    case ED_DB_ERROR_CONSTRAINT:
      return N_ ("What is kept on this computer could not be read or written.");
    case ED_DB_ERROR_BUSY:
      return N_ ("What is kept on this computer is being used by another program. Try again.");
    case ED_DB_ERROR_FULL:
      return N_ ("The disk is full. Make room, then try again; nothing is lost.");
    case ED_DB_ERROR_IO:
      return N_ ("The disk cannot be written: it failed, or is read-only.");
    case ED_DB_ERROR_KEY:
      return N_ ("What is kept on this computer is damaged and cannot be read.");
    case ED_DB_ERROR_UNFIT:
      return N_ ("This installation cannot encrypt, so it keeps nothing. Install the program "
                 "again.");
    case ED_DB_ERROR_NEWER:
      return N_ ("A newer version of this program has been used on this computer. Update this "
                 "one.");
    default:
      return NULL;
    }
}

/* How many passwords may still be wrong on this computer, once there are few; how long to wait
 * before the next. NULL: the error says nothing of it. */
static char *
tell_tries (const GError *error)
{
  gint64 n = ed_unlock_tries_number (error->message);
  gint64 minutes = (n + 59) / 60;

  if (g_error_matches (error, ED_VAULT_ERROR, ED_VAULT_ERROR_WAIT))
    return ed_number_in (ngettext ("Too many wrong passwords. Wait %s minute before the next try, "
                                   "or sign in while the server can be reached.",
                                   "Too many wrong passwords. Wait %s minutes before the next "
                                   "try, or sign in while the server can be reached.",
                                   (gulong) minutes),
                         minutes);
  if (!g_error_matches (error, ED_SYNC_ERROR, ED_SYNC_ERROR_PASSWORD) || n < 0 || n > FEW_TRIES)
    return NULL;
  if (n == 0)
    return g_strdup (_ ("The password is wrong. The server cannot be reached to check it."));
  return ed_number_in (ngettext ("The password is wrong. After %s more this computer opens only "
                                 "with the server.",
                                 "The password is wrong. After %s more this computer opens only "
                                 "with the server.",
                                 (gulong) n),
                       n);
}

char *
ed_error_sentence (const GError *error)
{
  const char *sentence = NULL;
  char *tries;

  g_return_val_if_fail (error != NULL, NULL);
  tries = tell_tries (error);
  if (tries != NULL)
    return tries;
  if (error->domain == ED_SYNC_ERROR)
    sentence = find_sync_sentence (error->code);
  else if (error->domain == ED_VAULT_ERROR)
    sentence = find_vault_sentence (error->code);
  else if (error->domain == ED_DB_ERROR)
    sentence = find_db_sentence (error->code);
  return g_strdup (sentence == NULL ? error->message : _ (sentence));
}

static const char *const refusals[ED_N_REFUSALS] = {
  [ED_REFUSAL_NONE] = N_ ("Nothing stands against it."),
  [ED_REFUSAL_FORBIDDEN] = N_ ("Your account may not do this."),
  [ED_REFUSAL_NOT_FOUND] = N_ ("What it is about is no longer there."),
  [ED_REFUSAL_NOT_ASSIGNED] = N_ ("The case is no longer assigned to you."),
  [ED_REFUSAL_ALREADY_ASSIGNED] = N_ ("The case has already been assigned."),
  [ED_REFUSAL_EXPERT_NOT_SUITABLE] = N_ ("This expert does not take cases of this type."),
  [ED_REFUSAL_ALREADY_CONTACTED] = N_ ("The client had already been marked as contacted."),
  [ED_REFUSAL_NOT_CONTACTED] = N_ ("The client has not been contacted yet."),
  [ED_REFUSAL_HAS_SESSIONS] =
      N_ ("Sessions are registered. Delete those that did not take place first."),
  [ED_REFUSAL_ATTEMPTS_MISSING] =
      N_ ("Three phone calls and one text message have to be registered first."),
  [ED_REFUSAL_NO_SESSION] = N_ ("No session has been registered yet."),
  [ED_REFUSAL_SESSION_IN_FUTURE] = N_ ("A session still lies in the future."),
  [ED_REFUSAL_SESSION_BEFORE_RECORDED] =
      N_ ("The session lies before the day on which the case was recorded."),
  [ED_REFUSAL_DOCUMENT_MISSING] = N_ ("The treatment log or case file is missing."),
  [ED_REFUSAL_SATISFACTION_MISSING] = N_ ("The satisfaction feedback form or score is missing."),
  [ED_REFUSAL_CASE_LOCKED] = N_ ("The profile is locked until the closing has been approved."),
  [ED_REFUSAL_CASE_CLOSED] = N_ ("The case is closed."),
  [ED_REFUSAL_REASON_REQUIRED] = N_ ("A reason has to be given."),
  [ED_REFUSAL_SCORE_OUT_OF_RANGE] = N_ ("The score is not on the scale."),
  [ED_REFUSAL_LIMIT_NOT_RAISED] = N_ ("The number of consultations would not be raised by it."),
  [ED_REFUSAL_UPLOAD_UNKNOWN] = N_ ("The file has not arrived at the server."),
  [ED_REFUSAL_TYPE_NOT_ALLOWED] = N_ ("Only PDF, JPEG and PNG files are taken."),
  [ED_REFUSAL_TOO_LARGE] = N_ ("The file is larger than 25 MB."),
  [ED_REFUSAL_WRONG_STATE] = N_ ("The case has changed meanwhile, and this no longer fits."),
  [ED_REFUSAL_STATEMENT_LOCKED] = N_ ("The statement has already been sent."),
  [ED_REFUSAL_CONFLICT] = N_ ("Somebody else has changed the same thing meanwhile."),
  [ED_REFUSAL_INVALID] = N_ ("A value is not allowed."),
  [ED_REFUSAL_ERASED] = N_ ("The client’s details have been erased."),
  [ED_REFUSAL_INTERNAL_ERROR] =
      N_ ("The server failed. What you entered is kept; tell your coordinator."),
  [ED_REFUSAL_USER_TAKEN] = N_ ("Somebody else has this user name."),
  [ED_REFUSAL_USER_FIXED] = N_ ("The user name stays once its owner has signed in."),
  [ED_REFUSAL_OWN_ACCOUNT] =
      N_ ("Nobody can suspend their own account, or reset their own two-step sign-in."),
  [ED_REFUSAL_LAST_ADMINISTRATOR] = N_ ("There has to be an administrator left."),
  [ED_REFUSAL_FEE_MISSING] = N_ ("A fee is not agreed yet for one of the lines."),
  [ED_REFUSAL_NAME_TAKEN] = N_ ("There is a company of this name already."),
  [ED_REFUSAL_OWN_MONEY] =
      N_ ("You are paid for this case yourself: another coordinator approves its closing."),
  [ED_REFUSAL_FULL] =
      N_ ("The case holds as much as a case can. It can still be closed or given to others."),
};

/* What the words above, made for a case, are for other things. */
static const struct
{
  EdRefusalCode code;
  EdTargetKind kind;
  const char *sentence;
} by_target[] = {
  { ED_REFUSAL_WRONG_STATE,
    ED_TARGET_ACCOUNT,
    N_ ("The account has changed meanwhile, and this no longer fits.") },
  { ED_REFUSAL_WRONG_STATE,
    ED_TARGET_STATEMENT,
    N_ ("The statement has changed meanwhile, and this no longer fits.") },
  { ED_REFUSAL_WRONG_STATE,
    ED_TARGET_REQUEST,
    N_ ("The request has changed meanwhile, and this no longer fits.") },
  { ED_REFUSAL_WRONG_STATE,
    ED_TARGET_COMPANY,
    N_ ("The company has changed meanwhile, and this no longer fits.") },
  { ED_REFUSAL_WRONG_STATE,
    ED_TARGET_LATE_WORK,
    N_ ("The late work has already been settled, or no longer fits the case.") },
  { ED_REFUSAL_NOT_ASSIGNED, ED_TARGET_REQUEST, N_ ("The request is no longer assigned to you.") },
  { ED_REFUSAL_ALREADY_ASSIGNED, ED_TARGET_REQUEST, N_ ("The request has already been assigned.") },
  { ED_REFUSAL_EXPERT_NOT_SUITABLE,
    ED_TARGET_REQUEST,
    N_ ("This expert does not take this request.") },
  { ED_REFUSAL_FULL,
    ED_TARGET_REQUEST,
    N_ ("The request holds as much as a request can. It can still be approved or given to "
        "others; for more, send a new one.") },
  { ED_REFUSAL_OWN_MONEY,
    ED_TARGET_STATEMENT,
    N_ ("The statement is your own: another coordinator corrects, accepts and pays it.") },
  { ED_REFUSAL_FULL, ED_TARGET_STATEMENT, N_ ("The statement has as many lines as it can.") },
};

/* What a code means for one command, or one of its fields, alone. */
static const struct
{
  EdRefusalCode code;
  EdCommandType type;
  const char *field; /* or NULL, for any */
  const char *sentence;
} by_command[] = {
  { ED_REFUSAL_ALREADY_ASSIGNED,
    ED_COMMAND_MESSAGE_SEND,
    NULL,
    N_ ("The case has changed hands meanwhile.") },
  { ED_REFUSAL_ALREADY_ASSIGNED,
    ED_COMMAND_INTERNAL_SEND,
    NULL,
    N_ ("The request has changed hands meanwhile.") },
  { ED_REFUSAL_SESSION_BEFORE_RECORDED,
    ED_COMMAND_CASE_EDIT,
    NULL,
    N_ ("A session lies before the new day of recording.") },
  { ED_REFUSAL_TYPE_NOT_ALLOWED,
    ED_COMMAND_DOCUMENT_ATTACH,
    "kind",
    N_ ("This case does not take documents of this kind.") },
};

/* The label of the field called NAME in what a command of TYPE carries or is about, then in what
 * forms show; NULL when it has none. */
static const char *
find_label (EdCommandType type, const char *name)
{
  const EdCommandForm *form = ed_command_form (type);
  const EdRecordType *types[] = { form->edited != NULL ? form->edited : form->args,
                                  ed_target (form->target_kind)->record,
                                  &ed_case_type,
                                  &ed_session_type,
                                  &ed_message_type,
                                  &ed_account_type,
                                  &ed_settings_type,
                                  &ed_company_type };

  for (guint i = 0; name != NULL && i < G_N_ELEMENTS (types); i++)
    {
      const EdField *field = ed_record_type_find (types[i], name);

      if (field != NULL && field->label != NULL)
        return _ (field->label);
    }
  return NULL;
}

/* SENTENCE unless the code has one that names LABEL, which may be NULL. */
static char *
name_field (EdRefusalCode code, const char *label, const char *sentence)
{
  if (label != NULL && code == ED_REFUSAL_CONFLICT)
    return g_strdup_printf (_ ("Somebody else has changed “%s” meanwhile."), label);
  if (label != NULL && code == ED_REFUSAL_INVALID)
    return g_strdup_printf (_ ("The value of “%s” is not allowed."), label);
  return g_strdup (sentence);
}

static const char *
find_sentence (EdCommandType type, EdRefusalCode code, const char *field)
{
  EdTargetKind kind = ed_command_form (type)->target_kind;

  if (code == ED_REFUSAL_TYPE_NOT_ALLOWED && g_strcmp0 (field, "accepted") == 0)
    return _ ("It speaks of a counselling that goes on with somebody else, so it cannot "
              "be accepted.");
  for (guint i = 0; i < G_N_ELEMENTS (by_command); i++)
    if (by_command[i].code == code && by_command[i].type == type
        && (by_command[i].field == NULL || g_strcmp0 (by_command[i].field, field) == 0))
      return _ (by_command[i].sentence);
  for (guint i = 0; i < G_N_ELEMENTS (by_target); i++)
    if (by_target[i].code == code && by_target[i].kind == kind)
      return _ (by_target[i].sentence);
  return _ (refusals[code]);
}

char *
ed_deed_refusal_sentence (EdCommandType type, EdRefusalCode code, const char *field)
{
  g_return_val_if_fail ((guint) code < ED_N_REFUSALS, NULL);
  return name_field (code, find_label (type, field), find_sentence (type, code, field));
}

char *
ed_refusal_sentence (EdRefusalCode code, const char *field)
{
  return ed_deed_refusal_sentence (ED_COMMAND_CASE_CREATE, code, field);
}

/* The value of FIELD in one short line; NULL when it has none such: what privacy mode covers, and
 * amounts, whose currency is not here. */
static char *
format_value (const EdField *field, gconstpointer record)
{
  const char *text;

  if ((field->flags & (ED_FIELD_SENSITIVE | ED_FIELD_CONTACT)) != 0
      || (field->kind == ED_FIELD_INTEGER && field->maximum == ED_AMOUNT_MAX))
    return NULL;
  if (field->kind == ED_FIELD_TEXT && !ed_field_is_absent (field, record))
    {
      text = ed_field_get_text (field, record);
      if (strchr (text, '\n') != NULL || g_utf8_strlen (text, -1) > VALUE)
        return NULL;
    }
  return field->kind < ED_FIELD_RECORD && field->kind != ED_FIELD_INSTANT
             ? ed_field_text (field, record, NULL)
             : NULL;
}

/* With what the user saw and what they wanted, where the command has both; else NULL. */
static char *
format_conflict (const EdCommand *command, const char *name, const char *label)
{
  const EdRecordType *type = ed_command_form (command->type)->edited;
  const EdField *field = type == NULL ? NULL : ed_record_type_find (type, name);
  g_autofree char *from = NULL, *to = NULL;

  if (field == NULL || command->from == NULL || command->to == NULL
      || (command->edited & G_GUINT64_CONSTANT (1) << (field - type->fields)) == 0)
    return NULL;
  from = format_value (field, command->from);
  to = format_value (field, command->to);
  if (from == NULL || to == NULL)
    return NULL;
  /* Translators: a field, its value before, and the value that the reader gave it */
  return g_strdup_printf (_ ("Somebody else has changed “%1$s” meanwhile. You had changed it from "
                             "“%2$s” to “%3$s”."),
                          label,
                          from,
                          to);
}

char *
ed_command_refusal_sentence (const EdCommand *command, EdRefusalCode code, const char *field)
{
  const char *label = find_label (command->type, field);
  char *conflict = NULL;

  if (code == ED_REFUSAL_CONFLICT && label != NULL)
    conflict = format_conflict (command, field, label);
  return conflict != NULL ? conflict : ed_deed_refusal_sentence (command->type, code, field);
}

/* --- outbox ---------------------------------------------------------------------------------- */

static const char *const deeds[ED_N_COMMANDS] = {
  [ED_COMMAND_CASE_CREATE] = N_ ("New case"),
  [ED_COMMAND_CASE_EDIT] = N_ ("Change of the case"),
  [ED_COMMAND_CASE_ASSIGN] = N_ ("Assignment"),
  [ED_COMMAND_CASE_CONTACT] = N_ ("Client has been contacted"),
  [ED_COMMAND_CONTACT_CORRECT] = N_ ("Time of contact corrected"),
  [ED_COMMAND_CASE_DECLINE] = N_ ("Case declined"),
  [ED_COMMAND_CASE_UNREACHABLE] = N_ ("Client unreachable"),
  [ED_COMMAND_CASE_CLOSE] = N_ ("Case closed"),
  [ED_COMMAND_CASE_WITHDRAW] = N_ ("Closing withdrawn"),
  [ED_COMMAND_CASE_APPROVE] = N_ ("Closing approved"),
  [ED_COMMAND_CASE_RETURN] = N_ ("Case returned"),
  [ED_COMMAND_CASE_REOPEN] = N_ ("Case re-opened"),
  [ED_COMMAND_SESSION_ADD] = N_ ("Session added"),
  [ED_COMMAND_SESSION_EDIT] = N_ ("Session edited"),
  [ED_COMMAND_SESSION_DELETE] = N_ ("Session deleted"),
  [ED_COMMAND_ATTEMPT_ADD] = N_ ("Contact attempt added"),
  [ED_COMMAND_ATTEMPT_EDIT] = N_ ("Contact attempt edited"),
  [ED_COMMAND_ATTEMPT_DELETE] = N_ ("Contact attempt deleted"),
  [ED_COMMAND_SATISFACTION_SCORE] = N_ ("Satisfaction score entered"),
  [ED_COMMAND_SATISFACTION_NOT_POSSIBLE] = N_ ("Satisfaction feedback form not possible"),
  [ED_COMMAND_SESSIONS_ASK_MORE] = N_ ("More sessions asked for"),
  [ED_COMMAND_SESSIONS_AUTHORISE] = N_ ("More sessions authorised"),
  [ED_COMMAND_SESSIONS_REFUSE] = N_ ("More sessions refused"),
  [ED_COMMAND_MESSAGE_SEND] = N_ ("Message"),
  [ED_COMMAND_DOCUMENT_ATTACH] = N_ ("Document attached"),
  [ED_COMMAND_DOCUMENT_DETACH] = N_ ("Document removed"),
  [ED_COMMAND_ACCOUNT_CREATE] = N_ ("New account"),
  [ED_COMMAND_ACCOUNT_INVITE] = N_ ("Invitation"),
  [ED_COMMAND_ACCOUNT_EDIT] = N_ ("Change of the account"),
  [ED_COMMAND_ACCOUNT_SUSPEND] = N_ ("Account suspended"),
  [ED_COMMAND_ACCOUNT_RESUME] = N_ ("Account resumed"),
  [ED_COMMAND_ACCOUNT_RESET_TOTP] = N_ ("Two-step sign-in turned off"),
  [ED_COMMAND_FEE_SET] = N_ ("Fee agreed"),
  [ED_COMMAND_STATEMENT_SEND] = N_ ("Statement sent"),
  [ED_COMMAND_STATEMENT_ACCEPT] = N_ ("Statement accepted"),
  [ED_COMMAND_STATEMENT_DISPUTE] = N_ ("Statement disputed"),
  [ED_COMMAND_STATEMENT_PAY] = N_ ("Statement paid"),
  [ED_COMMAND_STATEMENT_CORRECT] = N_ ("Statement corrected"),
  [ED_COMMAND_STATEMENT_ACCEPT_FOR] = N_ ("Statement accepted for the expert"),
  [ED_COMMAND_SETTINGS_SET] = N_ ("Settings changed"),
  [ED_COMMAND_REQUEST_CREATE] = N_ ("New request"),
  [ED_COMMAND_REQUEST_CANCEL] = N_ ("Request cancelled"),
  [ED_COMMAND_REQUEST_SHARE] = N_ ("Document shared"),
  [ED_COMMAND_REQUEST_REVOKE] = N_ ("Document no longer shared"),
  [ED_COMMAND_REQUEST_ASK_AGAIN] = N_ ("Asked again"),
  [ED_COMMAND_REQUEST_ASSIGN] = N_ ("Request assigned"),
  [ED_COMMAND_REQUEST_APPROVE] = N_ ("Response approved"),
  [ED_COMMAND_REQUEST_RETURN] = N_ ("Response returned"),
  [ED_COMMAND_REQUEST_HAND_BACK] = N_ ("Request handed back"),
  [ED_COMMAND_RESPONSE_DRAFT] = N_ ("Draft of a response"),
  [ED_COMMAND_RESPONSE_SEND] = N_ ("Response sent"),
  [ED_COMMAND_RESPONSE_ADJUST] = N_ ("Response adjusted"),
  [ED_COMMAND_LATE_SETTLE] = N_ ("Late work settled"),
  [ED_COMMAND_INTERNAL_SEND] = N_ ("Internal message"),
  [ED_COMMAND_COMPANY_CREATE] = N_ ("New company"),
  [ED_COMMAND_COMPANY_EDIT] = N_ ("Change of the company"),
  [ED_COMMAND_COMPANY_RETIRE] = N_ ("Company retired"),
};

/* The date that a session command is about: the new one; ED_ABSENT when it carries none. */
static gint64
find_date (const EdCommand *command)
{
  if (command->type == ED_COMMAND_SESSION_ADD)
    return ((const EdArgs *) command->args)->date;
  if (command->type == ED_COMMAND_SESSION_EDIT && command->to != NULL)
    return ((const EdSession *) command->to)->date;
  return ED_ABSENT;
}

char *
ed_outbox_deed (const EdOutboxEntry *entry)
{
  gint64 day = find_date (entry->command);
  g_autofree char *date = day == ED_ABSENT ? NULL : ed_date_text (day);

  if (date != NULL && entry->command->type == ED_COMMAND_SESSION_ADD)
    return g_strdup_printf (_ ("Session on %s"), date);
  if (date != NULL)
    return g_strdup_printf (_ ("Session moved to %s"), date);
  if (entry->command->type == ED_COMMAND_DOCUMENT_ATTACH && entry->file_name != NULL)
    /* Translators: a kind of document and its name: "Treatment log “log.pdf”" */
    return g_strdup_printf (_ ("%1$s “%2$s”"),
                            ed_document_kind_word (((const EdArgs *) entry->command->args)->kind),
                            entry->file_name);
  if (entry->command->type == ED_COMMAND_DOCUMENT_ATTACH)
    return ed_document_added_text (((const EdArgs *) entry->command->args)->kind, 1);
  if (entry->command->type == ED_COMMAND_MESSAGE_SEND
      && ((const EdArgs *) entry->command->args)->handover == 1)
    return g_strdup (_ ("Asked to hand the case over"));
  return g_strdup (_ (deeds[entry->command->type]));
}

/* NAMED with number and name put in, or UNNAMED with the number; "" without a number and name. */
static char *
format_case (const EdOutboxEntry *entry, const char *named, const char *unnamed)
{
  gboolean has_name = entry->case_title_parts != NULL;
  g_autofree char *number = NULL;
  GString *text;

  if (entry->case_number == ED_ABSENT)
    return g_strdup (has_name ? entry->case_title_parts : "");
  number = g_strdup_printf ("%" G_GINT64_FORMAT, entry->case_number);
  text = g_string_new (has_name ? named : unnamed);
  g_string_replace (text, has_name ? "%1$s" : "%s", number, 1);
  if (has_name)
    g_string_replace (text, "%2$s", entry->case_title_parts, 1);
  return g_string_free (text, FALSE);
}

char *
ed_outbox_case (const EdOutboxEntry *entry)
{
  /* Translators: number, company and name: "Case 261 (Suzuki - XY)" */
  return format_case (entry, _ ("Case %1$s (%2$s)"), _ ("Case %s"));
}

/* What has been sent of a file that a command waits for. */
static char *
describe_sending (const EdOutboxEntry *entry)
{
  g_autofree char *progress = ed_document_progress_text (entry->file_sent, entry->file_size);

  /* Translators: of a file: "1.2 MB of 2.0 MB sent" */
  return g_strdup_printf (_ ("%s sent"), progress);
}

char *
ed_outbox_outcome (const EdOutboxEntry *entry)
{
  g_autofree char *reason = NULL;

  switch (entry->state)
    {
    case ED_OUTBOX_WAITING:
      if (entry->file_name != NULL && entry->file_sent > 0 && entry->file_sent < entry->file_size)
        return describe_sending (entry);
      return g_strdup (entry->may_be_refused ? _ ("waiting, may be refused") : _ ("waiting"));
    case ED_OUTBOX_SENT:
      return g_strdup (_ ("sent, no answer yet"));
    case ED_OUTBOX_ACCEPTED:
      return g_strdup (_ ("accepted"));
    case ED_OUTBOX_KEPT:
      if (ed_command_form (entry->command->type)->target_kind == ED_TARGET_REQUEST)
        return g_strdup (_ ("kept for the coordinator: the request is no longer yours"));
      return g_strdup (_ ("kept for the coordinator: the case is no longer assigned to you"));
    case ED_OUTBOX_REFUSED:
    default:
      reason = ed_command_refusal_sentence (entry->command, entry->code, entry->field);
      /* Translators: followed by the reason, a sentence */
      return g_strdup_printf (_ ("refused: %s"), reason);
    }
}

char *
ed_outbox_sentence (const EdOutboxEntry *entry)
{
  g_autofree char *deed = ed_outbox_deed (entry);
  g_autofree char *outcome = ed_outbox_outcome (entry);
  /* Translators: as "Case %1$s (%2$s)", in the middle of a sentence */
  g_autofree char *where = format_case (entry, _ ("case %1$s (%2$s)"), _ ("case %s"));

  if (*where == '\0')
    return g_strdup_printf (_ ("%s: %s"), deed, outcome);
  /* Translators: "Session on Sun 22 March 2020, case 261 (Suzuki - XY): waiting" */
  return g_strdup_printf (_ ("%s, %s: %s"), deed, where, outcome);
}

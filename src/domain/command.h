/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/record.h"

/* What a person did, as one message: the only way anything changes. Made on the desktop, applied
 * there at once by the rules (domain/case-rules.h), sent, applied on the server for good. */

/* What a command is about. A new kind is a row in command.c, and a judge in server/judges.c and in
 * store/judge.c. */
typedef enum
{
  ED_TARGET_CASE,
  ED_TARGET_ACCOUNT,
  ED_TARGET_STATEMENT,
  ED_TARGET_SETTINGS,
  ED_TARGET_REQUEST,
  ED_TARGET_COMPANY,
  ED_TARGET_LATE_WORK,
  ED_N_TARGETS,
} EdTargetKind;

typedef struct
{
  const char *word;           /* in a command's target, and the type of its view in the feed */
  const EdRecordType *record; /* what its rules read and write */
} EdTarget;

const EdTarget *ed_target (EdTargetKind kind);
/* The kind called WORD, or -1. */
int ed_target_find (const char *word);

typedef enum
{
  ED_COMMAND_CASE_CREATE, /* args: EdCase, intake fields only */
  ED_COMMAND_CASE_EDIT,   /* edit of EdCase intake fields */
  ED_COMMAND_CASE_ASSIGN,
  ED_COMMAND_CASE_CONTACT,
  ED_COMMAND_CONTACT_CORRECT,
  ED_COMMAND_CASE_DECLINE,
  ED_COMMAND_CASE_UNREACHABLE,
  ED_COMMAND_CASE_CLOSE,
  ED_COMMAND_CASE_WITHDRAW,
  ED_COMMAND_CASE_APPROVE,
  ED_COMMAND_CASE_RETURN,
  ED_COMMAND_CASE_REOPEN,
  ED_COMMAND_SESSION_ADD,
  ED_COMMAND_SESSION_EDIT, /* edit of EdSession */
  ED_COMMAND_SESSION_DELETE,
  ED_COMMAND_ATTEMPT_ADD,
  ED_COMMAND_ATTEMPT_EDIT, /* edit of EdAttempt */
  ED_COMMAND_ATTEMPT_DELETE,
  ED_COMMAND_SATISFACTION_SCORE,
  ED_COMMAND_SATISFACTION_NOT_POSSIBLE,
  ED_COMMAND_SESSIONS_ASK_MORE,
  ED_COMMAND_SESSIONS_AUTHORISE,
  ED_COMMAND_SESSIONS_REFUSE,
  ED_COMMAND_MESSAGE_SEND, /* makes an EdMessage, leaves the case as it is */
  ED_COMMAND_DOCUMENT_ATTACH,
  ED_COMMAND_DOCUMENT_DETACH,
  ED_COMMAND_ACCOUNT_CREATE, /* args: EdAccount, ed_account_entry_type */
  ED_COMMAND_ACCOUNT_EDIT,   /* edit of EdAccount */
  ED_COMMAND_ACCOUNT_INVITE,
  ED_COMMAND_ACCOUNT_SUSPEND,
  ED_COMMAND_ACCOUNT_RESUME,
  ED_COMMAND_ACCOUNT_RESET_TOTP,
  ED_COMMAND_FEE_SET, /* of an account */
  ED_COMMAND_STATEMENT_SEND,
  ED_COMMAND_STATEMENT_ACCEPT,
  ED_COMMAND_STATEMENT_DISPUTE,
  ED_COMMAND_STATEMENT_PAY,
  ED_COMMAND_STATEMENT_CORRECT,
  ED_COMMAND_STATEMENT_ACCEPT_FOR, /* a coordinator, for the expert who does not answer */
  ED_COMMAND_SETTINGS_SET,         /* edit of EdSettings, ed_settings_entry_type */
  ED_COMMAND_REQUEST_CREATE,       /* of its sender, as the next four */
  ED_COMMAND_REQUEST_CANCEL,
  ED_COMMAND_REQUEST_SHARE,
  ED_COMMAND_REQUEST_REVOKE,
  ED_COMMAND_REQUEST_ASK_AGAIN,
  ED_COMMAND_REQUEST_ASSIGN,  /* of a coordinator; names the assignment that it ends, if any */
  ED_COMMAND_REQUEST_APPROVE, /* adjusts first where it carries a text */
  ED_COMMAND_REQUEST_RETURN,  /* makes an EdInternalMessage of its note, too */
  ED_COMMAND_REQUEST_HAND_BACK,
  ED_COMMAND_RESPONSE_DRAFT,
  ED_COMMAND_RESPONSE_SEND,
  ED_COMMAND_RESPONSE_ADJUST,
  ED_COMMAND_INTERNAL_SEND,  /* makes an EdInternalMessage, leaves the request as it is */
  ED_COMMAND_COMPANY_CREATE, /* args: EdCompany, ed_company_entry_type */
  ED_COMMAND_COMPANY_EDIT,   /* edit of EdCompany */
  ED_COMMAND_COMPANY_RETIRE,
  ED_COMMAND_LATE_SETTLE,
  ED_N_COMMANDS,
} EdCommandType;

/* Arguments of every command that carries no whole record, in one struct; each command's table
 * names the ones that it has. */
typedef struct
{
  char *id;      /* of the session, attempt, message, document or line */
  char *upload;  /* id of the file, and of the document that it becomes */
  char *expert;  /* account */
  char *closing; /* id decided on */
  char *note, *why, *text;
  gint64 at;
  gint64 date, time, minutes;
  gint64 kind, result; /* attempt; kind: document, by the command */
  gint64 reason;       /* decline or session deletion, by the command */
  gint64 outcome;
  gint64 score;
  gint64 not_possible;
  gint64 number;
  gint64 handover; /* boolean */
  gint64 type;     /* EdCaseKind */
  gint64 amount;   /* minor units */
  gint64 statement_rev;
  gint64 accepted; /* boolean */
  /* Of requests */
  char *subject, *case_reference, *question;
  char *recipient;  /* account wished for */
  char *version;    /* id given by response.send; elsewhere the one decided on */
  char **documents; /* ids of files: all that the thing is to have */
  gint64 urgent;    /* boolean */
  gint64 due;       /* date */
  gint64 expires;   /* date: the last day on which the documents may be read */
} EdArgs;

typedef struct
{
  const char *word; /* "session.add" */
  int version;
  const EdRecordType *args;   /* fields that may be present; those required are marked */
  const EdRecordType *edited; /* for {from,to} commands: the record edited, else NULL */
  gboolean needs_assignment;  /* what it is about belongs to an assignment, which it names */
  gboolean is_fact;           /* kept as late work when the assignment is no longer open */
  EdTargetKind target_kind;   /* left out: a case */
} EdCommandForm;

typedef struct
{
  char *id;
  EdCommandType type;
  int version;
  char *target_id;     /* of the form's target_kind */
  char *assignment_id; /* of a case or request, or NULL */
  gint64 done_at;      /* by the device's clock, ms */
  gpointer args;       /* record of form->args; never NULL */
  /* For {from,to} commands: both records, and which fields of them are meant (bit = field index).
   */
  gpointer from, to;
  guint64 edited;
} EdCommand;

const EdCommandForm *ed_command_form (EdCommandType type);
/* Whether what TYPE does is written in its target itself. */
gboolean ed_command_changes_case (EdCommandType type);
/* The type called WORD, or -1. */
int ed_command_find (const char *word);

/* A command with empty arguments. Copies the strings. */
EdCommand *ed_command_new (EdCommandType type,
                           const char *id,
                           const char *target_id,
                           const char *assignment_id,
                           gint64 done_at);
void ed_command_free (EdCommand *self);
EdCommand *ed_command_copy (const EdCommand *self);

/* Marks the field NAME as edited from FROM's value to TO's (records of form->edited). */
void ed_command_edit (EdCommand *self, const char *name, gconstpointer from, gconstpointer to);

/* The first argument that is wrong by its table, by name, or NULL. */
const char *ed_command_find_invalid (const EdCommand *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EdCommand, ed_command_free)

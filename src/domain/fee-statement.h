/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/record.h"

/* What one expert may invoice for one month. A line never changes once its statement was sent: what
 * turns out wrong becomes a line of its own. No line names a client, and for the expert none names
 * a company (domain/project.h). */

typedef enum
{
  ED_STATEMENT_DRAFT,    /* takes the lines of the month's approvals */
  ED_STATEMENT_SENT,     /* the expert has to answer */
  ED_STATEMENT_ACCEPTED, /* to be paid */
  ED_STATEMENT_DISPUTED, /* to be corrected, and sent again */
  ED_STATEMENT_PAID,
} EdStatementState;

typedef enum
{
  ED_LINE_SESSION,
  ED_LINE_UNREACHABLE, /* a case whose client could not be reached */
  ED_LINE_CORRECTION,  /* entered by a coordinator */
} EdLineKind;

typedef struct
{
  char *id;    /* of a correction */
  gint64 kind; /* EdLineKind */
  char *case_id;
  gint64 number; /* of the case */
  gint64 type;   /* of the case: EdCaseKind */
  char *closing; /* that was approved, or taken back by re-opening: then the amount is negative */
  char *session_id;
  gint64 session_number; /* among those of its assignment, by date */
  gint64 date;
  gint64 minutes;
  gint64 amount;     /* minor units; absent until a fee is agreed */
  gint64 at;         /* of the approval, re-opening or correction */
  gint64 taken_back; /* boolean: takes back what an earlier statement gave */
  char *note;
  /* Of a session, whose company pays for it (domain/charges.h); not in the expert's view. */
  char *company_id;   /* or NULL: the case was recorded for none that is known */
  char *company_name; /* as the case was recorded */
  gint64 company_fee; /* minor units; absent until one is agreed */
} EdStatementLine;

typedef struct
{
  char *id;
  char *expert_id, *expert_name;
  gint64 month;         /* date of its first day */
  gint64 state;         /* EdStatementState */
  gint64 statement_rev; /* one more with each change; decisions name it */
  char *currency;
  GPtrArray *lines;                                  /* EdStatementLine, in order of entry */
  gint64 sent_at, accepted_at, disputed_at, paid_at; /* the last time that it was so */
  char *dispute; /* what the expert said, while it is disputed */
  /* The coordinator who accepted it for its expert, and why; NULL: the expert did. */
  char *accepted_by, *accepted_by_name, *accepted_note;
} EdFeeStatement;

#define ED_STATEMENT_NOTE_LENGTH 200

extern const EdRecordType ed_fee_statement_type, ed_statement_line_type;
extern const EdChoice ed_statement_state_choices[], ed_line_kind_choices[];

void ed_fee_statement_free (EdFeeStatement *self);
/* The sum of its lines, in minor units; those without an amount count nothing. */
gint64 ed_fee_statement_total (const EdFeeStatement *self);
/* Whether its expert may say now what is wrong with it. */
gboolean ed_fee_statement_can_be_disputed (const EdFeeStatement *self);
/* Whether it waits for the account, as its expert, to be accepted or disputed. */
gboolean
ed_fee_statement_awaits_answer (const EdFeeStatement *self, const char *account_id, guint roles);
/* Whether it waits for the account, as a coordinator, to be corrected or sent again. */
gboolean ed_fee_statement_awaits_correction (const EdFeeStatement *self, guint roles);
/* The one of STATEMENTS (EdFeeStatement, or NULL) that is called ID, or NULL. */
const EdFeeStatement *ed_fee_statement_find (const GPtrArray *statements, const char *id);
/* Those of STATEMENTS that are in STATE. Borrowed elements; unref the array. */
GPtrArray *ed_fee_statement_list_in (const GPtrArray *statements, EdStatementState state);
/* How many of its lines wait for a fee to be agreed. */
guint ed_fee_statement_count_open (const EdFeeStatement *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EdFeeStatement, ed_fee_statement_free)

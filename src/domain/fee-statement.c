/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "domain/fee-statement.h"

#include "domain/account.h"
#include "domain/case.h"
#include "domain/record-table.h"

const EdChoice ed_statement_state_choices[] = {
  [ED_STATEMENT_DRAFT] = { "draft", N_ ("Draft") },
  [ED_STATEMENT_SENT] = { "sent", N_ ("Sent") },
  [ED_STATEMENT_ACCEPTED] = { "accepted", N_ ("Accepted") },
  [ED_STATEMENT_DISPUTED] = { "disputed", N_ ("Disputed") },
  [ED_STATEMENT_PAID] = { "paid", N_ ("Paid") },
  { NULL, NULL },
};

const EdChoice ed_line_kind_choices[] = {
  [ED_LINE_SESSION] = { "session", N_ ("Session") },
  [ED_LINE_UNREACHABLE] = { "unreachable", N_ ("Client unreachable") },
  [ED_LINE_CORRECTION] = { "correction", N_ ("Correction") },
  { NULL, NULL },
};

static const EdField line_fields[] = {
  ED_ID (EdStatementLine, id, 0, NULL),
  ED_CHOICE (EdStatementLine, kind, ED_FIELD_REQUIRED, N_ ("Kind"), ed_line_kind_choices),
  ED_ID (EdStatementLine, case_id, 0, NULL),
  ED_INTEGER (EdStatementLine, number, 0, N_ ("Case"), 1, G_MAXINT),
  ED_CHOICE (EdStatementLine, type, 0, N_ ("Type of problem"), ed_case_type_choices),
  ED_ID (EdStatementLine, closing, 0, NULL),
  ED_ID (EdStatementLine, session_id, 0, NULL),
  ED_INTEGER (EdStatementLine, session_number, 0, N_ ("Session"), 1, 1000000),
  ED_DATE (EdStatementLine, date, 0, N_ ("Date of session")),
  ED_INTEGER (EdStatementLine, minutes, 0, N_ ("Minutes"), 1, 1440),
  ED_INTEGER (EdStatementLine, amount, 0, N_ ("Amount"), -ED_AMOUNT_MAX, ED_AMOUNT_MAX),
  ED_INSTANT (EdStatementLine, at, ED_FIELD_REQUIRED, NULL),
  ED_BOOLEAN (EdStatementLine, taken_back, 0, NULL),
  ED_TEXT (EdStatementLine, note, 0, N_ ("Note"), ED_STATEMENT_NOTE_LENGTH),
  ED_ID (EdStatementLine, company_id, ED_FIELD_STAFF, NULL),
  ED_TEXT (EdStatementLine, company_name, ED_FIELD_STAFF, NULL, 200),
  ED_INTEGER (EdStatementLine, company_fee, ED_FIELD_STAFF, NULL, 0, ED_AMOUNT_MAX),
};

const EdRecordType ed_statement_line_type =
    ED_RECORD_TYPE ("statement_line", EdStatementLine, line_fields);

static const EdField statement_fields[] = {
  ED_ID (EdFeeStatement, id, ED_FIELD_REQUIRED, NULL),
  ED_ID (EdFeeStatement, expert_id, ED_FIELD_REQUIRED, NULL),
  ED_TEXT (EdFeeStatement, expert_name, 0, N_ ("Expert"), 200),
  ED_DATE (EdFeeStatement, month, ED_FIELD_REQUIRED, N_ ("Month")),
  ED_CHOICE (EdFeeStatement, state, ED_FIELD_REQUIRED, N_ ("State"), ed_statement_state_choices),
  ED_INTEGER (EdFeeStatement, statement_rev, ED_FIELD_REQUIRED, NULL, 1, G_MAXINT),
  ED_TEXT (EdFeeStatement, currency, ED_FIELD_REQUIRED, N_ ("Currency"), 3),
  ED_RECORDS (EdFeeStatement, lines, 0, &ed_statement_line_type),
  ED_INSTANT (EdFeeStatement, sent_at, 0, N_ ("Sent")),
  ED_INSTANT (EdFeeStatement, accepted_at, 0, N_ ("Accepted")),
  ED_INSTANT (EdFeeStatement, disputed_at, 0, N_ ("Disputed")),
  ED_INSTANT (EdFeeStatement, paid_at, 0, N_ ("Paid")),
  ED_TEXT (EdFeeStatement, dispute, ED_FIELD_MULTILINE, N_ ("Note"), 4000),
  ED_ID (EdFeeStatement, accepted_by, 0, NULL),
  ED_TEXT (EdFeeStatement, accepted_by_name, 0, NULL, 200),
  ED_TEXT (EdFeeStatement, accepted_note, ED_FIELD_MULTILINE, NULL, 4000),
};

const EdRecordType ed_fee_statement_type =
    ED_RECORD_TYPE ("statement", EdFeeStatement, statement_fields);

void
ed_fee_statement_free (EdFeeStatement *self)
{
  ed_record_free (&ed_fee_statement_type, self);
}

gint64
ed_fee_statement_total (const EdFeeStatement *self)
{
  gint64 total = 0;

  for (guint i = 0; i < self->lines->len; i++)
    {
      const EdStatementLine *line = self->lines->pdata[i];

      if (line->amount != ED_ABSENT)
        total += line->amount;
    }
  return total;
}

guint
ed_fee_statement_count_open (const EdFeeStatement *self)
{
  guint n = 0;

  for (guint i = 0; i < self->lines->len; i++)
    n += ((const EdStatementLine *) self->lines->pdata[i])->amount == ED_ABSENT;
  return n;
}

/* What was accepted for them they have not seen: until it is paid it is theirs to dispute. */
gboolean
ed_fee_statement_can_be_disputed (const EdFeeStatement *self)
{
  return self->state == ED_STATEMENT_SENT
         || (self->state == ED_STATEMENT_ACCEPTED && self->accepted_by != NULL);
}

gboolean
ed_fee_statement_awaits_answer (const EdFeeStatement *self, const char *account_id, guint roles)
{
  return self->state == ED_STATEMENT_SENT && (roles & ED_ROLE_EXPERT) != 0
         && g_strcmp0 (self->expert_id, account_id) == 0;
}

gboolean
ed_fee_statement_awaits_correction (const EdFeeStatement *self, guint roles)
{
  return self->state == ED_STATEMENT_DISPUTED && (roles & ED_ROLE_COORDINATOR) != 0;
}

const EdFeeStatement *
ed_fee_statement_find (const GPtrArray *statements, const char *id)
{
  for (guint i = 0; statements != NULL && i < statements->len; i++)
    if (g_strcmp0 (((const EdFeeStatement *) statements->pdata[i])->id, id) == 0)
      return statements->pdata[i];
  return NULL;
}

GPtrArray *
ed_fee_statement_list_in (const GPtrArray *statements, EdStatementState state)
{
  GPtrArray *found = g_ptr_array_new ();

  for (guint i = 0; statements != NULL && i < statements->len; i++)
    if (((const EdFeeStatement *) statements->pdata[i])->state == state)
      g_ptr_array_add (found, statements->pdata[i]);
  return found;
}

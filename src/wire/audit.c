/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "wire/audit.h"

#include "domain/record-table.h"

#define ACTION_LENGTH 64
#define CODE_LENGTH 64
#define NAME_LENGTH 100
#define HASH_LENGTH 64
#define NUMBER_MAX G_GINT64_CONSTANT (9007199254740991)

const EdChoice ed_audit_fault_choices[] = {
  { "row_changed", N_ ("Changed") },
  { "row_missing", N_ ("Deleted") },
  { "row_added", N_ ("Added") },
  { "seal_changed", N_ ("Seal changed") },
  { "seal_missing", N_ ("Seal deleted") },
  { "seal_unknown", N_ ("Seal unknown") },
  { NULL },
};

static const EdField inquiry_fields[] = {
  ED_ID (EdAuditInquiry, account, 0, NULL),
  ED_ID (EdAuditInquiry, target, 0, NULL),
  ED_INTEGER (EdAuditInquiry, number, 0, NULL, 1, NUMBER_MAX),
  ED_TEXTS (EdAuditInquiry, actions, 0, NULL, ACTION_LENGTH),
  ED_INSTANT (EdAuditInquiry, from, 0, NULL),
  ED_INSTANT (EdAuditInquiry, to, 0, NULL),
  ED_INTEGER (EdAuditInquiry, before, 0, NULL, 1, NUMBER_MAX),
  ED_INTEGER (EdAuditInquiry, limit, 0, NULL, 1, ED_AUDIT_ENTRIES_MAX),
};

const EdRecordType ed_audit_inquiry_type =
    ED_RECORD_TYPE ("audit_inquiry", EdAuditInquiry, inquiry_fields);

static const EdField entry_fields[] = {
  ED_INTEGER (EdAuditEntry, id, ED_FIELD_REQUIRED, NULL, 1, NUMBER_MAX),
  ED_INSTANT (EdAuditEntry, at, ED_FIELD_REQUIRED, NULL),
  ED_ID (EdAuditEntry, account, 0, NULL),
  ED_ID (EdAuditEntry, device, 0, NULL),
  ED_TEXT (EdAuditEntry, device_name, 0, NULL, NAME_LENGTH),
  ED_TEXT (EdAuditEntry, what, ED_FIELD_REQUIRED, NULL, ACTION_LENGTH),
  ED_TEXT (EdAuditEntry, target, 0, NULL, ACTION_LENGTH),
  ED_INTEGER (EdAuditEntry, number, 0, NULL, 1, NUMBER_MAX),
  ED_TEXT (EdAuditEntry, code, 0, NULL, CODE_LENGTH),
};

const EdRecordType ed_audit_entry_type = ED_RECORD_TYPE ("audit_entry", EdAuditEntry, entry_fields);

static const EdField answer_fields[] = {
  ED_RECORDS (EdAuditAnswer, entries, 0, &ed_audit_entry_type),
  ED_BOOLEAN (EdAuditAnswer, more, 0, NULL),
};

const EdRecordType ed_audit_answer_type =
    ED_RECORD_TYPE ("audit_answer", EdAuditAnswer, answer_fields);

static const EdField proof_fields[] = {
  ED_INTEGER (EdAuditProof, rows, ED_FIELD_REQUIRED, NULL, 0, NUMBER_MAX),
  ED_INTEGER (EdAuditProof, seals, ED_FIELD_REQUIRED, NULL, 0, NUMBER_MAX),
  ED_TEXT (EdAuditProof, head, 0, NULL, HASH_LENGTH),
  ED_INSTANT (EdAuditProof, sealed_at, 0, NULL),
  ED_INTEGER (EdAuditProof, unsealed, ED_FIELD_REQUIRED, NULL, 0, NUMBER_MAX),
  ED_INSTANT (EdAuditProof, unsealed_since, 0, NULL),
  ED_INTEGER (EdAuditProof, gone, 0, NULL, 1, NUMBER_MAX),
  ED_INSTANT (EdAuditProof, gone_at, 0, NULL),
  ED_CHOICE (EdAuditProof, fault, 0, NULL, ed_audit_fault_choices),
  ED_INTEGER (EdAuditProof, fault_seal, 0, NULL, 0, NUMBER_MAX),
  ED_INTEGER (EdAuditProof, fault_row, 0, NULL, 0, NUMBER_MAX),
};

const EdRecordType ed_audit_proof_type = ED_RECORD_TYPE ("audit_proof", EdAuditProof, proof_fields);

void
ed_audit_inquiry_free (EdAuditInquiry *inquiry)
{
  ed_record_free (&ed_audit_inquiry_type, inquiry);
}

void
ed_audit_answer_free (EdAuditAnswer *page)
{
  ed_record_free (&ed_audit_answer_type, page);
}

void
ed_audit_proof_free (EdAuditProof *proof)
{
  ed_record_free (&ed_audit_proof_type, proof);
}

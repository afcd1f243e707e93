/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/record.h"

/* The audit log over the wire (PROTOCOL 13): records with tables, to be written and read by
 * wire/record-json.h. */

/* What POST /v1/audit/search asks for; all that is left out does not matter. */
typedef struct
{
  char *account;  /* who did it */
  char *target;   /* id of what it was done to: a case, with its documents; an account … */
  gint64 number;  /* of a case, instead of its id */
  char **actions; /* "case.close"; "case.*": all that begin so */
  gint64 from;    /* instants; TO itself is no more */
  gint64 to;
  gint64 before; /* id of the entry that the last page ended with */
  gint64 limit;  /* 1 to ED_AUDIT_ENTRIES_MAX; left out 100 */
} EdAuditInquiry;

#define ED_AUDIT_ENTRIES 100
#define ED_AUDIT_ENTRIES_MAX 1000

typedef struct
{
  gint64 id;
  gint64 at;
  char *account; /* absent: nobody known, or the server by itself */
  char *device;
  char *device_name;
  char *what;    /* a command's type, sign_in, document.read … */
  char *target;  /* id */
  gint64 number; /* of the case that TARGET is, or is a document of */
  char *code;    /* what came of it, where there is more to say than that it was done */
} EdAuditEntry;

typedef struct
{
  GPtrArray *entries; /* EdAuditEntry, the latest first */
  gint64 more;        /* boolean: there are older ones */
} EdAuditAnswer;

/* What is wrong with a log, at the first place. */
typedef enum
{
  ED_AUDIT_ROW_CHANGED,
  ED_AUDIT_ROW_MISSING,
  ED_AUDIT_ROW_ADDED,
  ED_AUDIT_SEAL_CHANGED,
  ED_AUDIT_SEAL_MISSING,
  ED_AUDIT_SEAL_UNKNOWN /* the log does not have the seal that somebody noted */
} EdAuditFault;

/* The answer of POST /v1/audit/verify. */
typedef struct
{
  gint64 rows;      /* sealed, and as they were written */
  gint64 seals;     /* number of the last one that fits */
  char *head;       /* its hash, in hexadecimal; absent: none yet */
  gint64 sealed_at; /* when it was made */
  gint64 unsealed;  /* rows since */
  gint64 unsealed_since;
  gint64 gone;    /* number of the last seal that is kept no longer; absent: all are */
  gint64 gone_at; /* when it was made: what follows it is verified */
  gint64 fault;   /* EdAuditFault, or absent: all is well */
  gint64 fault_seal;
  gint64 fault_row;
} EdAuditProof;

extern const EdRecordType ed_audit_inquiry_type, ed_audit_entry_type, ed_audit_answer_type,
    ed_audit_proof_type;
extern const EdChoice ed_audit_fault_choices[];

void ed_audit_inquiry_free (EdAuditInquiry *inquiry);
void ed_audit_answer_free (EdAuditAnswer *page);
void ed_audit_proof_free (EdAuditProof *proof);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EdAuditInquiry, ed_audit_inquiry_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EdAuditAnswer, ed_audit_answer_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EdAuditProof, ed_audit_proof_free)

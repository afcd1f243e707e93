/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/days.h"
#include "wire/audit.h"

/* The audit log in words. Pure; texts are free'd by the caller, those of const char * are not. */

/* Kinds of entries that can be asked for together. */
typedef struct
{
  const char *label;            /* N_() */
  const char *icon;             /* symbolic */
  const char *const actions[9]; /* words and beginnings ("case.*"), NULL-ended */
} EdAuditKind;

extern const EdAuditKind ed_audit_kinds[]; /* ends with a NULL label */
/* The kind that an entry belongs to, or NULL. */
const EdAuditKind *ed_audit_kind_of (const char *what);

/* "Case closed", "Signed in"; a word that is not known as it stands. */
char *ed_audit_title (const EdAuditEntry *entry);
/* "Case 261"; "" where the entry is about no case. */
char *ed_audit_object (const EdAuditEntry *entry);
/* "Refused: The case is closed."; "" where it was done. */
char *ed_audit_outcome (const EdAuditEntry *entry);

/* "18 March 2020, 20:44 · Anna Kiss · Anna's laptop"; WHO: the name of its account, or NULL. */
char *ed_audit_note (const EdAuditEntry *entry, const char *who, const EdZone *zone);

/* What verifying found: one heading, one explanation. */
char *ed_audit_proof_title (const EdAuditProof *proof);
char *ed_audit_proof_text (const EdAuditProof *proof, const EdZone *zone);

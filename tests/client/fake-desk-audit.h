/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "wire/audit.h"

/* What the server of a fake desk says of the audit log: the answers to the next searches, two at
 * most, and to verifying; taken. Without one it is out of reach. */
void ed_fake_desk_queue_audit (EdAuditAnswer *answer);
void ed_fake_desk_set_proof (EdAuditProof *next);
/* What was asked last; borrowed. */
const EdAuditInquiry *ed_fake_desk_last_inquiry (void);
/* What was noted last as saved; borrowed, NULL: nothing. */
const char *ed_fake_desk_noted_export (void);

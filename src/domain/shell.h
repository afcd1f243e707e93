/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/case.h"

/* What stays of a case whose client was erased, so that reports go on counting it: what kind it
 * was, of which company, in which months, how many, how long. Nothing that was written by a person,
 * nothing that describes one, no id or number that the case had. Pure. */
typedef struct
{
  char *id; /* new and random: it does not lead back */
  char *company_id, *company_name;
  gint64 type, coaching_kind, channel, consultation_mode; /* as in a case */
  gint64 month;                                           /* first day of that of its recording */
  gint64 outcome;  /* of what was approved; absent: it never was */
  gint64 sessions; /* used */
  gint64 sessions_available;
  gint64 contact_minutes; /* from the assignment to the contact */
  gint64 closing_days;    /* from the recording to the approval */
  gint64 score;           /* satisfaction */
} EdShell;

extern const EdRecordType ed_shell_type;

/* What stays of CASE_, under ID. */
EdShell *ed_shell_new (const EdCase *case_, const char *id, const EdZone *zone);
void ed_shell_free (EdShell *self);
/* A case of which the same is true, as if recorded on the first of the month: for what counts
 * cases. Free with ed_case_free(). */
EdCase *ed_shell_make_case (const EdShell *self, const EdZone *zone);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EdShell, ed_shell_free)

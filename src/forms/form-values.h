/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/case.h"

/* What people write into the forms, as records (domain/record.h): kept as JSON while being filled
 * in, read by the sheets. Every field may be absent. Labels and the words of choices are in the
 * forms' own texts, because a form speaks the language chosen for it (forms/form.h). */

/* Indices of ed_agreement_choices. */
typedef enum
{
  ED_AGREEMENT_NO,
  ED_AGREEMENT_RATHER_NO,
  ED_AGREEMENT_PARTLY,
  ED_AGREEMENT_RATHER_YES,
  ED_AGREEMENT_YES,
} EdAgreement;

/* The client's; nothing in it names anybody. */
typedef struct
{
  gint64 score;                                               /* by the settings' scale */
  gint64 prompt, suitable, understood, confidential, helpful; /* EdAgreement */
  gint64 recommend;                                           /* ed_recommend_choices */
  char *liked, *improve;
  gint64 filled_on;
} EdFeedback;

/* A session as it is logged. */
typedef struct
{
  char *id; /* the case's session; not printed */
  gint64 date, time, minutes;
  char *topic;
  char *notes;
  char *agreed; /* what is done until the next one */
} EdLoggedSession;

typedef struct
{
  char *concern;
  GPtrArray *sessions; /* EdLoggedSession */
  char *summary;
  gint64 outcome; /* ed_log_outcome_choices */
  char *recommendation;
  gint64 signed_on;
} EdTreatmentLog;

typedef struct
{
  gint64 coaching_kind; /* ed_coaching_kind_choices */
  char *goals, *baseline, *plan;
  GPtrArray *sessions; /* EdLoggedSession */
  char *results;
  char *recommendation;
  gint64 signed_on;
} EdCaseFile;

extern const EdRecordType ed_feedback_type, ed_logged_session_type;
extern const EdRecordType ed_treatment_log_type, ed_case_file_type;

/* Brings LOGGED (EdLoggedSession) in line with CASE_: its sessions in their order, with what has
 * been written about each; one that the case has no more stays while something is written about it.
 */
void ed_logged_sessions_follow (GPtrArray *logged, const EdCase *case_);
/* Whether something is written about it. */
gboolean ed_logged_session_is_written (const EdLoggedSession *session);

extern const EdChoice ed_agreement_choices[], ed_recommend_choices[], ed_log_outcome_choices[];

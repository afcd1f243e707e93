/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/case-rules.h"
#include "domain/case.h"
#include "domain/command.h"

/* The commands that a profile gives, made from the case that is shown. DONE_AT is the device's
 * clock. Free with ed_command_free(). */

/* A command of TYPE for the case, its arguments still empty. */
EdCommand *ed_case_command (EdCommandType type, const EdCase *case_, gint64 done_at);
EdCommand *ed_case_contact_command (const EdCase *case_, gint64 done_at);
/* Names the assignment that it takes the case from, if there is one. */
EdCommand *ed_case_assign_command (const EdCase *case_, const char *expert_id, gint64 done_at);
/* TIME and MINUTES may be ED_ABSENT. */
EdCommand *ed_case_add_session_command (const EdCase *case_,
                                        gint64 date,
                                        gint64 time,
                                        gint64 minutes,
                                        gint64 done_at);
/* NULL when NEXT does not differ from SESSION. */
EdCommand *ed_case_edit_session_command (const EdCase *case_,
                                         const EdSession *session,
                                         const EdSession *next,
                                         gint64 done_at);
EdCommand *ed_case_delete_session_command (const EdCase *case_,
                                           const char *session_id,
                                           EdSessionReason reason,
                                           gint64 done_at);
/* OUTCOME ED_OUTCOME_UNREACHABLE: reports the client as unreachable. */
EdCommand *ed_case_close_command (const EdCase *case_, EdOutcome outcome, gint64 done_at);
/* TYPE: approving, returning or withdrawing the closing that is shown. */
EdCommand *ed_case_decision_command (EdCommandType type, const EdCase *case_, gint64 done_at);
EdCommand *ed_case_not_possible_command (const EdCase *case_, gboolean ticked, gint64 done_at);
EdCommand *ed_case_add_attempt_command (const EdCase *case_,
                                        EdAttemptKind kind,
                                        gint64 at,
                                        gint64 result,
                                        gint64 done_at);
/* NULL when nothing differs. */
EdCommand *ed_case_edit_attempt_command (const EdCase *case_,
                                         const EdAttempt *attempt,
                                         gint64 at,
                                         gint64 result,
                                         gint64 done_at);
EdCommand *
ed_case_delete_attempt_command (const EdCase *case_, const char *attempt_id, gint64 done_at);
/* Not for doing: attaching stores the bytes too (sync/desk-files.h). */
EdCommand *ed_case_attach_command (const EdCase *case_, EdDocumentKind kind, gint64 done_at);
EdCommand *ed_case_detach_command (const EdCase *case_, const char *document_id, gint64 done_at);

/* Whether the rules would take COMMANDS (EdCommand), one after the other, from ACCOUNT at NOW; the
 * file of an attach is taken to be there, and a good one, and so is the expert of an assignment.
 * REFUSAL (or NULL) is the first one's that they would not. */
gboolean ed_case_foresee (const EdCase *case_,
                          const GPtrArray *commands,
                          const EdAccount *account,
                          const EdSettings *settings,
                          const EdZone *zone,
                          gint64 now,
                          EdRefusal *refusal);

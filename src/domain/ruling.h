/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/case-rules.h"

/* One command being judged; what the files of rules share. Nobody outside this folder includes it.
 *
 * A rule changes the document only after its last chance to refuse, and appends the event. */
typedef struct
{
  EdCase *case_; /* NULL before case.create */
  const EdCommand *command;
  const EdArgs *args; /* of every command but case.create */
  const EdCircumstances *circumstances;
  EdRefusal *refusal;
} EdRuling;

/* Answers FALSE, for returning. FIELD is static or NULL. */
gboolean ed_ruling_refuse (EdRuling *ruling, EdRefusalCode code, const char *field);
/* Whether LIST, one of the document's, takes one more element; refuses with its NAME if not. */
gboolean
ed_ruling_has_room (EdRuling *ruling, const GPtrArray *list, guint maximum, const char *name);
/* Appends the event with the open assignment, if any; answers TRUE, for returning. */
gboolean ed_ruling_record (EdRuling *ruling, EdEventKind what);

/* PRESENT as the command would edit it: a record of form->edited, to be freed with
 * ed_record_free(). */
gpointer ed_ruling_edit (const EdRuling *ruling, gconstpointer present);
/* Puts the edited fields of NEXT into PRESENT if each of them is now as the editor saw it, or
 * already as they want it; refuses otherwise. */
gboolean ed_ruling_settle (EdRuling *ruling, gpointer present, gconstpointer next);

gboolean ed_rule_case_create (EdRuling *ruling);
gboolean ed_rule_case_edit (EdRuling *ruling);
gboolean ed_rule_sessions_ask_more (EdRuling *ruling);
gboolean ed_rule_sessions_authorise (EdRuling *ruling);
gboolean ed_rule_sessions_refuse (EdRuling *ruling);

gboolean ed_rule_case_assign (EdRuling *ruling);
gboolean ed_rule_case_contact (EdRuling *ruling);
gboolean ed_rule_contact_correct (EdRuling *ruling);
gboolean ed_rule_case_decline (EdRuling *ruling);

gboolean ed_rule_message_send (EdRuling *ruling);

gboolean ed_rule_session_add (EdRuling *ruling);
gboolean ed_rule_session_edit (EdRuling *ruling);
gboolean ed_rule_session_delete (EdRuling *ruling);

gboolean ed_rule_attempt_add (EdRuling *ruling);
gboolean ed_rule_attempt_edit (EdRuling *ruling);
gboolean ed_rule_attempt_delete (EdRuling *ruling);

gboolean ed_rule_document_attach (EdRuling *ruling);
gboolean ed_rule_document_detach (EdRuling *ruling);

gboolean ed_rule_satisfaction_score (EdRuling *ruling);
gboolean ed_rule_satisfaction_not_possible (EdRuling *ruling);
gboolean ed_rule_case_unreachable (EdRuling *ruling);
gboolean ed_rule_case_close (EdRuling *ruling);
gboolean ed_rule_case_withdraw (EdRuling *ruling);
gboolean ed_rule_case_approve (EdRuling *ruling);
gboolean ed_rule_case_return (EdRuling *ruling);
gboolean ed_rule_case_reopen (EdRuling *ruling);

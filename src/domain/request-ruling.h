/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/request-rules.h"

/* One command on a request being judged; what its files of rules share. Nobody outside this folder
 * includes it.
 *
 * A rule changes the document only after its last chance to refuse, and appends the event. */
typedef struct
{
  EdRequest *request; /* NULL before request.create */
  const EdCommand *command;
  const EdArgs *args;
  const EdRequestCircumstances *circumstances;
  EdRefusal *refusal;
} EdRequestRuling;

/* Answers FALSE, for returning. FIELD is static or NULL. */
gboolean ed_request_refuse (EdRequestRuling *ruling, EdRefusalCode code, const char *field);
/* Whether the request is lighter than SHARE times what it may weigh; refuses if not. */
gboolean ed_request_has_room (EdRequestRuling *ruling, guint share);
/* Appends the event, with the open assignment unless it is of the SENDER's doing; answers TRUE. */
gboolean ed_request_record (EdRequestRuling *ruling, EdRequestEventKind what, gboolean of_sender);

/* The documents that the args name, new ones (EdRequestDocument, free with g_ptr_array_unref()):
 * each is among HELD (arrays of documents, ending with NULL), or a file uploaded for this request
 * as KIND (EdFileKind). NULL when one is neither, refused then. */
GPtrArray *
ed_request_take_documents (EdRequestRuling *ruling, const GPtrArray *const *held, gint64 kind);

/* Moves the open assignment, if any, to those that have ended, with the draft that was not sent. */
void ed_request_end_assignment (EdRequest *request, EdRequestEnd ended, gint64 to);

gboolean ed_rule_request_create (EdRequestRuling *ruling);
gboolean ed_rule_request_cancel (EdRequestRuling *ruling);
gboolean ed_rule_request_share (EdRequestRuling *ruling);
gboolean ed_rule_request_revoke (EdRequestRuling *ruling);
gboolean ed_rule_request_ask_again (EdRequestRuling *ruling);

gboolean ed_rule_request_assign (EdRequestRuling *ruling);
gboolean ed_rule_request_hand_back (EdRequestRuling *ruling);
gboolean ed_rule_internal_send (EdRequestRuling *ruling);

gboolean ed_rule_response_draft (EdRequestRuling *ruling);
gboolean ed_rule_response_send (EdRequestRuling *ruling);
gboolean ed_rule_response_adjust (EdRequestRuling *ruling);
gboolean ed_rule_request_approve (EdRequestRuling *ruling);
gboolean ed_rule_request_return (EdRequestRuling *ruling);

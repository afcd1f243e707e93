/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/command.h"
#include "domain/request.h"

/* A command of TYPE on REQUEST with an id of its own, done now; it names the assignment where its
 * rule asks for it. The arguments are the caller's to fill. */
EdCommand *ed_request_command (EdCommandType type, const EdRequest *request);
/* The ids of DOCUMENTS (EdRequestDocument) for a command's arguments, NULL for none; g_strfreev().
 */
char **ed_request_document_ids (const GPtrArray *documents);

/* What the reader can do in this state, by the rules alone. */
typedef struct
{
  gboolean respond; /* the expert who holds it */
  gboolean review;  /* a coordinator, and it is under review */
  gboolean assign;  /* a coordinator, and it is not answered */
  gboolean reassign;
  gboolean cancel, ask_again; /* the sender */
} EdRequestRights;

EdRequestRights ed_request_rights (const EdRequest *request, const char *reader, guint roles);

/* The version of the present round as the expert sent it last; NULL: none. */
const EdResponseVersion *ed_request_sent_version (const EdRequest *request, const char *round_id);
/* The version of the round that counts: its answer, or the last one; NULL: none. */
const EdResponseVersion *
ed_request_round_version (const EdRequest *request, const EdRequestRound *round);

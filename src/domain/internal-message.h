/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/message.h"
#include "domain/request-rules.h"

/* One message of a request's internal chat, between coordinators and the assigned expert: a
 * document of its own, made by internal.send or, as its note, by request.return; never changed.
 * Staff see it, and the expert of the assignment that it names, as long as they hold the request by
 * it; without an assignment staff alone. The requester can never see one. */

typedef struct
{
  char *id;
  char *request_id;
  char *assignment_id; /* open when it was written, or absent */
  gint64 author;       /* EdAuthor: as what they wrote */
  char *by, *by_name;
  gint64 at, at_received_at;
  char *text;
} EdInternalMessage;

extern const EdRecordType ed_internal_message_type;

/* The message that COMMAND (internal.send or request.return, taken by ed_request_apply()) makes. */
EdInternalMessage *ed_internal_message_new (const EdRequest *request,
                                            const EdCommand *command,
                                            const EdRequestCircumstances *circumstances);
void ed_internal_message_free (EdInternalMessage *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EdInternalMessage, ed_internal_message_free)

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/cases/case-item.h"
#include "store/messages.h"

/* A message as a thread lists it. Properties, read-only: "author", "moment", "text", "state"
 * (strings; state NULL for one that the server has), "own", "unread", "handover", "former" (of an
 * assignment that has ended), "can-edit", "can-discard" (booleans). Immutable. */
#define ED_TYPE_MESSAGE_ENTRY (ed_message_entry_get_type ())
G_DECLARE_FINAL_TYPE (EdMessageEntry, ed_message_entry, ED, MESSAGE_ENTRY, GObject)

/* UNREAD: to be marked as new. */
EdMessageEntry *ed_message_entry_new (EdCaseItem *item,
                                      const EdMessageRow *row,
                                      const char *reader,
                                      gboolean unread);
/* The same of another conversation: FORMER as the property. */
EdMessageEntry *ed_message_entry_new_in (const EdZone *zone,
                                         const EdMessageRow *row,
                                         const char *reader,
                                         gboolean unread,
                                         gboolean former);
const char *ed_message_entry_id (EdMessageEntry *self);
const char *ed_message_entry_text (EdMessageEntry *self);
/* Of its command in the outbox, or NULL. */
const char *ed_message_entry_command (EdMessageEntry *self);
EdOutboxState ed_message_entry_state (EdMessageEntry *self);
gboolean ed_message_entry_asks_handover (EdMessageEntry *self);
gboolean ed_message_entry_equal (EdMessageEntry *a, EdMessageEntry *b);

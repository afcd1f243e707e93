/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/message.h"
#include "store/store.h"

/* The messages about a case: those the server has, and behind them those that wait in the outbox or
 * came back from there. Blocking; errors are ED_DB_ERROR. */

typedef struct
{
  EdMessage *message;
  EdOutboxState state;     /* ED_OUTBOX_ACCEPTED: the server has it */
  gboolean unread;         /* somebody else's, not seen on this device */
  char *command_id;        /* of those in the outbox, else NULL */
  EdRefusalCode code;      /* refused: why */
  char *field;             /* refused: of what */
  gboolean may_be_refused; /* waiting, but no longer fits what the server now says */
} EdMessageRow;

void ed_message_row_free (EdMessageRow *row);

/* In the order they are read in (PROTOCOL 7.4); elements EdMessageRow. Refused and kept ones are
 * listed until the user has seen to them. */
GPtrArray *ed_store_list_messages (EdStore *store, const char *case_id, GError **error);
/* What the server had received of the case by UP_TO (ms) has been seen on this device. */
gboolean ed_store_read_messages (EdStore *store, const char *case_id, gint64 up_to, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EdMessageRow, ed_message_row_free)

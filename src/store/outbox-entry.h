/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/command.h"
#include "domain/refusal.h"

/* One thing the user did, and what became of it. */
typedef enum
{
  ED_OUTBOX_WAITING,  /* not sent: may be undone */
  ED_OUTBOX_SENT,     /* sent, no answer yet */
  ED_OUTBOX_ACCEPTED, /* applied by the server */
  ED_OUTBOX_REFUSED,  /* by the server; the input is kept */
  ED_OUTBOX_KEPT,     /* late work, for the coordinator to settle */
} EdOutboxState;

typedef struct
{
  EdCommand *command;
  EdOutboxState state;
  EdRefusalCode code; /* refused */
  char *field;
  gboolean may_be_refused; /* no longer applies to what the server now says */
  gint64 case_number;      /* for the sentence; ED_ABSENT if unknown, or if it is no case */
  char *case_title_parts;  /* "Suzuki - XY": company and alias of the case, or NULL; the name of
                            * another target */
  gboolean is_held;        /* what it is about is shown here */
  gboolean has_words;      /* refused, and what was written can be a draft again */
  gint64 answered_at;      /* ms, or ED_ABSENT */
  EdCommand *redo; /* refused: what would now be done to do it once more (domain/redo.h); NULL
                    * where the rules still say no */
  /* Of an attach, while its file is here. */
  char *file_name;             /* or NULL */
  gint64 file_sent, file_size; /* bytes, or ED_ABSENT */
} EdOutboxEntry;

void ed_outbox_entry_free (EdOutboxEntry *entry);

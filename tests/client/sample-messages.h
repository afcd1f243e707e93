/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/fake-desk.h"

/* Messages written down by hand. */

/* A message about CASE_, written MINUTES before ED_SAMPLE_NOW. */
EdMessage *
ed_sample_message_new (const EdCase *case_, EdAuthor author, const char *text, gint64 minutes);
/* A short thread on the case of DESK: a question, an answer, one with other writing systems. */
void ed_sample_messages_add (EdDesk *desk, const char *case_id);
/* What a thread must bear: very long words and texts, a hand-over, one waiting, one refused. */
void ed_sample_messages_add_hard (EdDesk *desk, const char *case_id);

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/cases/case-item.h"
#include "store/messages.h"

/* What is said around messages. Pure; texts are free'd by the caller. READER: an account's id. */

/* "You", the name, or as what they wrote. */
char *ed_message_author_text (const EdMessage *message, const char *reader);
/* When it was written, and when it arrived where that was much later. */
char *ed_message_moment_text (const EdMessage *message, const EdZone *zone);
/* What became of it on its way; NULL for one that the server has. */
char *ed_message_state_text (const EdMessageRow *row);

/* The beginning of a long TEXT, with an ellipsis; NULL for one that is not long. */
char *ed_message_beginning (const char *text);

/* The composer: AS_EXPERT writes to the agent, else a coordinator to the expert. */
char *ed_message_title (gboolean as_expert, gboolean handover);
char *ed_message_hint (const EdCase *case_, gboolean as_expert);
char *ed_message_placeholder (gboolean as_expert);
/* "12 characters too many", NULL when TEXT is not too long. */
char *ed_message_excess_text (const char *text);

/* The mark of a case's thread on its bar; closures. */
gboolean ed_case_has_mark (gpointer object, EdCaseItem *item);
char *ed_case_mark_text (gpointer object, EdCaseItem *item);

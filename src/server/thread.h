/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/message.h"
#include "server/batch.h"

/* Puts a new message into the thread of CASE_, shows it to its audiences and, with TELL, queues the
 * mails of it: the expert's words to the coordinator who assigned the case, replies to the expert,
 * with an exact copy to the expert; of an answer that there is one. *IS_NEW is FALSE, and nothing
 * done, when there is a message with its id. Source: guide, "Emailing the agent". */
gboolean ed_thread_add (EdBatch *batch,
                        const EdCase *case_,
                        const EdMessage *message,
                        gboolean tell,
                        gboolean *is_new,
                        GError **error);
/* *SAID: of the id of MESSAGE there is one that says the same (ed_message_says_the_same()). */
gboolean
ed_thread_has_said (EdBatch *batch, const EdMessage *message, gboolean *said, GError **error);

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/case.h"
#include "domain/command.h"

/* The commands that a profile gives, made from the case that is shown. DONE_AT is the device's
 * clock. Free with ed_command_free(). */
EdCommand *ed_case_contact_command (const EdCase *case_, gint64 done_at);
/* TIME and MINUTES may be ED_ABSENT. */
EdCommand *ed_case_add_session_command (const EdCase *case_,
                                        gint64 date,
                                        gint64 time,
                                        gint64 minutes,
                                        gint64 done_at);
/* NULL when NEXT does not differ from SESSION. */
EdCommand *ed_case_edit_session_command (const EdCase *case_,
                                         const EdSession *session,
                                         const EdSession *next,
                                         gint64 done_at);
EdCommand *ed_case_delete_session_command (const EdCase *case_,
                                           const char *session_id,
                                           EdSessionReason reason,
                                           gint64 done_at);

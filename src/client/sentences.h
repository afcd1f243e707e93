/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/outbox-entry.h"

/* What the program says, whole sentences made of codes and facts. Pure; texts are free'd by the
 * caller. */

/* Why something failed, for the reader: every code of ED_SYNC_ERROR, ED_VAULT_ERROR and
 * ED_DB_ERROR; the error's own message for any other. */
char *ed_error_sentence (const GError *error);
/* Why a command about a case was not applied; FIELD, where the code has one, by its label. */
char *ed_refusal_sentence (EdRefusalCode code, const char *field);
/* The same for a command of TYPE. */
char *ed_deed_refusal_sentence (EdCommandType type, EdRefusalCode code, const char *field);
/* The same for COMMAND itself, which knows best; a conflict also says the value that was seen and
 * the value that was wanted, unless the field is sensitive. */
char *ed_command_refusal_sentence (const EdCommand *command, EdRefusalCode code, const char *field);

/* What was done: "Session on Sun 22 March 2020", "Client has been contacted". */
char *ed_outbox_deed (const EdOutboxEntry *entry);
/* To which case: "Case 261 (Suzuki - XY)"; "" when unknown. */
char *ed_outbox_case (const EdOutboxEntry *entry);
/* What became of it: "waiting", "refused: The case is closed." */
char *ed_outbox_outcome (const EdOutboxEntry *entry);
/* All three: "Session on Sun 22 March 2020, case 261 (Suzuki - XY): waiting". */
char *ed_outbox_sentence (const EdOutboxEntry *entry);

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/requests/file-picks.h"
#include "domain/command.h"

/* Why a command of TYPE (request create, ask again or share) with SUBJECT and QUESTION, or NULL,
 * and what is picked in PICKS cannot be sent yet; NULL: it can. */
const char *ed_ask_lack_find (EdCommandType type,
                              const char *subject,
                              const char *question,
                              EdFilePicks *picks);

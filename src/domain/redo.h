/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/command.h"
#include "domain/refusal.h"

/* What was refused, done once more. */

/* Whether what CODE stands for may pass by itself, or by what somebody else does. */
gboolean ed_refusal_may_pass (EdRefusalCode code);

/* What COMMAND, an edit, changes in TARGET, a record of its target's kind or NULL: TARGET itself,
 * or the session or attempt of it that the command names; a record of form->edited. NULL where it
 * is not there. */
gconstpointer ed_command_find_edited (const EdCommand *command, gconstpointer target);

/* REFUSED under a new ID; an edit sets out from what the fields are now, and leaves out those that
 * are as wanted already. NULL: of an edit, nothing is left to do, or its object is gone. */
EdCommand *ed_command_redo (const EdCommand *refused, gconstpointer target, const char *id);

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sync/desk.h"

/* Experts of every sort, for choosing one: some take psychological cases, some do not, one is
 * suspended, one has not signed in yet. */
void ed_sample_experts_add (EdDesk *desk);
/* An account with the role of an expert. The lists are words with commas between, or NULL. Free
 * with ed_account_free(). */
EdAccount *ed_sample_expert_new (const char *id,
                                 const char *name,
                                 const char *types,
                                 const char *cities,
                                 const char *languages,
                                 EdAccountState state);

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/account.h"
#include "domain/days.h"
#include "domain/settings.h"

/* What an administrator should see to about accounts: who is not reached, who could get in too
 * easily, who no longer comes. Pure. */

typedef enum
{
  ED_CONCERN_ALONE,      /* the only administrator that may sign in: nobody could help them */
  ED_CONCERN_MAIL,       /* mails to its address do not arrive */
  ED_CONCERN_INVITATION, /* the invitation is over, and nobody has come */
  ED_CONCERN_TOTP,       /* sees clients or accounts of everybody, with a password alone */
  ED_CONCERN_IDLE,       /* may sign in, and has not for long */
  ED_N_CONCERNS
} EdConcernKind;

typedef struct
{
  EdConcernKind kind;
  const EdAccount *account; /* borrowed */
} EdConcern;

/* So many days an invitation is good (PROTOCOL 2.7), and somebody may stay away. */
#define ED_INVITATION_DAYS 14
#define ED_IDLE_DAYS 180

/* Those of ACCOUNTS (EdAccount) as of NOW, by kind, then in their order; an account may have
 * several. Elements EdConcern; free with g_array_unref(). */
GArray *ed_concerns_list (const GPtrArray *accounts, gint64 now, const EdZone *zone);

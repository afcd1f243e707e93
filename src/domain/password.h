/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/account.h"

/* What a password that somebody chooses has to be. Long rather than strange: no rule asks for
 * signs or digits. Source: NIST SP 800-63B, 5.1.1.2. */
#define ED_PASSWORD_LENGTH_MIN 12  /* characters, after NFC */
#define ED_PASSWORD_BYTES_MAX 1000 /* of UTF-8, likewise */

typedef enum
{
  ED_PASSWORD_GOOD,
  ED_PASSWORD_SHORT,
  ED_PASSWORD_LONG,
  ED_PASSWORD_OWN,    /* the user name, the name or the organisation, and little else */
  ED_PASSWORD_COMMON, /* what everybody tries first */
  ED_N_PASSWORD_FAULTS,
} EdPasswordFault;

/* ORGANISATION may be NULL. Text that is not UTF-8 is short. */
EdPasswordFault
ed_password_check (const char *password, const EdAccount *account, const char *organisation);

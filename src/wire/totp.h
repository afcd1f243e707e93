/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/record.h"

/* What the server answers about a second factor (PROTOCOL 2.10): a record with a table, of which
 * each call fills its part. */
typedef struct
{
  char *secret; /* base32, for typing */
  char *uri;    /* otpauth://…, for a QR code */
  char **recovery_codes;
  gint64 since;      /* instant; absent: off */
  gint64 codes_left; /* recovery codes that are not used up */
} EdTotpAnswer;

extern const EdRecordType ed_totp_answer_type;

void ed_totp_answer_free (EdTotpAnswer *answer); /* zeroes what is secret */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EdTotpAnswer, ed_totp_answer_free)

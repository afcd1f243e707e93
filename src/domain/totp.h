/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

/* Codes that an authenticator app shows: RFC 6238 with SHA-1, steps of 30 seconds, six digits, as
 * all such apps know it. Beside them there are recovery codes, each good once. */
#define ED_TOTP_SECRET_BYTES 20 /* RFC 4226, 4: 160 bits */
#define ED_TOTP_STEP_MS 30000
#define ED_RECOVERY_CODES 10

/* The step that the instant AT, ms, lies in. */
gint64 ed_totp_step (gint64 at);
/* The code of STEP, below 1,000,000. RFC 4226, 5.3. */
guint ed_totp_code (const guint8 *secret, gsize length, gint64 step);
/* The step that CODE belongs to, among those of AT, one before and one after, and later than LAST,
 * the step of the code that was used last; ED_ABSENT: none. All of them are always computed. */
gint64
ed_totp_find_step (const guint8 *secret, gsize length, const char *code, gint64 at, gint64 last);

/* SECRET as people type it into an app: RFC 4648 base32 without padding. */
char *ed_totp_secret_to_text (const guint8 *secret, gsize length);
/* What the app reads out of the QR code; SECRET is text. */
char *ed_totp_make_uri (const char *organisation, const char *user, const char *secret);

/* What was typed, in lower case and without what stands between groups: six digits, or 16 letters
 * and digits of a recovery code. NULL: neither. */
char *ed_totp_normalise (const char *typed);
gboolean ed_totp_is_recovery_code (const char *normal);

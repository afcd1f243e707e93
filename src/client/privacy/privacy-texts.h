/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "wire/privacy.h"

/* What the page "Privacy" says. Pure but for the locale; texts are free'd by the caller. */

/* How long it is kept, what is held back, and what comes next, of one kind. */
char *ed_privacy_kind_note (const EdPrivacyKind *kind, gint64 today);
/* "Case 261", "Request 7". */
char *ed_privacy_find_title (const EdPrivacyFind *find);
/* Who and what it is, and by what it was found. */
char *ed_privacy_find_note (const EdPrivacyFind *find);
/* All that goes with those of FINDS (EdPrivacyFind), a line each. */
char *ed_privacy_goes_text (const GPtrArray *finds);
/* What has to be thought about first (open, not paid); NULL: nothing. */
char *ed_privacy_warning (const GPtrArray *finds);

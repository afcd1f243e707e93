/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/account.h"
#include "domain/days.h"

/* Lists as people type them, "Budapest, Pécs", and as records keep them. Pure but for the reader's
 * language. */

/* The words of TYPED, each once, in their order; those that are a choice's label (or its word) as
 * that word. NULL for none. CHOICES may be NULL. Free with g_strfreev(). */
char **ed_words_from_typed (const char *typed, const EdChoice *choices);
/* WORDS with their labels, as they would be typed. Free with g_free(). */
char *ed_words_to_typed (char **words, const EdChoice *choices);

/* NAME without "Dr." and the like: what initials are made of. */
char *ed_account_bare_name (const char *name);

/* "E-mails to a@b have not arrived since Sun 22 March 2020: …"; "" while they do. */
char *ed_account_mail_trouble (const EdAccount *account, const EdZone *zone);

/* What suspending the account comes to; OPEN: cases in progress that its owner has (ED_ABSENT:
 * unknown). */
char *ed_suspending_text (const EdAccount *account, gint64 open);

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

/* A mail that arrived, as its reader's program shows it. */
typedef struct
{
  char *source;               /* as it came */
  char *from, *to, *reply_to; /* "Name <address>", "" for none */
  char *subject, *text;
  char *id, *date, *automatic;
} Letter;

Letter *letter_read (const char *path);
void letter_free (Letter *self);

/* The mails in FOLDER/new of a Maildir, by recipient and subject; Letter. */
GPtrArray *letters_list (const char *folder);
/* "to: subject" of each, one a line. */
char *letters_describe (GPtrArray *letters);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Letter, letter_free)

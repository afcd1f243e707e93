/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

/* One mail as it goes out: who to whom, and what it says. Built into a message (RFC 5322, MIME,
 * plain text in UTF-8) of lines that end in CR LF. */
typedef struct
{
  char *id; /* left of the Message-ID's @: the same whenever the same mail is sent again */
  char *from_name, *from;
  char *to_name, *to;
  char *reply_name, *reply_to; /* or NULL */
  char *subject;
  char *text;
  gint64 at;             /* ms: its Date */
  gboolean is_automatic; /* nobody wrote it: no automatic answer is wanted either */
} EdLetter;

/* FROM has to be an address with a domain, which names the Message-ID. From any thread. */
GBytes *ed_letter_build (const EdLetter *letter);
void ed_letter_clear (EdLetter *letter);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EdLetter, ed_letter_clear)

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/case-rules.h"

/* A case acted out from a script, so that tables of rules can be read.
 *
 * Steps are separated by ';'. A step is "WHO COMMAND KEY=VALUE…" or one of
 *   "wait 90m"             time passes: ms, m, h, d
 *   "at 2024-05-01T08:00:00Z"
 *   "document KIND"        a document of the open assignment appears, without a command
 *
 * WHO is c (coordinator), a, b (experts of every type), l (expert of legal cases), s (suspended
 * expert), m (case manager) or o (coordinator and expert in one). KEY is an argument of the
 * command; FROM>TO in an edit; a number stands for an id; instants may be relative to now ("-2h");
 * '_' stands for a space in texts and nothing for absence. A file is there
 * for every document.attach, as it should be: file=none takes it away, file.length=0 and the like
 * make it another. Other keys: assignment=former or a
 * number (else the open one), case=2, received=+1h. Commands have the ids 1001, 1002 … in their
 * order; the case has 1. */
typedef struct
{
  EdCase *case_;
  EdSettings *settings;
  EdZone *zone;
  gint64 now;
  guint n_commands;
  EdFile *file;      /* of the last command that attaches */
  EdRefusal refusal; /* of the last command */
} Play;

/* At 2024-05-01T08:00:00Z, in a zone called budapest, utc, kiritimati (+14 h) or baker (-12 h). */
Play *play_new (const char *zone);
void play_free (Play *self);

/* One step; FALSE if the command was refused. */
gboolean play_step (Play *self, const char *step);
/* Steps all of which must be applied. Answers SELF. */
Play *play_run (Play *self, const char *script);

/* The parts of play_step(), for applying a command to another document: circumstances live until
 * the next call. */
EdCommand *play_read (Play *self, const char *step, EdCircumstances *circumstances);

/* The account called by one letter, for circumstances and expectations; static. */
const EdAccount *play_account (char who);

/* "00000000-0000-4000-8000-" and N; in a buffer that lasts for the next 15 calls. */
const char *play_id (guint n);

gint64 play_instant (const char *text); /* asserts that it is one */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Play, play_free)

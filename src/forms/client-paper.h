/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/command.h"
#include "domain/days.h"

/* What is stored about a client, to be handed to them. All of it borrowed. */
typedef struct
{
  const char *organisation; /* its name, or NULL */
  const EdZone *zone;       /* of all dates */
  gint64 made_at;
  const GPtrArray *cases;     /* EdCase */
  const GPtrArray *messages;  /* EdMessage, of these cases */
  const GPtrArray *requests;  /* EdRequest */
  const GPtrArray *late_work; /* EdLateWork, of both */
  const GPtrArray *kept;      /* EdCommand of each, or NULL: it cannot be read */
  char **missing;             /* names of files that are not there any more, or NULL */
} EdClientContent;

/* On A4 paper (PDF) in LANGUAGE (as in forms/form.h): each case and request with all that is known
 * of it, in order of time, under plain headings. Pure, for any thread; fails when memory runs out.
 */
GBytes *
ed_client_paper_write (const EdClientContent *content, const char *language, GError **error);

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/case.h"

/* The archive over the wire (PROTOCOL 16): cases that coordinators' machines do not hold. */

/* What POST /v1/cases/search asks for: cases by a text, or one case by its id. */
typedef struct
{
  char *text;
  char *id;
  gint64 before; /* number that the last page ended with */
  gint64 limit;  /* 1 to ED_ARCHIVE_CASES_MAX; left out: that */
} EdArchiveInquiry;

#define ED_ARCHIVE_TEXT_MAX 200
#define ED_ARCHIVE_CASES_MAX 50

typedef struct
{
  GPtrArray *cases; /* EdCase: by a text in short, the latest first; by id in full */
  gint64 before;    /* absent: there are no more to look at */
} EdArchiveAnswer;

extern const EdRecordType ed_archive_inquiry_type, ed_archive_answer_type;

void ed_archive_inquiry_free (EdArchiveInquiry *inquiry);
void ed_archive_answer_free (EdArchiveAnswer *answer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EdArchiveInquiry, ed_archive_inquiry_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EdArchiveAnswer, ed_archive_answer_free)

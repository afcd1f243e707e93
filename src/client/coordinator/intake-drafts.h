/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/case.h"

/* Cases that were begun and neither saved nor discarded, the oldest first; kept together in one
 * draft of the desk. */
typedef struct
{
  gint64 begun_at;
  EdCase *intake; /* of ed_case_intake_type */
} EdIntakeDraft;

typedef struct
{
  GPtrArray *drafts; /* EdIntakeDraft */
} EdIntakeDrafts;

/* BODY: what ed_intake_drafts_write() gave, or NULL. Empty where it cannot be read. */
EdIntakeDrafts *ed_intake_drafts_read (const char *body);
void ed_intake_drafts_free (EdIntakeDrafts *self);
/* They, and CURRENT (or NULL), begun at BEGUN_AT, after them; NULL where there is none. Free with
 * g_free(). */
char *ed_intake_drafts_write (const EdIntakeDrafts *self, const EdCase *current, gint64 begun_at);

/* Puts a copy of INTAKE behind the others. */
void ed_intake_drafts_add (EdIntakeDrafts *self, const EdCase *intake, gint64 begun_at);
/* The last one, or NULL. */
const EdIntakeDraft *ed_intake_drafts_last (const EdIntakeDrafts *self);
/* Takes the last one out; recorded when it was begun where nothing else was entered. Free with
 * ed_record_free() of ed_case_intake_type. */
EdCase *ed_intake_drafts_take (EdIntakeDrafts *self);

/* "Not saved on 24 March 2020, 12:32: Suzuki - XY"; IS_PRIVATE: dots for the name. Free with
 * g_free(). */
char *ed_intake_draft_text (const EdIntakeDraft *draft, const EdZone *zone, gboolean is_private);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EdIntakeDrafts, ed_intake_drafts_free)

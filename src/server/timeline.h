/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/clock.h"
#include "server/demo-people.h"

/* Things done by people at their times, played in order of time however they were noted down. */
typedef struct _EdTimeline EdTimeline;

EdTimeline *ed_timeline_new (void);
void ed_timeline_free (EdTimeline *self);

/* Takes ID and ARGS over; copies the rest. ASSIGNMENT_ID may be NULL. */
void ed_timeline_note (EdTimeline *self,
                       gint64 at,
                       EdDemoPerson who,
                       char *id,
                       const char *type,
                       const char *case_id,
                       const char *assignment_id,
                       char *args);
/* The same for document.attach: FILE and BYTES, both taken over, are uploaded first. */
void ed_timeline_note_file (EdTimeline *self,
                            gint64 at,
                            EdDemoPerson who,
                            char *id,
                            EdFile *file,
                            GBytes *bytes);
/* FILE and BYTES, both taken over, are uploaded, for what is noted after it. */
void ed_timeline_note_upload (EdTimeline *self,
                              gint64 at,
                              EdDemoPerson who,
                              EdFile *file,
                              GBytes *bytes);
/* Plays everything, with CLOCK at each time. Things at the same time share a transaction. */
gboolean
ed_timeline_play (EdTimeline *self, EdManualClock *clock, EdDemoPeople *people, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EdTimeline, ed_timeline_free)

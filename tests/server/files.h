/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "house.h"

/* Uploads and documents of an office's people. */

/* A file as it is announced and sent. */
typedef struct
{
  char *id;
  const char *kind;
  const char *case_id, *assignment; /* borrowed */
  const char *name;
  const char *type;
  GBytes *bytes;
  char *sha256; /* of BYTES */
} Sample;

/* LENGTH bytes that begin as a PDF does and go on without repeating themselves. */
GBytes *sample_pdf (gsize length);
/* A PDF for the person's assignment, under a new id. Change what is to be wrong. */
Sample *sample_new (Office *office, const char *kind, const char *case_id, const char *assignment);
void sample_set_bytes (Sample *self, GBytes *bytes); /* takes them */
void sample_free (Sample *self);
/* The body of its announcement; LENGTH -1: that of its bytes. */
char *sample_to_json (const Sample *self, gint64 length);

guint person_announce (Person *self, const Sample *sample, EdApiResponse *response);
/* PATCH of LENGTH bytes of the sample from FROM on, said to begin at OFFSET. */
guint person_send (Person *self,
                   const Sample *sample,
                   gsize from,
                   gsize length,
                   gint64 offset,
                   EdApiResponse *response);
/* Announces and sends it whole, which must go well. */
void person_upload (Person *self, const Sample *sample);
/* What HEAD says has arrived; -1: 404. */
gint64 person_ask (Person *self, const char *id);
/* Pushes document.attach; as person_push(). */
char *person_attach (Person *self, const Sample *sample);
/* A new document of the assignment, uploaded and attached: its id. */
char *person_add_document (Person *self,
                           const char *kind,
                           const char *case_id,
                           const char *assignment,
                           gsize length);
/* GET of the content; RANGE may be NULL. */
guint person_read (Person *self, const char *id, const char *range, EdApiResponse *response);
/* The value of a header of the response, or NULL. */
const char *response_header (const EdApiResponse *response, const char *name);

/* An "other" document for the house's case. */
Sample *sample_for_house (House *house);
/* Announces BODY: "201", or the status with the code; free with g_free(). */
char *person_announce_text (Person *self, const char *body);
/* That the sample is announced with the answer EXPECTED. */
void check_announced (Person *person, const Sample *sample, const char *expected);
/* Sends LENGTH bytes at AT of the sample: EXPECTED is "204 OFFSET", or the status with the code,
 * and the offset where one was answered. */
void
check_sent (Person *person, const Sample *sample, gsize at, gsize length, const char *expected);
/* The bytes of all files that are stored. */
gint64 house_count_bytes (House *house);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Sample, sample_free)

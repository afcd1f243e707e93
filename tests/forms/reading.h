/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <poppler.h>

/* A document of ours, read back as any reader would see it. */
typedef struct
{
  PopplerDocument *document;
  guint n_pages;
  char **pages; /* the text of each, every white space a single blank; ends with NULL */
  char *text;   /* of all */
} Reading;

Reading *reading_new (GBytes *pdf);
void reading_free (Reading *self);

/* Fails the test unless each page is an upright A4 page. */
void reading_assert_a4 (Reading *self);
/* Fails unless every letter stands within the margins and on no other one. */
void reading_assert_laid_out (Reading *self);
void reading_assert_fonts_embedded (Reading *self);
/* Fails unless the code in the corner of PAGE (from 0 on) says TEXT and has its quiet zone. */
void reading_assert_code (Reading *self, guint page, const char *text);
/* Fails unless TEXT is in there, or is nowhere. */
void reading_assert_says (Reading *self, const char *text);
void reading_assert_silent (Reading *self, const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reading, reading_free)

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

/* Documents for the demonstration: plain PDF pages of A4, written line by line. */
typedef struct _EdDemoPaper EdDemoPaper;

/* TEXT is UTF-8 everywhere, in the letters of western and Hungarian languages. */
EdDemoPaper *ed_demo_paper_new (const char *title);
void ed_demo_paper_add_heading (EdDemoPaper *self, const char *text);
/* "LABEL   VALUE" on a line of its own. */
void ed_demo_paper_add_fact (EdDemoPaper *self, const char *label, const char *value);
/* A paragraph, in as many lines as it needs. */
void ed_demo_paper_add_text (EdDemoPaper *self, const char *text);
/* What follows begins on the next page. */
void ed_demo_paper_end_page (EdDemoPaper *self);
/* The file; frees SELF. */
GBytes *ed_demo_paper_finish (EdDemoPaper *self);

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/fake-desk.h"

#include <gtk/gtk.h>

/* A real window on the sample cases, for tests that fill in forms. */
typedef struct
{
  GtkWidget *window;
  EdDesk *desk;
} EdFillStage;

#define CASE_240 "00000000-0000-4000-8000-000000000240" /* psychological, three sessions */
#define CASE_255 "00000000-0000-4000-8000-000000000255" /* health coaching */

void ed_fill_stage_set_up (EdFillStage *stage, gconstpointer data);
void ed_fill_stage_tear_down (EdFillStage *stage, gconstpointer data);

/* Opens the form for the case and waits until it says FIRST_LABEL. */
void ed_fill_stage_open (EdFillStage *stage,
                         const char *case_id,
                         const char *form,
                         const char *first_label);
/* The treatment log and the satisfaction form of case 240. */
void ed_fill_stage_open_log (EdFillStage *stage);
void ed_fill_stage_open_feedback (EdFillStage *stage);
GtkWidget *ed_fill_stage_page (EdFillStage *stage);
/* Case 240, to be changed behind the desk's back. */
EdCase *ed_fill_stage_case (EdFillStage *stage);

/* Types into the answer to QUESTION below ROOT. */
void ed_fill_stage_answer (GtkWidget *root, const char *question, const char *text);
/* Presses WORD below QUESTION. */
void ed_fill_stage_pick (EdFillStage *stage, const char *question, const char *word);
/* Until the draft of the form of case 240 says TEXT; NULL: until there is none. */
void ed_fill_stage_wait_for_draft (EdFillStage *stage, const char *form, const char *text);

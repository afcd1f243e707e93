/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/assignment-rules.h"

#include <glib-object.h>

/* What is to be given to somebody, and what is known beside. Borrowed by the calls. */
typedef struct
{
  const EdCase *case_; /* or else */
  const EdRequest *request;
  const GPtrArray *companies; /* EdCompany */
  const EdZone *zone;
  gint64 today;
} EdExpertQuestion;

/* An expert as one of those whom a case or request may be given to: the account, how it matches,
 * and what they have to do. Immutable. */
#define ED_TYPE_EXPERT_CHOICE (ed_expert_choice_get_type ())
G_DECLARE_FINAL_TYPE (EdExpertChoice, ed_expert_choice, ED, EXPERT_CHOICE, GObject)

/* Copies ACCOUNT. SUBSTITUTE: who stands in while they are away, by name, or NULL. */
EdExpertChoice *ed_expert_choice_new (const EdExpertQuestion *question,
                                      const EdAccount *account,
                                      const EdBurden *burden,
                                      const char *substitute);
/* Who is to stand first: by how they match, then by name. */
int ed_expert_choice_compare (gconstpointer a, gconstpointer b, gpointer unused);
const EdAccount *ed_expert_choice_account (EdExpertChoice *self);
EdMatch ed_expert_choice_match (EdExpertChoice *self);
/* Whether TYPED is in name, cities, types or languages, without regard to case and accents. */
gboolean ed_expert_choice_fits (EdExpertChoice *self, const char *typed);

/* The languages that the program's users speak, by their BCP 47 tags; another one shows its tag. */
extern const EdChoice ed_language_choices[];
/* "Budapest, Pécs · Psychological · Hungarian, English" */
char *ed_account_facts_text (const EdAccount *account);
/* "Away until Tue 24 March 2020, Dr. Tóth stands in"; SUBSTITUTE may be NULL. */
char *ed_absence_text (const EdAccount *account, const char *substitute);
/* "3 open cases", "" where unknown (ED_ABSENT) */
char *ed_open_cases_text (gint64 open_cases);

/* What a row shows: closures for .ui files; CHOICE may be NULL. Texts are free'd by the caller. */
char *ed_expert_name_text (gpointer object, EdExpertChoice *choice);
/* "Budapest, Pécs · Psychological · Hungarian, English" */
char *ed_expert_facts_text (gpointer object, EdExpertChoice *choice);
/* What they are ranked by: "speaks German · in Szeged · 4 open cases · 1 case declined lately". */
char *ed_expert_reason_text (gpointer object, EdExpertChoice *choice);
/* Why they cannot take it, or what speaks against it: "Away until Tue 24 March 2020 · Declined this
 * case on 3 March 2020"; "" for nothing. */
char *ed_expert_remark_text (gpointer object, EdExpertChoice *choice);
/* Whether they can take it, whatever speaks against it. */
gboolean ed_expert_is_suitable (gpointer object, EdExpertChoice *choice);

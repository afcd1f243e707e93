/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/coordinator/expert-ranking.h"

#include <glib-object.h>

/* An expert as one of those whom a case may be given to: the account, how it matches the case, and
 * how many cases they have in progress. Immutable. */
#define ED_TYPE_EXPERT_CHOICE (ed_expert_choice_get_type ())
G_DECLARE_FINAL_TYPE (EdExpertChoice, ed_expert_choice, ED, EXPERT_CHOICE, GObject)

/* Copies ACCOUNT. OPEN_CASES may be ED_ABSENT; SUBSTITUTE, who stands in while they are away, by
 * name, or NULL. */
EdExpertChoice *ed_expert_choice_new (const EdAccount *account,
                                      const EdCase *case_,
                                      gint64 open_cases,
                                      const char *substitute,
                                      gint64 today);
/* The same for a request. */
EdExpertChoice *ed_expert_choice_new_for_request (const EdAccount *account,
                                                  const EdRequest *request,
                                                  gint64 open_cases,
                                                  const char *substitute,
                                                  gint64 today);
const EdAccount *ed_expert_choice_account (EdExpertChoice *self);
EdMatch ed_expert_choice_match (EdExpertChoice *self);
gint64 ed_expert_choice_open_cases (EdExpertChoice *self);
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
/* "3 open cases", "" where unknown */
char *ed_expert_load_text (gpointer object, EdExpertChoice *choice);
/* Why they cannot take it, or what to think of before; "" for nothing. */
char *ed_expert_remark_text (gpointer object, EdExpertChoice *choice);
gboolean ed_expert_is_suitable (gpointer object, EdExpertChoice *choice);

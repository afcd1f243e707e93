/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/case.h"

/* An employer whose people are counselled: what new cases of it begin with, and what is agreed. Of
 * coordinators alone. Cases keep the name that they were recorded with. */
typedef struct
{
  char *id;
  char *name;
  gint64 covered;            /* persons who may ask for counselling */
  gint64 sessions_available; /* of a new case; absent: the program's own number */
  gint64 session_minutes;
  char **languages; /* BCP 47, of its people */
  char *notes;
  GPtrArray *fees; /* EdFee: what it pays for a session, one for each type at most */
  gint64 retired;  /* boolean: no new cases of it */
} EdCompany;

extern const EdRecordType ed_company_type;
/* What is entered of one: a record of the same struct, with fewer fields. */
extern const EdRecordType ed_company_entry_type;

void ed_company_free (EdCompany *company);
/* The one of COMPANIES (EdCompany) that is called NAME, however it is written, and not retired; or
 * NULL. */
const EdCompany *ed_company_find (const GPtrArray *companies, const char *name);
/* Of COMPANIES, the one with ID (or NULL), else the one called NAME; or NULL. */
const EdCompany *ed_company_of (const GPtrArray *companies, const char *id, const char *name);
/* The one that CASE_ was recorded for, so. */
const EdCompany *ed_company_of_case (const GPtrArray *companies, const EdCase *case_);
/* What a case of COMPANY (or NULL) begins with where INTAKE does not say it, and whose it is. */
void ed_company_begin (const EdCompany *company, EdCase *intake);
/* NAME without what makes no difference to that: case and outer space. Free with g_free(). */
char *ed_company_fold_name (const char *name);
/* Whether the two name the same company: without regard to case and outer space. */
gboolean ed_company_is_same_name (const char *a, const char *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EdCompany, ed_company_free)

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/command.h"
#include "domain/company.h"
#include "domain/refusal.h"

/* The rules of a company. Pure: the same function runs on the desktop and on the server. They are
 * the coordinators' and administrators'. */
typedef struct
{
  guint roles;         /* EdRoles */
  gboolean name_taken; /* another company that is not retired has the name that it gets */
} EdCompanyCircumstances;

/* Applies COMMAND to *COMPANY (NULL before company.create). On refusal answers FALSE, fills REFUSAL
 * and leaves the company as it was. */
gboolean ed_company_apply (EdCompany **company,
                           const EdCommand *command,
                           const EdCompanyCircumstances *circumstances,
                           EdRefusal *refusal);

/* The name that COMMAND would give a company, or the one that PRESENT (or NULL) keeps; NULL: the
 * company needs none, because it is retired. */
const char *ed_company_new_name (const EdCommand *command, const EdCompany *present);

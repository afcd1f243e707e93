/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/company.h"

/* What is told of a company. Pure but for the reader's language; texts are free'd by the caller. */

/* "5 consultations of 50 min · 1,200 persons · Hungarian, German"; "" where nothing is agreed. */
char *ed_company_text (const EdCompany *company);

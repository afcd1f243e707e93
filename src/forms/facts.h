/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "forms/sheet.h"

/* Short fields on a line of their own: what is known of the case, the date, the signature. */
typedef struct
{
  const char *label;
  const char *value; /* or NULL: empty, to be written */
} EdFact;

/* Side by side in COLUMNS, row by row. */
void ed_facts_draw (EdSheet *sheet, const EdFact *facts, guint n, guint columns);
/* The date and the line to sign on, which SIGNATURE labels. */
void ed_signature_draw (EdSheet *sheet, const EdFact *date, const char *signature);

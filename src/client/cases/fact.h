/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/cases/case-item.h"

/* The facts of a case as a profile shows them: which fields, in which group and order, and each
 * value as text. Driven by the field table of the domain (ed_case_type). Pure. */

typedef enum
{
  ED_FACTS_CLIENT,
  ED_FACTS_PROBLEM,
  ED_FACTS_CONSULTATION,
  ED_FACTS_ORIGIN,
} EdFactGroup;

/* One line of a group. Properties, read-only: "label", "value", "uri" (strings; a link for phone
 * and mail, else NULL), "sensitive" (boolean: dots in privacy mode). */
#define ED_TYPE_FACT (ed_fact_get_type ())
G_DECLARE_FINAL_TYPE (EdFact, ed_fact, ED, FACT, GObject)

const char *ed_fact_label (EdFact *self);
const char *ed_fact_value (EdFact *self);
const char *ed_fact_uri (EdFact *self);

/* The lines of GROUP for ITEM's case; elements EdFact, unref the array. */
GPtrArray *ed_facts_list (EdCaseItem *item, EdFactGroup group);
/* The value of a field of a case as text; absent values as the guide writes them: "unknown",
 * "none". */
char *ed_fact_text (const EdField *field, const EdCase *case_, const EdZone *zone);

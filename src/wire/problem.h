/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "wire/record-json.h"

/* Errors of HTTP calls as application/problem+json (PROTOCOL 1.7). CODE is the stable word and
 * decides what a client does. */
typedef struct
{
  guint status;
  char *code;
  char *detail; /* one sentence without stored content, or NULL */
  char *param;  /* the id, field or number meant (expected seq, upload id), or NULL */
} EdProblem;

void ed_problem_free (EdProblem *problem);
/* PARAM's key among the params follows from what it is: an id, a number ("expected", "schema" or
 * "limit", by CODE) or the name of a field. Of several, read back is the id first. */
char *ed_problem_to_json (guint status, const char *code, const char *detail, const char *param);
/* NULL when TEXT is no problem document. */
EdProblem *ed_problem_from_json (guint status, const char *text, gssize length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EdProblem, ed_problem_free)

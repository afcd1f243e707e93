/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/case.h"

/* Why a case that was recorded by mistake, with many others as a rule, can not be taken back. */
typedef enum
{
  ED_TAKE_BACK_MAY,
  ED_TAKE_BACK_UNKNOWN,  /* there is no such case */
  ED_TAKE_BACK_FOREIGN,  /* somebody else recorded it */
  ED_TAKE_BACK_ASSIGNED, /* an expert has it, or had it */
  ED_TAKE_BACK_CHANGED,  /* something else was done with it */
} EdTakeBackVerdict;

/* The words for it, but for the first. */
extern const EdChoice ed_take_back_choices[];

/* Whether ACCOUNT may take CASE_, or NULL, back: they recorded it, and that is all that ever
 * happened to it. */
EdTakeBackVerdict ed_case_judge_take_back (const EdCase *case_, const char *account);

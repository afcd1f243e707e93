/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

/* Why a command is not applied. The words are the wire's stable codes; sentences for people are
 * made in client/. */
typedef enum
{
  ED_REFUSAL_NONE,
  ED_REFUSAL_FORBIDDEN,
  ED_REFUSAL_NOT_FOUND,
  ED_REFUSAL_NOT_ASSIGNED,
  ED_REFUSAL_ALREADY_ASSIGNED,
  ED_REFUSAL_EXPERT_NOT_SUITABLE,
  ED_REFUSAL_ALREADY_CONTACTED,
  ED_REFUSAL_NOT_CONTACTED,
  ED_REFUSAL_HAS_SESSIONS,
  ED_REFUSAL_ATTEMPTS_MISSING,
  ED_REFUSAL_NO_SESSION,
  ED_REFUSAL_SESSION_IN_FUTURE,
  ED_REFUSAL_SESSION_BEFORE_RECORDED,
  ED_REFUSAL_DOCUMENT_MISSING,
  ED_REFUSAL_SATISFACTION_MISSING,
  ED_REFUSAL_CASE_LOCKED,
  ED_REFUSAL_CASE_CLOSED,
  ED_REFUSAL_REASON_REQUIRED,
  ED_REFUSAL_SCORE_OUT_OF_RANGE,
  ED_REFUSAL_LIMIT_NOT_RAISED,
  ED_REFUSAL_UPLOAD_UNKNOWN,
  ED_REFUSAL_TYPE_NOT_ALLOWED,
  ED_REFUSAL_TOO_LARGE,
  ED_REFUSAL_WRONG_STATE,
  ED_REFUSAL_STATEMENT_LOCKED,
  ED_REFUSAL_CONFLICT, /* field says which */
  ED_REFUSAL_INVALID,  /* field says which */
  ED_REFUSAL_ERASED,
  ED_REFUSAL_INTERNAL_ERROR,
  ED_REFUSAL_USER_TAKEN,
  ED_REFUSAL_USER_FIXED,
  ED_REFUSAL_OWN_ACCOUNT,
  ED_REFUSAL_LAST_ADMINISTRATOR,
  ED_REFUSAL_FEE_MISSING,
  ED_REFUSAL_NAME_TAKEN,
  ED_REFUSAL_FULL, /* field says of what */
  ED_REFUSAL_OWN_MONEY,
  ED_N_REFUSALS,
} EdRefusalCode;

typedef struct
{
  EdRefusalCode code;
  const char *field; /* static name of the field meant, or NULL; never a value */
} EdRefusal;

/* "already_contacted" and back; ED_REFUSAL_NONE for an unknown word. */
const char *ed_refusal_word (EdRefusalCode code);
EdRefusalCode ed_refusal_find (const char *word);

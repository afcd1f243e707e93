/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/account.h"
#include "domain/case.h"
#include "domain/company.h"
#include "domain/request.h"

/* Who could take a case or a request, best first, and who gets which of many. Pure. */

typedef enum
{
  ED_FIT_SUITABLE,
  ED_FIT_DOUBTFUL,   /* they can take it, but something speaks against it */
  ED_FIT_HAS_CASE,   /* it is theirs already */
  ED_FIT_OTHER_TYPE, /* takes no cases of this type */
  ED_FIT_SUSPENDED,
} EdFit;

/* So many days back a case that was given back counts as a sign of too much work. */
#define ED_DECLINES_DAYS 30

/* What somebody has to do; absent: not known, as none. */
typedef struct
{
  gint64 open;     /* cases in progress */
  gint64 declined; /* cases given back in the last ED_DECLINES_DAYS */
} EdBurden;

typedef struct
{
  EdFit fit;
  gboolean names_type;   /* the type is among those of the account, which is not open to all */
  gboolean in_city;      /* works in the city of consultation */
  gboolean has_declined; /* gave this one back before */
  gboolean is_wished;    /* a request's sender has asked for them */
  gboolean is_away;      /* today */
  gboolean names_kind;   /* of health coaching: the kind is among theirs, or they take all */
  gboolean speaks;    /* a language of the company's people, or it is not known what they speak */
  gboolean must_meet; /* the consultation is in person, or may be */
  gint64 declined_at; /* this one, the last time; or ED_ABSENT */
  EdBurden burden;
} EdMatch;

/* Whether the rules let a case be given to somebody who fits so. */
gboolean ed_fit_is_allowed (EdFit fit);
/* How ACCOUNT and CASE_ match on the date TODAY; COMPANY: whose case it is, or NULL. Away, having
 * declined it, another kind of coaching and no language in common make them doubtful. */
EdMatch ed_expert_match (const EdAccount *account,
                         const EdCase *case_,
                         const EdCompany *company,
                         const EdBurden *burden,
                         gint64 today);
/* The same of a request, which every expert may be given. */
EdMatch ed_expert_match_request (const EdAccount *account,
                                 const EdRequest *request,
                                 const EdBurden *burden,
                                 gint64 today);
/* Less than 0 when who matches as A is to stand before who matches as B: those who can take it
 * first, of these last those who are doubtful; whom the sender asked for; who is there; who has not
 * declined it; who has the kind of coaching; who speaks the language; who names the type; who works
 * in the city, where the two are to meet; who has less to do, where a case given back counts as one
 * to do; who works in the city. */
int ed_match_compare (const EdMatch *a, const EdMatch *b);

/* Who of EXPERTS (EdAccount) gets which of CASES (EdCase): for each case the index of the best of
 * those who are suitable, or ED_ABSENT for nobody. What somebody has got counts as theirs for the
 * next, so that work is spread; crisis calls are given first. BURDENS: one for each expert;
 * COMPANIES (EdCompany): those known. Elements gint64; unref the array. */
GArray *ed_assignment_spread (const GPtrArray *cases,
                              const GPtrArray *experts,
                              const EdBurden *burdens,
                              const GPtrArray *companies,
                              gint64 today);

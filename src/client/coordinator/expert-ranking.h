/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/account.h"
#include "domain/case.h"
#include "domain/request.h"

/* Who could take a case or a request, best first. Pure. */

typedef enum
{
  ED_FIT_SUITABLE,
  ED_FIT_HAS_CASE,   /* it is theirs already */
  ED_FIT_OTHER_TYPE, /* takes no cases of this type */
  ED_FIT_SUSPENDED,
} EdFit;

typedef struct
{
  EdFit fit;
  gboolean names_type;   /* the type is among those of the account, which is not open to all */
  gboolean in_city;      /* works in the city of consultation */
  gboolean has_declined; /* gave it back before */
  gboolean is_wished;    /* a request's sender has asked for them */
  gboolean is_away;      /* today */
  gboolean names_kind;   /* of health coaching: the kind is among theirs, or they take all */
} EdMatch;

/* How ACCOUNT and CASE_ match on the date TODAY. */
EdMatch ed_expert_match (const EdAccount *account, const EdCase *case_, gint64 today);
/* The same of a request, which every expert may be given. */
EdMatch ed_expert_match_request (const EdAccount *account, const EdRequest *request, gint64 today);
/* Less than 0 when A, who matches as MATCH_A, is to stand before B; as ed_expert_compare(), but
 * that who was wished for comes before all others who can take it. */
int ed_match_compare (const EdAccount *a,
                      const EdAccount *b,
                      const EdMatch *match_a,
                      const EdMatch *match_b,
                      gint64 open_a,
                      gint64 open_b);
/* Less than 0 when A is to stand before B: those who can take it first, of these last those who
 * are away or declined it, then who has the kind of coaching, then who names the type, then who
 * works in the city, then who has fewer open cases (ED_ABSENT: unknown, as none), then by name. */
int ed_expert_compare (const EdAccount *a,
                       const EdAccount *b,
                       const EdCase *case_,
                       gint64 open_a,
                       gint64 open_b,
                       gint64 today);

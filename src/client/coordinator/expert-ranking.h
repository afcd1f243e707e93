/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/account.h"
#include "domain/case.h"

/* Who could take a case, best first. Pure. */

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
  gboolean has_declined; /* gave this case back before */
  gboolean is_away;      /* today */
  gboolean names_kind;   /* of health coaching: the kind is among theirs, or they take all */
} EdMatch;

/* How ACCOUNT and CASE_ match on the date TODAY. */
EdMatch ed_expert_match (const EdAccount *account, const EdCase *case_, gint64 today);
/* Less than 0 when A is to stand before B: those who can take it first, of these last those who
 * are away or declined it, then who has the kind of coaching, then who names the type, then who
 * works in the city, then who has fewer open cases (ED_ABSENT: unknown, as none), then by name. */
int ed_expert_compare (const EdAccount *a,
                       const EdAccount *b,
                       const EdCase *case_,
                       gint64 open_a,
                       gint64 open_b,
                       gint64 today);

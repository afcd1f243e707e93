/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/case.h"
#include "domain/settings.h"

/* How a case stands: progress, badge, checklist, each a pure function of (document, now, settings).
 */

/* Thirds of the counselling process: leading steps fulfilled, 0 to 3. Source: guide, "Status bar
 * key". */
guint ed_case_progress (const EdCase *case_, gint64 now, const EdZone *zone);

typedef enum
{
  ED_BADGE_NONE,
  ED_BADGE_DECLINED,
  ED_BADGE_UNREACHABLE,
  ED_BADGE_APPROVAL_PENDING,
  ED_BADGE_RETURNED,
  ED_BADGE_CONTACT_DUE,   /* "48 hours", crisis "4 hours" */
  ED_BADGE_CONTACT_FIRST, /* "24 hours", crisis "2 hours" */
  ED_BADGE_CLOSING_DUE,   /* "3 months" */
  ED_BADGE_CLOSING_WARN,  /* "2 months" */
  ED_BADGE_SESSION_DUE,   /* "5 days" */
} EdBadgeKind;

typedef enum
{
  ED_TONE_NONE,
  ED_TONE_RED,
  ED_TONE_ORANGE,
  ED_TONE_GREEN
} EdTone;

typedef struct
{
  EdBadgeKind kind;
  EdTone tone;
  gint64 count; /* the number in the text: 24, 48, 2, 4, 5, 3 …; ED_ABSENT without one */
  gint64 since; /* when the rule began to hold */
  gint64 fact;  /* instant of the fact that it counts from: assigned, contacted, first session */
} EdBadge;

/* Whether a badge of KIND is a time limit. */
gboolean ed_badge_is_limit (EdBadgeKind kind);

/* The one badge beside the bar; first match in the order of the enum. Source: guide, section 5. */
EdBadge
ed_case_badge (const EdCase *case_, gint64 now, const EdSettings *settings, const EdZone *zone);

/* Whether the badge is a time limit that is near or over: what "Due first" shows. */
gboolean
ed_case_is_due (const EdCase *case_, gint64 now, const EdSettings *settings, const EdZone *zone);

/* Whether a case in STATE waits for an expert. */
gboolean ed_case_state_is_unassigned (gint64 state);
/* Whether the next step was due by AT (ed_case_due()). */
gboolean
ed_case_is_overdue (const EdCase *case_, gint64 at, const EdSettings *settings, const EdZone *zone);

/* The next instant at which the badge or a due date can change, or ED_ABSENT. */
gint64 ed_case_next_change (const EdCase *case_,
                            gint64 now,
                            const EdSettings *settings,
                            const EdZone *zone);

/* When the next step is due, for sorting: contact by, first session by, closing by; ED_ABSENT when
 * nothing is awaited from the expert. Crisis cases sort before all (their own key). */
gint64 ed_case_due (const EdCase *case_, const EdSettings *settings, const EdZone *zone);

/* The conditions of closing. Source: guide, "Cases may be closed after". */
typedef enum
{
  ED_CHECK_CONTACTED = 1 << 0,
  ED_CHECK_SESSION = 1 << 1,      /* at least one, none still in the future */
  ED_CHECK_DOCUMENT = 1 << 2,     /* the type's document; fulfilled where none is needed */
  ED_CHECK_SATISFACTION = 1 << 3, /* form, score or box */
} EdChecks;
#define ED_CHECK_ALL 0x0f

/* The set of conditions that its closing has to fulfil: no document where the type has none, and
 * none of them once the client was reported unreachable. Source: guide, "Client unreachable". */
guint ed_case_needed_checks (const EdCase *case_);
/* The set of fulfilled conditions (EdChecks). */
guint ed_case_checks (const EdCase *case_, gint64 now, const EdZone *zone);
/* Whether the open assignment has a document of KIND. */
gboolean ed_case_has_document (const EdCase *case_, EdDocumentKind kind);

/* What is still to be tried before a client counts as unreachable; unsuccessful attempts of the
 * open assignment count. Where no phone number is known, e-mails stand in: only "any" is asked for.
 * Source: guide, "Client unreachable". */
typedef struct
{
  guint calls, texts;
  guint any; /* of whatever kind */
} EdAttemptsMissing;

EdAttemptsMissing ed_case_attempts_missing (const EdCase *case_);
/* Morning (before 12), afternoon (before 17) and evening. */
typedef enum
{
  ED_DAYPART_MORNING,
  ED_DAYPART_AFTERNOON,
  ED_DAYPART_EVENING,
  ED_N_DAYPARTS
} EdDaypart;

EdDaypart ed_zone_daypart (const EdZone *zone, gint64 instant);
/* How often the client was called in each, of the attempts that count. */
void ed_case_count_calls (const EdCase *case_, const EdZone *zone, guint calls[ED_N_DAYPARTS]);
/* In how many of them. */
guint ed_case_count_dayparts (const EdCase *case_, const EdZone *zone);

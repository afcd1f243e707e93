/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/days.h"
#include "domain/record.h"

/* What the organisation has decided: limits, scale, time zone. The public part is in everybody's
 * feed; the server and every client judge by the same record. */
typedef struct
{
  gint64 at;       /* instant */
  gint64 offset_s; /* ahead of UTC from then on */
} EdTransition;

/* When the organisation can be reached; one for each day of the week at most. */
typedef struct
{
  gint64 day;    /* EdWeekday */
  gint64 opens;  /* minutes since midnight, in the organisation's zone */
  gint64 closes; /* after it opens */
} EdOpenHours;

typedef enum
{
  ED_MONDAY, /* then the others, in their order */
  ED_SUNDAY = 6,
} EdWeekday;

/* A day on which it cannot be reached. */
typedef struct
{
  gint64 date;
  char *name;
} EdHoliday;

typedef struct
{
  char *id;           /* the organisation */
  char *organisation; /* its name */
  char *language;     /* BCP 47: of the mails to accounts that name none */
  char *zone;         /* IANA name, for people to read */
  GPtrArray *transitions;
  gint64 contact_first_h;     /* 24 */
  gint64 contact_due_h;       /* 48 */
  gint64 crisis_first_h;      /* 2 */
  gint64 crisis_due_h;        /* 4 */
  gint64 session_due_days;    /* 5 */
  gint64 closing_warn_months; /* 2 */
  gint64 closing_due_months;  /* 3 */
  gint64 score_min;           /* 1 */
  gint64 score_max;           /* 10, best */
  char *currency;             /* ISO 4217: of fees and statements */
  gint64 attempt_fee;         /* minor units, for a client who was unreachable; absent: nothing */
  GPtrArray *opening;         /* EdOpenHours; none: nothing is said about it */
  GPtrArray *holidays;        /* EdHoliday */
  gint64 own_password;        /* boolean: nobody keeps the password that came by mail */
  gint64 coordinators_totp;   /* boolean: coordinators, administrators sign in in two steps */
  gint64 offline_days;        /* a desktop locks for good without contact; absent: never */
  gint64 contact_hidden_days; /* from approval on, in the expert's view; absent: 30 */
  char *mail_sender;          /* as mails name it; absent: the organisation */
  gint64 reminders_off;       /* boolean: no mails about what is late */
  gint64 archive_months; /* a closed case stays with coordinators (domain/archive.h); absent: 24 */
  /* How long what is known of clients is kept (domain/retention.h); absent: as usual. */
  gint64 retention_on; /* boolean: what is due is erased */
  gint64 keep_cases_months, keep_documents_months, keep_messages_months;
  gint64 keep_requests_months, keep_mails_months, keep_audit_months;
} EdSettings;

extern const EdRecordType ed_settings_type;
extern const EdRecordType ed_transition_type, ed_opening_type, ed_holiday_type;
/* What administrators may change of them: a record of the same struct, with fewer fields. */
extern const EdRecordType ed_settings_entry_type;
extern const EdChoice ed_weekday_choices[];

/* The settings that a new organisation starts with: the guide's limits, UTC. */
EdSettings *ed_settings_new (void);
void ed_settings_free (EdSettings *settings);
/* The currency of SETTINGS, "EUR" where none is named. */
const char *ed_settings_currency (const EdSettings *settings);
/* Whether a desktop that had contact with the server at LAST (ED_ABSENT: never) has been without it
 * for too long NOW. A clock that was put back by more than a day is not believed. */
gboolean ed_settings_is_stale (const EdSettings *settings, gint64 last, gint64 now);
/* How long the client's contact data stays in the expert's view after approval: ms. */
gint64 ed_settings_contact_data_ms (const EdSettings *settings);
/* The zone described by the transitions; UTC where there are none. Free with ed_zone_free(). */
EdZone *ed_settings_make_zone (const EdSettings *settings);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EdSettings, ed_settings_free)

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

/* Calendar arithmetic without a time zone, and the organisation's zone as a table.
 *
 * A date is days since 1970-01-01 (proleptic Gregorian), a time of day minutes since midnight, an
 * instant milliseconds since 1970-01-01T00:00Z. Valid years 1 to 9999. */

gint64 ed_date_new (int year, int month, int day); /* ED_ABSENT if there is no such day */
void ed_date_split (gint64 date, int *year, int *month, int *day);
/* The same day MONTHS later, or the last of that month where it has no such day: 31 December and
 * two months are the last of February. */
gint64 ed_date_add_months (gint64 date, int months);
int ed_date_weekday (gint64 date); /* 1 Monday to 7 Sunday */

/* "YYYY-MM-DD", "HH:MM" and RFC 3339 "YYYY-MM-DDTHH:MM:SS.mmmZ", each to and fro. Parsing takes no
 * other form (instants also without a fraction) and answers ED_ABSENT otherwise. */
char *ed_date_to_text (gint64 date);
gint64 ed_date_from_text (const char *text);
char *ed_time_to_text (gint64 minutes);
gint64 ed_time_from_text (const char *text);
char *ed_instant_to_text (gint64 instant);
gint64 ed_instant_from_text (const char *text);

/* A time zone as its changes of offset, sent by the server with the settings, because not every
 * system knows the zone's name. */
typedef struct _EdZone EdZone;

EdZone *ed_zone_new_utc (void);
/* N changes in rising order: from AT[i] (ms) on, the clock is OFFSET_S[i] seconds ahead of UTC;
 * before the first, OFFSET_S[0] applies. Copies. */
EdZone *ed_zone_new (const gint64 *at, const gint32 *offset_s, guint n);
void ed_zone_free (EdZone *zone);

gint64 ed_zone_offset (const EdZone *zone, gint64 instant); /* seconds ahead of UTC */
gint64 ed_zone_date (const EdZone *zone, gint64 instant);
gint64 ed_zone_minutes (const EdZone *zone, gint64 instant); /* time of day */
/* The instant at which DATE begins there, or MINUTES of it are reached: in a gap the moment after
 * it, in an overlap the earlier one. */
gint64 ed_zone_instant (const EdZone *zone, gint64 date, gint64 minutes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EdZone, ed_zone_free)

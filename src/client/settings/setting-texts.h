/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/settings.h"

/* What settings show and are typed as. Pure but for the reader's language; texts are free'd by the
 * caller. */

/* "8:00–16:30"; "" where the day is not among HOURS (EdOpenHours). */
char *ed_hours_text (const GPtrArray *hours, EdWeekday day);
/* Adds the day to HOURS where TYPED says when it is open; nothing typed: it is closed. FALSE when
 * it cannot be read: "8-16.30", "8:00 – 16:30". */
gboolean ed_hours_from_typed (const char *typed, EdWeekday day, GPtrArray *hours);

/* "12.50" as minor units of CURRENCY; ED_ABSENT where nothing is typed. FALSE: it is no amount. */
gboolean ed_amount_from_typed (const char *typed, const char *currency, gint64 *amount);
/* As it would be typed; "" for ED_ABSENT. */
char *ed_amount_to_typed (gint64 amount, const char *currency);

/* When somebody answers: "Agents can be reached today until 16:30.", "… again on Mon 23 March from
 * 8:00."; NULL where the organisation says nothing about it. */
char *ed_opening_text (const EdSettings *settings, const EdZone *zone, gint64 now);

/* Time zones to choose from, PRESENT among them. Free with g_strfreev(). */
char **ed_zone_names (const char *present);

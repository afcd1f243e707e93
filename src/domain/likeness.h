/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/case.h"

/* What cases have in common that are possibly the same one, recorded twice: client, company and
 * day, however they are written. Two are alike whose likenesses are equal. Free with g_free(). */
char *ed_likeness (const char *company, const char *client, gint64 date);
/* Of INTAKE (ed_case_intake_type will do); one without a time is recorded NOW. */
char *ed_case_likeness (const EdCase *intake, gint64 now, const EdZone *zone);

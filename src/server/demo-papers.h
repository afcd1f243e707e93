/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "server/demo-cases.h"

/* What the demonstration's experts attach to their cases. DATES (days, ascending) are those of the
 * N appointments so far. */
GBytes *
ed_demo_papers_make (EdDocumentKind kind, const EdDemoCase *case_, const gint64 *dates, guint n);
/* "Treatment log Hegy.pdf"; free with g_free(). */
char *ed_demo_papers_name (EdDocumentKind kind, const EdDemoCase *case_);

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "forms/sheet.h"

/* A text that may be longer than the page: drawn as many lines at a time as fit, until it is done.
 * Belongs to one sheet. */
typedef struct _EdFlow EdFlow;

/* TEXT NULL counts as empty. */
EdFlow *ed_flow_new (EdSheet *sheet, EdStyle style, const char *text, double width);
void ed_flow_free (EdFlow *self);
/* What is left of it. */
double ed_flow_height (EdFlow *self);
gboolean ed_flow_is_done (EdFlow *self);
/* Draws the next lines at (X, Y) as far as ROOM reaches; the height that they took. */
double ed_flow_draw (EdFlow *self, double x, double y, double room);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EdFlow, ed_flow_free)

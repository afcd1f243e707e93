/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "forms/sheet.h"

/* A question with an answer of any length: TEXT, flowing over as many pages as it takes, or LINES
 * to write on, all on one page, where it is NULL. */
void ed_story_draw (EdSheet *sheet, const char *label, const char *text, guint lines);

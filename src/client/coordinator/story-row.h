/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/coordinator/input-row.h"

/* Text of several lines. Tab goes on to the next field; the row grows with the text up to a limit.
 */
#define ED_TYPE_STORY_ROW (ed_story_row_get_type ())
G_DECLARE_FINAL_TYPE (EdStoryRow, ed_story_row, ED, STORY_ROW, AdwPreferencesRow)

GtkWidget *ed_story_row_new (const EdField *field);

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/documents/case-files.h"
#include "client/requests/request-item.h"

#include <gtk/gtk.h>

/* What was asked and answered, round by round, the present one last: each question with the
 * documents shared for it, each response with its files. Where a review has changed a response,
 * coordinators and the expert see what, word by word. Property "private" (boolean, of the window).
 */
#define ED_TYPE_REQUEST_STORY (ed_request_story_get_type ())
G_DECLARE_FINAL_TYPE (EdRequestStory, ed_request_story, ED, REQUEST_STORY, GtkWidget)

/* Once; FILES says how far documents have come. */
void ed_request_story_set_files (EdRequestStory *self, EdCaseFiles *files);
/* Shows ITEM as it is now; to be called again when it has changed. */
void ed_request_story_show (EdRequestStory *self, EdRequestItem *item);

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sync/desk-files.h"

/* How far the files of one case have come on their way to the server. Follows the desk.
 *
 * Properties, read-only: "unsent" (uint: how many the server does not have yet), "offline"
 * (boolean: nothing can be sent now). Signals: "changed"; "progress" (string: document id, int64:
 * bytes so far, int64: size). */
#define ED_TYPE_CASE_FILES (ed_case_files_get_type ())
G_DECLARE_FINAL_TYPE (EdCaseFiles, ed_case_files, ED, CASE_FILES, GObject)

EdCaseFiles *ed_case_files_new (EdDesk *desk, const char *case_id);
/* Nothing more comes. */
void ed_case_files_stop (EdCaseFiles *self);

/* Elements EdFileProgress, in the case's order, then the refused ones; never NULL, borrowed until
 * "changed". */
const GPtrArray *ed_case_files_list (EdCaseFiles *self);
/* The file of document ID, or NULL. */
const EdFileProgress *ed_case_files_find (EdCaseFiles *self, const char *id);
gboolean ed_case_files_is_offline (EdCaseFiles *self);

/* Whether the server does not have all of it yet. */
gboolean ed_file_progress_is_unsent (const EdFileProgress *progress);

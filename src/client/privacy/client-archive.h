/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sync/desk.h"
#include "wire/privacy.h"

/* All that is known of a client in one ZIP, to be handed to them: client.pdf to be read, in
 * LANGUAGE (as in forms/form.h), client.json as the server has it, overview.csv for a spreadsheet,
 * and the files of cases, requests and late work in the folder "files". What ORDER (copied) names
 * is asked of the server, then its files one after another; those that are not there any more are
 * left out, and listed in the others. Main thread. */
void ed_client_archive_async (EdDesk *desk,
                              const EdPrivacyOrder *order,
                              const char *language,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer data);
GBytes *ed_client_archive_finish (EdDesk *desk, GAsyncResult *result, GError **error);

/* What is to be read of EXPORT, as CSV; MISSING: names of files that are not there. Free with
 * g_string_free(). */
GString *ed_client_overview (const EdPrivacyExport *export, char **missing);

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/file.h"
#include "wire/record-json.h"

/* The body of POST /v1/uploads and its answer (PROTOCOL 12.1). */

/* Free with g_free(). */
char *ed_upload_to_json (const EdFile *file);
/* ED_WIRE_ERROR_FIELD where a field is missing or wrong; a length beyond the greatest is taken. */
EdFile *ed_upload_from_json (const char *text, gssize length, GError **error);

/* How many bytes the server has, from the answer; -1 when it is none. */
gint64 ed_upload_answer_read (const char *text, gssize length);

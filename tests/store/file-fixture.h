/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "desk-fixture.h"
#include "store/files.h"

/* Documents of the fixture's cases, by number: 7 is attached by command 7. */
#define CHUNK ((gsize) ED_FILE_CHUNK_BYTES)

const char *desk_document_id (guint n);

/* A PDF of LENGTH bytes, in each of its chunks MARK (NULL: none). */
GBytes *desk_make_pdf (gsize length, const char *mark);

/* The command N that attaches document N to a case as its treatment log. */
EdCommand *desk_attach_command (guint n, guint case_n);
/* Does it, as "log N.pdf". */
void desk_attach (Desk *desk, guint n, guint case_n, GBytes *content);

/* Adds a case to the catch-up as the server has it with the document N, not 0. */
void desk_put_attached (Desk *desk, guint case_n, guint n, GBytes *content);

/* The files of a case as "7w0 8s262144 9r0": number, state (w sending s sent S refused r held h
 * away a), bytes sent where that is not all. */
void desk_assert_files (Desk *desk, guint case_n, const char *expected);
/* The document's bytes are CONTENT here, or none of it are for NULL. */
void desk_assert_content (Desk *desk, guint case_n, guint n, GBytes *content);
/* The upload that comes next, as "7:262144", or "". */
void desk_assert_upload (Desk *desk, const char *expected);
void desk_note_upload (Desk *desk, guint n, gint64 sent);
/* Fetches the document as the sync does, in pieces of a chunk. */
void desk_fetch (Desk *desk, guint case_n, guint n, GBytes *content);

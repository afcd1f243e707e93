/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/files.h"
#include "world.h"

/* Documents in the hands of machines. */
#define KIB ((gsize) 1024)
#define MIB (1024 * KIB)

/* A PDF of LENGTH bytes, another for each SEED. */
GBytes *paper_new (gsize length, guint seed);

/* Attaches it as the case's treatment log, "log.pdf"; answers the document's id, and the command's
 * (static buffers, for the next few calls). */
const char *
machine_attach (Machine *self, const char *case_id, GBytes *content, const char **command_id);
/* "waiting", "sending", "sent", "refused", "held", "away", "none". */
void machine_assert_paper (Machine *self,
                           const char *case_id,
                           const char *document_id,
                           const char *expected);
/* Passes until the document is here or cannot be had; NULL and ERROR then. */
GBytes *machine_fetch (Machine *self, const char *case_id, const char *document_id, GError **error);
/* Fetches it and expects CONTENT. */
void
machine_assert_fetch (Machine *self, const char *case_id, const char *document_id, GBytes *content);
/* How many bytes of documents are here. */
gint64 machine_count_bytes (Machine *self);
/* Expert's case with all that a closing needs but the treatment log. */
const char *world_make_late_case (World *self, Machine *expert);

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "forms/form.h"

/* A form that is being filled in, as a draft keeps it: the answers so far, and the language chosen
 * for the document. */

/* Free with g_free(). */
char *ed_form_draft_write (EdFormKind kind, gconstpointer values, const char *language);
/* The values (ed_record_free()) and *LANGUAGE (g_free()); NULL where BODY is no draft of that form.
 */
gpointer ed_form_draft_read (EdFormKind kind, const char *body, char **language);

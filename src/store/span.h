/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/record.h"
#include "wire/json-scan.h"

/* Inside the store: what values in well-formed JSON text say, taken out by a walk over it that
 * builds nothing. Numbers are ED_ABSENT where the value is not of that kind. */

#define ED_SPAN_DEPTH 32

/* Whether the key NAME, with its quotes, is WORD. */
gboolean ed_span_is_named (const EdSpan *name, const char *word);
/* Whether both are there and stand alike. */
gboolean ed_span_is_same (const EdSpan *a, const EdSpan *b);

gint64 ed_span_choice (const EdSpan *span, const EdChoice *choices);
gint64 ed_span_instant (const EdSpan *span);
gint64 ed_span_date (const EdSpan *span);
gint64 ed_span_number (const EdSpan *span);
gboolean ed_span_is_true (const EdSpan *span);
/* The text that it writes down, or NULL when it is none; g_free(). */
char *ed_span_text (const EdSpan *span);

/* Begins a walk over the next object of an array from *AT on: whatever lies between its objects is
 * passed over. FALSE when there is none. */
gboolean ed_span_next_object (EdJsonWalk *walk, const char **at, const char *end);
/* The instant "at" of the last object in an array that stands in order, or ED_ABSENT. */
gint64 ed_span_last_at (const EdSpan *array);

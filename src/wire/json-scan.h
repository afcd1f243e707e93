/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

/* A walk over JSON text that builds nothing: whether it is well-formed, and where its values
 * lie. It takes RFC 8259 and no more: no comments, no trailing comma, no lone surrogate; nor
 * does it take U+0000, which C text cannot hold, and whole numbers beyond ±(2^53 − 1) (PROTOCOL
 * 1.2). Bytes of UTF-8 are passed over unjudged: g_utf8_validate_len() is asked separately.
 * Never reads at or after END. */

typedef struct
{
  const char *text;
  gsize length;
} EdSpan;

/* The end of the value that begins at AT, or NULL when none does. DEPTH: levels of objects and
 * arrays that may lie in one another. */
const char *ed_json_scan_value (const char *at, const char *end, guint depth);

/* Whether the text is one object with nothing but white space around it. */
gboolean ed_json_scan_is_object (const char *text, gsize length, guint depth);

/* The members of all objects in well-formed text, repeated keys too. */
gsize ed_json_scan_count_members (const char *text, gsize length);

/* The members of an object, one after another. */
typedef struct
{
  const char *at;
  const char *end;
  guint depth;
  gboolean first;
} EdJsonWalk;

typedef enum
{
  ED_WALK_MEMBER,
  ED_WALK_DONE,
  ED_WALK_MALFORMED
} EdWalkStep;

/* AT is where the object's brace should be. */
void ed_json_walk_init (EdJsonWalk *walk, const char *at, const char *end, guint depth);
/* NAME is the key with its quotes, VALUE the value's text, both as they stand in the text; after
 * ED_WALK_DONE, WALK->at is behind the closing brace. */
EdWalkStep ed_json_walk_next (EdJsonWalk *walk, EdSpan *name, EdSpan *value);

/* A new object, appended to PICKED, of those members of the object in TEXT whose keys are among
 * NAMES (NULL-ended, unescaped); the rest is walked over and costs next to nothing. FALSE when the
 * text is no object. */
gboolean ed_json_pick_members (const char *text,
                               gsize length,
                               guint depth,
                               const char *const *names,
                               GString *picked);

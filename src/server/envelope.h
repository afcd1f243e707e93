/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

#include "domain/command.h"
#include "server/secrets.h"

/* One command as it came in a push, read as far as it can be before anything is looked up. */
typedef enum
{
  ED_ENVELOPE_GOOD,       /* to be judged; INVALID names what is wrong with its args */
  ED_ENVELOPE_UNREADABLE, /* PROTOCOL 3.5, step 1 */
  ED_ENVELOPE_TOO_LARGE,
  ED_ENVELOPE_UNKNOWN, /* type or version */
} EdEnvelopeFault;

typedef struct
{
  EdEnvelopeFault fault;
  char *id; /* NULL when that cannot be read either */
  gint64 seq;
  EdCommand *command; /* when GOOD */
  const char *invalid;
  gint64 was_number;    /* what the case was called before a restore, or ED_ABSENT */
  gint64 was_rev;       /* of its target after it, before a restore, or ED_ABSENT */
  gboolean was_applied; /* before a restore: who had to be told of it was told */
  char *body;           /* the command without its seq, in one spelling */
  guint8 hmac[ED_SECRET_BYTES];
} EdEnvelope;

/* KEY: ED_SECRET_BYTES, of the keyed hash. */
EdEnvelope *ed_envelope_read (JsonNode *node, const guint8 *key);
void ed_envelope_free (EdEnvelope *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EdEnvelope, ed_envelope_free)

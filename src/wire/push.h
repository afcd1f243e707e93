/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/command.h"
#include "domain/refusal.h"
#include "wire/record-json.h"

/* Commands on their way to the server and the answers on their way back (PROTOCOL 3.1, 3.2). */

/* The envelope of one command as JSON: {"id","seq","type","v","target","done_at","args"}. SEQ 0
 * leaves the key out (not yet sent). */
char *ed_command_to_json (const EdCommand *command, gint64 seq);
/* Reads an envelope. *SEQ is 0 when absent. A readable envelope whose args are wrong answers a
 * command with *INVALID set to the static name of the offending arg ("args" or "target" for one
 * without a name here), else NULL. Unknown type or version: NULL and ED_PUSH_ERROR_UNKNOWN_TYPE,
 * with *SEQ set. Otherwise malformed (PROTOCOL 3.5, step 1): NULL and ED_WIRE_ERROR. */
EdCommand *
ed_command_from_object (JsonObject *object, gint64 *seq, const char **invalid, GError **error);
EdCommand *ed_command_from_json (const char *text, GError **error); /* strict; own stored text */

#define ED_PUSH_ERROR (ed_push_error_quark ())
typedef enum
{
  ED_PUSH_ERROR_UNKNOWN_TYPE
} EdPushError;
GQuark ed_push_error_quark (void);

typedef enum
{
  ED_RESULT_APPLIED,
  ED_RESULT_REJECTED,
  ED_RESULT_KEPT
} EdResultStatus;

typedef struct
{
  char *id; /* command */
  EdResultStatus status;
  gint64 rev;         /* of the target after it; 0 unless applied */
  gint64 number;      /* of a case just created, else ED_ABSENT */
  gboolean moved;     /* the server moved a time */
  EdRefusalCode code; /* rejected only; read: ED_REFUSAL_NONE for a word unknown here */
  char *field;        /* rejected only, may be NULL */
} EdResult;

void ed_result_free (EdResult *result);
void ed_result_append_json (const EdResult *result, GString *text);

typedef struct
{
  char *epoch;
  GPtrArray *results; /* EdResult */
  gint64 next_seq;
  gint64 durable;
} EdPushAnswer;

/* Unknown keys are passed over, an unknown status is malformed. */
EdPushAnswer *ed_push_answer_from_json (const char *text, gssize length, GError **error);
char *ed_push_answer_to_json (const EdPushAnswer *answer);
void ed_push_answer_free (EdPushAnswer *answer);

/* {"device","clock_offset_ms","commands":[…]} around N envelopes already written as text. */
char *
ed_push_body (const char *device, gint64 clock_offset_ms, const char *const *envelopes, guint n);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EdResult, ed_result_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EdPushAnswer, ed_push_answer_free)

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/record.h"

/* A file before it is a document of a case or request: what is said about it when it is uploaded
 * (PROTOCOL 12), and what a file may be. Its id becomes the document's. */

#define ED_FILE_BYTES_MAX (25 * 1024 * 1024)
#define ED_FILE_CHUNK_BYTES (256 * 1024) /* in which both sides store its bytes */
#define ED_FILE_PROBE_BYTES 16           /* as many decide what it is */

/* Indices of ed_file_media_choices, whose words are media types. */
typedef enum
{
  ED_MEDIA_PDF,
  ED_MEDIA_JPEG,
  ED_MEDIA_PNG,
} EdFileMedia;

/* What a file is for; the first ones are those of EdDocumentKind. Indices of ed_file_kind_choices.
 */
typedef enum
{
  ED_FILE_TREATMENT_LOG,
  ED_FILE_CASE_FILE,
  ED_FILE_SATISFACTION_FORM,
  ED_FILE_OTHER,
  ED_FILE_SHARED,   /* shared by the sender of a request */
  ED_FILE_RESPONSE, /* of a response to a request */
} EdFileKind;

typedef struct
{
  char *id;
  char *case_id; /* this or the next one */
  char *request_id;
  char *assignment_id; /* of a case; of a response that an expert writes; else absent */
  gint64 kind;         /* EdFileKind */
  char *name;          /* as shown, never a path */
  gint64 type;         /* EdFileMedia, by content */
  gint64 length;
  char *sha256; /* 64 hexadecimal digits in lower case */
} EdFile;

extern const EdRecordType ed_file_type; /* flat; JSON has case, request, assignment in its target */
extern const EdChoice ed_file_media_choices[], ed_file_kind_choices[];

/* The EdFileMedia that the first LENGTH bytes show, at least ED_FILE_PROBE_BYTES of a file that has
 * as many; ED_ABSENT when it is none that is allowed. Names play no part. */
gint64 ed_file_type_of (const guint8 *bytes, gsize length);

/* Whether NAME can be shown and saved as it is: no path, nothing that hides or reverses its end. */
gboolean ed_file_name_is_safe (const char *name);
/* NAME (a path or not, any UTF-8 or none) made safe, and short enough; the ending is kept.
 * g_free(). */
char *ed_file_make_name (const char *name);

/* The first field of FILE that is wrong, by name, or NULL. Too great a length is not among them. */
const char *ed_file_find_invalid (const EdFile *file);

void ed_file_free (EdFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EdFile, ed_file_free)

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/store.h"

/* Documents of cases: their bytes on this machine, encrypted like all else, and how far each has
 * come on its way to the server. Blocking; errors are ED_DB_ERROR. */

typedef enum
{
  ED_FILE_WAITING, /* nothing sent yet */
  ED_FILE_SENDING, /* the server has some of it */
  ED_FILE_SENT,    /* all of it; the command that attaches it has no answer yet */
  ED_FILE_REFUSED, /* the server refuses it; the bytes are kept until the user has seen to it */
  ED_FILE_HELD,    /* at the server, and here */
  ED_FILE_AWAY,    /* at the server, to be fetched */
} EdFileState;

typedef struct
{
  char *document_id;
  char *command_id; /* that attaches it, where it waits, is sent or refused; else NULL */
  gint64 kind;      /* EdDocumentKind */
  char *name;
  char *type; /* media type */
  gint64 size, sent;
  EdFileState state;
  EdRefusalCode code; /* refused: why */
} EdFileProgress;

void ed_file_progress_free (EdFileProgress *progress);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EdFileProgress, ed_file_progress_free)

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/account.h"
#include "server/batch.h"
#include "server/envelope.h"
#include "wire/push.h"

/* Judges one command and writes what follows from it: the document, its views, or the reason why
 * not. */

/* Who sent it. */
typedef struct
{
  EdAccount *account;
  const char *device;
  gint64 clock_offset; /* ms */
} EdSender;

/* Fills RESULT (applied, rejected or kept). FALSE and ERROR when the server failed on it; what was
 * written by then is the caller's to undo. *AT: by which the rules judged. */
gboolean ed_judge (EdBatch *batch,
                   const EdSender *sender,
                   EdEnvelope *envelope,
                   EdResult *result,
                   gint64 *at,
                   GError **error);

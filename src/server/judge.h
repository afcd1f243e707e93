/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/account.h"
#include "server/batch.h"
#include "server/envelope.h"
#include "wire/push.h"

/* Judges one command and writes what follows from it: the document, its views, or the reason why
 * not. There is a judge for each kind of target, in a file of its own. */

#define ED_JUDGE_ERROR (ed_judge_error_quark ())
typedef enum
{
  ED_JUDGE_ERROR_UPLOAD_NEEDED, /* the message is the upload's id */
  ED_JUDGE_ERROR_NOT_YET,       /* what it belongs to is still to be handed back */
} EdJudgeError;
GQuark ed_judge_error_quark (void);

/* Who sent it. */
typedef struct
{
  EdAccount *account;
  const char *device;
  gint64 clock_offset; /* ms */
} EdSender;

/* Fills RESULT (applied, rejected or kept). FALSE and ERROR when the server failed on it, or, with
 * ED_JUDGE_ERROR, when it cannot be judged yet; what was written by then is the caller's to undo.
 * *AT: by which the rules judged. */
gboolean ed_judge (EdBatch *batch,
                   const EdSender *sender,
                   EdEnvelope *envelope,
                   EdResult *result,
                   gint64 *at,
                   GError **error);

/* Whether what COMMAND is about was erased: nothing of it is taken any more, late work neither. */
gboolean
ed_judge_is_erased (EdBatch *batch, const EdCommand *command, gboolean *erased, GError **error);

/* The same as ed_judge() for commands on one kind of target whose arguments are right; RESULT is
 * empty and AT the time as the device told it, not beyond receipt. */
typedef gboolean (*EdJudgeFunc) (EdBatch *batch,
                                 const EdSender *sender,
                                 EdEnvelope *envelope,
                                 EdResult *result,
                                 gint64 *at,
                                 GError **error);
gboolean ed_judge_case (EdBatch *batch,
                        const EdSender *sender,
                        EdEnvelope *envelope,
                        EdResult *result,
                        gint64 *at,
                        GError **error);
gboolean ed_judge_account (EdBatch *batch,
                           const EdSender *sender,
                           EdEnvelope *envelope,
                           EdResult *result,
                           gint64 *at,
                           GError **error);
gboolean ed_judge_statement (EdBatch *batch,
                             const EdSender *sender,
                             EdEnvelope *envelope,
                             EdResult *result,
                             gint64 *at,
                             GError **error);
gboolean ed_judge_settings (EdBatch *batch,
                            const EdSender *sender,
                            EdEnvelope *envelope,
                            EdResult *result,
                            gint64 *at,
                            GError **error);
gboolean ed_judge_company (EdBatch *batch,
                           const EdSender *sender,
                           EdEnvelope *envelope,
                           EdResult *result,
                           gint64 *at,
                           GError **error);

gboolean ed_judge_request (EdBatch *batch,
                           const EdSender *sender,
                           EdEnvelope *envelope,
                           EdResult *result,
                           gint64 *at,
                           GError **error);

gboolean ed_judge_late_work (EdBatch *batch,
                             const EdSender *sender,
                             EdEnvelope *envelope,
                             EdResult *result,
                             gint64 *at,
                             GError **error);

/* Makes RESULT a refusal; answers TRUE, for returning. */
gboolean ed_judge_reject (EdResult *result, const EdRefusal *refusal);

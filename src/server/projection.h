/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/account.h"
#include "domain/case.h"
#include "domain/company.h"
#include "domain/fee-statement.h"
#include "domain/message.h"
#include "domain/settings.h"
#include "server/batch.h"

/* Writes documents, and with each the views that follow from it: what is not written here is seen
 * by nobody. */

/* Who saw a case before it was changed. */
typedef struct
{
  char *expert; /* NULL: nobody but staff */
  char *assigned_by;
  char *assignment;
} EdCaseBefore;

void ed_case_before_init (EdCaseBefore *before, const EdCase *case_); /* NULL: a new case */
void ed_case_before_clear (EdCaseBefore *before);

gboolean ed_projection_write_case (EdBatch *batch,
                                   const EdCaseBefore *before,
                                   const EdCase *case_,
                                   gint64 rev,
                                   GError **error);
/* The case, with all that was written about it, comes to coordinators' machines, or leaves them for
 * the archive (server/archiving.h), and so do its MESSAGES (ids, NULL-terminated). */
gboolean
ed_projection_show_case_to_staff (EdBatch *batch, const EdCase *case_, gint64 rev, GError **error);
gboolean ed_projection_archive_case (EdBatch *batch,
                                     const char *id,
                                     const char *const *messages,
                                     GError **error);
/* A new message about CASE_, as it is. *IS_NEW is FALSE, and nothing written, when there is one
 * with its id. */
gboolean ed_projection_write_message (EdBatch *batch,
                                      const EdCase *case_,
                                      const EdMessage *message,
                                      gboolean *is_new,
                                      GError **error);
/* Nobody sees the case any more, nor its MESSAGES (ids, NULL-terminated): WHY is "erased" or
 * "retention". The documents themselves are the caller's to delete. */
gboolean ed_projection_take_case (EdBatch *batch,
                                  const EdCase *case_,
                                  const char *const *messages,
                                  const char *why,
                                  GError **error);
/* The same of MESSAGES alone. */
gboolean ed_projection_take_messages (EdBatch *batch,
                                      const EdCase *case_,
                                      const char *const *messages,
                                      const char *why,
                                      GError **error);
/* The expert's view alone, as it is by the clock now. */
gboolean
ed_projection_show_case_to_expert (EdBatch *batch, const EdCase *case_, gint64 rev, GError **error);
/* When the client's contact data leaves the expert's view, if it has not yet. */
gboolean ed_projection_note_contact_data (EdBatch *batch, const EdCase *case_, GError **error);
gboolean
ed_projection_write_account (EdBatch *batch, const EdAccount *account, gint64 rev, GError **error);
/* Its revision is the statement's own. */
gboolean
ed_projection_write_statement (EdBatch *batch, const EdFeeStatement *statement, GError **error);
/* Nothing of STATEMENT but what companies pay has changed: its expert learns nothing of it. */
gboolean
ed_projection_write_charges (EdBatch *batch, const EdFeeStatement *statement, GError **error);
gboolean
ed_projection_write_company (EdBatch *batch, const EdCompany *company, gint64 rev, GError **error);
gboolean ed_projection_write_settings (EdBatch *batch,
                                       const EdSettings *settings,
                                       gint64 rev,
                                       GError **error);

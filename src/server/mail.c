/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/mail.h"

#include <string.h>

#include "server/api-state.h"
#include "server/case-store.h"
#include "server/credential-table.h"
#include "server/mail-rights.h"
#include "server/mail-table.h"

/* Which event of a case is told by which mail. Source: guide, "Handling cases". */
static const struct
{
  EdEventKind event;
  EdMailKind kind;
} told[] = {
  { ED_EVENT_ASSIGNED, ED_MAIL_ASSIGNED }, { ED_EVENT_CONTACTED, ED_MAIL_CONTACTED },
  { ED_EVENT_DECLINED, ED_MAIL_DECLINED }, { ED_EVENT_UNREACHABLE, ED_MAIL_UNREACHABLE },
  { ED_EVENT_CLOSING, ED_MAIL_CLOSED },    { ED_EVENT_RETURNED, ED_MAIL_RETURNED },
  { ED_EVENT_REOPENED, ED_MAIL_RETURNED }, { ED_EVENT_APPROVED, ED_MAIL_APPROVED },
};

/* Queues it when the account may be told; CASE_ is the case of MAIL, if it has one. *QUEUED tells
 * whether it was. */
static gboolean
queue_if_allowed (EdBatch *batch,
                  const EdMail *mail,
                  const EdCase *case_,
                  const char *recipient,
                  gboolean *queued,
                  GError **error)
{
  g_autoptr (EdAccount) reader = NULL;
  GError *local = NULL;

  *queued = FALSE;
  reader = ed_case_store_load_account (batch, recipient, NULL, &local);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  *queued = reader != NULL && ed_mail_may_reach (mail, reader, case_, batch);
  return !*queued || ed_mails_add (batch->db, mail, recipient, batch->now, error);
}

/* But BY, who did it, or NULL. */
static gboolean
queue_to_all_coordinators (EdBatch *batch,
                           const EdMail *mail,
                           const EdCase *case_,
                           const char *by,
                           GError **error)
{
  g_auto (GStrv) coordinators = ed_credentials_list (batch->db, ED_ROLE_COORDINATOR, error);
  gboolean queued;

  for (char **id = coordinators; id != NULL && *id != NULL; id++)
    {
      if (g_strcmp0 (*id, by) != 0 && !queue_if_allowed (batch, mail, case_, *id, &queued, error))
        return FALSE;
    }
  return coordinators != NULL;
}

static gboolean
queue_to_coordinator (EdBatch *batch,
                      const EdMail *mail,
                      const EdCase *case_,
                      const char *coordinator,
                      const char *by,
                      GError **error)
{
  gboolean queued = FALSE;

  if (coordinator != NULL && !queue_if_allowed (batch, mail, case_, coordinator, &queued, error))
    return FALSE;
  return queued || queue_to_all_coordinators (batch, mail, case_, by, error);
}

/* The case of MAIL, NULL where it has none. */
static gboolean
load_case (EdBatch *batch, const EdMail *mail, EdCase **case_, GError **error)
{
  GError *local = NULL;
  gint64 rev;

  *case_ = mail->case_id != NULL ? ed_case_store_load (batch, mail->case_id, &rev, &local) : NULL;
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

gboolean
ed_mail_queue (EdBatch *batch, const EdMail *mail, const char *recipient, GError **error)
{
  g_autoptr (EdCase) case_ = NULL;
  gboolean queued;

  return batch->api->is_quiet
         || (load_case (batch, mail, &case_, error)
             && queue_if_allowed (batch, mail, case_, recipient, &queued, error));
}

gboolean
ed_mail_queue_to_coordinator (EdBatch *batch,
                              const EdMail *mail,
                              const char *coordinator,
                              GError **error)
{
  g_autoptr (EdCase) case_ = NULL;

  return batch->api->is_quiet
         || (load_case (batch, mail, &case_, error)
             && queue_to_coordinator (batch, mail, case_, coordinator, NULL, error));
}

/* Nobody is told of what they did themselves. */
static gboolean
tell (EdBatch *batch,
      const EdMail *mail,
      const EdCase *case_,
      const char *coordinator,
      const char *by,
      GError **error)
{
  gboolean queued;

  if (ed_mail_is_for_expert (mail->kind))
    return g_strcmp0 (case_->expert_id, by) == 0
           || queue_if_allowed (batch, mail, case_, case_->expert_id, &queued, error);
  return g_strcmp0 (coordinator, by) == 0
         || queue_to_coordinator (batch, mail, case_, coordinator, by, error);
}

gboolean
ed_mail_tell_of_case (EdBatch *batch,
                      const EdCase *case_,
                      guint first_event,
                      const char *coordinator,
                      gint64 rev,
                      const char *by,
                      GError **error)
{
  for (guint i = first_event; i < case_->events->len && !batch->api->is_quiet; i++)
    {
      const EdEvent *event = case_->events->pdata[i];
      g_autofree char *id = g_strdup_printf ("%s/%" G_GINT64_FORMAT, case_->id, rev);

      for (guint j = 0; j < G_N_ELEMENTS (told); j++)
        {
          EdMail mail = { .kind = told[j].kind,
                          .event = id,
                          .case_id = case_->id,
                          .assignment_id = event->assignment_id };

          if (event->what == (gint64) told[j].event
              && !tell (batch, &mail, case_, coordinator, by, error))
            return FALSE;
        }
    }
  return TRUE;
}

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/statement-mail.h"

#include "server/api-state.h"
#include "server/case-store.h"
#include "server/credential-table.h"
#include "server/mail-table.h"

/* Which command is told by which mail, for as long as the statement is in which state. Who accepts
 * it themselves is paid next, so nobody has to hear of that. */
static const struct
{
  EdCommandType command;
  EdMailKind kind;
  EdStatementState state;
  guint reader; /* its expert, or every coordinator */
} told[] = {
  { ED_COMMAND_STATEMENT_SEND, ED_MAIL_STATEMENT_SENT, ED_STATEMENT_SENT, ED_ROLE_EXPERT },
  { ED_COMMAND_STATEMENT_ACCEPT_FOR,
    ED_MAIL_STATEMENT_ACCEPTED,
    ED_STATEMENT_ACCEPTED,
    ED_ROLE_EXPERT },
  { ED_COMMAND_STATEMENT_PAY, ED_MAIL_STATEMENT_PAID, ED_STATEMENT_PAID, ED_ROLE_EXPERT },
  { ED_COMMAND_STATEMENT_DISPUTE,
    ED_MAIL_STATEMENT_DISPUTED,
    ED_STATEMENT_DISPUTED,
    ED_ROLE_COORDINATOR },
};

gboolean
ed_statement_mail_may_reach (const EdMail *mail,
                             const EdAccount *reader,
                             const EdFeeStatement *statement)
{
  if (statement == NULL || reader->state == ED_ACCOUNT_SUSPENDED)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (told); i++)
    if (told[i].kind == mail->kind)
      return statement->state == (gint64) told[i].state
             && (ed_account_roles (reader) & told[i].reader) != 0
             && (told[i].reader != ED_ROLE_EXPERT
                 || g_strcmp0 (statement->expert_id, reader->id) == 0);
  return FALSE;
}

/* Nobody is told of what they did themselves. */
static gboolean
queue (EdBatch *batch,
       const EdMail *mail,
       const EdFeeStatement *statement,
       const char *recipient,
       const char *by,
       GError **error)
{
  g_autoptr (EdAccount) reader = NULL;
  GError *local = NULL;

  if (g_strcmp0 (recipient, by) == 0)
    return TRUE;
  reader = ed_case_store_load_account (batch, recipient, NULL, &local);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  return reader == NULL || !ed_statement_mail_may_reach (mail, reader, statement)
         || ed_mails_add (batch->db, mail, recipient, batch->now, error);
}

static gboolean
queue_to_coordinators (EdBatch *batch,
                       const EdMail *mail,
                       const EdFeeStatement *statement,
                       const char *by,
                       GError **error)
{
  g_auto (GStrv) all = ed_credentials_list (batch->db, ED_ROLE_COORDINATOR, error);

  for (char **id = all; id != NULL && *id != NULL; id++)
    if (!queue (batch, mail, statement, *id, by, error))
      return FALSE;
  return all != NULL;
}

gboolean
ed_statement_mail_tell (EdBatch *batch,
                        const EdFeeStatement *statement,
                        EdCommandType command,
                        const char *by,
                        GError **error)
{
  g_autofree char *event =
      g_strdup_printf ("%s/%" G_GINT64_FORMAT, statement->id, statement->statement_rev);
  EdMail mail = { .event = event, .statement_id = statement->id };

  for (guint i = 0; i < G_N_ELEMENTS (told) && !batch->api->is_quiet; i++)
    {
      if (told[i].command != command)
        continue;
      mail.kind = told[i].kind;
      if (told[i].reader == ED_ROLE_EXPERT)
        return queue (batch, &mail, statement, statement->expert_id, by, error);
      mail.account_id = statement->expert_id;
      return queue_to_coordinators (batch, &mail, statement, by, error);
    }
  return TRUE;
}

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/ledger.h"

#include <gio/gio.h>

#include "base/plant.h"
#include "domain/billing.h"
#include "server/api-state.h"
#include "server/case-store.h"
#include "server/charging.h"
#include "server/fee-statement-table.h"
#include "server/projection.h"

/* Whose lines, and from which month on they may stand. */
typedef struct
{
  EdBatch *batch;
  const char *expert_id, *expert_name;
  gint64 month;
} Posting;

static void
free_line (gpointer line)
{
  ed_record_free (&ed_statement_line_type, line);
}

/* The statements of EXPERT of MONTH and later. */
static GPtrArray *
load_statements (EdBatch *batch, const char *expert, gint64 month, GError **error)
{
  g_autoptr (GPtrArray) statements =
      g_ptr_array_new_with_free_func ((GDestroyNotify) ed_fee_statement_free);
  g_auto (GStrv) ids = ed_fee_statements_list (batch->db, expert, month, error);

  for (char **id = ids; id != NULL && *id != NULL; id++)
    {
      EdFeeStatement *statement = ed_case_store_load_statement (batch, *id, error);

      if (statement == NULL)
        return NULL;
      g_ptr_array_add (statements, statement);
    }
  return ids != NULL ? g_steal_pointer (&statements) : NULL;
}

static EdFeeStatement *
begin_statement (const Posting *posting, gint64 month, GError **error)
{
  g_autoptr (EdFeeStatement) statement = ed_record_new (&ed_fee_statement_type);

  statement->id = ed_secrets_make_uuid ();
  statement->expert_id = g_strdup (posting->expert_id);
  statement->expert_name = g_strdup (posting->expert_name);
  statement->month = month;
  statement->state = ED_STATEMENT_DRAFT;
  statement->statement_rev = 0;
  statement->currency = g_strdup (ed_settings_currency (posting->batch->api->settings));
  if (!ed_fee_statements_add (posting->batch->db,
                              statement->id,
                              statement->expert_id,
                              month,
                              error))
    return NULL;
  return g_steal_pointer (&statement);
}

/* Puts LINES, whose elements it takes, on STATEMENT. */
static gboolean
write_lines (EdBatch *batch, EdFeeStatement *statement, GPtrArray *lines, GError **error)
{
  while (lines->len > 0)
    {
      EdStatementLine *line = g_ptr_array_steal_index (lines, 0);

      g_ptr_array_add (statement->lines, line);
      if (!ed_fee_statements_note_case (batch->db, statement->id, line->case_id, error))
        return FALSE;
    }
  statement->statement_rev++;
  return ed_projection_write_statement (batch, statement, error);
}

/* The same on the first statement that takes them. */
static gboolean
post_lines (const Posting *posting, GPtrArray *lines, GError **error)
{
  g_autoptr (GPtrArray) statements = NULL;
  g_autoptr (EdFeeStatement) begun = NULL;
  EdFeeStatement *chosen;
  gint64 month;

  if (lines->len == 0)
    return TRUE;
  statements = load_statements (posting->batch, posting->expert_id, posting->month, error);
  if (statements == NULL)
    return FALSE;
  chosen = ed_billing_choose (statements, posting->month, &month);
  if (chosen == NULL)
    chosen = begun = begin_statement (posting, month, error);
  return chosen != NULL && write_lines (posting->batch, chosen, lines, error);
}

static gboolean
post_for (EdBatch *batch, const EdCase *case_, const char *id, gint64 month, GError **error)
{
  const EdApi *api = batch->api;
  g_autoptr (EdAccount) expert = ed_case_store_load_account (batch, id, NULL, error);
  g_autoptr (GPtrArray) lines = NULL;
  Posting posting = { .batch = batch, .month = month };

  if (expert == NULL)
    {
      if (error != NULL && *error == NULL)
        g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "there is no account %s", id);
      return FALSE;
    }
  posting.expert_id = expert->id;
  posting.expert_name = expert->name;
  lines = ed_billing_make_lines (case_, expert, api->settings->attempt_fee, api->zone);
  return ed_charging_settle (batch, lines, case_, error) && post_lines (&posting, lines, error);
}

/* A clock that is slow does not put lines into a month before the closing had arrived. */
gboolean
ed_ledger_post (EdBatch *batch, const EdCase *case_, GError **error)
{
  const EdZone *zone = batch->api->zone;
  g_autoptr (GPtrArray) experts = ed_billing_list_experts (case_, zone);
  gint64 month = ed_billing_month (MAX (case_->approval->at, case_->closing->at_received_at), zone);

  for (guint i = 0; i < experts->len; i++)
    if (!post_for (batch, case_, experts->pdata[i], month, error)
        || (ED_PLANT (billed_twice) && !post_for (batch, case_, experts->pdata[i], month, error)))
      return FALSE;
  return TRUE;
}

gboolean
ed_ledger_take_back (EdBatch *batch,
                     const char *case_id,
                     const char *closing,
                     gint64 at,
                     GError **error)
{
  g_auto (GStrv) ids = ed_fee_statements_list_of_case (batch->db, case_id, error);

  for (char **id = ids; id != NULL && *id != NULL; id++)
    {
      g_autoptr (EdFeeStatement) statement = ed_case_store_load_statement (batch, *id, error);
      g_autoptr (GPtrArray) taken = g_ptr_array_new_with_free_func (free_line);
      Posting posting = { .batch = batch, .month = ed_billing_month (at, batch->api->zone) };

      if (statement == NULL)
        return FALSE;
      posting.expert_id = statement->expert_id;
      posting.expert_name = statement->expert_name;
      if (ed_billing_take_back (statement, case_id, closing, at, taken))
        {
          statement->statement_rev++;
          if (!ed_projection_write_statement (batch, statement, error))
            return FALSE;
        }
      if (!post_lines (&posting, taken, error))
        return FALSE;
    }
  return ids != NULL;
}

gboolean
ed_ledger_fill (EdBatch *batch, const EdAccount *expert, gint64 type, GError **error)
{
  g_autoptr (GPtrArray) statements = load_statements (batch, expert->id, 0, error);
  gint64 amount = ed_account_fee (expert, type);

  for (guint i = 0; statements != NULL && i < statements->len; i++)
    {
      EdFeeStatement *statement = statements->pdata[i];

      if (statement->state != ED_STATEMENT_DRAFT || !ed_billing_fill (statement, type, amount))
        continue;
      statement->statement_rev++;
      if (!ed_projection_write_statement (batch, statement, error))
        return FALSE;
    }
  return statements != NULL;
}

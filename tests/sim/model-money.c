/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What experts are paid: their statements, and, by another way, what must be true of all of them.
 */

#include "model-part.h"

#include "domain/billing.h"
#include "domain/charges.h"
#include "domain/statement-rules.h"

#include <string.h>

static int
compare_months (gconstpointer a, gconstpointer b)
{
  const EdFeeStatement *first = *(EdFeeStatement *const *) a;
  const EdFeeStatement *second = *(EdFeeStatement *const *) b;

  return (first->month > second->month) - (first->month < second->month);
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(EdFeeStatement *const *) a)->id, (*(EdFeeStatement *const *) b)->id);
}

/* Copies of the statements of EXPERT (NULL: of all), from MONTH on. */
static GPtrArray *
list_statements (const SimModel *model, const char *expert, gint64 month)
{
  GPtrArray *statements = g_ptr_array_new_with_free_func ((GDestroyNotify) ed_fee_statement_free);
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, model->things[ED_TARGET_STATEMENT]);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const EdFeeStatement *statement = ((SimThing *) value)->record;

      if (statement->month >= month
          && (expert == NULL || strcmp (statement->expert_id, expert) == 0))
        g_ptr_array_add (statements, ed_record_copy (&ed_fee_statement_type, statement));
    }
  g_ptr_array_sort (statements, compare_months);
  return statements;
}

static void
put (SimModel *model, const EdFeeStatement *statement)
{
  EdFeeStatement *next = ed_record_copy (&ed_fee_statement_type, statement);

  next->statement_rev++;
  sim_model_put (model, ED_TARGET_STATEMENT, next->id, next);
}

static EdFeeStatement *
begin_statement (SimModel *model, const char *expert, const char *expert_name, gint64 month)
{
  EdFeeStatement *statement = ed_record_new (&ed_fee_statement_type);
  char *id = model->server->name_statement (model->data, expert, month);

  statement->id = id != NULL ? id : g_uuid_string_random ();
  statement->expert_id = g_strdup (expert);
  statement->expert_name = g_strdup (expert_name);
  statement->month = month;
  statement->state = ED_STATEMENT_DRAFT;
  statement->statement_rev = 0;
  statement->currency = g_strdup (ed_settings_currency (model->settings));
  return statement;
}

/* LINES go onto the first draft from MONTH on. */
static void
post_lines (SimModel *model,
            const char *expert,
            const char *expert_name,
            gint64 month,
            const GPtrArray *lines)
{
  g_autoptr (GPtrArray) statements = list_statements (model, expert, month);
  EdFeeStatement *chosen;
  gint64 first = month;

  if (lines->len == 0)
    return;
  chosen = ed_billing_choose (statements, month, &first);
  if (chosen == NULL)
    {
      chosen = begin_statement (model, expert, expert_name, first);
      g_ptr_array_add (statements, chosen);
    }
  for (guint i = 0; i < lines->len; i++)
    g_ptr_array_add (chosen->lines, ed_record_copy (&ed_statement_line_type, lines->pdata[i]));
  put (model, chosen);
}

/* NULL: it was recorded for none that is known. Of those that are not retired one has the name. */
static const EdCompany *
find_company (const SimModel *model, const EdCase *case_)
{
  g_autoptr (GPtrArray) companies = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, model->things[ED_TARGET_COMPANY]);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    g_ptr_array_add (companies, ((SimThing *) value)->record);
  return ed_company_of_case (companies, case_);
}

void
sim_money_post (SimModel *model, const EdCase *case_)
{
  g_autoptr (GPtrArray) experts = ed_billing_list_experts (case_, model->zone);
  gint64 received = MAX (case_->approval->at, case_->closing->at_received_at);

  for (guint i = 0; i < experts->len; i++)
    {
      const EdAccount *expert = sim_model_find (model, ED_TARGET_ACCOUNT, experts->pdata[i]);
      g_autoptr (GPtrArray) lines =
          ed_billing_make_lines (case_, expert, model->settings->attempt_fee, model->zone);

      ed_charges_settle (lines, case_, find_company (model, case_));
      post_lines (model, expert->id, expert->name, ed_billing_month (received, model->zone), lines);
    }
}

static gboolean
has_line (const EdFeeStatement *statement, const char *case_id)
{
  for (guint i = 0; i < statement->lines->len; i++)
    if (g_strcmp0 (((EdStatementLine *) statement->lines->pdata[i])->case_id, case_id) == 0)
      return TRUE;
  return FALSE;
}

static void
free_line (gpointer line)
{
  ed_record_free (&ed_statement_line_type, line);
}

void
sim_money_take_back (SimModel *model, const char *case_id, const char *closing, gint64 at)
{
  g_autoptr (GPtrArray) statements = list_statements (model, NULL, 0);

  g_ptr_array_sort (statements, compare_ids);
  for (guint i = 0; i < statements->len; i++)
    {
      const EdFeeStatement *listed = statements->pdata[i];
      g_autoptr (EdFeeStatement) statement =
          ed_record_copy (&ed_fee_statement_type,
                          sim_model_find (model, ED_TARGET_STATEMENT, listed->id));
      g_autoptr (GPtrArray) taken = g_ptr_array_new_with_free_func (free_line);

      if (!has_line (statement, case_id))
        continue;
      if (ed_billing_take_back (statement, case_id, closing, at, taken))
        put (model, statement);
      post_lines (model,
                  statement->expert_id,
                  statement->expert_name,
                  ed_billing_month (at, model->zone),
                  taken);
    }
}

void
sim_money_fill (SimModel *model, const EdAccount *expert, gint64 type)
{
  g_autoptr (GPtrArray) statements = list_statements (model, expert->id, 0);
  gint64 amount = ed_account_fee (expert, type);

  for (guint i = 0; i < statements->len; i++)
    {
      EdFeeStatement *statement = statements->pdata[i];

      if (statement->state == ED_STATEMENT_DRAFT && ed_billing_fill (statement, type, amount))
        put (model, statement);
    }
}

void
sim_money_charge (SimModel *model, const EdCompany *company)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, model->things[ED_TARGET_STATEMENT]);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    ed_charges_fill (((SimThing *) value)->record, company);
}

void
sim_judge_statement (SimTrial *trial)
{
  SimModel *model = trial->model;
  const char *id = trial->command->target_id;
  const EdFeeStatement *before = sim_model_find (model, ED_TARGET_STATEMENT, id);
  guint roles = ed_account_roles (trial->account);
  gboolean known = before != NULL
                   && ((roles & ED_ROLE_COORDINATOR) != 0
                       || strcmp (before->expert_id, trial->account->id) == 0);
  g_autoptr (EdFeeStatement) statement =
      known ? ed_record_copy (&ed_fee_statement_type, before) : NULL;
  const EdStatementCircumstances circumstances = { .account_id = trial->account->id,
                                                   .account_name = trial->account->name,
                                                   .roles = roles,
                                                   .at = trial->at };
  EdRefusal refusal = { ED_REFUSAL_NONE, NULL };

  if (!ed_fee_statement_apply (statement, trial->command, &circumstances, &refusal))
    {
      sim_trial_reject (trial, refusal.code);
      return;
    }
  g_assert (statement != NULL);
  trial->must.rev = statement->statement_rev;
  sim_mail_tell_of_statement (trial, statement);
  sim_model_put (model, ED_TARGET_STATEMENT, id, g_steal_pointer (&statement));
}

/* --- what must be true --------------------------------------------------------------------------
 */

static gboolean
is_paid_for (const SimModel *model, const EdStatementLine *line, const char *expert)
{
  const EdCase *case_ = sim_model_find (model, ED_TARGET_CASE, line->case_id);
  const EdSession *session =
      line->session_id != NULL ? ed_case_find_session (case_, line->session_id) : NULL;

  if (case_->state != ED_CASE_CLOSED || g_strcmp0 (case_->closing->id, line->closing) != 0)
    return FALSE;
  if (line->kind == ED_LINE_UNREACHABLE)
    return case_->closing->outcome == ED_OUTCOME_UNREACHABLE;
  return session != NULL && session->deleted != 1;
}

/* Adds what LINE is worth to what was billed of its session, or its unreachable client. */
static void
add_line (GHashTable *billed, const EdStatementLine *line)
{
  char *key = g_strdup_printf ("%s %s %s",
                               line->case_id,
                               line->closing,
                               line->session_id != NULL ? line->session_id : "unreachable");
  int count = GPOINTER_TO_INT (g_hash_table_lookup (billed, key));

  count += line->taken_back == 1 ? -1 : 1;
  g_hash_table_insert (billed, key, GINT_TO_POINTER (count));
}

char *
sim_model_check_money (const SimModel *self)
{
  g_autoptr (GPtrArray) statements = list_statements (self, NULL, 0);
  g_autoptr (GHashTable) billed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < statements->len; i++)
    {
      const EdFeeStatement *statement = statements->pdata[i];

      for (guint j = 0; j < statement->lines->len; j++)
        {
          const EdStatementLine *line = statement->lines->pdata[j];

          if (line->kind != ED_LINE_CORRECTION)
            add_line (billed, line);
        }
    }
  for (guint i = 0; i < statements->len; i++)
    {
      const EdFeeStatement *statement = statements->pdata[i];

      for (guint j = 0; j < statement->lines->len; j++)
        {
          const EdStatementLine *line = statement->lines->pdata[j];
          g_autofree char *key = NULL;
          int count, wanted;

          /* What was worth nothing needs not be taken back. */
          if (line->kind == ED_LINE_CORRECTION || line->amount == 0 || line->amount == ED_ABSENT)
            continue;
          key = g_strdup_printf ("%s %s %s",
                                 line->case_id,
                                 line->closing,
                                 line->session_id != NULL ? line->session_id : "unreachable");
          count = GPOINTER_TO_INT (g_hash_table_lookup (billed, key));
          wanted = is_paid_for (self, line, statement->expert_id) ? 1 : 0;
          if (count != wanted)
            return g_strdup_printf ("%s is billed %d times instead of %d", key, count, wanted);
        }
    }
  return NULL;
}

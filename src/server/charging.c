/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/charging.h"

#include "domain/charges.h"
#include "server/case-store.h"
#include "server/charge-table.h"
#include "server/due-table.h"
#include "server/projection.h"

#define AT_ONCE 500 /* in one transaction */

gboolean
ed_charging_settle (EdBatch *batch, const GPtrArray *lines, const EdCase *case_, GError **error)
{
  g_autoptr (GPtrArray) companies = ed_case_store_list_companies (batch, error);

  if (companies == NULL)
    return FALSE;
  ed_charges_settle (lines, case_, ed_company_of_case (companies, case_));
  return TRUE;
}

/* As whose LINE waits in the table. Free with g_free(). */
static char *
name_payer (const EdStatementLine *line)
{
  return line->company_id != NULL ? g_strdup (line->company_id)
                                  : ed_company_fold_name (line->company_name);
}

gboolean
ed_charging_note (EdBatch *batch, const EdFeeStatement *statement, GError **error)
{
  for (guint i = 0; i < statement->lines->len; i++)
    {
      const EdStatementLine *line = statement->lines->pdata[i];
      g_autofree char *payer = NULL;

      if (!ed_charges_is_waiting (line))
        continue;
      payer = name_payer (line);
      if (!ed_charges_wait (batch->db, payer, statement->id, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
waits_for (const EdFeeStatement *statement, const char *payer)
{
  for (guint i = 0; i < statement->lines->len; i++)
    {
      const EdStatementLine *line = statement->lines->pdata[i];
      g_autofree char *name = ed_charges_is_waiting (line) ? name_payer (line) : NULL;

      if (g_strcmp0 (name, payer) == 0)
        return TRUE;
    }
  return FALSE;
}

/* What waits for COMPANY under the name of PAYER. */
static gboolean
fill (EdBatch *batch, const EdCompany *company, const char *payer, GError **error)
{
  g_auto (GStrv) ids = ed_charges_list_waiting (batch->db, payer, error);

  for (char **id = ids; id != NULL && *id != NULL; id++)
    {
      GError *local = NULL;
      g_autoptr (EdFeeStatement) statement = ed_case_store_load_statement (batch, *id, &local);

      if (local != NULL)
        {
          g_propagate_error (error, local);
          return FALSE;
        }
      if (statement != NULL && ed_charges_fill (statement, company)
          && !ed_projection_write_charges (batch, statement, error))
        return FALSE;
      if ((statement == NULL || !waits_for (statement, payer))
          && !ed_charges_end_wait (batch->db, payer, *id, error))
        return FALSE;
    }
  return ids != NULL;
}

gboolean
ed_charging_fill (EdBatch *batch, const EdCompany *company, GError **error)
{
  g_autofree char *name = ed_company_fold_name (company->name);

  return company->fees->len == 0
         || (fill (batch, company, company->id, error) && fill (batch, company, name, error));
}

/* --- statements from before ---------------------------------------------------------------------
 */

typedef struct
{
  EdBatch *batch;
  GPtrArray *companies; /* EdCompany */
} Round;

/* What is charged for LINE, if its case is still there. */
static gboolean
settle_line (const Round *round, EdStatementLine *line, GError **error)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();
  g_autoptr (EdCase) case_ = NULL;
  GError *local = NULL;

  if (line->kind != ED_LINE_SESSION || line->company_name != NULL || line->case_id == NULL)
    return TRUE;
  case_ = ed_case_store_load (round->batch, line->case_id, NULL, &local);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  g_ptr_array_add (lines, line);
  if (case_ != NULL)
    ed_charges_settle (lines, case_, ed_company_of_case (round->companies, case_));
  return TRUE;
}

static gboolean
settle_statement (gpointer data, const char *id, GError **error)
{
  Round *round = data;
  EdBatch *batch = round->batch;
  GError *local = NULL;
  g_autoptr (EdFeeStatement) statement = ed_case_store_load_statement (batch, id, &local);

  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  for (guint i = 0; statement != NULL && i < statement->lines->len; i++)
    if (!settle_line (round, statement->lines->pdata[i], error))
      return FALSE;
  return (statement == NULL || ed_projection_write_charges (batch, statement, error))
         && ed_dues_clear (batch->db, ED_DUE_CHARGES, id, error);
}

gboolean
ed_charging_work (EdBatch *batch, GError **error)
{
  g_auto (GStrv) first = ed_dues_list (batch->db, ED_DUE_CHARGES, batch->now, 1, error);
  g_autoptr (GPtrArray) companies = NULL;
  Round round = { .batch = batch };

  if (first == NULL || first[0] == NULL)
    return first != NULL;
  round.companies = companies = ed_case_store_list_companies (batch, error);
  return companies != NULL
         && ed_dues_work (batch->db,
                          ED_DUE_CHARGES,
                          batch->now,
                          AT_ONCE,
                          settle_statement,
                          &round,
                          error);
}

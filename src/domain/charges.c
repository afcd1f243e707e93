/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "domain/charges.h"

#include "domain/account.h"

void
ed_charge_free (EdCharge *self)
{
  g_free (self->company_name);
  g_free (self);
}

gint64
ed_charge_amount (const EdCharge *self)
{
  return self->fee != ED_ABSENT ? self->fee * self->sessions : ED_ABSENT;
}

static gint64
find_fee (const EdCompany *company, gint64 type)
{
  for (guint i = 0; company != NULL && i < company->fees->len; i++)
    if (((const EdFee *) company->fees->pdata[i])->type == type)
      return ((const EdFee *) company->fees->pdata[i])->amount;
  return ED_ABSENT;
}

static gboolean
is_same (const char *a, const char *b)
{
  return a == NULL || b == NULL ? a == b : ed_company_is_same_name (a, b);
}

/* --- at an approval ----------------------------------------------------------------------------
 */

void
ed_charges_settle (const GPtrArray *lines, const EdCase *case_, const EdCompany *company)
{
  for (guint i = 0; i < lines->len; i++)
    {
      EdStatementLine *line = lines->pdata[i];

      if (line->kind != ED_LINE_SESSION)
        continue;
      line->company_id = g_strdup (company != NULL ? company->id : case_->company_id);
      line->company_name = g_strdup (case_->company_name);
      line->company_fee = find_fee (company, case_->type);
    }
}

gboolean
ed_charges_is_waiting (const EdStatementLine *line)
{
  return line->kind == ED_LINE_SESSION && line->company_name != NULL
         && line->company_fee == ED_ABSENT;
}

static gboolean
is_of_company (const EdStatementLine *line, const EdCompany *company)
{
  if (line->company_id != NULL)
    return g_str_equal (line->company_id, company->id);
  return company->retired != 1 && ed_company_is_same_name (line->company_name, company->name);
}

gboolean
ed_charges_fill (EdFeeStatement *statement, const EdCompany *company)
{
  gboolean changed = FALSE;

  for (guint i = 0; i < statement->lines->len; i++)
    {
      EdStatementLine *line = statement->lines->pdata[i];
      gint64 fee = find_fee (company, line->type);

      if (fee == ED_ABSENT || !ed_charges_is_waiting (line) || !is_of_company (line, company))
        continue;
      g_free (line->company_id);
      line->company_id = g_strdup (company->id);
      line->company_fee = fee;
      changed = TRUE;
    }
  return changed;
}

/* --- of a month --------------------------------------------------------------------------------
 */

static EdCharge *
find_charge (GPtrArray *charges, const char *name, const EdStatementLine *line)
{
  for (guint i = 0; i < charges->len; i++)
    {
      EdCharge *charge = charges->pdata[i];

      if (charge->type == line->type && charge->fee == line->company_fee
          && is_same (charge->company_name, name))
        return charge;
    }
  return NULL;
}

static void
add_line (GPtrArray *charges, const EdStatementLine *line, const GPtrArray *companies)
{
  const EdCompany *company = ed_company_of (companies, line->company_id, line->company_name);
  const char *name = company != NULL ? company->name : line->company_name;
  EdCharge *charge = find_charge (charges, name, line);

  if (charge == NULL)
    {
      charge = g_new0 (EdCharge, 1);
      charge->company_name = g_strdup (name);
      charge->type = line->type;
      charge->fee = line->company_fee;
      g_ptr_array_add (charges, charge);
    }
  charge->sessions += line->taken_back == 1 ? -1 : 1;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const EdCharge *first = *(const EdCharge *const *) a, *second = *(const EdCharge *const *) b;

  if ((first->company_name == NULL) != (second->company_name == NULL))
    return first->company_name == NULL ? 1 : -1;
  if (first->company_name != NULL && !is_same (first->company_name, second->company_name))
    return g_utf8_collate (first->company_name, second->company_name);
  if (first->type != second->type)
    return first->type > second->type ? 1 : -1;
  return (first->fee > second->fee) - (first->fee < second->fee);
}

GPtrArray *
ed_charges_list (const GPtrArray *statements, gint64 month, const GPtrArray *companies)
{
  GPtrArray *charges = g_ptr_array_new_with_free_func ((GDestroyNotify) ed_charge_free);

  for (guint i = 0; i < statements->len; i++)
    {
      const EdFeeStatement *statement = statements->pdata[i];

      for (guint k = 0; statement->month == month && k < statement->lines->len; k++)
        {
          const EdStatementLine *line = statement->lines->pdata[k];

          if (line->kind == ED_LINE_SESSION && line->case_id != NULL && line->type != ED_ABSENT)
            add_line (charges, line, companies);
        }
    }
  g_ptr_array_sort (charges, compare);
  return charges;
}

gint64
ed_charges_total (const GPtrArray *charges, gint64 *without_fee)
{
  gint64 total = 0;

  *without_fee = 0;
  for (guint i = 0; i < charges->len; i++)
    {
      const EdCharge *charge = charges->pdata[i];

      if (charge->fee != ED_ABSENT)
        total += ed_charge_amount (charge);
      else
        *without_fee += charge->sessions;
    }
  return total;
}

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

static EdCharge *
find_charge (GPtrArray *charges, const char *name, gint64 type)
{
  for (guint i = 0; i < charges->len; i++)
    {
      EdCharge *charge = charges->pdata[i];

      if (charge->type == type && is_same (charge->company_name, name))
        return charge;
    }
  return NULL;
}

static void
add_line (GPtrArray *charges,
          const EdStatementLine *line,
          const EdCase *case_,
          const GPtrArray *companies)
{
  const EdCompany *company = case_ != NULL ? ed_company_of_case (companies, case_) : NULL;
  const char *name = company != NULL ? company->name : case_ != NULL ? case_->company_name : NULL;
  EdCharge *charge = find_charge (charges, name, line->type);

  if (charge == NULL)
    {
      charge = g_new0 (EdCharge, 1);
      charge->company_name = g_strdup (name);
      charge->type = line->type;
      charge->fee = find_fee (company, line->type);
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
  return (first->type > second->type) - (first->type < second->type);
}

GPtrArray *
ed_charges_list (const GPtrArray *statements,
                 gint64 month,
                 GHashTable *cases,
                 const GPtrArray *companies)
{
  GPtrArray *charges = g_ptr_array_new_with_free_func ((GDestroyNotify) ed_charge_free);

  for (guint i = 0; i < statements->len; i++)
    {
      const EdFeeStatement *statement = statements->pdata[i];

      for (guint k = 0; statement->month == month && k < statement->lines->len; k++)
        {
          const EdStatementLine *line = statement->lines->pdata[k];

          if (line->kind == ED_LINE_SESSION && line->case_id != NULL && line->type != ED_ABSENT)
            add_line (charges, line, g_hash_table_lookup (cases, line->case_id), companies);
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

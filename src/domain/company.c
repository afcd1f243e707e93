/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "domain/company.h"

#include "domain/account.h"
#include "domain/record-table.h"

#define NOTES 4000
#define COVERED_MAX 100000000

#define AGREED                                                                                    \
  ED_TEXT (EdCompany, name, ED_FIELD_REQUIRED, N_ ("Company name"), 200),                         \
      ED_INTEGER (EdCompany, covered, 0, N_ ("Persons covered"), 0, COVERED_MAX),                 \
      ED_INTEGER (EdCompany,                                                                      \
                  sessions_available,                                                             \
                  0,                                                                              \
                  N_ ("Number of available consultations"),                                       \
                  0,                                                                              \
                  1000),                                                                          \
      ED_INTEGER (EdCompany,                                                                      \
                  session_minutes,                                                                \
                  0,                                                                              \
                  N_ ("Duration of consultation in minutes"),                                     \
                  1,                                                                              \
                  1440),                                                                          \
      ED_TEXTS (EdCompany, languages, 0, N_ ("Languages"), 35),                                   \
      ED_TEXT (EdCompany, notes, ED_FIELD_MULTILINE, N_ ("Notes"), NOTES),                        \
  {                                                                                               \
    .name = "fees", .kind = ED_FIELD_RECORDS, .offset = ED_MEMBER (EdCompany, fees, GPtrArray *), \
    .label = N_ ("Fees"), .element = &ed_fee_type, .maximum = 4                                   \
  }

static const EdField entry_fields[] = { AGREED,
                                        ED_BOOLEAN (EdCompany, retired, 0, N_ ("Retired")) };

const EdRecordType ed_company_entry_type = ED_RECORD_TYPE ("company", EdCompany, entry_fields);

static const EdField company_fields[] = {
  ED_ID (EdCompany, id, ED_FIELD_REQUIRED, NULL),
  AGREED,
  ED_BOOLEAN (EdCompany, retired, 0, N_ ("Retired")),
};

const EdRecordType ed_company_type = ED_RECORD_TYPE ("company", EdCompany, company_fields);

void
ed_company_free (EdCompany *company)
{
  ed_record_free (&ed_company_type, company);
}

char *
ed_company_fold_name (const char *name)
{
  g_autofree char *bare = g_strstrip (g_strdup (name));
  g_autofree char *normal = g_utf8_normalize (bare, -1, G_NORMALIZE_DEFAULT_COMPOSE);

  return g_utf8_casefold (normal != NULL ? normal : bare, -1);
}

gboolean
ed_company_is_same_name (const char *a, const char *b)
{
  g_autofree char *folded_a = ed_company_fold_name (a);
  g_autofree char *folded_b = ed_company_fold_name (b);

  return g_str_equal (folded_a, folded_b);
}

const EdCompany *
ed_company_of (const GPtrArray *companies, const char *id, const char *name)
{
  for (guint i = 0; id != NULL && i < companies->len; i++)
    if (g_strcmp0 (((const EdCompany *) companies->pdata[i])->id, id) == 0)
      return companies->pdata[i];
  return ed_company_find (companies, name);
}

const EdCompany *
ed_company_of_case (const GPtrArray *companies, const EdCase *case_)
{
  return ed_company_of (companies, case_->company_id, case_->company_name);
}

void
ed_company_begin (const EdCompany *company, EdCase *intake)
{
  if (company == NULL)
    return;
  g_free (intake->company_id);
  intake->company_id = g_strdup (company->id);
  if (intake->sessions_available == ED_ABSENT)
    intake->sessions_available = company->sessions_available;
  if (intake->session_minutes == ED_ABSENT)
    intake->session_minutes = company->session_minutes;
}

const EdCompany *
ed_company_find (const GPtrArray *companies, const char *name)
{
  for (guint i = 0; name != NULL && i < companies->len; i++)
    {
      const EdCompany *company = companies->pdata[i];

      if (company->retired != 1 && ed_company_is_same_name (company->name, name))
        return company;
    }
  return NULL;
}

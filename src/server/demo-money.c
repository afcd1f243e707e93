/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/demo-money.h"

#include "domain/billing.h"
#include "server/api-state.h"
#include "server/document-table.h"
#include "wire/record-json.h"

/* Minor units of HUF. */
static const gint64 fees[] = {
  [ED_CASE_PSYCHOLOGICAL] = 1500000,
  [ED_CASE_LEGAL] = 1800000,
  [ED_CASE_FINANCIAL] = 1600000,
  [ED_CASE_HEALTH_COACHING] = 1200000,
};

gboolean
ed_demo_agree_fees (EdDemoPeople *people, GRand *dice, gint64 at, GError **error)
{
  for (EdDemoPerson who = ED_DEMO_EXPERT; who <= ED_DEMO_COACH; who++)
    for (guint type = 0; type < G_N_ELEMENTS (fees); type++)
      {
        g_autofree char *id = ed_demo_make_id (dice);
        g_autofree char *args =
            g_strdup_printf ("{\"type\":\"%s\",\"amount\":%" G_GINT64_FORMAT "}",
                             ed_case_type_choices[type].word,
                             fees[type]);

        ed_inside_say (people->inside[ED_DEMO_COORDINATOR],
                       id,
                       "fee.set",
                       people->account[who],
                       NULL,
                       at,
                       args);
      }
  return ed_inside_push (people->inside, ED_DEMO_N_PEOPLE, error);
}

static GPtrArray *
load_statements (EdApi *api, GError **error)
{
  g_autoptr (GPtrArray) list =
      g_ptr_array_new_with_free_func ((GDestroyNotify) ed_fee_statement_free);
  g_auto (GStrv) ids = ed_documents_list (api->writer, "statement", error);

  for (char **id = ids; id != NULL && *id != NULL; id++)
    {
      gint64 rev;
      gsize length;
      g_autofree char *text =
          ed_documents_load (api->writer, "statement", *id, &rev, &length, error);
      EdFeeStatement *statement = NULL;

      if (text != NULL)
        statement = ed_record_from_json (&ed_fee_statement_type,
                                         text,
                                         (gssize) length,
                                         ED_WIRE_LENIENT,
                                         error);
      if (statement == NULL)
        return NULL;
      g_ptr_array_add (list, statement);
    }
  return ids != NULL ? g_steal_pointer (&list) : NULL;
}

static gboolean
decide (EdDemoPeople *people,
        GRand *dice,
        EdDemoPerson who,
        const char *type,
        EdFeeStatement *statement,
        gint64 now,
        GError **error)
{
  g_autofree char *id = ed_demo_make_id (dice);
  g_autofree char *args =
      g_strdup_printf ("{\"statement_rev\":%" G_GINT64_FORMAT "}", statement->statement_rev++);

  ed_inside_say (people->inside[who], id, type, statement->id, NULL, now, args);
  return ed_inside_push (people->inside, ED_DEMO_N_PEOPLE, error);
}

static EdDemoPerson
find_person (const EdDemoPeople *people, const char *account)
{
  EdDemoPerson who = ED_DEMO_EXPERT;

  while (who < ED_DEMO_COACH && !g_str_equal (people->account[who], account))
    who++;
  return who;
}

/* Whether another one of the expert's lies between STATEMENT and MONTH. */
static gboolean
has_later (const GPtrArray *statements, const EdFeeStatement *statement, gint64 month)
{
  for (guint i = 0; i < statements->len; i++)
    {
      const EdFeeStatement *other = statements->pdata[i];

      if (g_str_equal (other->expert_id, statement->expert_id) && other->month > statement->month
          && other->month < month)
        return TRUE;
    }
  return FALSE;
}

gboolean
ed_demo_settle_statements (EdApi *api,
                           EdDemoPeople *people,
                           GRand *dice,
                           gint64 now,
                           GError **error)
{
  g_autoptr (GPtrArray) statements = load_statements (api, error);
  gint64 month = ed_billing_month (now, api->zone);

  for (guint i = 0; statements != NULL && i < statements->len; i++)
    {
      EdFeeStatement *statement = statements->pdata[i];
      EdDemoPerson expert = find_person (people, statement->expert_id);

      if (statement->month >= month || statement->lines->len == 0)
        continue;
      if (!decide (people, dice, ED_DEMO_COORDINATOR, "statement.send", statement, now, error))
        return FALSE;
      if (has_later (statements, statement, month)
          && (!decide (people, dice, expert, "statement.accept", statement, now, error)
              || !decide (people,
                          dice,
                          ED_DEMO_COORDINATOR,
                          "statement.pay",
                          statement,
                          now,
                          error)))
        return FALSE;
    }
  return statements != NULL;
}

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/surroundings.h"

#include "domain/fee-statement.h"
#include "domain/late-work.h"
#include "server/message-table.h"
#include "server/reading.h"

struct _EdSurroundings
{
  GHashTable *unpaid;   /* ids of cases */
  GHashTable *waiting;  /* ids of cases with late work that is not settled */
  GHashTable *late;     /* id of a case or request → how much */
  GHashTable *messages; /* id of a case → how many */
};

static void
count (GHashTable *counts, const char *id, guint n)
{
  n += GPOINTER_TO_UINT (g_hash_table_lookup (counts, id));
  g_hash_table_replace (counts, g_strdup (id), GUINT_TO_POINTER (n));
}

static void
add_statement (gpointer data, gconstpointer value)
{
  EdSurroundings *self = data;
  const EdFeeStatement *statement = value;

  for (guint i = 0; statement->state != ED_STATEMENT_PAID && i < statement->lines->len; i++)
    {
      const EdStatementLine *line = statement->lines->pdata[i];

      if (line->case_id != NULL)
        g_hash_table_add (self->unpaid, g_strdup (line->case_id));
    }
}

static void
add_late_work (gpointer data, gconstpointer value)
{
  EdSurroundings *self = data;
  const EdLateWork *late = value;
  const char *target = late->case_id != NULL ? late->case_id : late->request_id;

  if (target == NULL)
    return;
  count (self->late, target, 1);
  if (late->state == ED_LATE_WAITING)
    g_hash_table_add (self->waiting, g_strdup (target));
}

static gboolean
count_messages (EdSurroundings *self, EdDb *db, GError **error)
{
  g_autoptr (EdStatement) row = ed_messages_count (db, error);
  GError *local = NULL;

  if (row == NULL)
    return FALSE;
  while (ed_statement_step (row, &local))
    count (self->messages, ed_statement_text (row, 0), (guint) ed_statement_int (row, 1));
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

EdSurroundings *
ed_surroundings_load (EdDb *db, GError **error)
{
  g_autoptr (EdSurroundings) self = g_new0 (EdSurroundings, 1);

  self->unpaid = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->waiting = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->late = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->messages = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (ed_reading_all (db, "statement", &ed_fee_statement_type, NULL, add_statement, self, error)
      && ed_reading_all (db, "late_work", &ed_late_work_type, NULL, add_late_work, self, error)
      && count_messages (self, db, error))
    return g_steal_pointer (&self);
  return NULL;
}

void
ed_surroundings_free (EdSurroundings *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->unpaid);
  g_hash_table_unref (self->waiting);
  g_hash_table_unref (self->late);
  g_hash_table_unref (self->messages);
  g_free (self);
}

EdCaseCompany
ed_surroundings_of (const EdSurroundings *self, const char *case_id)
{
  return (EdCaseCompany){
    .is_unpaid = g_hash_table_contains (self->unpaid, case_id),
    .has_late_work = g_hash_table_contains (self->waiting, case_id),
    .messages = GPOINTER_TO_UINT (g_hash_table_lookup (self->messages, case_id)),
  };
}

guint
ed_surroundings_count_late (const EdSurroundings *self, const char *target)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->late, target));
}

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The archive (PROTOCOL 16): closed cases that coordinators do not see any more. When a case is
 * looked at is written with it; what is written to it later, but that it is open again, leaves it
 * where it is. */

#include "model-part.h"

#include "domain/archive.h"

#include <string.h>

/* Of a case in the archive: it is looked at again when the setting has changed. */
#define LATER ed_date_new (2999, 1, 1)

static void
look_at (SimModel *self, const char *id, gint64 at)
{
  g_hash_table_insert (self->archive_looks, g_strdup (id), g_memdup2 (&at, sizeof at));
}

static void
look_on (SimModel *self, const char *id, gint64 date)
{
  look_at (self, id, ed_zone_instant (self->zone, date, 0));
}

static EdRetention
find_day (const SimModel *self, const EdCase *case_, const EdCaseCompany *company)
{
  const EdRetentionFrame frame = { self->settings, self->zone };

  return ed_archive_of_case (case_, company, &frame);
}

gboolean
sim_archive_has (const SimModel *self, const char *case_id)
{
  return g_hash_table_contains (self->archived, case_id);
}

void
sim_archive_note (SimModel *self, const EdCase *case_)
{
  const EdCaseCompany company = { 0 };
  EdRetention found = find_day (self, case_, &company);

  if (case_->state != ED_CASE_CLOSED)
    g_hash_table_remove (self->archived, case_->id);
  if (found.on == ED_ABSENT)
    g_hash_table_remove (self->archive_looks, case_->id);
  else
    look_on (self, case_->id, found.on);
}

void
sim_archive_note_settings (SimModel *self, const EdSettings *before)
{
  g_autoptr (GList) ids = NULL;

  if (ed_archive_months (before) == ed_archive_months (self->settings))
    return;
  ids = g_hash_table_get_keys (self->archive_looks);
  for (GList *at = ids; at != NULL; at = at->next)
    {
      g_autofree char *id = g_strdup (at->data);

      look_at (self, id, self->now);
    }
}

static gboolean
is_unpaid (const SimModel *self, const char *case_id)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->things[ED_TARGET_STATEMENT]);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const EdFeeStatement *statement = ((SimThing *) value)->record;

      for (guint i = 0; statement->state != ED_STATEMENT_PAID && i < statement->lines->len; i++)
        if (g_strcmp0 (((EdStatementLine *) statement->lines->pdata[i])->case_id, case_id) == 0)
          return TRUE;
    }
  return FALSE;
}

static gboolean
has_late_work (const SimModel *self, const char *case_id)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->things[ED_TARGET_LATE_WORK]);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const EdLateWork *late = ((SimThing *) value)->record;

      if (late->state == ED_LATE_WAITING && g_strcmp0 (late->case_id, case_id) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
work_on (SimModel *self, const char *id)
{
  const EdCase *case_ = sim_model_find (self, ED_TARGET_CASE, id);
  const EdCaseCompany company = { .is_unpaid = is_unpaid (self, id),
                                  .has_late_work = has_late_work (self, id) };
  EdRetention found = find_day (self, case_, &company);
  gint64 today = ed_zone_date (self->zone, self->now);

  if (ed_retention_is_due (&found, today))
    {
      g_hash_table_add (self->archived, g_strdup (id));
      look_on (self, id, LATER);
      return;
    }
  g_hash_table_remove (self->archived, id);
  look_on (self, id, MAX (found.on, today + 1));
}

void
sim_archive_work (SimModel *self)
{
  g_autoptr (GList) ids = g_hash_table_get_keys (self->archive_looks);

  for (GList *at = ids; at != NULL; at = at->next)
    {
      g_autofree char *id = g_strdup (at->data);

      if (*(const gint64 *) g_hash_table_lookup (self->archive_looks, id) <= self->now)
        work_on (self, id);
    }
}

gboolean
sim_model_has_archive (const SimModel *self)
{
  return g_hash_table_size (self->archived) > 0;
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

GPtrArray *
sim_model_list_archived (const SimModel *self)
{
  GPtrArray *ids = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, self->archived);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_ptr_array_add (ids, id);
  g_ptr_array_sort (ids, compare_texts);
  return ids;
}

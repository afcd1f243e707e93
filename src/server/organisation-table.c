/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/organisation-table.h"

#include <string.h>

#include "domain/days.h"
#include "domain/record.h"
#include "server/query.h"

gboolean
ed_organisation_create (EdDb *db, const char *name, gboolean demonstration, GError **error)
{
  g_autofree char *id = ed_secrets_make_uuid ();
  g_autofree char *epoch = ed_secrets_make_uuid ();
  guint8 cursor_key[ED_SECRET_BYTES], content_key[ED_SECRET_BYTES];
  guint8 public_key[ED_SECRET_BYTES], secret_key[ED_SECRET_BYTES];

  ed_secrets_random (cursor_key, sizeof cursor_key);
  ed_secrets_random (content_key, sizeof content_key);
  ed_secrets_make_sealing_pair (public_key, secret_key);
  return ed_query_run (db,
                       error,
                       "INSERT INTO organisation (id, name, epoch, next_number, demonstration,"
                       " cursor_key, content_key, sealing_public, sealing_secret)"
                       " VALUES ($1, $2, $3, 1, $4, $5, $6, $7, $8)",
                       "tttibbbb",
                       id,
                       name,
                       epoch,
                       (gint64) demonstration,
                       cursor_key,
                       sizeof cursor_key,
                       content_key,
                       sizeof content_key,
                       public_key,
                       sizeof public_key,
                       secret_key,
                       sizeof secret_key);
}

static void
copy_key (EdStatement *statement, int column, guint8 *key)
{
  gsize length = 0;
  gconstpointer bytes = ed_statement_blob (statement, column, &length);

  memcpy (key, bytes, MIN (length, ED_SECRET_BYTES));
}

EdOrganisation *
ed_organisation_load (EdDb *db, GError **error)
{
  g_autoptr (EdStatement) statement =
      ed_query (db,
                error,
                "SELECT id, name, epoch, demonstration, cursor_key, content_key, sealing_public,"
                " restored_at, xid_base FROM organisation",
                "");
  EdOrganisation *self;

  if (statement == NULL || !ed_statement_step (statement, error))
    return NULL;
  self = g_new0 (EdOrganisation, 1);
  self->id = g_strdup (ed_statement_text (statement, 0));
  self->name = g_intern_string (ed_statement_text (statement, 1));
  self->epoch = g_strdup (ed_statement_text (statement, 2));
  self->demonstration = ed_statement_int (statement, 3);
  copy_key (statement, 4, self->cursor_key);
  copy_key (statement, 5, self->content_key);
  copy_key (statement, 6, self->sealing_public);
  self->restored_at = ed_statement_is_null (statement, 7)
                          ? ED_ABSENT
                          : ed_instant_from_text (ed_statement_text (statement, 7));
  self->xid_base = ed_statement_int (statement, 8);
  return self;
}

gboolean
ed_organisation_is_there (EdDb *db, GError **error)
{
  g_autoptr (EdStatement) row = ed_query (db, error, "SELECT 1 FROM organisation", "");
  GError *local = NULL;

  if (row == NULL)
    return FALSE;
  if (ed_statement_step (row, &local))
    return TRUE;
  if (local == NULL)
    g_set_error_literal (&local, G_FILE_ERROR, G_FILE_ERROR_NOENT, "it holds no organisation");
  g_propagate_error (error, local);
  return FALSE;
}

void
ed_organisation_free (EdOrganisation *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->epoch);
  g_free (self);
}

const char *
ed_organisation_name (const EdOrganisation *self)
{
  return g_atomic_pointer_get ((const char **) &self->name);
}

void
ed_organisation_rename (EdOrganisation *self, const char *name)
{
  g_atomic_pointer_set (&self->name, g_intern_string (name));
}

gboolean
ed_organisation_claim_number (EdDb *db, gint64 number, const char *case_id, GError **error)
{
  return ed_query_run (db,
                       error,
                       "INSERT INTO case_number (number, case_id) VALUES ($1, $2)"
                       " ON CONFLICT (number) DO NOTHING",
                       "it",
                       number,
                       case_id)
         && ed_db_changes (db) > 0;
}

/* The next number by the counter, which may have been claimed already; -1 on failure. */
static gint64
count_on (EdDb *db, GError **error)
{
  g_autoptr (EdStatement) statement =
      ed_query (db,
                error,
                "UPDATE organisation SET next_number = next_number + 1 RETURNING next_number - 1",
                "");
  gint64 number;

  if (statement == NULL || !ed_statement_step (statement, error))
    return -1;
  number = ed_statement_int (statement, 0);
  return ed_statement_run (statement, error) ? number : -1;
}

gint64
ed_organisation_take_number (EdDb *db, const char *case_id, GError **error)
{
  GError *local = NULL;
  gint64 number;

  do
    number = count_on (db, &local);
  while (number >= 0 && !ed_organisation_claim_number (db, number, case_id, &local)
         && local == NULL);
  if (local == NULL)
    return number;
  g_propagate_error (error, local);
  return -1;
}

gboolean
ed_organisation_set_xid_base (EdDb *db, gint64 base, GError **error)
{
  return ed_query_run (db, error, "UPDATE organisation SET xid_base = $1", "i", base);
}

gboolean
ed_organisation_set_next_number (EdDb *db, gint64 number, GError **error)
{
  return ed_query_run (db, error, "UPDATE organisation SET next_number = $1", "i", number);
}

gboolean
ed_organisation_drop_number (EdDb *db, const char *case_id, GError **error)
{
  return ed_query_run (db, error, "DELETE FROM case_number WHERE case_id = $1", "t", case_id);
}

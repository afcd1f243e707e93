/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/founding.h"

#include <gio/gio.h>
#include <string.h>

#include "server/api-state.h"
#include "server/audit-table.h"
#include "server/batch.h"
#include "server/credential-table.h"
#include "server/database.h"
#include "server/projection.h"
#include "server/zone.h"

/* Fills the settings of the organisation just made. */
static EdSettings *
make_settings (const EdFounding *founding,
               const EdOrganisation *organisation,
               gint64 now,
               GError **error)
{
  g_autoptr (EdSettings) settings = ed_settings_new ();

  g_free (settings->id);
  g_free (settings->organisation);
  settings->id = g_strdup (organisation->id);
  settings->organisation = g_strdup (ed_organisation_name (organisation));
  if (founding->language != NULL)
    {
      g_free (settings->language);
      settings->language = g_strdup (founding->language);
    }
  settings->currency = g_strdup (founding->currency != NULL ? founding->currency : "EUR");
  if (!ed_zone_describe (settings, founding->zone != NULL ? founding->zone : "UTC", now, error))
    return NULL;
  return g_steal_pointer (&settings);
}

static gboolean
write_first_rows (EdDb *db, const EdFounding *founding, GError **error)
{
  EdApi api = { .writer = db };
  g_autoptr (EdOrganisation) organisation = NULL;
  g_autoptr (EdSettings) settings = NULL;
  EdBatch batch;

  api.clock = founding->clock != NULL ? founding->clock : ed_clock_system ();
  if (!ed_batch_begin (&batch, &api, error))
    return FALSE;
  if (ed_organisation_create (db, founding->organisation, founding->demonstration, error)
      && ed_organisation_set_next_number (db, MAX (founding->first_number, 1), error))
    organisation = ed_organisation_load (db, error);
  if (organisation != NULL)
    settings = make_settings (founding, organisation, batch.now, error);
  if (settings == NULL || !ed_projection_write_settings (&batch, settings, 1, error))
    {
      ed_batch_abandon (&batch);
      return FALSE;
    }
  return ed_batch_finish (&batch, error);
}

static gboolean
check_empty (EdDb *db, const char *location, GError **error)
{
  g_autofree char *name = ed_database_describe (location);
  g_autoptr (EdOrganisation) there = NULL;
  GError *local = NULL;

  there = ed_organisation_load (db, &local);
  if (there != NULL)
    g_set_error (&local,
                 G_FILE_ERROR,
                 G_FILE_ERROR_EXIST,
                 "%s holds an organisation already",
                 name);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

gboolean
ed_api_init (const EdFounding *founding, GError **error)
{
  g_autofree char *location = ed_database_locate (founding->data_dir, founding->database);
  g_autoptr (EdLock) lock = NULL;
  g_autoptr (EdDb) db = NULL;

  if (!ed_secrets_init ())
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "libsodium does not start");
      return FALSE;
    }
  if (!ed_platform_make_private_folder (founding->data_dir, error))
    return FALSE;
  if (!ed_database_is_shared (location))
    {
      lock = ed_api_lock (founding->data_dir, error);
      if (lock == NULL)
        return FALSE;
    }
  db = ed_database_open_current (location, NULL, error);
  if (db == NULL)
    return ed_database_explain (location, error);
  return check_empty (db, location, error) && write_first_rows (db, founding, error);
}

char *
ed_api_hash_password (EdApi *api, const char *password)
{
  g_autofree char *normal = g_utf8_normalize (password, -1, G_NORMALIZE_DEFAULT_COMPOSE);

  return normal != NULL ? ed_secrets_hash_password (normal, api->opslimit, api->memlimit) : NULL;
}

/* Whether the account is one that may be added. */
static gboolean
check_account (EdApi *api, const EdAccount *account, const char *user, GError **error)
{
  const EdField *invalid = ed_record_find_invalid (&ed_account_type, account);
  g_autoptr (EdCredential) known = NULL;
  GError *local = NULL;

  if (invalid != NULL || account->user == NULL || ed_account_roles (account) == 0)
    {
      g_set_error (error,
                   G_IO_ERROR,
                   G_IO_ERROR_INVALID_ARGUMENT,
                   "the account's %s is not right",
                   invalid != NULL ? invalid->name : "user or role");
      return FALSE;
    }
  known = ed_credentials_find (api->writer, user, &local);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  if (known == NULL)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS, "there is an account %s already", user);
  return FALSE;
}

gboolean
ed_api_add_account_hashed (EdApi *api, const EdAccount *account, const char *hash, GError **error)
{
  g_autofree char *user = account->user != NULL ? ed_credentials_fold_user (account->user) : NULL;
  EdCredential credential = {
    .account = account->id,
    .hash = (char *) hash,
    .roles = ed_account_roles (account),
    .state = account->state != ED_ABSENT ? account->state : ED_ACCOUNT_INVITED,
    .suggest_change = account->state == ED_ACCOUNT_ACTIVE ? 0 : 1,
  };
  EdBatch batch;

  if (!check_account (api, account, user, error) || !ed_batch_begin (&batch, api, error))
    return FALSE;
  if (!ed_credentials_add (batch.db, &credential, user, batch.now, error)
      || !ed_projection_write_account (&batch, account, 1, error)
      || !ed_audit_add (batch.db, batch.now, NULL, NULL, "account_added", account->id, NULL, error))
    {
      ed_batch_abandon (&batch);
      return FALSE;
    }
  return ed_batch_finish (&batch, error);
}

gboolean
ed_api_add_account (EdApi *api, const EdAccount *account, const char *password, GError **error)
{
  g_autofree char *hash = ed_api_hash_password (api, password);

  if (hash != NULL)
    return ed_api_add_account_hashed (api, account, hash, error);
  g_set_error_literal (error,
                       G_IO_ERROR,
                       G_IO_ERROR_NO_SPACE,
                       "the password cannot be hashed: too little memory, or it is not UTF-8");
  return FALSE;
}

gboolean
ed_api_set_next_number (EdApi *api, gint64 number, GError **error)
{
  if (!ed_db_begin (api->writer, TRUE, error))
    return FALSE;
  if (ed_organisation_set_next_number (api->writer, number, error)
      && ed_db_commit (api->writer, error))
    return TRUE;
  ed_db_rollback (api->writer);
  return FALSE;
}

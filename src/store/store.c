/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/connection.h"

#include "sql/migrate.h"
#include "store/wipe.h"

/* Pages kept in memory, of each connection: point reads of an encrypted file cost a decryption
 * each. Twice as many make a first sync of 100,000 cases no faster. */
#define CACHE_BYTES (4 * 1024 * 1024)
/* The shape of views that this program reads. What an older one has stored may lack something. */
#define VIEW_SCHEMA 3
#define FACT_VIEW_SCHEMA "view_schema"

static gboolean
check_view_schema (EdStore *store, GError **error)
{
  gint64 schema;

  if (!ed_facts_get_number (store, FACT_VIEW_SCHEMA, &schema, error))
    return FALSE;
  return schema == VIEW_SCHEMA
         || (ed_facts_set_text (store, ED_FACT_CURSOR, NULL, error)
             && ed_facts_set_number (store, FACT_VIEW_SCHEMA, VIEW_SCHEMA, error));
}

EdStore *
ed_store_open_on (const EdDbOptions *options, const EdClock *clock, GError **error)
{
  g_autoptr (EdStore) store = g_new0 (EdStore, 1);

  store->clock = clock;
  store->db = ed_db_open (options, error);
  if (store->db == NULL || !ed_schema_migrate (store->db, error)
      || !check_view_schema (store, error) || !ed_wipe_rewrite_large (store, error))
    return NULL;
  return g_steal_pointer (&store);
}

EdStore *
ed_store_open (const char *path, const guint8 *key, const EdClock *clock, GError **error)
{
  EdDbOptions options = { .path = path, .key = key, .cache_bytes = CACHE_BYTES };

  return ed_store_open_on (&options, clock, error);
}

void
ed_store_close (EdStore *store)
{
  if (store == NULL)
    return;
  ed_db_close (store->db);
  g_clear_pointer (&store->decisions, g_array_unref);
  g_free (store);
}

gboolean
ed_store_begin (EdStore *store, gboolean write, GError **error)
{
  return ed_db_begin (store->db, write, error);
}

gboolean
ed_store_end (EdStore *store, gboolean done, GError **error)
{
  if (done)
    return ed_db_commit (store->db, error);
  ed_db_rollback (store->db);
  return FALSE;
}

gboolean
ed_facts_get_text (EdStore *store, const char *name, char **value, GError **error)
{
  g_autoptr (EdStatement) select =
      ed_db_query (store->db, error, "SELECT value FROM fact WHERE name = $1", "t", name);
  GError *local = NULL;

  *value = NULL;
  if (select == NULL)
    return FALSE;
  if (ed_statement_step (select, &local))
    *value = g_strdup (ed_statement_text (select, 0));
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

gboolean
ed_facts_set_text (EdStore *store, const char *name, const char *value, GError **error)
{
  if (value == NULL)
    return ed_statement_run (
        ed_db_query (store->db, error, "DELETE FROM fact WHERE name = $1", "t", name),
        error);
  return ed_statement_run (
      ed_db_query (store->db,
                   error,
                   "INSERT INTO fact VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = $2",
                   "tt",
                   name,
                   value),
      error);
}

gboolean
ed_facts_get_number (EdStore *store, const char *name, gint64 *value, GError **error)
{
  g_autofree char *text = NULL;

  if (!ed_facts_get_text (store, name, &text, error))
    return FALSE;
  *value = text != NULL ? g_ascii_strtoll (text, NULL, 10) : 0;
  return TRUE;
}

gboolean
ed_facts_get_now (EdStore *store, gint64 *now, GError **error)
{
  gint64 offset;

  if (!ed_facts_get_number (store, ED_FACT_CLOCK_OFFSET, &offset, error))
    return FALSE;
  *now = ed_clock_now (store->clock) + offset;
  return TRUE;
}

gboolean
ed_facts_set_number (EdStore *store, const char *name, gint64 value, GError **error)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, value);

  return ed_facts_set_text (store, name, text, error);
}

char *
ed_store_get (EdStore *store, const char *name, GError **error)
{
  char *value;

  return ed_facts_get_text (store, name, &value, error) ? value : NULL;
}

gboolean
ed_store_set (EdStore *store, const char *name, const char *value, GError **error)
{
  return ed_facts_set_text (store, name, value, error);
}

static gboolean
make_device (EdStore *store, char **device, GError **error)
{
  if (!ed_facts_get_text (store, ED_FACT_DEVICE, device, error))
    return FALSE;
  if (*device == NULL)
    *device = g_uuid_string_random ();
  return ed_facts_set_text (store, ED_FACT_DEVICE, *device, error);
}

char *
ed_store_device (EdStore *store, GError **error)
{
  g_autofree char *device = NULL;

  if (!ed_facts_get_text (store, ED_FACT_DEVICE, &device, error))
    return NULL;
  if (device == NULL
      && (!ed_store_begin (store, TRUE, error)
          || !ed_store_end (store, make_device (store, &device, error), error)))
    return NULL;
  return g_steal_pointer (&device);
}

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/device-table.h"

#include <string.h>

#include "domain/days.h"
#include "server/query.h"

EdDevice *
ed_devices_load (EdDb *db, const char *id, GError **error)
{
  g_autoptr (EdStatement) statement =
      ed_query (db,
                error,
                "SELECT account, revoked_at IS NOT NULL, last_seq, since_xid, vault_half,"
                " seq_xid, safe_seq"
                " FROM device WHERE id = $1",
                "t",
                id);
  EdDevice *self;
  gconstpointer bytes;
  gsize length = 0;

  if (statement == NULL || !ed_statement_step (statement, error))
    return NULL;
  self = g_new0 (EdDevice, 1);
  self->id = g_strdup (id);
  self->account = g_strdup (ed_statement_text (statement, 0));
  self->revoked = ed_statement_int (statement, 1) != 0;
  self->last_seq = ed_statement_int (statement, 2);
  self->since_xid = ed_statement_int (statement, 3);
  bytes = ed_statement_blob (statement, 4, &length);
  memcpy (self->vault_half, bytes, MIN (length, sizeof self->vault_half));
  self->seq_xid = ed_statement_int (statement, 5);
  self->safe_seq = ed_statement_int (statement, 6);
  return self;
}

void
ed_device_free (EdDevice *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->account);
  g_free (self);
}

gboolean
ed_devices_meet (EdDb *db,
                 const char *id,
                 const char *account,
                 const char *name,
                 gint64 since_xid,
                 gint64 now,
                 GError **error)
{
  g_autofree char *at = ed_instant_to_text (now);
  guint8 half[ED_SECRET_BYTES];

  ed_secrets_random (half, sizeof half);
  return ed_query_run (
      db,
      error,
      "INSERT INTO device (id, account, name, last_seq, since_xid, vault_half,"
      " created_at) VALUES ($1, $2, $3, 0, $4, $5, $6) ON CONFLICT (id) DO NOTHING",
      "tttibt",
      id,
      account,
      name,
      since_xid,
      half,
      sizeof half,
      at);
}

gboolean
ed_devices_rename (EdDb *db, const char *id, const char *name, GError **error)
{
  return ed_query_run (db, error, "UPDATE device SET name = $2 WHERE id = $1", "tt", id, name);
}

gboolean
ed_devices_see (EdDb *db, const char *id, gint64 now, GError **error)
{
  g_autofree char *at = ed_instant_to_text (now);

  return ed_query_run (db,
                       error,
                       "UPDATE device SET last_seen_at = $2 WHERE id = $1",
                       "tt",
                       id,
                       at);
}

static gint64
get_instant (EdStatement *row, int column)
{
  return ed_statement_is_null (row, column)
             ? ED_ABSENT
             : ed_instant_from_text (ed_statement_text (row, column));
}

static EdListedDevice *
read_listed (EdStatement *row, const char *current)
{
  EdListedDevice *device = ed_record_new (&ed_listed_device_type);

  device->id = g_strdup (ed_statement_text (row, 0));
  device->name = g_strdup (ed_statement_text (row, 1));
  device->created_at = get_instant (row, 2);
  device->last_seen_at = get_instant (row, 3);
  device->revoked_at = get_instant (row, 4);
  device->current = g_strcmp0 (device->id, current) == 0;
  return device;
}

EdDeviceList *
ed_devices_list (EdDb *db, const char *account, const char *current, GError **error)
{
  g_autoptr (EdDeviceList) list = ed_record_new (&ed_device_list_type);
  g_autoptr (EdStatement) row =
      ed_query (db,
                error,
                "SELECT id, name, created_at, last_seen_at, revoked_at FROM device"
                " WHERE account = $1 ORDER BY coalesce (last_seen_at, created_at) DESC, id",
                "t",
                account);
  GError *local = NULL;

  if (row == NULL)
    return NULL;
  while (ed_statement_step (row, &local))
    g_ptr_array_add (list->devices, read_listed (row, current));
  if (local == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, local);
  return NULL;
}

gboolean
ed_devices_set_seq (EdDb *db, const char *id, gint64 seq, gint64 xid, gint64 head, GError **error)
{
  return ed_query_run (db,
                       error,
                       "UPDATE device SET safe_seq = CASE WHEN seq_xid <= $4 THEN last_seq"
                       " ELSE safe_seq END, last_seq = $2, seq_xid = $3 WHERE id = $1",
                       "tiii",
                       id,
                       seq,
                       xid,
                       head);
}

gint64
ed_device_find_acked (const EdDevice *self, gint64 horizon)
{
  return self->seq_xid < horizon ? self->last_seq : self->safe_seq;
}

gboolean
ed_devices_revoke (EdDb *db, const char *id, gint64 now, GError **error)
{
  g_autofree char *at = ed_instant_to_text (now);

  return ed_query_run (db,
                       error,
                       "UPDATE device SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL",
                       "tt",
                       id,
                       at);
}

gboolean
ed_devices_lock (EdDb *db, const char *id, GError **error)
{
  return ed_query_run (db, error, "SELECT id FROM device WHERE id = $1 /*pg FOR UPDATE*/", "t", id);
}

gint64
ed_devices_count (EdDb *db, GError **error)
{
  g_autoptr (EdStatement) statement =
      ed_query (db, error, "SELECT count(*) FROM device WHERE revoked_at IS NULL", "");

  if (statement == NULL || !ed_statement_step (statement, error))
    return -1;
  return ed_statement_int (statement, 0);
}

gint64
ed_devices_count_waiting (EdDb *db,
                          const char *account,
                          const char *audience,
                          const char *type,
                          const char *id,
                          gint64 xid,
                          GError **error)
{
  g_autoptr (EdStatement) statement =
      ed_query (db,
                error,
                "SELECT count(*) FROM device WHERE account = $1 AND revoked_at IS NULL"
                " AND since_xid < $5 AND NOT EXISTS (SELECT 1 FROM receipt"
                " WHERE receipt.audience = $2 AND receipt.type = $3 AND receipt.id = $4"
                " AND receipt.device = device.id)",
                "tttti",
                account,
                audience,
                type,
                id,
                xid);

  if (statement == NULL || !ed_statement_step (statement, error))
    return -1;
  return ed_statement_int (statement, 0);
}

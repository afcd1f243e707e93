/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "server/secrets.h"
#include "sql/db.h"
#include "wire/device-list.h"

/* Installations that have signed in. */
typedef struct
{
  char *id;
  char *account;
  gboolean revoked;
  gint64 last_seq;
  gint64 seq_xid;  /* transaction that last moved it */
  gint64 safe_seq; /* up to here all commands lay below the horizon, when it was last moved */
  gint64 since_xid;
  guint8 vault_half[ED_SECRET_BYTES];
} EdDevice;

/* NULL without ERROR: there is none. */
EdDevice *ed_devices_load (EdDb *db, const char *id, GError **error);
void ed_device_free (EdDevice *self);

/* Registers a device, with a vault half of its own, unless it is there. */
gboolean ed_devices_meet (EdDb *db,
                          const char *id,
                          const char *account,
                          const char *name,
                          gint64 since_xid,
                          gint64 now,
                          GError **error);
gboolean ed_devices_rename (EdDb *db, const char *id, const char *name, GError **error);
/* It has just been there. */
gboolean ed_devices_see (EdDb *db, const char *id, gint64 now, GError **error);
/* All of ACCOUNT, the last seen first; CURRENT is the one that asks, or NULL. */
EdDeviceList *ed_devices_list (EdDb *db, const char *account, const char *current, GError **error);
/* SEQ is its last now, as transaction XID stores it; up to HEAD all transactions are over. */
gboolean
ed_devices_set_seq (EdDb *db, const char *id, gint64 seq, gint64 xid, gint64 head, GError **error);
/* Up to which number all commands were stored by transactions below HORIZON. */
gint64 ed_device_find_acked (const EdDevice *self, gint64 horizon);
gboolean ed_devices_revoke (EdDb *db, const char *id, gint64 now, GError **error);

/* Waits until no other transaction is changing it, there or not. */
gboolean ed_devices_lock (EdDb *db, const char *id, GError **error);

/* How many are in use; -1 on failure. */
gint64 ed_devices_count (EdDb *db, GError **error);

/* How many devices in use of ACCOUNT were there before transaction XID and have sent no receipt for
 * the row; -1 on failure. */
gint64 ed_devices_count_waiting (EdDb *db,
                                 const char *account,
                                 const char *audience,
                                 const char *type,
                                 const char *id,
                                 gint64 xid,
                                 GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EdDevice, ed_device_free)

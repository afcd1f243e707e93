/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/record.h"

/* The answer to GET /v1/devices (PROTOCOL 2.8): records with tables, to be written and read by
 * wire/record-json.h. */
typedef struct
{
  char *id;
  char *name;
  gint64 created_at;
  gint64 last_seen_at;
  gint64 revoked_at; /* absent: in use */
  gint64 current;    /* boolean: the one that asks */
} EdListedDevice;

typedef struct
{
  GPtrArray *devices; /* EdListedDevice, the last seen first */
} EdDeviceList;

extern const EdRecordType ed_listed_device_type, ed_device_list_type;

void ed_device_list_free (EdDeviceList *list);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EdDeviceList, ed_device_list_free)

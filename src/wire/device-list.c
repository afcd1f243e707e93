/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "wire/device-list.h"

#include "domain/record-table.h"

static const EdField device_fields[] = {
  ED_ID (EdListedDevice, id, ED_FIELD_REQUIRED, NULL),
  ED_TEXT (EdListedDevice, name, ED_FIELD_REQUIRED, N_ ("Device"), 100),
  ED_INSTANT (EdListedDevice, created_at, 0, N_ ("First signed in")),
  ED_INSTANT (EdListedDevice, last_seen_at, 0, N_ ("Last seen")),
  ED_INSTANT (EdListedDevice, revoked_at, 0, N_ ("Revoked")),
  ED_BOOLEAN (EdListedDevice, current, 0, NULL),
};

const EdRecordType ed_listed_device_type =
    ED_RECORD_TYPE ("listed_device", EdListedDevice, device_fields);

static const EdField list_fields[] = {
  ED_RECORDS (EdDeviceList, devices, 0, &ed_listed_device_type),
};

const EdRecordType ed_device_list_type = ED_RECORD_TYPE ("device_list", EdDeviceList, list_fields);

void
ed_device_list_free (EdDeviceList *list)
{
  ed_record_free (&ed_device_list_type, list);
}

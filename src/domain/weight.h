/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/record.h"

/* How much a record holds: never less than the bytes of its JSON (wire/record-json.h), and little
 * more. A rule may bound by it what a document gathers. Costs a walk through all its texts. */
gsize ed_record_weigh (const EdRecordType *type, gconstpointer record);

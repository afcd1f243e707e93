/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Documents of every type, read as strictly as commands and as leniently as views; what was read is
 * written and reads the same, the short way and the long one. The first byte says which type. */

#include "domain/account.h"
#include "domain/case.h"
#include "domain/fee-statement.h"
#include "domain/file.h"
#include "domain/message.h"
#include "domain/settings.h"
#include "fuzz.h"
#include "wire/record-json.h"
#include "wire/record-scan.h"

static void
read_record (const EdRecordType *type, const char *text, gssize length, EdWireMode mode)
{
  gpointer record = ed_record_from_json (type, text, length, mode, NULL);
  g_autofree char *written = NULL;
  gsize size;
  gpointer again;

  if (record == NULL)
    return;
  written = ed_record_to_json (type, record, &size);
  again = ed_record_from_json (type, written, (gssize) size, ED_WIRE_LENIENT, NULL);
  g_assert (again != NULL);
  g_assert (ed_record_equal (type, record, again));
  ed_record_free (type, again);
  ed_record_free (type, record);
}

/* What goes the short way comes to the same the long way. */
static void
compare_ways (const EdRecordType *type, const char *text, gsize length)
{
  gpointer scanned = ed_record_scan (type, text, length);
  g_autoptr (JsonNode) node = NULL;
  gpointer read;

  if (scanned == NULL)
    return;
  node = ed_json_parse_object (text, (gssize) length, NULL);
  g_assert (node != NULL);
  read = ed_record_from_object (type, json_node_get_object (node), ED_WIRE_LENIENT, NULL);
  g_assert (read != NULL && ed_record_equal (type, scanned, read));
  ed_record_free (type, read);
  ed_record_free (type, scanned);
}

int
LLVMFuzzerTestOneInput (const guint8 *bytes, gsize length)
{
  const EdRecordType *const types[] = { &ed_case_type,    &ed_account_type,       &ed_settings_type,
                                        &ed_message_type, &ed_fee_statement_type, &ed_file_type };

  if (length == 0)
    return 0;
  compare_ways (types[bytes[0] % G_N_ELEMENTS (types)], (const char *) bytes + 1, length - 1);
  for (guint mode = 0; mode < 2; mode++)
    read_record (types[bytes[0] % G_N_ELEMENTS (types)],
                 (const char *) bytes + 1,
                 (gssize) length - 1,
                 mode == 0 ? ED_WIRE_STRICT : ED_WIRE_LENIENT);
  return 0;
}

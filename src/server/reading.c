/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/reading.h"

#include "server/document-table.h"
#include "wire/json-scan.h"
#include "wire/record-json.h"

static gpointer
read_record (EdStatement *row,
             const EdRecordType *record,
             const char *const *members,
             GString *picked)
{
  const char *text = ed_statement_text (row, 1);
  gsize length = ed_statement_length (row, 1);

  g_string_truncate (picked, 0);
  if (members != NULL)
    {
      if (!ed_json_pick_members (text, length, ED_JSON_DEPTH_MAX, members, picked))
        return NULL;
      text = picked->str;
      length = picked->len;
    }
  return ed_record_from_json (record, text, (gssize) length, ED_WIRE_LENIENT, NULL);
}

gboolean
ed_reading_all (EdDb *db,
                const char *type,
                const EdRecordType *record,
                const char *const *members,
                EdReadingFunc take,
                gpointer data,
                GError **error)
{
  g_autoptr (EdStatement) row = ed_documents_read (db, type, "", G_MAXINT32, error);
  g_autoptr (GString) picked = g_string_new (NULL);
  GError *local = NULL;

  if (row == NULL)
    return FALSE;
  while (ed_statement_step (row, &local))
    {
      gpointer value = read_record (row, record, members, picked);

      if (value == NULL)
        {
          g_warning ("%s %s is passed over: it cannot be read", type, ed_statement_text (row, 0));
          continue;
        }
      take (data, value);
      ed_record_free (record, value);
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/checkup.h"

#include <string.h>

#include "domain/account.h"
#include "domain/case.h"
#include "domain/fee-statement.h"
#include "domain/message.h"
#include "domain/settings.h"
#include "server/document-table.h"
#include "server/file-chunk-table.h"
#include "server/query.h"
#include "server/upload-table.h"
#include "wire/record-json.h"

#define FAULTS_MAX 100

/* What is named somewhere and has to be elsewhere: SQL selects what is not. */
static const struct
{
  const char *fault; /* the id comes behind it */
  const char *sql;
} references[] = {
  { "a view of something that is not there:",
    "SELECT v.id FROM view v WHERE v.gone = 0"
    " AND v.type IN ('case', 'account', 'settings', 'message', 'statement', 'late_work',"
    " 'request', 'internal_message')"
    " AND NOT EXISTS (SELECT 1 FROM document d WHERE d.type = v.type AND d.id = v.id)" },
  { "a view lists a file that is not there:",
    "SELECT f.file FROM view_file f"
    " WHERE NOT EXISTS (SELECT 1 FROM upload u WHERE u.id = f.file AND u.state = 'bound')" },
  { "bytes of a file that nobody announced:",
    "SELECT DISTINCT c.file FROM file_chunk c"
    " WHERE NOT EXISTS (SELECT 1 FROM upload u WHERE u.id = c.file)" },
  { "an expert holds a case that is not there:",
    "SELECT h.case_id FROM holding h"
    " WHERE NOT EXISTS (SELECT 1 FROM document d WHERE d.type = 'case' AND d.id = h.case_id)" },
  { "a running number of a case that is not there:",
    "SELECT n.case_id FROM case_number n"
    " WHERE NOT EXISTS (SELECT 1 FROM document d WHERE d.type = 'case' AND d.id = n.case_id)" },
  { "an account that nobody can sign in to:",
    "SELECT d.id FROM document d WHERE d.type = 'account'"
    " AND NOT EXISTS (SELECT 1 FROM credential c WHERE c.account = d.id)" },
  { "a password of an account that is not there:",
    "SELECT c.account FROM credential c"
    " WHERE NOT EXISTS (SELECT 1 FROM document d WHERE d.type = 'account' AND d.id = c.account)" },
  { "a device of an account that is not there:",
    "SELECT v.id FROM device v"
    " WHERE NOT EXISTS (SELECT 1 FROM credential c WHERE c.account = v.account)" },
  { "a device has sent more than it is said to have:",
    "SELECT v.id FROM device v WHERE v.last_seq <"
    " (SELECT COALESCE(MAX(c.seq), 0) FROM command c WHERE c.device = v.id)" },
  { "a message that says nothing:",
    "SELECT m.id FROM message m"
    " WHERE NOT EXISTS (SELECT 1 FROM document d WHERE d.type = 'message' AND d.id = m.id)" },
  { "a running number of a request that is not there:",
    "SELECT n.request FROM request_number n"
    " WHERE NOT EXISTS (SELECT 1 FROM document d WHERE d.type = 'request' AND d.id = n.request)" },
  { "an internal message that says nothing:",
    "SELECT m.id FROM internal_message m WHERE NOT EXISTS"
    " (SELECT 1 FROM document d WHERE d.type = 'internal_message' AND d.id = m.id)" },
  { "a command that was handed back, cannot be read and was set aside:",
    "SELECT h.id FROM held_command h JOIN command c ON c.account = h.account AND c.id = h.id"
    " WHERE c.status = 'rejected'" },
  { "a statement without lines or sum:",
    "SELECT s.id FROM statement s"
    " WHERE NOT EXISTS (SELECT 1 FROM document d WHERE d.type = 'statement' AND d.id = s.id)" },
};

static void
add_fault (GPtrArray *faults, const char *fault, const char *id)
{
  if (faults->len < FAULTS_MAX)
    g_ptr_array_add (faults, g_strconcat (fault, " ", id, NULL));
}

static gboolean
check_references (EdDb *db, GPtrArray *faults, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (references); i++)
    {
      g_autoptr (EdStatement) row = ed_query (db, error, references[i].sql, "");
      GError *local = NULL;

      if (row == NULL)
        return FALSE;
      while (ed_statement_step (row, &local))
        add_fault (faults, references[i].fault, ed_statement_text (row, 0));
      if (local == NULL)
        continue;
      g_propagate_error (error, local);
      return FALSE;
    }
  return TRUE;
}

/* Whether each document is what its type says. */
static gboolean
check_documents (EdDb *db, GPtrArray *faults, GError **error)
{
  const struct
  {
    const char *word;
    const EdRecordType *type;
  } types[] = {
    { "case", &ed_case_type },
    { "account", &ed_account_type },
    { "settings", &ed_settings_type },
    { "message", &ed_message_type },
    { "statement", &ed_fee_statement_type },
  };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autoptr (EdStatement) row =
          ed_query (db, error, "SELECT id, body FROM document WHERE type = $1", "t", types[i].word);
      GError *local = NULL;

      if (row == NULL)
        return FALSE;
      while (ed_statement_step (row, &local))
        {
          gpointer record = ed_record_from_json (types[i].type,
                                                 ed_statement_text (row, 1),
                                                 (gssize) ed_statement_length (row, 1),
                                                 ED_WIRE_LENIENT,
                                                 NULL);

          if (record == NULL)
            add_fault (faults, "a document that cannot be read:", ed_statement_text (row, 0));
          else
            ed_record_free (types[i].type, record);
        }
      if (local == NULL)
        continue;
      g_propagate_error (error, local);
      return FALSE;
    }
  return TRUE;
}

static gboolean
check_file (EdDb *db, const char *id, GPtrArray *faults, GError **error)
{
  GError *local = NULL;
  g_autoptr (EdUpload) upload = ed_uploads_load (db, id, &local);
  g_autofree char *hash = local == NULL ? ed_file_chunks_hash (db, id, &local) : NULL;

  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  if (upload == NULL || upload->file == NULL || g_strcmp0 (hash, upload->file->sha256) != 0)
    add_fault (faults, "a file with other bytes than were announced:", id);
  return TRUE;
}

static gboolean
check_files (EdDb *db, GPtrArray *faults, GError **error)
{
  g_autoptr (EdStatement) row =
      ed_query (db, error, "SELECT id FROM upload WHERE state = 'bound'", "");
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  GError *local = NULL;

  if (row == NULL)
    return FALSE;
  while (ed_statement_step (row, &local))
    g_ptr_array_add (ids, g_strdup (ed_statement_text (row, 0)));
  ed_statement_done (g_steal_pointer (&row));
  for (guint i = 0; local == NULL && i < ids->len; i++)
    check_file (db, ids->pdata[i], faults, &local);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

gboolean
ed_checkup_run (EdDb *db, GPtrArray *faults, GError **error)
{
  g_autoptr (GError) damage = NULL;
  gboolean done;

  if (!ed_db_check (db, &damage))
    {
      g_ptr_array_add (faults, g_strdup (damage->message));
      return TRUE;
    }
  if (!ed_db_begin (db, FALSE, error))
    return FALSE;
  done = check_references (db, faults, error) && check_documents (db, faults, error)
         && check_files (db, faults, error);
  ed_db_rollback (db);
  return done;
}

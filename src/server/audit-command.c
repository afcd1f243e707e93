/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The command that reads the audit log through. */

#include <gio/gio.h>
#include <string.h>

#include "domain/days.h"
#include "server/audit-chain.h"
#include "server/commands.h"
#include "server/database.h"

/* "12:c0ff…" */
static gboolean
parse_noted (const char *text, gint64 *seal, const char **hash)
{
  const char *colon = strchr (text, ':');
  g_autofree char *number = colon != NULL ? g_strndup (text, (gsize) (colon - text)) : NULL;

  if (colon == NULL || strlen (colon + 1) != 64
      || strspn (colon + 1, "0123456789abcdefABCDEF") != 64)
    return FALSE;
  *hash = colon + 1;
  return g_ascii_string_to_signed (number, 10, 1, G_MAXINT64, seal, NULL);
}

static EdDb *
open_database (const char *folder, const char *url, GError **error)
{
  g_autofree char *location = ed_database_locate (folder, url);

  if (ed_database_is_shared (location) || g_file_test (location, G_FILE_TEST_EXISTS))
    return ed_database_open (location, TRUE, NULL, error);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "%s holds no organisation", folder);
  return NULL;
}

/* HASH: what seal SEAL had when it was noted, or NULL. */
static EdAuditProof *
verify (const char *folder, const char *url, gint64 seal, const char *hash, GError **error)
{
  g_autoptr (EdDb) db = open_database (folder, url, error);
  EdAuditProof *proof = NULL;

  if (db == NULL || !ed_db_begin (db, FALSE, error))
    return NULL;
  proof = ed_audit_verify (db, seal, hash, error);
  ed_db_rollback (db);
  return proof;
}

/* What is wrong, as the end of a sentence. */
static char *
describe_fault (const EdAuditProof *proof)
{
  const char *row = NULL;

  switch ((EdAuditFault) proof->fault)
    {
    case ED_AUDIT_ROW_CHANGED:
      row = "was changed after it was sealed";
      break;
    case ED_AUDIT_ROW_MISSING:
      row = "is missing";
      break;
    case ED_AUDIT_ROW_ADDED:
      row = "was put in after its seal was made";
      break;
    case ED_AUDIT_SEAL_CHANGED:
      return g_strdup_printf ("seal %" G_GINT64_FORMAT " was changed", proof->fault_seal);
    case ED_AUDIT_SEAL_MISSING:
      return g_strdup_printf ("seal %" G_GINT64_FORMAT " is missing", proof->fault_seal);
    case ED_AUDIT_SEAL_UNKNOWN:
      return g_strdup_printf ("seal %" G_GINT64_FORMAT " is not the one that was noted",
                              proof->fault_seal);
    }
  return g_strdup_printf ("row %" G_GINT64_FORMAT " (seal %" G_GINT64_FORMAT ") %s",
                          proof->fault_row,
                          proof->fault_seal,
                          row);
}

static int
report (const EdAuditProof *proof)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *since = NULL, *fault = NULL, *gone = NULL;

  if (proof->fault != ED_ABSENT)
    {
      fault = describe_fault (proof);
      g_set_error (&error,
                   G_IO_ERROR,
                   G_IO_ERROR_FAILED,
                   "the audit log is broken: %s; %" G_GINT64_FORMAT " rows before it are as they"
                   " were written",
                   fault,
                   proof->rows);
      return ed_command_fail (error);
    }
  g_print ("%" G_GINT64_FORMAT " rows in %" G_GINT64_FORMAT " seals are as they were written\n",
           proof->rows,
           proof->seals - (proof->gone != ED_ABSENT ? proof->gone : 0));
  if (proof->gone != ED_ABSENT)
    {
      gone = ed_instant_to_text (proof->gone_at);
      g_print ("verified from %s on: seals up to %" G_GINT64_FORMAT " have been kept long enough\n",
               gone,
               proof->gone);
    }
  if (proof->head != NULL)
    g_print ("last seal: %" G_GINT64_FORMAT ":%s\n", proof->seals, proof->head);
  if (proof->unsealed == 0)
    return 0;
  since = ed_instant_to_text (proof->unsealed_since);
  g_print ("%" G_GINT64_FORMAT " rows since %s are not sealed yet\n", proof->unsealed, since);
  return 0;
}

int
ed_command_verify_audit (int argc, char **argv)
{
  g_autofree char *data = NULL, *database = NULL, *noted = NULL;
  const GOptionEntry options[] = {
    { "data", 'd', 0, G_OPTION_ARG_FILENAME, &data, "Folder of the database", "DIR" },
    { "database", 0, 0, G_OPTION_ARG_STRING, &database, ED_COMMAND_DATABASE, "URL" },
    { "noted", 0, 0, G_OPTION_ARG_STRING, &noted, "A seal as an earlier run printed it", "N:HASH" },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (EdAuditProof) proof = NULL;
  g_autoptr (GError) error = NULL;
  const char *hash = NULL;
  gint64 seal = 0;

  if (!ed_command_parse (&argc, &argv, options, "Verifies the audit log."))
    return ED_EXIT_USAGE;
  if (data == NULL && database == NULL)
    return ed_command_misuse ("verify-audit needs --data or --database");
  if (noted != NULL && !parse_noted (noted, &seal, &hash))
    return ed_command_misuse ("%s is no seal of the form N:HASH", noted);
  proof = verify (data, database, seal, hash, &error);
  if (proof != NULL && hash != NULL && proof->gone != ED_ABSENT && seal < proof->gone)
    g_set_error (&error,
                 G_IO_ERROR,
                 G_IO_ERROR_NOT_FOUND,
                 "seal %" G_GINT64_FORMAT " has been kept long enough and is gone; the first that"
                 " can be compared is %" G_GINT64_FORMAT,
                 seal,
                 proof->gone);
  return error == NULL ? report (proof) : ed_command_fail (error);
}

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/outside.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#include "domain/account.h"
#include "server/api-state.h"
#include "server/device-table.h"
#include "server/erased-table.h"
#include "server/query.h"
#include "server/secrets.h"
#include "server/sign-in-table.h"
#include "wire/json-text.h"

#define FILE_NAME "outside"
#define DEVICE "device "
#define ERASED "erased "
#define ACCOUNT "account "
#define RELEASE "release "

static const char *const changes[ED_N_OUTSIDE_CHANGES] = {
  [ED_OUTSIDE_SUSPENDED] = "suspended", [ED_OUTSIDE_RESUMED] = "resumed",
  [ED_OUTSIDE_PASSWORD] = "password",   [ED_OUTSIDE_SECOND_FACTOR] = "second-factor",
  [ED_OUTSIDE_ROLES] = "roles=", /* and they, with commas */
};

/* --- the file ----------------------------------------------------------------------------------
 */

/* Appends TEXT, which is on the disk then. */
static gboolean
append (const char *folder, const char *text, GError **error)
{
  g_autofree char *path = g_build_filename (folder, FILE_NAME, NULL);
  FILE *file = g_fopen (path, "ab");
  gboolean written =
      file != NULL && fputs (text, file) >= 0 && fflush (file) == 0 && g_fsync (fileno (file)) == 0;

  if (file != NULL)
    written = fclose (file) == 0 && written;
  if (!written)
    g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_IO, "%s cannot be written", path);
  return written;
}

/* The lines of the file, none where there is no file. */
static char **
read_lines (const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, FILE_NAME, NULL);
  g_autofree char *text = NULL;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return g_new0 (char *, 1);
  return g_file_get_contents (path, &text, NULL, error) ? g_strsplit (text, "\n", -1) : NULL;
}

/* The lines that DB has and the file, WRITTEN, has not, in the order in which they were noted;
 * behind the end of one that an earlier try broke off. */
static char *
find_new_lines (EdDb *db, char **written, GError **error)
{
  g_autoptr (EdStatement) select =
      ed_query (db,
                error,
                "SELECT line FROM noted WHERE line IS NOT NULL ORDER BY number, mark",
                "");
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GString) text = g_string_new (NULL);
  GError *local = NULL;

  for (char **line = written; *line != NULL; line++)
    g_hash_table_add (known, *line);
  if (written[0] != NULL && *written[g_strv_length (written) - 1] != '\0')
    g_string_append_c (text, '\n');
  while (select != NULL && ed_statement_step (select, &local))
    if (!g_hash_table_contains (known, ed_statement_text (select, 0)))
      g_string_append_printf (text, "%s\n", ed_statement_text (select, 0));
  if (select != NULL && local == NULL)
    return g_string_free (g_steal_pointer (&text), FALSE);
  if (local != NULL)
    g_propagate_error (error, local);
  return NULL;
}

gboolean
ed_outside_keep_up (EdApi *api, GError **error)
{
  g_auto (GStrv) written = NULL;
  g_autofree char *text = NULL;

  if (!api->is_outside_due)
    return TRUE;
  written = read_lines (api->folder, error);
  text = written != NULL ? find_new_lines (api->writer, written, error) : NULL;
  if (text == NULL || (*text != '\0' && !append (api->folder, text, error)))
    return FALSE;
  api->is_outside_due = FALSE;
  return TRUE;
}

/* A change is noted once. Ids are chosen by whoever makes a thing, and a device may have that of a
 * case: a MARK says of what kind it is, or was made here. */
static gboolean
note (EdBatch *batch, const char *mark, const char *line, GError **error)
{
  batch->api->is_outside_due = TRUE;
  return ed_query_run (batch->db,
                       error,
                       "INSERT INTO noted (mark, number, line) VALUES ($1,"
                       " (SELECT coalesce (max (number), 0) + 1 FROM noted), $2)"
                       " ON CONFLICT (mark) DO NOTHING",
                       "tt",
                       mark,
                       line);
}

/* --- devices -----------------------------------------------------------------------------------
 */

gboolean
ed_outside_note_device (EdBatch *batch, const char *device, GError **error)
{
  g_autofree char *line = g_strconcat (DEVICE, device, NULL);

  return note (batch, line, line, error);
}

static gboolean
withdraw (EdDb *db, const char *id, gint64 now, GError **error)
{
  GError *local = NULL;
  g_autoptr (EdDevice) device = ed_devices_load (db, id, &local);

  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  return device == NULL || device->revoked
         || (ed_devices_revoke (db, id, now, error)
             && ed_sign_ins_revoke_device (db, id, now, error));
}

static gboolean
withdraw_all (EdDb *db, char **lines, gint64 now, GError **error)
{
  for (char **line = lines; *line != NULL; line++)
    {
      if (g_str_has_prefix (*line, DEVICE) && !withdraw (db, *line + strlen (DEVICE), now, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
ed_outside_apply (const char *folder, EdDb *db, gint64 now, GError **error)
{
  g_auto (GStrv) lines = read_lines (folder, error);

  if (lines == NULL || lines[0] == NULL)
    return lines != NULL;
  if (!ed_db_begin (db, TRUE, error))
    return FALSE;
  if (withdraw_all (db, lines, now, error) && ed_db_commit (db, error))
    return TRUE;
  ed_db_rollback (db);
  return FALSE;
}

/* --- what was erased ---------------------------------------------------------------------------
 */

gboolean
ed_outside_note_erased (EdBatch *batch, const char *type, const char *id, GError **error)
{
  g_autofree char *line = g_strconcat (ERASED, type, " ", id, NULL);

  return note (batch, line, line, error);
}

/* What TYPE of a line is in the table of what was erased; NULL: a newer program's. */
static const char *
find_erased_type (const char *type)
{
  if (g_str_equal (type, "case") || g_str_equal (type, ED_OUTSIDE_MISTAKE))
    return "case";
  return g_str_equal (type, "request") ? "request" : NULL;
}

/* Whether LINE tells of something that this database does not know to be erased. */
static gboolean
is_news (EdDb *db, const char *line, gboolean *news, GError **error)
{
  g_auto (GStrv) parts = NULL;
  const char *type;
  GError *local = NULL;

  *news = FALSE;
  if (!g_str_has_prefix (line, ERASED))
    return TRUE;
  parts = g_strsplit (line + strlen (ERASED), " ", -1);
  type = g_strv_length (parts) == 2 ? find_erased_type (parts[0]) : NULL;
  if (type == NULL || !ed_json_is_id (parts[1]))
    return TRUE;
  *news = !ed_erased_has (db, type, parts[1], &local);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

char **
ed_outside_list_erased (const char *folder, EdDb *db, GError **error)
{
  g_auto (GStrv) lines = read_lines (folder, error);
  g_autoptr (GStrvBuilder) list = g_strv_builder_new ();

  for (char **line = lines; line != NULL && *line != NULL; line++)
    {
      gboolean news;

      if (!is_news (db, *line, &news, error))
        return NULL;
      if (news)
        g_strv_builder_add (list, *line + strlen (ERASED));
    }
  return lines != NULL ? g_strv_builder_end (list) : NULL;
}

/* --- reports that were given away ---------------------------------------------------------------
 */

gboolean
ed_outside_note_release (EdBatch *batch, const char *text, GError **error)
{
  g_autofree char *line = g_strconcat (RELEASE, text, NULL);

  return note (batch, line, line, error);
}

char **
ed_outside_list_releases (const char *folder, GError **error)
{
  g_auto (GStrv) lines = read_lines (folder, error);
  g_autoptr (GStrvBuilder) list = g_strv_builder_new ();

  for (char **line = lines; line != NULL && *line != NULL; line++)
    if (g_str_has_prefix (*line, RELEASE))
      g_strv_builder_add (list, *line + strlen (RELEASE));
  return lines != NULL ? g_strv_builder_end (list) : NULL;
}

/* --- accounts ----------------------------------------------------------------------------------
 */

gboolean
ed_outside_settle_account (EdDb *db, const char *mark, GError **error)
{
  return ed_query_run (db,
                       error,
                       "INSERT INTO noted (mark) VALUES ($1) ON CONFLICT (mark) DO NOTHING",
                       "t",
                       mark);
}

/* WHAT: the word of a change, and what belongs to it. */
static gboolean
note_account (EdBatch *batch, const char *account, const char *what, GError **error)
{
  g_autofree char *mark = ed_secrets_make_uuid ();
  g_autofree char *line = g_strconcat (ACCOUNT, account, " ", mark, " ", what, NULL);

  return note (batch, mark, line, error);
}

gboolean
ed_outside_note_account (EdBatch *batch,
                         const char *account,
                         EdOutsideChange change,
                         GError **error)
{
  return note_account (batch, account, changes[change], error);
}

gboolean
ed_outside_note_roles (EdBatch *batch, const char *account, char **roles, GError **error)
{
  g_autofree char *words = roles != NULL ? g_strjoinv (",", roles) : g_strdup ("");
  g_autofree char *what = g_strconcat (changes[ED_OUTSIDE_ROLES], words, NULL);

  return note_account (batch, account, what, error);
}

static gboolean
is_settled (EdDb *db, const char *mark, GError **error)
{
  g_autoptr (EdStatement) statement =
      ed_query (db, error, "SELECT 1 FROM noted WHERE mark = $1", "t", mark);

  return statement != NULL && ed_statement_step (statement, error);
}

static void
free_account (gpointer data)
{
  EdOutsideAccount *self = data;

  g_free (self->account);
  g_free (self->mark);
  g_strfreev (self->roles);
  g_free (self);
}

/* What WORD says of SELF. FALSE: it is a newer program's. */
static gboolean
read_change (EdOutsideAccount *self, const char *word)
{
  for (guint change = 0; change < ED_N_OUTSIDE_CHANGES; change++)
    if (change == ED_OUTSIDE_ROLES ? g_str_has_prefix (word, changes[change])
                                   : g_str_equal (word, changes[change]))
      {
        self->change = (EdOutsideChange) change;
        if (change == ED_OUTSIDE_ROLES)
          self->roles = g_strsplit (word + strlen (changes[change]), ",", -1);
        for (char **role = self->roles; role != NULL && *role != NULL; role++)
          if (ed_choice_find (ed_role_choices, *role) == ED_ABSENT)
            return FALSE;
        return TRUE;
      }
  return FALSE;
}

/* The change that LINE tells of, or NULL. */
static EdOutsideAccount *
read_account (const char *line)
{
  g_auto (GStrv) parts = NULL;
  EdOutsideAccount *self;

  if (!g_str_has_prefix (line, ACCOUNT))
    return NULL;
  parts = g_strsplit (line + strlen (ACCOUNT), " ", -1);
  if (g_strv_length (parts) != 3 || !ed_json_is_id (parts[0]) || !ed_json_is_id (parts[1]))
    return NULL;
  self = g_new0 (EdOutsideAccount, 1);
  self->account = g_strdup (parts[0]);
  self->mark = g_strdup (parts[1]);
  if (read_change (self, parts[2]))
    return self;
  free_account (self);
  return NULL;
}

/* Whether a decision on either takes the place of one on the other. */
static gboolean
are_of_a_kind (EdOutsideChange a, EdOutsideChange b)
{
  static const guint kinds[ED_N_OUTSIDE_CHANGES] = {
    [ED_OUTSIDE_SUSPENDED] = 0,     [ED_OUTSIDE_RESUMED] = 0, [ED_OUTSIDE_PASSWORD] = 1,
    [ED_OUTSIDE_SECOND_FACTOR] = 1, [ED_OUTSIDE_ROLES] = 2,
  };

  return kinds[a] == kinds[b];
}

/* LATER is known: what LIST has of its kind was decided anew since. */
static void
drop_former (GPtrArray *list, const EdOutsideAccount *later)
{
  for (guint i = list->len; i > 0; i--)
    {
      const EdOutsideAccount *former = list->pdata[i - 1];

      if (g_str_equal (former->account, later->account)
          && are_of_a_kind (former->change, later->change))
        g_ptr_array_remove_index (list, i - 1);
    }
}

/* Puts FOUND, taken, into LIST, if it is not known. */
static gboolean
list_account (GPtrArray *list, EdDb *db, EdOutsideAccount *found, GError **error)
{
  GError *local = NULL;

  if (!is_settled (db, found->mark, &local))
    {
      g_ptr_array_add (list, found);
    }
  else
    {
      drop_former (list, found);
      free_account (found);
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

GPtrArray *
ed_outside_list_accounts (const char *folder, EdDb *db, GError **error)
{
  g_auto (GStrv) lines = read_lines (folder, error);
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (free_account);

  for (char **line = lines; line != NULL && *line != NULL; line++)
    {
      EdOutsideAccount *found = read_account (*line);

      if (found != NULL && !list_account (list, db, found, error))
        return NULL;
    }
  return lines != NULL ? g_steal_pointer (&list) : NULL;
}

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/secret-file.h"

#include <glib/gstdio.h>
#include <string.h>

#include "base/platform.h"
#include "server/audit-table.h"
#include "server/query.h"
#include "server/totp-proof.h"
#include "server/totp-table.h"

#define NAME "secret"
#define HEAD "experts-dashboard secret: "

char *
ed_secret_file_locate (const char *folder, const char *named)
{
  return named != NULL ? g_strdup (named) : g_build_filename (folder, NAME, NULL);
}

gboolean
ed_secret_file_parse (char *text, gsize text_length, guint8 *key)
{
  gsize length = 0;
  guint8 *bytes = NULL;
  gboolean is_key;

  if (strlen (text) == text_length && g_str_has_prefix (g_strchomp (text), HEAD))
    bytes = ed_secrets_from_text (text + strlen (HEAD), &length);
  is_key = bytes != NULL && length == ED_SECRET_BYTES;

  if (is_key)
    memcpy (key, bytes, ED_SECRET_BYTES);
  if (bytes != NULL)
    ed_secrets_clear (bytes, length);
  g_free (bytes);
  return is_key;
}

gboolean
ed_secret_file_read (const char *path, guint8 *key, GError **error)
{
  char *text = NULL;
  gsize length;
  gboolean is_key;

  if (!g_file_get_contents (path, &text, &length, error))
    return FALSE;
  is_key = ed_secret_file_parse (text, length, key);
  ed_secrets_free_text (text);
  if (!is_key)
    g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL, "%s holds no secret", path);
  return is_key;
}

static gboolean
write_text (const char *path, const char *text, gsize length, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);

  return g_file_set_contents_full (path,
                                   text,
                                   (gssize) length,
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                   0600,
                                   error)
         && ed_platform_sync_folder (folder, error);
}

/* A name that no file has yet. */
static char *
name_aside (const char *path)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *moment = g_date_time_format (now, ".before-%Y%m%d-%H%M%S");
  char *aside = g_strconcat (path, moment, NULL);

  for (guint n = 2; g_file_test (aside, G_FILE_TEST_EXISTS); n++)
    {
      g_free (aside);
      aside = g_strdup_printf ("%s%s-%u", path, moment, n);
    }
  return aside;
}

/* As a copy: there is no moment without a key in its place. */
static gboolean
put_aside (const char *path, GError **error)
{
  g_autofree char *aside = name_aside (path);
  char *text = NULL;
  gsize length;
  gboolean done;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  if (!g_file_get_contents (path, &text, &length, error))
    return FALSE;
  done = write_text (aside, text, length, error);
  ed_secrets_clear (text, length);
  g_free (text);
  return done;
}

static gboolean
write_key (const char *path, const guint8 *key, GError **error)
{
  char *word = ed_secrets_to_text (key, ED_SECRET_BYTES);
  char *text = g_strconcat (HEAD, word, "\n", NULL);
  gboolean done = write_text (path, text, strlen (text), error);

  ed_secrets_free_text (text);
  ed_secrets_free_text (word);
  return done;
}

gboolean
ed_secret_file_write (const char *path, const guint8 *key, GError **error)
{
  guint8 there[ED_SECRET_BYTES];
  gboolean is_same;

  is_same =
      ed_secret_file_read (path, there, NULL) && ed_secrets_equal (there, key, ED_SECRET_BYTES);
  ed_secrets_clear (there, sizeof there);
  return is_same || (put_aside (path, error) && write_key (path, key, error));
}

/* Where a key waits until the database knows it. */
static char *
locate_next (const char *path)
{
  return g_strconcat (path, ".new", NULL);
}

/* The key that waited comes to its place, the one that was there aside. */
static gboolean
take_place (const char *path, GError **error)
{
  g_autofree char *next = locate_next (path);
  g_autofree char *folder = g_path_get_dirname (path);

  if (!put_aside (path, error))
    return FALSE;
  if (g_rename (next, path) == 0)
    return ed_platform_sync_folder (folder, error);
  g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_FAILED, "%s cannot be put in place", next);
  return FALSE;
}

/* By which the database knows the key: it opens nothing. */
static void
make_mark (const guint8 *key, guint8 *mark)
{
  static const char purpose[] = "experts-dashboard: which key this is";

  ed_secrets_mac (key, purpose, sizeof purpose, mark, ED_SECRET_BYTES);
}

/* *KNOWN: the database has a key of its own, and MARK is that one's. */
static gboolean
read_mark (EdDb *db, guint8 *mark, gboolean *known, GError **error)
{
  g_autoptr (EdStatement) row = ed_query (db, error, "SELECT secret_mark FROM organisation", "");
  gconstpointer bytes;
  gsize length = 0;

  *known = FALSE;
  if (row == NULL || !ed_statement_step (row, error))
    return FALSE;
  bytes = ed_statement_is_null (row, 0) ? NULL : ed_statement_blob (row, 0, &length);
  *known = bytes != NULL;
  if (*known)
    memcpy (mark, bytes, MIN (length, ED_SECRET_BYTES));
  return TRUE;
}

static gboolean
write_mark (EdDb *db, const guint8 *key, GError **error)
{
  guint8 mark[ED_SECRET_BYTES];

  make_mark (key, mark);
  return ed_query_run (db,
                       error,
                       "UPDATE organisation SET secret_mark = $1",
                       "b",
                       mark,
                       sizeof mark);
}

#define WHAT_TO_DO                                                                          \
  " (the key of second factors): put it back from a backup or from another server of this " \
  "database, or say where it is (secret-file); only where it is lost for good: renew-secret"

/* KEY is the file's, if that is the one of MARK. */
static gboolean
meet (const char *path, const guint8 *mark, guint8 *key, GError **error)
{
  guint8 present[ED_SECRET_BYTES];

  if (!ed_secret_file_read (path, key, error))
    {
      g_prefix_error (error, "%s is not there" WHAT_TO_DO ": ", path);
      return FALSE;
    }
  make_mark (key, present);
  if (ed_secrets_equal (present, mark, ED_SECRET_BYTES))
    return TRUE;
  ed_secrets_clear (key, ED_SECRET_BYTES);
  g_set_error (error,
               G_FILE_ERROR,
               G_FILE_ERROR_INVAL,
               "%s is not the one of this database" WHAT_TO_DO,
               path);
  return FALSE;
}

/* The same; a renewal that broke off behind its commit is brought to its end. */
static gboolean
meet_renewed (const char *path, const guint8 *mark, guint8 *key, GError **error)
{
  g_autofree char *next = locate_next (path);
  g_autoptr (GError) why = NULL, failure = NULL;

  if (meet (path, mark, key, &why))
    return TRUE;
  if (!meet (next, mark, key, NULL))
    {
      g_propagate_error (error, g_steal_pointer (&why));
      return FALSE;
    }
  /* Another server that starts may have been quicker. */
  if (take_place (path, &failure) || meet (path, mark, key, NULL))
    return TRUE;
  ed_secrets_clear (key, ED_SECRET_BYTES);
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
seal_anew (EdDb *db, const guint8 *former, const guint8 *key, GError **error)
{
  g_auto (GStrv) accounts = ed_totps_list (db, error);

  for (char **account = accounts; account != NULL && *account != NULL; account++)
    if (!ed_totp_proof_seal_anew (db, *account, former, key, error))
      return FALSE;
  return accounts != NULL;
}

/* The file first: what the database knows of must be there. */
static gboolean
take_first (const char *path, guint8 *key, GError **error)
{
  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return ed_secret_file_read (path, key, error);
  ed_secrets_random (key, ED_SECRET_BYTES);
  return ed_secret_file_write (path, key, error);
}

static gboolean
settle (EdDb *db, const char *path, const guint8 *former, guint8 *key, GError **error)
{
  guint8 mark[ED_SECRET_BYTES];
  gboolean known;

  if (!read_mark (db, mark, &known, error))
    return FALSE;
  if (known)
    return meet_renewed (path, mark, key, error);
  return take_first (path, key, error) && seal_anew (db, former, key, error)
         && write_mark (db, key, error);
}

gboolean
ed_secret_file_settle (EdDb *db,
                       const char *path,
                       const guint8 *former,
                       guint8 *key,
                       GError **error)
{
  guint8 mark[ED_SECRET_BYTES];
  gboolean known;

  /* Nobody else's work is met for this. */
  if (!read_mark (db, mark, &known, error))
    return FALSE;
  if (known)
    return meet_renewed (path, mark, key, error);
  if (!ed_db_begin (db, TRUE, error))
    return FALSE;
  if (settle (db, path, former, key, error) && ed_db_commit (db, error))
    return TRUE;
  ed_db_rollback (db);
  return FALSE;
}

gboolean
ed_secret_file_find (EdDb *db, const char *path, char **file, GError **error)
{
  g_autofree char *next = locate_next (path);
  guint8 mark[ED_SECRET_BYTES], key[ED_SECRET_BYTES];
  g_autoptr (GError) why = NULL;
  gboolean known;

  *file = NULL;
  if (!read_mark (db, mark, &known, error))
    return FALSE;
  if (!known ? g_file_test (path, G_FILE_TEST_EXISTS) : meet (path, mark, key, &why))
    *file = g_strdup (path);
  else if (known && meet (next, mark, key, NULL))
    *file = g_strdup (next);
  ed_secrets_clear (key, sizeof key);
  if (*file != NULL || !known)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&why));
  return FALSE;
}

/* The key waits beside the former one until the database knows it: wherever this ends, one of the
 * two is the database's. What a failed commit leaves stays, as it may have been done after all. */
gboolean
ed_secret_file_renew (EdDb *db, const char *path, gint64 now, GError **error)
{
  g_autofree char *next = locate_next (path);
  guint8 key[ED_SECRET_BYTES];
  gboolean done;

  ed_secrets_random (key, sizeof key);
  if (!ed_db_begin (db, TRUE, error))
    return FALSE;
  done = ed_totps_give_up (db, error) && write_mark (db, key, error)
         && ed_audit_add (db, now, NULL, NULL, "secret_renewed", NULL, NULL, error)
         && write_key (next, key, error) && ed_db_commit (db, error);
  ed_secrets_clear (key, sizeof key);
  if (!done)
    ed_db_rollback (db);
  return done && take_place (path, error);
}

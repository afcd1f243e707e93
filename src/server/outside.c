/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/outside.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#include "server/device-table.h"
#include "server/sign-in-table.h"

#define FILE_NAME "outside"
#define DEVICE "device "

gboolean
ed_outside_note_device (const char *folder, const char *device, GError **error)
{
  g_autofree char *path = g_build_filename (folder, FILE_NAME, NULL);
  FILE *file = g_fopen (path, "ab");
  gboolean written = file != NULL && fprintf (file, DEVICE "%s\n", device) > 0 && fflush (file) == 0
                     && g_fsync (fileno (file)) == 0;

  if (file != NULL)
    written = fclose (file) == 0 && written;
  if (!written)
    g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_IO, "%s cannot be written", path);
  return written;
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
  g_autofree char *path = g_build_filename (folder, FILE_NAME, NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  if (!g_file_get_contents (path, &text, NULL, error) || !ed_db_begin (db, TRUE, error))
    return FALSE;
  lines = g_strsplit (text, "\n", -1);
  if (withdraw_all (db, lines, now, error) && ed_db_commit (db, error))
    return TRUE;
  ed_db_rollback (db);
  return FALSE;
}

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/maildir.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "base/platform.h"

static gboolean
make_folders (const char *folder, GError **error)
{
  static const char *const names[] = { "tmp", "new", "cur" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);

      if (!ed_platform_make_private_folder (path, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
ed_maildir_add (const char *folder, GBytes *message, gint64 at, const char *id, GError **error)
{
  g_autofree char *name =
      g_strdup_printf ("%" G_GINT64_FORMAT ".%s.experts-dashboard", at / 1000, id);
  g_autofree char *begun = g_build_filename (folder, "tmp", name, NULL);
  g_autofree char *done = g_build_filename (folder, "new", name, NULL);
  gsize length;
  const char *bytes = g_bytes_get_data (message, &length);

  if (!make_folders (folder, error)
      || !g_file_set_contents_full (begun,
                                    bytes,
                                    (gssize) length,
                                    G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                    0600,
                                    error))
    return FALSE;
  if (g_rename (begun, done) == 0)
    return TRUE;
  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno), "%s", g_strerror (errno));
  g_unlink (begun);
  return FALSE;
}

void
ed_maildir_remove (const char *folder, const char *id)
{
  static const char *const names[] = { "tmp", "new", "cur" };
  g_autofree char *part = g_strconcat (".", id, ".experts-dashboard", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);
      g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
      const char *name;

      while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
        {
          g_autofree char *file = g_build_filename (path, name, NULL);

          if (strstr (name, part) != NULL)
            g_unlink (file);
        }
    }
}

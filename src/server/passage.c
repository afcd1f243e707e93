/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/passage.h"

#include <glib/gstdio.h>

#include "base/platform.h"

#define PREFIX "passage-"
#define LOCK "lock" /* in it: held for as long as it is used, and let go by the system */

struct _EdPassage
{
  char *path;
  EdLock *lock;
};

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);

      g_unlink (file);
    }
  g_rmdir (path);
}

static EdLock *
hold (const char *path, GError **error)
{
  g_autofree char *lock = g_build_filename (path, LOCK, NULL);

  return ed_platform_lock (lock, error);
}

/* One that is just being made has nothing in it, not even its lock. */
static gboolean
is_empty (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);

  return dir == NULL || g_dir_read_name (dir) == NULL;
}

void
ed_passage_sweep (const char *data)
{
  g_autoptr (GDir) dir = g_dir_open (data, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (data, name, NULL);
      EdLock *lock;

      if (!g_str_has_prefix (name, PREFIX) || is_empty (path))
        continue;
      lock = hold (path, NULL);
      if (lock != NULL)
        remove_folder (path);
      ed_platform_unlock (lock);
    }
}

EdPassage *
ed_passage_new (const char *data, GError **error)
{
  g_autoptr (EdPassage) self = g_new0 (EdPassage, 1);

  ed_passage_sweep (data);
  self->path = g_build_filename (data, PREFIX "XXXXXX", NULL);
  if (g_mkdtemp_full (self->path, 0700) == NULL)
    {
      g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_ACCES, "%s cannot be written into", data);
      g_clear_pointer (&self->path, g_free);
      return NULL;
    }
  self->lock = hold (self->path, error);
  return self->lock != NULL ? g_steal_pointer (&self) : NULL;
}

void
ed_passage_free (EdPassage *self)
{
  if (self == NULL)
    return;
  if (self->path != NULL)
    remove_folder (self->path);
  ed_platform_unlock (self->lock);
  g_free (self->path);
  g_free (self);
}

const char *
ed_passage_path (const EdPassage *self)
{
  return self->path;
}

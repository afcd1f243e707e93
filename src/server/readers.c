/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/readers.h"

struct _EdReaders
{
  GMutex mutex;
  char *path;
  GPtrArray *idle; /* EdDb */
};

EdReaders *
ed_readers_new (const char *path)
{
  EdReaders *self = g_new0 (EdReaders, 1);

  g_mutex_init (&self->mutex);
  self->path = g_strdup (path);
  self->idle = g_ptr_array_new_with_free_func ((GDestroyNotify) ed_db_close);
  return self;
}

void
ed_readers_free (EdReaders *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->idle);
  g_free (self->path);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

EdDb *
ed_readers_take (EdReaders *self, GError **error)
{
  EdDbOptions options = { .path = self->path, .read_only = TRUE };
  EdDb *db = NULL;

  g_mutex_lock (&self->mutex);
  if (self->idle->len > 0)
    db = g_ptr_array_steal_index_fast (self->idle, self->idle->len - 1);
  g_mutex_unlock (&self->mutex);

  if (db == NULL)
    db = ed_db_open (&options, error);
  if (db == NULL || ed_db_begin (db, FALSE, error))
    return db;
  ed_db_close (db);
  return NULL;
}

void
ed_readers_give_back (EdReaders *self, EdDb *db)
{
  ed_db_rollback (db);
  g_mutex_lock (&self->mutex);
  g_ptr_array_add (self->idle, db);
  g_mutex_unlock (&self->mutex);
}

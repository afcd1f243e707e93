/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/readers.h"

#include "server/database.h"

struct _EdReaders
{
  GMutex mutex;
  char *location;
  GPtrArray *idle; /* EdDb */
};

EdReaders *
ed_readers_new (const char *location)
{
  EdReaders *self = g_new0 (EdReaders, 1);

  g_mutex_init (&self->mutex);
  self->location = g_strdup (location);
  self->idle = g_ptr_array_new_with_free_func ((GDestroyNotify) ed_db_close);
  return self;
}

void
ed_readers_free (EdReaders *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->idle);
  g_free (self->location);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

EdDb *
ed_readers_take (EdReaders *self, GError **error)
{
  EdDb *db = NULL;

  g_mutex_lock (&self->mutex);
  if (self->idle->len > 0)
    db = g_ptr_array_steal_index_fast (self->idle, self->idle->len - 1);
  g_mutex_unlock (&self->mutex);

  if (db == NULL)
    db = ed_database_open (self->location, TRUE, NULL, error);
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

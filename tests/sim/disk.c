/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "disk.h"

#include "sql/pass-vfs.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define NAME "sim"
#define SECTOR 512

/* A change that no sync has made lasting. */
typedef struct
{
  gint64 offset;
  gint64 size; /* of the file before */
  GBytes *old; /* what stood there */
  GBytes *new; /* NULL: cut off at offset */
} Change;

struct _SimDisk
{
  char *folder;
  GHashTable *changes; /* path: GPtrArray of Change, oldest first */
  guint open;
  guint calls_left; /* before the failing one; 0: not armed */
  SimDiskFault fault;
  gboolean failed;
  gboolean dead;
};

typedef struct
{
  EdPassFile parent;
  SimDisk *disk; /* NULL: not of a folder that is watched */
  char *path;
} SimFile;

static GPtrArray *disks; /* SimDisk */

static void
free_change (gpointer data)
{
  Change *change = data;

  g_bytes_unref (change->old);
  g_clear_pointer (&change->new, g_bytes_unref);
  g_free (change);
}

static SimDisk *
find_disk (const char *path)
{
  for (guint i = 0; path != NULL && disks != NULL && i < disks->len; i++)
    {
      SimDisk *disk = disks->pdata[i];

      if (g_str_has_prefix (path, disk->folder))
        return disk;
    }
  return NULL;
}

/* SQLITE_OK, or how this change fails. */
static int
meet (SimDisk *self, int io_code)
{
  if (self == NULL)
    return SQLITE_OK;
  if (self->dead)
    return io_code;
  if (self->calls_left == 0 || --self->calls_left > 0)
    return SQLITE_OK;
  self->failed = TRUE;
  self->dead = self->fault == SIM_DISK_POWER || self->fault == SIM_DISK_KILL;
  return self->fault == SIM_DISK_FULL ? SQLITE_FULL : io_code;
}

/* Remembers what a change of LENGTH bytes at OFFSET takes away. */
static void
remember (SimFile *self, gint64 offset, gconstpointer bytes, gsize length)
{
  sqlite3_file *real = self->parent.real;
  GPtrArray *changes;
  Change *change;
  sqlite3_int64 size = 0;
  gint64 there;
  guint8 *old;

  if (self->disk == NULL || self->path == NULL)
    return;
  changes = g_hash_table_lookup (self->disk->changes, self->path);
  if (changes == NULL)
    {
      changes = g_ptr_array_new_with_free_func (free_change);
      g_hash_table_insert (self->disk->changes, g_strdup (self->path), changes);
    }
  real->pMethods->xFileSize (real, &size);
  there = bytes != NULL ? MIN (size - offset, (gint64) length) : size - offset;
  there = MAX (there, 0);
  old = g_malloc0 ((gsize) there + 1);
  if (there > 0)
    real->pMethods->xRead (real, old, (int) there, offset);
  change = g_new0 (Change, 1);
  change->offset = offset;
  change->size = size;
  change->old = g_bytes_new_take (old, (gsize) there);
  change->new = bytes != NULL ? g_bytes_new (bytes, length) : NULL;
  g_ptr_array_add (changes, change);
}

static int
close_file (sqlite3_file *file)
{
  SimFile *self = (SimFile *) file;
  sqlite3_file *real = self->parent.real;

  if (self->disk != NULL)
    self->disk->open--;
  g_clear_pointer (&self->path, g_free);
  return real->pMethods->xClose (real);
}

static int
write_file (sqlite3_file *file, const void *bytes, int n, sqlite3_int64 at)
{
  SimFile *self = (SimFile *) file;
  sqlite3_file *real = self->parent.real;
  int result = meet (self->disk, SQLITE_IOERR_WRITE);

  if (result != SQLITE_OK)
    return result;
  remember (self, at, bytes, (gsize) n);
  return real->pMethods->xWrite (real, bytes, n, at);
}

static int
truncate_file (sqlite3_file *file, sqlite3_int64 size)
{
  SimFile *self = (SimFile *) file;
  sqlite3_file *real = self->parent.real;
  int result = meet (self->disk, SQLITE_IOERR_TRUNCATE);

  if (result != SQLITE_OK)
    return result;
  remember (self, size, NULL, 0);
  return real->pMethods->xTruncate (real, size);
}

static int
sync_file (sqlite3_file *file, int flags)
{
  SimFile *self = (SimFile *) file;
  int result = meet (self->disk, SQLITE_IOERR_FSYNC);

  if (result == SQLITE_OK && self->disk != NULL && self->path != NULL)
    g_hash_table_remove (self->disk->changes, self->path);
  return result;
}

static int
get_sector_size (sqlite3_file *file)
{
  return SECTOR;
}

static int
open_file (sqlite3_vfs *vfs, sqlite3_filename name, sqlite3_file *file, int flags, int *out_flags)
{
  SimFile *self = (SimFile *) file;
  int result = SQLITE_OK;

  file->pMethods = NULL;
  self->path = NULL;
  self->disk = find_disk (name);
  if ((flags & SQLITE_OPEN_READWRITE) != 0)
    result = meet (self->disk, SQLITE_CANTOPEN);
  if (result != SQLITE_OK)
    return result == SQLITE_FULL ? SQLITE_CANTOPEN : result;
  result = ed_pass_vfs_open (vfs, name, file, flags, out_flags);
  if (file->pMethods == NULL)
    return result;
  self->path = g_strdup (name);
  if (self->disk != NULL)
    self->disk->open++;
  return result;
}

static int
delete_file (sqlite3_vfs *vfs, const char *name, int sync)
{
  sqlite3_vfs *below = ((EdPassVfs *) vfs)->below;
  SimDisk *disk = find_disk (name);
  int result = meet (disk, SQLITE_IOERR_DELETE);

  if (result != SQLITE_OK)
    return result == SQLITE_FULL ? SQLITE_IOERR_DELETE : result;
  if (disk != NULL)
    g_hash_table_remove (disk->changes, name);
  return below->xDelete (below, name, sync);
}

void
sim_disk_register (void)
{
  EdPassVfs *self;

  if (sqlite3_vfs_find (NAME) != NULL)
    return;
  self = ed_pass_vfs_new (sqlite3_vfs_find (NULL), g_strdup (NAME), sizeof (SimFile));
  self->methods.xClose = close_file;
  self->methods.xWrite = write_file;
  self->methods.xTruncate = truncate_file;
  self->methods.xSync = sync_file;
  self->methods.xSectorSize = get_sector_size;
  self->parent.xOpen = open_file;
  self->parent.xDelete = delete_file;
  g_assert_cmpint (sqlite3_vfs_register (&self->parent, 1), ==, SQLITE_OK);
}

SimDisk *
sim_disk_new (const char *folder)
{
  SimDisk *self = g_new0 (SimDisk, 1);

  self->folder = g_strconcat (folder, "/", NULL);
  self->changes =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  if (disks == NULL)
    disks = g_ptr_array_new ();
  g_ptr_array_add (disks, self);
  return self;
}

void
sim_disk_free (SimDisk *self)
{
  g_assert_cmpuint (self->open, ==, 0);
  g_ptr_array_remove (disks, self);
  g_hash_table_unref (self->changes);
  g_free (self->folder);
  g_free (self);
}

void
sim_disk_arm (SimDisk *self, guint nth, SimDiskFault fault)
{
  self->calls_left = nth;
  self->fault = fault;
  self->failed = FALSE;
}

void
sim_disk_disarm (SimDisk *self)
{
  self->calls_left = 0;
  self->failed = FALSE;
}

gboolean
sim_disk_has_failed (const SimDisk *self)
{
  return self->failed;
}

gboolean
sim_disk_is_dead (const SimDisk *self)
{
  return self->dead;
}

void
sim_disk_settle (SimDisk *self)
{
  g_assert_cmpuint (self->open, ==, 0);
  g_hash_table_remove_all (self->changes);
}

static void
put_bytes (FILE *file, gint64 offset, GBytes *bytes, gsize length)
{
  g_assert_cmpint (fseek (file, (long) offset, SEEK_SET), ==, 0);
  g_assert_cmpuint (fwrite (g_bytes_get_data (bytes, NULL), 1, length, file), ==, length);
}

/* Takes all changes back, newest first, then lets some of them happen after all, whole or torn. */
static void
lose_some (const char *path, const GPtrArray *changes, GRand *rand)
{
  FILE *file = fopen (path, "r+b");

  if (file == NULL)
    return;
  for (guint i = changes->len; i > 0; i--)
    {
      const Change *change = changes->pdata[i - 1];

      put_bytes (file, change->offset, change->old, g_bytes_get_size (change->old));
      g_assert_cmpint (fflush (file), ==, 0);
      g_assert_cmpint (truncate (path, change->size), ==, 0);
    }
  for (guint i = 0; i < changes->len; i++)
    {
      const Change *change = changes->pdata[i];
      gsize length = change->new != NULL ? g_bytes_get_size (change->new) : 0;
      gint32 luck = g_rand_int_range (rand, 0, 8);

      if (luck < 4)
        continue;
      if (luck == 4)
        length = length > SECTOR ? SECTOR * (length / SECTOR / 2) : 0;
      if (change->new != NULL)
        put_bytes (file, change->offset, change->new, length);
      else
        g_assert_cmpint (truncate (path, change->offset), ==, 0);
      g_assert_cmpint (fflush (file), ==, 0);
    }
  fclose (file);
}

static int
compare_paths (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

void
sim_disk_restart (SimDisk *self, GRand *rand)
{
  guint n = 0;
  g_autofree char **paths = (char **) g_hash_table_get_keys_as_array (self->changes, &n);
  g_autoptr (GDir) dir = g_dir_open (self->folder, 0, NULL);
  const char *name;

  g_assert_cmpuint (self->open, ==, 0);
  qsort (paths, n, sizeof *paths, compare_paths);
  for (guint i = 0; self->fault == SIM_DISK_POWER && i < n; i++)
    lose_some (paths[i], g_hash_table_lookup (self->changes, paths[i]), rand);
  if (self->fault == SIM_DISK_POWER)
    g_hash_table_remove_all (self->changes);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->folder, name, NULL);

      if (g_str_has_suffix (name, "-shm"))
        g_unlink (path);
    }
  self->dead = FALSE;
  sim_disk_disarm (self);
}

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "sql/pass-vfs.h"

/* --- a file -------------------------------------------------------------------------------------
 */

static sqlite3_file *
get_real (sqlite3_file *file)
{
  return ((EdPassFile *) file)->real;
}

static int
close_file (sqlite3_file *file)
{
  return get_real (file)->pMethods->xClose (get_real (file));
}

static int
read_file (sqlite3_file *file, void *bytes, int n, sqlite3_int64 at)
{
  return get_real (file)->pMethods->xRead (get_real (file), bytes, n, at);
}

static int
write_file (sqlite3_file *file, const void *bytes, int n, sqlite3_int64 at)
{
  return get_real (file)->pMethods->xWrite (get_real (file), bytes, n, at);
}

static int
truncate_file (sqlite3_file *file, sqlite3_int64 size)
{
  return get_real (file)->pMethods->xTruncate (get_real (file), size);
}

static int
sync_file (sqlite3_file *file, int flags)
{
  return get_real (file)->pMethods->xSync (get_real (file), flags);
}

static int
size_file (sqlite3_file *file, sqlite3_int64 *size)
{
  return get_real (file)->pMethods->xFileSize (get_real (file), size);
}

static int
lock_file (sqlite3_file *file, int level)
{
  return get_real (file)->pMethods->xLock (get_real (file), level);
}

static int
unlock_file (sqlite3_file *file, int level)
{
  return get_real (file)->pMethods->xUnlock (get_real (file), level);
}

static int
check_lock (sqlite3_file *file, int *reserved)
{
  return get_real (file)->pMethods->xCheckReservedLock (get_real (file), reserved);
}

static int
control_file (sqlite3_file *file, int operation, void *argument)
{
  return get_real (file)->pMethods->xFileControl (get_real (file), operation, argument);
}

static int
get_sector_size (sqlite3_file *file)
{
  return get_real (file)->pMethods->xSectorSize (get_real (file));
}

static int
get_device (sqlite3_file *file)
{
  return get_real (file)->pMethods->xDeviceCharacteristics (get_real (file));
}

static int
map_shared (sqlite3_file *file, int page, int size, int extend, void volatile **memory)
{
  return get_real (file)->pMethods->xShmMap (get_real (file), page, size, extend, memory);
}

static int
lock_shared (sqlite3_file *file, int offset, int n, int flags)
{
  return get_real (file)->pMethods->xShmLock (get_real (file), offset, n, flags);
}

static void
fence_shared (sqlite3_file *file)
{
  get_real (file)->pMethods->xShmBarrier (get_real (file));
}

static int
unmap_shared (sqlite3_file *file, int remove)
{
  return get_real (file)->pMethods->xShmUnmap (get_real (file), remove);
}

/* Version 2: with shared memory for the log, without mapping the file itself. */
static const sqlite3_io_methods methods = {
  2,          close_file, read_file,   write_file,   truncate_file, sync_file,
  size_file,  lock_file,  unlock_file, check_lock,   control_file,  get_sector_size,
  get_device, map_shared, lock_shared, fence_shared, unmap_shared,
};

/* --- the access to files ------------------------------------------------------------------------
 */

static sqlite3_vfs *
get_below (sqlite3_vfs *vfs)
{
  return ((EdPassVfs *) vfs)->below;
}

static int
delete_file (sqlite3_vfs *vfs, const char *name, int sync)
{
  return get_below (vfs)->xDelete (get_below (vfs), name, sync);
}

static int
look_at_file (sqlite3_vfs *vfs, const char *name, int flags, int *result)
{
  return get_below (vfs)->xAccess (get_below (vfs), name, flags, result);
}

static int
write_full_name (sqlite3_vfs *vfs, const char *name, int n, char *full)
{
  return get_below (vfs)->xFullPathname (get_below (vfs), name, n, full);
}

static int
make_random (sqlite3_vfs *vfs, int n, char *bytes)
{
  return get_below (vfs)->xRandomness (get_below (vfs), n, bytes);
}

static int
wait_for (sqlite3_vfs *vfs, int us)
{
  return get_below (vfs)->xSleep (get_below (vfs), us);
}

static int
read_day (sqlite3_vfs *vfs, double *day)
{
  return get_below (vfs)->xCurrentTime (get_below (vfs), day);
}

static int
read_error (sqlite3_vfs *vfs, int n, char *text)
{
  return get_below (vfs)->xGetLastError (get_below (vfs), n, text);
}

EdPassVfs *
ed_pass_vfs_new (sqlite3_vfs *below, char *name, gsize file_size)
{
  EdPassVfs *self = g_new0 (EdPassVfs, 1);
  sqlite3_vfs *vfs = &self->parent;

  self->methods = methods;
  self->below = below;
  vfs->iVersion = 1; /* no more is asked of it */
  vfs->szOsFile = (int) file_size + below->szOsFile;
  vfs->mxPathname = below->mxPathname;
  vfs->zName = name;
  vfs->xOpen = ed_pass_vfs_open;
  vfs->xDelete = delete_file;
  vfs->xAccess = look_at_file;
  vfs->xFullPathname = write_full_name;
  vfs->xRandomness = make_random;
  vfs->xSleep = wait_for;
  vfs->xCurrentTime = read_day;
  vfs->xGetLastError = read_error;
  return self;
}

int
ed_pass_vfs_open (sqlite3_vfs *vfs,
                  sqlite3_filename name,
                  sqlite3_file *file,
                  int flags,
                  int *out_flags)
{
  sqlite3_vfs *below = get_below (vfs);
  EdPassFile *self = (EdPassFile *) file;
  int result;

  self->parent.pMethods = NULL;
  self->real = (sqlite3_file *) ((char *) file + (vfs->szOsFile - below->szOsFile));
  result = below->xOpen (below, name, self->real, flags, out_flags);
  if (self->real->pMethods != NULL)
    self->parent.pMethods = &((EdPassVfs *) vfs)->methods;
  return result;
}

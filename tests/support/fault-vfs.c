/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "fault-vfs.h"

#include <sqlcipher/sqlite3.h>

typedef struct
{
  sqlite3_file parent;
  sqlite3_file *real; /* right behind this struct */
} FaultFile;

static struct
{
  gint64 calls_left; /* before the failing one; negative: not armed */
  EdFaultKind kind;
  gboolean lasts;
  gboolean failed;
} fault = { .calls_left = -1 };

G_LOCK_DEFINE_STATIC (fault);

static gboolean
is_due (void)
{
  gboolean due;

  G_LOCK (fault);
  due = fault.failed ? fault.lasts : fault.calls_left >= 0 && --fault.calls_left <= 0;
  fault.failed = fault.failed || due;
  G_UNLOCK (fault);
  return due;
}

static sqlite3_file *
get_real (sqlite3_file *file)
{
  return ((FaultFile *) file)->real;
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
  gboolean due = is_due ();
  int result = get_real (file)->pMethods->xWrite (get_real (file), bytes, due ? n / 2 : n, at);

  if (!due)
    return result;
  return fault.kind == ED_FAULT_FULL ? SQLITE_FULL : SQLITE_IOERR_WRITE;
}

static int
truncate_file (sqlite3_file *file, sqlite3_int64 size)
{
  if (is_due ())
    return SQLITE_IOERR_TRUNCATE;
  return get_real (file)->pMethods->xTruncate (get_real (file), size);
}

static int
sync_file (sqlite3_file *file, int flags)
{
  return is_due () ? SQLITE_IOERR_FSYNC : SQLITE_OK;
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
  if (extend && is_due ())
    return SQLITE_IOERR_SHMMAP;
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

static int
open_file (sqlite3_vfs *vfs, sqlite3_filename name, sqlite3_file *file, int flags, int *out_flags)
{
  sqlite3_vfs *real = vfs->pAppData;
  FaultFile *self = (FaultFile *) file;
  int result;

  self->parent.pMethods = NULL;
  self->real = (sqlite3_file *) (self + 1);
  if ((flags & SQLITE_OPEN_READWRITE) != 0 && is_due ())
    return SQLITE_CANTOPEN;
  result = real->xOpen (real, name, self->real, flags, out_flags);
  if (self->real->pMethods != NULL)
    self->parent.pMethods = &methods;
  return result;
}

static int
delete_file (sqlite3_vfs *vfs, const char *name, int sync)
{
  sqlite3_vfs *real = vfs->pAppData;

  if (is_due ())
    return SQLITE_IOERR_DELETE;
  return real->xDelete (real, name, sync);
}

void
ed_fault_vfs_register (void)
{
  static sqlite3_vfs vfs;
  sqlite3_vfs *real = sqlite3_vfs_find (NULL);

  if (vfs.zName != NULL)
    return;
  vfs = *real;
  vfs.pNext = NULL;
  vfs.zName = ED_FAULT_VFS;
  vfs.pAppData = real;
  vfs.szOsFile = (int) sizeof (FaultFile) + real->szOsFile;
  vfs.xOpen = open_file;
  vfs.xDelete = delete_file;
  g_assert_cmpint (sqlite3_vfs_register (&vfs, 0), ==, SQLITE_OK);
}

void
ed_fault_vfs_use_everywhere (gboolean everywhere)
{
  sqlite3_vfs *own;

  ed_fault_vfs_register ();
  own = sqlite3_vfs_find (ED_FAULT_VFS);
  g_assert_cmpint (sqlite3_vfs_register (everywhere ? own : own->pAppData, 1), ==, SQLITE_OK);
}

void
ed_fault_vfs_arm (guint nth, EdFaultKind kind, gboolean lasts)
{
  G_LOCK (fault);
  fault.calls_left = nth;
  fault.kind = kind;
  fault.lasts = lasts;
  fault.failed = FALSE;
  G_UNLOCK (fault);
}

gboolean
ed_fault_vfs_disarm (void)
{
  gboolean failed;

  G_LOCK (fault);
  failed = fault.failed;
  fault.calls_left = -1;
  fault.failed = FALSE;
  G_UNLOCK (fault);
  return failed;
}

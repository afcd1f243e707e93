/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "fault-vfs.h"

#include "sql/pass-vfs.h"

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
  return ((EdPassFile *) file)->real;
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
map_shared (sqlite3_file *file, int page, int size, int extend, void volatile **memory)
{
  if (extend && is_due ())
    return SQLITE_IOERR_SHMMAP;
  return get_real (file)->pMethods->xShmMap (get_real (file), page, size, extend, memory);
}

static int
open_file (sqlite3_vfs *vfs, sqlite3_filename name, sqlite3_file *file, int flags, int *out_flags)
{
  file->pMethods = NULL;
  if ((flags & SQLITE_OPEN_READWRITE) != 0 && is_due ())
    return SQLITE_CANTOPEN;
  return ed_pass_vfs_open (vfs, name, file, flags, out_flags);
}

static int
delete_file (sqlite3_vfs *vfs, const char *name, int sync)
{
  sqlite3_vfs *below = ((EdPassVfs *) vfs)->below;

  return is_due () ? SQLITE_IOERR_DELETE : below->xDelete (below, name, sync);
}

void
ed_fault_vfs_register (void)
{
  EdPassVfs *self;

  if (sqlite3_vfs_find (ED_FAULT_VFS) != NULL)
    return;
  self = ed_pass_vfs_new (sqlite3_vfs_find (NULL), g_strdup (ED_FAULT_VFS), sizeof (EdPassFile));
  self->methods.xWrite = write_file;
  self->methods.xTruncate = truncate_file;
  self->methods.xSync = sync_file;
  self->methods.xShmMap = map_shared;
  self->parent.xOpen = open_file;
  self->parent.xDelete = delete_file;
  g_assert_cmpint (sqlite3_vfs_register (&self->parent, 0), ==, SQLITE_OK);
}

void
ed_fault_vfs_use_everywhere (gboolean everywhere)
{
  sqlite3_vfs *own;

  ed_fault_vfs_register ();
  own = sqlite3_vfs_find (ED_FAULT_VFS);
  g_assert_cmpint (sqlite3_vfs_register (everywhere ? own : ((EdPassVfs *) own)->below, 1),
                   ==,
                   SQLITE_OK);
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

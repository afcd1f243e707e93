/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The names are SQLite's: https://www.sqlite.org/fileformat2.html, section 1.6. A page of a b-tree
 * begins with its kind (2, 5, 10 or 13), and holds from its beginning the places of its cells, from
 * its end the cells; between them is the gap. An overflow page, and one of the list of free ones,
 * begins with the number of another page, so that it passes for one of a b-tree only where the file
 * has 33,554,432 pages; it then says a number that the file can have, and is left as it is. */

#include "sql/gap-vfs.h"

#include <string.h>

#define FIRST_HEADER 100 /* before the b-tree's on the first page */

typedef struct
{
  sqlite3_file parent;
  sqlite3_file *real; /* right behind this struct */
  gint64 promised;    /* bytes that the file is to have, as a checkpoint has said */
} GapFile;

static sqlite3_file *
get_real (sqlite3_file *file)
{
  return ((GapFile *) file)->real;
}

static guint
get_number (const guint8 *at)
{
  return (guint) at[0] << 8 | at[1];
}

gboolean
ed_gap_find (const guint8 *page, guint size, gboolean is_first, guint64 pages, guint *at, guint *n)
{
  guint head = is_first ? FIRST_HEADER : 0;
  guint8 kind = page[head];
  guint begin, end;

  if (kind != 2 && kind != 5 && kind != 10 && kind != 13)
    return FALSE;
  if (!is_first && ((guint64) get_number (page) << 16 | get_number (page + 2)) <= pages)
    return FALSE;
  begin = head + (kind < 10 ? 12 : 8) + 2 * get_number (page + head + 3);
  end = get_number (page + head + 5);
  if (end == 0)
    end = size; /* 65,536 */
  if (begin >= end || end > size)
    return FALSE;
  *at = begin;
  *n = end - begin;
  return TRUE;
}

/* --- a file -------------------------------------------------------------------------------------
 */

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

static gboolean
is_page (int n, sqlite3_int64 at)
{
  return n >= 512 && n <= 65536 && (n & (n - 1)) == 0 && at % n == 0;
}

/* Pages that the file has, or is about to. */
static guint64
count_pages (GapFile *self, int page_size)
{
  sqlite3_int64 size = 0;

  if (self->real->pMethods->xFileSize (self->real, &size) != SQLITE_OK)
    return G_MAXUINT64;
  return (guint64) (MAX (size, self->promised) / page_size);
}

static int
write_file (sqlite3_file *file, const void *bytes, int n, sqlite3_int64 at)
{
  sqlite3_file *real = get_real (file);
  guint begin, length;
  g_autofree guint8 *page = NULL;

  if (!is_page (n, at)
      || !ed_gap_find (bytes,
                       (guint) n,
                       at == 0,
                       count_pages ((GapFile *) file, n),
                       &begin,
                       &length))
    return real->pMethods->xWrite (real, bytes, n, at);
  page = g_memdup2 (bytes, (gsize) n);
  memset (page + begin, 0, length);
  return real->pMethods->xWrite (real, page, n, at);
}

static int
truncate_file (sqlite3_file *file, sqlite3_int64 size)
{
  ((GapFile *) file)->promised = 0;
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
  if (operation == SQLITE_FCNTL_SIZE_HINT)
    ((GapFile *) file)->promised = *(sqlite3_int64 *) argument;
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
  return vfs->pAppData;
}

/* Logs and what else is not the database itself are opened as they are. */
static int
open_file (sqlite3_vfs *vfs, sqlite3_filename name, sqlite3_file *file, int flags, int *out_flags)
{
  sqlite3_vfs *below = get_below (vfs);
  GapFile *self = (GapFile *) file;
  int result;

  if ((flags & SQLITE_OPEN_MAIN_DB) == 0)
    return below->xOpen (below, name, file, flags, out_flags);
  self->parent.pMethods = NULL;
  self->real = (sqlite3_file *) (self + 1);
  self->promised = 0;
  result = below->xOpen (below, name, self->real, flags, out_flags);
  if (self->real->pMethods != NULL)
    self->parent.pMethods = &methods;
  return result;
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

/* Version 1: no more is asked of it; libraries are not loaded. */
static sqlite3_vfs *
make_vfs (sqlite3_vfs *below, char *name)
{
  sqlite3_vfs *vfs = g_new0 (sqlite3_vfs, 1);

  vfs->iVersion = 1;
  vfs->szOsFile = (int) sizeof (GapFile) + below->szOsFile;
  vfs->mxPathname = below->mxPathname;
  vfs->zName = name;
  vfs->pAppData = below;
  vfs->xOpen = open_file;
  vfs->xDelete = delete_file;
  vfs->xAccess = look_at_file;
  vfs->xFullPathname = write_full_name;
  vfs->xRandomness = make_random;
  vfs->xSleep = wait_for;
  vfs->xCurrentTime = read_day;
  vfs->xGetLastError = read_error;
  return vfs;
}

const char *
ed_gap_vfs_over (const char *below)
{
  static GMutex mutex;
  sqlite3_vfs *real = sqlite3_vfs_find (below);
  g_autofree char *name = NULL;
  sqlite3_vfs *vfs;

  if (real == NULL)
    return below;
  name = g_strconcat ("gap-", real->zName, NULL);
  g_mutex_lock (&mutex);
  vfs = sqlite3_vfs_find (name);
  if (vfs == NULL)
    {
      vfs = make_vfs (real, g_steal_pointer (&name));
      sqlite3_vfs_register (vfs, 0);
    }
  g_mutex_unlock (&mutex);
  return vfs->zName;
}

/* --- a file of before ---------------------------------------------------------------------------
 */

static gboolean
is_blank (const guint8 *bytes, guint n)
{
  for (guint i = 0; i < n; i++)
    if (bytes[i] != 0)
      return FALSE;
  return TRUE;
}

/* No more than the gap is written: whoever reads the page at the same time reads the same. */
static int
sweep_page (sqlite3_file *file, guint8 *page, guint size, guint64 number, guint64 pages)
{
  sqlite3_int64 begin = (sqlite3_int64) number * size;
  guint at, n;
  int result = file->pMethods->xRead (file, page, (int) size, begin);

  if (result != SQLITE_OK || !ed_gap_find (page, size, number == 0, pages, &at, &n)
      || is_blank (page + at, n))
    return result;
  memset (page + at, 0, n);
  return file->pMethods->xWrite (file, page + at, (int) n, begin + at);
}

int
ed_gap_sweep (sqlite3_file *file)
{
  guint8 head[FIRST_HEADER];
  g_autofree guint8 *page = NULL;
  sqlite3_int64 bytes = 0;
  guint size;
  guint64 pages;
  int result = file->pMethods->xFileSize (file, &bytes);

  if (result != SQLITE_OK || bytes == 0)
    return result;
  result = file->pMethods->xRead (file, head, sizeof head, 0);
  if (result != SQLITE_OK)
    return result;
  size = get_number (head + 16) == 1 ? 65536 : get_number (head + 16);
  if (!is_page ((int) size, 0))
    return SQLITE_CORRUPT;
  page = g_malloc (size);
  pages = (guint64) bytes / size;
  for (guint64 i = 0; result == SQLITE_OK && i < pages; i++)
    result = sweep_page (file, page, size, i, pages);
  return result == SQLITE_OK ? file->pMethods->xSync (file, SQLITE_SYNC_NORMAL) : result;
}

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The names are SQLite's: https://www.sqlite.org/fileformat2.html, section 1.6. A page of a b-tree
 * begins with its kind (2, 5, 10 or 13), and holds from its beginning the places of its cells, from
 * its end the cells; between them is the gap. An overflow page, and one of the list of free ones,
 * begins with the number of another page, so that it passes for one of a b-tree only where the file
 * has 33,554,432 pages; it then says a number that the file can have, and is left as it is. */

#include "sql/gap-vfs.h"

#include "sql/pass-vfs.h"

#include <string.h>

#define FIRST_HEADER 100 /* before the b-tree's on the first page */

typedef struct
{
  EdPassFile parent;
  gint64 promised; /* bytes that the file is to have, as a checkpoint has said */
} GapFile;

static sqlite3_file *
get_real (sqlite3_file *file)
{
  return ((EdPassFile *) file)->real;
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

static gboolean
is_page (int n, sqlite3_int64 at)
{
  return n >= 512 && n <= 65536 && (n & (n - 1)) == 0 && at % n == 0;
}

/* Pages that the file has, or is about to. */
static guint64
count_pages (GapFile *self, int page_size)
{
  sqlite3_file *real = self->parent.real;
  sqlite3_int64 size = 0;

  if (real->pMethods->xFileSize (real, &size) != SQLITE_OK)
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
control_file (sqlite3_file *file, int operation, void *argument)
{
  if (operation == SQLITE_FCNTL_SIZE_HINT)
    ((GapFile *) file)->promised = *(sqlite3_int64 *) argument;
  return get_real (file)->pMethods->xFileControl (get_real (file), operation, argument);
}

/* --- the access to files ------------------------------------------------------------------------
 */

/* Logs and what else is not the database itself are opened as they are. */
static int
open_file (sqlite3_vfs *vfs, sqlite3_filename name, sqlite3_file *file, int flags, int *out_flags)
{
  sqlite3_vfs *below = ((EdPassVfs *) vfs)->below;

  if ((flags & SQLITE_OPEN_MAIN_DB) == 0)
    return below->xOpen (below, name, file, flags, out_flags);
  ((GapFile *) file)->promised = 0;
  return ed_pass_vfs_open (vfs, name, file, flags, out_flags);
}

static sqlite3_vfs *
make_vfs (sqlite3_vfs *below, char *name)
{
  EdPassVfs *self = ed_pass_vfs_new (below, name, sizeof (GapFile));

  self->methods.xWrite = write_file;
  self->methods.xTruncate = truncate_file;
  self->methods.xFileControl = control_file;
  self->parent.xOpen = open_file;
  return &self->parent;
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

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What Linux and macOS have in common. */

#include "base/platform.h"

#include <errno.h>
#include <fcntl.h>
#include <glib-unix.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

struct _EdLock
{
  int fd;
};

EdLock *
ed_platform_lock (const char *path, GError **error)
{
  EdLock *lock;
  int fd = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

  if (fd >= 0 && flock (fd, LOCK_EX | LOCK_NB) == 0)
    {
      lock = g_new (EdLock, 1);
      lock->fd = fd;
      return lock;
    }
  if (errno == EWOULDBLOCK)
    g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_EXIST, "%s is held by another process", path);
  else
    g_set_error (error,
                 G_FILE_ERROR,
                 (gint) g_file_error_from_errno (errno),
                 "%s: %s",
                 path,
                 g_strerror (errno));
  if (fd >= 0)
    close (fd);
  return NULL;
}

void
ed_platform_unlock (EdLock *lock)
{
  if (lock == NULL)
    return;
  close (lock->fd);
  g_free (lock);
}

gboolean
ed_platform_make_private_folder (const char *path, GError **error)
{
  if (g_mkdir_with_parents (path, 0700) == 0 && g_chmod (path, 0700) == 0)
    return TRUE;
  g_set_error (error,
               G_FILE_ERROR,
               (gint) g_file_error_from_errno (errno),
               "%s: %s",
               path,
               g_strerror (errno));
  return FALSE;
}

guint
ed_platform_allow_files (guint n)
{
  struct rlimit limit;

  if (getrlimit (RLIMIT_NOFILE, &limit) != 0)
    return n;
  if (limit.rlim_cur < n)
    {
      limit.rlim_cur = MIN ((rlim_t) n, limit.rlim_max);
      setrlimit (RLIMIT_NOFILE, &limit);
      getrlimit (RLIMIT_NOFILE, &limit);
    }
  return (guint) MIN (limit.rlim_cur, (rlim_t) n);
}

void
ed_platform_watch_stop (GSourceFunc on_stop, gpointer data)
{
  g_unix_signal_add (SIGINT, on_stop, data);
  g_unix_signal_add (SIGTERM, on_stop, data);
}

guint
ed_platform_watch_reload (GSourceFunc on_reload, gpointer data)
{
  return g_unix_signal_add (SIGHUP, on_reload, data);
}

gboolean
ed_platform_sync_folder (const char *folder, GError **error)
{
  int fd = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
  gboolean synced = fd >= 0 && fsync (fd) == 0;
  int number = errno;

  if (fd >= 0)
    close (fd);
  if (!synced)
    g_set_error (error,
                 G_FILE_ERROR,
                 g_file_error_from_errno (number),
                 "%s cannot be written to the disk: %s",
                 folder,
                 g_strerror (number));
  return synced;
}

void
ed_platform_ignore_closed_pipes (void)
{
  signal (SIGPIPE, SIG_IGN);
}

gint64
ed_platform_cpu_time (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * G_USEC_PER_SEC + usage.ru_utime.tv_usec
         + usage.ru_stime.tv_usec;
}

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/platform.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gstdio.h>

#define WIN32_LEAN_AND_MEAN
#define PSAPI_VERSION 2
#include <windows.h>

#include <psapi.h>
#include <sddl.h>

/* FILETIME counts in steps of 100 ns. */
#define TICKS_PER_USEC 10

struct _EdLock
{
  HANDLE handle;
};

static struct
{
  GSourceFunc on_stop;
  gpointer data;
  gint asked; /* atomic: 1 from the first request on */
} stop;

static void
take_last_error (GError **error, const char *path, DWORD code)
{
  g_autofree char *message = g_win32_error_message ((gint) code);
  gint file_error = G_FILE_ERROR_FAILED;

  if (code == ERROR_SHARING_VIOLATION || code == ERROR_LOCK_VIOLATION)
    file_error = G_FILE_ERROR_EXIST;
  else if (code == ERROR_ACCESS_DENIED || code == ERROR_WRITE_PROTECT)
    file_error = G_FILE_ERROR_ACCES;
  else if (code == ERROR_FILE_NOT_FOUND || code == ERROR_PATH_NOT_FOUND)
    file_error = G_FILE_ERROR_NOENT;
  else if (code == ERROR_DISK_FULL)
    file_error = G_FILE_ERROR_NOSPC;
  if (file_error == G_FILE_ERROR_EXIST)
    g_set_error (error, G_FILE_ERROR, file_error, "%s is held by another process", path);
  else
    g_set_error (error, G_FILE_ERROR, file_error, "%s: %s", path, message);
}

/* Runs in a thread of the system's. A console that closes ends the process as soon as this returns,
 * so it stays until the process has ended by itself or the system loses patience. */
static BOOL WINAPI
on_console_event (DWORD event)
{
  if (g_atomic_int_compare_and_exchange (&stop.asked, 0, 1))
    g_idle_add_full (G_PRIORITY_HIGH, stop.on_stop, stop.data, NULL);
  if (event != CTRL_C_EVENT && event != CTRL_BREAK_EVENT)
    WaitForSingleObject (GetCurrentProcess (), INFINITE);
  return TRUE;
}

static gint64
read_file_time (const FILETIME *time)
{
  return ((gint64) time->dwHighDateTime << 32) | time->dwLowDateTime;
}

EdLock *
ed_platform_lock (const char *path, GError **error)
{
  g_autofree gunichar2 *wide = g_utf8_to_utf16 (path, -1, NULL, NULL, error);
  EdLock *lock;
  HANDLE handle;

  if (wide == NULL)
    return NULL;
  /* Shared with nobody: a second opening fails until the handle closes, at the latest with us. */
  handle = CreateFileW ((const wchar_t *) wide,
                        GENERIC_READ | GENERIC_WRITE,
                        0,
                        NULL,
                        OPEN_ALWAYS,
                        FILE_ATTRIBUTE_NORMAL,
                        NULL);
  if (handle == INVALID_HANDLE_VALUE)
    {
      take_last_error (error, path, GetLastError ());
      return NULL;
    }
  lock = g_new (EdLock, 1);
  lock->handle = handle;
  return lock;
}

void
ed_platform_unlock (EdLock *lock)
{
  if (lock == NULL)
    return;
  CloseHandle (lock->handle);
  g_free (lock);
}

gboolean
ed_platform_make_private_folder (const char *path, GError **error)
{
  /* Everything to the owner, nothing to anyone else, nothing inherited from above. */
  const wchar_t *rights = L"D:P(A;OICI;FA;;;OW)";
  g_autofree gunichar2 *wide = g_utf8_to_utf16 (path, -1, NULL, NULL, error);
  PSECURITY_DESCRIPTOR descriptor = NULL;
  BOOL made;

  if (wide == NULL)
    return FALSE;
  if (g_mkdir_with_parents (path, 0700) != 0)
    {
      g_set_error (error,
                   G_FILE_ERROR,
                   (gint) g_file_error_from_errno (errno),
                   "%s: %s",
                   path,
                   g_strerror (errno));
      return FALSE;
    }
  made = ConvertStringSecurityDescriptorToSecurityDescriptorW (rights,
                                                               SDDL_REVISION_1,
                                                               &descriptor,
                                                               NULL)
         && SetFileSecurityW ((const wchar_t *) wide,
                              DACL_SECURITY_INFORMATION | PROTECTED_DACL_SECURITY_INFORMATION,
                              descriptor);
  if (!made)
    take_last_error (error, path, GetLastError ());
  LocalFree (descriptor);
  return made;
}

void
ed_platform_protect_process (void)
{
  /* No error reporting, and so no dump of our memory, when we crash. */
  SetErrorMode (SEM_FAILCRITICALERRORS | SEM_NOGPFAULTERRORBOX);
}

void
ed_platform_save_memory (void)
{
  /* It does so by itself. */
}

guint
ed_platform_allow_files (guint n)
{
  return n;
}

void
ed_platform_watch_stop (GSourceFunc on_stop, gpointer data)
{
  stop.on_stop = on_stop;
  stop.data = data;
  SetConsoleCtrlHandler (on_console_event, TRUE);
}

guint
ed_platform_watch_reload (GSourceFunc on_reload, gpointer data)
{
  return 0;
}

/* NTFS writes such changes into its journal by itself. */
gboolean
ed_platform_sync_folder (const char *folder, GError **error)
{
  return TRUE;
}

void
ed_platform_ignore_closed_pipes (void)
{
  /* They never end a process here. */
}

char *
ed_platform_program_folder (void)
{
  wchar_t path[MAX_PATH];
  DWORD length = GetModuleFileNameW (NULL, path, MAX_PATH);
  g_autofree char *program = NULL;

  if (length == 0 || length == MAX_PATH)
    return NULL;
  program = g_utf16_to_utf8 ((const gunichar2 *) path, length, NULL, NULL, NULL);
  return program != NULL ? g_path_get_dirname (program) : NULL;
}

gint64
ed_platform_cpu_time (void)
{
  FILETIME created, ended, kernel, user;

  if (!GetProcessTimes (GetCurrentProcess (), &created, &ended, &kernel, &user))
    return 0;
  return (read_file_time (&kernel) + read_file_time (&user)) / TICKS_PER_USEC;
}

/* What cannot be asked for counts as nothing. */
static PROCESS_MEMORY_COUNTERS
read_memory (void)
{
  PROCESS_MEMORY_COUNTERS counters = { .cb = sizeof counters };

  if (!GetProcessMemoryInfo (GetCurrentProcess (), &counters, sizeof counters))
    counters = (PROCESS_MEMORY_COUNTERS){ 0 };
  return counters;
}

gint64
ed_platform_memory (void)
{
  return (gint64) read_memory ().WorkingSetSize;
}

gint64
ed_platform_peak_memory (void)
{
  return (gint64) read_memory ().PeakWorkingSetSize;
}

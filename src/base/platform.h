/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

/* Everything that differs between Linux, Windows and macOS, behind one header. Nothing outside
 * base/platform-*.c (and render/sandbox-*.c) includes a system header. */

typedef struct _EdLock EdLock;

/* Takes the lock file PATH for this process, without waiting. NULL and G_FILE_ERROR_EXIST when
 * another process holds it; other GFileError codes as the system says. The lock goes with the
 * process, however it ends. */
EdLock *ed_platform_lock (const char *path, GError **error);

/* Gives the lock back and leaves the file. */
void ed_platform_unlock (EdLock *lock);

/* Makes the folder PATH, and its parents, readable by this user alone. */
gboolean ed_platform_make_private_folder (const char *path, GError **error);

/* No memory images of this process on disk, no debugger reading it. Best effort. */
void ed_platform_protect_process (void);

/* Lets the allocator give free memory back instead of keeping it, for each thread apart, to be
 * quicker the next time. Before there are threads. Best effort. */
void ed_platform_save_memory (void);

/* Lets this process have N files and connections open at once, or as many as the system allows it;
 * answers how many. */
guint ed_platform_allow_files (guint n);

/* Calls ON_STOP once, in the main context, when the system or a terminal asks the process to end
 * (SIGINT, SIGTERM; Ctrl+C or the console's closing on Windows). */
void ed_platform_watch_stop (GSourceFunc on_stop, gpointer data);

/* Calls ON_RELOAD in the main context whenever the operator asks for settings to be read again
 * (SIGHUP). Answers the source's id, 0 where the system has no such thing. */
guint ed_platform_watch_reload (GSourceFunc on_reload, gpointer data);

/* What was made, renamed or removed in FOLDER so far outlasts a loss of power. Errors:
 * G_FILE_ERROR. */
gboolean ed_platform_sync_folder (const char *folder, GError **error);

/* Writing into a pipe or socket that nobody reads any more is an error of that write, not this
 * process's end. For the whole process; may be called again. */
void ed_platform_ignore_closed_pipes (void);

/* The folder that this program was started from, or NULL if the system does not say. */
char *ed_platform_program_folder (void);

/* CPU time of this process, and its memory now and at most so far: microseconds, bytes. For
 * measurements. */
gint64 ed_platform_cpu_time (void);
gint64 ed_platform_memory (void);
gint64 ed_platform_peak_memory (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EdLock, ed_platform_unlock)

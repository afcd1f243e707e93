/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Landlock leaves the folders of fonts, seccomp a list of calls, rlimits a size. What is on neither
 * list is refused with EPERM rather than ended by force: a library that tries something harmless
 * (to ask for a terminal's width) goes on, and a hostile document gains nothing from being refused.
 */

#define _GNU_SOURCE /* O_PATH */

#include "render/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <fontconfig/fontconfig.h>
#include <linux/landlock.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#define MEMORY_LIMIT ((rlim_t) 512 * 1024 * 1024)
#define CPU_LIMIT_S 300
#define FILE_LIMIT 64

/* Where poppler has the encodings of Chinese, Japanese and Korean documents. */
#define POPPLER_FOLDER "/usr/share/poppler"

/* Everything that Landlock's first version knows: all of it is refused but where allowed. */
#define ALL_ACCESS                                                                                \
  (LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_READ_FILE      \
   | LANDLOCK_ACCESS_FS_READ_DIR | LANDLOCK_ACCESS_FS_REMOVE_DIR | LANDLOCK_ACCESS_FS_REMOVE_FILE \
   | LANDLOCK_ACCESS_FS_MAKE_CHAR | LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG     \
   | LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO | LANDLOCK_ACCESS_FS_MAKE_BLOCK  \
   | LANDLOCK_ACCESS_FS_MAKE_SYM)

static const int allowed_calls[] = {
  SCMP_SYS (brk),
  SCMP_SYS (clock_gettime),
  SCMP_SYS (clock_gettime64),
  SCMP_SYS (close),
  SCMP_SYS (exit),
  SCMP_SYS (exit_group),
  SCMP_SYS (fstat),
  SCMP_SYS (fstat64),
  SCMP_SYS (futex),
  SCMP_SYS (getpid),
  SCMP_SYS (getrandom),
  SCMP_SYS (gettid),
  SCMP_SYS (gettimeofday),
  SCMP_SYS (_llseek),
  SCMP_SYS (lseek),
  SCMP_SYS (madvise),
  SCMP_SYS (mremap),
  SCMP_SYS (munmap),
  SCMP_SYS (newfstatat),
  SCMP_SYS (pread64),
  SCMP_SYS (read),
  SCMP_SYS (readv),
  SCMP_SYS (restart_syscall),
  SCMP_SYS (rt_sigprocmask),
  SCMP_SYS (rt_sigreturn),
  SCMP_SYS (sched_yield),
  SCMP_SYS (statx),
  SCMP_SYS (write),
  SCMP_SYS (writev),
#ifdef __SANITIZE_ADDRESS__
  SCMP_SYS (sigaltstack),
#endif
};

void
ed_sandbox_prepare (void)
{
}

static void
limit (__rlimit_resource_t resource, rlim_t most)
{
  const struct rlimit limits = { most, most };

  setrlimit (resource, &limits);
}

static void
set_limits (void)
{
  /* The address sanitizer keeps a map of all memory that there could be. */
#ifndef __SANITIZE_ADDRESS__
  limit (RLIMIT_AS, MEMORY_LIMIT);
#endif
  limit (RLIMIT_CORE, 0);
  limit (RLIMIT_CPU, CPU_LIMIT_S);
  limit (RLIMIT_NOFILE, FILE_LIMIT);
  limit (RLIMIT_NPROC, 0);
}

static void
leave_folder (int rules, const char *path)
{
  struct landlock_path_beneath_attr beneath = {
    .allowed_access = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR,
    .parent_fd = open (path, O_PATH | O_CLOEXEC),
  };

  if (beneath.parent_fd < 0)
    return;
  syscall (SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &beneath, 0);
  close (beneath.parent_fd);
}

/* Whether the file system is closed but for the folders of fonts; not on a kernel without Landlock.
 */
static gboolean
close_file_system (void)
{
  const struct landlock_ruleset_attr attributes = { .handled_access_fs = ALL_ACCESS };
  int rules = (int) syscall (SYS_landlock_create_ruleset, &attributes, sizeof attributes, 0);
  FcStrList *folders;
  FcChar8 *folder;
  gboolean closed;

  if (rules < 0)
    return FALSE;
  folders = FcConfigGetFontDirs (NULL);
  while (folders != NULL && (folder = FcStrListNext (folders)) != NULL)
    leave_folder (rules, (const char *) folder);
  if (folders != NULL)
    FcStrListDone (folders);
  leave_folder (rules, POPPLER_FOLDER);

  closed = syscall (SYS_landlock_restrict_self, rules, 0) == 0;
  close (rules);
  return closed;
}

static int
allow_reading_files (scmp_filter_ctx filter)
{
  const scmp_datum_t not_reading =
      O_ACCMODE | O_CREAT | O_TRUNC | O_APPEND | (O_TMPFILE & ~O_DIRECTORY);
  int failed = 0;

  failed |= seccomp_rule_add (filter,
                              SCMP_ACT_ALLOW,
                              SCMP_SYS (openat),
                              1,
                              SCMP_A2 (SCMP_CMP_MASKED_EQ, not_reading, O_RDONLY));
  failed |= seccomp_rule_add (filter,
                              SCMP_ACT_ALLOW,
                              SCMP_SYS (open),
                              1,
                              SCMP_A1 (SCMP_CMP_MASKED_EQ, not_reading, O_RDONLY));
  return failed;
}

/* Memory, but none that can be run. */
static int
allow_memory (scmp_filter_ctx filter)
{
  static const int calls[] = { SCMP_SYS (mmap), SCMP_SYS (mmap2), SCMP_SYS (mprotect) };
  int failed = 0;

  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    failed |= seccomp_rule_add (filter,
                                SCMP_ACT_ALLOW,
                                calls[i],
                                1,
                                SCMP_A2 (SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
  return failed;
}

/* abort () raises a signal at its own process. */
static int
allow_abort (scmp_filter_ctx filter)
{
  return seccomp_rule_add (filter,
                           SCMP_ACT_ALLOW,
                           SCMP_SYS (tgkill),
                           1,
                           SCMP_A0 (SCMP_CMP_EQ, (scmp_datum_t) getpid ()));
}

static gboolean
close_calls (gboolean files_closed)
{
  scmp_filter_ctx filter = seccomp_init (SCMP_ACT_ERRNO (EPERM));
  int failed;

  if (filter == NULL)
    return FALSE;
  failed = allow_memory (filter) | allow_abort (filter);
  if (files_closed)
    failed |= allow_reading_files (filter);
  for (guint i = 0; i < G_N_ELEMENTS (allowed_calls); i++)
    failed |= seccomp_rule_add (filter, SCMP_ACT_ALLOW, allowed_calls[i], 0);
  if (failed == 0)
    failed = seccomp_load (filter);
  seccomp_release (filter);
  return failed == 0;
}

gboolean
ed_sandbox_close (GError **error)
{
  gboolean files_closed;

  set_limits ();
  if (prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0)
    {
      files_closed = close_file_system ();
      if (close_calls (files_closed))
        return TRUE;
    }
  g_set_error_literal (error,
                       G_FILE_ERROR,
                       G_FILE_ERROR_PERM,
                       "this system's kernel has no seccomp filters: the sandbox cannot be closed");
  return FALSE;
}

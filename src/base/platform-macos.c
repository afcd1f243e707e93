/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/platform.h"

#include <limits.h>
#include <mach-o/dyld.h>
#include <mach/mach.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/types.h>

void
ed_platform_protect_process (void)
{
  const struct rlimit none = { 0, 0 };

  setrlimit (RLIMIT_CORE, &none);
  ptrace (PT_DENY_ATTACH, 0, NULL, 0);
}

void
ed_platform_save_memory (void)
{
  /* It does so by itself. */
}

char *
ed_platform_program_folder (void)
{
  char path[PATH_MAX];
  uint32_t size = sizeof path;

  return _NSGetExecutablePath (path, &size) == 0 ? g_path_get_dirname (path) : NULL;
}

gint64
ed_platform_memory (void)
{
  mach_task_basic_info_data_t info;
  mach_msg_type_number_t count = MACH_TASK_BASIC_INFO_COUNT;

  if (task_info (mach_task_self (), MACH_TASK_BASIC_INFO, (task_info_t) &info, &count)
      != KERN_SUCCESS)
    return 0;
  return (gint64) info.resident_size;
}

gint64
ed_platform_peak_memory (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return (gint64) usage.ru_maxrss; /* bytes here, not KiB */
}

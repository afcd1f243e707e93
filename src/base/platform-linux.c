/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/platform.h"

#include <malloc.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

void
ed_platform_protect_process (void)
{
  const struct rlimit none = { 0, 0 };

  setrlimit (RLIMIT_CORE, &none);
  prctl (PR_SET_DUMPABLE, 0);
}

void
ed_platform_save_memory (void)
{
#ifdef M_ARENA_MAX /* the GNU C library's */
  mallopt (M_ARENA_MAX, 1);
  mallopt (M_TRIM_THRESHOLD, 128 * 1024);
  mallopt (M_MMAP_THRESHOLD, 64 * 1024);
#endif
}

char *
ed_platform_program_folder (void)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);

  return program != NULL ? g_path_get_dirname (program) : NULL;
}

gint64
ed_platform_memory (void)
{
  g_autofree char *pages = NULL;
  const char *resident;

  /* The whole program's pages, then those in memory. */
  if (!g_file_get_contents ("/proc/self/statm", &pages, NULL, NULL))
    return 0;
  resident = strchr (pages, ' ');
  return resident != NULL ? g_ascii_strtoll (resident, NULL, 10) * sysconf (_SC_PAGESIZE) : 0;
}

gint64
ed_platform_peak_memory (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return (gint64) usage.ru_maxrss * 1024;
}

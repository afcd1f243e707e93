/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* No sandbox, but limits. */

#include "render/sandbox.h"

#include <stdio.h>
#include <sys/resource.h>

#define MEMORY_LIMIT ((rlim_t) 512 * 1024 * 1024)
#define CPU_LIMIT_S 300
#define FILE_LIMIT 64

void
ed_sandbox_prepare (void)
{
}

static void
limit (int resource, rlim_t most)
{
  const struct rlimit limits = { most, most };

  setrlimit (resource, &limits);
}

gboolean
ed_sandbox_close (GError **error)
{
  limit (RLIMIT_DATA, MEMORY_LIMIT);
  limit (RLIMIT_CORE, 0);
  limit (RLIMIT_CPU, CPU_LIMIT_S);
  limit (RLIMIT_FSIZE, 0);
  limit (RLIMIT_NOFILE, FILE_LIMIT);
  return TRUE;
}

gboolean
ed_sandbox_check (void)
{
  printf ("This system's sandbox has limits only.\n");
  return TRUE;
}

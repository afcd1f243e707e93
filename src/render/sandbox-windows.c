/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* No sandbox, but a job that holds the process to its memory and its time, and to itself. */

#include "render/sandbox.h"

#define WIN32_LEAN_AND_MEAN
#include <windows.h>

#include <fcntl.h>
#include <io.h>
#include <stdio.h>

#define MEMORY_LIMIT ((SIZE_T) 512 * 1024 * 1024)
/* In steps of 100 ns. */
#define CPU_LIMIT (G_GINT64_CONSTANT (300) * 10000000)

void
ed_sandbox_prepare (void)
{
  _setmode (_fileno (stdin), _O_BINARY);
  _setmode (_fileno (stdout), _O_BINARY);
}

gboolean
ed_sandbox_close (GError **error)
{
  JOBOBJECT_EXTENDED_LIMIT_INFORMATION limits = { 0 };
  JOBOBJECT_BASIC_UI_RESTRICTIONS windows = { 0 };
  HANDLE job = CreateJobObjectW (NULL, NULL); /* kept to the end of the process */

  limits.BasicLimitInformation.LimitFlags =
      JOB_OBJECT_LIMIT_ACTIVE_PROCESS | JOB_OBJECT_LIMIT_PROCESS_MEMORY
      | JOB_OBJECT_LIMIT_PROCESS_TIME | JOB_OBJECT_LIMIT_DIE_ON_UNHANDLED_EXCEPTION;
  limits.BasicLimitInformation.ActiveProcessLimit = 1;
  limits.BasicLimitInformation.PerProcessUserTimeLimit.QuadPart = CPU_LIMIT;
  limits.ProcessMemoryLimit = MEMORY_LIMIT;
  windows.UIRestrictionsClass =
      JOB_OBJECT_UILIMIT_DESKTOP | JOB_OBJECT_UILIMIT_EXITWINDOWS | JOB_OBJECT_UILIMIT_GLOBALATOMS
      | JOB_OBJECT_UILIMIT_HANDLES | JOB_OBJECT_UILIMIT_READCLIPBOARD
      | JOB_OBJECT_UILIMIT_SYSTEMPARAMETERS | JOB_OBJECT_UILIMIT_WRITECLIPBOARD;
  if (job != NULL
      && SetInformationJobObject (job, JobObjectExtendedLimitInformation, &limits, sizeof limits)
      && SetInformationJobObject (job, JobObjectBasicUIRestrictions, &windows, sizeof windows)
      && AssignProcessToJobObject (job, GetCurrentProcess ()))
    return TRUE;
  g_set_error_literal (error,
                       G_FILE_ERROR,
                       G_FILE_ERROR_PERM,
                       "the process could not be put into a job of its own");
  return FALSE;
}

gboolean
ed_sandbox_check (void)
{
  printf ("This system's sandbox has limits only.\n");
  return TRUE;
}

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "render/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

typedef struct
{
  const char *deed;
  gboolean (*succeeds) (void);
} Attempt;

static gboolean
opens_file_to_read (void)
{
  return open ("/etc/passwd", O_RDONLY) >= 0;
}

static gboolean
opens_file_to_write (void)
{
  return open ("/usr/share/fonts/experts-dashboard", O_RDWR | O_CREAT, 0600) >= 0
         || open ("/tmp/experts-dashboard", O_WRONLY | O_CREAT, 0600) >= 0;
}

static gboolean
lists_folder (void)
{
  return open ("/", O_RDONLY | O_DIRECTORY) >= 0;
}

static gboolean
deletes_file (void)
{
  return unlink ("/tmp/experts-dashboard") == 0 || errno != EPERM;
}

static gboolean
opens_socket (void)
{
  return socket (AF_INET, SOCK_STREAM, 0) >= 0 || socket (AF_UNIX, SOCK_STREAM, 0) >= 0;
}

static gboolean
starts_program (void)
{
  char *const nothing[] = { NULL };

  execve ("/", nothing, nothing); /* no program: another error than being refused */
  return errno != EPERM;
}

static gboolean
starts_process (void)
{
  pid_t child = fork ();

  if (child == 0)
    _exit (0);
  return child > 0;
}

static gboolean
reads_other_process (void)
{
  return ptrace (PTRACE_SEIZE, getppid (), NULL, NULL) == 0 || errno != EPERM
         || syscall (SYS_kill, getppid (), 0) == 0;
}

static gboolean
runs_made_code (void)
{
  return mmap (NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
         != MAP_FAILED;
}

static gboolean
lifts_limits (void)
{
  const struct rlimit none = { RLIM_INFINITY, RLIM_INFINITY };

  return setrlimit (RLIMIT_CPU, &none) == 0;
}

#ifndef __SANITIZE_ADDRESS__
static gboolean
takes_memory (void)
{
  return mmap (NULL,
               (size_t) 512 * 1024 * 1024,
               PROT_READ | PROT_WRITE,
               MAP_PRIVATE | MAP_ANONYMOUS,
               -1,
               0)
         != MAP_FAILED;
}
#endif

static const Attempt attempts[] = {
  { "open a file to read", opens_file_to_read },
  { "open a file to write", opens_file_to_write },
  { "list a folder", lists_folder },
  { "delete a file", deletes_file },
  { "open a socket", opens_socket },
  { "start a program", starts_program },
  { "start a process", starts_process },
  { "reach another process", reads_other_process },
  { "make code at run time", runs_made_code },
  { "lift its limits", lifts_limits },
#ifndef __SANITIZE_ADDRESS__
  { "take 512 MiB of memory", takes_memory },
#endif
};

gboolean
ed_sandbox_check (void)
{
  gboolean all_failed = TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (attempts); i++)
    {
      gboolean succeeded = attempts[i].succeeds ();

      printf ("%s: %s\n", succeeded ? "POSSIBLE" : "refused", attempts[i].deed);
      all_failed = all_failed && !succeeded;
    }
  return all_failed;
}

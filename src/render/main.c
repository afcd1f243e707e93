/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The rendering program: opens one document, which may be hostile, and draws it for the desktop
 * program, over standard input and output (render/PROTOCOL.md). With --check-sandbox it tries
 * instead what must fail. Exit codes: 0 all went well, 1 not, 2 the command line makes no sense. */

#include "base/platform.h"
#include "render/reader.h"
#include "render/sandbox.h"
#include "render/serve.h"

#include <stdlib.h>
#include <string.h>

#ifdef __SANITIZE_ADDRESS__
/* As without the sanitizer: memory that cannot be had is an answer, not the end. */
const char *__asan_default_options (void);

const char *
__asan_default_options (void)
{
  return "allocator_may_return_null=1";
}
#endif

/* Without the libraries' own tidying up, which may want what the sandbox refuses. */
G_NORETURN static void
end (int code)
{
  fflush (stdout);
  _Exit (code);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  gboolean closed;

  if (argc > 2 || (argc == 2 && strcmp (argv[1], "--check-sandbox") != 0))
    {
      g_printerr ("Usage: experts-dashboard-render [--check-sandbox]\n");
      return 2;
    }
  ed_platform_protect_process ();
  ed_sandbox_prepare ();
  ed_reader_warm_up ();
  closed = ed_sandbox_close (&error);
  if (!closed)
    g_printerr ("experts-dashboard-render: %s\n", error->message);
  if (argc == 2)
    end (closed && ed_sandbox_check () ? 0 : 1);
  end (ed_serve (stdin, stdout, closed));
}

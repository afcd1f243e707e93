/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Gives a fuzzed function what is kept of its corpus, file by file, without libFuzzer: a test that
 * takes a second and any compiler.
 *
 * Usage: replay-NAME FOLDER */

#include <stdio.h>

#include "fuzz.h"

int
main (int argc, char **argv)
{
  g_autoptr (GDir) dir = g_dir_open (argv[argc - 1], 0, NULL);
  const char *name;
  guint n = 0;

  g_assert (dir != NULL);
  /* Told of what is broken, it may say so. */
  g_log_set_always_fatal (G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (argv[argc - 1], name, NULL);
      g_autofree char *bytes = NULL;
      g_autofree guint8 *exact = NULL;
      gsize length;

      g_assert (g_file_get_contents (path, &bytes, &length, NULL));
      /* Without the zero that stands behind it: reading on is to be found. */
      exact = g_memdup2 (bytes, length);
      LLVMFuzzerTestOneInput (exact, length);
      printf ("ok %u %s\n", ++n, name);
    }
  printf ("1..%u\n", n);
  return n > 0 ? 0 : 1;
}

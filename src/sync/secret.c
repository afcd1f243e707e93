/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/secret.h"

#include <string.h>

void
ed_secret_wipe (gpointer bytes, gsize length)
{
  volatile guint8 *byte = bytes;

  for (gsize i = 0; i < length; i++)
    byte[i] = 0;
}

void
ed_secret_clear (char *text)
{
  if (text != NULL)
    ed_secret_wipe (text, strlen (text));
}

void
ed_secret_free (char *text)
{
  ed_secret_clear (text);
  g_free (text);
}

GBytes *
ed_secret_bytes (char *text)
{
  return g_bytes_new_with_free_func (text, strlen (text), (GDestroyNotify) ed_secret_free, text);
}

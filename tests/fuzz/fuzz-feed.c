/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Feed pages as a client reads them: any line is an item or an error, and an item's parts lie
 * within the line. */

#include <string.h>

#include "fuzz.h"
#include "wire/feed.h"

static void
read_line (const char *line, gsize length)
{
  g_autoptr (GError) error = NULL;
  EdItem item;

  if (!ed_item_read (line, length, &item, &error))
    {
      g_assert (error != NULL);
      return;
    }
  if (item.kind == ED_ITEM_PUT)
    g_assert (item.body >= line && item.body + item.body_length <= line + length);
  g_assert (memchr (item.type, 0, sizeof item.type) != NULL);
  g_assert (memchr (item.to, 0, sizeof item.to) != NULL || item.kind != ED_ITEM_END);
}

int
LLVMFuzzerTestOneInput (const guint8 *bytes, gsize length)
{
  const char *at = (const char *) bytes, *end = at + length;

  while (at < end)
    {
      const char *stop = memchr (at, '\n', (gsize) (end - at));
      gsize part = (gsize) ((stop != NULL ? stop : end) - at);

      read_line (at, part);
      at += part + 1;
    }
  return 0;
}

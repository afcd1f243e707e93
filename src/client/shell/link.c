/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/shell/link.h"

#include "domain/record.h"

gint64
ed_link_case_number (const char *uri)
{
  g_autoptr (GUri) parsed = g_uri_parse (uri, G_URI_FLAGS_NONE, NULL);
  guint64 number = 0;

  if (parsed == NULL || g_strcmp0 (g_uri_get_scheme (parsed), "experts-dashboard") != 0
      || g_strcmp0 (g_uri_get_host (parsed), "case") != 0 || g_uri_get_path (parsed)[0] != '/')
    return ED_ABSENT;
  if (!g_ascii_string_to_unsigned (g_uri_get_path (parsed) + 1, 10, 1, G_MAXINT32, &number, NULL))
    return ED_ABSENT;
  return (gint64) number;
}

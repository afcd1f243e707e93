/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/shell/link.h"

gboolean
ed_link_read (const char *uri, EdTargetKind *kind, gint64 *number)
{
  static const EdTargetKind kinds[] = { ED_TARGET_CASE, ED_TARGET_REQUEST };
  g_autoptr (GUri) parsed = g_uri_parse (uri, G_URI_FLAGS_NONE, NULL);
  guint64 read = 0;

  if (parsed == NULL || g_strcmp0 (g_uri_get_scheme (parsed), "experts-dashboard") != 0
      || g_uri_get_path (parsed)[0] != '/'
      || !g_ascii_string_to_unsigned (g_uri_get_path (parsed) + 1, 10, 1, G_MAXINT32, &read, NULL))
    return FALSE;
  *number = (gint64) read;
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (g_uri_get_host (parsed), ed_target (kinds[i])->word) == 0)
      {
        *kind = kinds[i];
        return TRUE;
      }
  return FALSE;
}

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/query-string.h"

#include <string.h>

GHashTable *
ed_query_string_parse (const char *query)
{
  g_autoptr (GHashTable) values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_auto (GStrv) pairs = NULL;

  if (query == NULL || *query == '\0')
    return g_steal_pointer (&values);
  pairs = g_strsplit (query, "&", 32);
  for (char **pair = pairs; *pair != NULL; pair++)
    {
      const char *equals = strchr (*pair, '=');
      g_autofree char *name = NULL;
      g_autofree char *value = NULL;

      if (equals == NULL)
        return NULL;
      name = g_uri_unescape_segment (*pair, equals, NULL);
      value = g_uri_unescape_segment (equals + 1, NULL, NULL);
      if (name == NULL || value == NULL || g_hash_table_contains (values, name))
        return NULL;
      g_hash_table_insert (values, g_steal_pointer (&name), g_steal_pointer (&value));
    }
  return g_steal_pointer (&values);
}

gboolean
ed_query_string_get_number (GHashTable *query,
                            const char *name,
                            gint64 minimum,
                            gint64 maximum,
                            gint64 fallback,
                            gint64 *number)
{
  const char *text = g_hash_table_lookup (query, name);

  *number = fallback;
  if (text == NULL)
    return TRUE;
  return g_ascii_string_to_signed (text, 10, minimum, maximum, number, NULL);
}

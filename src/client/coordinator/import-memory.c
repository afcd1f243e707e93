/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/coordinator/import-memory.h"

#include <string.h>

/* More than anybody has; beyond that it begins anew. */
#define TITLES_MAX 1000

static GHashTable *
new_table (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

GHashTable *
ed_import_memory_read (const char *body)
{
  GHashTable *columns = new_table ();
  g_auto (GStrv) lines = g_strsplit (body != NULL ? body : "", "\n", -1);

  for (char **line = lines; *line != NULL; line++)
    {
      char *tab = strchr (*line, '\t');

      if (tab != NULL)
        g_hash_table_replace (columns,
                              g_strndup (*line, (gsize) (tab - *line)),
                              g_strdup (tab + 1));
    }
  return columns;
}

char *
ed_import_memory_write (GHashTable *columns)
{
  g_autoptr (GList) titles = g_list_sort (g_hash_table_get_keys (columns), (GCompareFunc) strcmp);
  GString *body = g_string_new (NULL);

  for (GList *title = titles; title != NULL; title = title->next)
    g_string_append_printf (body,
                            "%s\t%s\n",
                            (char *) title->data,
                            (char *) g_hash_table_lookup (columns, title->data));
  return g_string_free (body, FALSE);
}

GHashTable *
ed_import_memory_add (GHashTable *columns, const char *title, const char *field)
{
  GHashTable *next = new_table ();
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, columns);
  while (g_hash_table_size (columns) < TITLES_MAX && g_hash_table_iter_next (&iter, &key, &value))
    if (*field == '\0' || !g_str_equal (value, field))
      g_hash_table_insert (next, g_strdup (key), g_strdup (value));
  g_hash_table_replace (next, g_strdup (title), g_strdup (field));
  return next;
}

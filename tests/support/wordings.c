/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "support/wordings.h"

#include <gio/gio.h>
#include <string.h>

#include "base/wording.h"

static GKeyFile *
load (const char *folder, const char *language)
{
  g_autofree char *path = g_strdup_printf ("%s/%s.ini", folder, language);
  GKeyFile *file = g_key_file_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;

  bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
  g_assert_no_error (error);
  g_key_file_load_from_bytes (file, bytes, G_KEY_FILE_NONE, &error);
  g_assert_no_error (error);
  return file;
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* "{best} {least}": the words in braces, sorted, so that two texts can be compared. */
static char *
list_placeholders (const char *text)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_free);
  const char *open = text;

  while ((open = strchr (open, '{')) != NULL)
    {
      const char *close = strchr (open, '}');

      g_assert_nonnull (close);
      g_ptr_array_add (found, g_strndup (open, (gsize) (close - open + 1)));
      open = close;
    }
  g_ptr_array_sort (found, compare_texts);
  g_ptr_array_add (found, NULL);
  return g_strjoinv (" ", (char **) found->pdata);
}

/* Every group and key of A is in B, with a text that has the same placeholders. */
static void
check_contained (const char *folder, const char *language_a, const char *language_b)
{
  g_autoptr (GKeyFile) a = load (folder, language_a);
  g_autoptr (GKeyFile) b = load (folder, language_b);
  g_auto (GStrv) groups = g_key_file_get_groups (a, NULL);

  for (char **group = groups; *group != NULL; group++)
    {
      g_auto (GStrv) keys = g_key_file_get_keys (a, *group, NULL, NULL);

      for (char **key = keys; *key != NULL; key++)
        {
          g_autofree char *text_a = g_key_file_get_string (a, *group, *key, NULL);
          g_autofree char *text_b = g_key_file_get_string (b, *group, *key, NULL);
          g_autofree char *placeholders_a = NULL;
          g_autofree char *placeholders_b = NULL;

          if (text_b == NULL || *text_b == '\0')
            g_error ("%s.ini has no %s/%s", language_b, *group, *key);
          placeholders_a = list_placeholders (text_a);
          placeholders_b = list_placeholders (text_b);
          g_assert_cmpstr (placeholders_a, ==, placeholders_b);
        }
    }
}

void
wordings_assert_alike (const char *folder)
{
  const char *const *languages = ed_wording_list_languages ();
  guint n = g_strv_length ((char **) languages);

  g_assert_cmpuint (n, ==, 3);
  for (guint i = 0; i < n; i++)
    {
      for (guint j = 0; j < n; j++)
        check_contained (folder, languages[i], languages[j]);
    }
}

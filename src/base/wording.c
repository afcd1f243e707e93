/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/wording.h"

#include <gio/gio.h>
#include <string.h>

struct _EdWording
{
  char *place;       /* for messages */
  GHashTable *texts; /* "group/key" to text */
};

static const char *const languages[] = { "en", "hu", "de", NULL };

const char *const *
ed_wording_list_languages (void)
{
  return languages;
}

guint
ed_wording_find_language (const char *language)
{
  for (guint i = 0; language != NULL && languages[i] != NULL; i++)
    {
      if (g_str_has_prefix (language, languages[i]) && !g_ascii_isalpha (language[2]))
        return i;
    }
  return 0;
}

static GHashTable *
read_texts (GKeyFile *file)
{
  GHashTable *texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_auto (GStrv) groups = g_key_file_get_groups (file, NULL);

  for (char **group = groups; *group != NULL; group++)
    {
      g_auto (GStrv) keys = g_key_file_get_keys (file, *group, NULL, NULL);

      for (char **key = keys; *key != NULL; key++)
        g_hash_table_insert (texts,
                             g_strconcat (*group, "/", *key, NULL),
                             g_key_file_get_string (file, *group, *key, NULL));
    }
  return texts;
}

EdWording *
ed_wording_load (const char *folder, const char *language)
{
  g_autofree char *path = g_strdup_printf ("%s/%s.ini", folder, language);
  g_autoptr (GBytes) content = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GError) error = NULL;
  EdWording *self = g_new0 (EdWording, 1);

  g_assert (content != NULL);
  g_key_file_load_from_bytes (file, content, G_KEY_FILE_NONE, &error);
  g_assert_no_error (error);
  self->place = g_steal_pointer (&path);
  self->texts = read_texts (file);
  return self;
}

void
ed_wording_free (EdWording *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->texts);
  g_free (self->place);
  g_free (self);
}

static const char *
find (const EdWording *self, const char *group, const char *key)
{
  g_autofree char *name = g_strconcat (group, "/", key, NULL);

  return g_hash_table_lookup (self->texts, name);
}

const char *
ed_wording_say (const EdWording *self, const char *group, const char *key)
{
  const char *text = find (self, group, key);

  if (text == NULL)
    g_error ("%s has no %s/%s", self->place, group, key);
  return text;
}

gboolean
ed_wording_has (const EdWording *self, const char *group, const char *key)
{
  return find (self, group, key) != NULL;
}

char *
ed_wording_fill (const EdWording *self, const char *group, const char *key, GHashTable *values)
{
  const char *rest = ed_wording_say (self, group, key);
  g_autoptr (GString) filled = g_string_new (NULL);
  const char *open;

  /* From the front to the end, so that a value with braces in it stays what it is. */
  while ((open = strchr (rest, '{')) != NULL && strchr (open, '}') != NULL)
    {
      const char *close = strchr (open, '}');
      g_autofree char *word = g_strndup (open + 1, (gsize) (close - open - 1));
      const char *value = g_hash_table_lookup (values, word);

      if (value == NULL)
        g_error ("%s: nothing is known for {%s} of %s/%s", self->place, word, group, key);
      g_string_append_len (filled, rest, open - rest);
      g_string_append (filled, value);
      rest = close + 1;
    }
  g_string_append (filled, rest);
  return g_string_free (g_steal_pointer (&filled), FALSE);
}

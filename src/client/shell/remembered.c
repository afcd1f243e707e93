/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/shell/remembered.h"

static GSettings *
open_settings (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = NULL;

  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, ED_APP_ID, TRUE);
  return schema == NULL ? NULL : g_settings_new_full (schema, NULL, NULL);
}

GSettings *
ed_remembered (void)
{
  static GSettings *settings;
  static gsize opened;

  if (g_once_init_enter (&opened))
    {
      settings = open_settings ();
      g_once_init_leave (&opened, 1);
    }
  return settings;
}

gboolean
ed_remembered_has (const char *key)
{
  g_autoptr (GSettingsSchema) schema = NULL;

  if (ed_remembered () == NULL)
    return FALSE;
  g_object_get (ed_remembered (), "settings-schema", &schema, NULL);
  return g_settings_schema_has_key (schema, key);
}

char *
ed_remembered_text (const char *key)
{
  return ed_remembered_has (key) ? g_settings_get_string (ed_remembered (), key) : g_strdup ("");
}

void
ed_remember_text (const char *key, const char *text)
{
  if (ed_remembered_has (key))
    g_settings_set_string (ed_remembered (), key, text);
}

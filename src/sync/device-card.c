/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/device-card.h"

#include "store/vault.h"
#include "wire/json-text.h"

#define FILE_NAME "device"
#define GROUP "device"

static char *
read_id (GKeyFile *file, const char *name)
{
  g_autofree char *id = g_key_file_get_string (file, GROUP, name, NULL);

  return id != NULL && ed_json_is_id (id) ? g_steal_pointer (&id) : NULL;
}

EdDeviceCard *
ed_device_card_read (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, FILE_NAME, NULL);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  EdDeviceCard *card = g_new0 (EdDeviceCard, 1);

  if (g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL))
    {
      card->id = read_id (file, "id");
      card->organisation = read_id (file, "organisation");
    }
  if (card->id == NULL)
    card->id = g_uuid_string_random ();
  return card;
}

gboolean
ed_device_card_write (const EdDeviceCard *card, const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, FILE_NAME, NULL);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *text = NULL;
  g_autoptr (GError) cause = NULL;

  g_key_file_set_string (file, GROUP, "id", card->id);
  if (card->organisation != NULL)
    g_key_file_set_string (file, GROUP, "organisation", card->organisation);
  text = g_key_file_to_data (file, NULL, NULL);
  if (g_file_set_contents_full (path,
                                text,
                                -1,
                                G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                0600,
                                &cause))
    return TRUE;
  g_set_error_literal (error, ED_VAULT_ERROR, ED_VAULT_ERROR_FOLDER, cause->message);
  return FALSE;
}

void
ed_device_card_renew (EdDeviceCard *card, const char *id)
{
  g_free (card->id);
  card->id = g_strdup (id);
}

void
ed_device_card_free (EdDeviceCard *card)
{
  g_free (card->id);
  g_free (card->organisation);
  g_free (card);
}

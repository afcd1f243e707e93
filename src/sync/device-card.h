/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

/* What a machine must know of itself before its vault is open: the id under which it signs in,
 * because the server's half of the vault's key is kept for that id, and the organisation, so that
 * no password goes to another one's server. Neither is secret nor says who or where. */
typedef struct
{
  char *id;
  char *organisation; /* its id, or NULL */
} EdDeviceCard;

/* The card in FOLDER, or one with a new id where there is none that can be read. */
EdDeviceCard *ed_device_card_read (const char *folder);
/* Writes CARD, durably. ED_VAULT_ERROR_FOLDER. */
gboolean ed_device_card_write (const EdDeviceCard *card, const char *folder, GError **error);
/* Gives CARD another id. */
void ed_device_card_renew (EdDeviceCard *card, const char *id);
void ed_device_card_free (EdDeviceCard *card);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EdDeviceCard, ed_device_card_free)

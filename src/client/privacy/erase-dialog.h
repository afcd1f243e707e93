/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "wire/privacy.h"

#include <adwaita.h>

/* The second look before a client is erased: what goes, why, and the number to be typed. Emits
 * "confirmed" (guint reason: EdErasureReason). */
#define ED_TYPE_ERASE_DIALOG (ed_erase_dialog_get_type ())
G_DECLARE_FINAL_TYPE (EdEraseDialog, ed_erase_dialog, ED, ERASE_DIALOG, AdwMessageDialog)

/* FINDS (EdPrivacyFind): what is to go; the number of the first one has to be typed. */
GtkWidget *ed_erase_dialog_new (GtkWindow *parent, const GPtrArray *finds);

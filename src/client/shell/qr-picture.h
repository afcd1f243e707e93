/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

/* A QR code, black on white in every look, with the quiet zone that cameras want. */
#define ED_TYPE_QR_PICTURE (ed_qr_picture_get_type ())
G_DECLARE_FINAL_TYPE (EdQrPicture, ed_qr_picture, ED, QR_PICTURE, GtkWidget)

/* TEXT may be NULL: none. */
void ed_qr_picture_set_text (EdQrPicture *self, const char *text);

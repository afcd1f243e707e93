/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

/* Lets a message DIALOG, which has just been made, be as small as a screen that it is shown on:
 * its heading fits in one of its two sizes, the words of an answer are on several lines where there
 * is no room for one, and what it says scrolls above its answers. */
void ed_message_fit (AdwMessageDialog *dialog);

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

/* Lets DIALOG be measured for any width that its heading fits in one of its two sizes. */
void ed_heading_fit (AdwMessageDialog *dialog);

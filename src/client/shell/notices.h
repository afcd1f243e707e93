/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/shell/window.h"

/* Shows what WINDOW's desk has to tell (shell/news-teller.h): as notifications of the desktop,
 * which open what they are about and go when the reason is gone, and, to who looks at the window or
 * has a desktop without notifications, as a toast in it. */
void ed_notices_attach (EdWindow *window);

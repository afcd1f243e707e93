/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/clock.h"
#include "client/shell/window.h"

/* Locks WINDOW, and closes what lies above it, when nobody has touched keyboard, mouse or screen in
 * any window of the program for as long as the setting "auto-lock-minutes" says; by the clock on
 * the wall, so that the time asleep counts. Drafts are kept, as when locking by hand. CLOCK
 * outlives the window. */
void ed_auto_lock_attach (EdWindow *window, const EdClock *clock);

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

/* From now on icons are finalized in this thread and in no other. Once or more, after GTK has been
 * started, in the thread that shows windows. */
void ed_icon_thread_keep (void);

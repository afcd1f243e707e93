/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/shell/window.h"

/* Watches the desk of a window and says what is new, each piece once: when something changes, and
 * when the clock says so, with and without a server. Several at a time, and what the quiet hours
 * held back, are told as one. Who hears it shows it (shell/notices.h).
 *
 * Signals: "told" (string id, string title, string body, string action: detailed, what opens it),
 * "withdrawn" (string id): the reason is gone. */
#define ED_TYPE_NEWS_TELLER (ed_news_teller_get_type ())
G_DECLARE_FINAL_TYPE (EdNewsTeller, ed_news_teller, ED, NEWS_TELLER, GObject)

/* Lives no longer than WINDOW has to. */
EdNewsTeller *ed_news_teller_new (EdWindow *window);

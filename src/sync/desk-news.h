/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/news.h"
#include "sync/desk.h"

/* What is to be told to whoever is signed in, each piece once (store/news.h). */
void ed_desk_take_news_async (EdDesk *desk,
                              EdTelling telling,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer data);
EdBulletin *ed_desk_take_news_finish (EdDesk *desk, GAsyncResult *result, GError **error);

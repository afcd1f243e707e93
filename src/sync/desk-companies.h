/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sync/desk.h"

/* The companies held: a coordinator's, by name. Elements EdCompany. Changing one is a command like
 * any other (ed_desk_do_async()). */
void ed_desk_load_companies_async (EdDesk *desk,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer data);
GPtrArray *ed_desk_load_companies_finish (EdDesk *desk, GAsyncResult *result, GError **error);

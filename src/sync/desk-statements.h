/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/statements.h"
#include "sync/desk.h"

/* Statements. Deciding on one is a command like any other (ed_desk_do_async()). */

void ed_desk_load_earnings_async (EdDesk *desk,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer data);
EdEarnings *ed_desk_load_earnings_finish (EdDesk *desk, GAsyncResult *result, GError **error);
/* Every statement held: a coordinator's. Elements EdFeeStatement. */
void ed_desk_list_statements_async (EdDesk *desk,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer data);
GPtrArray *ed_desk_list_statements_finish (EdDesk *desk, GAsyncResult *result, GError **error);
/* ed_store_list_unbilled(): a coordinator's. Elements EdCaseRow. */
void ed_desk_list_unbilled_async (EdDesk *desk,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer data);
GPtrArray *ed_desk_list_unbilled_finish (EdDesk *desk, GAsyncResult *result, GError **error);
/* What companies are to be charged for MONTH: ed_store_list_charges(). */
void ed_desk_list_charges_async (EdDesk *desk,
                                 gint64 month,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer data);
GPtrArray *ed_desk_list_charges_finish (EdDesk *desk, GAsyncResult *result, GError **error);

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "forms/form.h"
#include "sync/desk-files.h"

#include <gtk/gtk.h>

/* A form that has been filled in, on its way into its case: its document is written and attached,
 * with which its draft ends, and the client's score is entered where that is wanted. All is
 * copied. */
typedef struct
{
  EdFormKind kind;
  const EdCase *case_;
  gconstpointer values;  /* as in the draft */
  gconstpointer answers; /* as in the document */
  const char *language;
  gint64 score; /* to enter for the case, or ED_ABSENT */
} EdFormDelivery;

void ed_form_deliver_async (EdDesk *desk,
                            const EdFormDelivery *delivery,
                            GAsyncReadyCallback callback,
                            gpointer data);
/* FALSE and no error: refused by the rules; nothing is attached, the draft stays. Errors of
 * ed_form_write_pdf() and of the desk. */
gboolean ed_form_deliver_finish (GAsyncResult *result, EdRefusal *refusal, GError **error);

/* Says in the window around FROM what has been done, and offers to undo it: the document leaves the
 * case, the draft comes back and is opened. Needs FROM only for this call. */
void ed_form_deliver_offer_undo (GAsyncResult *result, GtkWidget *from);

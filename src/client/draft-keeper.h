/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sync/desk-drafts.h"

/* Keeps what is being entered in a page, as a draft (sync/desk-drafts.h): a second after the last
 * change, and when the page goes. Belongs to the page, which says what there is to keep.
 *
 * Properties, read-only: "text" (string: "Draft saved, 14:02", or NULL), "trouble" (string: why the
 * last change could not be kept, or NULL). */
#define ED_TYPE_DRAFT_KEEPER (ed_draft_keeper_get_type ())
G_DECLARE_FINAL_TYPE (EdDraftKeeper, ed_draft_keeper, ED, DRAFT_KEEPER, GObject)

/* What PAGE holds, as a draft's body to be freed; NULL where it is not worth keeping. */
typedef char *(*EdDraftWrite) (gpointer page);

EdDraftKeeper *ed_draft_keeper_new (EdDesk *desk,
                                    const char *kind,
                                    const char *object,
                                    EdDraftWrite write,
                                    gpointer page);

/* The draft that there is, or NULL; before anything is kept. */
void ed_draft_keeper_load_async (EdDraftKeeper *self,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer data);
char *ed_draft_keeper_load_finish (EdDraftKeeper *self, GAsyncResult *result, GError **error);

/* Something has changed. */
void ed_draft_keeper_touch (EdDraftKeeper *self);
/* Keeps now what has changed. */
void ed_draft_keeper_flush (EdDraftKeeper *self);
/* What the page holds is done by the next call of the desk, which is to be handed the answer (the
 * keeper's own): it is kept now, should that be refused, and not once more while the call is under
 * way, unless something else is written. */
EdDraftEnd ed_draft_keeper_send (EdDraftKeeper *self);
/* That call was taken, if IS_DONE, and the draft has ended. */
void ed_draft_keeper_sent (EdDraftKeeper *self, gboolean is_done);
/* Nothing is kept from now on, and the page is not asked any more; the draft stays as it is. */
void ed_draft_keeper_stop (EdDraftKeeper *self);

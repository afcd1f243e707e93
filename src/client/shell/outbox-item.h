/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/days.h"
#include "store/outbox-entry.h"

#include <glib-object.h>

/* An entry of the outbox as a list holds it; its texts are closures for .ui files. All of it is as
 * it was but "sent" (gint64, bytes of its file). */
#define ED_TYPE_OUTBOX_ITEM (ed_outbox_item_get_type ())
G_DECLARE_FINAL_TYPE (EdOutboxItem, ed_outbox_item, ED, OUTBOX_ITEM, GObject)

/* Takes ENTRY; ZONE is read at once. */
EdOutboxItem *ed_outbox_item_new (EdOutboxEntry *entry, const EdZone *zone);
const EdOutboxEntry *ed_outbox_item_entry (EdOutboxItem *self);
/* Both values of each field that the entry's conflict is about (client/shell/difference-box.h);
 * NULL where there is none. */
GPtrArray *ed_outbox_item_differences (EdOutboxItem *self);
/* The window's action that opens what the entry is about, with its id; NULL where there is none. */
const char *ed_outbox_item_action (EdOutboxItem *self);
/* However much of a file has been sent. */
gboolean ed_outbox_item_equal (EdOutboxItem *a, EdOutboxItem *b);
/* SENT bytes of the file DOCUMENT_ID have been sent; of another one nothing changes. */
void ed_outbox_item_note (EdOutboxItem *self, const char *document_id, gint64 sent);

/* ITEM may be NULL. HIDDEN: no names (privacy mode). */
char *ed_outbox_item_title (gpointer object, EdOutboxItem *item, gboolean hidden);
char *ed_outbox_item_detail (gpointer object, EdOutboxItem *item, gboolean hidden);
char *ed_outbox_item_outcome (gpointer object, EdOutboxItem *item, gint64 sent);
char *ed_outbox_item_icon (gpointer object, EdOutboxItem *item);
char **ed_outbox_item_icon_classes (gpointer object, EdOutboxItem *item);
gboolean ed_outbox_item_can_undo (gpointer object, EdOutboxItem *item);
gboolean ed_outbox_item_can_discard (gpointer object, EdOutboxItem *item);
gboolean ed_outbox_item_can_redo (gpointer object, EdOutboxItem *item);
/* What was written for it can be a draft again. */
gboolean ed_outbox_item_can_edit (gpointer object, EdOutboxItem *item);
gboolean ed_outbox_item_can_open (gpointer object, EdOutboxItem *item);
/* What the buttons say; of a conflict between two values that one of them is kept. */
char *ed_outbox_item_discard_label (gpointer object, EdOutboxItem *item);
char *ed_outbox_item_redo_label (gpointer object, EdOutboxItem *item);

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

/* The pages of a document that is being written, one below the other and as wide as the widget. The
 * next version takes the place of the one that is seen when it is drawn, so that nothing flickers
 * or jumps; while one is being drawn, only the latest that comes waits.
 *
 * Property "sentence" (string, read-only): why it cannot be shown, or NULL. */
#define ED_TYPE_PROOF (ed_proof_get_type ())
G_DECLARE_FINAL_TYPE (EdProof, ed_proof, ED, PROOF, GtkWidget)

GtkWidget *ed_proof_new (void);
/* Shows the document BYTES. */
void ed_proof_set_document (EdProof *self, GBytes *bytes);
/* SENTENCE, translated, says why there is none. */
void ed_proof_set_problem (EdProof *self, const char *sentence);
/* Pages that are seen, for tests. */
guint ed_proof_count_pages (EdProof *self);

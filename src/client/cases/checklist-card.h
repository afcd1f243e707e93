/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/cases/case-item.h"
#include "client/documents/case-files.h"

#include <gtk/gtk.h>

/* The head of a profile: the next step, the conditions of closing with what fulfils each, what is
 * still missing, and the deeds about the case as a whole.
 *
 * Properties: "item" (EdCaseItem), "files" (EdCaseFiles), "mine", "editable" (booleans: the
 * reader's own case; it can be changed now), "rights" (uint, EdRights). */
#define ED_TYPE_CHECKLIST_CARD (ed_checklist_card_get_type ())
G_DECLARE_FINAL_TYPE (EdChecklistCard, ed_checklist_card, ED, CHECKLIST_CARD, GtkWidget)

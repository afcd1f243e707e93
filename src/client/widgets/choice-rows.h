/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/record.h"

#include <gtk/gtk.h>

/* CHOSEN is handed the index of the choice that became the chosen one. */
typedef void (*EdChosen) (gpointer object, gint64 choice);

/* Puts a row with a radio button for each of CHOICES at the end of LIST; none is chosen. OBJECT is
 * not kept alive: once it is gone nothing is called. */
void
ed_choice_rows_add (GtkListBox *list, const EdChoice *choices, EdChosen chosen, gpointer object);

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/coordinator/column-set.h"

/* The popover in which the columns of a table are chosen: a row each with a box to tick and two
 * buttons that move it (Alt with up and down does, too), and "Reset". What is done there is seen in
 * the table at once. */
#define ED_TYPE_COLUMN_CHOOSER (ed_column_chooser_get_type ())
G_DECLARE_FINAL_TYPE (EdColumnChooser, ed_column_chooser, ED, COLUMN_CHOOSER, GtkPopover)

/* Once, before it is shown. */
void ed_column_chooser_set_columns (EdColumnChooser *self, EdColumnSet *columns);

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/cases/fact.h"

#include <gtk/gtk.h>

/* One fact in a group: label and value, phone and mail as links, dots in privacy mode until pointed
 * at. */
#define ED_TYPE_FACT_ROW (ed_fact_row_get_type ())
G_DECLARE_FINAL_TYPE (EdFactRow, ed_fact_row, ED, FACT_ROW, GtkListBoxRow)

GtkWidget *ed_fact_row_new (EdFact *fact);

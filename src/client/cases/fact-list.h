/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/cases/fact.h"

#include <gtk/gtk.h>

/* A group of facts under its heading. Properties "title" (string), "group" (EdFactGroup as uint),
 * "item" (EdCaseItem). */
#define ED_TYPE_FACT_LIST (ed_fact_list_get_type ())
G_DECLARE_FINAL_TYPE (EdFactList, ed_fact_list, ED, FACT_LIST, GtkWidget)

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/command.h"
#include "domain/days.h"

#include <gtk/gtk.h>

/* Both values of a field that a conflict is about. */
typedef struct
{
  const char *label; /* translated */
  char *now;         /* what it is */
  char *wanted;      /* what the reader wanted */
  gboolean sensitive;
} EdDifference;

/* Of EDIT, which sets out from what is now; elements EdDifference, unref the array. */
GPtrArray *ed_differences_list (const EdCommand *edit, const EdZone *zone);

/* Property "private" (boolean, follows the window): dots for what is sensitive. */
#define ED_TYPE_DIFFERENCE_BOX (ed_difference_box_get_type ())
G_DECLARE_FINAL_TYPE (EdDifferenceBox, ed_difference_box, ED, DIFFERENCE_BOX, GtkWidget)

/* DIFFERENCES (kept) as ed_differences_list() has them, or NULL: nothing is shown. */
void ed_difference_box_show (EdDifferenceBox *self, GPtrArray *differences);

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/cases/case-item.h"

#include <gtk/gtk.h>

/* Files dropped on the bars of a list of cases. OWNER: an object that lives as long as the view. */
typedef struct
{
  gboolean (*takes) (gpointer owner, EdCaseItem *item);                 /* files now */
  void (*dropped) (gpointer owner, EdCaseItem *item, GPtrArray *files); /* EdPickedFile, taken */
} EdBarDrop;

/* VIEW shows EdCaseBars, of which the one below the files stands out; DROP is static. */
void ed_bar_drop_add (GtkWidget *view, const EdBarDrop *drop, gpointer owner);

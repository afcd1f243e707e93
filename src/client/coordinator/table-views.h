/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/coordinator/case-inquiry.h"
#include "client/coordinator/column-set.h"
#include "client/coordinator/filter-bar.h"

/* The views of the table of all cases at work: puts the one that is chosen into the table, says
 * which one it shows, saves, renames and deletes. */
#define ED_TYPE_TABLE_VIEWS (ed_table_views_get_type ())
G_DECLARE_FINAL_TYPE (EdTableViews, ed_table_views, ED, TABLE_VIEWS, GObject)

/* What it works on; borrowed until ed_table_views_stop(). */
typedef struct
{
  GtkWidget *page; /* that the toasts and dialogs are for */
  EdFilterBar *bar;
  EdColumnSet *columns;
  EdCaseInquiry *inquiry;
  GtkEditable *entry;
  GtkSearchBar *search;
} EdTableParts;

/* Begins with the view that the account begins with. */
EdTableViews *ed_table_views_new (const EdTableParts *parts, EdDesk *desk);
void ed_table_views_stop (EdTableViews *self);
/* The table was narrowed, sorted or arranged otherwise. */
void ed_table_views_update (EdTableViews *self);
/* Shows all cases. */
void ed_table_views_show_all (EdTableViews *self);
/* "Save view…" */
void ed_table_views_ask_name (EdTableViews *self);

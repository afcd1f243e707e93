/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/coordinator/case-selection.h"

guint
ed_selection_count (GtkSelectionModel *selection)
{
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (selection);

  return (guint) MIN (gtk_bitset_get_size (selected), G_MAXUINT);
}

EdCaseItem *
ed_selection_get_only (GtkSelectionModel *selection)
{
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (selection);

  if (gtk_bitset_get_size (selected) != 1)
    return NULL;
  return g_list_model_get_item (G_LIST_MODEL (selection), gtk_bitset_get_minimum (selected));
}

GPtrArray *
ed_selection_list_cases (GtkSelectionModel *selection)
{
  GPtrArray *cases = g_ptr_array_new_with_free_func ((GDestroyNotify) ed_case_free);
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (selection);
  guint n = (guint) MIN (gtk_bitset_get_size (selected), ED_SELECTION_MAX);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (EdCaseItem) item =
          g_list_model_get_item (G_LIST_MODEL (selection), gtk_bitset_get_nth (selected, i));

      if (item != NULL && ed_case_item_case (item)->id != NULL)
        g_ptr_array_add (cases, ed_case_copy (ed_case_item_case (item)));
    }
  return cases;
}

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/coordinator/table-layout.h"

#include <string.h>

/* Of each column: name, whether it is shown, width. */
#define FORMAT "a(sbi)"

/* In characters: less is a telephone's. */
#define NARROW 60

#define LEAST_WIDTH 16
#define MOST_WIDTH 4000

void
ed_table_layout_init (EdTableLayout *self)
{
  for (int i = 0; i < ED_N_COLUMNS; i++)
    {
      self->order[i] = (EdColumn) i;
      self->widths[i] = ED_TABLE_NATURAL;
    }
  self->shown = ed_columns_first ();
}

gboolean
ed_table_layout_is_same (const EdTableLayout *a, const EdTableLayout *b)
{
  return a->shown == b->shown && memcmp (a->order, b->order, sizeof a->order) == 0
         && memcmp (a->widths, b->widths, sizeof a->widths) == 0;
}

gboolean
ed_table_layout_is_first (const EdTableLayout *self)
{
  EdTableLayout first;

  ed_table_layout_init (&first);
  return ed_table_layout_is_same (self, &first);
}

gboolean
ed_table_layout_shows (const EdTableLayout *self, EdColumn column)
{
  return (self->shown >> column & 1) != 0;
}

gboolean
ed_table_layout_show (EdTableLayout *self, EdColumn column, gboolean is_shown)
{
  guint shown = is_shown ? self->shown | 1u << column : self->shown & ~(1u << column);

  if (shown == 0)
    return FALSE;
  self->shown = shown;
  return TRUE;
}

guint
ed_table_layout_find (const EdTableLayout *self, EdColumn column)
{
  guint i = 0;

  while (i < ED_N_COLUMNS - 1 && self->order[i] != column)
    i++;
  return i;
}

gboolean
ed_table_layout_move (EdTableLayout *self, EdColumn column, int step)
{
  int from = (int) ed_table_layout_find (self, column);
  int to = from + step;

  if (to < 0 || to >= ED_N_COLUMNS)
    return FALSE;
  for (int i = from; i != to; i += step > 0 ? 1 : -1)
    self->order[i] = self->order[step > 0 ? i + 1 : i - 1];
  self->order[to] = column;
  return TRUE;
}

guint
ed_table_layout_fit (const EdTableLayout *self, int width, double character)
{
  if (self->shown != ed_columns_first () && width >= NARROW * character)
    return self->shown;
  return ed_columns_fit (self->shown, width, character);
}

char *
ed_table_layout_to_text (const EdTableLayout *self)
{
  g_autoptr (GVariant) text = NULL;
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE (FORMAT));
  for (int i = 0; i < ED_N_COLUMNS; i++)
    g_variant_builder_add (&builder,
                           "(sbi)",
                           ed_column_form (self->order[i])->name,
                           ed_table_layout_shows (self, self->order[i]),
                           self->widths[self->order[i]]);
  text = g_variant_ref_sink (g_variant_builder_end (&builder));
  return g_variant_print (text, FALSE);
}

/* Puts COLUMN at place N, if it is not before it already. Whether it was. */
static gboolean
take_column (EdTableLayout *self, guint *n, EdColumn column)
{
  for (guint i = 0; i < *n; i++)
    if (self->order[i] == column)
      return FALSE;
  self->order[(*n)++] = column;
  return TRUE;
}

/* ED_N_COLUMNS where there is none. */
static EdColumn
find_column (const char *name)
{
  int i = 0;

  while (i < ED_N_COLUMNS && !g_str_equal (ed_column_form ((EdColumn) i)->name, name))
    i++;
  return (EdColumn) i;
}

gboolean
ed_table_layout_from_text (EdTableLayout *self, const char *text)
{
  g_autoptr (GVariant) columns = NULL;
  GVariantIter iter;
  const char *name;
  gboolean is_shown;
  guint n = 0;
  int width;

  ed_table_layout_init (self);
  if (text != NULL)
    columns = g_variant_parse (G_VARIANT_TYPE (FORMAT), text, NULL, NULL, NULL);
  if (columns == NULL)
    return FALSE;
  self->shown = 0;
  g_variant_iter_init (&iter, columns);
  while (g_variant_iter_next (&iter, "(&sbi)", &name, &is_shown, &width))
    {
      EdColumn column = find_column (name);

      if (column == ED_N_COLUMNS || !take_column (self, &n, column))
        continue;
      self->shown |= is_shown ? 1u << column : 0;
      if (width >= LEAST_WIDTH && width <= MOST_WIDTH)
        self->widths[column] = width;
    }
  for (int i = 0; i < ED_N_COLUMNS; i++)
    take_column (self, &n, (EdColumn) i);
  if (self->shown == 0)
    self->shown = ed_columns_first ();
  return TRUE;
}

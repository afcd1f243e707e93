/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "render/page-text.h"

#define SOFT_HYPHEN 0x00ad

/* A letter as it is compared, and which character it came from. */
typedef struct
{
  gunichar letter;
  guint from;
} Folded;

static void
fold_character (GArray *folded, gunichar character, guint from)
{
  gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
  gsize n = g_unichar_fully_decompose (character, TRUE, parts, G_N_ELEMENTS (parts));

  for (gsize i = 0; i < n; i++)
    {
      char utf8[7] = { 0 };
      g_autofree char *plain = NULL;

      if (g_unichar_ismark (parts[i]))
        continue;
      g_unichar_to_utf8 (parts[i], utf8);
      plain = g_utf8_casefold (utf8, -1);
      for (const char *at = plain; *at != '\0'; at = g_utf8_next_char (at))
        {
          const Folded one = { g_utf8_get_char (at), from };

          g_array_append_val (folded, one);
        }
    }
}

static GArray *
fold (const char *text)
{
  GArray *folded = g_array_new (FALSE, FALSE, sizeof (Folded));
  guint from = 0;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at), from++)
    {
      gunichar character = g_utf8_get_char (at);
      const Folded space = { ' ', from };

      if (character == SOFT_HYPHEN)
        continue;
      if (!g_unichar_isspace (character))
        fold_character (folded, character, from);
      else if (folded->len > 0 && g_array_index (folded, Folded, folded->len - 1).letter != ' ')
        g_array_append_val (folded, space);
    }
  if (folded->len > 0 && g_array_index (folded, Folded, folded->len - 1).letter == ' ')
    g_array_set_size (folded, folded->len - 1);
  return folded;
}

static gboolean
matches_at (const GArray *hay, guint at, const GArray *needle)
{
  for (guint i = 0; i < needle->len; i++)
    if (g_array_index (hay, Folded, at + i).letter != g_array_index (needle, Folded, i).letter)
      return FALSE;
  return TRUE;
}

GArray *
ed_page_text_find (const EdPageText *text, const char *needle)
{
  GArray *spans = g_array_new (FALSE, FALSE, sizeof (EdTextSpan));
  g_autoptr (GArray) sought = fold (needle);
  g_autoptr (GArray) hay = NULL;
  guint at = 0;

  if (sought->len == 0)
    return spans;
  hay = fold (text->text);
  while (at + sought->len <= hay->len)
    if (matches_at (hay, at, sought))
      {
        guint first = g_array_index (hay, Folded, at).from;
        guint last = g_array_index (hay, Folded, at + sought->len - 1).from;
        const EdTextSpan span = { first, last - first + 1 };

        g_array_append_val (spans, span);
        at += sought->len;
      }
    else
      at++;
  return spans;
}

static gboolean
has_area (const EdTextBox *box)
{
  return box->right > box->left && box->bottom > box->top;
}

/* How far VALUE is outside of FROM to TO. */
static gint64
distance (gint64 value, gint64 from, gint64 to)
{
  return value < from ? from - value : value > to ? value - to : 0;
}

gboolean
ed_page_text_character_at (const EdPageText *text, gint32 x, gint32 y, guint *index)
{
  gint64 best_down = G_MAXINT64, best_across = G_MAXINT64;

  for (guint i = 0; i < text->n_boxes; i++)
    {
      const EdTextBox *box = &text->boxes[i];
      gint64 down, across;

      if (!has_area (box))
        continue;
      down = distance (y, box->top, box->bottom);
      across = distance (x, box->left, box->right);
      if (down < best_down || (down == best_down && across < best_across))
        {
          best_down = down;
          best_across = across;
          *index = i;
        }
    }
  return best_down != G_MAXINT64;
}

EdTextSpan
ed_page_text_word (const EdPageText *text, guint index)
{
  const char *at = g_utf8_offset_to_pointer (text->text, index);
  guint first = index, last = index;

  if (!g_unichar_isalnum (g_utf8_get_char (at)))
    return (EdTextSpan){ index, 1 };
  for (const char *back = at; first > 0; first--)
    {
      back = g_utf8_prev_char (back);
      if (!g_unichar_isalnum (g_utf8_get_char (back)))
        break;
    }
  while (g_unichar_isalnum (g_utf8_get_char (g_utf8_next_char (at))))
    {
      at = g_utf8_next_char (at);
      last++;
    }
  return (EdTextSpan){ first, last - first + 1 };
}

char *
ed_page_text_slice (const EdPageText *text, EdTextSpan span)
{
  guint first = MIN (span.first, text->n_boxes);
  guint n = MIN (span.n, text->n_boxes - first);

  return g_utf8_substring (text->text, first, (glong) first + n);
}

/* Whether BOX goes on where PIECE is: on its line, if not too far. */
static gboolean
continues (const EdTextBox *piece, const EdTextBox *box)
{
  gint64 height = MAX ((gint64) piece->bottom - piece->top, (gint64) box->bottom - box->top);
  gint64 overlap = (gint64) MIN (piece->bottom, box->bottom) - MAX (piece->top, box->top);

  return overlap * 2 > MIN ((gint64) piece->bottom - piece->top, (gint64) box->bottom - box->top)
         && distance (box->left, piece->left, piece->right) < height * 2;
}

GArray *
ed_page_text_boxes (const EdPageText *text, EdTextSpan span)
{
  GArray *pieces = g_array_new (FALSE, FALSE, sizeof (EdTextBox));
  EdTextBox *piece = NULL;

  for (guint i = span.first; i < text->n_boxes && i - span.first < span.n; i++)
    {
      const EdTextBox *box = &text->boxes[i];

      if (!has_area (box))
        continue;
      if (piece != NULL && continues (piece, box))
        {
          piece->left = MIN (piece->left, box->left);
          piece->top = MIN (piece->top, box->top);
          piece->right = MAX (piece->right, box->right);
          piece->bottom = MAX (piece->bottom, box->bottom);
          continue;
        }
      g_array_append_val (pieces, *box);
      piece = &g_array_index (pieces, EdTextBox, pieces->len - 1);
    }
  return pieces;
}

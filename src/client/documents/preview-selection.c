/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/documents/preview-selection.h"

struct _EdPreviewSelection
{
  EdPreviewDocument *document;
  guint page;
  guint anchor;  /* the character where it began */
  char *text;    /* NULL: nothing */
  GArray *boxes; /* NULL: nothing */
};

EdPreviewSelection *
ed_preview_selection_new (EdPreviewDocument *document)
{
  EdPreviewSelection *selection = g_new0 (EdPreviewSelection, 1);

  selection->document = g_object_ref (document);
  return selection;
}

void
ed_preview_selection_free (EdPreviewSelection *selection)
{
  if (selection == NULL)
    return;
  ed_preview_selection_clear (selection);
  g_object_unref (selection->document);
  g_free (selection);
}

void
ed_preview_selection_clear (EdPreviewSelection *selection)
{
  g_clear_pointer (&selection->text, g_free);
  g_clear_pointer (&selection->boxes, g_array_unref);
}

static void
take_span (EdPreviewSelection *selection, const EdPageText *text, EdTextSpan span)
{
  ed_preview_selection_clear (selection);
  selection->text = ed_page_text_slice (text, span);
  selection->boxes = ed_page_text_boxes (text, span);
}

gboolean
ed_preview_selection_begin (EdPreviewSelection *selection, guint page, gint32 x, gint32 y)
{
  const EdPageText *text = ed_preview_document_text (selection->document, page);

  ed_preview_selection_clear (selection);
  selection->page = page;
  return text != NULL && ed_page_text_character_at (text, x, y, &selection->anchor);
}

void
ed_preview_selection_extend (EdPreviewSelection *selection, gint32 x, gint32 y)
{
  const EdPageText *text = ed_preview_document_text (selection->document, selection->page);
  guint here, first;

  if (text == NULL || !ed_page_text_character_at (text, x, y, &here))
    return;
  first = MIN (here, selection->anchor);
  take_span (selection, text, (EdTextSpan){ first, MAX (here, selection->anchor) - first + 1 });
}

void
ed_preview_selection_take_word (EdPreviewSelection *selection, guint page, gint32 x, gint32 y)
{
  const EdPageText *text;

  if (!ed_preview_selection_begin (selection, page, x, y))
    return;
  text = ed_preview_document_text (selection->document, page);
  take_span (selection, text, ed_page_text_word (text, selection->anchor));
}

void
ed_preview_selection_take_page (EdPreviewSelection *selection, guint page)
{
  const EdPageText *text = ed_preview_document_text (selection->document, page);

  ed_preview_selection_clear (selection);
  selection->page = page;
  if (text != NULL && text->n_boxes > 0)
    take_span (selection, text, (EdTextSpan){ 0, text->n_boxes });
}

const char *
ed_preview_selection_text (EdPreviewSelection *selection)
{
  return selection->text;
}

const GArray *
ed_preview_selection_boxes (EdPreviewSelection *selection, guint page)
{
  return page == selection->page ? selection->boxes : NULL;
}

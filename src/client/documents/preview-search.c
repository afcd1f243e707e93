/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/documents/preview-search.h"

/* More than anybody steps through. */
#define MOST_MATCHES 5000

struct _EdPreviewSearch
{
  GObject parent_instance;
  EdPreviewDocument *document;
  char *needle;
  guint from;      /* the page to begin at */
  guint next_page; /* to be searched */
  gboolean busy;
  GArray *matches; /* by page */
  guint current;   /* from 1 */
};

enum
{
  PROP_FOUND = 1,
  PROP_CURRENT,
  PROP_BUSY,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];
static guint changed;

G_DEFINE_FINAL_TYPE (EdPreviewSearch, ed_preview_search, G_TYPE_OBJECT)

static void
clear_match (gpointer data)
{
  EdPreviewMatch *match = data;

  g_array_unref (match->boxes);
}

static void
say_changed (EdPreviewSearch *self)
{
  for (guint i = PROP_FOUND; i < N_PROPS; i++)
    g_object_notify_by_pspec (G_OBJECT (self), properties[i]);
  g_signal_emit (self, changed, 0);
}

static void
take_matches (EdPreviewSearch *self, guint page, const EdPageText *text)
{
  g_autoptr (GArray) spans = ed_page_text_find (text, self->needle);

  for (guint i = 0; i < spans->len && self->matches->len < MOST_MATCHES; i++)
    {
      const EdPreviewMatch match = {
        page,
        self->matches->len + 1,
        ed_page_text_boxes (text, g_array_index (spans, EdTextSpan, i)),
      };

      g_array_append_val (self->matches, match);
      if (self->current == 0 && page >= self->from)
        self->current = self->matches->len;
    }
}

/* Searches what has been read; what has not is asked for, and calls again. */
static void
go_on (EdPreviewSearch *self)
{
  const EdPaper *paper = ed_preview_document_paper (self->document);

  while (self->busy && self->next_page < paper->n_pages && self->matches->len < MOST_MATCHES)
    {
      const EdPageText *text = ed_preview_document_text (self->document, self->next_page);

      if (text == NULL)
        break;
      take_matches (self, self->next_page, text);
      self->next_page++;
    }
  if (self->next_page >= paper->n_pages || self->matches->len >= MOST_MATCHES)
    {
      self->busy = FALSE;
      if (self->current == 0 && self->matches->len > 0)
        self->current = 1;
    }
  say_changed (self);
}

static void
on_read (EdPreviewSearch *self, guint page)
{
  if (self->busy && page == self->next_page)
    go_on (self);
}

static void
ed_preview_search_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  EdPreviewSearch *self = ED_PREVIEW_SEARCH (object);

  if (id == PROP_FOUND)
    g_value_set_uint (value, self->matches->len);
  else if (id == PROP_CURRENT)
    g_value_set_uint (value, self->current);
  else
    g_value_set_boolean (value, self->busy);
}

static void
ed_preview_search_dispose (GObject *object)
{
  EdPreviewSearch *self = ED_PREVIEW_SEARCH (object);

  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_clear_object (&self->document);
  G_OBJECT_CLASS (ed_preview_search_parent_class)->dispose (object);
}

static void
ed_preview_search_finalize (GObject *object)
{
  EdPreviewSearch *self = ED_PREVIEW_SEARCH (object);

  g_array_unref (self->matches);
  g_free (self->needle);
  G_OBJECT_CLASS (ed_preview_search_parent_class)->finalize (object);
}

static void
ed_preview_search_class_init (EdPreviewSearchClass *class)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->get_property = ed_preview_search_get_property;
  object_class->dispose = ed_preview_search_dispose;
  object_class->finalize = ed_preview_search_finalize;
  properties[PROP_FOUND] = g_param_spec_uint ("found", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_CURRENT] = g_param_spec_uint ("current", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  changed = g_signal_new ("changed",
                          G_TYPE_FROM_CLASS (class),
                          G_SIGNAL_RUN_LAST,
                          0,
                          NULL,
                          NULL,
                          NULL,
                          G_TYPE_NONE,
                          0);
}

static void
ed_preview_search_init (EdPreviewSearch *self)
{
  self->needle = g_strdup ("");
  self->matches = g_array_new (FALSE, FALSE, sizeof (EdPreviewMatch));
  g_array_set_clear_func (self->matches, clear_match);
}

EdPreviewSearch *
ed_preview_search_new (void)
{
  return g_object_new (ED_TYPE_PREVIEW_SEARCH, NULL);
}

void
ed_preview_search_set_document (EdPreviewSearch *self, EdPreviewDocument *document)
{
  if (self->document == document)
    return;
  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_set_object (&self->document, document);
  if (document != NULL)
    g_signal_connect_swapped (document, "read", G_CALLBACK (on_read), self);
  ed_preview_search_set_needle (self, "", 0);
}

void
ed_preview_search_set_needle (EdPreviewSearch *self, const char *needle, guint from)
{
  g_array_set_size (self->matches, 0);
  g_free (self->needle);
  self->needle = g_strdup (needle);
  self->from = from;
  self->next_page = 0;
  self->current = 0;
  self->busy = *needle != '\0' && self->document != NULL
               && ed_preview_document_paper (self->document) != NULL;
  if (self->busy)
    go_on (self);
  else
    say_changed (self);
}

void
ed_preview_search_step (EdPreviewSearch *self, gboolean forward)
{
  guint n = self->matches->len;

  if (n == 0)
    return;
  if (forward)
    self->current = self->current % n + 1;
  else
    self->current = self->current <= 1 ? n : self->current - 1;
  say_changed (self);
}

const EdPreviewMatch *
ed_preview_search_current (EdPreviewSearch *self)
{
  if (self->current == 0)
    return NULL;
  return &g_array_index (self->matches, EdPreviewMatch, self->current - 1);
}

guint
ed_preview_search_on_page (EdPreviewSearch *self, guint page, const EdPreviewMatch **first)
{
  guint from = 0, to = self->matches->len, n = 0;

  while (from < to)
    {
      guint middle = from + (to - from) / 2;

      if (g_array_index (self->matches, EdPreviewMatch, middle).page < page)
        from = middle + 1;
      else
        to = middle;
    }
  while (from + n < self->matches->len
         && g_array_index (self->matches, EdPreviewMatch, from + n).page == page)
    n++;
  *first = n > 0 ? &g_array_index (self->matches, EdPreviewMatch, from) : NULL;
  return n;
}

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/span.h"

#include "domain/days.h"
#include "wire/json-text.h"

#include <string.h>

gboolean
ed_span_is_named (const EdSpan *name, const char *word)
{
  gsize length = strlen (word);

  return name->length == length + 2 && memcmp (name->text + 1, word, length) == 0;
}

gboolean
ed_span_is_same (const EdSpan *a, const EdSpan *b)
{
  return a->length > 0 && a->length == b->length && memcmp (a->text, b->text, a->length) == 0;
}

/* The text within the quotes where it fits BUFFER and nothing is escaped, else "". */
static const char *
copy_short (const EdSpan *span, char *buffer, gsize size)
{
  gsize length = span->length >= 2 && *span->text == '"' ? span->length - 2 : 0;

  if (length >= size || memchr (span->text, '\\', span->length) != NULL)
    length = 0;
  memcpy (buffer, span->text + 1, length);
  buffer[length] = '\0';
  return buffer;
}

gint64
ed_span_choice (const EdSpan *span, const EdChoice *choices)
{
  char word[32];

  return ed_choice_find (choices, copy_short (span, word, sizeof word));
}

gint64
ed_span_instant (const EdSpan *span)
{
  char text[32];

  return ed_instant_from_text (copy_short (span, text, sizeof text));
}

gint64
ed_span_date (const EdSpan *span)
{
  char text[16];

  return ed_date_from_text (copy_short (span, text, sizeof text));
}

gint64
ed_span_number (const EdSpan *span)
{
  gint64 number = 0;
  gboolean negative = *span->text == '-';

  for (gsize i = negative ? 1 : 0; i < span->length; i++)
    {
      if (!g_ascii_isdigit (span->text[i]))
        return ED_ABSENT;
      number = number * 10 + (span->text[i] - '0');
    }
  return negative ? -number : number;
}

gboolean
ed_span_is_true (const EdSpan *span)
{
  return *span->text == 't';
}

gboolean
ed_span_next_object (EdJsonWalk *walk, const char **at, const char *end)
{
  while (*at < end && *(*at) != '{' && *(*at) != '"')
    (*at)++;
  if (*at >= end || *(*at) != '{')
    return FALSE;
  ed_json_walk_init (walk, *at, end, ED_SPAN_DEPTH);
  return TRUE;
}

gint64
ed_span_last_at (const EdSpan *array)
{
  const char *at = array->text;
  const char *end = at + array->length;
  gint64 last = ED_ABSENT;
  EdJsonWalk walk;

  while (ed_span_next_object (&walk, &at, end))
    {
      EdSpan name, value;

      while (ed_json_walk_next (&walk, &name, &value) == ED_WALK_MEMBER)
        if (ed_span_is_named (&name, "at"))
          last = ed_span_instant (&value);
      at = MAX (walk.at, at + 1);
    }
  return last;
}

char *
ed_span_text (const EdSpan *span)
{
  g_autofree char *object = NULL;
  g_autoptr (JsonNode) node = NULL;

  if (span->length < 2 || *span->text != '"')
    return NULL;
  if (memchr (span->text, '\\', span->length) == NULL)
    return g_strndup (span->text + 1, span->length - 2);
  object = g_strdup_printf ("{\"text\":%.*s}", (int) span->length, span->text);
  node = ed_json_parse_object (object, -1, NULL);
  return node != NULL ? g_strdup (ed_json_get_text (json_node_get_object (node), "text")) : NULL;
}

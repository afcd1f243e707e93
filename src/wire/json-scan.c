/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "wire/json-scan.h"

#include <string.h>

static const char *
skip_space (const char *at, const char *end)
{
  while (at < end && (*at == ' ' || *at == '\n' || *at == '\r' || *at == '\t'))
    at++;
  return at;
}

static const char *
skip_digits (const char *at, const char *end)
{
  while (at < end && g_ascii_isdigit (*at))
    at++;
  return at;
}

/* The four hexadecimal digits at AT, or -1. */
static int
scan_unit (const char *at, const char *end)
{
  int unit = 0;

  if (end - at < 4)
    return -1;
  for (guint i = 0; i < 4; i++)
    {
      int digit = g_ascii_xdigit_value (at[i]);

      if (digit < 0)
        return -1;
      unit = unit * 16 + digit;
    }
  return unit;
}

/* AT is behind "\u". A high surrogate needs its low one; zero is not taken. */
static const char *
scan_unicode_escape (const char *at, const char *end)
{
  int unit = scan_unit (at, end);

  if (unit <= 0 || (unit >= 0xdc00 && unit <= 0xdfff))
    return NULL;
  at += 4;
  if (unit < 0xd800 || unit > 0xdbff)
    return at;
  if (end - at < 6 || at[0] != '\\' || at[1] != 'u')
    return NULL;
  unit = scan_unit (at + 2, end);
  return unit >= 0xdc00 && unit <= 0xdfff ? at + 6 : NULL;
}

static const char *
scan_escape (const char *at, const char *end)
{
  if (at == end)
    return NULL;
  if (*at == 'u')
    return scan_unicode_escape (at + 1, end);
  return *at != '\0' && strchr ("\"\\/bfnrt", *at) != NULL ? at + 1 : NULL;
}

static const char *
scan_string (const char *at, const char *end)
{
  if (at == end || *at != '"')
    return NULL;
  at++;
  while (at != NULL && at < end)
    {
      guchar c = (guchar) *at;

      if (c == '"')
        return at + 1;
      if (c < 0x20)
        return NULL;
      at++;
      if (c == '\\')
        at = scan_escape (at, end);
    }
  return NULL;
}

static gboolean
fits_number (const char *digits, gsize n)
{
  static const char greatest[] = "9007199254740991";

  return n < strlen (greatest)
         || (n == strlen (greatest) && memcmp (digits, greatest, strlen (greatest)) <= 0);
}

static const char *
scan_number (const char *at, const char *end)
{
  const char *digits;
  gboolean whole = TRUE;
  gsize n;

  if (at < end && *at == '-')
    at++;
  digits = at;
  at = skip_digits (at, end);
  n = (gsize) (at - digits);
  if (n == 0 || (*digits == '0' && n > 1))
    return NULL;

  if (at < end && *at == '.')
    {
      const char *fraction = at + 1;

      at = skip_digits (fraction, end);
      if (at == fraction)
        return NULL;
      whole = FALSE;
    }
  if (at < end && (*at == 'e' || *at == 'E'))
    {
      const char *exponent = at + 1;

      if (exponent < end && (*exponent == '+' || *exponent == '-'))
        exponent++;
      at = skip_digits (exponent, end);
      if (at == exponent)
        return NULL;
      whole = FALSE;
    }
  return !whole || fits_number (digits, n) ? at : NULL;
}

static const char *
scan_word (const char *at, const char *end, const char *word)
{
  gsize n = strlen (word);

  return (gsize) (end - at) >= n && memcmp (at, word, n) == 0 ? at + n : NULL;
}

static const char *
scan_object (const char *at, const char *end, guint depth)
{
  EdJsonWalk walk;
  EdSpan name, value;
  EdWalkStep step;

  ed_json_walk_init (&walk, at, end, depth);
  do
    step = ed_json_walk_next (&walk, &name, &value);
  while (step == ED_WALK_MEMBER);
  return step == ED_WALK_DONE ? walk.at : NULL;
}

static const char *
scan_array (const char *at, const char *end, guint depth)
{
  if (depth == 0)
    return NULL;
  at = skip_space (at + 1, end);
  if (at < end && *at == ']')
    return at + 1;
  while (at < end)
    {
      at = ed_json_scan_value (at, end, depth - 1);
      if (at == NULL)
        return NULL;
      at = skip_space (at, end);
      if (at == end || (*at != ',' && *at != ']'))
        return NULL;
      if (*at == ']')
        return at + 1;
      at = skip_space (at + 1, end);
    }
  return NULL;
}

const char *
ed_json_scan_value (const char *at, const char *end, guint depth)
{
  if (at >= end)
    return NULL;
  switch (*at)
    {
    case '{':
      return scan_object (at, end, depth);
    case '[':
      return scan_array (at, end, depth);
    case '"':
      return scan_string (at, end);
    case 't':
      return scan_word (at, end, "true");
    case 'f':
      return scan_word (at, end, "false");
    case 'n':
      return scan_word (at, end, "null");
    default:
      return scan_number (at, end);
    }
}

gboolean
ed_json_scan_is_object (const char *text, gsize length, guint depth)
{
  const char *end = text + length;
  const char *at = skip_space (text, end);

  if (at == end || *at != '{')
    return FALSE;
  at = scan_object (at, end, depth);
  return at != NULL && skip_space (at, end) == end;
}

gsize
ed_json_scan_count_members (const char *text, gsize length)
{
  const char *end = text + length;
  gsize n = 0;

  for (const char *at = text; at != NULL && at < end;)
    {
      if (*at == ':')
        n++;
      at = *at == '"' ? scan_string (at, end) : at + 1;
    }
  return n;
}

void
ed_json_walk_init (EdJsonWalk *walk, const char *at, const char *end, guint depth)
{
  walk->at = at;
  walk->end = end;
  walk->depth = depth;
  walk->first = TRUE;
}

/* Passes what stands before a key: the brace or a comma. *DONE at the closing brace. */
static const char *
scan_separator (EdJsonWalk *walk, gboolean *done)
{
  const char *at = skip_space (walk->at, walk->end);
  gboolean first = walk->first;

  *done = FALSE;
  walk->first = FALSE;
  if (at == walk->end)
    return NULL;
  if (!first && *at == '}')
    {
      *done = TRUE;
      return at + 1;
    }
  if (*at != (first ? '{' : ',') || walk->depth == 0)
    return NULL;
  at = skip_space (at + 1, walk->end);
  if (first && at < walk->end && *at == '}')
    {
      *done = TRUE;
      return at + 1;
    }
  return at;
}

EdWalkStep
ed_json_walk_next (EdJsonWalk *walk, EdSpan *name, EdSpan *value)
{
  gboolean done;
  const char *at = scan_separator (walk, &done);

  if (at == NULL)
    return ED_WALK_MALFORMED;
  if (done)
    {
      walk->at = at;
      return ED_WALK_DONE;
    }

  name->text = at;
  at = scan_string (at, walk->end);
  if (at == NULL)
    return ED_WALK_MALFORMED;
  name->length = (gsize) (at - name->text);
  at = skip_space (at, walk->end);
  if (at == walk->end || *at != ':')
    return ED_WALK_MALFORMED;

  value->text = skip_space (at + 1, walk->end);
  at = ed_json_scan_value (value->text, walk->end, walk->depth - 1);
  if (at == NULL)
    return ED_WALK_MALFORMED;
  value->length = (gsize) (at - value->text);
  walk->at = at;
  return ED_WALK_MEMBER;
}

static gboolean
is_among (const EdSpan *key, const char *const *names)
{
  for (; *names != NULL; names++)
    if (key->length == strlen (*names) + 2 && strncmp (key->text + 1, *names, key->length - 2) == 0)
      return TRUE;
  return FALSE;
}

gboolean
ed_json_pick_members (const char *text,
                      gsize length,
                      guint depth,
                      const char *const *names,
                      GString *picked)
{
  EdJsonWalk walk;
  EdSpan name, value;
  EdWalkStep step;
  char before = '{';

  ed_json_walk_init (&walk, text, text + length, depth);
  while ((step = ed_json_walk_next (&walk, &name, &value)) == ED_WALK_MEMBER)
    {
      if (!is_among (&name, names))
        continue;
      g_string_append_c (picked, before);
      g_string_append_len (picked, name.text, (gssize) name.length);
      g_string_append_c (picked, ':');
      g_string_append_len (picked, value.text, (gssize) value.length);
      before = ',';
    }
  g_string_append (picked, before == '{' ? "{}" : "}");
  return step == ED_WALK_DONE;
}

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "wire/record-scan.h"

#include <string.h>

#include "domain/days.h"
#include "wire/json-text.h"

#define DIGITS_MAX 16 /* of NUMBER_MAX */
#define NUMBER_MAX (((gint64) 1 << 53) - 1)
#define WORD_MAX 63

typedef struct
{
  const char *at;
  const char *end;
} Scan;

gint64
ed_field_number_from_text (const EdField *field, const char *text)
{
  switch (field->kind)
    {
    case ED_FIELD_CHOICE:
      return ed_choice_find (field->choices, text);
    case ED_FIELD_DATE:
      return ed_json_read_date (text);
    case ED_FIELD_TIME:
      return ed_time_from_text (text);
    default:
      return ed_json_read_instant (text);
    }
}

static gboolean
take (Scan *scan, char c)
{
  if (scan->at == scan->end || *scan->at != c)
    return FALSE;
  scan->at++;
  return TRUE;
}

static gboolean
take_word (Scan *scan, const char *word)
{
  gsize length = strlen (word);

  if ((gsize) (scan->end - scan->at) < length || memcmp (scan->at, word, length) != 0)
    return FALSE;
  scan->at += length;
  return TRUE;
}

/* What the letter behind a backslash stands for, or 0. */
static char
unescape (char letter)
{
  static const char letters[] = "\"\\/bfnrt", meant[] = "\"\\/\b\f\n\r\t";
  const char *place = letter != '\0' ? strchr (letters, letter) : NULL;

  return place != NULL ? meant[place - letters] : 0;
}

/* The length of the string that the scan stands in, as it is written, up to its quote; -1: it is
 * none. */
static gssize
measure_string (const Scan *scan, gboolean *escaped)
{
  const char *at = scan->at;

  *escaped = FALSE;
  while (at < scan->end && *at != '"')
    {
      if ((guchar) *at < 0x20)
        return -1;
      if (*at == '\\')
        {
          *escaped = TRUE;
          at++;
          if (at == scan->end || unescape (*at) == 0)
            return -1;
        }
      at++;
    }
  return at < scan->end ? at - scan->at : -1;
}

/* A string that is not empty, or NULL. */
static char *
take_string (Scan *scan)
{
  gboolean escaped;
  gssize length;
  char *text, *to;

  if (!take (scan, '"'))
    return NULL;
  length = measure_string (scan, &escaped);
  if (length <= 0)
    return NULL;
  text = g_strndup (scan->at, (gsize) length);
  scan->at += length + 1;
  if (!escaped)
    return text;
  to = text;
  for (const char *from = text; *from != '\0'; from++)
    *to++ = *from == '\\' ? unescape (*++from) : *from;
  *to = '\0';
  return text;
}

/* The number of a string that says one; ED_ABSENT where it says none that is known. */
static gboolean
take_said_number (Scan *scan, const EdField *field, gint64 *value)
{
  char word[WORD_MAX + 1];
  gboolean escaped;
  gssize length;

  if (!take (scan, '"'))
    return FALSE;
  length = measure_string (scan, &escaped);
  if (length <= 0 || length > WORD_MAX || escaped)
    return FALSE;
  memcpy (word, scan->at, (gsize) length);
  word[length] = '\0';
  scan->at += length + 1;
  *value = ed_field_number_from_text (field, word);
  return TRUE;
}

static gboolean
take_integer (Scan *scan, gint64 *value)
{
  gboolean negative = take (scan, '-');
  const char *digits = scan->at;
  gint64 sum = 0;

  while (scan->at < scan->end && g_ascii_isdigit (*scan->at))
    {
      if (scan->at - digits == DIGITS_MAX)
        return FALSE;
      sum = sum * 10 + (*scan->at++ - '0');
    }
  if (scan->at == digits || (*digits == '0' && scan->at - digits > 1) || sum > NUMBER_MAX)
    return FALSE;
  *value = negative ? -sum : sum;
  return TRUE;
}

static gboolean
take_boolean (Scan *scan, gint64 *value)
{
  *value = take_word (scan, "true") ? 1 : 0;
  return *value == 1 || take_word (scan, "false");
}

static gboolean
take_number (Scan *scan, const EdField *field, gpointer record)
{
  gint64 *value = &G_STRUCT_MEMBER (gint64, record, field->offset);

  if (field->kind == ED_FIELD_INTEGER)
    return take_integer (scan, value);
  if (field->kind == ED_FIELD_BOOLEAN)
    return take_boolean (scan, value);
  return take_said_number (scan, field, value);
}

static gboolean
take_text (Scan *scan, const EdField *field, gpointer record)
{
  char *text = take_string (scan);

  G_STRUCT_MEMBER (char *, record, field->offset) = text;
  return text != NULL && (field->kind == ED_FIELD_TEXT || ed_json_is_id (text));
}

static gboolean
take_texts (Scan *scan, const EdField *field, gpointer record)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  if (!take (scan, '['))
    return FALSE;
  do
    {
      g_autofree char *text = take_string (scan);

      if (text == NULL)
        return FALSE;
      g_strv_builder_add (builder, text);
    }
  while (take (scan, ','));
  G_STRUCT_MEMBER (char **, record, field->offset) = g_strv_builder_end (builder);
  return take (scan, ']');
}

static gpointer take_record (Scan *scan, const EdRecordType *type);

static gboolean
take_records (Scan *scan, const EdField *field, gpointer record)
{
  GPtrArray *records = G_STRUCT_MEMBER (GPtrArray *, record, field->offset);

  if (!take (scan, '['))
    return FALSE;
  do
    {
      gpointer element = take_record (scan, field->element);

      if (element == NULL)
        return FALSE;
      g_ptr_array_add (records, element);
    }
  while (take (scan, ','));
  return take (scan, ']');
}

static gboolean
take_value (Scan *scan, const EdField *field, gpointer record)
{
  gpointer *place = &G_STRUCT_MEMBER (gpointer, record, field->offset);

  switch (field->kind)
    {
    case ED_FIELD_TEXT:
    case ED_FIELD_ID:
      return take_text (scan, field, record);
    case ED_FIELD_RECORD:
      *place = take_record (scan, field->element);
      return *place != NULL;
    case ED_FIELD_RECORDS:
      return take_records (scan, field, record);
    case ED_FIELD_TEXTS:
      return take_texts (scan, field, record);
    default:
      return take_number (scan, field, record);
    }
}

/* The field whose key comes, at I or behind it; I becomes the one behind that. */
static const EdField *
take_key (Scan *scan, const EdRecordType *type, guint *i)
{
  if (!take (scan, '"'))
    return NULL;
  while (*i < type->n_fields)
    {
      const EdField *field = &type->fields[(*i)++];
      const char *key = scan->at;

      if (take_word (scan, field->name) && take_word (scan, "\":"))
        return field;
      scan->at = key;
    }
  return NULL;
}

static gboolean
take_members (Scan *scan, const EdRecordType *type, gpointer record)
{
  guint i = 0;

  if (!take (scan, '{'))
    return FALSE;
  do
    {
      const EdField *field = take_key (scan, type, &i);

      if (field == NULL || !take_value (scan, field, record))
        return FALSE;
    }
  while (take (scan, ','));
  return take (scan, '}');
}

static gpointer
take_record (Scan *scan, const EdRecordType *type)
{
  gpointer record = ed_record_new (type);

  if (take_members (scan, type, record))
    return record;
  ed_record_free (type, record);
  return NULL;
}

gpointer
ed_record_scan (const EdRecordType *type, const char *text, gsize length)
{
  Scan scan = { text, text + length };
  gpointer record;

  if (length > ED_JSON_LENGTH_MAX || !g_utf8_validate_len (text, length, NULL))
    return NULL;
  record = take_record (&scan, type);
  if (record == NULL || scan.at == scan.end)
    return record;
  ed_record_free (type, record);
  return NULL;
}

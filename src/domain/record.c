/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Records by their tables. Before each record, out of sight, stands its type, so that arrays can
 * free their elements without being told. Thread-safe as long as a record has one owner. */

#include "domain/record.h"

#include <string.h>

#include "domain/days.h"

/* Two words, so that the record behind keeps the alignment of the allocator. */
typedef struct
{
  const EdRecordType *type;
  gpointer unused;
} Head;

static gpointer
locate (const EdField *field, gconstpointer record)
{
  return (char *) record + field->offset;
}

static gboolean
is_number (const EdField *field)
{
  switch (field->kind)
    {
    case ED_FIELD_INTEGER:
    case ED_FIELD_BOOLEAN:
    case ED_FIELD_CHOICE:
    case ED_FIELD_DATE:
    case ED_FIELD_TIME:
    case ED_FIELD_INSTANT:
      return TRUE;
    case ED_FIELD_TEXT:
    case ED_FIELD_ID:
    case ED_FIELD_RECORD:
    case ED_FIELD_RECORDS:
    case ED_FIELD_TEXTS:
      return FALSE;
    }
  g_assert_not_reached ();
}

static void
free_element (gpointer record)
{
  const Head *head = (const Head *) record - 1;

  ed_record_free (head->type, record);
}

gpointer
ed_record_new (const EdRecordType *type)
{
  Head *head = g_malloc0 (sizeof (Head) + type->size);
  gpointer record = head + 1;

  head->type = type;
  for (guint i = 0; i < type->n_fields; i++)
    {
      const EdField *field = &type->fields[i];

      if (is_number (field))
        *(gint64 *) locate (field, record) = ED_ABSENT;
      else if (field->kind == ED_FIELD_RECORDS)
        *(GPtrArray **) locate (field, record) = g_ptr_array_new_with_free_func (free_element);
    }
  return record;
}

void
ed_record_free (const EdRecordType *type, gpointer record)
{
  Head *head;

  if (record == NULL)
    return;
  head = (Head *) record - 1;
  g_assert (head->type == type);
  for (guint i = 0; i < type->n_fields; i++)
    {
      const EdField *field = &type->fields[i];

      if (field->kind == ED_FIELD_RECORDS)
        g_clear_pointer ((GPtrArray **) locate (field, record), g_ptr_array_unref);
      else
        ed_field_clear (field, record);
    }
  g_free (head);
}

gpointer
ed_record_copy (const EdRecordType *type, gconstpointer record)
{
  gpointer copy;

  if (record == NULL)
    return NULL;
  copy = ed_record_new (type);
  for (guint i = 0; i < type->n_fields; i++)
    ed_field_copy (&type->fields[i], copy, record);
  return copy;
}

gboolean
ed_record_equal (const EdRecordType *type, gconstpointer a, gconstpointer b)
{
  if (a == b)
    return TRUE;
  if (a == NULL || b == NULL)
    return FALSE;
  for (guint i = 0; i < type->n_fields; i++)
    {
      if (!ed_field_equal (&type->fields[i], a, b))
        return FALSE;
    }
  return TRUE;
}

const EdField *
ed_record_type_find (const EdRecordType *type, const char *name)
{
  for (guint i = 0; i < type->n_fields; i++)
    {
      if (strcmp (type->fields[i].name, name) == 0)
        return &type->fields[i];
    }
  return NULL;
}

gboolean
ed_field_is_absent (const EdField *field, gconstpointer record)
{
  gpointer place = locate (field, record);

  if (is_number (field))
    return *(gint64 *) place == ED_ABSENT;
  if (field->kind == ED_FIELD_RECORDS)
    return *(GPtrArray **) place == NULL || (*(GPtrArray **) place)->len == 0;
  if (field->kind == ED_FIELD_TEXTS)
    return *(char ***) place == NULL || **(char ***) place == NULL;
  return *(gpointer *) place == NULL;
}

static gboolean
equal_arrays (const EdRecordType *type, const GPtrArray *a, const GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    {
      if (!ed_record_equal (type, a->pdata[i], b->pdata[i]))
        return FALSE;
    }
  return TRUE;
}

gboolean
ed_field_equal (const EdField *field, gconstpointer a, gconstpointer b)
{
  gpointer at_a = locate (field, a);
  gpointer at_b = locate (field, b);

  if (is_number (field))
    return *(gint64 *) at_a == *(gint64 *) at_b;
  if (ed_field_is_absent (field, a) || ed_field_is_absent (field, b))
    return ed_field_is_absent (field, a) && ed_field_is_absent (field, b);
  if (field->kind == ED_FIELD_RECORD)
    return ed_record_equal (field->element, *(gpointer *) at_a, *(gpointer *) at_b);
  if (field->kind == ED_FIELD_RECORDS)
    return equal_arrays (field->element, *(GPtrArray **) at_a, *(GPtrArray **) at_b);
  if (field->kind == ED_FIELD_TEXTS)
    return g_strv_equal (*(const char *const **) at_a, *(const char *const **) at_b);
  return strcmp (*(char **) at_a, *(char **) at_b) == 0;
}

static void
copy_array (const EdRecordType *type, GPtrArray **to, const GPtrArray *from)
{
  if (*to == NULL)
    *to = g_ptr_array_new_with_free_func (free_element);
  for (guint i = 0; from != NULL && i < from->len; i++)
    g_ptr_array_add (*to, ed_record_copy (type, from->pdata[i]));
}

void
ed_field_copy (const EdField *field, gpointer to, gconstpointer from)
{
  gpointer source = locate (field, from);
  gpointer place = locate (field, to);

  if (source == place)
    return;
  ed_field_clear (field, to);
  if (is_number (field))
    *(gint64 *) place = *(gint64 *) source;
  else if (field->kind == ED_FIELD_RECORD)
    *(gpointer *) place = ed_record_copy (field->element, *(gpointer *) source);
  else if (field->kind == ED_FIELD_RECORDS)
    copy_array (field->element, place, *(GPtrArray **) source);
  else if (field->kind == ED_FIELD_TEXTS)
    *(char ***) place = ed_field_is_absent (field, from) ? NULL : g_strdupv (*(char ***) source);
  else
    *(char **) place = g_strdup (*(char **) source);
}

void
ed_field_clear (const EdField *field, gpointer record)
{
  gpointer place = locate (field, record);

  if (is_number (field))
    *(gint64 *) place = ED_ABSENT;
  else if (field->kind == ED_FIELD_RECORD)
    {
      ed_record_free (field->element, *(gpointer *) place);
      *(gpointer *) place = NULL;
    }
  else if (field->kind == ED_FIELD_RECORDS)
    {
      if (*(GPtrArray **) place != NULL)
        g_ptr_array_set_size (*(GPtrArray **) place, 0);
    }
  else if (field->kind == ED_FIELD_TEXTS)
    g_clear_pointer ((char ***) place, g_strfreev);
  else
    g_clear_pointer ((char **) place, g_free);
}

gint64
ed_field_get_number (const EdField *field, gconstpointer record)
{
  g_return_val_if_fail (is_number (field), ED_ABSENT);

  return *(gint64 *) locate (field, record);
}

const char *
ed_field_get_text (const EdField *field, gconstpointer record)
{
  g_return_val_if_fail (field->kind == ED_FIELD_TEXT || field->kind == ED_FIELD_ID, NULL);

  return *(char **) locate (field, record);
}

void
ed_field_set_number (const EdField *field, gpointer record, gint64 value)
{
  g_return_if_fail (is_number (field));

  *(gint64 *) locate (field, record) = value;
}

void
ed_field_set_text (const EdField *field, gpointer record, const char *text)
{
  char **place = locate (field, record);
  char *old = *place;

  g_return_if_fail (field->kind == ED_FIELD_TEXT || field->kind == ED_FIELD_ID);

  *place = g_strdup (text);
  g_free (old);
}

gint64
ed_choice_find (const EdChoice *choices, const char *word)
{
  for (gint64 i = 0; choices[i].word != NULL; i++)
    {
      if (strcmp (choices[i].word, word) == 0)
        return i;
    }
  return ED_ABSENT;
}

static gint64
count_choices (const EdChoice *choices)
{
  gint64 n = 0;

  while (choices[n].word != NULL)
    n++;
  return n;
}

/* Of at most MAXIMUM characters, at least one of them visible, and no control characters:
 * newlines (and tabs) only where there may be several lines. */
static gboolean
is_valid_text (const char *text, gboolean multiline, gint64 maximum)
{
  gboolean is_blank = TRUE;
  gint64 length = 0;

  if (!g_utf8_validate (text, -1, NULL))
    return FALSE;
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_iscntrl (c) && !(multiline && (c == '\n' || c == '\t')))
        return FALSE;
      if (!g_unichar_isspace (c))
        is_blank = FALSE;
      length++;
    }
  return !is_blank && (maximum == 0 || length <= maximum);
}

static gboolean
is_valid_id (const char *text)
{
  guint i;

  for (i = 0; text[i] != '\0'; i++)
    {
      gboolean is_dash_due = i == 8 || i == 13 || i == 18 || i == 23;

      if (is_dash_due ? text[i] != '-'
                      : !(g_ascii_isxdigit (text[i]) && !g_ascii_isupper (text[i])))
        return FALSE;
    }
  return i == 36;
}

static gboolean
are_valid_texts (const EdField *field, char **texts)
{
  for (; *texts != NULL; texts++)
    {
      if (!is_valid_text (*texts, FALSE, field->maximum))
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_valid_number (const EdField *field, gint64 value)
{
  gint64 first = ed_date_new (1, 1, 1);
  gint64 last = ed_date_new (9999, 12, 31);
  gint64 day = G_GINT64_CONSTANT (86400000);

  switch (field->kind)
    {
    case ED_FIELD_INTEGER:
      return value >= field->minimum && value <= field->maximum;
    case ED_FIELD_BOOLEAN:
      return value == 0 || value == 1;
    case ED_FIELD_CHOICE:
      return value >= 0 && value < count_choices (field->choices);
    case ED_FIELD_DATE:
      return value >= first && value <= last;
    case ED_FIELD_TIME:
      return value >= 0 && value < 24 * 60;
    case ED_FIELD_INSTANT:
      return value >= first * day && value < (last + 1) * day;
    default:
      g_assert_not_reached ();
    }
}

/* The first wrong field of the record or records that FIELD holds, or FIELD itself where their
 * number is too great. */
static const EdField *
find_invalid_element (const EdField *field, gconstpointer record)
{
  gpointer place = locate (field, record);
  const GPtrArray *array;

  if (field->kind == ED_FIELD_RECORD)
    return ed_record_find_invalid (field->element, *(gpointer *) place);
  array = *(GPtrArray **) place;
  if (field->maximum != 0 && array->len > field->maximum)
    return field;
  for (guint i = 0; i < array->len; i++)
    {
      const EdField *invalid = ed_record_find_invalid (field->element, array->pdata[i]);

      if (invalid != NULL)
        return invalid;
    }
  return NULL;
}

gboolean
ed_field_is_valid (const EdField *field, gconstpointer record)
{
  gpointer place = locate (field, record);

  if (ed_field_is_absent (field, record))
    return (field->flags & ED_FIELD_REQUIRED) == 0;
  if (is_number (field))
    return is_valid_number (field, *(gint64 *) place);

  switch (field->kind)
    {
    case ED_FIELD_TEXT:
      return is_valid_text (*(char **) place,
                            (field->flags & ED_FIELD_MULTILINE) != 0,
                            field->maximum);
    case ED_FIELD_ID:
      return is_valid_id (*(char **) place);
    case ED_FIELD_TEXTS:
      return are_valid_texts (field, *(char ***) place);
    case ED_FIELD_RECORD:
    case ED_FIELD_RECORDS:
      return find_invalid_element (field, record) == NULL;
    default:
      g_assert_not_reached ();
    }
}

const EdField *
ed_record_find_invalid (const EdRecordType *type, gconstpointer record)
{
  for (guint i = 0; i < type->n_fields; i++)
    {
      const EdField *field = &type->fields[i];
      gboolean is_nested = field->kind == ED_FIELD_RECORD || field->kind == ED_FIELD_RECORDS;

      if (ed_field_is_valid (field, record))
        continue;
      return is_nested && !ed_field_is_absent (field, record) ? find_invalid_element (field, record)
                                                              : field;
    }
  return NULL;
}

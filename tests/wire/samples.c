/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "wire/samples.h"

#include <string.h>

#include "domain/days.h"

#define NUMBER_MAX G_GINT64_CONSTANT (9007199254740991) /* PROTOCOL 1.2 */

char *
sample_id (GRand *rand)
{
  return g_strdup_printf ("%08x-%04x-4%03x-8%03x-%08x%04x",
                          g_rand_int (rand),
                          g_rand_int (rand) & 0xffff,
                          g_rand_int (rand) & 0xfff,
                          g_rand_int (rand) & 0xfff,
                          g_rand_int (rand),
                          g_rand_int (rand) & 0xffff);
}

char *
sample_bytes (const char *text, gsize length)
{
  char *bytes = g_malloc (MAX (length, 1));

  memcpy (bytes, text, length);
  return bytes;
}

static char *
sample_text (const EdField *field, GRand *rand)
{
  static const char *const texts[] = {
    "Táplószentmárton", "XY",      "a \"quoted\" \\ word/", "😀 \xe2\x80\xa8 ünnep",
    "{\"k\":[1,null]}", "\\u0041", "Suzuki \xef\xbf\xbd",   "tail \\",
  };
  g_autofree char *text = NULL;

  if ((field->flags & ED_FIELD_MULTILINE) != 0)
    text = g_strdup_printf ("%s\n\tline two", texts[g_rand_int_range (rand, 0, 8)]);
  else
    text = g_strdup (texts[g_rand_int_range (rand, 0, 8)]);
  if (field->maximum != 0 && g_utf8_strlen (text, -1) > field->maximum)
    return g_utf8_substring (text, 0, field->maximum);
  return g_steal_pointer (&text);
}

static gint64
sample_between (gint64 minimum, gint64 maximum, GRand *rand)
{
  gint64 low = MAX (minimum, -NUMBER_MAX);
  gint64 high = MIN (maximum, NUMBER_MAX);

  switch (g_rand_int_range (rand, 0, 3))
    {
    case 0:
      return low;
    case 1:
      return high;
    default:
      return (gint64) g_rand_double_range (rand, (double) low, (double) high);
    }
}

static gint64
sample_number (const EdField *field, GRand *rand)
{
  gint64 first = ed_date_new (1900, 1, 1);
  gint64 last = ed_date_new (2999, 12, 31);
  gint64 day = G_GINT64_CONSTANT (86400000);
  gint64 n = 0;

  switch (field->kind)
    {
    case ED_FIELD_BOOLEAN:
      return sample_between (0, 1, rand);
    case ED_FIELD_CHOICE:
      while (field->choices[n].word != NULL)
        n++;
      return sample_between (0, n - 1, rand);
    case ED_FIELD_DATE:
      return sample_between (first, last, rand);
    case ED_FIELD_TIME:
      return sample_between (0, 24 * 60 - 1, rand);
    case ED_FIELD_INSTANT:
      return sample_between (first * day, (last + 1) * day - 1, rand);
    default:
      return sample_between (field->minimum, field->maximum, rand);
    }
}

static char **
sample_texts (const EdField *field, GRand *rand)
{
  char **texts = g_new0 (char *, 4);

  for (guint i = 0; i < 3; i++)
    texts[i] = sample_text (field, rand);
  return texts;
}

static void
fill_field (const EdField *field, gpointer record, GRand *rand)
{
  gpointer place = G_STRUCT_MEMBER_P (record, field->offset);

  switch (field->kind)
    {
    case ED_FIELD_TEXT:
      *(char **) place = sample_text (field, rand);
      break;
    case ED_FIELD_ID:
      *(char **) place = sample_id (rand);
      break;
    case ED_FIELD_RECORD:
      *(gpointer *) place = sample_record (field->element, rand);
      break;
    case ED_FIELD_RECORDS:
      for (guint i = 0; i < 3; i++)
        g_ptr_array_add (*(GPtrArray **) place, sample_record (field->element, rand));
      break;
    case ED_FIELD_TEXTS:
      *(char ***) place = sample_texts (field, rand);
      break;
    default:
      *(gint64 *) place = sample_number (field, rand);
    }
}

gpointer
sample_record (const EdRecordType *type, GRand *rand)
{
  gpointer record = ed_record_new (type);

  for (guint i = 0; i < type->n_fields; i++)
    fill_field (&type->fields[i], record, rand);
  return record;
}

static void
sample_edits (EdCommand *command, const EdRecordType *type, gboolean whole, GRand *rand)
{
  gpointer from = sample_record (type, rand);
  gpointer to = sample_record (type, rand);

  for (guint i = 0; i < type->n_fields; i++)
    {
      const EdField *field = &type->fields[i];

      /* Every other edit sets what was absent. */
      if (i % 2 == 1)
        ed_field_clear (field, from);
      if (whole || i == 0)
        ed_command_edit (command, field->name, from, to);
    }
  ed_record_free (type, from);
  ed_record_free (type, to);
}

EdCommand *
sample_command (EdCommandType type, gboolean whole, GRand *rand)
{
  const EdCommandForm *form = ed_command_form (type);
  g_autofree char *id = sample_id (rand);
  g_autofree char *case_id = sample_id (rand);
  g_autofree char *assignment_id = form->needs_assignment ? sample_id (rand) : NULL;
  EdCommand *command =
      ed_command_new (type, id, case_id, assignment_id, G_GINT64_CONSTANT (1584605702100));

  for (guint i = 0; i < form->args->n_fields; i++)
    {
      const EdField *field = &form->args->fields[i];

      if (whole || (field->flags & ED_FIELD_REQUIRED) != 0)
        fill_field (field, command->args, rand);
    }
  if (form->edited != NULL)
    sample_edits (command, form->edited, whole, rand);
  return command;
}

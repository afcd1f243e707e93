/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "domain/weight.h"

#include <string.h>

/* The longest counted value, an instant in its quotes: "2020-03-18T19:44:00.000Z". */
#define COUNTED 26
/* Of one value: the quotes of its name, colon and comma; brackets and comma of a list or object. */
#define AROUND 4

/* In quotes; what JSON writes with a backslash counts as the six bytes that it may take. */
static gsize
weigh_text (const char *text)
{
  gsize weight = 2 + strlen (text);

  for (; *text != '\0'; text++)
    {
      if (*text == '"' || *text == '\\' || *text == '\n' || *text == '\t')
        weight++;
      else if ((guchar) *text < 0x20)
        weight += 5;
    }
  return weight;
}

static gsize
weigh_texts (char *const *texts)
{
  gsize weight = AROUND;

  for (; texts != NULL && *texts != NULL; texts++)
    weight += weigh_text (*texts) + 1;
  return weight;
}

static gsize
weigh_records (const EdRecordType *type, const GPtrArray *records)
{
  gsize weight = AROUND;

  for (guint i = 0; i < records->len; i++)
    weight += ed_record_weigh (type, records->pdata[i]) + 1;
  return weight;
}

static gsize
weigh_field (const EdField *field, gconstpointer record)
{
  gpointer place = G_STRUCT_MEMBER_P (record, field->offset);

  switch (field->kind)
    {
    case ED_FIELD_TEXT:
    case ED_FIELD_ID:
      return weigh_text (ed_field_get_text (field, record));
    case ED_FIELD_CHOICE:
      return 2 + strlen (field->choices[ed_field_get_number (field, record)].word);
    case ED_FIELD_RECORD:
      return ed_record_weigh (field->element, *(gpointer *) place);
    case ED_FIELD_RECORDS:
      return weigh_records (field->element, *(GPtrArray **) place);
    case ED_FIELD_TEXTS:
      return weigh_texts (*(char *const **) place);
    default:
      return COUNTED;
    }
}

gsize
ed_record_weigh (const EdRecordType *type, gconstpointer record)
{
  gsize weight = AROUND;

  for (guint i = 0; i < type->n_fields; i++)
    {
      const EdField *field = &type->fields[i];

      if (!ed_field_is_absent (field, record))
        weight += strlen (field->name) + AROUND + weigh_field (field, record);
    }
  return weight;
}

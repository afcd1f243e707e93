/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/field-text.h"

#include "client/dates.h"
#include "client/numbers.h"
#include "domain/account.h"
#include "domain/case.h"
#include "domain/money.h"

#include <glib/gi18n.h>

/* The words of a list, by their labels where they are words of ours. */
static char *
join_words (char **words)
{
  static const EdChoice *const vocabularies[] = { ed_role_choices,
                                                  ed_case_type_choices,
                                                  ed_coaching_kind_choices };
  g_autoptr (GStrvBuilder) shown = g_strv_builder_new ();
  g_auto (GStrv) labels = NULL;

  for (; words != NULL && *words != NULL; words++)
    {
      const char *label = *words;

      for (guint i = 0; i < G_N_ELEMENTS (vocabularies); i++)
        {
          gint64 choice = ed_choice_find (vocabularies[i], *words);

          if (choice != ED_ABSENT)
            label = _ (vocabularies[i][choice].label);
        }
      g_strv_builder_add (shown, label);
    }
  labels = g_strv_builder_end (shown);
  return g_strjoinv (", ", labels);
}

static char *
format_number (const EdField *field, gint64 number, const EdZone *zone)
{
  switch (field->kind)
    {
    case ED_FIELD_BOOLEAN:
      return g_strdup (number != 0 ? _ ("Yes") : _ ("No"));
    case ED_FIELD_CHOICE:
      return g_strdup (_ (field->choices[number].label));
    case ED_FIELD_DATE:
      return ed_date_text (number);
    case ED_FIELD_TIME:
      return g_strdup_printf ("%02d:%02d", (int) (number / 60), (int) (number % 60));
    case ED_FIELD_INSTANT:
      return ed_instant_text (number, zone);
    default:
      return field->maximum == ED_AMOUNT_MAX ? g_strdup (_ ("an amount")) : ed_number_text (number);
    }
}

char *
ed_field_text (const EdField *field, gconstpointer record, const EdZone *zone)
{
  if (ed_field_is_absent (field, record))
    return g_strdup (_ ("none"));
  switch (field->kind)
    {
    case ED_FIELD_TEXT:
    case ED_FIELD_ID:
      return g_strdup (ed_field_get_text (field, record));
    case ED_FIELD_TEXTS:
      return join_words (G_STRUCT_MEMBER (char **, record, field->offset));
    case ED_FIELD_RECORD:
    case ED_FIELD_RECORDS:
      return g_strdup (_ ("a list"));
    default:
      return format_number (field, ed_field_get_number (field, record), zone);
    }
}

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "domain/likeness.h"

#include "domain/fold.h"

/* TEXT folded, with one space where there is any. */
static void
append_folded (GString *likeness, const char *text)
{
  g_autofree char *folded = ed_fold (text != NULL ? text : "");
  g_auto (GStrv) words = g_strsplit_set (folded, " \t\r\n", -1);

  for (char **word = words; *word != NULL; word++)
    if (**word != '\0')
      g_string_append_printf (likeness, "%s ", *word);
  g_string_append_c (likeness, '\n');
}

char *
ed_likeness (const char *company, const char *client, gint64 date)
{
  GString *likeness = g_string_new (NULL);

  append_folded (likeness, company);
  append_folded (likeness, client);
  g_string_append_printf (likeness, "%" G_GINT64_FORMAT, date);
  return g_string_free (likeness, FALSE);
}

char *
ed_case_likeness (const EdCase *intake, gint64 now, const EdZone *zone)
{
  gint64 at = intake->recorded_at == ED_ABSENT ? now : intake->recorded_at;

  return ed_likeness (intake->company_name, intake->client_alias, ed_zone_date (zone, at));
}

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/companies/company-texts.h"

#include "client/coordinator/account-texts.h"
#include "client/coordinator/expert-choice.h"
#include "client/numbers.h"

#include <glib/gi18n.h>

static char *
describe_consultations (const EdCompany *company)
{
  g_autofree char *number = NULL;
  g_autofree char *minutes = NULL;

  if (company->sessions_available == ED_ABSENT)
    return NULL;
  number = ed_number_in (
      ngettext ("%s consultation", "%s consultations", (gulong) company->sessions_available),
      company->sessions_available);
  if (company->session_minutes == ED_ABSENT)
    return g_steal_pointer (&number);
  minutes = ed_number_text (company->session_minutes);
  /* Translators: "5 consultations" and a number: "5 consultations of 50 min" */
  return g_strdup_printf (_ ("%1$s of %2$s min"), number, minutes);
}

char *
ed_company_text (const EdCompany *company)
{
  g_autofree char *consultations = describe_consultations (company);
  g_autofree char *languages = ed_words_to_typed (company->languages, ed_language_choices);
  g_autoptr (GString) text = g_string_new (consultations != NULL ? consultations : "");

  if (company->covered != ED_ABSENT)
    {
      g_autofree char *covered =
          ed_number_in (ngettext ("%s person", "%s persons", (gulong) company->covered),
                        company->covered);

      g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", covered);
    }
  if (*languages != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", languages);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/documents/form-texts.h"

#include "client/numbers.h"

#include <glib/gi18n.h>

#define DOTS "••••••"

const char *
ed_form_name (EdFormKind kind)
{
  static const char *const names[] = {
    [ED_FORM_SATISFACTION] = N_ ("Satisfaction Feedback form"),
    [ED_FORM_TREATMENT_LOG] = N_ ("Treatment log"),
    [ED_FORM_CASE_FILE] = N_ ("Case file"),
  };

  return _ (names[kind]);
}

char *
ed_form_case_text (const EdCase *case_, gboolean is_private)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, case_->number);
  const char *alias = is_private ? DOTS : case_->client_alias;
  g_autofree char *who = g_strjoin (" - ",
                                    case_->company_name != NULL ? case_->company_name : alias,
                                    case_->company_name != NULL ? alias : NULL,
                                    NULL);

  if (case_->number == ED_ABSENT)
    return g_strdup (who != NULL ? who : "");
  /* Translators: number, company and name: "Case 261 (Suzuki - XY)" */
  return g_strdup_printf (_ ("Case %1$s (%2$s)"), number, who != NULL ? who : "");
}

char *
ed_form_file_name (EdFormKind kind, const EdCase *case_, const char *language)
{
  const char *title = ed_form_title (kind, language);

  if (case_ == NULL || case_->number == ED_ABSENT)
    return g_strconcat (title, ".pdf", NULL);
  return g_strdup_printf ("%s %" G_GINT64_FORMAT ".pdf", title, case_->number);
}

char *
ed_form_wrong_text (const EdField *field)
{
  if (field->kind == ED_FIELD_TEXT)
    /* Translators: number of characters */
    return ed_number_in (_ ("This answer is too long: it can have %s characters at most."),
                         field->maximum);
  return g_strdup (_ ("This answer cannot be kept as it is."));
}

EdCase *
ed_form_make_private (const EdCase *case_)
{
  EdCase *copy = ed_case_copy (case_);

  g_free (copy->client_alias);
  copy->client_alias = g_strdup (DOTS);
  return copy;
}

char **
ed_form_language_names (void)
{
  const char *const *languages = ed_form_list_languages ();
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (guint i = 0; languages[i] != NULL; i++)
    g_strv_builder_add (names, ed_form_language_name (languages[i]));
  return g_strv_builder_end (names);
}

guint
ed_form_find_language (const char *language)
{
  const char *const *languages = ed_form_list_languages ();
  const char *name = ed_form_language_name (language);

  for (guint i = 0; languages[i] != NULL; i++)
    if (g_str_equal (ed_form_language_name (languages[i]), name))
      return i;
  return 0;
}

gboolean
ed_form_find (const char *name, EdFormKind *kind)
{
  for (*kind = ED_FORM_SATISFACTION; *kind <= ED_FORM_CASE_FILE; (*kind)++)
    if (g_strcmp0 (ed_form_get (*kind)->name, name) == 0)
      return TRUE;
  return FALSE;
}

const char *
ed_form_name_of_document (gint64 document)
{
  for (EdFormKind kind = ED_FORM_SATISFACTION; kind <= ED_FORM_CASE_FILE; kind++)
    if ((gint64) ed_form_get (kind)->document == document)
      return ed_form_get (kind)->name;
  return NULL;
}

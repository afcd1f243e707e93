/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/coordinator/expert-choice.h"

#include "client/dates.h"
#include "client/numbers.h"

#include <glib/gi18n.h>
#include <string.h>

struct _EdExpertChoice
{
  GObject parent_instance;
  EdAccount *account;
  EdMatch match;
  gboolean of_request;
  char *substitute;   /* name, or NULL */
  char *city;         /* where they are to meet, or NULL */
  char *languages;    /* in common with the company's people: "German, English", or NULL */
  gint64 declined_on; /* date, or ED_ABSENT */
};

G_DEFINE_FINAL_TYPE (EdExpertChoice, ed_expert_choice, G_TYPE_OBJECT)

static void
ed_expert_choice_finalize (GObject *object)
{
  EdExpertChoice *self = ED_EXPERT_CHOICE (object);

  ed_account_free (self->account);
  g_free (self->substitute);
  g_free (self->city);
  g_free (self->languages);
  G_OBJECT_CLASS (ed_expert_choice_parent_class)->finalize (object);
}

static void
ed_expert_choice_class_init (EdExpertChoiceClass *class)
{
  G_OBJECT_CLASS (class)->finalize = ed_expert_choice_finalize;
}

static void
ed_expert_choice_init (EdExpertChoice *self)
{
}

const EdChoice ed_language_choices[] = {
  { "cs", N_ ("Czech") },     { "de", N_ ("German") },  { "en", N_ ("English") },
  { "es", N_ ("Spanish") },   { "fr", N_ ("French") },  { "hr", N_ ("Croatian") },
  { "hu", N_ ("Hungarian") }, { "it", N_ ("Italian") }, { "pl", N_ ("Polish") },
  { "ro", N_ ("Romanian") },  { "ru", N_ ("Russian") }, { "sk", N_ ("Slovak") },
  { "sl", N_ ("Slovenian") }, { "sr", N_ ("Serbian") }, { "tr", N_ ("Turkish") },
  { "uk", N_ ("Ukrainian") }, { NULL, NULL },
};

static const char *
name_language (const char *tag)
{
  gint64 i = ed_choice_find (ed_language_choices, tag);

  return i == ED_ABSENT ? tag : _ (ed_language_choices[i].label);
}

/* Those that ACCOUNT and the people of COMPANY speak, or NULL. */
static char *
list_common (const EdAccount *account, const EdCompany *company)
{
  g_autoptr (GString) common = g_string_new (NULL);

  if (company == NULL || company->languages == NULL)
    return NULL;
  for (char **tag = account->languages; tag != NULL && *tag != NULL; tag++)
    if (g_strv_contains ((const char *const *) company->languages, *tag))
      g_string_append_printf (common, "%s%s", common->len > 0 ? ", " : "", name_language (*tag));
  return common->len > 0 ? g_string_free (g_steal_pointer (&common), FALSE) : NULL;
}

static void
match_case (EdExpertChoice *self, const EdExpertQuestion *question, const EdBurden *burden)
{
  const EdCompany *company = question->companies != NULL
                                 ? ed_company_of_case (question->companies, question->case_)
                                 : NULL;

  self->match = ed_expert_match (self->account, question->case_, company, burden, question->today);
  self->languages = list_common (self->account, company);
  self->city = g_strdup (question->case_->city);
}

EdExpertChoice *
ed_expert_choice_new (const EdExpertQuestion *question,
                      const EdAccount *account,
                      const EdBurden *burden,
                      const char *substitute)
{
  EdExpertChoice *self = g_object_new (ED_TYPE_EXPERT_CHOICE, NULL);

  self->account = ed_record_copy (&ed_account_type, account);
  self->substitute = g_strdup (substitute);
  self->of_request = question->request != NULL;
  if (self->of_request)
    self->match = ed_expert_match_request (account, question->request, burden, question->today);
  else
    match_case (self, question, burden);
  self->declined_on = self->match.declined_at != ED_ABSENT
                          ? ed_zone_date (question->zone, self->match.declined_at)
                          : ED_ABSENT;
  return self;
}

int
ed_expert_choice_compare (gconstpointer a, gconstpointer b, gpointer unused)
{
  const EdExpertChoice *x = *(const EdExpertChoice *const *) a;
  const EdExpertChoice *y = *(const EdExpertChoice *const *) b;
  int order = ed_match_compare (&x->match, &y->match);

  return order != 0 ? order : g_utf8_collate (x->account->name, y->account->name);
}

const EdAccount *
ed_expert_choice_account (EdExpertChoice *self)
{
  g_return_val_if_fail (ED_IS_EXPERT_CHOICE (self), NULL);
  return self->account;
}

EdMatch
ed_expert_choice_match (EdExpertChoice *self)
{
  return self->match;
}

gboolean
ed_expert_choice_fits (EdExpertChoice *self, const char *typed)
{
  g_autofree char *facts = ed_expert_facts_text (NULL, self);

  return *typed == '\0' || g_str_match_string (typed, self->account->name, TRUE)
         || g_str_match_string (typed, facts, TRUE);
}

char *
ed_expert_name_text (gpointer object, EdExpertChoice *choice)
{
  return g_strdup (choice == NULL ? "" : choice->account->name);
}

static void
append_words (GString *facts, char **words, const EdChoice *choices)
{
  const char *divider = facts->len > 0 ? " · " : "";

  for (; words != NULL && *words != NULL; words++)
    {
      gint64 i = choices == NULL ? ED_ABSENT : ed_choice_find (choices, *words);

      g_string_append (facts, divider);
      g_string_append (facts, i == ED_ABSENT ? *words : _ (choices[i].label));
      divider = ", ";
    }
}

char *
ed_account_facts_text (const EdAccount *account)
{
  GString *facts = g_string_new (NULL);

  append_words (facts, account->cities, NULL);
  append_words (facts, account->case_types, ed_case_type_choices);
  append_words (facts, account->languages, ed_language_choices);
  return g_string_free (facts, FALSE);
}

char *
ed_expert_facts_text (gpointer object, EdExpertChoice *choice)
{
  return choice != NULL ? ed_account_facts_text (choice->account) : g_strdup ("");
}

char *
ed_open_cases_text (gint64 open_cases)
{
  guint n = (guint) open_cases;

  if (open_cases == ED_ABSENT)
    return g_strdup ("");
  return g_strdup_printf (ngettext ("%u open case", "%u open cases", n), n);
}

static void
append_part (GString *parts, char *part)
{
  if (*part != '\0')
    g_string_append_printf (parts, "%s%s", parts->len > 0 ? " · " : "", part);
  g_free (part);
}

char *
ed_expert_reason_text (gpointer object, EdExpertChoice *choice)
{
  GString *parts = g_string_new (NULL);
  gint64 declined = choice != NULL ? choice->match.burden.declined : 0;

  if (choice == NULL)
    return g_string_free (parts, FALSE);
  if (choice->match.is_wished)
    append_part (parts, g_strdup (_ ("the sender has asked for them")));
  if (choice->languages != NULL)
    /* Translators: part of a list of what speaks for an expert; %s is one or more languages */
    append_part (parts, g_strdup_printf (_ ("speaks %s"), choice->languages));
  if (choice->match.in_city)
    /* Translators: part of a list of what speaks for an expert; %s is a city */
    append_part (parts, g_strdup_printf (_ ("in %s"), choice->city));
  append_part (parts, ed_open_cases_text (choice->match.burden.open));
  if (declined > 0)
    /* Translators: part of a list about an expert */
    append_part (
        parts,
        ed_number_in (
            ngettext ("%s case declined lately", "%s cases declined lately", (gulong) declined),
            declined));
  return g_string_free (parts, FALSE);
}

char *
ed_absence_text (const EdAccount *account, const char *substitute)
{
  g_autofree char *until =
      account->absent_to != ED_ABSENT ? ed_date_text (account->absent_to) : NULL;

  if (until == NULL && substitute == NULL)
    return g_strdup (_ ("Away"));
  if (until == NULL)
    /* Translators: %s is a person's name */
    return g_strdup_printf (_ ("Away, %s stands in"), substitute);
  if (substitute == NULL)
    /* Translators: %s is a date */
    return g_strdup_printf (_ ("Away until %s"), until);
  /* Translators: a date, a person's name */
  return g_strdup_printf (_ ("Away until %1$s, %2$s stands in"), until, substitute);
}

/* "Declined this case on 3 March 2020" */
static char *
make_declined_text (EdExpertChoice *choice)
{
  g_autofree char *day = ed_date_text (choice->declined_on);

  /* Translators: %s is a date */
  return g_strdup_printf (choice->of_request ? _ ("Handed this request back on %s")
                                             : _ ("Declined this case on %s"),
                          day);
}

static char *
list_doubts (EdExpertChoice *choice)
{
  GString *parts = g_string_new (NULL);

  if (choice->match.is_away)
    append_part (parts, ed_absence_text (choice->account, choice->substitute));
  if (choice->match.has_declined)
    append_part (parts, make_declined_text (choice));
  if (!choice->match.names_kind)
    append_part (parts, g_strdup (_ ("Not for this kind of coaching")));
  if (!choice->match.speaks && choice->account->languages != NULL)
    append_part (parts, g_strdup (_ ("Speaks no language of the company’s people")));
  if (choice->account->state == ED_ACCOUNT_INVITED)
    append_part (parts, g_strdup (_ ("Has not signed in yet")));
  return g_string_free (parts, FALSE);
}

char *
ed_expert_remark_text (gpointer object, EdExpertChoice *choice)
{
  if (choice == NULL)
    return g_strdup ("");
  switch (choice->match.fit)
    {
    case ED_FIT_HAS_CASE:
      return g_strdup (choice->of_request ? _ ("Has this request now") : _ ("Has this case now"));
    case ED_FIT_OTHER_TYPE:
      return g_strdup (_ ("Does not take cases of this type"));
    case ED_FIT_SUSPENDED:
      return g_strdup (_ ("The account is suspended"));
    case ED_FIT_SUITABLE:
    case ED_FIT_DOUBTFUL:
    default:
      return list_doubts (choice);
    }
}

gboolean
ed_expert_is_suitable (gpointer object, EdExpertChoice *choice)
{
  return choice != NULL && ed_fit_is_allowed (choice->match.fit);
}

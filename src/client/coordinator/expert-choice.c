/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/coordinator/expert-choice.h"

#include "client/dates.h"

#include <glib/gi18n.h>
#include <string.h>

struct _EdExpertChoice
{
  GObject parent_instance;
  EdAccount *account;
  EdMatch match;
  gboolean of_request;
  gint64 open_cases;
  char *substitute; /* name, or NULL */
};

G_DEFINE_FINAL_TYPE (EdExpertChoice, ed_expert_choice, G_TYPE_OBJECT)

static void
ed_expert_choice_finalize (GObject *object)
{
  ed_account_free (ED_EXPERT_CHOICE (object)->account);
  g_free (ED_EXPERT_CHOICE (object)->substitute);
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

static EdExpertChoice *
make_choice (const EdAccount *account, EdMatch match, gint64 open_cases, const char *substitute)
{
  EdExpertChoice *self = g_object_new (ED_TYPE_EXPERT_CHOICE, NULL);

  self->account = ed_record_copy (&ed_account_type, account);
  self->match = match;
  self->substitute = g_strdup (substitute);
  self->open_cases = open_cases;
  return self;
}

EdExpertChoice *
ed_expert_choice_new (const EdAccount *account,
                      const EdCase *case_,
                      gint64 open_cases,
                      const char *substitute,
                      gint64 today)
{
  return make_choice (account, ed_expert_match (account, case_, today), open_cases, substitute);
}

EdExpertChoice *
ed_expert_choice_new_for_request (const EdAccount *account,
                                  const EdRequest *request,
                                  gint64 open_cases,
                                  const char *substitute,
                                  gint64 today)
{
  EdExpertChoice *self = make_choice (account,
                                      ed_expert_match_request (account, request, today),
                                      open_cases,
                                      substitute);

  self->of_request = TRUE;
  return self;
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

gint64
ed_expert_choice_open_cases (EdExpertChoice *self)
{
  return self->open_cases;
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

const EdChoice ed_language_choices[] = {
  { "cs", N_ ("Czech") },     { "de", N_ ("German") },  { "en", N_ ("English") },
  { "es", N_ ("Spanish") },   { "fr", N_ ("French") },  { "hr", N_ ("Croatian") },
  { "hu", N_ ("Hungarian") }, { "it", N_ ("Italian") }, { "pl", N_ ("Polish") },
  { "ro", N_ ("Romanian") },  { "ru", N_ ("Russian") }, { "sk", N_ ("Slovak") },
  { "sl", N_ ("Slovenian") }, { "sr", N_ ("Serbian") }, { "tr", N_ ("Turkish") },
  { "uk", N_ ("Ukrainian") }, { NULL, NULL },
};

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

char *
ed_expert_load_text (gpointer object, EdExpertChoice *choice)
{
  return choice != NULL ? ed_open_cases_text (choice->open_cases) : g_strdup ("");
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
    default:
      break;
    }
  if (choice->match.is_away)
    return ed_absence_text (choice->account, choice->substitute);
  if (!choice->match.names_kind)
    return g_strdup (_ ("Not for this kind of coaching"));
  if (choice->match.has_declined)
    return g_strdup (choice->of_request ? _ ("Handed this request back before")
                                        : _ ("Declined this case before"));
  if (choice->match.is_wished)
    return g_strdup (_ ("The sender has asked for them"));
  if (choice->account->state == ED_ACCOUNT_INVITED)
    return g_strdup (_ ("Has not signed in yet"));
  return g_strdup ("");
}

gboolean
ed_expert_is_suitable (gpointer object, EdExpertChoice *choice)
{
  return choice != NULL && choice->match.fit == ED_FIT_SUITABLE;
}

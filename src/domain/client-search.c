/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "domain/client-search.h"

#include <string.h>

#include "domain/fold.h"
#include "domain/record-table.h"

#define PHONE_DIGITS 9 /* those that are the same with and without the country's */
#define PHONE_LEAST 6
#define NAME_LEAST 3 /* characters, within a text */
#define BREAKS " \t\n-.,;:'’()\""

static const EdField inquiry_fields[] = {
  ED_TEXT (EdClientInquiry, name, 0, N_ ("Client name"), 200),
  ED_TEXT (EdClientInquiry, phone, 0, N_ ("Phone"), 200),
  ED_TEXT (EdClientInquiry, email, 0, N_ ("E-mail"), 254),
};

const EdRecordType ed_client_inquiry_type =
    ED_RECORD_TYPE ("client_inquiry", EdClientInquiry, inquiry_fields);

struct _EdClientSearch
{
  char **words; /* folded, of the name; or NULL */
  char *name;   /* the words with a space between two */
  char *digits; /* the last ones of the phone number, or NULL */
  char *email;  /* folded, or NULL */
};

static char **
split_words (const char *text)
{
  g_autofree char *folded = ed_fold (text);
  g_auto (GStrv) parts = g_strsplit_set (folded, BREAKS, -1);
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();

  for (char **part = parts; *part != NULL; part++)
    if (**part != '\0')
      g_strv_builder_add (words, *part);
  return g_strv_builder_end (words);
}

static char *
keep_digits (const char *text)
{
  GString *digits = g_string_new (NULL);

  for (; *text != '\0'; text++)
    if (g_ascii_isdigit (*text))
      g_string_append_c (digits, *text);
  return g_string_free (digits, FALSE);
}

EdClientSearch *
ed_client_search_new (const EdClientInquiry *inquiry)
{
  EdClientSearch *self = g_new0 (EdClientSearch, 1);

  if (inquiry->name != NULL)
    {
      self->words = split_words (inquiry->name);
      if (self->words[0] == NULL)
        g_clear_pointer (&self->words, g_strfreev);
      else
        self->name = g_strjoinv (" ", self->words);
    }
  if (inquiry->phone != NULL)
    {
      g_autofree char *digits = keep_digits (inquiry->phone);
      gsize length = strlen (digits);

      if (length >= PHONE_LEAST)
        self->digits = g_strdup (digits + (length > PHONE_DIGITS ? length - PHONE_DIGITS : 0));
    }
  if (inquiry->email != NULL)
    {
      self->email = ed_fold (inquiry->email);
      g_strstrip (self->email);
      if (self->email[0] == '\0')
        g_clear_pointer (&self->email, g_free);
    }
  return self;
}

void
ed_client_search_free (EdClientSearch *self)
{
  if (self == NULL)
    return;
  g_strfreev (self->words);
  g_free (self->name);
  g_free (self->digits);
  g_free (self->email);
  g_free (self);
}

gboolean
ed_client_search_can_find (const EdClientSearch *self)
{
  return self->words != NULL || self->digits != NULL || self->email != NULL;
}

static gboolean
begins_a_word (const char *word, char **words)
{
  for (; *words != NULL; words++)
    if (g_str_has_prefix (*words, word))
      return TRUE;
  return FALSE;
}

static gboolean
has_name (const EdClientSearch *self, const char *alias)
{
  g_auto (GStrv) words = NULL;

  if (self->words == NULL || alias == NULL)
    return FALSE;
  words = split_words (alias);
  for (char **word = self->words; *word != NULL; word++)
    if (!begins_a_word (*word, words))
      return FALSE;
  return TRUE;
}

static gboolean
has_phone (const EdClientSearch *self, const char *phone)
{
  g_autofree char *digits = NULL;

  if (self->digits == NULL || phone == NULL)
    return FALSE;
  digits = keep_digits (phone);
  return g_str_has_suffix (digits, self->digits);
}

static gboolean
has_email (const EdClientSearch *self, const char *email)
{
  g_autofree char *folded = NULL;

  if (self->email == NULL || email == NULL)
    return FALSE;
  folded = ed_fold (email);
  return g_str_equal (g_strstrip (folded), self->email);
}

guint
ed_client_search_match_case (const EdClientSearch *self, const EdCase *case_)
{
  return (has_name (self, case_->client_alias) ? ED_CLIENT_NAME : 0)
         | (has_phone (self, case_->phone) ? ED_CLIENT_PHONE : 0)
         | (has_email (self, case_->email) ? ED_CLIENT_EMAIL : 0);
}

/* --- what was written freely ------------------------------------------------------------------ */

/* WORDS in a row, as whole words. */
static gboolean
tells_name (const EdClientSearch *self, const char *text)
{
  g_auto (GStrv) words = NULL;
  g_autofree char *joined = NULL, *within = NULL, *sought = NULL;

  if (self->name == NULL || g_utf8_strlen (self->name, -1) < NAME_LEAST)
    return FALSE;
  words = split_words (text);
  joined = g_strjoinv (" ", words);
  within = g_strconcat (" ", joined, " ", NULL);
  sought = g_strconcat (" ", self->name, " ", NULL);
  return strstr (within, sought) != NULL;
}

static guint
match_text (const EdClientSearch *self, const char *text)
{
  g_autofree char *digits = NULL, *folded = NULL;

  if (text == NULL)
    return 0;
  digits = keep_digits (text);
  folded = ed_fold (text);
  return (tells_name (self, text) ? ED_CLIENT_NAME : 0)
         | (self->digits != NULL && strstr (digits, self->digits) != NULL ? ED_CLIENT_PHONE : 0)
         | (self->email != NULL && strstr (folded, self->email) != NULL ? ED_CLIENT_EMAIL : 0);
}

static guint
match_documents (const EdClientSearch *self, const GPtrArray *documents)
{
  guint match = 0;

  for (guint i = 0; i < documents->len; i++)
    match |= match_text (self, ((const EdRequestDocument *) documents->pdata[i])->name);
  return match;
}

static guint
match_draft (const EdClientSearch *self, const EdResponseDraft *draft)
{
  return draft != NULL ? match_text (self, draft->text) | match_documents (self, draft->documents)
                       : 0;
}

guint
ed_client_search_match_request (const EdClientSearch *self, const EdRequest *request)
{
  guint match = match_text (self, request->subject) | match_text (self, request->case_reference)
                | match_documents (self, request->documents) | match_draft (self, request->draft);

  for (guint i = 0; i < request->rounds->len; i++)
    match |= match_text (self, ((const EdRequestRound *) request->rounds->pdata[i])->question);
  for (guint i = 0; i < request->versions->len; i++)
    {
      const EdResponseVersion *version = request->versions->pdata[i];

      match |= match_text (self, version->text) | match_documents (self, version->documents);
    }
  for (guint i = 0; i < request->assignments->len; i++)
    match |=
        match_draft (self, ((const EdRequestAssignment *) request->assignments->pdata[i])->draft);
  return match;
}

void
ed_client_inquiry_free (EdClientInquiry *self)
{
  ed_record_free (&ed_client_inquiry_type, self);
}

/* --- blanking --------------------------------------------------------------------------------- */

#define LEAST_LETTERS 3
#define BLANK "…"

static gboolean
is_of_word (const char *at)
{
  return g_unichar_isalnum (g_utf8_get_char (at));
}

/* Appends TEXT with its words that are one of WORDS (folded) blanked; whether there were any. */
static gboolean
blank_words (GString *to, const char *text, char **words)
{
  gboolean any = FALSE;

  while (*text != '\0')
    {
      const char *end = text;
      g_autofree char *word = NULL;
      g_autofree char *folded = NULL;
      gboolean is_meant;

      while (*end != '\0' && is_of_word (end))
        end = g_utf8_next_char (end);
      if (end == text)
        {
          end = g_utf8_next_char (text);
          g_string_append_len (to, text, end - text);
          text = end;
          continue;
        }
      word = g_strndup (text, (gsize) (end - text));
      folded = ed_fold (word);
      is_meant = g_strv_contains ((const char *const *) words, folded);
      g_string_append (to, is_meant ? BLANK : word);
      any = any || is_meant;
      text = end;
    }
  return any;
}

static gboolean
blank_whole (GString *text, const char *whole)
{
  return whole != NULL && *whole != '\0' && g_string_replace (text, whole, BLANK, 0) > 0;
}

static char **
list_words (const char *alias)
{
  g_autofree char *folded = ed_fold (alias != NULL ? alias : "");
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  const char *at = folded;

  while (*at != '\0')
    {
      const char *end = at;
      g_autofree char *word = NULL;

      while (*end != '\0' && is_of_word (end))
        end = g_utf8_next_char (end);
      word = g_strndup (at, (gsize) (end - at));
      if (g_utf8_strlen (word, -1) >= LEAST_LETTERS || g_str_equal (word, folded))
        g_strv_builder_add (words, word);
      at = end > at ? end : g_utf8_next_char (at);
    }
  return g_strv_builder_end (words);
}

char *
ed_client_search_blank (const char *text, const EdCase *case_)
{
  g_auto (GStrv) words = list_words (case_->client_alias);
  GString *blanked = g_string_new (NULL);
  gboolean any = blank_words (blanked, text, words);

  any = blank_whole (blanked, case_->phone) || any;
  any = blank_whole (blanked, case_->email) || any;
  return g_string_free (blanked, !any);
}

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "domain/password.h"

#include <string.h>

#define WORD_MIN 4  /* shorter words of one's own name are no password's whole content */
#define REST_MIN 6  /* letters and digits that have to be there beside such a word */
#define DIFFERENT 5 /* letters and digits that have to differ */

/* Letters and digits only, the case folded. */
static const char *const common[] = {
  "password",   "passwort",   "jelszo",   "jelszó",        "geheim",           "qwertyuiop",
  "qwertzuiop", "asdfghjkl",  "abcdefgh", "12345678",      "87654321",         "letmein",
  "welcome",    "willkommen", "iloveyou", "administrator", "expertsdashboard", "dashboard",
};

/* The letters and digits of TEXT, its case folded. */
static char *
strip (const char *text)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);
  g_autofree char *normal = g_utf8_normalize (folded, -1, G_NORMALIZE_ALL_COMPOSE);
  GString *letters = g_string_new (NULL);

  for (const char *at = normal; at != NULL && *at != '\0'; at = g_utf8_next_char (at))
    {
      if (g_unichar_isalnum (g_utf8_get_char (at)))
        g_string_append_unichar (letters, g_utf8_get_char (at));
    }
  return g_string_free (letters, FALSE);
}

/* Takes WORD out of LETTERS wherever it is; answers whether it was there. */
static gboolean
take_word (GString *letters, const char *text)
{
  g_autofree char *word = strip (text);

  return g_utf8_strlen (word, -1) >= WORD_MIN && g_string_replace (letters, word, "", 0) > 0;
}

/* The same with the words of TEXT, the whole of it first. */
static gboolean
take_words (GString *letters, const char *text)
{
  g_auto (GStrv) words = NULL;
  gboolean found;

  if (text == NULL)
    return FALSE;
  found = take_word (letters, text);
  words = g_strsplit_set (text, " .,-_@+", -1);
  for (char **word = words; *word != NULL; word++)
    found = take_word (letters, *word) || found;
  return found;
}

static gboolean
is_little (const GString *rest)
{
  return g_utf8_strlen (rest->str, -1) < REST_MIN;
}

static gboolean
is_own (const char *letters, const EdAccount *account, const char *organisation)
{
  g_autoptr (GString) rest = g_string_new (letters);
  gboolean found = take_words (rest, account->user);

  found = take_words (rest, account->name) || found;
  found = take_words (rest, organisation) || found;
  return found && is_little (rest);
}

static gboolean
is_common (const char *letters)
{
  g_autoptr (GHashTable) different = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (common); i++)
    {
      g_autoptr (GString) rest = g_string_new (letters);

      if (take_word (rest, common[i]) && is_little (rest))
        return TRUE;
    }
  for (const char *at = letters; *at != '\0'; at = g_utf8_next_char (at))
    g_hash_table_add (different, GUINT_TO_POINTER (g_utf8_get_char (at)));
  return g_hash_table_size (different) < DIFFERENT;
}

EdPasswordFault
ed_password_check (const char *password, const EdAccount *account, const char *organisation)
{
  g_autofree char *normal = g_utf8_normalize (password, -1, G_NORMALIZE_DEFAULT_COMPOSE);
  g_autofree char *letters = NULL;

  if (normal == NULL || g_utf8_strlen (normal, -1) < ED_PASSWORD_LENGTH_MIN)
    return ED_PASSWORD_SHORT;
  if (strlen (normal) > ED_PASSWORD_BYTES_MAX)
    return ED_PASSWORD_LONG;
  letters = strip (normal);
  if (is_own (letters, account, organisation))
    return ED_PASSWORD_OWN;
  return is_common (letters) ? ED_PASSWORD_COMMON : ED_PASSWORD_GOOD;
}

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "domain/file.h"

#include <string.h>

#include "domain/case.h"
#include "domain/record-table.h"

#define NAME_MAX_CHARACTERS 255
#define ENDING_MAX_CHARACTERS 10 /* with its dot */
#define SHA256_DIGITS 64

const EdChoice ed_file_media_choices[] = {
  [ED_MEDIA_PDF] = { "application/pdf", N_ ("PDF document") },
  [ED_MEDIA_JPEG] = { "image/jpeg", N_ ("JPEG picture") },
  [ED_MEDIA_PNG] = { "image/png", N_ ("PNG picture") },
  { NULL, NULL },
};

const EdChoice ed_file_kind_choices[] = {
  [ED_FILE_TREATMENT_LOG] = { "treatment_log", N_ ("Treatment log") },
  [ED_FILE_CASE_FILE] = { "case_file", N_ ("Case file") },
  [ED_FILE_SATISFACTION_FORM] = { "satisfaction_form", N_ ("Satisfaction feedback form") },
  [ED_FILE_OTHER] = { "other", N_ ("Other document") },
  [ED_FILE_SHARED] = { "shared", N_ ("Shared document") },
  [ED_FILE_RESPONSE] = { "response", N_ ("File of the response") },
  { NULL, NULL },
};

static const EdField file_fields[] = {
  ED_ID (EdFile, id, ED_FIELD_REQUIRED, NULL),
  ED_ID (EdFile, case_id, 0, NULL),
  ED_ID (EdFile, request_id, 0, NULL),
  ED_ID (EdFile, assignment_id, 0, NULL),
  ED_CHOICE (EdFile, kind, ED_FIELD_REQUIRED, N_ ("Kind"), ed_file_kind_choices),
  ED_TEXT (EdFile, name, ED_FIELD_REQUIRED, N_ ("Name"), NAME_MAX_CHARACTERS),
  ED_CHOICE (EdFile, type, ED_FIELD_REQUIRED, NULL, ed_file_media_choices),
  ED_INTEGER (EdFile, length, ED_FIELD_REQUIRED, N_ ("Size"), 1, G_MAXINT64),
  ED_TEXT (EdFile, sha256, ED_FIELD_REQUIRED, NULL, SHA256_DIGITS),
};
const EdRecordType ed_file_type = ED_RECORD_TYPE ("file", EdFile, file_fields);

/* How a file of each type begins. */
static const struct
{
  const char *bytes;
  gsize length;
} beginnings[] = {
  [ED_MEDIA_PDF] = { "%PDF-", 5 },
  [ED_MEDIA_JPEG] = { "\xff\xd8\xff", 3 },
  [ED_MEDIA_PNG] = { "\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16 },
};

gint64
ed_file_type_of (const guint8 *bytes, gsize length)
{
  for (guint i = 0; i < G_N_ELEMENTS (beginnings); i++)
    {
      if (length >= beginnings[i].length
          && memcmp (bytes, beginnings[i].bytes, beginnings[i].length) == 0)
        return i;
    }
  return ED_ABSENT;
}

/* Slashes make paths, controls and line ends make lines, and marks of direction make "fdp.exe" out
 * of "exe.pdf". */
static gboolean
is_harmful (gunichar c)
{
  switch (g_unichar_type (c))
    {
    case G_UNICODE_CONTROL:
    case G_UNICODE_FORMAT:
    case G_UNICODE_LINE_SEPARATOR:
    case G_UNICODE_PARAGRAPH_SEPARATOR:
    case G_UNICODE_SURROGATE:
    case G_UNICODE_UNASSIGNED:
      return TRUE;
    default:
      return c == '/' || c == '\\' || c == ':' || c == '*' || c == '?' || c == '"' || c == '<'
             || c == '>' || c == '|';
    }
}

gboolean
ed_file_name_is_safe (const char *name)
{
  gsize length = strlen (name);

  if (length == 0 || !g_utf8_validate (name, -1, NULL)
      || g_utf8_strlen (name, -1) > NAME_MAX_CHARACTERS)
    return FALSE;
  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (is_harmful (g_utf8_get_char (p)))
        return FALSE;
    }
  /* Nor hidden, nor the folder itself, nor with an end that some systems drop. */
  return name[0] != '.' && name[0] != ' ' && name[length - 1] != '.' && name[length - 1] != ' ';
}

/* Cuts NAME to its greatest length, in front of its ending. */
static void
shorten (GString *name)
{
  glong length = g_utf8_strlen (name->str, -1);
  const char *dot = strrchr (name->str, '.');
  g_autofree char *ending = NULL;
  glong kept;

  if (length <= NAME_MAX_CHARACTERS)
    return;
  if (dot != NULL && g_utf8_strlen (dot, -1) <= ENDING_MAX_CHARACTERS)
    ending = g_strdup (dot);
  kept = NAME_MAX_CHARACTERS - (ending != NULL ? g_utf8_strlen (ending, -1) : 0);
  g_string_truncate (name, (gsize) (g_utf8_offset_to_pointer (name->str, kept) - name->str));
  if (ending != NULL)
    g_string_append (name, ending);
}

char *
ed_file_make_name (const char *name)
{
  g_autofree char *valid = g_utf8_make_valid (name, -1);
  const char *last = valid;
  GString *made = g_string_new (NULL);

  for (const char *p = valid; *p != '\0'; p++)
    {
      if ((*p == '/' || *p == '\\') && p[1] != '\0')
        last = p + 1;
    }
  while (*last == '.' || *last == ' ')
    last++;
  for (const char *p = last; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      g_string_append_unichar (made, is_harmful (c) ? '_' : c);
    }
  shorten (made);
  while (made->len > 0 && (made->str[made->len - 1] == '.' || made->str[made->len - 1] == ' '))
    g_string_truncate (made, made->len - 1);
  if (made->len == 0)
    g_string_append_c (made, '_');
  return g_string_free (made, FALSE);
}

static gboolean
is_sha256 (const char *text)
{
  return strlen (text) == SHA256_DIGITS && strspn (text, "0123456789abcdef") == SHA256_DIGITS;
}

/* Which field of what it belongs to does not go with its kind, or NULL. */
static const char *
find_wrong_target (const EdFile *file)
{
  gboolean of_request = file->kind == ED_FILE_SHARED || file->kind == ED_FILE_RESPONSE;

  if ((file->case_id != NULL) == of_request)
    return "case_id";
  if ((file->request_id != NULL) != of_request)
    return "request_id";
  if ((file->assignment_id == NULL && !of_request)
      || (file->assignment_id != NULL && file->kind == ED_FILE_SHARED))
    return "assignment_id";
  return NULL;
}

const char *
ed_file_find_invalid (const EdFile *file)
{
  const EdField *invalid = ed_record_find_invalid (&ed_file_type, file);

  if (invalid != NULL)
    return invalid->name;
  if (find_wrong_target (file) != NULL)
    return find_wrong_target (file);
  if (!ed_file_name_is_safe (file->name))
    return "name";
  return is_sha256 (file->sha256) ? NULL : "sha256";
}

void
ed_file_free (EdFile *file)
{
  ed_record_free (&ed_file_type, file);
}

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/documents/document-texts.h"

#include "client/numbers.h"
#include "domain/file.h"

#include <glib/gi18n.h>

static const struct
{
  const char *word, *upload, *added;
} kinds[] = {
  [ED_DOCUMENT_TREATMENT_LOG] = { N_ ("Treatment log"),
                                  N_ ("Upload treatment log"),
                                  N_ ("Treatment log added") },
  [ED_DOCUMENT_CASE_FILE] = { N_ ("Case file"), N_ ("Upload case file"), N_ ("Case file added") },
  [ED_DOCUMENT_SATISFACTION_FORM] = { N_ ("Satisfaction feedback form"),
                                      N_ ("Upload satisfaction feedback form"),
                                      N_ ("Satisfaction feedback form added") },
  [ED_DOCUMENT_OTHER] = { N_ ("Other document"),
                          N_ ("Upload other document"),
                          N_ ("Document added") },
};

static gboolean
is_kind (gint64 kind)
{
  return kind >= 0 && kind < (gint64) G_N_ELEMENTS (kinds);
}

const char *
ed_document_kind_word (gint64 kind)
{
  return _ (kinds[is_kind (kind) ? kind : ED_DOCUMENT_OTHER].word);
}

const char *
ed_document_upload_word (gint64 kind)
{
  return _ (kinds[is_kind (kind) ? kind : ED_DOCUMENT_OTHER].upload);
}

const char *
ed_document_type_word (const char *type)
{
  static const struct
  {
    const char *type, *word;
  } types[] = { { "application/pdf", "PDF" }, { "image/jpeg", "JPEG" }, { "image/png", "PNG" } };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (g_strcmp0 (types[i].type, type) == 0)
      return types[i].word;
  return "";
}

const char *
ed_document_icon (const char *type)
{
  return type != NULL && g_str_has_prefix (type, "image/") ? "image-x-generic-symbolic"
                                                           : "x-office-document-symbolic";
}

char *
ed_document_size_text (gint64 size)
{
  return g_format_size ((guint64) MAX (size, 0));
}

char *
ed_document_content_text (const char *type, gint64 size)
{
  const char *word = ed_document_type_word (type);
  g_autofree char *size_text = ed_document_size_text (size);

  if (*word == '\0')
    return g_steal_pointer (&size_text);
  /* Translators: the kind of a file and its size: "PDF · 1.2 MB" */
  return g_strdup_printf (_ ("%s · %s"), word, size_text);
}

char *
ed_document_progress_text (gint64 sent, gint64 size)
{
  g_autofree char *sent_text = ed_document_size_text (MIN (sent, size));
  g_autofree char *size_text = ed_document_size_text (size);

  /* Translators: how much of a file has been sent: "1.2 MB of 2.0 MB" */
  return g_strdup_printf (_ ("%s of %s"), sent_text, size_text);
}

char *
ed_document_too_large_text (gint64 size)
{
  g_autofree char *size_text =
      g_format_size_full ((guint64) MAX (size, 0), G_FORMAT_SIZE_IEC_UNITS);
  g_autofree char *most_text = g_format_size_full (ED_FILE_BYTES_MAX, G_FORMAT_SIZE_IEC_UNITS);

  return g_strdup_printf (_ ("The file is too large: it has %s, and %s is the most that can be "
                             "attached. Scan it with fewer dots per inch, or in parts."),
                          size_text,
                          most_text);
}

char *
ed_document_added_text (gint64 kind, guint n)
{
  if (n == 1)
    return g_strdup (_ (kinds[is_kind (kind) ? kind : ED_DOCUMENT_OTHER].added));
  return ed_number_in (ngettext ("%s file added", "%s files added", n), n);
}

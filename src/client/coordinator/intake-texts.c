/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/coordinator/intake-texts.h"

#include "client/sentences.h"

#include <glib/gi18n.h>

/* FORMAT with LABEL, A and B in their places. */
static char *
make_text (const char *format, const char *label, gint64 a, gint64 b)
{
  g_autoptr (GString) text = g_string_new (format);
  g_autofree char *first = g_strdup_printf ("%" G_GINT64_FORMAT, a);
  g_autofree char *second = g_strdup_printf ("%" G_GINT64_FORMAT, b);

  g_string_replace (text, "{label}", label, 0);
  g_string_replace (text, "{1}", first, 0);
  g_string_replace (text, "{2}", second, 0);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
explain_text (const EdField *field, const char *text)
{
  glong length;

  if (!g_utf8_validate (text, -1, NULL))
    return make_text (_ ("“{label}” has characters that cannot be kept."), _ (field->label), 0, 0);
  length = g_utf8_strlen (text, -1);
  if (field->maximum != 0 && length > field->maximum)
    /* Translators: {label}, {1} and {2} are replaced by the field's label and numbers */
    return make_text (_ ("“{label}” can have {1} characters at most; this has {2}."),
                      _ (field->label),
                      field->maximum,
                      length);
  return make_text (_ ("“{label}” has characters that cannot be kept, like a line break."),
                    _ (field->label),
                    0,
                    0);
}

static char *
explain_number (const EdField *field)
{
  if (field->kind == ED_FIELD_INTEGER)
    /* Translators: {label}, {1} and {2} are replaced by the field's label and numbers */
    return make_text (_ ("“{label}” is a whole number from {1} to {2}, or empty."),
                      _ (field->label),
                      field->minimum,
                      field->maximum);
  if (field->kind == ED_FIELD_INSTANT)
    return g_strdup (_ ("This is no date and time. Write them like 2020-03-18 and 20:44."));
  return ed_intake_refused_text (field);
}

char *
ed_intake_trouble_text (const EdField *field, gconstpointer record, gboolean is_readable)
{
  if (is_readable && ed_field_is_valid (field, record))
    return NULL;
  if (!is_readable)
    return explain_number (field);
  if (ed_field_is_absent (field, record))
    /* Translators: {label} is replaced by the field's label */
    return make_text (_ ("“{label}” is needed to save the case."), _ (field->label), 0, 0);
  if (field->kind == ED_FIELD_TEXT)
    return explain_text (field, ed_field_get_text (field, record));
  return explain_number (field);
}

char *
ed_intake_refused_text (const EdField *field)
{
  if (g_str_equal (field->name, "recorded_at"))
    return g_strdup (_ ("A case cannot be recorded later than now."));
  if (g_str_equal (field->name, "coaching_kind"))
    return g_strdup (_ ("Choose the kind of health coaching."));
  return ed_refusal_sentence (ED_REFUSAL_INVALID, field->name);
}

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/privacy/client-archive.h"

#include "domain/message.h"
#include "forms/spreadsheet.h"

#include <glib/gi18n.h>

/* One line: to which case or request, what, and what it says. */
static void
add_line (GString *csv, const char *object, const char *what, const char *value)
{
  if (value == NULL || *value == '\0')
    return;
  ed_csv_append_text (csv, object);
  g_string_append_c (csv, ',');
  ed_csv_append_text (csv, what);
  g_string_append_c (csv, ',');
  ed_csv_append_text (csv, value);
  g_string_append (csv, "\r\n");
}

static char *
write_value (const EdField *field, gconstpointer record)
{
  gint64 number;

  if (ed_field_is_absent (field, record))
    return NULL;
  if (field->kind == ED_FIELD_TEXT)
    return g_strdup (ed_field_get_text (field, record));
  if (field->kind == ED_FIELD_ID || field->kind >= ED_FIELD_RECORD)
    return NULL;
  number = ed_field_get_number (field, record);
  switch (field->kind)
    {
    case ED_FIELD_BOOLEAN:
      return g_strdup (number == 1 ? _ ("Yes") : _ ("No"));
    case ED_FIELD_CHOICE:
      return g_strdup (field->choices[number].label != NULL ? _ (field->choices[number].label)
                                                            : field->choices[number].word);
    case ED_FIELD_DATE:
      return ed_date_to_text (number);
    case ED_FIELD_TIME:
      return ed_time_to_text (number);
    case ED_FIELD_INSTANT:
      return ed_instant_to_text (number);
    default:
      return g_strdup_printf ("%" G_GINT64_FORMAT, number);
    }
}

/* The fields of RECORD that have a name for people. */
static void
add_fields (GString *csv, const char *object, const EdRecordType *type, gconstpointer record)
{
  for (guint i = 0; i < type->n_fields; i++)
    {
      g_autofree char *value = write_value (&type->fields[i], record);

      if (type->fields[i].label != NULL)
        add_line (csv, object, _ (type->fields[i].label), value);
    }
}

static char *
write_number (gint64 number)
{
  return number != ED_ABSENT ? g_strdup_printf ("%" G_GINT64_FORMAT, number) : g_strdup ("–");
}

static void
add_case (GString *csv, const EdCase *case_)
{
  g_autofree char *number = write_number (case_->number);
  g_autofree char *object = g_strdup_printf (_ ("Case %s"), number);

  add_fields (csv, object, &ed_case_type, case_);
  for (guint i = 0; i < case_->sessions->len; i++)
    {
      const EdSession *session = case_->sessions->pdata[i];
      g_autofree char *date = ed_date_to_text (session->date);

      if (session->deleted != 1)
        add_line (csv, object, _ ("Session"), date);
    }
  for (guint i = 0; i < case_->documents->len; i++)
    add_line (csv, object, _ ("Document"), ((EdDocument *) case_->documents->pdata[i])->name);
}

static void
add_request (GString *csv, const EdRequest *request)
{
  g_autofree char *number = write_number (request->number);
  g_autofree char *object = g_strdup_printf (_ ("Request %s"), number);

  add_line (csv, object, _ ("Subject"), request->subject);
  add_line (csv, object, _ ("Case"), request->case_reference);
  for (guint i = 0; i < request->rounds->len; i++)
    add_line (csv,
              object,
              _ ("Question"),
              ((EdRequestRound *) request->rounds->pdata[i])->question);
  for (guint i = 0; i < request->versions->len; i++)
    add_line (csv,
              object,
              _ ("Response"),
              ((EdResponseVersion *) request->versions->pdata[i])->text);
}

GString *
ed_client_overview (const EdPrivacyExport *export, char **missing)
{
  GString *csv = g_string_new ("\xef\xbb\xbf");

  for (guint i = 0; i < export->cases->len; i++)
    add_case (csv, export->cases->pdata[i]);
  for (guint i = 0; i < export->messages->len; i++)
    {
      const EdMessage *message = export->messages->pdata[i];

      add_line (csv, message->by_name, _ ("Message"), message->text);
    }
  for (guint i = 0; i < export->requests->len; i++)
    add_request (csv, export->requests->pdata[i]);
  for (char **name = missing; name != NULL && *name != NULL; name++)
    add_line (csv, "", _ ("File that is not there any more"), *name);
  return csv;
}

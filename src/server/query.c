/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/query.h"

static EdStatement *
bind_values (EdDb *db, GError **error, const char *sql, const char *format, va_list values)
{
  EdStatement *statement = ed_db_prepare (db, sql, error);
  gconstpointer bytes;

  if (statement == NULL)
    return NULL;
  for (int i = 1; *format != '\0'; format++, i++)
    {
      switch (*format)
        {
        case 't':
          ed_statement_bind_text (statement, i, va_arg (values, const char *));
          break;
        case 'i':
          ed_statement_bind_int (statement, i, va_arg (values, gint64));
          break;
        case 'b':
          bytes = va_arg (values, gconstpointer);
          ed_statement_bind_blob (statement, i, bytes, va_arg (values, gsize));
          break;
        default:
          g_assert_not_reached ();
        }
    }
  return statement;
}

EdStatement *
ed_query (EdDb *db, GError **error, const char *sql, const char *format, ...)
{
  EdStatement *statement;
  va_list values;

  va_start (values, format);
  statement = bind_values (db, error, sql, format, values);
  va_end (values);
  return statement;
}

gboolean
ed_query_run (EdDb *db, GError **error, const char *sql, const char *format, ...)
{
  EdStatement *statement;
  va_list values;

  va_start (values, format);
  statement = bind_values (db, error, sql, format, values);
  va_end (values);
  return statement != NULL && ed_statement_run (statement, error);
}

char **
ed_query_list (EdStatement *taken, GError **error)
{
  g_autoptr (EdStatement) statement = taken;
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  GError *local = NULL;

  if (statement == NULL)
    return NULL;
  while (ed_statement_step (statement, &local))
    g_strv_builder_add (ids, ed_statement_text (statement, 0));
  if (local == NULL)
    return g_strv_builder_end (ids);
  g_propagate_error (error, local);
  return NULL;
}

/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "forms/spreadsheet.h"

#include <glib/gstdio.h>
#include <string.h>

#include "forms/spreadsheet-writer.h"

struct _EdSpreadsheet
{
  EdSpreadsheetWriter *writer;
  char *path;
  char *part; /* beside it, until it is complete */
  EdCellColumn *columns;
  guint n;
  guint row, column; /* of the next cell */
};

static void
forget_columns (EdSpreadsheet *self)
{
  for (guint i = 0; i < self->n; i++)
    g_free ((char *) self->columns[i].title);
  g_clear_pointer (&self->columns, g_free);
  self->n = 0;
}

static void
spreadsheet_free (EdSpreadsheet *self)
{
  forget_columns (self);
  g_free (self->path);
  g_free (self->part);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EdSpreadsheet, spreadsheet_free)

/* An empty file beside PATH that only its user may read; its name, or NULL. */
static char *
make_part (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *part = g_build_filename (folder, ".export-XXXXXX", NULL);
  int descriptor = g_mkstemp (part);

  if (descriptor >= 0 && g_close (descriptor, NULL))
    return g_steal_pointer (&part);
  g_set_error (error,
               G_IO_ERROR,
               g_io_error_from_errno (errno),
               "%s: %s",
               folder,
               g_strerror (errno));
  return NULL;
}

EdSpreadsheet *
ed_spreadsheet_new (EdSpreadsheetKind kind, const char *path, GError **error)
{
  g_autoptr (EdSpreadsheet) self = g_new0 (EdSpreadsheet, 1);

  self->path = g_strdup (path);
  self->part = make_part (path, error);
  if (self->part == NULL)
    return NULL;
  self->writer = kind == ED_SPREADSHEET_CSV ? ed_csv_writer_new (self->part, error)
                                            : ed_xlsx_writer_new (self->part, error);
  if (self->writer != NULL)
    return g_steal_pointer (&self);
  g_unlink (self->part);
  return NULL;
}

void
ed_spreadsheet_begin_table (EdSpreadsheet *self,
                            const char *name,
                            const EdCellColumn *columns,
                            guint n)
{
  g_return_if_fail (n > 0 && self->column == 0);

  forget_columns (self);
  self->columns = g_new (EdCellColumn, n);
  self->n = n;
  self->row = 0;
  for (guint i = 0; i < n; i++)
    {
      self->columns[i] = columns[i];
      self->columns[i].title = g_strdup (columns[i].title);
    }
  self->writer->begin (self->writer, name, self->columns, n);
}

static void
add (EdSpreadsheet *self, const char *text, gint64 number)
{
  const EdCellColumn *column = &self->columns[self->column];

  g_return_if_fail (self->n > 0);

  self->writer->add (self->writer, self->row, self->column, self->n, column, text, number);
  self->column = (self->column + 1) % self->n;
  self->row += self->column == 0 ? 1 : 0;
}

void
ed_spreadsheet_add_text (EdSpreadsheet *self, const char *text)
{
  add (self, text, G_MININT64);
}

void
ed_spreadsheet_add_number (EdSpreadsheet *self, gint64 number)
{
  add (self, NULL, number);
}

gboolean
ed_spreadsheet_close (EdSpreadsheet *spreadsheet, GError **error)
{
  g_autoptr (EdSpreadsheet) self = spreadsheet;

  if (!self->writer->end (self->writer, TRUE, error))
    {
      g_unlink (self->part);
      return FALSE;
    }
  if (g_rename (self->part, self->path) == 0)
    return TRUE;
  g_set_error (error,
               G_IO_ERROR,
               g_io_error_from_errno (errno),
               "%s: %s",
               self->path,
               g_strerror (errno));
  g_unlink (self->part);
  return FALSE;
}

void
ed_spreadsheet_discard (EdSpreadsheet *spreadsheet)
{
  g_autoptr (EdSpreadsheet) self = spreadsheet;

  if (self == NULL)
    return;
  self->writer->end (self->writer, FALSE, NULL);
  g_unlink (self->part);
}
